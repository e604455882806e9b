//! From bytes to incidents: the one place that sees every stage.

use crate::dict::{self, Tables};
use crate::edtf::Edtf;
use crate::extract::{Context, Extractors, Mentions, Rule};
use crate::incident::{self, Incident, Reading};
use crate::page::{self, Hints, Page, Sites, Warning};
use crate::text::{Text, Tokenizer};

/// Every stage, compiled once and used for any number of pages, from any number of threads.
#[derive(Debug)]
pub struct Pipeline {
    tokenizer: Tokenizer,
    extractors: Extractors,
    sites: Sites,
}

/// What is known of a page beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// See [`Hints`].
    pub hints: Hints<'a>,
    /// The day of publication, where the user gives it; otherwise the page's own is used.
    pub published: Option<Edtf>,
    /// The day that whoever points at the page gives; it is used for a page that tells none.
    pub announced: Option<Edtf>,
}

/// A page that was read, with all that was found on it.
#[derive(Debug)]
pub struct Article {
    /// The page.
    pub page: Page,
    /// The text of each of the page's posts.
    pub texts: Vec<Text>,
    /// What each of the texts mentions.
    pub mentions: Vec<Mentions>,
    /// The incidents that the page reports, in the order of the text.
    pub incidents: Vec<Incident>,
    /// What a reader of the records should know.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// All text of the article, post after post.
    #[must_use]
    pub fn text(&self) -> String {
        self.texts.iter().map(Text::raw).collect::<Vec<_>>().join("\n")
    }
}

impl Pipeline {
    /// The stages with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a table has a row that is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { tokenizer: Tokenizer::new(), extractors: Extractors::new(tables)?, sites: Sites::new(tables)? })
    }

    /// Every rule that the stages follow, sorted by name.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = self.extractors.rules();
        rules.extend(incident::rules());
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        rules
    }

    /// Everything that the page in `bytes` reports. The same bytes always give the same result.
    ///
    /// # Errors
    ///
    /// If no page can be read from the bytes: see [`page::Error`].
    pub fn article(&self, bytes: &[u8], known: &Known) -> Result<Article, page::Error> {
        let hints = Hints { sites: known.hints.sites.or(Some(&self.sites)), ..known.hints };
        let (mut page, warnings) = page::read(bytes, &hints)?;
        page.published = known.published.or(page.published).or(known.announced);
        let texts: Vec<Text> = page.posts.iter().map(|post| Text::new(&self.tokenizer, &post.blocks)).collect();
        let mentions: Vec<Mentions> = page
            .posts
            .iter()
            .zip(&texts)
            .map(|(post, text)| self.extractors.mentions(text, &Context { published: post.date.or(page.published) }))
            .collect();
        let readings: Vec<Reading> = texts
            .iter()
            .zip(&mentions)
            .enumerate()
            .map(|(post, (text, mentions))| Reading { page: &page, post, text, mentions })
            .collect();
        let incidents = incident::incidents(&readings);
        drop(readings);
        Ok(Article { page, texts, mentions, incidents, warnings })
    }

    /// What the extractors see in a text by itself, without a page around it.
    #[must_use]
    pub fn mentions(&self, text: &str, published: Option<Edtf>) -> (Text, Mentions) {
        let text = Text::plain(&self.tokenizer, text);
        let mentions = self.extractors.mentions(&text, &Context { published });
        (text, mentions)
    }
}

//! From bytes to incidents: the one place that sees every stage.

use std::collections::BTreeSet;

use crate::dict::{self, Tables};
use crate::edtf::Edtf;
use crate::extract::{Attack, Context, Extractors, Mention, Mentions, Rule};
use crate::incident::relevance::{self, Manners};
use crate::incident::{self, Incident, Reading};
use crate::page::{self, Hints, Input, Matters, Page, Sites, Warning};
use crate::text::{self, Text, Tokenizer};

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
#[derive(Debug, Default)]
pub struct Article {
    /// The page.
    pub page: Page,
    /// The text of each of the page's posts.
    pub texts: Vec<Text>,
    /// What each of the texts mentions; nothing where the words for attacks and mishaps already show that the page reports no
    /// incident. Only the sentences with such words have tokens then.
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
        std::thread::scope(|scope| {
            let extractors = scope.spawn(|| Extractors::new(tables));
            let (tokenizer, sites) = (Tokenizer::new(), Sites::new(tables)?);
            let extractors = extractors.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok(Self { tokenizer, extractors, sites })
        })
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
        self.article_if(bytes, known, None)
    }

    /// The same for those who ask for nothing but incidents: an article of which nothing is read if the words of the page
    /// alone show that it reports none. What is doubtful about the rest of it is then not told.
    ///
    /// # Errors
    ///
    /// As of [`Pipeline::article`].
    pub fn report(&self, bytes: &[u8], known: &Known) -> Result<Article, page::Error> {
        let matters = |words: &str| {
            let words = text::normalized(words);
            self.extractors.may_mention_attack(&words) || words.lines().any(relevance::may_tell_leak)
        };
        self.article_if(bytes, known, Some(&matters))
    }

    fn article_if(&self, bytes: &[u8], known: &Known, matters: Option<Matters>) -> Result<Article, page::Error> {
        let hints = Hints { sites: known.hints.sites.or(Some(&self.sites)), ..known.hints };
        let (page, warnings) = Input::open(bytes, hints.charset)?.read_if(&hints, matters)?;
        let Some(mut page) = page else { return Ok(Article { warnings, ..Article::default() }) };
        page.published = known.published.or(page.published).or(known.announced);
        page.date_posts();
        let mut texts: Vec<Text> = page.posts.iter().map(|post| Text::without_tokens(&post.blocks)).collect();
        let attacks: Vec<_> = texts.iter_mut().map(|text| self.attacks(text)).collect();
        let manners: Vec<Manners> = texts.iter().map(Manners::new).collect();
        if !may_report(&page, &texts, &attacks, &manners) {
            let mentions = texts.iter().map(|_| Mentions::default()).collect();
            return Ok(Article { page, texts, mentions, incidents: Vec::new(), warnings });
        }
        texts.iter_mut().for_each(|text| text.tokenize(&self.tokenizer));
        let mentions: Vec<Mentions> = page
            .posts
            .iter()
            .zip(texts.iter().zip(attacks))
            .map(|(post, (text, attacks))| {
                let context = Context { published: post.date.or(page.published) };
                self.extractors.mentions_beside(attacks, text, &context)
            })
            .collect();
        let readings: Vec<Reading> = texts
            .iter()
            .zip(mentions.iter().zip(&manners))
            .enumerate()
            .map(|(post, (text, (mentions, manners)))| Reading { page: &page, post, text, mentions, manners })
            .collect();
        let incidents = incident::incidents(&readings);
        drop(readings);
        Ok(Article { page, texts, mentions, incidents, warnings })
    }

    /// The attacks and mishaps that a text mentions; only the sentences where they may be are cut into tokens.
    fn attacks(&self, text: &mut Text) -> Vec<Mention<Attack>> {
        let glimpse = self.extractors.glimpse(text);
        let sentences: BTreeSet<usize> = glimpse.sentences().collect();
        text.tokenize_only(&self.tokenizer, |sentence| sentences.contains(&sentence));
        self.extractors.attacks(text, glimpse)
    }

    /// What the extractors see in a text by itself, without a page around it.
    #[must_use]
    pub fn mentions(&self, text: &str, published: Option<Edtf>) -> (Text, Mentions) {
        let text = Text::plain(&self.tokenizer, text);
        let mentions = self.extractors.mentions(&text, &Context { published });
        (text, mentions)
    }
}

/// Whether one of the posts of a page may report an incident, by the attacks and mishaps that their texts mention.
fn may_report(page: &Page, texts: &[Text], attacks: &[Vec<Mention<Attack>>], manners: &[Manners]) -> bool {
    texts.iter().zip(attacks.iter().zip(manners)).enumerate().any(|(post, (text, (attacks, manners)))| {
        let mentions = &Mentions { attacks: attacks.clone(), ..Mentions::default() };
        relevance::may_report(&Reading { page, post, text, mentions, manners })
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    impl Pipeline {
        /// The incidents of a page of which everything is read, whatever its words show.
        fn incidents_of_all(&self, bytes: &[u8]) -> Vec<Incident> {
            let (page, _) = page::read(bytes, &Hints { sites: Some(&self.sites), ..Hints::default() }).unwrap();
            let texts: Vec<Text> = page.posts.iter().map(|post| Text::new(&self.tokenizer, &post.blocks)).collect();
            let posts = page.posts.iter().zip(&texts);
            let context = |date: Option<Edtf>| Context { published: date.or(page.published) };
            let mentions: Vec<_> = posts.map(|(post, text)| self.extractors.mentions(text, &context(post.date))).collect();
            let manners: Vec<Manners> = texts.iter().map(Manners::new).collect();
            let texts = texts.iter().zip(mentions.iter().zip(&manners)).enumerate();
            let readings: Vec<_> =
                texts.map(|(post, (text, (mentions, manners)))| Reading { page: &page, post, text, mentions, manners }).collect();
            incident::incidents(&readings)
        }
    }

    #[test]
    fn pages_that_are_left_early_report_nothing() {
        let pipeline = Pipeline::new(&Tables::embedded()).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension == "json") {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let incidents = pipeline.incidents_of_all(&bytes);
            assert_eq!(pipeline.article(&bytes, &Known::default()).unwrap().incidents, incidents, "{}", path.display());
            assert_eq!(pipeline.report(&bytes, &Known::default()).unwrap().incidents, incidents, "{}", path.display());
        }
        let ordinary = "市は公園の花壇に新しい花を植え、来月から見頃を迎えると知らせた。".repeat(5);
        for (words, is_left) in [("", true), ("名簿を紛失した。", false), ("会員300人の情報が流出した。", false)]
        {
            let page = format!("<html><head><title>花</title></head><body><p>{ordinary}{words}</p></body></html>");
            let article = pipeline.report(page.as_bytes(), &Known::default()).unwrap();
            assert_eq!(article.texts.is_empty(), is_left, "{words}");
        }
    }
}

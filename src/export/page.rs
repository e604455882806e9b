//! What is read of a page before anything is extracted from it, as `jikenbo page` shows it to writers of rules.

use std::fmt;

use serde::Serialize;

use super::vocabulary::vocabulary;
use crate::page::{self, BlockKind, Page};

/// A page as it was read. Displayed as text for people; serialised for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View<'a> {
    /// The file or address that it was read from, `-` for standard input.
    pub path: &'a str,
    /// The article's title, without the site's name.
    pub title: Option<&'a str>,
    /// The name of the site.
    pub site: Option<&'a str>,
    /// Who speaks in the first person on it.
    pub owner: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// When it was published, in EDTF.
    pub published: Option<String>,
    /// Where that was read.
    pub published_from: Option<PublishedFrom>,
    /// When it was last changed, in EDTF.
    pub modified: Option<String>,
    /// Its address, as it states it itself.
    pub url: Option<&'a str>,
    /// Its posts in reading order.
    pub posts: Vec<Post<'a>>,
    /// What was doubtful about reading it, in words.
    pub warnings: Vec<String>,
}

vocabulary! {
    /// Where the day of publication was read.
    PublishedFrom from page::PublishedFrom {
        /// In what the page declares of itself for programs.
        Metadata,
        /// In what a reader of the page sees.
        Text,
        /// In its address alone.
        Url,
    }
}

/// One article of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post<'a> {
    /// Its heading.
    pub heading: Option<&'a str>,
    /// Where its own page is.
    pub link: Option<&'a str>,
    /// Its own date, in EDTF.
    pub date: Option<String>,
    /// What it says, in reading order.
    pub blocks: Vec<Block<'a>>,
}

/// A stretch of an article that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block<'a> {
    /// What it is, as key `kind` and, for some kinds, others beside it.
    #[serde(flatten)]
    pub kind: Kind<'a>,
    /// Its text.
    pub text: &'a str,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind<'a> {
    /// A heading.
    Heading {
        /// Its level: 1, the article's own, to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// The term of a definition list.
    Term,
    /// What a definition list says of the term before it.
    Definition,
    /// A cell of a table.
    Cell {
        /// The table's number in the post, from 0.
        table: u32,
        /// The row's number in the table, from 0.
        row: u32,
        /// The column's number in the table, from 0.
        column: u32,
        /// Whether it is itself a heading.
        is_heading: bool,
        /// The heading of its row.
        row_heading: Option<&'a str>,
        /// The heading of its column.
        column_heading: Option<&'a str>,
    },
    /// Words of somebody else.
    Quotation,
    /// The caption of a picture or table.
    Caption,
}

impl<'a> View<'a> {
    /// What `page`, read from `path`, says.
    #[must_use]
    pub fn of(path: &'a str, page: &'a Page, warnings: &[page::Warning]) -> Self {
        Self {
            path,
            title: page.title.as_deref(),
            site: page.site.as_deref(),
            owner: page.owner.as_deref(),
            author: page.author.as_deref(),
            published: page.published.map(|date| date.to_string()),
            published_from: page.published_from.map(Into::into),
            modified: page.modified.map(|date| date.to_string()),
            url: page.url.as_deref(),
            posts: page.posts.iter().map(Post::of).collect(),
            warnings: warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> Post<'a> {
    fn of(post: &'a page::Post) -> Self {
        Self {
            heading: post.heading.as_deref(),
            link: post.link.as_deref(),
            date: post.date.map(|date| date.to_string()),
            blocks: post.blocks.iter().map(|block| Block { kind: Kind::of(&block.kind), text: &block.text }).collect(),
        }
    }
}

impl<'a> Kind<'a> {
    fn of(kind: &'a BlockKind) -> Self {
        match kind {
            BlockKind::Heading(level) => Self::Heading { level: *level },
            BlockKind::Paragraph => Self::Paragraph,
            BlockKind::Item => Self::Item,
            BlockKind::Term => Self::Term,
            BlockKind::Definition => Self::Definition,
            BlockKind::Cell(cell) => Self::Cell {
                table: cell.table,
                row: cell.row,
                column: cell.column,
                is_heading: cell.is_heading,
                row_heading: cell.row_heading.as_deref(),
                column_heading: cell.column_heading.as_deref(),
            },
            BlockKind::Quotation => Self::Quotation,
            BlockKind::Caption => Self::Caption,
        }
    }
}

impl fmt::Display for View<'_> {
    /// One line for each thing that is known of the page, then its posts, block by block, each after the name of its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let published = self.published.as_deref().map(|date| match self.published_from {
            Some(from) => format!("{date} (from {from})"),
            None => date.to_owned(),
        });
        for (name, value) in [
            ("path", Some(self.path)),
            ("title", self.title),
            ("site", self.site),
            ("owner", self.owner),
            ("author", self.author),
            ("published", published.as_deref()),
            ("modified", self.modified.as_deref()),
            ("url", self.url),
        ] {
            if let Some(value) = value {
                writeln!(f, "{name:<10} {value}")?;
            }
        }
        for warning in &self.warnings {
            writeln!(f, "{:<10} {warning}", "warning")?;
        }
        self.posts.iter().try_for_each(|post| write!(f, "\n{post}"))
    }
}

impl fmt::Display for Post<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in [("date", self.date.as_deref()), ("link", self.link)] {
            if let Some(value) = value {
                writeln!(f, "{name:<10} {value}")?;
            }
        }
        self.blocks.iter().try_for_each(|block| block.fmt(f))
    }
}

impl fmt::Display for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match &self.kind {
            Kind::Heading { level } => format!("h{level}"),
            Kind::Paragraph => "p".to_owned(),
            Kind::Item => "item".to_owned(),
            Kind::Term => "term".to_owned(),
            Kind::Definition => "definition".to_owned(),
            Kind::Cell { row, column, .. } => format!("cell {row},{column}"),
            Kind::Quotation => "quotation".to_owned(),
            Kind::Caption => "caption".to_owned(),
        };
        let mut lines = self.text.lines();
        writeln!(f, "{name:<10} {}", lines.next().unwrap_or_default())?;
        lines.try_for_each(|line| writeln!(f, "{:<10} {line}", ""))
    }
}

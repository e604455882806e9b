//! Profiles of the odd sites that general rules cannot read: where on their pages the article, its title and its date are.
//!
//! They are data (`dict/sites.toml`), matched by the host of the page's address, and say no more than which elements are
//! meant. A page on which a profile finds no article is read by the general rules, with a warning.

use serde::Deserialize;

use super::dates;
use super::tree::{NodeId, Tree};
use crate::dict::{Error, Tables};
use crate::edtf::PartialDate;

/// The table of profiles.
const TABLE: &str = "sites.toml";

/// All profiles.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    profiles: Vec<Profile>,
}

/// How the pages of one site are read.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// The host, with all hosts below it.
    pub(super) host: String,
    /// The article, title left aside.
    pub(super) body: Option<Selector>,
    /// The article's title.
    pub(super) title: Option<Selector>,
    /// The day of publication.
    pub(super) date: Option<Selector>,
    /// What stands among the article and is none of it.
    pub(super) drop: Option<Selector>,
}

/// Which elements are meant, in the part of CSS that profiles need: names, `.class`, `#id`, `[attribute=value]`, a blank
/// for "anywhere in", a comma for "or".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Selector {
    /// For each alternative its steps, the outermost first.
    alternatives: Vec<Vec<Step>>,
}

/// What one element must have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Step {
    name: Option<String>,
    classes: Vec<String>,
    attributes: Vec<(String, String)>,
}

/// A table of profiles as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    site: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    host: String,
    body: Option<String>,
    title: Option<String>,
    date: Option<String>,
    #[serde(default)]
    drop: Vec<String>,
}

impl Sites {
    /// The profiles of a table.
    ///
    /// # Errors
    ///
    /// If the table is not of its form, a host is none or stands twice, a selector is not understood, or a row says
    /// nothing.
    pub fn new(tables: &Tables) -> Result<Self, Error> {
        let table: Table = tables.toml(TABLE)?;
        let mut profiles: Vec<Profile> = Vec::new();
        for row in table.site {
            let refused = |reason: String| Error::refused(TABLE, format!("{}: {reason}", row.host));
            if !row.host.contains('.') || row.host.contains(['/', ':', '*']) || row.host != row.host.to_lowercase() {
                return Err(refused("a host is written like example.jp, in small letters".to_owned()));
            }
            if profiles.iter().any(|profile| profile.host == row.host) {
                return Err(refused("the host has a row already".to_owned()));
            }
            if row.body.is_none() && row.title.is_none() && row.date.is_none() && row.drop.is_empty() {
                return Err(refused("the row says nothing".to_owned()));
            }
            let selector = |text: &Option<String>| text.as_deref().map(Selector::parse).transpose().map_err(refused);
            let drop = (!row.drop.is_empty()).then(|| row.drop.join(","));
            profiles.push(Profile {
                body: selector(&row.body)?,
                title: selector(&row.title)?,
                date: selector(&row.date)?,
                drop: selector(&drop)?,
                host: row.host,
            });
        }
        Ok(Self { profiles })
    }

    /// The profile for the page at an address: that of its host, or of the nearest host above it.
    pub(super) fn profile(&self, url: &str) -> Option<&Profile> {
        let host = url::Url::parse(url).ok()?.host_str()?.to_owned();
        let is_of = |profile: &&Profile| {
            host.strip_suffix(profile.host.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.profiles.iter().filter(is_of).max_by_key(|profile| profile.host.len())
    }
}

impl Profile {
    /// The day of publication that the first element for it gives: in its attribute `datetime` or `content`, or its text.
    pub(super) fn day(&self, tree: &Tree) -> Option<PartialDate> {
        let element = self.date.as_ref()?.elements(tree).next()?;
        let said = ["datetime", "content"].into_iter().find_map(|name| dates::attribute(tree.attribute(element, name)?));
        said.or_else(|| {
            let text: String = tree.within(element).filter_map(|inner| tree.text(inner)).collect();
            dates::dates(&text).first().map(|dated| dated.date)
        })
    }
}

impl Selector {
    /// Reads a selector, or says what is wrong with it.
    fn parse(text: &str) -> Result<Self, String> {
        let alternative = |text: &str| text.split_whitespace().map(Step::parse).collect::<Result<Vec<Step>, String>>();
        let alternatives = text.split(',').map(alternative).collect::<Result<Vec<_>, String>>()?;
        if alternatives.iter().any(Vec::is_empty) {
            return Err(format!("nothing is selected in {text:?}"));
        }
        Ok(Self { alternatives })
    }

    /// The elements that are meant, in the order of the page. One inside another is not named again.
    pub(super) fn elements<'a>(&'a self, tree: &'a Tree<'a>) -> impl Iterator<Item = NodeId> + 'a {
        let mut end = 0;
        tree.all().filter(move |&node| {
            let is_new = node.index() >= end && self.matches(tree, node);
            if is_new {
                end = tree.end(node);
            }
            is_new
        })
    }

    fn matches(&self, tree: &Tree, node: NodeId) -> bool {
        self.alternatives.iter().any(|steps| {
            let Some((last, outer)) = steps.split_last() else { return false };
            let mut outer = outer.iter().rev().peekable();
            if !last.matches(tree, node) {
                return false;
            }
            for ancestor in tree.ancestors(node).skip(1) {
                outer.next_if(|step| step.matches(tree, ancestor));
            }
            outer.peek().is_none()
        })
    }
}

impl Step {
    fn parse(text: &str) -> Result<Self, String> {
        let refused = |part: &str| {
            format!("{part:?} in {text:?} is not understood; known are names, .class, #id, [attribute=value], blanks and commas")
        };
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let mut step = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '.' | '#' | '[')).map_or(rest.len(), |(at, _)| at);
            // A value may have any sign.
            let end = if rest.starts_with('[') { rest.find(']').map_or(rest.len(), |at| at + 1) } else { end };
            let (part, after) = rest.split_at(end);
            rest = after;
            if let Some(class) = part.strip_prefix('.').filter(|word| is_word(word)) {
                step.classes.push(class.to_owned());
            } else if let Some(id) = part.strip_prefix('#').filter(|word| is_word(word)) {
                step.attributes.push(("id".to_owned(), id.to_owned()));
            } else if let Some(inside) = part.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
                let (name, value) = inside.split_once('=').filter(|(name, _)| is_word(name)).ok_or_else(|| refused(part))?;
                step.attributes.push((name.to_owned(), value.trim_matches(['"', '\'']).to_owned()));
            } else if is_word(part) && step == Self::default() {
                step.name = Some(part.to_lowercase());
            } else {
                return Err(refused(part));
            }
        }
        Ok(step)
    }

    fn matches(&self, tree: &Tree, node: NodeId) -> bool {
        let has_class = |class: &String| {
            tree.attribute(node, "class").is_some_and(|classes| classes.split_whitespace().any(|other| other == class))
        };
        tree.text(node).is_none()
            && self.name.as_deref().is_none_or(|name| tree.name(node) == name)
            && self.attributes.iter().all(|(name, value)| tree.attribute(node, name) == Some(value))
            && self.classes.iter().all(has_class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(selector: &str, expected: &[&str]) {
        let (tree, _) = Tree::parse(
            "<div id=a class='x y'><p class=x>一<b data-k='v 1'>二</b></p></div><section class=y><div><p>三</p></div></section>",
        );
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{error}"));
        let texts =
            selector.elements(&tree).map(|node| tree.within(node).filter_map(|inner| tree.text(inner)).collect::<String>());
        assert_eq!(texts.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn elements_are_selected_by_name_class_id_attribute_and_place() {
        check("p", &["一二", "三"]);
        check(".y", &["一二", "三"]);
        check("div.x.y", &["一二"]);
        check("#a b", &["二"]);
        check("section div p", &["三"]);
        check("section.y p, #a b", &["二", "三"]);
        check("[data-k=v]", &[]);
        check("p.y", &[]);
        // What is inside of something selected is not selected again.
        check("div, p", &["一二", "三"]);
    }

    #[test]
    fn what_is_no_selector_is_refused_with_the_reason() {
        for selector in ["", "a > b", "p:first-child", "*", ".", "#a,", "[x]", "p..a", ".a b~c"] {
            let error = Selector::parse(selector).expect_err(selector);
            assert!(error.contains("understood") || error.contains("selected"), "{selector}: {error}");
        }
    }

    #[test]
    fn a_profile_is_that_of_the_host_or_of_the_nearest_above_it() {
        let profile = |host: &str| Profile { host: host.to_owned(), body: None, title: None, date: None, drop: None };
        let sites = Sites { profiles: vec![profile("example.jp"), profile("news.example.jp")] };
        let found = |url: &str| sites.profile(url).map(|profile| profile.host.clone());
        assert_eq!(found("https://example.jp/1.html").as_deref(), Some("example.jp"));
        assert_eq!(found("https://www.news.example.jp/").as_deref(), Some("news.example.jp"));
        assert_eq!(found("https://badexample.jp/"), None);
        assert_eq!(found("1.html"), None);
    }
}

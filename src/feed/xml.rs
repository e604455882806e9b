//! XML as it is met: elements that are never closed, `&nbsp;` that nobody defined, a bare `&`, and what follows the end.

use std::cell::RefCell;
use std::fmt::Write as _;

use xml5ever::Attribute;
use xml5ever::buffer_queue::BufferQueue;
use xml5ever::tokenizer::{ProcessResult, Tag, TagKind, Token, TokenSink, XmlTokenizer, XmlTokenizerOpts};

/// Elements inside so many others are taken for text of the last of these.
const MAX_DEPTH: usize = 64;

/// An element of a document.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Element {
    /// What stands before the colon of its name; empty where there is none.
    pub(super) prefix: String,
    /// Its name without the prefix.
    pub(super) name: String,
    /// Its attributes, in order; names with their prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub(super) children: Vec<Node>,
}

/// Something in an element.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// The outermost element of a document; nothing if there is none.
pub(super) fn parse(text: &str) -> Option<Element> {
    let tokenizer = XmlTokenizer::new(Builder::default(), XmlTokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(text.into());
    // The tokenizer stops at scripts only, and the builder takes none for one.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.finish()
}

impl Element {
    /// The elements in it that have a name, with a prefix or without, in large letters or small ones.
    pub(super) fn all<'a>(&'a self, prefix: &'a str, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.is(prefix, name))
    }

    /// The first of [`Element::all`].
    pub(super) fn first(&self, prefix: &str, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.is(prefix, name))
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether it has a name.
    pub(super) fn is(&self, prefix: &str, name: &str) -> bool {
        self.prefix.eq_ignore_ascii_case(prefix) && self.name.eq_ignore_ascii_case(name)
    }

    /// The text of the first element of a name, without white space around it; nothing if there is none.
    pub(super) fn text_of(&self, prefix: &str, name: &str) -> Option<String> {
        self.all(prefix, name).find_map(Self::words)
    }

    /// All its text, without white space around it; nothing if there is none.
    pub(super) fn words(&self) -> Option<String> {
        let text = self.text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// All its text.
    pub(super) fn text(&self) -> String {
        let text = |child: &Node| match child {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        };
        self.children.iter().map(text).collect()
    }

    /// The value of an attribute, without white space around it.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.trim())
    }

    /// What it holds, as markup.
    pub(super) fn markup(&self) -> String {
        let mut markup = String::new();
        self.children.iter().for_each(|child| put(child, &mut markup));
        markup
    }
}

fn put(node: &Node, markup: &mut String) {
    match node {
        Node::Text(text) => *markup += &escaped(text),
        Node::Element(element) => {
            // Writing into a string cannot fail.
            let _ = write!(markup, "<{}", element.name);
            for (name, value) in &element.attributes {
                let _ = write!(markup, " {name}=\"{}\"", escaped(value));
            }
            *markup += ">";
            element.children.iter().for_each(|child| put(child, markup));
            let _ = write!(markup, "</{}>", element.name);
        }
    }
}

/// A text as markup.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Makes elements of tags.
#[derive(Default)]
struct Builder {
    /// The elements that are open, from the outermost; and the outermost once it is closed.
    state: RefCell<(Vec<Element>, Option<Element>)>,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token) -> ProcessResult<()> {
        let (open, root) = &mut *self.state.borrow_mut();
        if root.is_none() {
            match token {
                Token::Tag(tag) => take(open, root, &tag),
                Token::Characters(text) => append(open, &text),
                _ => {}
            }
        }
        ProcessResult::Continue
    }
}

impl Builder {
    fn finish(self) -> Option<Element> {
        let (mut open, mut root) = self.state.into_inner();
        while !open.is_empty() {
            close(&mut open, &mut root);
        }
        root
    }
}

fn take(open: &mut Vec<Element>, root: &mut Option<Element>, tag: &Tag) {
    let prefix = tag.name.prefix.as_deref().unwrap_or_default();
    let name = &*tag.name.local;
    match tag.kind {
        TagKind::StartTag | TagKind::EmptyTag if open.len() < MAX_DEPTH => {
            let attributes = tag.attrs.iter().map(attribute).collect();
            open.push(Element { prefix: prefix.to_owned(), name: name.to_owned(), attributes, children: Vec::new() });
            if tag.kind == TagKind::EmptyTag {
                close(open, root);
            }
        }
        TagKind::StartTag | TagKind::EmptyTag => {}
        TagKind::ShortTag => close(open, root),
        TagKind::EndTag => {
            if let Some(at) = open.iter().rposition(|element| element.is(prefix, name)) {
                (at..open.len()).for_each(|_| close(open, root));
            }
        }
    }
}

fn attribute(attribute: &Attribute) -> (String, String) {
    let name = &attribute.name;
    let prefix = name.prefix.as_deref().filter(|prefix| !prefix.is_empty());
    (prefix.map_or_else(|| name.local.to_string(), |prefix| format!("{prefix}:{}", name.local)), attribute.value.to_string())
}

fn append(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else { return };
    match element.children.last_mut() {
        Some(Node::Text(before)) => *before += text,
        _ => element.children.push(Node::Text(text.to_owned())),
    }
}

/// Closes the innermost element.
fn close(open: &mut Vec<Element>, root: &mut Option<Element>) {
    let Some(element) = open.pop() else { return };
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => *root = Some(element),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xml: &str, markup: &str) {
        assert_eq!(parse(xml).map(|root| root.markup()).as_deref(), Some(markup));
    }

    #[test]
    fn well_formed() {
        check(
            "<?xml version='1.0'?><!DOCTYPE r><!-- c --><r a='1'><x:b c:d='2'/>e<![CDATA[<f>&amp;]]></r>",
            "<b c:d=\"2\"></b>e&lt;f&gt;&amp;amp;",
        );
    }

    #[test]
    fn not_so_well_formed() {
        check("<r>AT&T &nbsp;&copy; &#x3042;&unknown;</r>", "AT&amp;T \u{a0}© あ&amp;unknown;");
        check("<r><a>1<br>2</a></z>3</r>junk<r>", "<a>1<br>2</br></a>3");
        check("\n<r><a>cut of", "<a>cut of</a>");
        check("<r><a b=1 c>2</a><d", "<a b=\"1\" c=\"\">2</a><d></d>");
    }

    #[test]
    fn nothing_at_all() {
        assert_eq!(parse(""), None);
        assert_eq!(parse("no markup"), None);
    }

    #[test]
    fn depth_has_an_end() {
        let root = parse(&"<a>1".repeat(100_000)).unwrap();
        assert_eq!(root.text().len(), 100_000);
    }
}

//! HTML → a tree of elements and texts.
//!
//! [`markup`](super::markup) cuts the page into tags and text; the tree is built here, because the standard's tree
//! construction takes quadratic time on pages that never close their tags, and because a reader of articles needs none of
//! its refinements. Elements that HTML closes by itself (`<p>`, `<li>`, `<td>` …) are closed; an end tag closes the nearest
//! element of its name in the same table cell. Everything takes time in proportion to the page, and no walk over the tree
//! goes deeper than [`MAX_DEPTH`], so that walks may recurse.

use std::borrow::Cow;

use super::Warning;
use super::markup::{Tag, Token, Tokens};

/// How deep elements may be nested. A deeper one is kept as if it were closed at once: its text stays.
pub(super) const MAX_DEPTH: usize = 256;

/// The largest number of elements and texts that are read.
pub(super) const MAX_NODES: usize = 500_000;

/// An element or text, as its place in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// The root, which holds the whole page and is no element of it.
    pub(super) const ROOT: Self = Self(0);

    /// The number of nodes before it.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    /// The node with `index` nodes before it.
    pub(super) fn new(index: usize) -> Self {
        Self(index as u32)
    }
}

/// A parsed page. A node's descendants are the nodes after it up to [`Tree::end`].
#[derive(Debug)]
pub(super) struct Tree<'h> {
    nodes: Vec<Node<'h>>,
    /// For each node, the number of the first node after it that is none of its descendants.
    ends: Vec<u32>,
}

#[derive(Debug)]
struct Node<'h> {
    parent: u32,
    depth: u32,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    next: Option<NodeId>,
    data: Data<'h>,
}

#[derive(Debug)]
enum Data<'h> {
    Root,
    Text(Cow<'h, str>),
    Element(Tag<'h>),
}

impl<'h> Tree<'h> {
    /// The tree of a page, and what had to be left out.
    pub(super) fn parse(html: &'h str) -> (Self, Vec<Warning>) {
        let mut tokens = Tokens::new(html);
        let mut builder = Builder::new();
        while !builder.too_many
            && let Some(token) = tokens.next()
        {
            match token {
                Token::Start(tag) => builder.start(tag),
                Token::End(name) => builder.end(&name),
                Token::Text(text) => builder.text(text),
            }
        }
        let warnings = builder.warnings(tokens.is_cut());
        (Self::new(builder.nodes), warnings)
    }

    fn new(nodes: Vec<Node<'h>>) -> Self {
        // A node's descendants follow it: what stands in an open element is added before anything outside it.
        let mut ends: Vec<u32> = (1..=nodes.len() as u32).collect();
        for index in (1..nodes.len()).rev() {
            let parent = nodes[index].parent as usize;
            ends[parent] = ends[parent].max(ends[index]);
        }
        Self { nodes, ends }
    }

    /// The number of the first node after `node` that is none of its descendants.
    pub(super) fn end(&self, node: NodeId) -> usize {
        self.ends[node.index()] as usize
    }

    /// Every node, in the order of the page.
    pub(super) fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::new)
    }

    /// A node and everything in it, in the order of the page.
    pub(super) fn within(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.index()..self.end(node)).map(NodeId::new)
    }

    /// Whether `node` is `ancestor` or lies in it.
    pub(super) fn contains(&self, ancestor: NodeId, node: NodeId) -> bool {
        ancestor <= node && node.index() < self.end(ancestor)
    }

    /// The element that holds a node; the root holds itself.
    pub(super) fn parent(&self, node: NodeId) -> NodeId {
        NodeId(self.nodes[node.index()].parent)
    }

    /// A node, the element that holds it, and so on up to the root.
    pub(super) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(node), |&node| (node != NodeId::ROOT).then(|| self.parent(node)))
    }

    /// What a node holds directly.
    pub(super) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[node.index()].first_child, |node| self.nodes[node.index()].next)
    }

    /// The name of an element in lower case; empty for a text.
    pub(super) fn name(&self, node: NodeId) -> &str {
        self.nodes[node.index()].name()
    }

    /// The characters of a text; `None` for an element.
    pub(super) fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node.index()].data {
            Data::Text(text) => Some(text),
            Data::Root | Data::Element(_) => None,
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        match &self.nodes[node.index()].data {
            Data::Element(tag) => tag.attributes.iter().find(|(attribute, _)| attribute == name).map(|(_, value)| &**value),
            Data::Root | Data::Text(_) => None,
        }
    }
}

/// Elements whose characters are no text of the page: programs, style, and readings set over characters.
pub(super) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "title"
            | "svg"
            | "math"
            | "iframe"
            | "noframes"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "map"
            | "select"
            | "option"
            | "button"
            | "textarea"
            | "datalist"
            | "rt"
            | "rp"
            | "rtc"
    )
}

/// Makes a tree of tags and texts.
#[derive(Debug)]
struct Builder<'h> {
    nodes: Vec<Node<'h>>,
    /// The elements that are open, the innermost last.
    open: Vec<NodeId>,
    /// How many elements were begun beyond [`MAX_DEPTH`] and not ended.
    beyond: usize,
    /// How many of the open elements are paragraphs.
    open_paragraphs: usize,
    flattened: bool,
    too_many: bool,
    body: Body,
}

/// Whether a page has `<html>` or `<body>`, and ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Absent,
    Begun,
    Ended,
}

impl<'h> Builder<'h> {
    fn new() -> Self {
        let root = Node { parent: 0, depth: 0, first_child: None, last_child: None, next: None, data: Data::Root };
        Self {
            nodes: vec![root],
            open: Vec::new(),
            beyond: 0,
            open_paragraphs: 0,
            flattened: false,
            too_many: false,
            body: Body::Absent,
        }
    }

    /// What had to be left out of a page that ended in the middle of a tag if `is_cut`.
    fn warnings(&self, is_cut: bool) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |reason: String| warnings.push(Warning::Truncated { reason });
        if self.too_many {
            warn(format!("the page has more than {MAX_NODES} elements and texts; the rest was left out"));
        }
        if self.flattened {
            warn(format!("elements are nested more than {MAX_DEPTH} deep; deeper ones were read without their structure"));
        }
        let open = self.open.iter().any(|&node| needs_end(self.name(node)));
        if is_cut || (self.body == Body::Begun && open && !self.flattened) {
            warn("the page ends in the middle".to_owned());
        }
        warnings
    }

    fn current(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId::ROOT)
    }

    fn name(&self, node: NodeId) -> &str {
        self.nodes[node.index()].name()
    }

    fn append(&mut self, data: Data<'h>) -> Option<NodeId> {
        if self.nodes.len() >= MAX_NODES {
            self.too_many = true;
            return None;
        }
        let node = NodeId::new(self.nodes.len());
        let parent = self.current();
        let depth = self.nodes[parent.index()].depth + 1;
        self.nodes.push(Node { parent: parent.0, depth, first_child: None, last_child: None, next: None, data });
        match self.nodes[parent.index()].last_child.replace(node) {
            Some(previous) => self.nodes[previous.index()].next = Some(node),
            None => self.nodes[parent.index()].first_child = Some(node),
        }
        Some(node)
    }

    fn text(&mut self, text: Cow<'h, str>) {
        if self.open.last().is_some_and(|&node| self.name(node) == "head") && !text.trim().is_empty() {
            self.pop_to(self.open.len() - 1);
        }
        // A text goes on where only an ignored tag stood between.
        let last = self.nodes[self.current().index()].last_child;
        if let Some(last) = last
            && last.index() + 1 == self.nodes.len()
            && let Data::Text(earlier) = &mut self.nodes[last.index()].data
        {
            earlier.to_mut().push_str(&text);
            return;
        }
        self.append(Data::Text(text));
    }

    fn start(&mut self, tag: Tag<'h>) {
        let name = &*tag.name;
        if matches!(name, "html" | "body") {
            self.body = Body::Begun;
        }
        self.close_what_ends_before(name);
        let is_void = is_void(name);
        let is_paragraph = name == "p";
        let Some(node) = self.append(Data::Element(tag)) else { return };
        if is_void {
            return;
        }
        // An open element may stand deeper than others are open: one that ended too early is left in the tree.
        if self.nodes[node.index()].depth as usize <= MAX_DEPTH {
            self.open.push(node);
            self.open_paragraphs += usize::from(is_paragraph);
        } else {
            self.flattened = true;
            self.beyond += 1;
        }
    }

    /// Ends the elements that HTML lets end where an element called `name` begins.
    fn close_what_ends_before(&mut self, name: &str) {
        if self.beyond > 0 {
            return;
        }
        if !matches!(name, "title" | "meta" | "link" | "script" | "style" | "base" | "noscript" | "template") {
            self.close("head", |_| false);
        }
        match name {
            "li" => self.close("li", |inner| matches!(inner, "ul" | "ol" | "menu")),
            "dt" | "dd" => {
                self.close("dt", |inner| inner == "dl");
                self.close("dd", |inner| inner == "dl");
            }
            "option" | "optgroup" => self.close("option", |_| false),
            "rt" | "rp" | "rb" | "rtc" => {
                for inner in ["rt", "rp", "rb"] {
                    self.close(inner, |inner| inner == "ruby");
                }
            }
            "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" => {
                let closes: &[&str] = match name {
                    "td" | "th" => &["td", "th", "caption"],
                    "tr" => &["tr", "caption"],
                    _ => &["thead", "tbody", "tfoot", "caption", "tr"],
                };
                let depth = self.open.iter().rposition(|&node| self.name(node) == "table").map_or(0, |table| table + 1);
                let inner = self.open[depth..].iter().position(|&node| closes.contains(&self.name(node)));
                if let Some(inner) = inner {
                    self.pop_to(depth + inner);
                }
            }
            "a" | "nobr" => {
                let inner = self.open.iter().rposition(|&node| self.name(node) == name);
                if let Some(inner) = inner.filter(|&inner| !self.has_barrier_after(inner)) {
                    self.open.remove(inner);
                }
            }
            _ if heading_level(name).is_some() => {
                let current = self.open.last().is_some_and(|&node| heading_level(self.name(node)).is_some());
                self.pop_to(self.open.len() - usize::from(current));
            }
            _ => {}
        }
        if ends_paragraph(name) && self.open_paragraphs > 0 {
            self.close("p", is_barrier);
        }
    }

    /// Ends the innermost open element called `name`, unless one that is a `barrier` is open inside it.
    fn close(&mut self, name: &str, barrier: impl Fn(&str) -> bool) {
        for depth in (0..self.open.len()).rev() {
            let open = self.name(self.open[depth]);
            if open == name {
                self.pop_to(depth);
                return;
            }
            if barrier(open) || is_barrier(open) {
                return;
            }
        }
    }

    fn has_barrier_after(&self, depth: usize) -> bool {
        self.open[depth + 1..].iter().any(|&node| is_barrier(self.name(node)))
    }

    fn pop_to(&mut self, depth: usize) {
        for node in self.open.drain(depth..) {
            self.open_paragraphs -= usize::from(self.nodes[node.index()].name() == "p");
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "html" | "body") {
            self.body = Body::Ended;
            return;
        }
        if name == "br" {
            self.append(Data::Element(Tag { name: "br".into(), attributes: Vec::new() }));
            return;
        }
        if self.beyond > 0 {
            self.beyond -= usize::from(!is_void(name));
            return;
        }
        let is_heading = heading_level(name).is_some();
        let opens = |open: &str| open == name || (is_heading && heading_level(open).is_some());
        let Some(depth) = self.open.iter().rposition(|&node| opens(self.name(node))) else { return };
        if self.has_barrier_after(depth) && !is_table_part(name) {
            return;
        }
        let inside = &self.open[depth + 1..];
        if is_transparent(name) && inside.iter().any(|&node| !is_transparent(self.name(node))) {
            // `<b><p>…</b>…</p>`: the bold type ends here, the paragraph goes on.
            self.open.remove(depth);
        } else {
            self.pop_to(depth);
        }
    }
}

impl Node<'_> {
    fn name(&self) -> &str {
        match &self.data {
            Data::Element(tag) => &tag.name,
            Data::Root | Data::Text(_) => "",
        }
    }
}

/// The level of a heading element, 1 to 6.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption")
}

/// Elements through whose bounds no end tag reaches.
fn is_barrier(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "button" | "object" | "template")
}

/// Elements that only change how text looks, and forms, which old pages open and close in different cells.
fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "form"
            | "i"
            | "ins"
            | "del"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
    )
}

/// Elements that end an open paragraph where they begin.
fn ends_paragraph(name: &str) -> bool {
    heading_level(name).is_some()
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "dd"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "ul"
        )
}

/// Elements that a whole page always ends.
fn needs_end(name: &str) -> bool {
    matches!(name, "article" | "aside" | "div" | "main" | "section" | "table" | "ul" | "ol" | "dl" | "blockquote" | "script")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets: `p(b(漏えい) のお知らせ)`.
    fn outline(tree: &Tree, node: NodeId) -> String {
        if let Some(text) = tree.text(node) {
            return text.trim().to_owned();
        }
        let inside: Vec<String> = tree.children(node).map(|child| outline(tree, child)).filter(|text| !text.is_empty()).collect();
        if node == NodeId::ROOT { inside.join(" ") } else { format!("{}({})", tree.name(node), inside.join(" ")) }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let (tree, _) = Tree::parse(html);
        assert_eq!(outline(&tree, NodeId::ROOT), expected);
    }

    #[test]
    fn elements_that_html_closes_by_itself_are_closed() {
        check("<p>一<p>二<div>三</div>", "p(一) p(二) div(三)");
        check("<ul><li>一<li>二<ul><li>三</ul><li>四</ul>", "ul(li(一) li(二 ul(li(三))) li(四))");
        check("<dl><dt>一<dd>二<dt>三</dl>", "dl(dt(一) dd(二) dt(三))");
        check("<table><tr><td>一<td>二<tr><th>三</table>四", "table(tr(td(一) td(二)) tr(th(三))) 四");
        check("<table><tr><td><table><tr><td>一</table>二<td>三</table>", "table(tr(td(table(tr(td(一))) 二) td(三)))");
        check("<head><title>題</title><div>一</div>", "head(title(題)) div(一)");
        check("<h2>一<h3>二</h3>", "h2(一) h3(二)");
    }

    #[test]
    fn crossed_and_stray_end_tags_do_no_harm() {
        check("<b><p>一</b>二</p>三", "b(p(一二)) 三");
        check("一</div></p>二", "一二");
        check("<table><tr><td>一</div>二<td>三</table>", "table(tr(td(一二) td(三)))");
        check("<h2>一</h3>二", "h2(一) 二");
        check("<a href=x>一<a href=y>二</a>三", "a(一) a(二) 三");
        check("<p>一</br>二", "p(一 br() 二)");
    }

    #[test]
    fn programs_and_titles_are_not_read_as_tags() {
        check(
            "<title>a<b</title><script>if (a<b) '</p>'</script><p>一&amp;二&nbsp;三",
            "title(a<b) script(if (a<b) '</p>') p(一&二\u{a0}三)",
        );
    }

    #[track_caller]
    fn check_depth(html: &str) {
        let (tree, _) = Tree::parse(html);
        let deepest = tree.all().map(|node| tree.ancestors(node).count()).max();
        assert!(deepest.is_some_and(|deepest| deepest <= MAX_DEPTH + 3), "{deepest:?}");
        assert!(tree.all().any(|node| tree.text(node).is_some_and(|text| text.contains("本文"))));
    }

    #[test]
    fn no_page_makes_a_tree_deeper_than_the_limit() {
        check_depth(&format!("{}本文", "<div>".repeat(20_000)));
        check_depth(&format!("{}本文", "<b><i><u><div></b></i></u>".repeat(5_000)));
        check_depth(&format!("{}本文", "<table><tr><td>".repeat(5_000)));
    }

    #[test]
    fn limits_and_cuts_are_told() {
        let reasons = |html: &str| -> Vec<String> { Tree::parse(html).1.iter().map(ToString::to_string).collect() };
        assert_eq!(reasons("<html><body><div><p>一</div></body></html>"), Vec::<String>::new());
        assert_eq!(reasons("<p>一<p>二"), Vec::<String>::new());
        assert_eq!(reasons("<html><body><div><p>途中"), ["only a part was read: the page ends in the middle"]);
        assert_eq!(reasons("<p>一</p><a href=\"http://"), ["only a part was read: the page ends in the middle"]);
        assert!(reasons(&"<div>".repeat(1000))[0].contains("nested more than 256 deep"));
    }

    #[test]
    fn a_tag_without_end_is_left_out() {
        let attributes = (0..2000).map(|number| format!(" a{number}=1")).collect::<Vec<_>>().concat();
        check(&format!("<p>一</p><p{attributes}>二</p>"), "p(一) 二");
        check(&format!("<p title='{}'>一</p>", "長".repeat(5000)), "p(一)");
    }

    #[test]
    fn a_nodes_descendants_are_the_nodes_after_it() {
        let (tree, _) = Tree::parse("<div><b><p>一</b>二</p>三<ul><li>四<li>五</ul></div><p>六");
        for node in tree.all() {
            let inside: Vec<NodeId> = tree.within(node).collect();
            assert!(tree.all().all(|other| tree.ancestors(other).any(|outer| outer == node) == inside.contains(&other)));
        }
    }
}

//! What a page says of itself: title, site, owner, author, dates, address.
//!
//! Machine-readable metadata (JSON-LD, Open Graph, `<meta>`, `<time>`) is read first, then what stands beside the
//! article's heading, then the address.

use serde_json::Value;

use super::boilerplate;
use super::dates::{self, Dated};
use super::flow::Piece;
use super::tree::{NodeId, Tree};
use crate::edtf::PartialDate;

/// What the `<head>` and JSON-LD of a page declare.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The title of the article alone (`og:title`, `headline`).
    pub(super) headline: Option<String>,
    /// `og:site_name`.
    pub(super) site: Option<String>,
    /// The publisher's name in JSON-LD.
    pub(super) publisher: Option<String>,
    /// Who wrote the article.
    pub(super) author: Option<String>,
    /// When it was published.
    pub(super) published: Option<PartialDate>,
    /// When it was last changed.
    pub(super) modified: Option<PartialDate>,
    /// The canonical address.
    pub(super) url: Option<String>,
}

/// Reads what the page declares.
pub(super) fn declared(tree: &Tree) -> Declared {
    let mut declared = Declared::default();
    for node in tree.all() {
        match tree.name(node) {
            "title" if declared.title.is_none() => {
                let title = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                declared.title = clean(&title);
            }
            "meta" => declared.meta(tree, node),
            "link" if tree.attribute(node, "rel") == Some("canonical") => {
                declared.url = declared.url.take().or_else(|| clean(tree.attribute(node, "href")?));
            }
            "script" if tree.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                let json = tree.children(node).filter_map(|child| tree.text(child)).collect::<String>();
                if let Ok(value) = serde_json::from_str::<Value>(json.trim()) {
                    declared.json_ld(&value);
                }
            }
            "time" => {
                let date = tree.attribute(node, "datetime").and_then(dates::attribute);
                match tree.attribute(node, "itemprop") {
                    Some("datePublished") => declared.published = declared.published.or(date),
                    Some("dateModified") => declared.modified = declared.modified.or(date),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    declared
}

impl Declared {
    fn meta(&mut self, tree: &Tree, node: NodeId) {
        let attribute = |name| tree.attribute(node, name);
        let Some(content) = attribute("content").and_then(clean) else { return };
        let Some(name) = ["property", "name", "itemprop"].into_iter().find_map(attribute) else { return };
        let slot = match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" => &mut self.headline,
            "og:site_name" | "application-name" => &mut self.site,
            "author" | "article:author" | "dc.creator" if !content.starts_with("http") => &mut self.author,
            "og:url" => &mut self.url,
            "article:published_time" | "datepublished" | "pubdate" | "publishdate" | "date" | "dc.date" | "dcterms.issued" => {
                self.published = self.published.or_else(|| dates::attribute(&content));
                return;
            }
            "article:modified_time" | "datemodified" | "og:updated_time" | "last-modified" | "dcterms.modified" => {
                self.modified = self.modified.or_else(|| dates::attribute(&content));
                return;
            }
            _ => return,
        };
        slot.get_or_insert(content);
    }

    fn json_ld(&mut self, value: &Value) {
        let fields = match value {
            Value::Array(items) => return items.iter().for_each(|item| self.json_ld(item)),
            Value::Object(fields) => fields,
            _ => return,
        };
        if let Some(graph) = fields.get("@graph") {
            self.json_ld(graph);
        }
        let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
        if !["Article", "Posting", "Report", "Release", "WebPage"].iter().any(|name| kind.contains(name)) {
            return;
        }
        let text = |key: &str| fields.get(key).and_then(name_of);
        let date = |key: &str| fields.get(key).and_then(Value::as_str).and_then(dates::attribute);
        self.published = self.published.or_else(|| date("datePublished"));
        self.modified = self.modified.or_else(|| date("dateModified"));
        self.headline = self.headline.take().or_else(|| text("headline"));
        self.author = self.author.take().or_else(|| text("author"));
        self.publisher = self.publisher.take().or_else(|| text("publisher"));
    }
}

/// A name in JSON-LD: a string, an object with a name, or the first of a list.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => clean(text),
        Value::Array(items) => items.first().and_then(name_of),
        Value::Object(fields) => fields.get("name").and_then(name_of),
        _ => None,
    }
}

/// A text on one line without white space around it; `None` if nothing is left.
fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The parts of a `<title>`: the article's title, the section, the site.
fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in ["|", "｜", "│", " - ", " – ", " — ", " ― ", " : ", " :: ", "«", "»", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A title for comparison: without white space.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The piece that is the article's own heading.
///
/// It is the one whose words the `<title>` has; where no piece is like the title, the first heading of the highest level
/// that is no link.
pub(super) fn heading(pieces: &[Piece], declared: &Declared) -> Option<usize> {
    let titles: Vec<String> = [&declared.headline, &declared.title].into_iter().flatten().map(|title| folded(title)).collect();
    let parts: Vec<String> = declared.title.iter().flat_map(|title| title_parts(title)).map(folded).collect();
    let likeness = |piece: &Piece| -> usize {
        let text = folded(&piece.text);
        let length = text.chars().count();
        if length < 4 {
            return 0;
        }
        let is_in_title = titles.iter().any(|title| title.contains(&text));
        let holds = titles.iter().chain(&parts).filter(|part| part.chars().count() >= 6 && text.contains(part.as_str()));
        let held = holds.map(|part| part.chars().count()).max().unwrap_or(0);
        if is_in_title { length } else { held }
    };
    let can_be = |piece: &Piece| {
        let stands_out = piece.is_heading() || piece.strong == piece.letters || piece.is_set_off;
        stands_out && piece.letters <= 150 && !piece.is_link() && boilerplate::topic(piece).is_none()
    };
    let candidates = || pieces.iter().enumerate().filter(|(_, piece)| can_be(piece));
    let alike = candidates().map(|(index, piece)| (likeness(piece), index)).filter(|&(likeness, _)| likeness > 0);
    // The first of the most alike.
    if let Some((_, index)) = alike.max_by_key(|&(likeness, index)| (likeness, std::cmp::Reverse(index))) {
        return Some(index);
    }
    let level = |piece: &Piece| match piece.kind {
        super::BlockKind::Heading(level) => level,
        _ => u8::MAX,
    };
    candidates()
        .filter(|(_, piece)| piece.is_heading())
        .min_by_key(|&(index, piece)| (level(piece), index))
        .map(|(index, _)| index)
}

/// The title of the article.
pub(super) fn title(heading: Option<&Piece>, declared: &Declared) -> Option<String> {
    let from_title = || declared.title.as_deref().and_then(|title| title_parts(title).first().map(ToString::to_string));
    heading.map(|piece| piece.text.clone()).or_else(|| declared.headline.clone()).or_else(from_title)
}

/// The name of the site: as declared, or what the `<title>` has besides the article's title.
pub(super) fn site(title: Option<&str>, declared: &Declared) -> Option<String> {
    if declared.site.is_some() {
        return declared.site.clone();
    }
    let whole = declared.title.as_deref()?;
    let title = folded(title?);
    let parts = title_parts(whole);
    let others: Vec<&str> = parts.iter().copied().filter(|part| !title.contains(&folded(part))).collect();
    if let Some(last) = others.last().filter(|part| !folded(part).contains(&title)) {
        return Some((*last).to_owned());
    }
    // `青葉大学 個人情報の紛失について`: the site's name stands before the title with a blank between.
    let rest = whole.strip_suffix(title.as_str()).or_else(|| whole.strip_prefix(title.as_str()))?.trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// When the page was published and last changed: as declared, or as the lines beside the heading say.
pub(super) fn page_dates(
    pieces: &[Piece],
    kept: &[bool],
    heading: Option<usize>,
    declared: &Declared,
) -> (Option<PartialDate>, Option<PartialDate>) {
    let mut published = declared.published;
    let mut modified = declared.modified;
    if published.is_some() && modified.is_some() {
        return (published, modified);
    }
    let found = beside_heading(pieces, kept, heading);
    published = published.or_else(|| found.iter().find(|dated| !dated.is_change).map(|dated| dated.date));
    modified = modified.or_else(|| found.iter().find(|dated| dated.is_change).map(|dated| dated.date));
    // A page that only says when it was changed was published then, as far as it tells.
    published = published.or(modified);
    let in_url = || declared.url.as_deref().and_then(dates::in_url);
    (published.or_else(in_url), modified)
}

/// The dates with a year in the short lines around the article's heading, the nearest first.
fn beside_heading(pieces: &[Piece], kept: &[bool], heading: Option<usize>) -> Vec<Dated> {
    const AROUND: usize = 8;
    let at = heading.unwrap_or(0);
    let after = at..pieces.len().min(at + AROUND);
    let before = (at.saturating_sub(AROUND)..at).rev();
    let last = pieces.len().saturating_sub(AROUND).max(after.end)..pieces.len();
    let order = after.chain(before).chain(last.rev().filter(|&index| kept[index]));
    let mut found = Vec::new();
    for index in order {
        let piece = &pieces[index];
        let is_menu = piece.is_link() && heading != Some(index);
        if piece.is_prose() || is_menu || piece.letters > 120 || heading == Some(index) {
            continue;
        }
        found.extend(dates::dates(&piece.text).into_iter().filter(|dated| dated.date.year().is_some()));
    }
    found
}

/// Who speaks on the site.
pub(super) fn owner(
    pieces: &[Piece],
    kept: &[bool],
    heading: Option<usize>,
    site: Option<&str>,
    declared: &Declared,
) -> Option<String> {
    let article: Vec<usize> = (0..pieces.len()).filter(|&index| kept[index] && heading != Some(index)).collect();
    let begins = heading.map_or(0, |heading| article.partition_point(|&index| index < heading));
    let near = article.iter().take(begins + 6).chain(article.iter().rev().take(4));
    let signature = near.filter_map(|&index| signature(&pieces[index])).next();
    let copyright = || pieces.iter().rev().find_map(|piece| copyright(&piece.text));
    signature
        .or_else(|| site.filter(|site| is_organization(site)).map(str::to_owned))
        .or_else(|| declared.publisher.clone())
        .or_else(copyright)
        .or_else(|| site.map(str::to_owned))
}

/// The organisation in a signature: a short line that names one and says nothing.
fn signature(piece: &Piece) -> Option<String> {
    if piece.is_heading() || piece.is_prose() || piece.letters > 80 || piece.is_link() {
        return None;
    }
    piece.text.lines().map(str::trim).find_map(|line| {
        let name = line.strip_prefix("会社名").or_else(|| line.strip_prefix("会 社 名")).unwrap_or(line);
        let name = name.trim_start_matches(|c: char| c.is_whitespace() || ":：".contains(c)).trim();
        let is_name = is_organization(name)
            && name.chars().count() <= 30
            && !name.contains(|c: char| c.is_ascii_digit() || "、。:：".contains(c));
        is_name.then(|| name.to_owned())
    })
}

/// The name in a copyright line, if it is Japanese.
fn copyright(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let at = ["copyright", "©", "(c)"].iter().filter_map(|sign| lower.find(sign)).min()?;
    let mut rest = text.get(at..)?;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || "©,-–.".contains(c));
        let lower = trimmed.to_lowercase();
        let sign = ["copyright", "(c)"].into_iter().find(|sign| lower.starts_with(sign));
        match sign {
            Some(sign) => rest = &trimmed[sign.len()..],
            None => {
                rest = trimmed;
                break;
            }
        }
    }
    let end = rest.to_lowercase().find("all rights").filter(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
    let name = rest[..end].trim().trim_end_matches(['.', ',']).trim();
    let is_japanese = name.chars().any(|c| c >= '\u{3040}');
    (is_japanese && name.chars().count() <= 40).then(|| name.to_owned())
}

/// Whether a name is one of an organisation by its form: a legal form in it, or a kind at its end.
fn is_organization(name: &str) -> bool {
    const FORMS: &[&str] = &["株式会社", "有限会社", "合同会社", "法人", "協同組合", "(株)", "㈱", "（株）"];
    const KINDS: &[&str] = &[
        "市",
        "町",
        "村",
        "県",
        "府",
        "都",
        "区",
        "大学",
        "学校",
        "学園",
        "学院",
        "高校",
        "病院",
        "銀行",
        "金庫",
        "組合",
        "協会",
        "連盟",
        "連合会",
        "センター",
        "機構",
        "財団",
        "委員会",
        "庁",
        "省",
        "局",
        "ホールディングス",
        "グループ",
        "生協",
        "クリニック",
        "研究所",
        "商会",
        "社",
        "市役所",
        "役場",
        "会議所",
    ];
    FORMS.iter().any(|form| name.contains(form)) || KINDS.iter().any(|kind| name.ends_with(kind))
}

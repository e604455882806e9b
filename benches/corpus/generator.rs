//! Pages as a feed of Japanese news, notices and blogs holds them. The same seed and number always give the same page.
//!
//! Pages without an incident are made of the sentences in `topics.toml`: one in four uses words of incidents for something
//! else, and one in six lists the headline of an article about an incident. Pages with an incident are fixtures with other
//! names, dates and figures, a longer text (`longer.txt`) and the menus and lists of `sites/` around them.

#![allow(clippy::format_push_string, reason = "a page is made of pieces, and need not be made quickly")]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use aho_corasick::{AhoCorasick, MatchKind};
use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};
use regex::{Captures, Regex};
use serde::Deserialize;

/// How much text an article has, in bytes.
const ARTICLE: std::ops::Range<u64> = 6_000..10_000;

/// How much text is added to that of a fixture, in bytes.
const ADDED: u64 = 7_000;

/// What pages are made of.
pub struct Corpus {
    seed: u64,
    words: Words,
    topics: Vec<Topic>,
    general: General,
    longer: Vec<String>,
    headlines: Vec<String>,
    incident_headlines: Vec<String>,
    sites: Vec<String>,
    script: String,
    fixtures: Vec<String>,
    vary: Vary,
}

/// A page.
pub struct Made {
    /// Its address.
    pub url: String,
    /// Its bytes: HTML in UTF-8, or for a few in `Shift_JIS` or EUC-JP.
    pub html: Vec<u8>,
}

type Lists = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Words {
    page: Lists,
    any: Lists,
    swap: Lists,
}

#[derive(Deserialize)]
struct Topics {
    topic: Vec<Topic>,
    general: General,
}

#[derive(Deserialize)]
struct Topic {
    section: String,
    titles: Lines,
    sentences: Lines,
    near: Lines,
}

#[derive(Deserialize)]
struct General {
    sentences: Lines,
    subheads: Lines,
}

/// Texts that stand one a line.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Lines(Vec<String>);

impl From<String> for Lines {
    fn from(text: String) -> Self {
        Self(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }
}

/// What is changed in a fixture.
struct Vary {
    names: AhoCorasick,
    /// For each name, its list and its place there.
    places: Vec<(String, usize)>,
    weekday: Regex,
    year: Regex,
    month: Regex,
    late_day: Regex,
    figure: Regex,
}

/// The words of one page: names that stay the same in all of it, and whatever else is drawn.
struct Draw<'a> {
    words: &'a Words,
    fixed: BTreeMap<&'a str, String>,
    rng: Rng,
}

/// What a template asks for.
struct Slots {
    title: String,
    section: String,
    lead: String,
    caption: String,
    charset: &'static str,
    date: (u64, u64, u64),
    paragraphs: Vec<Paragraph>,
    lists_incident: bool,
}

enum Paragraph {
    Text(String),
    Subhead(String),
}

impl Corpus {
    /// The corpus whose templates and fixtures stand in the package at `root`.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, or is not in its format.
    pub fn load(root: &Path, seed: u64) -> io::Result<Self> {
        let folder = root.join("benches/corpus");
        let read = |name: &str| fs::read_to_string(folder.join(name));
        let words: Words = toml::from_str(&read("words.toml")?).map_err(io::Error::other)?;
        let Topics { topic: topics, general } = toml::from_str(&read("topics.toml")?).map_err(io::Error::other)?;
        Ok(Self {
            seed,
            vary: Vary::new(&words.swap),
            words,
            topics,
            general,
            longer: Lines::from(read("longer.txt")?).0,
            headlines: Lines::from(read("headlines.txt")?).0,
            incident_headlines: Lines::from(read("incident_headlines.txt")?).0,
            sites: paths(&folder.join("sites"), "html")?.iter().map(fs::read_to_string).collect::<io::Result<_>>()?,
            script: read("script.html")?,
            fixtures: fixtures(&root.join("fixtures"))?,
        })
    }

    /// A page of the feed: of every ten, one reports an incident.
    pub fn page(&self, number: u64) -> Made {
        let with_incident = Rng::new(self.seed, "ten", number / 10).below(10);
        if number % 10 == with_incident { self.incident(number) } else { self.ordinary(number) }
    }

    /// A page without an incident.
    pub fn ordinary(&self, number: u64) -> Made {
        let mut draw = Draw::new(&self.words, Rng::new(self.seed, "ordinary", number));
        let topics = draw.rng.shuffled(&self.topics);
        let (topic, other) = (topics[0], topics[1]);
        let title = draw.line(&topic.titles.0);
        let paragraphs = self.article(topic, other, &mut draw);
        let slots = self.slots(title, topic, paragraphs, &mut draw);
        let site = draw.rng.one_of(&self.sites);
        self.made(number, &self.render(site, &slots, None, &mut draw), &slots)
    }

    /// A page that reports an incident.
    pub fn incident(&self, number: u64) -> Made {
        let mut draw = Draw::new(&self.words, Rng::new(self.seed, "incident", number));
        let fixture: &String = draw.rng.one_of(&self.fixtures);
        let fixture = self.vary.vary(fixture, &self.words.swap, &mut draw.rng);
        let topic = draw.rng.one_of(&self.topics);
        let mut slots = self.slots(String::new(), topic, Vec::new(), &mut draw);
        let mut sentences = draw.rng.shuffled(&self.longer);
        sentences.extend(draw.rng.shuffled(&self.general.sentences.0));
        slots.paragraphs = self.paragraphs(&sentences, ADDED, &mut draw);
        slots.paragraphs.retain(|paragraph| matches!(paragraph, Paragraph::Text(_)));
        let site = draw.rng.one_of(&self.sites);
        self.made(number, &self.render(site, &slots, Some(&fixture), &mut draw), &slots)
    }

    fn made(&self, number: u64, html: &str, slots: &Slots) -> Made {
        let (year, month, day) = slots.date;
        let host = Rng::new(self.seed, "host", number).below(300);
        Made {
            url: format!("https://www.site{host}.example/news/{year}{month:02}{day:02}/{number:06}.html"),
            html: Encoding::for_label(slots.charset.as_bytes()).unwrap_or(UTF_8).encode(html).0.into_owned(),
        }
    }

    fn slots(&self, title: String, topic: &Topic, paragraphs: Vec<Paragraph>, draw: &mut Draw) -> Slots {
        let charset = match draw.rng.below(100) {
            0..4 => SHIFT_JIS,
            4..6 => EUC_JP,
            _ => UTF_8,
        };
        Slots {
            title,
            section: topic.section.clone(),
            lead: draw.line(&self.general.sentences.0),
            caption: draw.expand("{place}の様子＝{month}月{day}日、{city}"),
            charset: charset.name(),
            date: (2008 + draw.rng.below(17), draw.number("month"), draw.number("day")),
            paragraphs,
            lists_incident: draw.rng.below(6) == 0,
        }
    }

    /// An article about a topic, and about another where that is not enough.
    fn article(&self, topic: &Topic, other: &Topic, draw: &mut Draw) -> Vec<Paragraph> {
        let mut sentences = draw.rng.shuffled(&topic.sentences.0);
        sentences.extend(draw.rng.shuffled(&self.general.sentences.0));
        sentences.extend(draw.rng.shuffled(&other.sentences.0));
        if draw.rng.below(4) == 0 {
            for _ in 0..=draw.rng.below(3) {
                let at = draw.rng.below(15) as usize;
                sentences.insert(at, draw.rng.one_of(&topic.near.0));
            }
        }
        let length = ARTICLE.start + draw.rng.below(ARTICLE.end - ARTICLE.start);
        self.paragraphs(&sentences, length, draw)
    }

    /// Paragraphs of one to four sentences up to a length in bytes, with a heading here and there.
    fn paragraphs(&self, sentences: &[&String], length: u64, draw: &mut Draw) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        let mut left = length as usize;
        let mut sentences = sentences.iter();
        while left > 0 && sentences.len() > 0 {
            let count = 1 + draw.rng.below(4) as usize;
            let text: String = sentences.by_ref().take(count).map(|sentence| draw.expand(sentence)).collect();
            left = left.saturating_sub(text.len());
            paragraphs.push(Paragraph::Text(text));
            if draw.rng.below(6) == 0 && left > 0 {
                paragraphs.push(Paragraph::Subhead(draw.line(&self.general.subheads.0)));
            }
        }
        paragraphs
    }

    /// The page that a template of `sites/` makes; the article is that of a fixture, if there is one.
    ///
    /// In a template, `@article` and `@end` stand around what a fixture replaces. `@body` is followed by the HTML of a
    /// paragraph and of a subhead, a line like `@8 headline` by that of one item of a list.
    fn render(&self, site: &str, slots: &Slots, fixture: Option<&str>, draw: &mut Draw) -> String {
        let mut html = String::new();
        let (mut is_head, mut is_left_out) = (false, false);
        let mut incidents = if slots.lists_incident { 1 + draw.rng.below(2) } else { 0 };
        for line in site.lines() {
            is_head &= line != "</head>";
            let (directive, rest) = line.split_once(' ').unwrap_or((line, ""));
            match (directive, fixture) {
                ("@article", Some(fixture)) => {
                    html += &with_paragraphs(between(fixture, "<body", "</body>"), &slots.paragraphs);
                    is_left_out = true;
                }
                ("@end", _) => is_left_out = false,
                ("@article", None) => {}
                _ if is_left_out => {}
                ("@css", _) => html += &style(rest.parse().unwrap_or(0), &mut draw.rng),
                ("@js", _) => html += &fill(&self.script, slots, "", draw),
                ("@body", _) => html += &body(rest, &slots.paragraphs),
                _ if directive.starts_with('@') => {
                    let (list, item) = rest.split_once(' ').unwrap_or((rest, ""));
                    for _ in 0..directive[1..].parse().unwrap_or(0) {
                        let text = self.item(list, &mut incidents, draw);
                        html += &fill(item, slots, &text, draw);
                        html.push('\n');
                    }
                    continue;
                }
                _ if is_head && fixture.is_some() && !line.contains("charset") => {}
                _ => html += &fill(line, slots, "", draw),
            }
            html.push('\n');
            if line == "<head>" {
                is_head = true;
                html += fixture.map_or("", |fixture| between(fixture, "<head", "</head>"));
            }
        }
        html
    }

    /// An entry of a menu or of a list of articles.
    fn item(&self, list: &str, incidents: &mut u64, draw: &mut Draw) -> String {
        let mut other = Draw::new(&self.words, draw.rng.branch());
        match list {
            "headline" if *incidents > 0 && other.rng.below(4) == 0 => {
                *incidents -= 1;
                other.line(&self.incident_headlines)
            }
            "headline" if other.rng.below(2) == 0 => other.line(&self.headlines),
            "headline" => {
                let topic = other.rng.one_of(&self.topics);
                other.line(&topic.titles.0)
            }
            "month" => other.expand("{2008-2025}年{1-12}月"),
            word => other.expand(&format!("{{{word}}}")),
        }
    }
}

impl<'a> Draw<'a> {
    fn new(words: &'a Words, mut rng: Rng) -> Self {
        let mut fixed: BTreeMap<&str, String> =
            words.page.iter().map(|(name, list)| (name.as_str(), rng.one_of(list).clone())).collect();
        let day = 1 + rng.below(18);
        fixed.insert("month", (1 + rng.below(12)).to_string());
        fixed.insert("day", day.to_string());
        fixed.insert("day2", (day + 1 + rng.below(9)).to_string());
        Self { words, fixed, rng }
    }

    fn number(&self, name: &str) -> u64 {
        self.fixed[name].parse().unwrap_or(1)
    }

    /// One of some templates with its slots filled.
    fn line(&mut self, templates: &[String]) -> String {
        let template = self.rng.one_of(templates);
        self.expand(template)
    }

    /// A template with its slots filled: `{a|b}` is either, `{10-99}` a number, `{1,000-9,000}` one that is written with
    /// commas, `{city}` a word.
    fn expand(&mut self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some(start) = rest.find('{') {
            text += &rest[..start];
            let length = slot_length(&rest[start..]);
            let slot = &rest[start + 1..start + length - 1];
            text += &self.slot(slot);
            rest = &rest[start + length..];
        }
        text + rest
    }

    fn slot(&mut self, slot: &str) -> String {
        let choices = choices(slot);
        if choices.len() > 1 {
            let choice = self.rng.one_of(&choices);
            return self.expand(choice);
        }
        if let Some((low, high)) = slot.split_once('-') {
            let [low, high] = [low, high].map(|bound| bound.replace(',', "").parse().unwrap_or(0));
            let number = low + self.rng.below(high - low + 1);
            return if slot.contains(',') { with_commas(number) } else { number.to_string() };
        }
        if let Some(word) = self.fixed.get(slot) {
            return word.clone();
        }
        let list = self.words.any.get(slot);
        self.rng.one_of(list.unwrap_or_else(|| panic!("no list of words is called {slot}"))).clone()
    }
}

/// How long the slot is that a text begins with, in bytes, with its braces.
fn slot_length(text: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    panic!("a slot has no end: {text}")
}

/// The alternatives of a slot.
fn choices(slot: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_bar = |character: char| {
        depth += i32::from(character == '{') - i32::from(character == '}');
        depth == 0 && character == '|'
    };
    slot.split(is_bar).collect()
}

fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A line of a template with its slots filled.
fn fill(line: &str, slots: &Slots, text: &str, draw: &mut Draw) -> String {
    let (year, month, day) = slots.date;
    let mut filled = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[[") {
        let (slot, after) = after.split_once("]]").unwrap_or((after, ""));
        filled += before;
        filled += &match slot {
            "title" => slots.title.clone(),
            "section" => slots.section.clone(),
            "lead" => slots.lead.clone(),
            "caption" => slots.caption.clone(),
            "charset" => slots.charset.to_owned(),
            "text" => text.to_owned(),
            "date" => format!("{year}年{month}月{day}日"),
            "iso" => format!("{year}-{month:02}-{day:02}"),
            "day" => format!("{year}.{:02}.{:02}", 1 + draw.rng.below(12), 1 + draw.rng.below(28)),
            "href" => format!("/{}/{:06}/", draw.rng.one_of(&["news", "local", "list", "info", "a"]), draw.rng.below(1_000_000)),
            "number" => draw.rng.below(100_000_000).to_string(),
            "id" => format!("{:09X}", draw.rng.next() >> 28),
            "owner" => draw.expand("{firm}"),
            word => draw.expand(&format!("{{{word}}}")),
        };
        rest = after;
    }
    filled + rest
}

/// The paragraphs in the HTML of a site.
fn body(form: &str, paragraphs: &[Paragraph]) -> String {
    let (text_form, subhead_form) = form.split_once("|||").unwrap_or((form, form));
    let lines = paragraphs.iter().map(|paragraph| match paragraph {
        Paragraph::Text(text) => text_form.replace("[[text]]", text),
        Paragraph::Subhead(text) => subhead_form.replace("[[text]]", text),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The rules of a style sheet.
fn style(count: usize, rng: &mut Rng) -> String {
    const PARTS: [&str; 12] =
        ["header", "nav", "list", "item", "link", "title", "text", "date", "photo", "button", "side", "footer"];
    const RULES: [&str; 12] = [
        "display:flex;align-items:center;justify-content:space-between",
        "margin:0 auto;max-width:1120px;padding:0 16px",
        "font-size:1.4rem;line-height:1.8;letter-spacing:.04em",
        "color:#333;background-color:#fff",
        "border-bottom:1px solid #ddd",
        "position:relative;z-index:10",
        "transition:opacity .2s ease-in-out",
        "width:100%;height:auto;object-fit:cover",
        "list-style:none;margin:0;padding:0",
        "font-weight:700;text-decoration:none",
        "overflow:hidden;text-overflow:ellipsis;white-space:nowrap",
        "box-shadow:0 2px 4px rgba(0,0,0,.1)",
    ];
    let mut css = "<style>\n".to_owned();
    for _ in 0..count {
        let [block, part, first, second] = [rng.one_of(&PARTS), rng.one_of(&PARTS), rng.one_of(&RULES), rng.one_of(&RULES)];
        css += &format!(".c-{block}__{part}{{{first};{second}}}\n");
    }
    css + "</style>"
}

/// What stands in an element.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).and_then(|at| html[at..].find('>').map(|length| at + length + 1)).unwrap_or(0);
    let to = html.rfind(end).unwrap_or(html.len());
    &html[from..to.max(from)]
}

/// The HTML of an article with paragraphs behind its last long one.
fn with_paragraphs(html: &str, paragraphs: &[Paragraph]) -> String {
    let at = last_paragraph(html).unwrap_or(html.len());
    format!("{}\n{}{}", &html[..at], body("<p>[[text]]</p>", paragraphs), &html[at..])
}

/// Where the last long paragraph of an article ends.
fn last_paragraph(html: &str) -> Option<usize> {
    const LONG: usize = 150;
    let ends = html.rmatch_indices("</p>").map(|(at, tag)| (at, at + tag.len()));
    let mut long = ends.filter(|&(at, _)| html[..at].rfind("<p").is_some_and(|start| at - start > LONG));
    long.next().map(|(_, end)| end)
}

/// The fixtures that report an incident in paragraphs, in UTF-8.
fn fixtures(folder: &Path) -> io::Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Expectation {
        incidents: Vec<Incident>,
    }
    #[derive(Deserialize)]
    struct Incident {
        #[serde(default)]
        optional: bool,
    }
    let mut pages = Vec::new();
    for path in paths(folder, "html")? {
        let expectation: Expectation = serde_json::from_slice(&fs::read(path.with_extension("json"))?)?;
        let Ok(html) = String::from_utf8(fs::read(path)?) else { continue };
        let is_wanted = expectation.incidents.iter().any(|incident| !incident.optional);
        if is_wanted && !html.contains('\x1b') && last_paragraph(&html).is_some() {
            pages.push(html);
        }
    }
    Ok(pages)
}

/// The files of a folder with an extension, by name.
fn paths(folder: &Path, extension: &str) -> io::Result<Vec<std::path::PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|has| has == extension));
    paths.sort();
    Ok(paths)
}

impl Vary {
    fn new(swap: &Lists) -> Self {
        let places: Vec<(String, usize)> =
            swap.iter().flat_map(|(list, names)| (0..names.len()).map(|at| (list.clone(), at))).collect();
        let names = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(swap.values().flatten());
        let regex = |pattern| Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"));
        Self {
            names: names.unwrap_or_else(|error| panic!("{error}")),
            places,
            weekday: regex("[(（][月火水木金土日](曜日|曜)?[)）]"),
            year: regex(r"(?-u:\b)(20[0-9]{2}|19[0-9]{2})([年/.-])"),
            month: regex(r"(?-u:\b)([0-9]{1,2})(月)|((?:20|19)[0-9]{2}[/.-])([0-9]{1,2})(?-u:\b)"),
            late_day: regex(r"(29|30|31)日|[/.-](29|30|31)(?-u:\b)"),
            figure: regex("([0-9][0-9,]*)(件|人|名|台|社|通|枚|本|万円|円)"),
        }
    }

    /// A fixture with other names, dates and figures.
    fn vary(&self, html: &str, swap: &Lists, rng: &mut Rng) -> String {
        let shift = rng.below(1000) as usize;
        let html = self.names.replace_all(html, &self.replacements(swap, shift));
        let html = self.dated(&self.weekday.replace_all(&html, ""), rng);
        let percent = 55 + rng.below(120);
        let other = |found: &Captures| {
            let old: u64 = found[1].replace(',', "").parse().unwrap_or(1);
            let new = if old < 10 { old } else { (old.saturating_mul(percent) / 100).max(1) };
            format!("{}{}", if found[1].contains(',') { with_commas(new) } else { new.to_string() }, &found[2])
        };
        self.figure.replace_all(&html, other).into_owned()
    }

    fn replacements<'a>(&self, swap: &'a Lists, shift: usize) -> Vec<&'a str> {
        let of = |(list, at): &(String, usize)| swap[list][(at + shift) % swap[list].len()].as_str();
        self.places.iter().map(of).collect()
    }

    /// Other years, and other months where all days exist in these.
    fn dated(&self, html: &str, rng: &mut Rng) -> String {
        let has_era = ["令和", "平成", "昭和"].iter().any(|era| html.contains(era));
        let back = if has_era { 0 } else { rng.below(7) };
        let html = self.year.replace_all(html, |found: &Captures| {
            format!("{}{}", found[1].parse::<u64>().map_or(0, |year| year - back), &found[2])
        });
        let month = |found: &Captures| found.get(1).or(found.get(4)).and_then(|month| month.as_str().parse::<u64>().ok());
        let months: Vec<u64> = self.month.captures_iter(&html).filter_map(|found| month(&found)).collect();
        let room = 12_u64.saturating_sub(months.iter().copied().max().unwrap_or(12));
        let later = if self.late_day.is_match(&html) { 0 } else { rng.below(room + 1) };
        let shifted = |found: &Captures| {
            let new = month(found).unwrap_or(0) + later;
            match (found.get(3), found.get(4)) {
                (Some(year), Some(old)) => format!("{}{new:0width$}", year.as_str(), width = old.len()),
                _ => format!("{new}月"),
            }
        };
        self.month.replace_all(&html, shifted).into_owned()
    }
}

/// Numbers that look drawn and are always the same: `SplitMix64`.
struct Rng(u64);

impl Rng {
    /// The numbers for one purpose of one page.
    fn new(seed: u64, purpose: &str, number: u64) -> Self {
        let mut rng = Self(seed);
        for part in purpose.bytes().map(u64::from).chain([number]) {
            rng.0 = rng.next() ^ part;
        }
        rng
    }

    /// Numbers of their own, whatever is drawn from them.
    fn branch(&mut self) -> Self {
        Self(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number less than `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }

    fn shuffled<'a, T>(&mut self, list: &'a [T]) -> Vec<&'a T> {
        let mut shuffled: Vec<&T> = list.iter().collect();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, self.below(at as u64 + 1) as usize);
        }
        shuffled
    }
}

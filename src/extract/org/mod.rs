//! Organisations: by legal form, by the suffix that names their kind, by tables, by their place in the sentence; and
//! the words that stand for one that was named before.

mod announcer;
mod anonymous;
mod cues;
mod heads;
mod latin;
mod listed;
mod names;
pub(crate) mod near;
mod position;
mod repeat;
mod run;
mod shape;
mod stand_in;
mod whole;

pub use crate::kind::OrganizationKind;
pub use names::Part;

use std::sync::LazyLock;

use regex::Regex;

use super::Mention;
use super::rule::Rule;
use crate::dict::{self, Tables};
use crate::text::{Norm, Noun, Pos, Span, Text};
use cues::Cues;
use names::NameTable;
use position::Positions;
use repeat::OtherForms;
use shape::{Found, Shapes};

/// An organisation that a text mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its name as the text writes it, whole, without quotation marks; for a stand-in (同社) the name that it stands
    /// for, or `None` where it stands for the owner of the page (当社, 弊社, 本学).
    pub name: Option<String>,
    /// What kind of organisation it is.
    pub kind: OrganizationKind,
    /// Whether the words only stand for a name given elsewhere (同社, 当社, an abbreviation introduced before).
    pub stand_in: bool,
    /// What the organisation is on most pages, as the tables say: the police, an authority …
    pub part: Part,
    /// Whether the words expressly leave the name out (A社, 県内の高校).
    pub anonymous: bool,
    /// The code under which a stock exchange lists it, where the text gives it: four characters such as `6758`, `130A`.
    pub securities_code: Option<String>,
}

/// Finds organisations.
#[derive(Debug)]
pub struct Organizations {
    cues: Cues,
    names: NameTable,
}

impl Organizations {
    /// The extractor with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a row of its tables is refused.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        Ok(Self { cues: Cues::new(tables)?, names: names::read(tables)? })
    }

    /// The rules of this room, with their examples.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let code = [latin::RULES, position::RULES, whole::RULES, listed::RULES, repeat::RULES, anonymous::RULES, stand_in::RULES]
            .concat();
        self.cues.rules().iter().cloned().chain(code.iter().map(Rule::from)).collect()
    }

    /// Every mention of an organisation in `text`, in order, none inside another.
    #[must_use]
    pub fn find(&self, text: &Text) -> Vec<Mention<Organization>> {
        let shapes = Shapes { cues: &self.cues };
        let positions = Positions { cues: &self.cues, names: &self.names };
        let mut found = Vec::new();
        let mut all_runs = Vec::new();
        for sentence in text.sentences() {
            let runs = run::runs(&self.cues, &self.names, text, sentence);
            let told = self.cues.told(text, sentence.span);
            let first = found.len();
            for run in &runs {
                let is_none =
                    |found: &Found| ends_a_title(text, found) || is_travel(text, found) || self.is_number_of(text, found);
                let names = shapes.names(run).into_iter().filter(|found| !is_none(found));
                let names = names.map(|found| with_head(&self.cues, text, with_place(text, run, found)));
                found.extend(names.map(|found| heads::with_rest(&self.cues, text, found)));
            }
            let by_place = positions.names(text, sentence, &told, &runs, &found[first..]);
            found.extend(by_place);
            positions.quoted(text, sentence).into_iter().for_each(|name| whole::put(&mut found, first, name));
            for name in whole::names(positions, text, sentence, &told) {
                whole::put(&mut found, first, name);
            }
            found[first..].sort_by_key(|found| found.span);
            all_runs.extend(runs);
        }
        let names: Vec<Mention<Organization>> = found.into_iter().map(|found| self.mention(text, found)).collect();
        let names = merged(names.clone(), anonymous::businesses(&self.cues, text, &names));
        let schools = anonymous::schools(text, &names);
        let mut mentions = merged(latin::names(text), merged(schools, names));
        mentions = merged(mentions.clone(), listed::names(&self.cues, text, &mentions));
        let forms = OtherForms::new(&self.cues, text, &mentions);
        forms.apply(text, &mut mentions);
        mentions = merged(mentions.clone(), forms.find(text, &mentions));
        mentions = merged(mentions.clone(), forms.clipped(text, &all_runs, &mentions));
        mentions = merged(mentions, anonymous::letters(text));
        stand_in::resolve(&self.cues, text, &all_runs, mentions, forms.speaker.as_deref())
    }

    /// Whether what looks like a name says how many of a kind there are: 回答412病院, 県内23校.
    fn is_number_of(&self, text: &Text, found: &Found) -> bool {
        let name = text.slice(found.span);
        let stem = self.cues.suffix_of(name).and_then(|suffix| name.strip_suffix(&*suffix.word));
        let digits = stem.map(|stem| stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        found.rule.as_str().starts_with("org/suffix")
            && stem.zip(digits).is_some_and(|(stem, digits)| digits > 0 && !stem[..stem.len() - digits].ends_with('第'))
    }

    /// The mention of a name.
    fn mention(&self, text: &Text, mut found: Found) -> Mention<Organization> {
        // 青葉大|学長: the dictionary's word goes on over the end of the name.
        let rest = &text.norm()[found.span.end()..];
        if text.slice(found.span).ends_with('大')
            && (rest.starts_with("学長") || rest.starts_with("学院"))
            && found.name.is_none()
        {
            found.span = Span::new(found.span.start(), found.span.end() + '学'.len_utf8());
        }
        let name = found.name.as_deref().unwrap_or_else(|| text.slice(found.span));
        let value = Organization {
            securities_code: securities_code(text, found.span),
            name: Some(self.without_company(name).to_owned()),
            kind: found.kind,
            stand_in: false,
            part: found.part,
            anonymous: false,
        };
        Mention { value, span: found.span, rule: found.rule }
    }

    /// A name without the 社 that only says it is a company (ゾルテック社), not part of it as in 青葉新聞社, Z社.
    fn without_company<'n>(&self, name: &'n str) -> &'n str {
        let stem = name.strip_suffix('社').filter(|stem| {
            let foreign = stem.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ヺ' | 'ー'));
            stem.chars().count() > 3 && foreign && !self.cues.is_no_name(stem)
        });
        stem.unwrap_or(name)
    }
}

/// A name of the tables with the place behind it, where both together are the topic or subject: ミナトモバイル北浜は.
fn with_place(text: &Text, run: &run::Run, found: Found) -> Found {
    let Some(last) = run.words.last() else { return found };
    let is_place = matches!(last.sort, run::Sort::Place) && last.row.is_none() && !last.after_blank;
    let is_topic = || text.norm()[last.span.end()..].starts_with(['は', 'が']);
    let is_company = found.rule.as_str() == shape::TABLE && found.kind == OrganizationKind::Company && found.part == Part::Any;
    if is_company && is_place && last.span.start() == found.span.end() && is_topic() {
        return Found { span: found.span.cover(last.span), ..found };
    }
    found
}

/// The name of a town, a school or a hospital with what the tokenizer has cut off before it: 浅|霧市立みどり中学校, 三|笠原市,
/// 青葉|が|丘歯科クリニック.
fn with_head(cues: &Cues, text: &Text, found: Found) -> Found {
    let is_local = matches!(
        found.kind,
        OrganizationKind::Municipality | OrganizationKind::School | OrganizationKind::Hospital | OrganizationKind::Association
    );
    let from = text.tokens().partition_point(|token| token.span.start() < found.span.start());
    let Some((cut_off, before)) = text.tokens()[..from].split_last() else { return found };
    let words = text.slice(cut_off.span);
    let is_kanji = words.chars().count() == 1
        && words.chars().all(|c| matches!(c, '一'..='鿿'))
        && !words.chars().any(|c| cues.is_no_head(c));
    let is_cut_off = matches!(cut_off.pos, Pos::Adjective | Pos::Noun(Noun::Number))
        && cut_off.span.end() == found.span.start()
        && before.last().is_none_or(|before| before.span.end() < cut_off.span.start() || !before.pos.is_noun());
    // 青葉|が|丘歯科クリニック: a quarter on a hill.
    let on_hill = words == "が" && text.slice(found.span).starts_with('丘');
    if let Some(hill) = before.last().filter(|hill| on_hill && hill.pos.is_noun() && hill.span.end() == cut_off.span.start()) {
        return Found { span: hill.span.cover(found.span), ..found };
    }
    let of_place = text.slice(found.span).find(['市', '町', '村']).is_some_and(|at| at > 0);
    if is_local && is_kanji && is_cut_off && of_place && found.name.is_none() {
        return Found { span: cut_off.span.cover(found.span), ..found };
    }
    found
}

/// Whether a name of the tables stands at the end of a short name of something else in quotation marks, glued to what is
/// before it: 「くらしの森ミナト」.
fn ends_a_title(text: &Text, found: &Found) -> bool {
    let (before, after) = (&text.norm()[..found.span.start()], &text.norm()[found.span.end()..]);
    if found.rule.as_str() != shape::TABLE || !after.starts_with('」') {
        return false;
    }
    let own = before.chars().rev().take(LONGEST_TITLE).take_while(|&c| !matches!(c, '「' | '」' | '、' | '。' | ' '));
    let length: usize = own.clone().map(char::len_utf8).sum();
    own.count() > 1 && before[..before.len() - length].ends_with('「')
}

/// Whether what looks like a company is travel in a place, as what follows is told of that: 北浜観光の名物, 青葉旅行のお土産.
fn is_travel(text: &Text, found: &Found) -> bool {
    const OF_TRAVEL: [&str; 14] = [
        "名物",
        "名所",
        "スポット",
        "目玉",
        "シンボル",
        "お土産",
        "土産",
        "定番",
        "途中",
        "帰り",
        "楽しみ",
        "魅力",
        "拠点",
        "ついで",
    ];
    let after = text.norm()[found.span.end()..].strip_prefix('の');
    ["観光", "旅行"].iter().any(|trade| text.slice(found.span).ends_with(trade))
        && after.is_some_and(|after| OF_TRAVEL.iter().any(|word| after.starts_with(word)))
}

/// How many characters the name of a shop has at most before the name that ends it.
const LONGEST_TITLE: usize = 10;

/// The four characters of a securities code in brackets behind a name: (証券コード:0000), (東証プライム 0000).
fn securities_code(text: &Text, span: Span<Norm>) -> Option<String> {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        #[allow(clippy::expect_used)]
        Regex::new(r"(?:コード|東証|名証|証券)[^()\n]{0,12}?\b([0-9][0-9A-Z][0-9][0-9A-Z])\b").expect("the pattern is valid")
    });
    let whole = Span::new(0, text.norm().len());
    let inside = near::after(text, whole, span.end()).trim_start_matches([' ', '\n', '、']).strip_prefix('(')?;
    let inside = inside.split([')', '\n']).next().unwrap_or_default();
    CODE.captures(inside).map(|found| found[1].to_owned())
}

/// Two lists of mentions as one in the order of the text; of two that overlap the longer is kept, or that of the first
/// list.
fn merged(mut mentions: Vec<Mention<Organization>>, more: Vec<Mention<Organization>>) -> Vec<Mention<Organization>> {
    mentions.extend(more);
    mentions.sort_by_key(|mention| mention.span);
    let mut kept: Vec<Mention<Organization>> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(mention.span) => {
                if mention.span.len() > last.span.len() {
                    *last = mention;
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}

#[cfg(test)]
mod tests;

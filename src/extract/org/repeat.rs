//! Other forms of a name that was found: short forms that the text introduces, clipped forms, the name again.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::cues::Cues;
use super::near;
use super::run::{Run, Sort, Word, before_tail, is_katakana};
use super::{Organization, OrganizationKind, Part};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
use crate::text::{Norm, Span, Text};

const AGAIN: CodeRule = CodeRule {
    id: "org/again",
    says: "A name that was found by its form or place is one wherever it stands in the text, also without its legal form.",
    hit: &["《ゾルテック株式会社》は発表した。原因を《ゾルテック》が調べている。"],
    miss: &[],
};

const INTRODUCED: CodeRule = CodeRule {
    id: "org/introduced",
    says: "A short form in brackets behind a name stands for it from there on: 北浜国際空港会社(KIAC), (以下「Z社」).",
    hit: &[
        "《北浜国際空港会社》(KIAC)は発表した。《KIAC》によると",
        "《ゾルテック株式会社》(以下「Z社」といいます)において発生した。《Z社》は",
        "《ネムリコ》(本社、以下NM)が発表した。《NM》は",
    ],
    miss: &[],
};

const CLIPPED: CodeRule = CodeRule {
    id: "org/clipped",
    says: "The beginning of a name that was given in full stands for it: 小田プレス for 小田プレス工業.",
    hit: &["《小田プレス工業》は発表した。《小田プレス》によると"],
    miss: &["小田プレス工業は発表した。小田の駅。"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[AGAIN, INTRODUCED, CLIPPED];

/// What the words of a text stand for beside the names that were found by themselves.
#[derive(Debug, Default)]
pub(super) struct OtherForms {
    /// The words, with what each stands for.
    forms: BTreeMap<String, Form>,
    /// The words that begin in Latin letters, by the katakana in which they end.
    tails: BTreeMap<String, String>,
    /// The name that the page gives to 当社.
    pub speaker: Option<String>,
}

/// What a word stands for.
#[derive(Debug, Clone)]
struct Form {
    /// The name.
    name: String,
    kind: OrganizationKind,
    part: Part,
    /// Whether the word is a short form rather than the name itself.
    is_short: bool,
}

impl OtherForms {
    /// What the names of `mentions`, and the brackets behind them, introduce.
    pub(super) fn new(cues: &Cues, text: &Text, mentions: &[Mention<Organization>]) -> Self {
        let mut forms = Self::default();
        for mention in mentions {
            let Some(name) = mention.value.name.as_deref() else { continue };
            let (kind, part) = (mention.value.kind, mention.value.part);
            let core = cues.without_form(name);
            if core.chars().count() >= 2 && kind != OrganizationKind::Municipality && !cues.is_suffix(core) {
                let form = Form { name: core.to_owned(), kind, part, is_short: false };
                forms.forms.entry(core.to_owned()).or_insert(form);
                let tail = core.trim_start_matches(|c: char| c.is_ascii());
                if tail.len() < core.len() && !tail.is_empty() && is_katakana(tail) {
                    forms.tails.entry(tail.to_owned()).or_insert_with(|| core.to_owned());
                }
            }
            let Some(short) = introduced(text, mention.span, core) else { continue };
            if is_speaker(short) {
                forms.speaker.get_or_insert_with(|| name.to_owned());
            } else if short != core && short.chars().count() >= 2 {
                forms.forms.insert(short.to_owned(), Form { name: name.to_owned(), kind, part, is_short: true });
            }
        }
        forms
    }

    /// Makes mentions of a short form, which another rule took for a name by itself, stand for the full name.
    pub(super) fn apply(&self, text: &Text, mentions: &mut [Mention<Organization>]) {
        for mention in mentions {
            let form = self.forms.get(text.slice(mention.span)).filter(|form| form.is_short);
            if let Some(form) = form {
                *mention = form.mention(mention.span, INTRODUCED);
            }
        }
    }

    /// The places in `text` where one of the words stands and no mention is yet.
    pub(super) fn find(&self, text: &Text, mentions: &[Mention<Organization>]) -> Vec<Mention<Organization>> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let Ok(automaton) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(self.forms.keys()) else {
            return Vec::new();
        };
        let forms: Vec<&Form> = self.forms.values().collect();
        let matches = automaton.find_iter(text.norm()).map(|found| (Span::new(found.start(), found.end()), found.pattern()));
        free(matches, mentions, |(span, _)| *span)
            .filter(|(span, _)| stands_alone(text, *span))
            .map(|(span, pattern)| {
                let form = forms[pattern.as_usize()];
                form.mention(span, if form.is_short { INTRODUCED } else { AGAIN })
            })
            .collect()
    }

    /// The runs that are the beginning of a name which was given in full, or its end after Latin letters.
    pub(super) fn clipped(&self, text: &Text, runs: &[Run], mentions: &[Mention<Organization>]) -> Vec<Mention<Organization>> {
        free(runs.iter(), mentions, |run| run.words[0].span.cover(run.words[run.words.len() - 1].span))
            .filter_map(|run| {
                let words = before_tail(&run.words);
                let (first, last) = (words.first()?, words.last()?);
                let named = words.iter().any(Word::is_name) && words.len() > 1
                    || matches!(first.sort, Sort::Name)
                    || long_katakana(text.slice(first.span.cover(last.span)));
                let common = words.iter().any(|word| word.usage.lead || word.usage.ordinary);
                let span = first.span.cover(last.span);
                let clip = text.slice(span);
                let form = self.of_clip(clip).filter(|_| named && !common)?;
                Some(Form { is_short: true, ..form.clone() }.mention(span, CLIPPED))
            })
            .collect()
    }

    fn of_clip(&self, clip: &str) -> Option<&Form> {
        let letters = clip.chars().count();
        if letters < 2 || clip.is_ascii() {
            return None;
        }
        let next = self.forms.range(clip.to_owned()..).next();
        let longer = next.filter(|(word, form)| {
            word.starts_with(clip) && word.len() > clip.len() && form.kind != OrganizationKind::Municipality
        });
        let long_katakana = letters >= 3 && is_katakana(clip);
        let after_latin = || self.tails.get(clip).filter(|_| long_katakana).and_then(|word| self.forms.get(word));
        longer.map(|(_, form)| form).or_else(after_latin)
    }
}

impl Form {
    fn mention(&self, span: Span<Norm>, rule: CodeRule) -> Mention<Organization> {
        let value = Organization {
            name: Some(self.name.clone()),
            kind: self.kind,
            stand_in: self.is_short,
            part: self.part,
            anonymous: false,
            securities_code: None,
        };
        Mention { value, span, rule: rule.id.into() }
    }
}

/// Those of `items`, which are in the order of the text, that no mention overlaps.
fn free<'m, T: 'm>(
    items: impl Iterator<Item = T> + 'm,
    mentions: &'m [Mention<Organization>],
    span: impl Fn(&T) -> Span<Norm> + 'm,
) -> impl Iterator<Item = T> + 'm {
    items.filter(move |item| {
        let span = span(item);
        let at = mentions.partition_point(|mention| mention.span.end() <= span.start());
        mentions.get(at).is_none_or(|mention| !mention.span.overlaps(span))
    })
}

/// The short form that brackets behind the name at `span` introduce.
fn introduced<'a>(text: &'a Text, span: Span<Norm>, core: &str) -> Option<&'a str> {
    let whole = Span::new(0, text.norm().len());
    let inside = near::after(text, whole, span.end()).strip_prefix('(')?.split([')', '\n']).next()?;
    if let Some((_, short)) = inside.split_once("以下") {
        let short = short.trim_start_matches(['、', ',', ':', ' ', '「', '『', '"', '“']);
        let end = ["」", "』", "\"", "”", "という", "といい", "と略", "とする", "とします", "と記", "と表", "と呼", "、"];
        let length = end.iter().filter_map(|end| short.find(end)).min().unwrap_or(short.len());
        return Some(&short[..length]).filter(|short| !short.is_empty() && short.chars().count() <= 20);
    }
    let short = inside
        .split(['、', '・'])
        .next()
        .unwrap_or_default()
        .trim_start_matches("略称")
        .trim_start_matches([':', '「'])
        .trim_end_matches('」');
    let is_latin = short.len() >= 2
        && short.len() <= 12
        && short.chars().all(|c| c.is_ascii_alphanumeric() || "&-./".contains(c))
        && short.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_reading = core.contains(|c: char| c.is_ascii_alphabetic())
        && short.chars().count() >= 3
        && short.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・'));
    (is_latin || is_reading || abbreviates(short, core)).then_some(short)
}

/// Whether words are a compound in katakana of five letters or more.
fn long_katakana(words: &str) -> bool {
    is_katakana(words) && words.chars().count() >= 5
}

/// Whether `short` is made of two or more characters of `name`, in their order: 北商 of 北浜商工会議所.
fn abbreviates(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    let letters = short.chars().count();
    (2..=8).contains(&letters) && letters < name.chars().count() && short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether `word` is how a page speaks of its owner.
fn is_speaker(word: &str) -> bool {
    ["当", "弊", "本学", "本校", "本院", "本会", "小社"].iter().any(|speaker| word.starts_with(speaker))
}

/// Whether a word begins where `span` does and one ends where it does: between tokens, or where the script changes.
fn stands_alone(text: &Text, span: Span<Norm>) -> bool {
    let tokens = &text.tokens()[text.tokens_in(span)];
    let (before, after) = text.norm().split_at(span.end());
    let inside = text.slice(span);
    let changes = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => script(a) != script(b),
        _ => true,
    };
    let starts = tokens.first().is_some_and(|first| first.span.start() == span.start())
        || changes(before[..span.start()].chars().next_back(), inside.chars().next());
    let ends = tokens.last().is_some_and(|last| last.span.end() == span.end())
        || changes(inside.chars().next_back(), after.chars().next());
    // In ほくせんは no script changes, and the tokenizer does not know the name.
    let is_long_hiragana = inside.chars().count() >= 3 && inside.chars().all(|c| script(c) == Script::Hiragana);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let inside_latin = latin(before[..span.start()].chars().next_back()) && latin(inside.chars().next())
        || latin(inside.chars().next_back()) && latin(after.chars().next());
    (starts && ends || is_long_hiragana) && !inside_latin
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Latin,
    Kanji,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'ぁ'..='ゖ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        _ if c.is_ascii_alphanumeric() => Script::Latin,
        _ if c.is_alphabetic() || c == '々' => Script::Kanji,
        _ => Script::Other,
    }
}

//! Words that stand for an organisation that was named before (同社), or for the one that speaks (当社).

use std::sync::LazyLock;

use super::cues::Cues;
use super::names::Part;
use super::run::Run;
use super::{Organization, OrganizationKind};
use crate::extract::Mention;
use crate::extract::prefixes::Prefixes;
use crate::extract::rule::CodeRule;
use crate::page::BlockKind;
use crate::text::{Norm, Span, Text};

const SAME: CodeRule = CodeRule {
    id: "org/stand-in/same",
    says: "同社, 同市, 同校, 同大学 … stand for the organisation of that kind that was named last.",
    hit: &["青葉商事が発表した。《同社》は謝罪した。", "北浜市は公表した。《同市》によると"],
    miss: &["同行者の氏名。", "同会場で開いた。"],
};

const SPEAKER: CodeRule = CodeRule {
    id: "org/stand-in/speaker",
    says: "当社, 弊社, 本学, 当院 … stand for the organisation that speaks: the owner of the page.",
    hit: &["《当社》のサーバーが不正アクセスを受けました。", "《本学》の職員が紛失しました。", "《弊会》では"],
    miss: &["本会議で報告した。", "当会場では"],
};

const BARE: CodeRule = CodeRule {
    id: "org/stand-in/bare",
    says: "市, 県, 市教委, センター, 大学 … alone stand for the one of that kind that the text names.",
    hit: &[
        "北浜市は19日に公表した。《市》によると",
        "北浜市で起きた。《市教委》は謝罪した。",
        "《県》は調査する。青葉県の知事は",
        "青葉県産業振興財団は公表した。《財団》は謝罪した。",
    ],
    miss: &["県立高校の教諭。", "病院で受診した。", "市民の情報。"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[SAME, SPEAKER, BARE];

/// What 同 and 当 are put before, and what kind of organisation that is.
const NOUNS: &[(&str, OrganizationKind)] = &[
    ("社", OrganizationKind::Company),
    ("行", OrganizationKind::Company),
    ("店", OrganizationKind::Company),
    ("ホテル", OrganizationKind::Company),
    ("金庫", OrganizationKind::Company),
    ("信金", OrganizationKind::Company),
    ("グループ", OrganizationKind::Company),
    ("事務所", OrganizationKind::Company),
    ("校", OrganizationKind::School),
    ("大学", OrganizationKind::School),
    ("大", OrganizationKind::School),
    ("学", OrganizationKind::School),
    ("短大", OrganizationKind::School),
    ("学院", OrganizationKind::School),
    ("学園", OrganizationKind::School),
    ("園", OrganizationKind::School),
    ("高専", OrganizationKind::School),
    ("院", OrganizationKind::Hospital),
    ("病院", OrganizationKind::Hospital),
    ("医院", OrganizationKind::Hospital),
    ("クリニック", OrganizationKind::Hospital),
    ("診療所", OrganizationKind::Hospital),
    ("市", OrganizationKind::Municipality),
    ("県", OrganizationKind::Municipality),
    ("町", OrganizationKind::Municipality),
    ("村", OrganizationKind::Municipality),
    ("区", OrganizationKind::Municipality),
    ("府", OrganizationKind::Municipality),
    ("都", OrganizationKind::Municipality),
    ("庁", OrganizationKind::Government),
    ("省", OrganizationKind::Government),
    ("署", OrganizationKind::Government),
    ("会", OrganizationKind::Association),
    ("協会", OrganizationKind::Association),
    ("機構", OrganizationKind::Association),
    ("組合", OrganizationKind::Association),
    ("生協", OrganizationKind::Association),
    ("連盟", OrganizationKind::Association),
    ("連合会", OrganizationKind::Association),
    ("財団", OrganizationKind::Association),
    ("法人", OrganizationKind::Association),
    ("団体", OrganizationKind::Association),
    ("協議会", OrganizationKind::Association),
    ("センター", OrganizationKind::Association),
    ("研究所", OrganizationKind::Association),
    ("会議所", OrganizationKind::Association),
    ("商工会", OrganizationKind::Association),
    ("商工会議所", OrganizationKind::Association),
    ("事業団", OrganizationKind::Association),
    ("局", OrganizationKind::Other),
    ("館", OrganizationKind::Other),
];

/// The words for the one who speaks: each noun above after 当 and 弊, and these.
const SPEAKERS: &[(&str, OrganizationKind)] = &[
    ("本学", OrganizationKind::School),
    ("本校", OrganizationKind::School),
    ("本園", OrganizationKind::School),
    ("本学園", OrganizationKind::School),
    ("本院", OrganizationKind::Hospital),
    ("本市", OrganizationKind::Municipality),
    ("本県", OrganizationKind::Municipality),
    ("本町", OrganizationKind::Municipality),
    ("本村", OrganizationKind::Municipality),
    ("本区", OrganizationKind::Municipality),
    ("本会", OrganizationKind::Association),
    ("本協会", OrganizationKind::Association),
    ("本機構", OrganizationKind::Association),
    ("本財団", OrganizationKind::Association),
    ("本組合", OrganizationKind::Association),
    ("本法人", OrganizationKind::Association),
    ("当教育委員会", OrganizationKind::Municipality),
    ("本市教育委員会", OrganizationKind::Municipality),
    ("本町教育委員会", OrganizationKind::Municipality),
    ("本県教育委員会", OrganizationKind::Municipality),
    ("当公社", OrganizationKind::Association),
    ("当薬局", OrganizationKind::Company),
    ("当塾", OrganizationKind::School),
    ("当施設", OrganizationKind::Other),
    ("当事業所", OrganizationKind::Other),
    ("小社", OrganizationKind::Company),
    ("私ども", OrganizationKind::Other),
    ("わたくしども", OrganizationKind::Other),
];

/// Whom a stand-in stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Referent {
    /// The one who speaks.
    Speaker,
    /// The last of the kind that the noun after 同 names.
    Same(&'static str),
    /// The one whose name ends in this noun, named before or, failing that, after.
    Bare(String),
}

/// A word that may stand for a name.
#[derive(Debug)]
struct StandIn {
    span: Span<Norm>,
    referent: Referent,
    kind: OrganizationKind,
}

/// The words with 同 and for the one who speaks.
static PRONOUNS: LazyLock<Prefixes<(Referent, OrganizationKind)>> = LazyLock::new(|| {
    let mut words: Vec<(Box<str>, _)> = Vec::new();
    for &(noun, kind) in NOUNS {
        words.push((format!("同{noun}").into(), (Referent::Same(noun), kind)));
        // 当局 are the authorities.
        for before in ["当", "弊"].iter().filter(|_| noun != "局") {
            words.push((format!("{before}{noun}").into(), (Referent::Speaker, kind)));
        }
    }
    words.extend(SPEAKERS.iter().map(|&(word, kind)| (word.into(), (Referent::Speaker, kind))));
    Prefixes::new(words)
});

/// The `names` of `text` together with the words that stand for one of them, in order; `runs` are the text's runs of
/// nouns, `speaker` is who says 当社, where the text gives the name.
pub(super) fn resolve(
    cues: &Cues,
    text: &Text,
    runs: &[Run],
    names: Vec<Mention<Organization>>,
    speaker: Option<&str>,
) -> Vec<Mention<Organization>> {
    let mut stand_ins = pronouns(text);
    stand_ins.extend(runs.iter().filter_map(|run| bare(cues, text, run)));
    stand_ins.sort_by_key(|stand_in| stand_in.span);
    let later = Municipalities::of(text, &names);
    let under_headings = headed(text, &names, &stand_ins);
    let mut all: Vec<Mention<Organization>> = Vec::with_capacity(names.len() + stand_ins.len());
    let mut names = names.into_iter().peekable();
    for StandIn { span, referent, kind } in stand_ins {
        while let Some(name) = names.next_if(|name| name.span.start() < span.start()) {
            all.push(name);
        }
        let is_bare = matches!(referent, Referent::Bare(_));
        let taken = all.last().is_some_and(|last| last.span.overlaps(span))
            || is_bare && names.peek().is_some_and(|name| name.span.overlaps(span));
        if taken {
            continue;
        }
        let (name, rule) = match &referent {
            Referent::Speaker => (speaker.map(str::to_owned), SPEAKER),
            Referent::Same(noun) => (antecedent(&all, noun, kind), SAME),
            Referent::Bare(noun) => {
                let headed = under_headings.iter().find(|(at, _)| *at == span.start()).map(|(_, name)| name.clone());
                (headed.or_else(|| named_by(text, &all, &later, noun)), BARE)
            }
        };
        if is_bare && name.is_none() && !is_municipal(text.slice(span)) {
            continue;
        }
        // A run that begins with the stand-in (同社グループ) was no name.
        while names.next_if(|name| name.span.overlaps(span)).is_some() {}
        let value = Organization { name, kind, stand_in: true, part: Part::Any, anonymous: false, securities_code: None };
        all.push(Mention { value, span, rule: rule.id.into() });
    }
    all.extend(names);
    all
}

/// Where a bare 市 or 県 stands in a heading, with the first municipality of that sort that the text under it names.
fn headed(text: &Text, names: &[Mention<Organization>], stand_ins: &[StandIn]) -> Vec<(usize, String)> {
    let is_heading = |passage: usize| matches!(text.passages()[passage].kind, BlockKind::Heading(2..));
    let mut found = Vec::new();
    for StandIn { span, referent, .. } in stand_ins {
        let (Referent::Bare(noun), Some(sentence)) = (referent, text.sentence_at(*span)) else { continue };
        let passage = text.sentences()[sentence].passage;
        if noun.chars().count() != 1 || !is_heading(passage) {
            continue;
        }
        let next = (passage + 1..text.passages().len()).find(|&next| is_heading(next));
        let end = next.map_or(text.norm().len(), |next| text.passages()[next].span.start());
        let from = names.partition_point(|name| name.span.start() < span.end());
        let under = names[from..].iter().take_while(|name| name.span.start() < end).filter(|name| !is_address(text, name));
        let first = under.filter_map(|name| name.value.name.as_deref()).find(|name| name.ends_with(noun.as_str()));
        found.extend(first.map(|name| (span.start(), name.to_owned())));
    }
    found
}

/// The words with 同 and for the one who speaks.
fn pronouns(text: &Text) -> Vec<StandIn> {
    let matches = PRONOUNS.find(text.norm()).map(|(start, end, (referent, kind))| StandIn {
        span: Span::new(start, end),
        referent: referent.clone(),
        kind: *kind,
    });
    matches.filter(|stand_in| stands_alone(text, stand_in.span)).collect()
}

/// A run that only says of which kind the organisation is: センター; or that begins with the municipality's noun and goes
/// on with one of its offices: 市教委, 県土木課.
fn bare(cues: &Cues, text: &Text, run: &Run) -> Option<StandIn> {
    let end = run.words.iter().position(|word| word.usage.tail).unwrap_or(run.words.len());
    let words = &run.words[..end];
    let (first, last) = (words.first()?, words.last()?);
    let found = |span: Span<Norm>, noun: &str, kind| StandIn { span, referent: Referent::Bare(noun.to_owned()), kind };
    // 町工場, 町医者, 町内会 are words of their own.
    let is_common =
        first.text == "町" && run.words.get(1).is_some_and(|next| matches!(next.text, "工場" | "医者" | "内" | "内会"));
    // 2市1町 counts them.
    let is_counted = text.norm()[..first.span.start()].ends_with(|c: char| c.is_ascii_digit());
    if is_municipal(first.text) && !first.after_blank && !is_common && !is_counted {
        let span = first.span.cover(last.span);
        let office = words.get(1).map(|word| format!("{}{}", first.text, word.text));
        let board =
            office.filter(|_| cues.suffix_of(words[1].text).is_some_and(|suffix| suffix.kind == OrganizationKind::Municipality));
        return match board {
            Some(board) => Some(found(first.span.cover(words[1].span), &board, OrganizationKind::Municipality)),
            // 県立, 県議選, 市場 … are words of their own.
            // 県社会福祉事業団 is a body of its own, and goes by that name.
            None if words.len() == 1 => Some(found(span, first.text, OrganizationKind::Municipality)),
            None if last.text.ends_with(['課', '室', '係', '部', '班']) => {
                Some(found(span, first.text, OrganizationKind::Municipality))
            }
            None => None,
        };
    }
    let span = first.span.cover(last.span);
    let noun = text.slice(span);
    let suffix = cues.suffix_of(noun).filter(|suffix| *suffix.word == *noun && suffix.kind != OrganizationKind::Company)?;
    let after = &text.norm()[span.end()..];
    let acts = after.starts_with(['は', 'が', 'も']) || ["では", "の", "によ", "側"].iter().any(|word| after.starts_with(word));
    (noun.chars().count() > 1 && acts).then(|| found(span, noun, suffix.kind))
}

/// Whether a word alone means the prefecture, city, town … of the place.
fn is_municipal(word: &str) -> bool {
    matches!(word, "県" | "市" | "町" | "村" | "区" | "府" | "都" | "道")
}

/// The first municipality of each sort that a text names.
#[derive(Debug, Default)]
struct Municipalities(Vec<String>);

impl Municipalities {
    fn of(text: &Text, mentions: &[Mention<Organization>]) -> Self {
        let mut first: Vec<String> = Vec::new();
        let municipalities =
            mentions.iter().filter(|mention| mention.value.kind == OrganizationKind::Municipality && !is_address(text, mention));
        for name in municipalities.filter_map(|mention| mention.value.name.as_deref()) {
            // 青葉県庁, 北浜市役所 name the prefecture and the city as well.
            let name = ["役所", "役場", "庁"].iter().find_map(|office| name.strip_suffix(office)).unwrap_or(name);
            let sort = name.chars().next_back();
            if !first.iter().any(|known| known.chars().next_back() == sort) {
                first.push(name.to_owned());
            }
        }
        Self(first)
    }
}

/// The name for which `noun` stands: of the last that ends in it, of the first that will; for an office (市教委) the
/// municipality's name with it.
fn named_by(text: &Text, before: &[Mention<Organization>], later: &Municipalities, noun: &str) -> Option<String> {
    let ends = |name: &&str| name.ends_with(noun) && name.len() > noun.len();
    let recent = || before.iter().rev().take(FARTHEST).filter(|mention| !is_address(text, mention));
    let last = || recent().filter_map(|mention| mention.value.name.as_deref());
    let own = last().find(ends).or_else(|| later.0.iter().map(String::as_str).find(ends));
    if own.is_some() || noun.chars().count() == 1 {
        return own.map(str::to_owned);
    }
    let sort = noun.chars().next().filter(|sort| is_municipal(sort.encode_utf8(&mut [0; 4])))?;
    let office = &noun[sort.len_utf8()..];
    let same_office = |name: &&str| name.ends_with(office) || office == "教委" && name.ends_with("教育委員会");
    let municipality = |name: &&str| name.ends_with(sort) && name.chars().count() > 1;
    last().find(same_office).map(str::to_owned).or_else(|| {
        let name = last().find(municipality).or_else(|| later.0.iter().map(String::as_str).find(municipality))?;
        Some(format!("{name}{office}"))
    })
}

/// Whether a municipality stands alone in brackets and only says where the one before them is: みなと商事(北浜市).
fn is_address(text: &Text, mention: &Mention<Organization>) -> bool {
    let (before, after) = (&text.norm()[..mention.span.start()], &text.norm()[mention.span.end()..]);
    let is_name = mention.value.kind == OrganizationKind::Municipality && !mention.value.anonymous;
    is_name && before.ends_with('(') && after.starts_with([')', '、', '・'])
}

/// Whether a word ends where `span` does, and none reaches into it from before.
fn stands_alone(text: &Text, span: Span<Norm>) -> bool {
    let tokens = &text.tokens()[text.tokens_in(span)];
    let following = text.norm()[span.end()..].chars().next();
    tokens.first().is_some_and(|first| first.span.start() == span.start())
        && tokens.last().is_some_and(|last| last.span.end() == span.end())
        // 同行者, 同行する
        && !matches!(following, Some('者' | 'す' | 'し'))
}

/// How many mentions back an antecedent is looked for.
const FARTHEST: usize = 30;

/// The name that `noun` after 同 stands for.
fn antecedent(before: &[Mention<Organization>], noun: &str, kind: OrganizationKind) -> Option<String> {
    let recent = before.iter().rev().take(FARTHEST);
    let fits = |mention: &&Mention<Organization>| {
        let name = mention.value.name.as_deref().unwrap_or_default();
        match noun {
            "社" => mention.value.kind == OrganizationKind::Company,
            "行" => name.contains('銀'),
            "校" | "学" | "園" => mention.value.kind == kind,
            "院" => mention.value.kind == OrganizationKind::Hospital,
            "大" => name.ends_with("大学") || name.ends_with('大'),
            "法人" | "団体" | "会" => mention.value.kind == kind || name.ends_with(noun),
            _ => name.ends_with(noun),
        }
    };
    recent.filter(|mention| mention.value.name.is_some()).find(fits).and_then(|mention| mention.value.name.clone())
}

//! Words that stand for an organisation that was named before (同社), or for the one that speaks (当社).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::names::Part;
use super::{Organization, OrganizationKind};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
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

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[SAME, SPEAKER];

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
    ("小社", OrganizationKind::Company),
    ("私ども", OrganizationKind::Other),
    ("わたくしども", OrganizationKind::Other),
];

/// A stand-in of the list.
struct StandIn {
    /// The noun of 同社; `None` for one who speaks.
    noun: Option<&'static str>,
    kind: OrganizationKind,
}

/// Finds the stand-ins, and says which is which by the number of the pattern.
static STAND_INS: LazyLock<(AhoCorasick, Vec<StandIn>)> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut stand_ins = Vec::new();
    for &(noun, kind) in NOUNS {
        words.push(format!("同{noun}"));
        stand_ins.push(StandIn { noun: Some(noun), kind });
        for before in ["当", "弊"] {
            words.push(format!("{before}{noun}"));
            stand_ins.push(StandIn { noun: None, kind });
        }
    }
    for &(word, kind) in SPEAKERS {
        words.push(word.to_owned());
        stand_ins.push(StandIn { noun: None, kind });
    }
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words);
    #[allow(clippy::expect_used)]
    (automaton.expect("a hundred short words make a small automaton"), stand_ins)
});

/// The `names` of `text` together with the words that stand for one of them, in order; `speaker` is who says 当社, where
/// the text gives the name.
pub(super) fn resolve(text: &Text, names: Vec<Mention<Organization>>, speaker: Option<&str>) -> Vec<Mention<Organization>> {
    let (automaton, stand_ins) = &*STAND_INS;
    let mut all: Vec<Mention<Organization>> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    for matched in automaton.find_iter(text.norm()) {
        let span = Span::new(matched.start(), matched.end());
        while let Some(name) = names.next_if(|name| name.span.start() < span.start()) {
            all.push(name);
        }
        let inside = all.last().is_some_and(|last| last.span.overlaps(span));
        if inside || !stands_alone(text, span) {
            continue;
        }
        // A run that begins with the stand-in (同社グループ) was no name.
        while names.next_if(|name| name.span.overlaps(span)).is_some() {}
        let stand_in = &stand_ins[matched.pattern().as_usize()];
        let name = match stand_in.noun {
            Some(noun) => antecedent(&all, noun, stand_in.kind),
            None => speaker.map(str::to_owned),
        };
        let rule = if stand_in.noun.is_some() { SAME.id } else { SPEAKER.id };
        let value =
            Organization { name, kind: stand_in.kind, stand_in: true, part: Part::Any, anonymous: false, securities_code: None };
        all.push(Mention { value, span, rule: rule.into() });
    }
    all.extend(names);
    all
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

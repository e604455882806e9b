//! Which of the predicates after a date it is said of.

use super::cues::{Cue, Strength};
use super::patterns;
use crate::incident::DateRole;
use crate::pattern::Pattern;

/// How the words of a date are bound to what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// 4月6日、…: with all that the rest of the sentence asserts.
    Loose,
    /// 4月6日に…: with the next predicate.
    Tight,
    /// 4月6日までに, 4月6日現在: with nothing that happened on the day.
    Bound,
}

/// The weight of a strong cue, and of a weak one.
pub(super) const STRONG: i32 = 6;
pub(super) const WEAK: i32 = 2;

/// The most that stands between two predicates of one clause, in bytes: 検知し|て、|公表した.
const LONGEST_LINK: usize = 9;

/// How sure a cue is.
pub(super) fn weight(cue: &Cue) -> i32 {
    if cue.strength == Strength::Strong { STRONG } else { WEAK }
}

/// How `words`, those after a date, bind it.
pub(super) fn bond(words: &str, is_interval: bool) -> Bond {
    let bound = ["までに", "まで", "現在", "時点", "の時点", "以前"];
    // 4月3日の時点で既に侵入されていた: it began then at the latest.
    let is_already = patterns::ALREADY.is_match(words);
    if !is_interval && !is_already && bound.iter().any(|word| words.starts_with(word)) {
        return Bond::Bound;
    }
    let tight = ["に", "から", "より", "の", "で", "を", "以降", "まで", "が", "付", "中に", "をもって", "と"];
    // 6日に、…: the comma sets the day before the whole of the clause.
    let apart = ["に、", "には、", "で、"];
    if tight.iter().any(|word| words.starts_with(word)) && !apart.iter().any(|word| words.starts_with(word)) {
        Bond::Tight
    } else {
        Bond::Loose
    }
}

/// The predicates that a date with に is bound to: the next one, rather a strong one of the same clause, and with less
/// weight those that are said along with it.
pub(super) fn tight(words: &str, cues: &[Cue], is_topical: bool, mut add: impl FnMut(&Cue, i32)) {
    let Some(first) = cues.first() else { return };
    // 6日に就任した社長が会見した: the day is said of the noun.
    if patterns::OF_OFFICE.find(words).is_some_and(|found| found.end <= first.start) {
        return;
    }
    // 送信、その場で気付き: a verbal noun as the predicate takes its comma along.
    let last = words[..first.end].trim_end_matches(['、', '。']).len();
    let clause = words[last..].find(['、', '。']).map_or(words.len(), |at| last + at);
    // 暗号化されているのを確認した: what goes on has no day of its own; that it was found has.
    if patterns::GOES_ON.is_match(&words[first.end.min(clause)..clause])
        && let Some(outer) = cues[1..].iter().find(|cue| is_outer(cue) && cue.start < clause)
    {
        add(outer, 0);
        return;
    }
    // 動き出すよう仕組まれていたことが判明した: the day is of what was found; 一致することを突き止めた: of the finding.
    if is_outer(first) && patterns::INSIDE.is_match(&words[..first.start]) {
        if patterns::MATCHES.is_match(&words[..first.start]) {
            add(first, 1);
            return;
        }
        if !patterns::AFTERMATH.is_match(&words[..first.start]) {
            add(&Cue { role: DateRole::Occurred, strength: Strength::Weak, ..*first }, 0);
        }
        return;
    }
    // 6日に発送した通知に誤りがあったことが判明した: the day is of the dispatch.
    if patterns::SENT.is_match(&words[first.start..first.end]) && describes(&patterns::RELATIVE, &words[first.end..]) {
        let is_faulty = patterns::FAULT.is_match(&words[first.end..]);
        // 6日から掲載していた資料 tells of a stretch, not of an act.
        let lower = if is_faulty { 1 } else { 3 };
        let is_act = is_faulty || !words.starts_with("から");
        add(&Cue { strength: if is_act { Strength::Strong } else { first.strength }, ..*first }, if is_act { lower } else { 0 });
        return;
    }
    // 送信されたと発表した is about the announcement of another day.
    let is_own = |cue: &&Cue| cue.role != DateRole::Disclosed || !words[..cue.start].ends_with(['と', 'を']);
    let strong = cues.iter().filter(is_own).find(|cue| cue.strength == Strength::Strong && cue.start < clause);
    // 4月3日に接続されていたことが明らかになった: the day is of what was found, even if it is done every day.
    let is_inside = |outer: &&Cue| {
        first.role == DateRole::Occurred && is_outer(outer) && patterns::INSIDE.is_match(&words[first.end..outer.start])
    };
    if let Some(outer) = strong.filter(|outer| outer.start > first.end && is_inside(outer)) {
        add(first, -1);
        // アクセスされたことを確認し: it was so on that day, and seen.
        if words[..outer.start].ends_with('を') {
            add(outer, 3);
        }
        return;
    }
    let main = strong.unwrap_or(first);
    add(main, 0);
    // 6日に流出した可能性を公表した: what may have been has no day yet.
    if main.role == DateRole::Occurred
        && let Some(told) = cues.iter().find(|cue| cue.start > main.end && cue.role == DateRole::Disclosed)
        && patterns::POSSIBILITY.is_match(&words[main.end..told.start])
    {
        add(told, -1);
        return;
    }
    // 6日に検知した侵入について…公表した: the day is said of no more than the clause before the noun.
    if main.role == DateRole::Disclosed || describes(&patterns::RELATIVE, &words[past(words, main)..]) {
        return;
    }
    for cue in cues.iter().filter(|cue| cue.start > main.end && cue.role != main.role && cue.strength == Strength::Strong) {
        // 通報があり、持ち出しが確認された: what is found is no event of its own.
        if cue.role == DateRole::Occurred && is_found(words, cue, cues) {
            continue;
        }
        let between = &words[main.end..cue.start];
        let is_object = is_outer(cue) && (patterns::OBJECT.is_match(between) || between.ends_with('と'));
        // 盗まれ、パソコンもなくなっていることに気付いた: what is noticed is the state, on the same day.
        let of_state = |last: &Cue| last.start > main.end && patterns::GOES_ON.is_match(&words[last.end..]);
        // 接続できないと社員から連絡があり: what is told of as it happens was so on that day.
        if cue.role == DateRole::Discovered
            && (patterns::AS_TOLD.is_match(&words[main.start..cue.start]) || patterns::RIGHT_AFTER.is_match(between))
        {
            add(cue, 1);
        } else if cue.role == DateRole::Discovered && patterns::STATE_FOUND.is_match(between) {
            // ファイルを開けず、サーバーがやられていたと分かった.
            add(cue, 2);
        } else if is_object
            && cue.role == DateRole::Discovered
            && cues.iter().rfind(|last| last.end <= cue.start).is_some_and(of_state)
        {
            add(cue, 3);
        } else if is_object && cue.role == DateRole::Discovered && patterns::SEES.is_match(between) {
            // 試行があったのに気付いた: what is perceived is perceived as it happens.
            add(cue, 2);
        } else if is_object && is_topical && cue.role == DateRole::Discovered && patterns::FACT.is_match(&words[..cue.start]) {
            // 当社は6日に侵入されたことを確認した: the topic and its day are of the one who found it.
            add(cue, -1);
        }
        if is_object || between.contains('。') {
            break;
        }
        // 検知して公表した: nothing parts the two.
        add(cue, if between.len() <= LONGEST_LINK { 1 } else { 3 });
    }
}

/// Whether the date only says when somebody acted who then did something else: 6日に出社した社員が、….
pub(super) fn is_actor(words: &str, cues: &[Cue]) -> bool {
    let found = patterns::ACTOR.find(words);
    found.is_some_and(|found| cues.first().is_none_or(|cue| cue.start >= found.end))
}

/// Where a predicate ends, without its た.
fn past(words: &str, cue: &Cue) -> usize {
    if words[cue.start..cue.end].ends_with('た') { cue.end - 'た'.len_utf8() } else { cue.end }
}

/// Whether a predicate only describes a noun: 誤って送った全員に.
fn is_adnominal(words: &str, cue: &Cue) -> bool {
    patterns::ADNOMINAL.is_match(&words[past(words, cue)..])
}

/// Whether a noun is what somebody notices right behind it: 持ち出しに|気付いた.
pub(super) fn is_noticed(words: &str, cue: &Cue, cues: &[Cue]) -> bool {
    let next = cues.iter().find(|next| next.start >= cue.end && next.role == DateRole::Discovered);
    next.is_some_and(|next| &words[cue.end..next.start] == "に")
}

/// Whether a noun is the subject or object of a predicate of finding: 持ち出しが|確認された.
fn is_found(words: &str, cue: &Cue, cues: &[Cue]) -> bool {
    let next = cues.iter().find(|next| next.start >= cue.end && is_outer(next));
    next.is_some_and(|next| ["が", "を", "も", "に"].contains(&words[cue.end..next.start].trim_start_matches("の事実")))
}

/// Whether `words` begin with a relative clause that the pattern finds up to the first character of its noun. What only
/// says when or where (紛失した際, 気付いた後) is described by none.
pub(super) fn describes(pattern: &Pattern, words: &str) -> bool {
    let noun = pattern.find(words).and_then(|found| words[..found.end].chars().next_back());
    noun.is_some_and(|noun| !"際後時頃直翌途所上".contains(noun))
}

/// Whether a predicate takes what was found or told as its object.
fn is_outer(cue: &Cue) -> bool {
    matches!(cue.role, DateRole::Discovered | DateRole::Disclosed)
}

/// All predicates that a date with a comma speaks of: those that are no object of another one.
pub(super) fn loose(words: &str, cues: &[Cue], is_moment: bool, add: &mut impl FnMut(&Cue, i32)) {
    let announced =
        cues.iter().rposition(|cue| cue.role == DateRole::Disclosed && words[..cue.start].ends_with(['と', 'を', '旨']));
    let mut lower = 0;
    for (index, cue) in cues.iter().enumerate() {
        let is_object =
            cues[index + 1..].iter().take_while(|later| later.start < cue.end + 120).find(|later| is_outer(later)).is_some_and(
                |later| {
                    let between = &words[cue.end..later.start];
                    patterns::OBJECT.is_match(between) && !patterns::RESUMED.is_match(between)
                },
            );
        if announced.is_some_and(|announced| index < announced) || is_adnominal(words, cue) {
            continue;
        }
        if is_object {
            let is_state = patterns::GOES_ON.is_match(&words[cue.end..]);
            let is_fact = || {
                cues[index + 1..]
                    .iter()
                    .find(|later| is_outer(later))
                    .is_some_and(|later| patterns::FACT.is_match(&words[..later.start]))
            };
            if cue.role == DateRole::Occurred && !is_moment && !is_state && is_fact() {
                // 7月中旬、送金していたことが分かった: nothing is found in the course of a month, or from one hour to another.
                add(cue, 0);
                return;
            }
            // What is found to go on on a day went on on that day.
            if is_state && cue.role == DateRole::Occurred && patterns::SYMPTOM.is_match(&words[cue.start..cue.end]) {
                add(cue, STRONG - 1);
            }
            continue;
        }
        add(cue, lower);
        lower = (lower + 1).min(3);
    }
}

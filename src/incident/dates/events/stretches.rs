//! Stretches of time whose ends stand in two clauses: 4月1日に始まり、6日まで続いた.

use super::clip_up;
use crate::edtf::{Edtf, PartialDate};
use crate::extract::{Date, Mention};
use crate::incident::dates::{cues, patterns};
use crate::incident::{DateRole, Scope};
use crate::pattern::Pattern;
use crate::text::{Norm, Span, Text};

/// The longest text between the two ends, in bytes.
const LONGEST_GAP: usize = 240;

/// How much text before the first end is looked at, in bytes.
const LONGEST_TOPIC: usize = 120;

/// After a date, that something went on from then.
static BEGINS: Pattern = Pattern::new(
    "^、?台?(?:から|より|以降|を皮切りに|を最初に|が最初|が初回|が始まり|に(?:は)?[^、。]{0,12}?(?:始ま|開始|スタート)|の[^、。]{1,10}(?:から|以降|以来)、|に[^、。]{1,14}?[てで](?:から|以来|以降)|には[^、。]{0,6}?(?:行われて|始まって|入り込|入られ|侵入|起きて))",
);

/// Before a date, that it was the first: 最初の侵入は.
static FIRST: Pattern =
    Pattern::new("(?:最初(?:の[^、。]{1,10})?|始まり|初回|1回目|[1一]度目)(?:は|が)(?:、?[^、。0-9]{0,6}、)?$");

/// After a date, that something went on until then.
static ENDS: Pattern = Pattern::new(
    "^(?:に[^、。]{0,16}?[るたすく]|の[^、。0-9]{1,12}?)?(?:まで|迄)(?:$|[^に]|に(?:至|わた))|^(?:に|を)?[^、。]{0,6}?至る(?:まで|期間)|^(?:が|を)最後|^に[^、。]{0,8}?(?:終わ|終了し|収ま|おさま|途絶え|止まっ|止んだ|やんだ)",
);

/// Before a date, that it was the last: 収まったのは.
static LAST: Pattern = Pattern::new(
    "(?:(?:収まった|止まった|終わった|途絶えた|止んだ|やんだ)の|終わり|最後)(?:は|が)、?$|最後に[^、。]{0,16}[たる]の(?:は|が)、?$",
);

/// After the last day of a stretch, that what began before it went on.
static WENT_ON: Pattern =
    Pattern::new("^[^。]{0,8}?まで[^。]{0,40}?(?:続[いきけ]|居座|居続け|潜[みんり]|出入り|繰り返|そのまま|放置|晒され|さらされ)");

/// After the last day of a stretch, that something was so until what was done then.
static UNTIL: Pattern = Pattern::new(
    "^(?:に|の)[^、。]{0,16}(?:まで|迄)(?:の(?:間|あいだ)|に|は|、)*[^。]{0,60}(?:状態|見られ|見え|閲覧|開[けくいか]|でき|流れ|送[らっり]|盗|抜[かき]|取られ|動い|働い|漏れ|続い|続け|表示|外れ|残っ|使え|さらさ|晒さ|公開|掲載|放置|そのまま)",
);

/// A state in which data were open to others.
static STATE: Pattern = Pattern::new("(?:見られ|見え|閲覧|開け|アクセスでき|公開)[^。]{0,16}(?:状態|設定|ように|まま|てい|てお)");

/// Behind the first of several times, that there were more.
static RECURS: Pattern = Pattern::new("(?:その後|それから|以後|以降)も[^。]{0,30}(?:行われ|続|繰り返|あっ|侵入|及)");

/// After the last day of a stretch, that an attacker stayed until then.
static STAYED: Pattern =
    Pattern::new("^[^。]{0,16}?まで[^。]{0,24}?(?:居座|居続け|とどま|潜[みんり]|潜伏|出入り|入り込んだまま|続いて)");

/// As before, in words that are said of no other stay.
static LODGED: Pattern = Pattern::new("まで[^。]{0,24}?(?:居座|居続け|とどま|潜[みんり]|潜伏)");

/// Between the ends, or behind the last of them, that it is the organisation that did something all the time.
static BUSINESS: Pattern = Pattern::new("休業|休館|休診|休校|受け?付け|募集|開催|点検|調査|販売|契約|営業|工事|訪問|配布");

/// A stretch of time that two dates tell of.
#[derive(Debug)]
pub(in crate::incident::dates) struct Stretch {
    pub(super) date: Mention<Date>,
    /// The date that begins it, if it stands in the same sentence as the one that ends it.
    first: Option<Span<Norm>>,
}

/// The stretches of time of the scope, in the order of the text.
pub(in crate::incident::dates) fn stretches(scope: &Scope) -> Vec<Stretch> {
    let dates: Vec<&Mention<Date>> = scope.only(&scope.reading.mentions.dates).collect();
    dates.windows(2).filter_map(|pair| stretch(scope, pair[0], pair[1])).collect()
}

/// The dates of the scope, with a stretch in the place of the one that begins it and before the one that ends it.
pub(super) fn with_stretches<'s>(scope: &'s Scope, stretches: &'s [Stretch]) -> Vec<&'s Mention<Date>> {
    let mut stretches = stretches.iter().peekable();
    let mut dates = Vec::new();
    for date in scope.only(&scope.reading.mentions.dates) {
        if let Some(stretch) = stretches.next_if(|stretch| stretch.first.is_some_and(|first| first == date.span)) {
            dates.push(&stretch.date);
            continue;
        }
        // One whose ends stand in two sentences is read in the place of the last.
        if let Some(stretch) = stretches.next_if(|stretch| stretch.first.is_none() && stretch.date.span == date.span) {
            dates.push(&stretch.date);
        }
        dates.push(date);
    }
    dates
}

/// The stretch of time from one date to another, if the words say that they are its ends.
fn stretch(scope: &Scope, first: &Mention<Date>, last: &Mention<Date>) -> Option<Stretch> {
    let text = scope.text();
    let norm = text.norm();
    let (Edtf::Date(from), Edtf::Date(to)) = (first.value.edtf, last.value.edtf) else { return None };
    let gap = Span::<Norm>::new(first.span.end(), last.span.start().max(first.span.end()));
    if gap.len() > LONGEST_GAP || from > to || from.year().is_some() != to.year().is_some() {
        return None;
    }
    let (here, there) = (scope.sentence_of(first.span)?, scope.sentence_of(last.span)?);
    let is_next = there == here + 1 && text.sentences()[here].passage == text.sentences()[there].passage;
    if here != there && !is_next {
        return None;
    }
    let between = past_hours(text.slice(gap));
    let start = text.sentences()[here].span.start().max(first.span.start().saturating_sub(LONGEST_TOPIC));
    let before = &norm[clip_up(norm, start)..first.span.start()];
    let sentence = text.sentences()[there].span;
    let after = past_hours(&norm[last.span.end()..sentence.end()]);
    // 4月1日に入り込まれ、6日に止めるまで居座られていた: an attack began on the first day.
    let strikes = || {
        let cues = cues::find(between);
        STAYED.is_match(after)
            && (LODGED.is_match(after) && !between.contains('。')
                || cues.first().is_some_and(|cue| cue.role == DateRole::Occurred && !between[..cue.start].contains(['、', '。'])))
    };
    // 4月1日に公開し、6日に取り下げるまで、誰でも開けた: what was done on the first day went on to the last.
    let goes_on = || {
        let between = between.trim_start_matches('、');
        let act = cues::find(between).into_iter().next().filter(|cue| cue.role == DateRole::Occurred);
        act.is_some_and(|act| !between.contains('。') && !between[..act.start].contains('、')) && UNTIL.is_match(after)
    };
    if is_meantime(text, first, last, (here, there)) {
        let edtf = interval(from, to)?;
        return Some(if here == there { within(first, last, edtf) } else { across(first, last, edtf) });
    }
    if !BEGINS.is_match(between) && !FIRST.is_match(before) && !strikes() && !goes_on() {
        return None;
    }
    let is_last = || LAST.is_match(&norm[sentence.start().max(first.span.end())..last.span.start()]);
    // 1月から5月ごろ、…: nothing but から stands between them.
    let is_bare = || between == "から" && (after.is_empty() || after.starts_with(['、', '。', ')']));
    // 最初の侵入は4月1日で、その後も繰り返された。気付いて切り離したのは6日: until then it went on.
    let is_stopped = || {
        let told = cues::find(&norm[first.span.end()..sentence.end()]);
        is_next && RECURS.is_match(between) && told.last().is_some_and(|cue| cue.role == DateRole::Contained)
    };
    if is_stopped() {
        return Some(across(first, last, interval(from, to)?));
    }
    if !ENDS.is_match(after) && !is_last() && !is_bare() {
        return None;
    }
    if BUSINESS.is_match(between) || here != there && !WENT_ON.is_match(after) {
        return None;
    }
    let edtf = interval(from, to)?;
    Some(if here == there { within(first, last, edtf) } else { across(first, last, edtf) })
}

/// The stretch between two dates of one sentence.
fn within(first: &Mention<Date>, last: &Mention<Date>, edtf: Edtf) -> Stretch {
    let span = Span::new(first.span.start(), last.span.end());
    let date = Mention { value: Date { edtf, year_from: first.value.year_from }, span, rule: last.rule.clone() };
    Stretch { date, first: Some(first.span) }
}

/// The stretch between the dates of two sentences, at the place of the last.
fn across(first: &Mention<Date>, last: &Mention<Date>, edtf: Edtf) -> Stretch {
    let value = Date { edtf, year_from: first.value.year_from };
    Stretch { date: Mention { value, span: last.span, rule: last.rule.clone() }, first: None }
}

/// Whether what is told right after two days says what went on between them: 1日に公開した。6日に削除した。この間、….
fn is_meantime(text: &Text, first: &Mention<Date>, last: &Mention<Date>, (here, there): (usize, usize)) -> bool {
    let sentences = text.sentences();
    let told = &text.norm()[sentences[here].span.start()..last.span.start()];
    let is_state = || text.sentence_at(last.span).is_some_and(|_| STATE.is_match(meantime(text, last.span).unwrap_or_default()));
    let is_act = cues::find(told).first().map_or_else(is_state, |cue| cue.role == DateRole::Occurred);
    let is_news =
        cues::find(&text.norm()[first.span.end()..sentences[there].span.end()]).iter().any(|cue| cue.role == DateRole::Disclosed);
    is_act && !is_news && tells_meantime(text, last.span)
}

/// Whether the text says what went on up to a date since the one before it.
pub(super) fn tells_meantime(text: &Text, date: Span<Norm>) -> bool {
    meantime(text, date).is_some_and(|words| !BUSINESS.is_match(words) && !patterns::ANSWER.is_match(words))
}

/// The words behind a date, in its sentence or the next, about the time between it and the one before.
fn meantime(text: &Text, date: Span<Norm>) -> Option<&str> {
    let at = text.sentence_at(date)?;
    let sentence = &text.sentences()[at];
    let rest = &text.norm()[date.end()..sentence.span.end().max(date.end())];
    if let Some(found) = patterns::MEANTIME.find(rest) {
        return Some(&rest[found.end..]);
    }
    let next = text.sentences().get(at + 1).filter(|next| next.passage == sentence.passage)?;
    let words = text.slice(next.span);
    patterns::MEANTIME.find(words).map(|found| &words[found.end..])
}

/// Both ends as exact as the less exact of them.
fn interval(from: PartialDate, to: PartialDate) -> Option<Edtf> {
    if from.month().is_none() || to.month().is_none() {
        return None;
    }
    if from.day().is_some() && to.day().is_some() {
        return (from < to).then_some(Edtf::Interval(from, to));
    }
    let (from, to) = (from.to_month()?, to.to_month()?);
    (from < to).then_some(Edtf::Interval(from, to))
}

/// Whether the words after the last day of a stretch say that something went on until then.
pub(super) fn went_on(text: &Text, stretch: Span<Norm>, end: usize) -> bool {
    let rest = past_hours(&text.norm()[stretch.end()..end.max(stretch.end())]);
    WENT_ON.is_match(rest) || UNTIL.is_match(rest)
}

/// `words` behind a time of day and brackets.
fn past_hours(words: &str) -> &str {
    &words[patterns::ASIDE.find(words).map_or(0, |found| found.end)..]
}

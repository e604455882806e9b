//! What the text says of each of its dates.

mod announcements;
mod carried;
mod clefts;
mod entries;
mod labels;
mod stretches;

use super::cast::{Cast, Subject};
use super::clauses::{Bond, STRONG, WEAK, bond, describes, is_actor, is_noticed, loose, tight, weight};
use super::cues::{self, Cue, Strength};
use super::patterns;
use crate::edtf::Edtf;
use crate::extract::{Date, Mention, date};
use crate::incident::relevance::{Manner, manners};
use crate::incident::{DateRole, Scope};
use crate::text::{Norm, Span, Text};
pub(super) use stretches::{Stretch, stretches};
use stretches::{tells_meantime, went_on, with_stretches};

/// A date with something that happened on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'s> {
    pub(super) role: DateRole,
    pub(super) date: &'s Mention<Date>,
    /// How sure the words are of it; more is surer.
    pub(super) weight: i32,
    /// The words that say it.
    pub(super) cue: Option<Span<Norm>>,
    /// Whether nothing between the date and these words names somebody else who did it.
    pub(super) is_own: bool,
    /// How many sentences of the scope stand before the one of the date.
    pub(super) place: usize,
}

/// The most text that a date governs, in bytes.
const LONGEST_REACH: usize = 720;

/// How much of the end of a clause is looked at for its predicate, with its object, in bytes.
const PREDICATE: usize = 42;

/// How many dates before or after one of a sentence are looked at.
const NEIGHBOURS: usize = 16;

/// The events of the scope, in the order of the text; `stretches` are those of the scope.
pub(super) fn events<'s>(scope: &'s Scope, stretches: &'s [Stretch], cast: &Cast) -> Vec<Event<'s>> {
    let dates = with_stretches(scope, stretches);
    let manners = manners(scope);
    let legend = labels::legend(scope);
    let mut events = Vec::new();
    for index in 0..dates.len() {
        let Some(sentence) = scope.sentence_of(dates[index].span) else { continue };
        let place = scope.sentences.binary_search(&sentence).unwrap_or_default();
        let manner = manners.at(place);
        let words = scope.text().slice(scope.text().sentences()[sentence].span);
        let is_aside = manner == Manner::OtherCase && words.starts_with("ちなみに");
        let is_told = manner == Manner::Report || is_aside || manner == Manner::Advice && may_answer(words);
        if !is_told || is_no_day(dates[index]) && !begins(scope.text(), dates[index]) {
            continue;
        }
        let view = View { scope, text: scope.text(), dates: &dates, index, sentence, place, legend };
        let known = events.len();
        view.read(&mut events);
        // Q. どうやってわかったのですか。|A. 6日、…とお知らせがあり、確認しました: an answer may tell, if nothing else does.
        if manner == Manner::Advice {
            let told = events.split_off(known);
            let happened = told.into_iter().filter(|event| matches!(event.role, DateRole::Occurred | DateRole::Discovered));
            events.extend(happened.map(|event| Event { weight: event.weight - WEAK, ..event }));
        }
        // 金融相は6日の会見で…: a member of the government may speak of the cases of others.
        if patterns::MINISTER.is_match(view.before().1) {
            events[known..].iter_mut().for_each(|event| event.weight -= STRONG - 1);
        }
        match cast.subject(scope, view.sentence_span(), dates[index].span) {
            Subject::Own => {}
            Subject::Another => events.truncate(known),
            Subject::Speaker => {
                let told = events.split_off(known);
                events.extend(told.into_iter().filter(|event| event.role == DateRole::Disclosed));
            }
        }
    }
    carried::carry(scope, &manners, &dates, &mut events);
    events
}

/// Whether a mention says no day on which something can have happened.
fn is_no_day(date: &Mention<Date>) -> bool {
    let is_year = matches!(date.value.edtf, Edtf::Date(day) if day.month().is_none());
    let coarse = ["date/fiscal-year", "date/turn-of-year", "date/months-away", "date/some-days-away"];
    is_year || coarse.contains(&date.rule.as_str())
}

/// Whether a sentence that stands among advice, or questions and answers, tells of something past, or is a label with its
/// date.
fn may_answer(words: &str) -> bool {
    patterns::ANSWERS.is_match(words)
}

/// Whether something went on from a year: 2015年ごろから持ち出していた.
fn begins(text: &Text, date: &Mention<Date>) -> bool {
    let after = &text.norm()[date.span.end()..];
    let is_vague = ["ごろから", "頃から"].iter().any(|begin| after.starts_with(begin));
    matches!(date.value.edtf, Edtf::Date(_)) && date.rule.as_str() == "date/year" && is_vague
}

/// What happened on a date, how sure that is, and the words that say it.
struct Told {
    role: DateRole,
    weight: i32,
    cue: Option<Span<Norm>>,
}

impl Told {
    fn surely(role: DateRole, cue: Span<Norm>) -> Self {
        Self { role, weight: STRONG, cue: Some(cue) }
    }
}

/// A date in its place.
#[derive(Clone, Copy)]
struct View<'s, 'd> {
    scope: &'s Scope<'s>,
    text: &'s Text,
    dates: &'d [&'s Mention<Date>],
    index: usize,
    sentence: usize,
    /// The place of the sentence in the scope.
    place: usize,
    /// What the page says that the dates of its entries are the days of.
    legend: Option<DateRole>,
}

impl<'s> View<'s, '_> {
    fn date(&self) -> &'s Mention<Date> {
        self.dates[self.index]
    }

    fn norm(&self) -> &'s str {
        self.text.norm()
    }

    /// Whether a time of day stands behind the date.
    fn has_hour(&self) -> bool {
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        patterns::ASIDE.find(after).is_some_and(|aside| after[aside].contains(['時', ':']))
    }

    fn has_day(&self) -> bool {
        self.date().value.edtf.start().day().is_some()
    }

    fn sentence_span(&self) -> Span<Norm> {
        self.text.sentences()[self.sentence].span
    }

    fn event(&self, role: DateRole, weight: i32, cue: Option<Span<Norm>>) -> Event<'s> {
        let (start, end) = (self.sentence_span().start(), cue.map_or(self.sentence_span().end(), Span::end));
        let start = clip_up(self.norm(), start.max(end.saturating_sub(LONGEST_REACH)).min(end));
        let is_own = !patterns::OTHERS.is_match(&self.norm()[start.min(end)..end]);
        Event { role, date: self.date(), weight, cue, is_own, place: self.place }
    }

    /// Adds what the text says happened on the date.
    fn read(&self, events: &mut Vec<Event<'s>>) {
        let (start, words) = self.governed();
        if self.is_interval() && tells_meantime(self.text, self.date().span) {
            events.push(self.event(DateRole::Occurred, STRONG - 1, None));
            return;
        }
        if self.is_planned(self.date()) || self.dates_entry() && !self.heads_item() || self.is_month_of_heading() {
            return;
        }
        if let Some(told) = self.named() {
            events.push(self.told(told));
        } else if let Some((role, cue)) = self.cleft().filter(|(role, _)| {
            // 発見された6日まで続いた: it was found on the last day.
            !(self.is_of_use(words) || self.is_interval() && *role == DateRole::Discovered)
        }) {
            self.read_cleft(role, cue, events);
            // 流出に気付いた31日のうちに公表した: what describes the day and what was done on it.
            let is_put_out = |found: &Cue| {
                matches!(found.role, DateRole::Disclosed | DateRole::Discovered) && found.strength == Strength::Strong
            };
            if self.is_dated(start, &["のうちに", "のうちに、"])
                && let Some(found) = cues::find(words).into_iter().find(is_put_out)
                && found.role != role
            {
                events.push(self.event(found.role, STRONG, Some(Span::new(found.start, found.end).shift(start))));
            }
        } else if let Some(cue) = self.announcement().filter(|_| !self.is_interval()) {
            events.push(self.told(Told::surely(DateRole::Disclosed, cue)));
        } else if self.is_interval() && (patterns::USED.is_match(words) || self.is_of_data(words)) {
            self.read_use(start, words, events);
        } else if let Some(told) = self.published(start, words) {
            events.push(self.told(told));
        } else if self.is_of_arrest(start, words) {
            // 県警は6日、…を持ち出したとして男を逮捕した: the police make it known.
            if self.has_day() && patterns::POLICE_ACTS.is_match(self.before().1) {
                events.push(self.event(DateRole::Disclosed, WEAK - 2, None));
            }
        } else if !self.is_of_nothing(start, words) {
            self.read_clause(start, words, events);
        }
    }

    fn told(&self, Told { role, weight, cue }: Told) -> Event<'s> {
        self.event(role, weight, cue)
    }

    fn is_interval(&self) -> bool {
        matches!(self.date().value.edtf, Edtf::Interval(..))
    }

    /// The words that the date governs, behind a time of day and brackets, with where they start.
    fn governed(&self) -> (usize, &'s str) {
        let (from, to) = self.reach();
        let aside = patterns::ASIDE.find(&self.norm()[from..to]).map_or(0, |found| found.end);
        // The 朝 of 朝刊 is no time of day.
        let aside = if self.norm()[from + aside..to].starts_with('刊') { 0 } else { aside };
        (from + aside, &self.norm()[from + aside..to])
    }

    /// Whether 付で or で stands between the date and `start`, where the words that it governs begin.
    fn is_dated(&self, start: usize, ends: &[&str]) -> bool {
        let aside = &self.norm()[self.date().span.end().min(start)..start];
        ends.iter().any(|end| aside.ends_with(end))
    }

    /// Whether a stretch of time is that of the data: 対象は6日から8日までの取引, 流れたのは4月から6月までの手術の記録.
    fn is_of_data(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_concerned = patterns::CONCERNED.is_match(before);
        patterns::DATA_OF_STRETCH.is_match(words) && (is_concerned || cues::find(words).is_empty())
    }

    /// Whether a stretch of time is that of the use: 見られたおそれがあるのは6日から8日に利用した客.
    fn is_of_use(&self, words: &str) -> bool {
        let is_topic = || self.before().1.trim_end_matches('、').ends_with("のは");
        self.is_interval() && (patterns::USED.is_match(words) && is_topic() || self.is_of_data(words))
    }

    /// Adds a stretch of time in which people used what the incident is about.
    fn read_use(&self, start: usize, words: &str, events: &mut Vec<Event<'s>>) {
        events.push(self.event(DateRole::AffectedPeriod, STRONG, None));
        // What was entered in that time leaked: so long the attack went on.
        let cues = cues::find(words);
        // 6日から8日まで、申請者の氏名が掲載されていた: the stretch is of the sentence, not of the applicants.
        let is_apart = patterns::APART.is_match(words);
        if let Some(cue) = cues.iter().rfind(|cue| is_apart && cue.role == DateRole::Occurred && cue.strength == Strength::Strong)
        {
            let cue = Span::new(cue.start, cue.end).shift(start);
            events.push(self.event(DateRole::Occurred, STRONG - 1, Some(cue)));
            return;
        }
        // 決済画面が改ざんされ、6日から8日に入力された情報が…: as long as the page was false.
        let (_, before) = self.before();
        if patterns::FALSE_PAGE.is_match(before)
            && self.dates[..self.index].last().is_none_or(|date| date.span.start() < self.sentence_span().start())
        {
            events.push(self.event(DateRole::Occurred, WEAK - 1, None));
            return;
        }
        let got_out = |cue: &&Cue| cue.role == DateRole::Occurred && patterns::LEAKED.is_match(&words[cue.start..cue.end]);
        if let Some(cue) = cues.iter().find(got_out) {
            let cue = Span::new(cue.start, cue.end).shift(start);
            events.push(self.event(DateRole::Occurred, WEAK - 1, Some(cue)));
        }
    }

    /// Whether the words after the date say that nothing of the incident happened on it.
    fn is_of_nothing(&self, start: usize, words: &str) -> bool {
        patterns::PORTION.is_match(words)
            || patterns::JUST_BEFORE.is_match(words)
            || self.is_stretch_of_answer(words)
            || self.is_promise(words)
            || self.is_earlier_case(words)
            || patterns::PRECEDENT.is_match(words)
            || words.starts_with("以降") && self.text.slice(self.date().span).starts_with('翌')
            || self.bond(start, words) == Bond::Bound
    }

    /// Whether the sentence says what will be done in a month: 8月中に文書をお届けします.
    fn is_promise(&self, words: &str) -> bool {
        !self.has_day() && !self.is_interval() && patterns::PROMISE.is_match(words) && !patterns::STATE_OF_NOW.is_match(words)
    }

    /// Whether the date is the day of an arrest: 6日、警察は…侵入したとして男を逮捕した.
    fn is_of_arrest(&self, start: usize, words: &str) -> bool {
        let is_of_all = self.bond(start, words) == Bond::Loose && (self.before().1.is_empty() || self.before().1.ends_with('は'));
        is_of_all
            && patterns::ARREST.is_match(words)
            && (patterns::POLICE.is_match(words) || patterns::POLICE.is_match(self.before().1))
    }

    /// Whether a stretch of time is that of what was done afterwards: 6日から8日にかけて訪問し、誤って届いた通知を….
    fn is_stretch_of_answer(&self, words: &str) -> bool {
        let clause = words.split('、').next().unwrap_or(words);
        self.is_interval() && cues::find(clause).is_empty() && patterns::ANSWER.is_match(clause)
    }

    /// How the words of the date bind it to `words`.
    fn bond(&self, start: usize, words: &str) -> Bond {
        // 4月9日付けで発送した通知: the day is of the dispatch.
        if self.is_dated(start, &["付けで", "付で"]) { Bond::Tight } else { bond(words, self.is_interval()) }
    }

    /// Adds what the clause of the date says.
    fn read_clause(&self, start: usize, words: &str, events: &mut Vec<Event<'s>>) {
        let cues = self.cues(words);
        if let Some(told) = self.by_phrase(start, words, &cues) {
            events.push(self.told(told));
        } else if cues.is_empty() && (self.stands_alone(words) || self.heads_entry()) {
            if self.dates_sentence_before(events) {
                return;
            }
            if !self.is_publication() {
                let known = events.len();
                self.read_entry(&mut |role, weight, cue| events.push(self.event(role, weight, cue)));
                // A row of a digest begins with the day on which it became known.
                if self.heads_row() && events[known..].iter().all(|event| event.role != DateRole::Disclosed) {
                    events[known..].iter_mut().for_each(|event| event.weight -= WEAK);
                    events.push(self.event(DateRole::Disclosed, WEAK - 1, None));
                }
                if events.len() == known && self.is_interval() && self.is_in_digest() {
                    events.push(self.event(DateRole::Occurred, WEAK - 1, None));
                }
            }
        } else if cues.is_empty() {
            events.extend(self.by_default(words).map(|(role, weight)| self.event(role, weight, None)));
            self.come_upon(words, events);
        } else {
            let known = events.len();
            if self.has_day() && patterns::FROM_ACT.is_match(words) {
                events.push(self.event(DateRole::Occurred, WEAK + 1, None));
            }
            self.read_predicates(start, words, &cues, events);
            if events[known..].iter().all(|event| event.role == DateRole::Occurred) {
                self.come_upon(words, events);
            }
        }
    }

    /// Adds that somebody came upon it: 6日、車を止めて戻ったところ、窓が割れていた.
    fn come_upon(&self, words: &str, events: &mut Vec<Event<'s>>) {
        let sentence = words.split('。').next().unwrap_or(words);
        let comes = self.has_day() && patterns::COMES_UPON.is_match(sentence);
        if comes && !patterns::AGAIN.is_match(sentence) && !patterns::STRETCH.is_match(words) {
            events.push(self.event(DateRole::Discovered, WEAK - 1, None));
        }
    }

    /// The predicates in `words`, without what is done about the incident.
    fn cues(&self, words: &str) -> Vec<Cue> {
        let mut cues = cues::find(&without_quotations(words));
        cues.retain(|cue| {
            cue.strength == Strength::Strong
                || cue.role == DateRole::Discovered
                || !patterns::APOLOGY.is_match(&words[..cue.start])
        });
        // 持ち出しに気付いた: what was noticed is no event of its own.
        let found: Vec<usize> =
            (0..cues.len()).filter(|&at| cues[at].role == DateRole::Occurred && is_noticed(words, &cues[at], &cues)).collect();
        let mut at = 0;
        cues.retain(|_| {
            at += 1;
            !found.contains(&(at - 1))
        });
        // 県は6日、…9月に振り込んでいたと発表した: the announcement is of the day of the topic.
        if cues.iter().any(|cue| cue.role == DateRole::Disclosed)
            && let Some(taken) = self.taken()
        {
            let at = self.governed().0;
            cues.retain(|cue| cue.role != DateRole::Disclosed || cue.start + at != taken.start());
        }
        // 調査の結果、6日に侵入され、…したことが判明した: the day is not of the finding.
        if patterns::INQUIRED.is_match(self.before().1) && cues.iter().any(|cue| cue.role == DateRole::Occurred) {
            cues.retain(|cue| cue.role != DateRole::Discovered || !patterns::INSIDE.is_match(&words[..cue.start]));
        }
        // 対象の方には8日に文書を郵送した; 10日より順次、書面をお送りしております.
        let is_by_turns = ["より順次", "から順次"].iter().any(|begin| words.starts_with(begin));
        if is_by_turns || patterns::AFTERWARDS.is_match(self.before().1) {
            cues.retain(|cue| cue.strength == Strength::Strong || cue.role != DateRole::Occurred);
        }
        cues
    }

    /// What a phrase around the date says by itself, or the place of the date in an item of a digest.
    fn by_phrase(&self, start: usize, words: &str, cues: &[Cue]) -> Option<Told> {
        let (_, before) = self.before();
        let at = |found: std::ops::Range<usize>| Some(Span::new(found.start, found.end).shift(start));
        let is_cause = || patterns::CAUSE.is_match(before) && self.has_day() && !patterns::AFTERMATH.is_match(words);
        if patterns::THE_FIRST.is_match(words) || is_cause() {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: None });
        }
        // 発端は4月6日の電話だった; 4月6日に届いた手紙で分かった.
        let is_found = || cues.iter().any(|cue| cue.role == DateRole::Discovered);
        if let Some(found) = patterns::MESSAGE_OF_DAY.find(words).filter(|found| {
            self.has_day() && !cues::is_decoy(&words[..found.end]) && (patterns::STARTED_WITH.is_match(before) || is_found())
        }) {
            return Some(Told { role: DateRole::Discovered, weight: STRONG, cue: at(found) });
        }
        let is_faulty = || {
            let is_wrong = cues.is_empty() && patterns::FAULTY_DOCUMENT.is_match(words);
            self.has_day() && (is_wrong || patterns::FATEFUL_CHANGE.is_match(words))
        };
        if self.is_of_attacker(words, cues) || is_faulty() {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: None });
        }
        if self.has_day()
            && patterns::MEDIUM_BEFORE.is_match(before)
            && let Some(found) = patterns::POSTS.find(&without_quotations(words))
        {
            return Some(Told { role: DateRole::Disclosed, weight: STRONG, cue: at(found) });
        }
        let after = &self.norm()[self.date().span.end()..self.sentence_span().end()];
        if cues.is_empty() && self.has_day() && patterns::AFTER_TRADING.is_match(after) {
            return Some(Told { role: DateRole::Disclosed, weight: WEAK, cue: None });
        }
        if patterns::OUTSIDER_BEFORE.is_match(before)
            && let Some(found) = patterns::TELLS.find(words)
        {
            return Some(Told { role: DateRole::Discovered, weight: STRONG, cue: at(found) });
        }
        // 調べに対し、6日に照会したと認めた; 調べたら6日に海外からのアクセスが見つかった.
        let is_told_by_one = || patterns::CONFESSED.is_match(before) && patterns::ADMITS.is_match(words);
        let is_trace = || patterns::INQUIRED.is_match(before) && patterns::TRACE.is_match(words);
        if self.has_day() && (is_told_by_one() || is_trace()) {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: None });
        }
        // 苦情が相次ぎ、19日から調べていた.
        if let Some(found) = patterns::LOOKED_INTO.find(words).filter(|_| self.has_day()) {
            return Some(Told { role: DateRole::Discovered, weight: WEAK, cue: at(found) });
        }
        let duration = patterns::DURATION.find(words).filter(|_| cues.is_empty());
        let mishap = patterns::ITS_MISHAP.find(words);
        let mishap = mishap.filter(|found| self.has_day() && cues.iter().all(|cue| cue.start >= found.end));
        if let Some(found) = duration.or(mishap) {
            return Some(Told { role: DateRole::Occurred, weight: STRONG - 1, cue: at(found) });
        }
        let is_of_item = self.heads_item() || self.is_behind_name() || cues.is_empty() && self.closes_item(words);
        // 8月23日 青葉商事 ― 昼の12時36分ごろ、…: the hour is of what happened, so is the day.
        let role = if is_of_item && self.tells_hour(words) { DateRole::Occurred } else { DateRole::Disclosed };
        is_of_item.then_some(Told { role, weight: WEAK, cue: None })
    }

    /// Whether the clause of the date tells what an attacker did then: 何者かが6日、受注の画面を操作した.
    fn is_of_attacker(&self, words: &str, cues: &[Cue]) -> bool {
        let clause = words.split('。').next().unwrap_or(words);
        let is_other = |cue: &Cue| cue.role != DateRole::Occurred;
        let is_subject = patterns::ATTACKER_BEFORE.is_match(self.before().1) && !cues.first().is_some_and(is_other)
            || patterns::ATTACKER_AFTER.is_match(words) && !cues.iter().any(is_other);
        let has_month = self.date().value.edtf.start().month().is_some();
        has_month && is_subject && !patterns::CAUGHT.is_match(clause) && patterns::PAST_CLAUSE.is_match(clause)
    }

    /// What a date with no predicate after it is held to be the date of.
    fn by_default(&self, words: &str) -> impl Iterator<Item = (DateRole, i32)> {
        // 6日から7日にかけ、電話で削除をお願いし: what is done about it.
        let is_answer = || patterns::ANSWER.is_match(words) || patterns::TO_COME.is_match(words);
        let names_what = || ["のは", "のが"].iter().any(|end| self.before().1.trim_end_matches('、').ends_with(end));
        let is_told = || patterns::THE_STORY.is_match(words) && self.has_day() && !names_what();
        let goes_on_from = || self.has_hour() && patterns::FROM_HOUR.is_match(words);
        // 4月1日に始まった転送は6日まで続いた: the words between the ends, or behind them, tell of something that went on.
        let is_course = || {
            let happens = |cue: &Cue| cue.role == DateRole::Occurred;
            self.is_interval()
                && (went_on(self.text, self.date().span, self.sentence_span().end())
                    || cues::find(self.text.slice(self.date().span)).iter().any(happens))
        };
        let of_stretch = (self.is_interval() && !is_answer() || is_told() || goes_on_from())
            .then(|| (DateRole::Occurred, if is_course() || self.is_interval() && names_what() { STRONG - 1 } else { WEAK - 1 }));
        let closes = !self.is_interval() && self.has_day() && self.ends_item(words);
        let untold = self.untold(words, self.is_interval()).map(|weight| (DateRole::Occurred, weight));
        of_stretch.into_iter().chain(closes.then_some((DateRole::Disclosed, WEAK - 1))).chain(untold)
    }

    /// Adds what the predicates after the date say, as far as they are said of it.
    fn read_predicates(&self, start: usize, words: &str, cues: &[Cue], events: &mut Vec<Event<'s>>) {
        let words = &*without_quotations(words);
        let (_, before) = self.before();
        let bond = self.bond(start, words);
        let is_news = || patterns::NEWS.is_match(words) && cues.iter().filter(|cue| cue.role == DateRole::Discovered).count() < 2;
        if bond == Bond::Loose && self.is_in_digest() && before.trim().is_empty() && is_news() {
            events.push(self.event(DateRole::Disclosed, WEAK - 1, None));
            return;
        }
        let is_stretch = self.is_interval() || patterns::STRETCH.is_match(words) && !patterns::KEEP_COMING.is_match(words);
        let mut add = |cue: &Cue, lower: i32| {
            let at = Some(Span::new(cue.start, cue.end).shift(start));
            if is_stretch && cue.role == DateRole::Discovered {
                // 6日から7日にかけて試行を検知した: what goes on for a time is what was found.
                events.push(self.event(DateRole::Occurred, WEAK - lower, at));
                return;
            }
            events.push(self.event(cue.role, weight(cue) - lower, at));
            if cue.role == DateRole::Occurred && patterns::SEEN.is_match(&words[cue.start..cue.end]) {
                events.push(self.event(DateRole::Discovered, weight(cue) - lower - 1, at));
            } else if cue.role == DateRole::Occurred && cue.strength == Strength::Strong && patterns::SIGHT.is_match(words) {
                events.push(self.event(DateRole::Discovered, WEAK - 1, at));
            }
        };
        match bond {
            Bond::Tight if !is_actor(words, cues) => {
                let is_topical = self.has_day() && !self.is_interval() && before.trim_end_matches('、').ends_with('は');
                tight(words, cues, is_topical, add);
            }
            _ => loose(words, cues, self.has_day() && !is_stretch, &mut add),
        }
    }

    /// The text that the date governs: up to the next date of the sentence that does not share it.
    fn reach(&self) -> (usize, usize) {
        let end = self.sentence_span().end();
        let mut from = self.date().span.end();
        let mut to = end;
        for next in &self.dates[self.index + 1..] {
            if next.span.start() >= end {
                break;
            }
            // The end of a stretch of time stands within it.
            if is_no_day(next) || self.is_planned(next) || next.span.start() < from {
                continue;
            }
            if patterns::SHARED.is_match(&self.norm()[from..next.span.start()]) {
                from = next.span.end();
            } else {
                to = next.span.start();
                break;
            }
        }
        let to = clip(self.norm(), from, to.min(from + LONGEST_REACH));
        // 告げられたのが4月5日、公表したのは10日: what names the next date is not said of this one.
        let words = &self.norm()[from..to];
        let to = match words.rfind('、') {
            Some(comma) if to < end && clefts::names_next(words) => from + comma,
            // …が対象(公表5日).
            _ if to < end && patterns::CLEFT.is_match(words) => words.rfind('(').map_or(to, |bracket| from + bracket),
            _ => to,
        };
        // 24日に侵入され、あくる日、公表した: what is told of a day that is only counted is not of this one.
        let to = patterns::OTHER_DAY.find(&self.norm()[from..to]).map_or(to, |found| from + found.start);
        // 「9月より前の数値しか出てこない」と告げられた: what stands in the words of somebody is said of nothing behind them.
        let before = self.before().1;
        let is_quoted = before.matches('「').count() > before.matches('」').count();
        let to = if is_quoted { self.norm()[from..to].find('」').map_or(to, |end| from + end) } else { to };
        (from, from + bracketed(&self.norm()[from..to]))
    }

    /// Whether another date follows in the sentence.
    fn has_later_date(&self) -> bool {
        self.dates.get(self.index + 1).is_some_and(|date| date.span.start() < self.sentence_span().end())
    }

    /// The words of the sentence before the date, as many as matter. Of 前日の20日 and 昨日(7日) the first date says the same.
    fn before(&self) -> (usize, &'s str) {
        let start = self.sentence_span().start();
        let mut to = self.date().span.start();
        for earlier in self.dates[..self.index].iter().rev() {
            let gap = earlier.span.end()..to;
            if earlier.span.start() < start || gap.is_empty() || gap.start > to || !matches!(&self.norm()[gap], "の" | "(" | "と")
            {
                break;
            }
            to = earlier.span.start();
            // 届いたのは、開始翌日の2日: 翌日 counts from what happened.
            let is_counted = self.norm()[to..].starts_with(['翌', '前']);
            let head = &self.norm()[start..to.max(start)];
            if let Some(found) = patterns::COUNTED_FROM.find(head.trim_end_matches('の')).filter(|_| is_counted) {
                let noun = head[found].trim_start_matches(['、', '。']).len();
                to = start + head.trim_end_matches('の').len() - noun;
            }
        }
        let from = clip_up(self.norm(), start.max(to.saturating_sub(240)));
        (from, &self.norm()[from..to])
    }

    /// Whether the clause tells of what happened in the same place in another month: 市では5月、…が起きていた, 4月にも….
    fn is_earlier_case(&self, words: &str) -> bool {
        let (_, before) = self.before();
        let is_other = || before.ends_with("では") && patterns::GOING_ON.is_match(words);
        !self.has_day() && (words.starts_with("にも") || is_other())
    }

    /// How sure it is that something past of which `words`, after the date, say nothing else is the incident itself.
    fn untold(&self, words: &str, is_interval: bool) -> Option<i32> {
        let (_, before) = self.before();
        if patterns::BEGINNING.is_match(before) {
            return Some(STRONG);
        }
        let is_past = (patterns::PAST.is_match(words) || self.has_day() && patterns::NOMINAL.is_match(words))
            && !self.is_aftermath(words)
            && !describes(&patterns::OF_NOUN, words);
        // 合格発表(4月14日)への影響を避けた: the day is that of the noun before it.
        if before.ends_with('(') && words.starts_with(')') && !patterns::SAME_IN_BRACKETS.is_match(before) {
            return None;
        }
        let before = before.trim_end_matches(['、', ' ']);
        let is_cleft = ["のは", "のが"].iter().any(|end| before.ends_with(end));
        // Of a month much is told that has nothing to do with it.
        let is_story = || ["のこと", "のことで、"].iter().any(|end| words.trim_end_matches('。').ends_with(end));
        // 別の生徒の手に渡ったのは6日: what else would the text say the day of.
        let is_deed = is_cleft
            && self.has_day()
            && !patterns::AFTERMATH.is_match(&before[clip_up(before, before.len().saturating_sub(PREDICATE))..]);
        let is_told = is_past && !is_cleft && (self.has_day() || is_story());
        ((is_told || is_deed && patterns::IS_THE_DAY.is_match(words)) && !is_interval).then_some(WEAK - 3)
    }

    /// Whether the predicate of the date, or that of the whole sentence, says what is done after an incident.
    fn is_aftermath(&self, words: &str) -> bool {
        let sentence = words.split('。').next().unwrap_or(words);
        let clause = match bond(words, self.is_interval()) {
            Bond::Tight if !words.starts_with('の') => sentence.split('、').next().unwrap_or(sentence),
            _ => sentence,
        };
        let is_done =
            |clause: &str| patterns::AFTERMATH.is_match(&clause[clip_up(clause, clause.len().saturating_sub(PREDICATE))..]);
        is_done(clause) || is_done(sentence)
    }

    /// Whether the date says when something is to take place, which describes a noun: 7月14日に開く相談会.
    fn is_planned(&self, date: &Mention<Date>) -> bool {
        date::is_planned(&self.norm()[date.span.end()..])
    }

    /// Whether the date is the one on which the post or page was published.
    fn is_publication(&self) -> bool {
        let page = self.scope.reading.page;
        let post = page.posts[self.scope.reading.post].date;
        [post, page.published, page.modified].contains(&Some(self.date().value.edtf))
    }
}

/// `words` with as many spaces for what stands in quotation marks: somebody's words, or a name.
fn without_quotations(words: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '」' | '』' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            out.push(c);
        } else {
            out.push_str(match c.len_utf8() {
                1 => " ",
                2 => "\u{a0}",
                3 => "\u{3000}",
                _ => "\u{3000} ",
            });
        }
        match c {
            '「' | '『' => depth += 1,
            _ => {}
        }
    }
    out
}

/// How far `words` go before they close a bracket that was opened before them: (4月6日発表)….
fn bracketed(words: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            // 金曜(19日)に: the bracket holds the date alone.
            ')' if depth == 0 && at > 0 => return at + 1,
            ')' if depth == 0 => {}
            ')' => depth -= 1,
            _ => {}
        }
    }
    words.len()
}

/// The largest offset up to `to` that is a character boundary, at least `from`.
fn clip(text: &str, from: usize, to: usize) -> usize {
    (from..=to).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(from)
}

/// The smallest offset from `from` on that is a character boundary.
fn clip_up(text: &str, from: usize) -> usize {
    (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

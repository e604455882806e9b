//! When what happened.
//!
//! Each date of a scope is bound to the predicates that its place in the sentence binds it to (`events`); for each role
//! the best of them is the record's.

mod cast;
mod clauses;
mod cues;
mod events;
mod patterns;
mod predicates;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::pattern::Pattern;

use super::{DateRole, EventDate, Evidence, Party, PartyRole, Scope, Victim, group};
use crate::edtf::{Edtf, PartialDate};
use crate::extract::rule::CodeRule;
use crate::extract::{Date, Mention, Organization, YearFrom};
use crate::text::{Norm, Span, Text};
use cast::Cast;
use events::{Event, events, stretches};

/// The rules by which a date has a role.
pub const RULES: &[CodeRule] = cues::RULES;

/// The dates of the incident with their roles, in the order of the text, each pair of role and date once.
#[must_use]
pub fn of(scope: &Scope, victim: Option<&Victim>, parties: &[Party]) -> Vec<EventDate> {
    let stretches = stretches(scope);
    let events = events(scope, &stretches, &Cast::new(victim, parties));
    let mut by_role: BTreeMap<DateRole, Vec<&Event>> = BTreeMap::new();
    for event in &events {
        by_role.entry(event.role).or_default().push(event);
    }
    let mut dates: Vec<EventDate> = Vec::new();
    let of = |role| by_role.get(&role).map_or(&[][..], Vec::as_slice);
    let happened: Vec<&Event> = [of(DateRole::Occurred), of(DateRole::Discovered)].concat();
    let announced = possible(of(DateRole::Disclosed), &happened);
    let notice = notice(scope, victim, parties, &announced);
    let known_until = notice.clone();
    let disclosed = earlier(&announced, notice.as_ref(), scope)
        .or(notice)
        .or_else(|| first(&without_findings(&announced, &happened, scope.text()), scope.text()))
        .or_else(|| undated(scope))
        .or_else(|| shared(scope));
    // What a later report adds may have been found after the first announcement.
    let discovered = best(of(DateRole::Discovered), disclosed.as_ref())
        .or_else(|| best(of(DateRole::Discovered), known_until.as_ref().or(disclosed.as_ref())));
    // A remark about an earlier day is no discovery of what surely happened after it.
    let discovered = discovered.filter(|noticed| !is_refuted(noticed, of(DateRole::Discovered), of(DateRole::Occurred)));
    let occurred = best(of(DateRole::Occurred), discovered.as_ref().or(disclosed.as_ref()));
    let occurred = vanished(of(DateRole::Occurred), discovered.as_ref(), scope.text()).or(occurred);
    let occurred = occurred.map(|month| narrowed(month, of(DateRole::AffectedPeriod)));
    let answered = || [of(DateRole::Contained), of(DateRole::Reported)].concat();
    let occurred = occurred.or_else(|| as_it_happened(discovered.as_ref(), of(DateRole::Occurred), scope.text()));
    let discovered = discovered.or_else(|| at_once(of(DateRole::Occurred), &answered(), scope.text()));
    // 26日から27日にかけて公表した: it was public from the first of them.
    let disclosed = disclosed.map(|date| EventDate { edtf: Edtf::Date(date.edtf.start()), ..date });
    dates.extend([occurred, discovered, disclosed].into_iter().flatten());
    for role in [DateRole::Contained, DateRole::Restored, DateRole::Reported, DateRole::AffectedPeriod] {
        dates.extend(each(of(role)));
    }
    dates
}

/// The surest event that is not `after` what follows from it, rather a day than a month, a stretch than a day, what is told
/// twice than what is told once, and what is told first than what is told far below; of equally sure ones the earliest.
fn best(events: &[&Event], before: Option<&EventDate>) -> Option<EventDate> {
    let fits = |event: &&&Event| before.is_none_or(|later| precedes(event.date.value.edtf, later.edtf));
    let exact = |event: &Event| {
        let edtf = event.date.value.edtf;
        i32::from(edtf.start().day().is_some()) + i32::from(matches!(edtf, Edtf::Interval(..)))
    };
    // A day within a month that is surely of the role is as sure.
    let mut months: BTreeMap<Edtf, i32> = BTreeMap::new();
    for event in events {
        let sure = months.entry(event.date.value.edtf).or_insert(event.weight);
        *sure = event.weight.max(*sure);
    }
    let weight = |event: &Event| {
        let month = month_of(event.date.value.edtf).and_then(|month| months.get(&month).copied());
        month.unwrap_or(event.weight).max(event.weight)
    };
    // For each day the first sentence that tells of it, and whether another one does.
    let mut told: BTreeMap<Edtf, (usize, bool)> = BTreeMap::new();
    for event in events.iter().filter(|event| event.date.value.edtf.start().day().is_some()) {
        let (first, again) = told.entry(event.date.value.edtf).or_insert((event.place, false));
        *again |= *first != event.place;
    }
    let is_told_twice = |event: &Event| i32::from(told.get(&event.date.value.edtf).is_some_and(|(_, again)| *again));
    let sure = |event: &Event| weight(event) + exact(event) + is_told_twice(event) - far_below(event, ASIDE_AFTER, MOST_ASIDE);
    let best = events.iter().filter(fits).max_by_key(|event| (sure(event), Reverse(event.date.value.edtf)))?;
    Some(dated(best.role, best.date.value, events))
}

/// The stretch of a month in which what people entered was taken, where no more is told of an attack than its month.
fn narrowed(month: EventDate, affected: &[&Event]) -> EventDate {
    let is_month = |date: Edtf| matches!(date, Edtf::Date(date) if date.month().is_some() && date.day().is_none());
    let is_within = |event: &&&Event| {
        let stretch = event.date.value.edtf;
        let of_month = |date: Edtf| [date.start(), date.end()].map(PartialDate::to_month);
        stretch.start().day().is_some() && of_month(stretch) == of_month(month.edtf)
    };
    let Some(stretch) = affected.iter().filter(|_| is_month(month.edtf)).find(is_within) else { return month };
    let of_stretch = dated(month.role, stretch.date.value, affected);
    EventDate { evidence: [month.evidence, of_stretch.evidence].concat(), ..of_stretch }
}

/// Whether all that surely happened came after what was `noticed`, and is much surer.
fn is_refuted(noticed: &EventDate, discovered: &[&Event], occurred: &[&Event]) -> bool {
    let weight = discovered.iter().filter(|event| event.date.value.edtf == noticed.edtf).map(|event| event.weight).max();
    let surest = occurred.iter().map(|event| event.weight).max();
    let may_follow = occurred.iter().any(|event| event.weight >= 0 && precedes(event.date.value.edtf, noticed.edtf));
    weight.zip(surest).is_some_and(|(weight, surest)| !may_follow && surest >= weight + clauses::STRONG - clauses::WEAK)
}

/// How much less sure an event is that is told far below the beginning of its scope: one for `each` so many sentences, at
/// the `most`. There are the asides and the cases of before.
fn far_below(event: &Event, each: usize, most: usize) -> i32 {
    i32::try_from((event.place / each).min(most)).unwrap_or(i32::MAX)
}

/// See [`far_below`]: what happened is told before anything else, over some paragraphs.
const ASIDE_AFTER: usize = 10;
const MOST_ASIDE: usize = 2;

/// The day of an attack on which it was stopped or reported at once: it was noticed on that day.
fn at_once(occurred: &[&Event], answered: &[&Event], text: &Text) -> Option<EventDate> {
    let is_day = |date: Edtf| matches!(date, Edtf::Date(day) if day.day().is_some());
    // サーバーが停止した is what happened, サーバーを停止した what was done.
    let is_done = |event: &&&Event| event.cue.is_some_and(|cue| !text.slice(cue).contains(['が', '自']));
    let struck = |date: Edtf| {
        is_day(date) && occurred.iter().any(|event| event.date.value.edtf == date && event.weight >= clauses::STRONG)
    };
    let answer = answered.iter().filter(is_done).find(|event| struck(event.date.value.edtf))?;
    Some(dated(DateRole::Discovered, answer.date.value, answered))
}

/// The day on which an attack was noticed as it went on, where nothing says when it began.
fn as_it_happened(discovered: Option<&EventDate>, occurred: &[&Event], text: &Text) -> Option<EventDate> {
    let is_told = occurred.iter().any(|event| event.weight >= 0);
    let noticed = discovered.filter(|noticed| !is_told && noticed.edtf.start().day().is_some())?;
    let is_live = noticed.evidence.iter().any(|evidence| {
        let from = noticed.evidence.iter().map(|evidence| evidence.span.start()).min().unwrap_or(evidence.span.start());
        let words = with_object(Span::new(from.min(evidence.span.start()), evidence.span.end()), text);
        LIVE.is_match(text.slice(words))
    });
    let is_hour = || {
        let shown = noticed.evidence.first().map(|evidence| &text.norm()[evidence.span.end()..]);
        shown.is_some_and(|after| AT_AN_HOUR.is_match(after))
    };
    (is_live || is_hour()).then(|| EventDate { role: DateRole::Occurred, ..noticed.clone() })
}

/// Words of what is noticed as it goes on.
static LIVE: Pattern = Pattern::new(
    "異常(?:を|な|に(?:気|、))|攻撃を(?:受け[^。、]{0,14})?(?:検知|検出|感知)|攻撃を受けたことを|(?:障害|エラー|不具合)を(?:検知|確認)|(?:アクセス|通信|ログイン)を検知|異変|(?:沈黙し|止まっ|停止し|固まっ|遅くなっ|重くなっ|切れ|落ち|ダウンし|暗号化され|表示され)て(?:いる|います|いた)|(?:つながら|繋がら|動か|開か|使え|開け|起動し|応答し|反応し|表示され|立ち上がら)(?:ない|ません|なくなった)|でき(?:ない|ず|ません)|発生し(?:て(?:いる|います|いた))|画面に[^、。]{0,16}(?:出|現れ|映っ)て|不審な(?:動作|挙動)を",
);

/// After a date with a time of day, that somebody saw an attack: 8日午前、外部から侵入され、ウイルスが広がったのを確認.
static AT_AN_HOUR: Pattern = Pattern::new(
    "^の?(?:午前|午後|未明|早朝|深夜|朝|夜|昼|夕方|[0-9]{1,2}時|[0-9]{1,2}:)[^。]{0,60}(?:侵入され|攻撃を受け|感染し|暗号化され|止まっ|広がっ)[^。]{0,40}(?:確認|検知|気付|気づ|分か|判明)",
);

/// The stretch of time in which a thing vanished: from when it was last used, if the text says that, to when it was
/// missed. `None` where nothing was missed, or the text says what happened to it.
fn vanished(occurred: &[&Event], discovered: Option<&EventDate>, text: &Text) -> Option<EventDate> {
    let missed = discovered?;
    let says = |pattern: &Pattern, span| pattern.is_match(text.slice(span));
    let with_object = |span| with_object(span, text);
    let is_missed = missed.evidence.iter().any(|evidence| says(&MISSED, with_object(evidence.span)));
    let is_use = |event: &&&Event| event.cue.is_some_and(|cue| says(&LAST_USED, cue));
    let is_strong = |event: &&&Event| event.weight >= clauses::WEAK && !is_use(event);
    let known = occurred.iter().filter(|event| precedes(event.date.value.edtf, missed.edtf)).any(|event| is_strong(&event));
    let is_loss = || missed.evidence.iter().any(|evidence| says(&LOSS, with_object(evidence.span)));
    if known || !(is_missed || is_loss()) {
        return None;
    }
    // 2月から点検をしたところ、…: what went on until it was missed is no use of it.
    let goes_on = |event: &Event| text.norm()[event.date.span.end()..].starts_with("から");
    let before = || occurred.iter().filter(|event| event.date.value.edtf < missed.edtf && !goes_on(event));
    let used = before().max_by_key(|event| (is_use(event), event.date.value.edtf));
    let Some(used) = used else {
        return is_missed.then(|| EventDate { role: DateRole::Occurred, ..missed.clone() });
    };
    let mut date = dated(DateRole::Occurred, used.date.value, occurred);
    date.edtf = Edtf::Interval(used.date.value.edtf.start(), missed.edtf.end());
    date.evidence.extend(missed.evidence.iter().cloned());
    Some(date)
}

/// A cue with the words before it, which say what was noticed: ないと気付いた.
fn with_object(span: Span<Norm>, text: &Text) -> Span<Norm> {
    let sentence = text.sentence_at(span).map_or(span.start(), |sentence| text.sentences()[sentence].span.start());
    let start = (0..=REACH_OF_OBJECT)
        .rev()
        .filter_map(|before| span.start().checked_sub(before).filter(|&at| at >= sentence))
        .find(|&at| text.norm().is_char_boundary(at));
    Span::new(start.unwrap_or(span.start()), span.end())
}

/// How far before a cue its object is looked for, in bytes.
const REACH_OF_OBJECT: usize = 45;

/// A cue of discovery that says that something was missed.
static MISSED: Pattern = Pattern::new(
    "(?:が|も|は|に|ごと)(?:ない|無い)(?:こと|と)|入っていない|で無い(?:こと|と)|見当たら|見つからな|所在(?:が|の)?不明|なくな|不足|足りな|[がはもに](?:無|な)(?:かっ|く)|消えて|は(?:空|もぬけ)|ありませ|見失|はずの",
);

/// A cue of discovery that says that something was lost, at some time.
static LOSS: Pattern = Pattern::new("紛失[がにを]");

/// A weak cue that says that a thing was still there.
static LAST_USED: Pattern = Pattern::new("使|持ち帰|から出し|置い|入れ|載せ|飲酒|飲食|保管|写し|コピー|最後に");

/// Whether a time begins no later than another one ends; those of different exactness may always do.
fn precedes(time: Edtf, later: Edtf) -> bool {
    let (start, end) = (time.start(), later.end());
    let comparable = start.year().is_some() == end.year().is_some();
    !comparable
        || start.to_month() < end.to_month()
        || start.to_month() == end.to_month() && (start.day() <= end.day() || end.day().is_none())
}

/// The month of a day.
fn month_of(date: Edtf) -> Option<Edtf> {
    match date {
        Edtf::Date(day) if day.day().is_some() => day.to_month().map(Edtf::Date),
        _ => None,
    }
}

/// The announcements that are not earlier than all that is surely said to have happened, if there are such.
fn possible<'e, 's>(announced: &[&'e Event<'s>], happened: &[&Event]) -> Vec<&'e Event<'s>> {
    let least = |event: &Event| clauses::STRONG - i32::from(event.role == DateRole::Discovered);
    let first = happened.iter().filter(|event| event.weight >= least(event)).map(|event| event.date.value.edtf).min();
    let fits = |event: &&&'e Event<'s>| first.is_none_or(|first| precedes(first, event.date.value.edtf));
    let possible: Vec<_> = announced.iter().filter(fits).copied().collect();
    if possible.is_empty() { announced.to_vec() } else { possible }
}

/// The first announcement that a notice speaks of, where it is a later one itself.
fn earlier(announced: &[&Event], notice: Option<&EventDate>, scope: &Scope) -> Option<EventDate> {
    let published = notice?.edtf;
    let text = scope.text();
    let looks_back = |cue: Span<Norm>| EARLIER.is_match(&text.norm()[cue.start()..]);
    let is_later = LATER_REPORT.is_match(&scope.title);
    let is_earlier = |event: &&&Event| {
        let date = event.date.value.edtf;
        let is_known = event.cue.is_some_and(looks_back) || is_later && event.weight >= clauses::STRONG;
        event.is_own && date.start().day().is_some() && date < published && is_known
    };
    let first = announced.iter().filter(is_earlier).min_by_key(|event| event.date.value.edtf)?;
    Some(dated(first.role, first.date.value, announced))
}

/// Words of an announcement, from their beginning, that look back at it from a later one.
static EARLIER: Pattern = Pattern::new(
    "^第 ?[1一] ?報|^初報|^(?:付け?)?(?:の|で)?、?「|^[^。]{0,14}?(?:とおり|通り|ておりま|済み|第[1一]報)|^[^。、]{0,14}?た[^。、]{0,40}(?:件|事案|事象|事故)(?:につ|に関|で|の続|、|の)",
);

/// A title of a later report about what was announced before.
static LATER_REPORT: Pattern = Pattern::new(
    "第 ?(?:[2-9二三四五六七八九]|1[0-9]) ?報|続報|最終(?:報告|報)|追加(?:の)?ご?(?:報告|発表)|(?:再|中間|経過)報告|調査(?:結果|報告|完了|の結果)|その後の",
);

/// The earliest announcement, rather one of a day than one of a month. Where the first lines say outright that something
/// was announced, a talk to some or a remark is none before it.
fn first(events: &[&Event], text: &Text) -> Option<EventDate> {
    let is_outright = |event: &Event| event.cue.is_some_and(|cue| OUTRIGHT.is_match(text.slice(cue)));
    let sure = || events.iter().filter(|event| event.weight >= clauses::STRONG);
    let leads = sure().any(|event| event.place < LEAD && is_outright(event));
    let begins = sure().any(|event| event.place < BEGINNING);
    // 県は6日、…と発表した。…ことが2日までに分かった: the lead says on which day it was told.
    let says = |pattern: &Pattern, event: &Event| event.cue.is_some_and(|cue| pattern.is_match(text.slice(cue)));
    let is_announced = sure().any(|event| event.place < BEGINNING && says(&ANNOUNCED, event));
    let is_late = |event: &Event| is_announced && event.place > 0 && says(&CAME_OUT, event) && !says(&ANNOUNCED, event);
    let may_be = |event: &Event| {
        if is_outright(event) { !is_late(event) } else { !leads && (!begins || event.place < LEAD) }
    };
    let mut outright: Vec<&Event> = events.iter().copied().filter(|event| may_be(event)).collect();
    // 22日の第2報で…: there was a first.
    if outright.iter().any(|event| !says(&FOLLOWS_UP, event)) {
        outright.retain(|event| !says(&FOLLOWS_UP, event));
    }
    let events = &outright[..];
    let has_no_day = |event: &Event| event.date.value.edtf.start().day().is_none();
    // Who told of it stands in the first lines.
    let weight = |event: &Event| event.weight - far_below(event, 4, 4);
    let (surest, sure) = (events.iter().map(|event| event.weight).max()?, events.iter().map(|event| weight(event)).max()?);
    let sure = events.iter().filter(|event| event.weight + 4 > surest && weight(event) + 4 > sure);
    let first = sure.min_by_key(|event| (has_no_day(event), event.date.value.edtf))?;
    Some(dated(first.role, first.date.value, events))
}

/// The announcements without those that are said in passing of a day on which something was found out, where the first
/// lines announce it: 15日、…が分かり、公表に踏み切った.
fn without_findings<'e, 's>(announced: &[&'e Event<'s>], happened: &[&Event], text: &Text) -> Vec<&'e Event<'s>> {
    let is_found = |event: &Event| {
        let is_same = |other: &&&Event| other.role == DateRole::Discovered && other.date.span == event.date.span;
        happened.iter().find(is_same).is_some_and(|found| found.weight + 1 >= event.weight)
    };
    let is_outright = |event: &Event| event.cue.is_some_and(|cue| OUTRIGHT.is_match(text.slice(cue)));
    let leads = |event: &&&Event| event.place < BEGINNING && is_outright(event) && !is_found(event);
    let lead = announced.iter().find(leads).map(|event| event.date.value.edtf.start());
    let is_just_before = |event: &Event| {
        let found = event.date.value.edtf.start();
        lead.is_some_and(|lead| lead.to_month() == found.to_month() && lead.day() <= found.day().map(|day| day + SHORTLY))
    };
    announced.iter().copied().filter(|event| !(is_found(event) && is_just_before(event))).collect()
}

/// How many days after a finding an announcement is the one that it led to.
const SHORTLY: i8 = 3;

/// Within how many sentences a report has said what it reports.
const BEGINNING: usize = 4;

/// Words that say outright that something was made public.
static OUTRIGHT: Pattern = Pattern::new(
    "発表|公表|開示|明らか|公にし|報道|報じ|リリース|第 ?[0-9一二三四五]+ ?報|知らせ|投稿し|発信し|を(?:掲載|公開|出)し|分かった|わかった",
);

/// Words that say outright that somebody made something public himself.
static ANNOUNCED: Pattern = Pattern::new("発表|公表|開示|明らかにし|公にし|会見|リリース|知らせ");

/// Words that say no more than that it became known.
static CAME_OUT: Pattern = Pattern::new("分かった|わかった|明らかにな");

/// Words of a later report.
static FOLLOWS_UP: Pattern = Pattern::new("第 ?(?:[2-9二三四五六七八九]|1[0-9]) ?報|続報");

/// Every date once.
fn each(events: &[&Event]) -> Vec<EventDate> {
    let mut dates: Vec<EventDate> = Vec::new();
    for event in events {
        if dates.iter().all(|date| date.edtf != event.date.value.edtf) {
            dates.push(dated(event.role, event.date.value, events));
        }
    }
    dates
}

/// A date with the words of all `events` that fall on it.
fn dated(role: DateRole, date: Date, events: &[&Event]) -> EventDate {
    let mut evidence: Vec<Evidence> = Vec::new();
    for event in events.iter().filter(|event| event.date.value.edtf == date.edtf) {
        let cue = Evidence { span: event.cue.unwrap_or(event.date.span), rule: cues::rule(role).id.into() };
        for words in [Evidence::from(event.date), cue] {
            if !evidence.contains(&words) {
                evidence.push(words);
            }
        }
    }
    EventDate { role, edtf: date.edtf, year_from: date.year_from, evidence }
}

/// The day on which an announcement in the first person was published; `announced` is what the text tells of announcements.
fn notice(scope: &Scope, victim: Option<&Victim>, parties: &[Party], announced: &[&Event]) -> Option<EventDate> {
    let reading = scope.reading;
    let post = &reading.page.posts[reading.post];
    let published = post.date.or(reading.page.published).filter(|day| day.start().day().is_some())?;
    // Who is told to have announced it before hardly tells of himself.
    let is_told = |event: &&Event| event.weight >= clauses::STRONG && event.date.value.edtf < published;
    let is_own = || is_own_page(scope, victim, parties) && !announced.iter().any(is_told);
    let speaks = || group::is_notice(&Scope::of_post(reading)) || group::apologises(reading.text) || is_own();
    // An item of a digest is no notice, however its writer speaks; the owner of the page may tell of several mishaps of his.
    let is_item = scope.sentences.len() * 2 < reading.text.sentences().len();
    let is_of_archive = reading.page.posts.len() > 1;
    let may_be = match (is_of_archive, is_item) {
        (true, _) => post.date.is_some() && is_own_page(scope, victim, parties),
        // What a notice says before its mishaps is of each of them.
        (false, true) => {
            let has_beginning = scope.sentences.first().is_some_and(|&first| first < LEAD);
            has_beginning && group::is_notice(&Scope::of_post(reading))
                || is_own_page(scope, victim, parties) && group::apologises(reading.text)
        }
        (false, false) => true,
    };
    if !may_be || !speaks() {
        return None;
    }
    let is_same = |date: &&Mention<Date>| date.value.edtf == published;
    let evidence = reading.mentions.dates.iter().find(is_same).map(Evidence::from).into_iter().collect();
    Some(EventDate { role: DateRole::Disclosed, edtf: published, year_from: YearFrom::Text, evidence })
}

/// Whether the page is the victim's own, or that of another organisation concerned, and speaks in the first person.
fn is_own_page(scope: &Scope, victim: Option<&Victim>, parties: &[Party]) -> bool {
    let reading = scope.reading;
    let Some(victim) = victim.filter(|victim| !victim.anonymous) else { return false };
    let owners = [reading.page.owner.as_deref(), reading.page.site.as_deref()].map(|owner| owner.map(group::fold));
    let is_concerned = |party: &&Party| matches!(party.role, PartyRole::Affected | PartyRole::Parent | PartyRole::Subsidiary);
    let concerned = parties.iter().filter(is_concerned).map(|party| &party.name);
    let names: Vec<String> = victim.aliases.iter().chain([&victim.name]).chain(concerned).map(|name| group::fold(name)).collect();
    let is_owner = owners.iter().flatten().any(|owner| names.iter().any(|name| !name.is_empty() && owner.contains(name)));
    let speaks = |mention: &Mention<Organization>| mention.value.stand_in && mention.value.name.is_none();
    is_owner
        && (NOTICE_TITLE.is_match(&scope.title)
            || NOTICE_TITLE.is_match(reading.page.title.as_deref().unwrap_or_default())
            || reading.mentions.organizations.iter().any(speaks))
}

/// A title under which an organisation tells what happened to itself.
static NOTICE_TITLE: Pattern = Pattern::new("お詫び|おわび|お知らせ|ご?報告|ご説明|経緯|について(?:$|[(【〔])|に関して$");

/// The day of publication of a report whose lead says that something was announced, and not when: news of the day.
fn undated(scope: &Scope) -> Option<EventDate> {
    let reading = scope.reading;
    let text = scope.text();
    let is_whole = reading.page.posts.len() == 1 && scope.sentences.len() == text.sentences().len();
    let published = reading.page.published.filter(|day| is_whole && day.start().day().is_some())?;
    let lead = scope.sentences.iter().take(LEAD).map(|&sentence| text.sentences()[sentence].span);
    let cue = lead.filter(|span| scope.reading.mentions.dates.iter().all(|date| !span.contains(date.span))).find_map(|span| {
        let words = text.slice(span);
        let news = NEWS.find(words).map(|found| Span::new(found.start, found.end));
        let announced = cues::find(words).into_iter().rfind(|cue| cue.role == DateRole::Disclosed);
        news.or(announced.map(|cue| Span::new(cue.start, cue.end))).map(|cue| cue.shift(span.start()))
    })?;
    let evidence = vec![Evidence { span: cue, rule: cues::UNDATED.id.into() }];
    Some(EventDate { role: DateRole::Disclosed, edtf: published, year_from: YearFrom::Page, evidence })
}

/// The announcement of several mishaps at once with which a report begins, for each of them: 県は6日、紛失が2件あったと発表した.
fn shared(scope: &Scope) -> Option<EventDate> {
    let reading = scope.reading;
    let text = reading.text;
    let lead = text.sentences().get(..LEAD.min(text.sentences().len()))?;
    let is_several = |span: Span<Norm>| SEVERAL.is_match(text.slice(span));
    if reading.page.posts.len() > 1
        || scope.sentences.len() == text.sentences().len()
        || !lead.iter().any(|of| is_several(of.span))
    {
        return None;
    }
    let mut beginning = Scope::of_post(reading);
    beginning.sentences.truncate(LEAD);
    let stretches = stretches(&beginning);
    let events = events(&beginning, &stretches, &Cast::new(None, &[]));
    let tells = |event: &&Event| {
        event.role == DateRole::Disclosed
            && event.weight >= clauses::STRONG
            && text.sentence_at(event.date.span).is_some_and(|at| is_several(text.sentences()[at].span))
    };
    let event = events.iter().find(tells)?;
    Some(dated(event.role, event.date.value, &[event]))
}

/// Words for several mishaps or those that they happened to.
static SEVERAL: Pattern = Pattern::new(
    "(?:[2-9二三四五六七八九]|1[0-9])(?:件(?:の|が|を|あ|起|発|続|、|に)|校(?:で|の|が|に)|カ所で|か所で|つの[^、。]{0,8}で|施設で|病院で)|相次|それぞれ|計[0-9]+件",
);

/// How a report begins that tells what has just become known.
static NEWS: Pattern = Pattern::new("ことが(?:分か|わか|明らかにな)[^。]{0,6}。?$");

/// Within how many sentences a report says what was announced.
const LEAD: usize = 6;

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::dict::Tables;
    use crate::extract::{Context, Extractors};
    use crate::incident::Reading;
    use crate::incident::relevance::Manners;
    use crate::page::{Block, BlockKind, Page, Post};
    use crate::text::Tokenizer;

    /// The roles and dates of a post of paragraphs that was published on 2024-04-29, with the words that give the dates.
    fn found(paragraphs: &[&str]) -> Vec<(DateRole, String, Vec<String>)> {
        static STAGES: LazyLock<(Tokenizer, Extractors)> =
            LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));
        let (tokenizer, extractors) = &*STAGES;
        let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: (*text).to_owned() };
        let blocks: Vec<Block> = paragraphs.iter().map(block).collect();
        let text = Text::new(tokenizer, &blocks);
        let published = Some("2024-04-29".parse().unwrap());
        let mentions = extractors.mentions(&text, &Context { published });
        let page = Page { published, posts: vec![Post { blocks, ..Post::default() }], ..Page::default() };
        let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
        let dates = of(&Scope::of_post(&reading), None, &[]);
        let words = |date: &EventDate| date.evidence.iter().map(|evidence| text.slice(evidence.span).to_owned()).collect();
        dates.iter().map(|date| (date.role, date.edtf.to_string(), words(date))).collect()
    }

    #[test]
    fn clauses_give_their_dates_the_roles_that_a_reader_gives_them() {
        // What occurred (o), was discovered (d) and published (p) on which day; paragraphs are parted by |.
        let cases: &[(&str, &str)] = &[
            (
                "サーバーへの不正アクセスは4月3日の未明に始まり、同日夕方まで続いた。保守会社からの知らせで翌朝に把握した。",
                "o:2024-04-03 d:2024-04-04",
            ),
            (
                "4月10日、図書館の職員が催し案内のメールを送る際に宛先を取り違えた。30分後、受け取った人から電話があった。市は12日に公表した。",
                "o:2024-04-10 d:2024-04-10 p:2024-04-12",
            ),
            ("県は25日、職員が3月28日に名簿入りの鞄を電車の網棚に置き忘れたと発表した。", "o:2024-03-28 p:2024-04-25"),
            (
                "2月中旬からアカウントに不審な投稿が続いていた。4月2日、利用者から問い合わせがあり乗っ取りが分かった。",
                "o:2024-02 d:2024-04-02",
            ),
            (
                "昨年12月20日から今年1月31日までの間、申込者の一覧が誰でも見られるようになっていました。2月1日に市民から指摘を頂きました。",
                "o:2023-12-20/2024-01-31 d:2024-02-01",
            ),
            (
                "3月29日 午前10時ごろ 委託先の担当者が誤ったファイルを公開|同日 午後4時 閲覧者からの通報により判明|4月1日 ホームページに経緯を掲載",
                "o:2024-03-29 d:2024-03-29 p:2024-04-01",
            ),
            (
                "発生日時:2024年4月3日(水)15時頃|発覚日時:2024年4月4日(木)9時|公表日:2024年4月10日",
                "o:2024-04-03 d:2024-04-04 p:2024-04-10",
            ),
            (
                "大学によると、教員は4月13日に出張先の駅で鞄を盗まれ、パソコンもなくなっていることに気づいた。",
                "o:2024-04-13 d:2024-04-13",
            ),
            ("同社は4月18日、15日に検知した不正アクセスについて続報を公表した。", "d:2024-04-15 p:2024-04-18"),
            ("4月6日付でホームページにお詫びを掲載した。", "p:2024-04-06"),
            (
                "退職した元社員が、昨年6月に顧客名簿を私物の媒体に写していた。今年3月、取引先から「勧誘の電話が来た」と連絡があり発覚。",
                "o:2023-06 d:2024-03",
            ),
            ("市教委は4月19日、臨時の校長会を開いて再発防止を指示した。", ""),
            ("対策として4月15日に多要素認証を導入した。", ""),
            ("逮捕されたのは4月22日。男は3月5日に元勤務先のサーバーに侵入し、データを消した疑い。", "o:2024-03-05"),
            ("漏えいの可能性がある期間は4月1日から4月7日まで。", "o:2024-04-01/2024-04-07"),
            ("4月16日の朝、職員が出勤すると全ての端末に脅迫文が表示されていた。", "o:2024-04-16 d:2024-04-16"),
            (
                "4月5日、取引先をかたるメールを信じて約900万円を振り込み、8日に本物の取引先に問い合わせて詐欺と気づいた。",
                "o:2024-04-05 d:2024-04-08",
            ),
            ("同社では2022年3月にもシステム障害が起きている。", ""),
            ("紛失が分かったのは4月9日の定期点検で、最後に使ったのは3月22日だった。", "o:2024-03-22/2024-04-09 d:2024-04-09"),
            (
                "4月13日(土)午後11時頃から14日(日)午前5時頃までの間、当ホテルを装ったメッセージが送信されていたことが判明しました。",
                "o:2024-04-13/2024-04-14",
            ),
            ("2月20日にはすでに侵入されていたことが判明しました。", "o:2024-02-20"),
            ("誤送信した日 令和6年4月5日|判明した日 令和6年4月6日", "o:2024-04-05 d:2024-04-06"),
            (
                "運営会社は「4月3日の第一報では影響はないとお伝えしておりましたが、流出を確認いたしました」としている。",
                "p:2024-04-03",
            ),
            ("4月8日に発送した通知に誤りがあることが、11日、受け取った市民からの電話でわかった。", "o:2024-04-08 d:2024-04-11"),
            ("事故が起きたのは3月末、気付いたのは4月12日、公表は今日です。", "o:2024-03 d:2024-04-12 p:2024-04-29"),
            ("青葉商事が26日に出したお知らせでは、流出は3月6日の攻撃によるものだという。", "o:2024-03-06 p:2024-04-26"),
            ("4月1日に就任したばかりの社長が会見で頭を下げた。", ""),
            ("4月7日、夜間の当直職員がシステムの停止に気付き、8日朝に保守会社が感染を特定した。", "d:2024-04-07"),
            // Nouns that name the day.
            ("侵入は4月3日、検知は6日、カード会社からの連絡は7日。", "o:2024-04-03 d:2024-04-06"),
            ("会見は4月8日で、気付いたのは4月6日だ。", "d:2024-04-06 p:2024-04-08"),
            // Who tells.
            ("利用者が4月6日に気付いて同社に知らせ、同社は8日に公表した。", "d:2024-04-06 p:2024-04-08"),
            ("4月6日、監視システムがアラートを上げた。", "d:2024-04-06"),
            ("4月10日に第三者機関から最終報告を受けた。", ""),
            // Ways to announce.
            ("市は9日、外部から攻撃を受けたと認めています。", "p:2024-04-09"),
            ("大学も11日に会見。", "p:2024-04-11"),
            ("同社は8日、公式サイトで注意を呼びかけた。", "p:2024-04-08"),
            ("学園は11日に保護者会を開いて説明した。", "p:2024-04-11"),
            ("4月6日、学会の発表に使うデータを写したUSBメモリを紛失した。", "o:2024-04-06"),
            // Ways in which it happens.
            ("4月3日にランサムウェアにやられ、受注が止まった。", "o:2024-04-03"),
            ("4月5日、車の窓ガラスが割られ、鞄を持っていかれた。", "o:2024-04-05"),
            ("4月6日に気付いた。4月3日からこの日にかけ、ログインの試行が続いていた。", "o:2024-04-03/2024-04-06 d:2024-04-06"),
            ("最後に確認できたのは3月17日で、4月3日の棚卸しで無いと分かった。", "o:2024-03-17/2024-04-03 d:2024-04-03"),
            ("市は11日、名簿の紛失を公表した。市では2月、名簿を誤って送るミスが起きていた。", "p:2024-04-11"),
            ("4月3日の公開から6日に削除するまでの間、氏名が見える状態だった。", "o:2024-04-03/2024-04-06"),
            // Documents, and brackets that say what day it is.
            ("12日の発表だと、4月3日にサーバーが不正アクセスを受けたらしい。", "o:2024-04-03 p:2024-04-12"),
            ("12日の引け後に出た「不正アクセスに関するお詫び」を読んだ。4月3日に侵入されたそうだ。", "o:2024-04-03 p:2024-04-12"),
            ("4月12日(第一報)、4月15日(第二報)でお伝えしております。4月10日に気づきました。", "d:2024-04-10 p:2024-04-12"),
            ("試験のサイトは止めず、合格発表(4月14日)への影響を避けた。", ""),
            // What comes out, and what the organisation learns.
            ("会員情報が漏れていたことが、12日わかった。", "p:2024-04-12"),
            ("個人情報が流出したことが12日までに分かった。", "p:2024-04-12"),
            ("端末が行方の分からない状態になっていることが12日、明らかになりました。", "p:2024-04-12"),
            // Ways to notice.
            ("4月6日、支社の社員が「見えてはいけない画面ではないか」と上司に報告。", "d:2024-04-06"),
            ("4月9日になって不審なログインであると判断し、通信を遮断しました。", "d:2024-04-09"),
            ("きっかけは4月5日、カード会社からかかってきた1本の電話だった。", "d:2024-04-05"),
            ("カード会社から漏えいの懸念を告げられたのが4月5日、公表したのが4月10日だ。", "d:2024-04-05 p:2024-04-10"),
            ("4月5日に内部通報があり、社内調査で持ち出しが確認された。", "d:2024-04-05"),
            ("4月5日、ウイルス対策ソフトが警報を発した。", "d:2024-04-05"),
            ("4月5日に使っている会社から「知らない履歴がある」と言われて調べはじめた。", "d:2024-04-05"),
            // What people see and do before they notice it.
            (
                "4月11日午後、教諭は駐車場に車を止めた。20分後に戻ると窓が割れ、かばんが盗まれていた。",
                "o:2024-04-11 d:2024-04-11",
            ),
            ("4月9日、帳票を整理していたところ、1枚足りなかった。", "o:2024-04-09 d:2024-04-09"),
            ("4月8日の朝、職員が端末を起動できず、ファイル名が書き換わっていた。", "o:2024-04-08 d:2024-04-08"),
            ("車は4月6日に盗まれ、8日、隣の市内で見つかった。", "o:2024-04-06"),
            ("家族が検索していて見つけ、12日に連絡した。", "d:2024-04-12"),
            ("不審な動きを捉えたのは4月7日。", "d:2024-04-07"),
            ("4月12日 利用者の方から「別の人の名前で届いているので困る」と電話連絡", "d:2024-04-12"),
            ("流出は4月6日、外部からの指摘により発覚した。", "d:2024-04-06"),
            // How long it went on.
            ("3月18日から10日ほど続いた攻撃で、会員の情報が抜かれた。", "o:2024-03-18"),
            ("4月6日夕方から7日にかけ、全員に電話で削除をお願いした。", ""),
            ("1件目の誤り(4月6日 午前11時頃)", "o:2024-04-06"),
            // What was put up.
            ("お詫びはサイトに4月8日付で掲載済みです。", "p:2024-04-08"),
            ("4月9日付けで発送した通知に誤りがあったことが判明しました。", "o:2024-04-09"),
            ("4月9日、名簿をサイトに載せてしまった。", "o:2024-04-09"),
            // What went on, and how it began.
            ("今月3日の深夜から続いておりましたシステムの障害は、7日に復旧しました。", "o:2024-04-03"),
            ("教頭が4月3日に共有ドライブを整理した際、専用のフォルダーを別の場所に移してしまったのが発端だ。", "o:2024-04-03"),
        ];
        let mut wrong = Vec::new();
        for (text, want) in cases {
            let paragraphs: Vec<&str> = text.split('|').collect();
            let role = |role| match role {
                DateRole::Occurred => Some("o"),
                DateRole::Discovered => Some("d"),
                DateRole::Disclosed => Some("p"),
                _ => None,
            };
            let dates = found(&paragraphs).into_iter();
            let got: Vec<String> = dates.filter_map(|(of, date, _)| Some(format!("{}:{date}", role(of)?))).collect();
            if got.join(" ") != *want {
                wrong.push(format!("{text}\n  {want} expected, {} found", got.join(" ")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Sentences as notices, news and blogs write them: what happened when (`o:` it did, `d:` it was noticed, `p:` it was
    /// announced), or `-`, a tab, the sentence; paragraphs are parted by `|`.
    const TOLD: &str = include_str!("told.txt");

    #[test]
    fn sentences_in_many_wordings_give_their_dates() {
        let mut wrong = Vec::new();
        for (want, sentence) in TOLD.lines().filter_map(|line| line.split_once('\t')) {
            let got: Vec<String> = found(&sentence.split('|').collect::<Vec<_>>())
                .into_iter()
                .filter_map(|(role, date, _)| {
                    let role = match role {
                        DateRole::Occurred => 'o',
                        DateRole::Discovered => 'd',
                        DateRole::Disclosed => 'p',
                        _ => return None,
                    };
                    Some(format!("{role}:{date}"))
                })
                .collect();
            let wants: Vec<&str> = want.split(' ').filter(|want| *want != "-").collect();
            if wants.iter().any(|want| !got.iter().any(|got| got == want)) || (wants.is_empty() && !got.is_empty()) {
                wrong.push(format!("{sentence}\n  {want} expected, {} found", got.join(" ")));
            }
        }
        assert!(wrong.len() * 20 <= TOLD.lines().count(), "more than one in twenty:\n{}", wrong.join("\n"));
    }

    #[test]
    fn every_rule_gives_its_role_to_the_dates_that_its_examples_mark() {
        let mut wrong = Vec::new();
        for rule in RULES {
            let of_rule = |sentence: &str| -> Vec<String> {
                let is_of_rule = |role: DateRole| cues::rule(role).id == rule.id;
                found(&[sentence]).into_iter().filter(|(role, ..)| is_of_rule(*role)).flat_map(|(_, _, words)| words).collect()
            };
            for sentence in rule.hit {
                let marked = sentence.split_once('《').and_then(|(_, rest)| rest.split_once('》')).unwrap().0;
                let words = of_rule(&sentence.replace(['《', '》'], ""));
                if !words.iter().any(|word| word == marked) {
                    wrong.push(format!("{} misses {marked} in {sentence}: {words:?}", rule.id));
                }
            }
            for sentence in rule.miss {
                let words = of_rule(sentence);
                if !words.is_empty() {
                    wrong.push(format!("{} finds {words:?} in {sentence}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

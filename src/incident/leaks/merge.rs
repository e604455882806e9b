//! One record for each figure, however often and however roughly the page gives it.

use std::collections::{HashMap, HashSet};

use super::contents::Contents;
use super::judge::{Figure, Part};
use crate::extract::{Bound, Unit};
use crate::incident::{Evidence, Leak, LeakCertainty};

/// The leaks that the mentioned figures are, in the order of their first mention.
pub(super) fn merge(figures: &[Figure], contents: &Contents) -> Vec<Leak> {
    let rough = rough(figures);
    let mut records: Vec<Record> = Vec::new();
    let mut known: HashMap<(u64, Counted), usize> = HashMap::new();
    let units = things(figures);
    for figure in figures.iter().filter(|figure| !rough.contains(&(figure.value.count, Counted::of(figure.value.unit)))) {
        let thing = units.get(&figure.value.count).filter(|_| figure.value.unit == Unit::Records);
        let key = (figure.value.count, thing.map_or_else(|| Counted::exactly(figure), |&unit| Counted::Other(unit)));
        if let Some(&index) = known.get(&key) {
            records[index].mentioned_again(figure, contents);
        } else {
            known.insert(key, records.len());
            records.push(Record::new(figure, &records, contents));
        }
    }
    records.into_iter().map(|record| record.leak).collect()
}

/// What is counted, by the figure, where the page says that it is files or messages: elsewhere it may call them 件.
fn things(figures: &[Figure]) -> HashMap<u64, Unit> {
    let things = figures.iter().map(|figure| (figure.value.count, figure.value.unit));
    things.filter(|&(count, unit)| count > CHANCE && is_thing(unit)).collect()
}

/// Whether a unit is one of things that are counted in 件 as well.
fn is_thing(unit: Unit) -> bool {
    matches!(unit, Unit::Files | Unit::Messages)
}

/// A leak while its mentions are gathered.
struct Record {
    leak: Leak,
    /// Whether a sentence says how certain it is.
    is_explicit: bool,
    /// Whether only headings have mentioned it so far.
    is_heading: bool,
    /// Where it is first mentioned, as an index into the scope's sentences.
    place: usize,
}

impl Record {
    fn new(figure: &Figure, before: &[Self], contents: &Contents) -> Self {
        let leak = Leak {
            count: figure.value.count,
            unit: figure.value.unit,
            bound: figure.value.bound,
            certainty: figure.certainty,
            data: contents.of(figure),
            part_of: total(figure, before),
            evidence: vec![Evidence { span: figure.span, rule: figure.rule.clone() }],
        };
        Self { leak, is_explicit: figure.is_explicit, is_heading: figure.is_heading, place: figure.place }
    }

    fn mentioned_again(&mut self, figure: &Figure, contents: &Contents) {
        let leak = &mut self.leak;
        // Of 6人の6口座 the accounts are what is counted.
        let owner = leak.evidence.last().is_some_and(|last| last.span.end() + "の".len() == figure.span.start());
        if owner {
            leak.unit = figure.value.unit;
        }
        // 1万件, and then ファイル約1万件.
        let is_told = is_thing(leak.unit) && figure.value.unit == Unit::Records;
        let tells = is_thing(figure.value.unit) && leak.unit == Unit::Records;
        // A headline counts in its own way; the article says what is counted.
        let corrects = self.is_heading && !figure.is_heading;
        if tells || corrects && !is_told {
            leak.unit = figure.value.unit;
        }
        self.is_heading &= figure.is_heading;
        leak.evidence.push(Evidence { span: figure.span, rule: figure.rule.clone() });
        leak.certainty = together((leak.certainty, self.is_explicit), (figure.certainty, figure.is_explicit));
        self.is_explicit |= figure.is_explicit;
        if leak.bound == Bound::Exact {
            leak.bound = figure.value.bound;
        }
        if leak.data.is_empty() {
            leak.data = contents.of(figure);
        }
    }
}

/// The record of which a figure is a part, as an index into those before it.
fn total(figure: &Figure, before: &[Record]) -> Option<usize> {
    let holds = |record: &Record| {
        record.leak.count > figure.value.count && Counted::of(record.leak.unit) == Counted::of(figure.value.unit)
    };
    // Few records stand between a part and its total.
    let recent = before.len().saturating_sub(LONGEST_LIST);
    let latest = |within: &dyn Fn(&Record) -> bool| {
        before[recent..].iter().rposition(|record| within(record) && holds(record)).map(|index| recent + index)
    };
    match figure.part {
        Part::None => None,
        Part::First => latest(&|_| true),
        Part::Further => before.last()?.leak.part_of.filter(|&whole| holds(&before[whole])),
        Part::Listed { lead } => latest(&|record| record.place <= lead),
    }
}

/// Units of which two may count the same thing: an account is a person's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    Person,
    Other(Unit),
}

impl Counted {
    pub(super) fn of(unit: Unit) -> Self {
        match unit {
            Unit::People | Unit::Records | Unit::Accounts | Unit::Cards => Self::Person,
            other => Self::Other(other),
        }
    }

    /// Two small figures may be equal by chance, so that their units are kept apart.
    fn exactly(figure: &Figure) -> Self {
        if figure.value.count <= CHANCE { Self::Other(figure.value.unit) } else { Self::of(figure.value.unit) }
    }
}

/// The most parts that a figure is broken down into.
const LONGEST_LIST: usize = 64;

/// The largest figure that two different things may have by chance.
const CHANCE: u64 = 5;

/// How certain a figure is of which two mentions say this: what a sentence says itself counts before what its heading
/// says, and a possibility before the bare word of a headline.
fn together(one: (LeakCertainty, bool), other: (LeakCertainty, bool)) -> LeakCertainty {
    match (one.1, other.1) {
        (true, false) => one.0,
        (false, true) => other.0,
        _ if one.0 == LeakCertainty::Possible || other.0 == LeakCertainty::Possible => LeakCertainty::Possible,
        _ if one.0 == LeakCertainty::Denied => other.0,
        _ => one.0,
    }
}

/// The figures that are another one rounded to its first digits, up or down.
fn rough(figures: &[Figure]) -> HashSet<(u64, Counted)> {
    let said: HashSet<(u64, Counted)> =
        figures.iter().map(|figure| (figure.value.count, Counted::of(figure.value.unit))).collect();
    let mut rough = HashSet::new();
    for &(count, counted) in &said {
        let mut step = place(count) * 10;
        while step <= count {
            if step >= LEAST_STEP {
                let down = count / step * step;
                let up = (count - down >= step / 2).then_some(down + step);
                // What is further off (200 for 170) is another figure.
                let near = |value: &u64| place(*value) == step && value.abs_diff(count) <= count / 10;
                let found = [Some(down), up].into_iter().flatten().filter(near);
                rough.extend(found.map(|value| (value, counted)).filter(|value| said.contains(value)));
            }
            step = step.saturating_mul(10);
        }
    }
    rough
}

/// The least that figures are rounded to: nobody rounds 34 people to 30.
const LEAST_STEP: u64 = 100;

/// The place of the last digit that is not zero: 100 for 4300.
fn place(count: u64) -> u64 {
    let mut place: u64 = 1;
    while count > 0 && place.checked_mul(10).is_some_and(|next| count.is_multiple_of(next)) {
        place *= 10;
    }
    place
}

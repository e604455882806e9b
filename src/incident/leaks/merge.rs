//! One record for each figure, however often and however roughly the page gives it.

use super::judge::Figure;
use crate::extract::{Bound, Unit};
use crate::incident::{Evidence, Leak, LeakCertainty, Scope};

/// The leaks that the mentioned figures are, in the order of their first mention.
pub(super) fn merge(_scope: &Scope, figures: Vec<Figure>) -> Vec<Leak> {
    let rounded: Vec<bool> = figures.iter().map(|figure| figures.iter().any(|precise| rounds(figure, precise))).collect();
    let mut leaks: Vec<(Leak, bool)> = Vec::new();
    for (figure, _) in figures.iter().zip(rounded).filter(|(_, rounded)| !rounded) {
        let evidence = Evidence { span: figure.span, rule: figure.rule.clone() };
        let known = leaks.iter_mut().find(|(leak, _)| leak.count == figure.value.count && leak.unit == figure.value.unit);
        if let Some((leak, is_explicit)) = known {
            leak.evidence.push(evidence);
            leak.certainty = together((leak.certainty, *is_explicit), (figure.certainty, figure.is_explicit));
            *is_explicit |= figure.is_explicit;
            if leak.bound == Bound::Exact {
                leak.bound = figure.value.bound;
            }
        } else {
            let part_of = if figure.is_part { leaks.len().checked_sub(1) } else { None };
            let leak = Leak {
                count: figure.value.count,
                unit: figure.value.unit,
                bound: figure.value.bound,
                certainty: figure.certainty,
                data: Vec::new(),
                part_of,
                evidence: vec![evidence],
            };
            leaks.push((leak, figure.is_explicit));
        }
    }
    leaks.into_iter().map(|(leak, _)| leak).collect()
}

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

/// Whether `rough` is `precise` rounded, up or down.
fn rounds(rough: &Figure, precise: &Figure) -> bool {
    let (rough, precise) = (&rough.value, &precise.value);
    let comparable = |unit| matches!(unit, Unit::People | Unit::Records | Unit::Accounts | Unit::Cards);
    let same = rough.unit == precise.unit || comparable(rough.unit) && comparable(precise.unit);
    let step = place(rough.count);
    if !same || rough.count == precise.count || step < 100 || place(precise.count) >= step {
        return false;
    }
    let down = precise.count / step * step;
    rough.count == down || rough.count == down + step && (precise.count - down) * 2 >= step
}

/// The place of the last digit that is not zero: 100 for 4300.
fn place(count: u64) -> u64 {
    let mut place = 1;
    while count > 0 && count.is_multiple_of(place * 10) {
        place *= 10;
    }
    place
}

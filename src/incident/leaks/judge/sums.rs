//! Figures that add up.
//!
//! A page breaks a figure down in any words (最も多いのは保証人で300名、次に学生の200名). That numbers which follow each other add
//! up to one of the leak says more than their words: they are its parts, or it is their total.

use crate::extract::Unit;
use crate::incident::leaks::merge::Counted;

/// A figure of the scope, in the order of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) count: u64,
    pub(super) unit: Unit,
    /// Its sentence, as an index into the scope's.
    pub(super) place: usize,
    /// Whether it is one of the leak by its words.
    pub(super) is_known: bool,
}

/// A figure that is one of the leak because of another, both as indices into the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// The first is a part of the second.
    Part(usize, usize),
    /// The first is the total of the second and those after it.
    Total(usize, usize),
}

/// The least total: small numbers add up by chance.
const LEAST: u64 = 20;

/// The most parts of a total.
const MOST_PARTS: usize = 12;

/// Over how many sentences a figure is broken down.
const FURTHEST: usize = 8;

/// What is added to the `terms` that are known.
pub(super) fn added(terms: &[Term]) -> Vec<Added> {
    let mut known: Vec<bool> = terms.iter().map(|term| term.is_known).collect();
    // For each term the parts that follow it, found from the end so that parts have parts of their own.
    let mut ends: Vec<Option<usize>> = vec![None; terms.len()];
    for whole in (0..terms.len()).rev() {
        ends[whole] = parts_after(terms, whole, &ends).last().map(|part| ends[*part].unwrap_or(*part));
    }
    let mut added = Vec::new();
    for whole in 0..terms.len() {
        for parts in [parts_after(terms, whole, &ends), parts_before(terms, whole)] {
            let Some(&first) = parts.first() else { continue };
            if known[whole] {
                for &part in parts.iter().filter(|part| !known[**part]) {
                    added.push(Added::Part(part, whole));
                }
                parts.iter().for_each(|part| known[*part] = true);
            } else if parts.iter().all(|part| known[*part]) {
                added.push(Added::Total(whole, first));
                known[whole] = true;
            }
        }
    }
    added
}

/// The terms right after `whole` that add up to it, each without its own parts; none where they do not.
fn parts_after(terms: &[Term], whole: usize, ends: &[Option<usize>]) -> Vec<usize> {
    let mut next = whole + 1;
    let following = std::iter::from_fn(|| {
        let at = next;
        next = ends.get(at).copied().flatten().unwrap_or(at) + 1;
        (at < terms.len()).then_some(at)
    });
    sum_to(terms, whole, following)
}

/// The terms right before `whole` that add up to it.
fn parts_before(terms: &[Term], whole: usize) -> Vec<usize> {
    sum_to(terms, whole, (0..whole).rev())
}

/// Those of the terms at `places`, in their order, that add up to the one at `whole`.
fn sum_to(terms: &[Term], whole: usize, places: impl Iterator<Item = usize>) -> Vec<usize> {
    let total = terms[whole];
    let alike = |term: &Term| Counted::of(term.unit) == Counted::of(total.unit);
    let near = |term: &Term| term.place.abs_diff(total.place) <= FURTHEST;
    let mut parts = Vec::new();
    let mut sum: u64 = 0;
    if total.count < LEAST {
        return parts;
    }
    for place in places.take(2 * MOST_PARTS).take_while(|place| near(&terms[*place])).filter(|place| alike(&terms[*place])) {
        sum = sum.saturating_add(terms[place].count);
        parts.push(place);
        if sum >= total.count || parts.len() == MOST_PARTS {
            break;
        }
    }
    if sum == total.count && parts.len() > 1 { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The terms of a scope: each number with whether it is known.
    fn terms(counts: &[(u64, bool)]) -> Vec<Term> {
        let term = |(place, &(count, is_known)): (usize, &(u64, bool))| Term { count, unit: Unit::People, place, is_known };
        counts.iter().enumerate().map(term).collect()
    }

    #[test]
    fn parts_add_up_to_the_figure_before_or_after_them() {
        let after = terms(&[(623, true), (301, false), (322, false), (9, false)]);
        assert_eq!(added(&after), [Added::Part(1, 0), Added::Part(2, 0)]);
        let before = terms(&[(18, false), (72, false), (190, false), (262, true)]);
        assert_eq!(added(&before), [Added::Part(2, 3), Added::Part(1, 3)]);
    }

    #[test]
    fn parts_have_parts_of_their_own() {
        let nested = terms(&[(71, true), (67, false), (61, true), (6, false), (4, true)]);
        assert_eq!(added(&nested), [Added::Part(1, 0), Added::Part(3, 1)]);
    }

    #[test]
    fn a_total_adds_up_those_that_are_known() {
        assert_eq!(added(&terms(&[(30, true), (12, true), (42, false)])), [Added::Total(2, 1)]);
    }

    #[test]
    fn what_does_not_add_up_or_is_small_is_nothing() {
        assert_eq!(added(&terms(&[(623, true), (301, false), (323, false)])), []);
        assert_eq!(added(&terms(&[(5, true), (2, false), (3, false)])), []);
        let mut other = terms(&[(623, true), (301, false), (322, false)]);
        other[2].unit = Unit::Organizations;
        assert_eq!(added(&other), []);
    }

    #[test]
    fn many_equal_figures_add_up_to_none_of_them() {
        assert_eq!(added(&terms(&vec![(30, true); 20_000])), []);
    }
}

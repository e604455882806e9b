//! Lists of names: what is said of one of them is said of all.

use crate::extract::{Mention, Organization};
use crate::text::{Norm, Span};

use super::View;
use super::victim::joins;

/// The list that a name stands in: from the first name to the last, or the name alone.
pub(super) type List = Span<Norm>;

/// The list of each mention, in the order of the mentions.
pub(super) fn of(view: &View, mentions: &[&Mention<Organization>]) -> Vec<List> {
    let mut lists: Vec<List> = mentions.iter().map(|mention| mention.span).collect();
    let mut run: Vec<usize> = Vec::new();
    for (index, mention) in mentions.iter().enumerate() {
        let Some(&last) = run.last() else {
            run.push(index);
            continue;
        };
        let end = mentions[last].span.end();
        let is_near = mention.span.start() >= end && mention.span.start() - end <= FARTHEST;
        let between = if is_near { view.words(end, mention.span.start()) } else { "。" };
        // 青葉商事(北浜市)、: what stands in brackets explains the name before.
        let is_inside = between.matches('(').count() > between.matches(')').count() && !between.contains('。');
        if is_inside {
            continue;
        }
        if !joins(between) {
            close(&mut lists, mentions, &run);
            run.clear();
        }
        run.push(index);
    }
    close(&mut lists, mentions, &run);
    lists
}

/// How far from one name of a list to the next, in bytes: brackets and a word that describes it may stand between.
const FARTHEST: usize = 160;

/// Gives each of a run of mentions the span of all of them.
fn close(lists: &mut [List], mentions: &[&Mention<Organization>], run: &[usize]) {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return };
    let whole = mentions[first].span.cover(mentions[last].span);
    for &index in run {
        lists[index] = whole;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_by_little() {
        for between in ["、", "や", "(北浜市)、", "(18万件)と、寝具の", "」、「", "さんと", "、それに", "および"]
        {
            assert!(joins(between), "{between}");
        }
        for between in ["は、", "のサーバーと", "。", "が提供する", "に委託し、", "から", ""] {
            assert!(!joins(between), "{between}");
        }
    }
}

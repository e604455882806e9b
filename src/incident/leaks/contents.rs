//! What kinds of data a figure counts.

use super::judge::Figure;
use super::setting::Setting;
use crate::extract::modality::{self, Modality};
use crate::extract::{DataKind, Mention};
use crate::incident::Scope;
use crate::page::BlockKind;
use crate::text::{Norm, Span};

/// How many sentences before or after a figure may name its data.
const REACH: usize = 3;

/// How many sentences of a table's row are looked at.
const WIDEST: usize = 32;

/// How many bytes may stand between data and the figure that counts it: などが, の件数は.
const ADJOINING: usize = 18;

/// The kinds of data that the sentences of a scope name.
pub(super) struct Contents<'s> {
    scope: &'s Scope<'s>,
    settings: &'s [Setting<'s>],
    /// The kinds that each sentence of the scope names, except where it says that they did not leak.
    named: Vec<Vec<&'s Mention<DataKind>>>,
    /// Where the figures stand.
    figures: Vec<Span<Norm>>,
}

impl<'s> Contents<'s> {
    /// The kinds of data that the sentences of `scope`, whose settings are `settings`, name beside `figures`.
    pub(super) fn new(scope: &'s Scope<'s>, settings: &'s [Setting<'s>], figures: &[Figure]) -> Self {
        let text = scope.text();
        let mut named = vec![Vec::new(); scope.sentences.len()];
        for mention in scope.only(&scope.reading.mentions.data) {
            let place = scope.sentence_of(mention.span).and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
            if let Some(place) = place.filter(|_| modality::of(text, mention.span) != Modality::Denied) {
                named[place].push(mention);
            }
        }
        Self { scope, settings, named, figures: figures.iter().map(|figure| figure.span).collect() }
    }

    /// The kinds of data that `figure` counts, each once, in the order of the text: those named beside it, in its row, or
    /// else close by under the same heading.
    pub(super) fn of(&self, figure: &Figure) -> Vec<String> {
        let place = figure.place;
        let beside = self.beside(figure);
        if !beside.is_empty() {
            return kinds(beside);
        }
        let row = self.row(place);
        if !row.is_empty() {
            return kinds(row);
        }
        let headings = &self.settings[place].headings;
        let near = |&place: &usize| &self.settings[place].headings == headings && !self.settings[place].is_heading;
        let after = (place + 1..self.named.len().min(place + 1 + REACH)).filter(near);
        let before = (place.saturating_sub(REACH)..place).rev().filter(near);
        let lists =
            |place: &usize| self.named[*place].len() > 1 || self.settings[*place].is_entry && self.named[*place].len() == 1;
        let found = after.chain(before).find(lists).map(|place| &self.named[place]);
        found.map_or_else(Vec::new, |named| kinds(named.clone()))
    }

    /// The kinds named in the figure's own sentence: from it to the next figure, or else from the one before to it.
    fn beside(&self, figure: &Figure) -> Vec<&'s Mention<DataKind>> {
        let index = self.figures.partition_point(|span| span.start() < figure.span.start());
        let next = self.figures.get(index + 1).map_or(usize::MAX, |span| span.start());
        let last = index.checked_sub(1).map_or(0, |last| self.figures[last].end());
        let named = &self.named[figure.place];
        let within = |from: usize, to: usize| {
            named.iter().filter(move |kind| kind.span.start() >= from && kind.span.end() <= to).copied().collect::<Vec<_>>()
        };
        let before = within(last, figure.span.start());
        let adjoins = before.last().is_some_and(|kind| kind.span.end() + ADJOINING >= figure.span.start());
        let after = within(figure.span.end(), next);
        let found = if adjoins || after.is_empty() { before } else { after };
        if found.is_empty() { named.clone() } else { found }
    }

    /// The kinds named in the row of the table in which the sentence at `place` stands.
    fn row(&self, place: usize) -> Vec<&'s Mention<DataKind>> {
        let row_of = |place: usize| {
            let passage = self.scope.text().sentences()[self.scope.sentences[place]].passage;
            match &self.scope.text().passages()[passage].kind {
                BlockKind::Cell(cell) => Some((cell.table, cell.row)),
                _ => None,
            }
        };
        let Some(row) = row_of(place) else { return Vec::new() };
        let before = (place.saturating_sub(WIDEST)..place).rev().take_while(|&other| row_of(other) == Some(row));
        let after = (place + 1..self.named.len().min(place + WIDEST)).take_while(|&other| row_of(other) == Some(row));
        let mut places: Vec<usize> = before.chain(after).collect();
        places.sort_unstable();
        places.into_iter().flat_map(|place| self.named[place].iter().copied()).collect()
    }
}

/// The identifiers of the kinds, each once.
fn kinds(mentions: Vec<&Mention<DataKind>>) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for mention in mentions {
        if !kinds.contains(&mention.value.0) {
            kinds.push(mention.value.0.clone());
        }
    }
    kinds
}

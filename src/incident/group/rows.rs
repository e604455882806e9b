//! The rows of the table in which an organisation lists its own mishaps: each is a case, told by its day and the office where
//! it happened.

use super::division::Division;
use super::{Part, parts};
use crate::incident::{Scope, relevance};
use crate::page::{BlockKind, Cell};
use crate::pattern::Pattern;

/// The scopes of a post that lists its mishaps in a table with a column of days and one of offices (発生日, 所属); `None` where
/// there is none. What stands before the table says whose they are.
pub(super) fn cases<'a>(scope: &Scope<'a>) -> Option<Vec<Scope<'a>>> {
    let parts = parts(scope, Division::Items);
    let first = parts.iter().position(|part| part.is_unit && is_row(part))?;
    let rows: Vec<&Part> = parts.iter().filter(|part| part.is_unit && is_row(part)).collect();
    let cases: Vec<&Part> = rows.iter().copied().filter(|row| tells(row)).collect();
    if cases.len() < 2 || cases.len() * 3 < rows.len() * 2 {
        return None;
    }
    let lead: Vec<usize> = parts[..first].iter().flat_map(|part| part.scope.sentences.iter().copied()).collect();
    let scopes =
        cases.into_iter().map(|row| Scope { context: lead.clone(), is_listed: true, is_own_case: true, ..row.scope.clone() });
    Some(scopes.collect())
}

/// Whether a unit is a row of a table with a column of days and one of offices.
fn is_row(part: &Part) -> bool {
    static DAY: Pattern = Pattern::new("^(?:発生|公表|発表|判明|発覚|報告|覚知)?(?:年?月日|日時?|時期|年月)$");
    static OFFICE: Pattern = Pattern::new(
        "^(?:発生|担当|所管|公表|発表)?(?:所属名?|部署名?|部局名?|担当課|所管課|課名?|部局課|課・?室名?|担当|所管|場所|施設名?|機関名?|校名|店舗名?|支店名?)$",
    );
    let heads = |cue: &Pattern| {
        cells(part).any(|cell| cell.column_heading.as_deref().is_some_and(|heading| cue.is_match(heading.trim())))
    };
    heads(&DAY) && heads(&OFFICE)
}

/// The cells of a row.
fn cells<'p>(part: &'p Part) -> impl Iterator<Item = &'p Cell> {
    let text = part.scope.text();
    part.scope.sentences.iter().filter_map(|&sentence| match &text.passages()[text.sentences()[sentence].passage].kind {
        BlockKind::Cell(cell) if !cell.is_heading || cell.row > 0 => Some(cell),
        _ => None,
    })
}

/// Whether a row tells a mishap, and on what day.
fn tells(row: &Part) -> bool {
    row.scope.only(&row.scope.reading.mentions.dates).next().is_some() && relevance::is_incident(&row.scope)
}

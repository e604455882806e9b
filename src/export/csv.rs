//! A table that spreadsheets open: one incident a line, in the columns of [`COLUMNS`].
//!
//! UTF-8 with a byte order mark, without which Excel takes Japanese for something else; commas, quotes and line ends as
//! RFC 4180 has them. The entries of a list are joined by `; `. A cell that a spreadsheet would run as a formula gets
//! a `'` in front. Evidence does not fit a table: it is in the JSON formats, under the same id.

use std::fmt::Display;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::record::{AttackCertainty, Bound, Certainty, DateRole, Leak, Loss, Record, Role};

/// A column: its name, and what stands in it for a record.
pub type Column = (&'static str, fn(&Record) -> String);

/// The columns, from left to right.
///
/// `attack_types` marks a kind that the page only holds likely with `(suspected)`. A figure in `leaks` and `losses` reads
/// like `about 1200 people (possible)`: its bound unless exact, its count, its unit, its certainty unless confirmed; a
/// loss has its kind in front. Each role of a date or an organisation is a column.
pub const COLUMNS: [Column; 34] = [
    ("id", |record| record.id.clone()),
    ("title", |record| record.title.clone()),
    ("victim", |record| record.victim.as_ref().map(|victim| victim.name.clone()).unwrap_or_default()),
    ("victim_kind", |record| record.victim.as_ref().map(|victim| victim.kind.to_string()).unwrap_or_default()),
    ("victim_aliases", |record| record.victim.as_ref().map(|victim| joined(&victim.aliases)).unwrap_or_default()),
    ("securities_code", |record| record.victim.as_ref().and_then(|victim| victim.securities_code.clone()).unwrap_or_default()),
    ("attack_types", attack_types),
    ("malware", |record| joined(record.malware.iter().map(|malware| &malware.name))),
    ("vulnerabilities", |record| joined(record.vulnerabilities.iter().map(|vulnerability| &vulnerability.cve))),
    ("occurred", |record| dates(record, DateRole::Occurred)),
    ("discovered", |record| dates(record, DateRole::Discovered)),
    ("disclosed", |record| dates(record, DateRole::Disclosed)),
    ("contained", |record| dates(record, DateRole::Contained)),
    ("restored", |record| dates(record, DateRole::Restored)),
    ("reported", |record| dates(record, DateRole::Reported)),
    ("affected_period", |record| dates(record, DateRole::AffectedPeriod)),
    ("leaks", |record| joined(record.leaks.iter().map(leak))),
    ("leaked_data", leaked_data),
    ("losses", |record| joined(record.losses.iter().map(loss))),
    ("affected", |record| organizations(record, Role::Affected)),
    ("service_provider", |record| organizations(record, Role::ServiceProvider)),
    ("parent", |record| organizations(record, Role::Parent)),
    ("subsidiary", |record| organizations(record, Role::Subsidiary)),
    ("attacker", |record| organizations(record, Role::Attacker)),
    ("investigator", |record| organizations(record, Role::Investigator)),
    ("authority", |record| organizations(record, Role::Authority)),
    ("source", |record| organizations(record, Role::Source)),
    ("path", |record| record.source.path.clone().unwrap_or_default()),
    ("url", |record| record.source.url.clone().unwrap_or_default()),
    ("site", |record| record.source.site.clone().unwrap_or_default()),
    ("page_title", |record| record.source.title.clone().unwrap_or_default()),
    ("published", |record| record.source.published.clone().unwrap_or_default()),
    ("sha256", |record| record.source.sha256.clone()),
    ("warnings", |record| joined(&record.warnings)),
];

/// Begins the table: the byte order mark and the names of the columns.
pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    write_row(out, COLUMNS.iter().map(|(name, _)| (*name).to_owned()))
}

pub(super) fn write(out: &mut impl Write, record: &Record) -> io::Result<()> {
    write_row(out, COLUMNS.iter().map(|(_, cell)| inert(cell(record))))
}

/// Writes a row in one piece.
fn write_row(out: &mut impl Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.map(String::into_bytes))?;
    out.write_all(&writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// A cell that no spreadsheet takes for a formula.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn joined(values: impl IntoIterator<Item = impl Display>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.join("; ")
}

fn attack_types(record: &Record) -> String {
    joined(record.attack_types.iter().map(|attack| match attack.certainty {
        AttackCertainty::Confirmed => attack.kind.to_string(),
        AttackCertainty::Suspected => format!("{} (suspected)", attack.kind),
    }))
}

fn dates(record: &Record, role: DateRole) -> String {
    joined(record.dates.iter().filter(|date| date.role == role).map(|date| &date.edtf))
}

fn organizations(record: &Record, role: Role) -> String {
    joined(record.organizations.iter().filter(|party| party.role == role).map(|party| &party.name))
}

/// The kinds of data of all leaks, each once.
fn leaked_data(record: &Record) -> String {
    let mut kinds: Vec<&String> = Vec::new();
    for kind in record.leaks.iter().flat_map(|leak| &leak.data) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    joined(kinds)
}

fn leak(leak: &Leak) -> String {
    figure(leak.bound, leak.count, leak.unit, leak.certainty)
}

fn loss(loss: &Loss) -> String {
    let figure = figure(loss.bound, loss.amount, &loss.currency, loss.certainty);
    format!("{} {figure}", loss.kind)
}

fn figure(bound: Bound, count: u64, unit: impl Display, certainty: Certainty) -> String {
    let bound = if bound == Bound::Exact { String::new() } else { format!("{bound} ") };
    let certainty = if certainty == Certainty::Confirmed { String::new() } else { format!(" ({certainty})") };
    format!("{bound}{count} {unit}{certainty}")
}

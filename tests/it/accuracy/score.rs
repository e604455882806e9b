//! How far records agree with expectations.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use super::expectation::{Expected, ExpectedIncident, Figure, Sum};

/// The least [`affinity`] of a record and an expected incident that can be a pair: more than one type or date in common.
const PAIRED: usize = 2;

/// The roles of dates that are scored.
const DATE_ROLES: [&str; 3] = ["occurred", "discovered", "disclosed"];

/// The roles of organisations whose invention is punished.
const PARTY_ROLES: [&str; 5] = ["affected", "service_provider", "parent", "subsidiary", "attacker"];

/// A record as a reader of the JSON has it, with the fields that are scored.
#[derive(Deserialize, Default)]
pub struct Record {
    victim: Option<Victim>,
    organizations: Vec<Organization>,
    attack_types: Vec<Attack>,
    dates: Vec<Date>,
    leaks: Vec<Figure>,
    losses: Vec<Sum>,
}

#[derive(Deserialize)]
struct Victim {
    name: String,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Organization {
    name: String,
    role: String,
}

#[derive(Deserialize)]
struct Attack {
    r#type: String,
}

#[derive(Deserialize)]
struct Date {
    role: String,
    edtf: String,
}

impl Record {
    fn victim(&self) -> Option<&str> {
        self.victim.as_ref().map(|victim| victim.name.as_str()).filter(|name| !name.is_empty())
    }

    fn types(&self) -> BTreeSet<&str> {
        self.attack_types.iter().map(|attack| attack.r#type.as_str()).collect()
    }

    fn dates(&self) -> BTreeSet<(&str, &str)> {
        let scored = self.dates.iter().filter(|date| DATE_ROLES.contains(&&*date.role));
        scored.map(|date| (&*date.role, &*date.edtf)).collect()
    }

    /// The leaks, each with the certainty that is given first.
    fn leaks(&self) -> BTreeMap<(u64, &str), Option<&str>> {
        certainties(&self.leaks)
    }

    fn losses(&self) -> BTreeSet<(u64, &str)> {
        sums(&self.losses)
    }
}

fn certainties(figures: &[Figure]) -> BTreeMap<(u64, &str), Option<&str>> {
    let mut certainties = BTreeMap::new();
    for figure in figures {
        certainties.entry((figure.count, &*figure.unit)).or_insert(figure.certainty.as_deref());
    }
    certainties
}

fn counts(figures: &[Figure]) -> BTreeSet<(u64, &str)> {
    figures.iter().map(|figure| (figure.count, &*figure.unit)).collect()
}

fn sums(sums: &[Sum]) -> BTreeSet<(u64, &str)> {
    sums.iter().map(|sum| (sum.amount, &*sum.currency)).collect()
}

fn words(words: &[String]) -> BTreeSet<&str> {
    words.iter().map(String::as_str).collect()
}

/// A name without what two spellings of it may differ in: width, letter case, corporate form, blanks, quotes, brackets.
pub fn fold(name: &str) -> String {
    static CORPORATE: LazyLock<Regex> = LazyLock::new(|| {
        let forms = "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|\
                     社団法人|財団法人|独立行政法人|地方独立行政法人|国立大学法人|公立大学法人|国立研究開発法人|\
                     特定非営利活動法人|学校法人|社会福祉法人|医療法人社団|医療法人財団|医療法人|社会医療法人|宗教法人|\
                     生活協同組合|\\(株\\)|\\(有\\)|\\(社\\)|,?\\s*(inc|co\\.?,?\\s*ltd|ltd|corp|corporation|llc)\\.?$";
        Regex::new(forms).expect("a regular expression")
    });
    let plain: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let bare = CORPORATE.replace_all(&plain, "");
    bare.chars().filter(|c| !c.is_whitespace() && !"「」『』“”\"'・･,.、。()（）".contains(*c)).collect()
}

fn is_one_of<'a>(name: &str, names: impl IntoIterator<Item = &'a String>) -> bool {
    let folded = fold(name);
    names.into_iter().any(|other| fold(other) == folded)
}

/// How many values are right, wrong, and missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Wanted and found.
    pub right: usize,
    /// Found, but neither wanted nor tolerated.
    pub wrong: usize,
    /// Wanted, but not found.
    pub missing: usize,
}

impl Tally {
    /// Which part of what was found is right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Which part of what is wanted was found; 1 where nothing is wanted.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missing)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }

    /// Compares a set of values; says whether they agree.
    fn compare<T: Ord>(&mut self, found: &BTreeSet<T>, wanted: &BTreeSet<T>, tolerated: &BTreeSet<T>) -> bool {
        let missing = wanted.difference(found).count();
        let wrong = found.iter().filter(|value| !wanted.contains(value) && !tolerated.contains(value)).count();
        self.right += wanted.len() - missing;
        self.missing += missing;
        self.wrong += wrong;
        missing == 0 && wrong == 0
    }
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// For how many it holds.
    pub held: usize,
    /// Of how many.
    pub all: usize,
}

impl Share {
    /// The share; 1 of nothing.
    pub fn ratio(self) -> f64 {
        ratio(self.held, self.all)
    }

    fn count(&mut self, holds: bool) {
        self.held += usize::from(holds);
        self.all += 1;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Every measure over a set of pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Incidents that were found at all.
    pub incident: Tally,
    /// The victims' names.
    pub victim: Tally,
    /// What kinds of attack.
    pub attack_type: Tally,
    /// Dates by role: when it happened.
    pub occurred: Tally,
    /// When it was noticed.
    pub discovered: Tally,
    /// When it was announced.
    pub disclosed: Tally,
    /// Dates of the three roles together.
    pub date: Tally,
    /// Figures of leaks, with their unit.
    pub leak: Tally,
    /// Sums of money.
    pub loss: Tally,
    /// Other organisations, with their role.
    pub organization: Tally,
    /// Pages that report an incident, told from those that do not.
    pub page: Tally,
    /// Figures of leaks that were found, whose certainty is right.
    pub certainty: Share,
    /// Incidents without any error but in money and other organisations.
    pub exact: Share,
}

impl Score {
    /// Adds a page to the score.
    pub fn add(&mut self, records: &[Record], expected: &Expected) {
        let partners = pairs(records, &expected.incidents);
        let optional = |record: usize| partners[record].is_some_and(|incident| expected.incidents[incident].optional);
        let counted: Vec<usize> = (0..records.len()).filter(|record| !optional(*record)).collect();
        self.add_page(!counted.is_empty(), expected);
        for (number, incident) in expected.incidents.iter().enumerate().filter(|(_, incident)| !incident.optional) {
            let record = partners.iter().position(|partner| *partner == Some(number));
            self.add_incident(record.map(|record| &records[record]), incident);
        }
        for record in counted.into_iter().filter(|record| partners[*record].is_none()) {
            self.add_invention(&records[record]);
        }
    }

    fn add_page(&mut self, reported: bool, expected: &Expected) {
        match (reported, expected.incidents.iter().any(|incident| !incident.optional)) {
            (true, true) => self.page.right += 1,
            (true, false) => self.page.wrong += 1,
            (false, true) => self.page.missing += 1,
            (false, false) => {}
        }
    }

    fn add_incident(&mut self, found: Option<&Record>, expected: &ExpectedIncident) {
        let nothing = Record::default();
        let record = found.unwrap_or(&nothing);
        if found.is_some() {
            self.incident.right += 1;
        } else {
            self.incident.missing += 1;
        }
        let mut exact = found.is_some();
        exact &= self.add_victim(record, expected);
        let (wanted, tolerated) = (words(&expected.attack_types), words(&expected.attack_types_ok));
        exact &= self.attack_type.compare(&record.types(), &wanted, &tolerated);
        for role in DATE_ROLES {
            exact &= self.add_dates(role, record, expected);
        }
        exact &= self.add_leaks(record, expected);
        self.loss.compare(&record.losses(), &sums(&expected.losses), &sums(&expected.losses_ok));
        self.add_organizations(record, expected);
        self.exact.count(exact);
    }

    fn add_victim(&mut self, record: &Record, expected: &ExpectedIncident) -> bool {
        let named = !expected.victim.is_empty();
        let right = record.victim().is_some_and(|name| is_one_of(name, &expected.victim));
        self.victim.right += usize::from(right);
        self.victim.missing += usize::from(named && !right);
        self.victim.wrong += usize::from(record.victim().is_some() && !right);
        right || !(named || record.victim().is_some())
    }

    fn add_dates(&mut self, role: &str, record: &Record, expected: &ExpectedIncident) -> bool {
        let alternatives = expected.dates.get(role).map_or(BTreeSet::new(), |dates| words(dates));
        let tolerated = |date: &str| expected.dates_ok.iter().any(|(of, ok)| of == role && ok == date);
        let found = record.dates().into_iter().filter(|(of, _)| *of == role).map(|(_, date)| date);
        let (right, others): (Vec<&str>, Vec<&str>) = found.partition(|date| alternatives.contains(date));
        let wrong = others.into_iter().filter(|date| !tolerated(date)).count();
        let tally = Tally {
            right: usize::from(!right.is_empty()),
            wrong,
            missing: usize::from(!alternatives.is_empty() && right.is_empty()),
        };
        self.add_date_tally(role, tally);
        tally.wrong == 0 && tally.missing == 0
    }

    fn add_date_tally(&mut self, role: &str, tally: Tally) {
        let of_role = match role {
            "occurred" => &mut self.occurred,
            "discovered" => &mut self.discovered,
            _ => &mut self.disclosed,
        };
        for sum in [of_role, &mut self.date] {
            sum.right += tally.right;
            sum.wrong += tally.wrong;
            sum.missing += tally.missing;
        }
    }

    fn add_leaks(&mut self, record: &Record, expected: &ExpectedIncident) -> bool {
        let (found, wanted) = (record.leaks(), certainties(&expected.leaks));
        for (figure, certainty) in wanted.iter().filter(|(_, certainty)| certainty.is_some()) {
            if let Some(given) = found.get(figure) {
                self.certainty.count(given == certainty);
            }
        }
        self.leak.compare(&found.into_keys().collect(), &wanted.into_keys().collect(), &counts(&expected.leaks_ok))
    }

    fn add_organizations(&mut self, record: &Record, expected: &ExpectedIncident) {
        let matches = |party: &Organization, wanted: &super::expectation::Party| {
            party.role == wanted.role && is_one_of(&party.name, &wanted.name)
        };
        let mut hit = BTreeSet::new();
        for wanted in &expected.organizations {
            match record.organizations.iter().position(|party| matches(party, wanted)) {
                Some(party) => {
                    hit.insert(party);
                    self.organization.right += 1;
                }
                None => self.organization.missing += 1,
            }
        }
        let wanted = expected.organizations.iter().flat_map(|party| &party.name);
        let known: Vec<&String> = wanted.chain(expected.organizations_ok.iter().flatten()).chain(&expected.victim).collect();
        let strangers = record.organizations.iter().enumerate().filter(|(number, party)| {
            !hit.contains(number) && PARTY_ROLES.contains(&&*party.role) && !is_one_of(&party.name, known.iter().copied())
        });
        self.organization.wrong += strangers.count();
    }

    /// Everything that a record of no expected incident says is wrong.
    fn add_invention(&mut self, record: &Record) {
        self.incident.wrong += 1;
        self.victim.wrong += usize::from(record.victim().is_some());
        self.attack_type.wrong += record.types().len();
        for (role, _) in record.dates() {
            self.add_date_tally(role, Tally { wrong: 1, ..Tally::default() });
        }
        self.leak.wrong += record.leaks().len();
        self.loss.wrong += record.losses().len();
    }

    /// The measures with a right, a wrong and a missing count, by name.
    pub fn tallies(&self) -> [(&'static str, Tally); 11] {
        [
            ("incident", self.incident),
            ("victim", self.victim),
            ("attack_type", self.attack_type),
            ("occurred", self.occurred),
            ("discovered", self.discovered),
            ("disclosed", self.disclosed),
            ("date", self.date),
            ("leak", self.leak),
            ("loss", self.loss),
            ("organization", self.organization),
            ("page", self.page),
        ]
    }

    /// The mean F1 of victims, dates, attack types and leaks.
    pub fn core(&self) -> f64 {
        [self.victim, self.date, self.attack_type, self.leak].iter().map(|tally| tally.f1()).sum::<f64>() / 4.0
    }

    /// Every measure as one number from 0 to 1, by name.
    pub fn measures(&self) -> BTreeMap<&'static str, f64> {
        let shares = [("certainty", self.certainty.ratio()), ("exact", self.exact.ratio()), ("core", self.core())];
        self.tallies().into_iter().map(|(name, tally)| (name, tally.f1())).chain(shares).collect()
    }
}

impl Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<13}{:>10}{:>8}{:>8}{:>7}{:>7}{:>9}",
            "measure", "precision", "recall", "F1", "right", "wrong", "missing"
        )?;
        for (name, tally) in self.tallies() {
            let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
            let Tally { right, wrong, missing } = tally;
            writeln!(f, "{name:<13}{precision:>10.3}{recall:>8.3}{f1:>8.3}{right:>7}{wrong:>7}{missing:>9}")?;
        }
        let (certainty, exact) = (self.certainty, self.exact);
        writeln!(f, "certainty {:.3} ({} of {})", certainty.ratio(), certainty.held, certainty.all)?;
        writeln!(f, "exact     {:.3} ({} of {})", exact.ratio(), exact.held, exact.all)?;
        write!(f, "core      {:.3} (mean F1 of victim, date, attack_type, leak)", self.core())
    }
}

/// For each record the expected incident that it is the record of: the pairs that agree most, first.
fn pairs(records: &[Record], incidents: &[ExpectedIncident]) -> Vec<Option<usize>> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (record, read) in records.iter().enumerate() {
        for (incident, expected) in incidents.iter().enumerate() {
            candidates.push((affinity(read, expected), record, incident));
        }
    }
    candidates.sort_unstable_by_key(|candidate| Reverse(*candidate));
    let mut partners = vec![None; records.len()];
    for (_, record, incident) in candidates.into_iter().take_while(|(affinity, _, _)| *affinity >= PAIRED) {
        if partners[record].is_none() && !partners.contains(&Some(incident)) {
            partners[record] = Some(incident);
        }
    }
    partners
}

/// How much speaks for a record being that of an expected incident: the victim most, then figures, types and dates.
fn affinity(record: &Record, expected: &ExpectedIncident) -> usize {
    let victim = match (&record.victim, expected.victim.is_empty()) {
        (None, true) => 2,
        (Some(victim), true) if victim.name.is_empty() => 2,
        (Some(victim), false) => {
            let mut names = std::iter::once(&victim.name).chain(&victim.aliases).filter(|name| !name.is_empty());
            10 * usize::from(names.any(|name| is_one_of(name, &expected.victim)))
        }
        _ => 0,
    };
    let types = record.types().intersection(&words(&expected.attack_types)).count();
    let figures: BTreeSet<_> = counts(&expected.leaks).union(&counts(&expected.leaks_ok)).copied().collect();
    let leaks = record.leaks().keys().filter(|figure| figures.contains(figure)).count();
    let alternatives = |role: &str, date: &str| expected.dates.get(role).is_some_and(|dates| dates.iter().any(|one| one == date));
    let dates = record.dates().into_iter().filter(|(role, date)| alternatives(role, date)).count();
    victim + types + 2 * leaks + dates
}

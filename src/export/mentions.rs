//! What the extractors see in a text, as `jikenbo mentions` writes it for the writers of rules.

use serde::Serialize;

use super::record::{AttackType, Bound, Unit};
use super::vocabulary::vocabulary;
use crate::extract::{self, Mentions};
use crate::text::Text;

/// A text and what it mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The number of the line, from 1; absent where the text is no line of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The text, into which the offsets of the mentions point.
    pub text: String,
    /// What it mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Something that the text mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    /// What its words mean, as keys `kind` and `value`.
    #[serde(flatten)]
    pub meaning: Meaning,
    /// The number of code points before its words.
    pub start: usize,
    /// The number of code points up to their end.
    pub end: usize,
    /// Its words.
    pub quote: String,
    /// The rule that read them.
    pub rule: String,
}

/// What words mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Meaning {
    /// An organisation.
    Organization {
        /// Its name; null where the words stand for the owner of the page (当社).
        value: Option<String>,
    },
    /// A date or a stretch of time.
    Date {
        /// The date in EDTF.
        value: String,
    },
    /// An attack or mishap.
    Attack {
        /// What kind it is.
        value: AttackType,
        /// How far the text stands behind it.
        modality: Modality,
    },
    /// A number of something.
    Quantity {
        /// How many of what.
        value: Quantity,
    },
    /// A numeral.
    Number {
        /// The whole number that it says.
        value: i64,
    },
    /// A sum of money.
    Money {
        /// How much.
        value: Money,
    },
    /// Malware.
    Malware {
        /// Its name.
        value: String,
    },
    /// A vulnerability.
    Vulnerability {
        /// Its CVE number.
        value: String,
    },
}

/// A number of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quantity {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
    /// How exact the figure is.
    pub bound: Bound,
}

/// A sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Money {
    /// How much, in whole units of the currency.
    pub amount: u64,
    /// In which currency.
    pub currency: &'static str,
    /// How exact the figure is.
    pub bound: Bound,
}

vocabulary! {
    /// How far a text stands behind something that it mentions.
    Modality from extract::Modality {
        /// It happened.
        Asserted,
        /// It may have happened.
        Suspected,
        /// It did not happen, or was not found.
        Denied,
        /// It might happen, or is guarded against.
        Hypothetical,
        /// It is explained, counted in statistics, or named in passing.
        General,
    }
}

impl Line {
    /// What `text` mentions, as `found` has it.
    #[must_use]
    pub fn of(line: Option<usize>, text: &Text, found: &Mentions) -> Self {
        let mut mentions: Vec<Mention> = all(text, &found.organizations, Meaning::organization)
            .chain(all(text, &found.dates, Meaning::date))
            .chain(all(text, &found.attacks, Meaning::attack))
            .chain(all(text, &found.quantities, Meaning::quantity))
            .chain(all(text, &found.numbers, |number| Meaning::Number { value: number.value }))
            .chain(all(text, &found.money, Meaning::money))
            .chain(all(text, &found.malware, |name| Meaning::Malware { value: name.clone() }))
            .chain(all(text, &found.vulnerabilities, |cve| Meaning::Vulnerability { value: cve.clone() }))
            .collect();
        mentions.sort_by_key(|mention| (mention.start, mention.end));
        Self { line, text: text.raw().to_owned(), mentions }
    }
}

fn all<'a, T>(
    text: &'a Text,
    found: &'a [extract::Mention<T>],
    meaning: impl Fn(&T) -> Meaning + 'a,
) -> impl Iterator<Item = Mention> + 'a {
    found.iter().map(move |mention| {
        let quote = text.quote(mention.span);
        let (meaning, rule) = (meaning(&mention.value), mention.rule.to_string());
        Mention { meaning, start: quote.start, end: quote.end, quote: quote.text, rule }
    })
}

impl Meaning {
    fn organization(organization: &extract::Organization) -> Self {
        Self::Organization { value: organization.name.clone() }
    }

    fn date(date: &extract::Date) -> Self {
        Self::Date { value: date.edtf.to_string() }
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "all kinds of mention are read in the same way")]
    fn attack(attack: &extract::Attack) -> Self {
        Self::Attack { value: attack.kind.into(), modality: attack.modality.into() }
    }

    fn quantity(quantity: &extract::Quantity) -> Self {
        let value = Quantity { count: quantity.count, unit: quantity.unit.into(), bound: quantity.bound.into() };
        Self::Quantity { value }
    }

    fn money(money: &extract::Money) -> Self {
        let value = Money { amount: money.amount, currency: money.currency.as_str(), bound: money.bound.into() };
        Self::Money { value }
    }
}

//! What a text mentions: values with the words that say them and the rule that found them.
//!
//! One room per extractor. An extractor looks at the text alone: what a mention means for an incident is decided
//! downstream, in [`crate::incident`]. No extractor touches the network, the disk or the clock.

pub mod attack;
mod beginnings;
pub mod data;
pub mod date;
pub mod malware;
pub mod modality;
pub mod money;
pub mod number;
pub mod org;
pub mod phrase;
mod prefixes;
pub mod quantity;
pub mod rule;
pub mod vulnerability;

pub use attack::{Attack, AttackType};
pub use data::DataKind;
pub use date::{Date, YearFrom};
pub use modality::Modality;
pub use money::{Currency, Money};
pub use number::Number;
pub use org::{Organization, OrganizationKind};
pub use quantity::{Bound, Quantity, Unit};
pub use rule::{Rule, RuleId};

use crate::dict::{self, Tables};
use crate::edtf::Edtf;
use crate::text::{Norm, Span, Text};

/// A value, the words that say it, and the rule that read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    /// What the words mean.
    pub value: T,
    /// The words.
    pub span: Span<Norm>,
    /// The rule that found them.
    pub rule: RuleId,
}

/// Everything that a text mentions; each list in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Organisations by name, and the words that stand for one (当社, 同校).
    pub organizations: Vec<Mention<Organization>>,
    /// Dates and stretches of time.
    pub dates: Vec<Mention<Date>>,
    /// Attacks and mishaps by kind.
    pub attacks: Vec<Mention<Attack>>,
    /// Every numeral.
    pub numbers: Vec<Mention<Number>>,
    /// Numbers with a unit that is counted: people, records, files …
    pub quantities: Vec<Mention<Quantity>>,
    /// Sums of money.
    pub money: Vec<Mention<Money>>,
    /// Malware by name.
    pub malware: Vec<Mention<String>>,
    /// Vulnerabilities by their CVE number.
    pub vulnerabilities: Vec<Mention<String>>,
    /// Kinds of data: names, addresses, card numbers …
    pub data: Vec<Mention<DataKind>>,
}

/// What shows in a text before it has tokens.
#[derive(Debug)]
pub struct Glimpse {
    attacks: attack::Candidates,
}

impl Glimpse {
    /// The sentences, as indices into [`Text::sentences`], in which words may be those for an attack or mishap.
    pub fn sentences(&self) -> impl Iterator<Item = usize> {
        self.attacks.sentences()
    }
}

/// What an extractor may know beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day on which the text was published, against which 昨日 or a date without a year is read.
    pub published: Option<Edtf>,
}

/// The extractors, compiled once from the tables.
#[derive(Debug)]
pub struct Extractors {
    attacks: attack::Attacks,
    data: data::DataKinds,
    dates: date::Dates,
    malware: malware::MalwareNames,
    money: money::Amounts,
    numbers: number::Numbers,
    organizations: org::Organizations,
    quantities: quantity::Quantities,
    vulnerabilities: vulnerability::CveNumbers,
}

impl Extractors {
    /// The extractors with the rules of `tables`.
    ///
    /// # Errors
    ///
    /// If a table has a row that its room refuses; the message says which and why.
    pub fn new(tables: &Tables) -> Result<Self, dict::Error> {
        // The names take as long as all other tables together, and a short run little longer than that.
        std::thread::scope(|scope| {
            let organizations = scope.spawn(|| org::Organizations::new(tables));
            let (attacks, data, dates) =
                (attack::Attacks::new(tables)?, data::DataKinds::new(tables)?, date::Dates::new(tables)?);
            let (malware, money) = (malware::MalwareNames::new(tables)?, money::Amounts::new(tables)?);
            let (numbers, quantities) = (number::Numbers::new(tables)?, quantity::Quantities::new(tables)?);
            let vulnerabilities = vulnerability::CveNumbers::new(tables)?;
            let organizations = organizations.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            Ok(Self { attacks, data, dates, malware, money, numbers, organizations, quantities, vulnerabilities })
        })
    }

    /// The rules of every room, room by room.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let code = [malware::RULES, modality::RULES, number::RULES, vulnerability::RULES, date::RULES].concat();
        let tables = [
            self.attacks.rules().to_vec(),
            self.data.rules(),
            self.dates.rules().to_vec(),
            self.money.rules(),
            self.organizations.rules(),
            self.quantities.rules(),
        ];
        tables.into_iter().flatten().chain(code.iter().map(Rule::from)).collect()
    }

    /// What shows in `text` without a look at its tokens.
    #[must_use]
    pub fn glimpse(&self, text: &Text) -> Glimpse {
        Glimpse { attacks: self.attacks.candidates(text) }
    }

    /// Whether a line of a normalised text, of which nobody knows yet where its sentences end, may mention an attack or
    /// mishap.
    #[must_use]
    pub fn may_mention_attack(&self, text: &str) -> bool {
        self.attacks.may_be_in(text)
    }

    /// The attacks and mishaps that a text mentions, after a glimpse of it: only the sentences that it names need tokens.
    #[must_use]
    pub fn attacks(&self, text: &Text, glimpse: Glimpse) -> Vec<Mention<Attack>> {
        self.attacks.among(text, glimpse.attacks)
    }

    /// Everything that `text` mentions.
    #[must_use]
    pub fn mentions(&self, text: &Text, context: &Context) -> Mentions {
        self.mentions_beside(self.attacks.find(text), text, context)
    }

    /// The same where the attacks and mishaps are known.
    #[must_use]
    pub fn mentions_beside(&self, attacks: Vec<Mention<Attack>>, text: &Text, context: &Context) -> Mentions {
        let numbers = self.numbers.find(text);
        let dates = self.dates.find(text, context);
        let money = self.money.find(text, &numbers);
        Mentions {
            organizations: self.organizations.find(text),
            attacks,
            quantities: self.quantities.find(text, &numbers, &dates),
            malware: self.malware.find(text),
            vulnerabilities: self.vulnerabilities.find(text),
            data: self.data.find(text),
            numbers,
            dates,
            money,
        }
    }
}

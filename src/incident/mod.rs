//! Which mentions belong to one incident, what part each plays, and how certain it is.
//!
//! [`group`] cuts the posts of a page into scopes, a stretch of text that tells of one incident each. Every other
//! module answers one question about a scope: who was hit, when, by what, how much leaked. [`incidents`] asks them all.

pub mod dates;
mod elsewhere;
pub mod group;
pub mod leaks;
pub mod losses;
pub mod parties;
pub mod relevance;
pub mod types;
pub mod victim;

use crate::edtf::Edtf;
use crate::extract::{AttackType, Bound, Currency, Mention, Mentions, OrganizationKind, Rule, RuleId, Unit, YearFrom};
use crate::page::Page;
use crate::text::{Norm, Span, Text};
use relevance::Manners;

/// A post with everything that was read from it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The page that the post is on.
    pub page: &'a Page,
    /// The post, as an index into [`Page::posts`].
    pub post: usize,
    /// Its text.
    pub text: &'a Text,
    /// What the text mentions.
    pub mentions: &'a Mentions,
    /// In what manner its sentences speak.
    pub manners: &'a Manners,
}

/// The part of a post that tells of one incident.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// The post.
    pub reading: &'a Reading<'a>,
    /// The sentences, as ascending indices into [`Text::sentences`], that tell of it; headings above them included.
    pub sentences: Vec<usize>,
    /// The sentences of the headings above it that speak of all that stands under them, nearest last: what they say
    /// happened holds for an item of a digest that says nothing else.
    pub context: Vec<usize>,
    /// The heading under which it stands, as the raw text has it, or the post's or page's title.
    pub title: String,
    /// Whether it is a row, an item or a section beside others that report incidents, and names its organisation and day
    /// as they do: then it reports one, whatever words it tells it in.
    pub is_listed: bool,
    /// Whether the page itself counts it or lists it as a case of its own: then it is none of another, though both befell one
    /// organisation.
    pub is_own_case: bool,
}

impl<'a> Scope<'a> {
    /// The whole of a post.
    #[must_use]
    pub fn of_post(reading: &'a Reading<'a>) -> Self {
        let post = &reading.page.posts[reading.post];
        let title = post.heading.clone().or_else(|| reading.page.title.clone()).unwrap_or_default();
        let sentences = (0..reading.text.sentences().len()).collect();
        Self { reading, sentences, context: Vec::new(), title, is_listed: false, is_own_case: false }
    }

    /// The mentions of `all` that lie in the scope's sentences, in the order of the text.
    pub fn only<'m, T>(&'m self, all: &'m [Mention<T>]) -> impl Iterator<Item = &'m Mention<T>> {
        let sentences = self.reading.text.sentences();
        let bounds = self.sentences.first().zip(self.sentences.last());
        let stretch = bounds.map_or(0..0, |(&first, &last)| {
            let (start, end) = (sentences[first].span.start(), sentences[last].span.end());
            all.partition_point(|mention| mention.span.start() < start)..all.partition_point(|mention| mention.span.start() < end)
        });
        all[stretch].iter().filter(|mention| self.sentence_of(mention.span).is_some())
    }

    /// The sentence of the scope in which `span` begins, as an index into [`Text::sentences`].
    #[must_use]
    pub fn sentence_of(&self, span: Span<Norm>) -> Option<usize> {
        self.reading.text.sentence_at(span).filter(|sentence| self.sentences.binary_search(sentence).is_ok())
    }

    /// The text of the post.
    #[must_use]
    pub fn text(&self) -> &'a Text {
        self.reading.text
    }
}

/// The words that prove a value, and the rule that read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The words, in the text of the incident's post.
    pub span: Span<Norm>,
    /// The rule.
    pub rule: RuleId,
}

impl<T> From<&Mention<T>> for Evidence {
    fn from(mention: &Mention<T>) -> Self {
        Self { span: mention.span, rule: mention.rule.clone() }
    }
}

/// An incident that a page reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// The post that reports it, as an index into [`Page::posts`].
    pub post: usize,
    /// The heading that it is reported under.
    pub title: String,
    /// Who was hit; `None` where the page names nobody.
    pub victim: Option<Victim>,
    /// Other organisations and their part in it.
    pub organizations: Vec<Party>,
    /// By what, each kind once.
    pub attack_types: Vec<TypedAttack>,
    /// Malware by name.
    pub malware: Vec<(String, Vec<Evidence>)>,
    /// Vulnerabilities by CVE number.
    pub vulnerabilities: Vec<(String, Vec<Evidence>)>,
    /// When what happened.
    pub dates: Vec<EventDate>,
    /// How much data leaked.
    pub leaks: Vec<Leak>,
    /// How much money was lost or demanded.
    pub losses: Vec<Loss>,
}

/// The organisation whose system, data or money was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Victim {
    /// Its name as the page writes it.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: OrganizationKind,
    /// The other names under which the page speaks of it.
    pub aliases: Vec<String>,
    /// The code of its listing, where the page gives it.
    pub securities_code: Option<String>,
    /// Whether the page expressly leaves the name out (A社, 県内の高校).
    pub anonymous: bool,
    /// The words that name it.
    pub evidence: Vec<Evidence>,
}

/// Another organisation that has a part in the incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name as the page writes it.
    pub name: String,
    /// Its part.
    pub role: PartyRole,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// The part of an organisation in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartyRole {
    /// Hit along with the victim, or through it.
    Affected,
    /// Its service, product or contract work was involved.
    ServiceProvider,
    /// The victim's parent company.
    Parent,
    /// A subsidiary of the victim.
    Subsidiary,
    /// Who attacked.
    Attacker,
    /// Who investigates.
    Investigator,
    /// An authority that was told of it or acts on it.
    Authority,
    /// Who reported it.
    Source,
}

/// Something that happened to the victim, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedAttack {
    /// What kind.
    pub kind: AttackType,
    /// How certain it is.
    pub certainty: TypeCertainty,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// How certain the page is of a kind of attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TypeCertainty {
    /// The page says that it was so.
    Confirmed,
    /// The page holds it likely.
    Suspected,
}

/// A date and what happened on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDate {
    /// What happened.
    pub role: DateRole,
    /// When.
    pub edtf: Edtf,
    /// Where the year comes from.
    pub year_from: YearFrom,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// What happened on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateRole {
    /// The attack, outage or mistake took place.
    Occurred,
    /// The organisation noticed it, was told of it, or confirmed it.
    Discovered,
    /// The organisation announced it.
    Disclosed,
    /// It was stopped: the server was cut off, the page taken down.
    Contained,
    /// Service was restored.
    Restored,
    /// It was reported to an authority.
    Reported,
    /// The data that it is about was collected in this time.
    AffectedPeriod,
}

/// How much data leaked, or may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
    /// How exact the figure is.
    pub bound: Bound,
    /// Whether it did leak.
    pub certainty: LeakCertainty,
    /// The kinds of data, by identifier.
    pub data: Vec<String>,
    /// The figure that this one is a part of (うち…), as an index into the incident's leaks.
    pub part_of: Option<usize>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// How certain the page is that data leaked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LeakCertainty {
    /// It did.
    Confirmed,
    /// It may have.
    Possible,
    /// It did not, as far as is known.
    Denied,
}

/// Money that was stolen, demanded or written off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// How much, in whole units of the currency.
    pub amount: u64,
    /// In which currency.
    pub currency: Currency,
    /// How exact the figure is.
    pub bound: Bound,
    /// What became of it.
    pub kind: LossKind,
    /// Whether it happened.
    pub certainty: LeakCertainty,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// What became of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LossKind {
    /// It was obtained by deceit.
    Fraud,
    /// It was demanded as ransom.
    RansomDemand,
    /// It was paid as ransom.
    RansomPaid,
    /// It was stolen.
    Theft,
    /// It was booked as a loss, or the page does not say.
    Other,
}

/// The rules by which mentions become incidents.
#[must_use]
pub fn rules() -> Vec<Rule> {
    let code =
        [dates::RULES, group::RULES, leaks::RULES, losses::RULES, parties::RULES, relevance::RULES, types::RULES, victim::RULES]
            .concat();
    code.iter().map(Rule::from).collect()
}

/// The incidents that a page reports, in the order of the text.
///
/// `readings` are the posts of one page, in order.
#[must_use]
pub fn incidents(readings: &[Reading]) -> Vec<Incident> {
    if !relevance::reports_incidents(readings) {
        return Vec::new();
    }
    let scopes = group::scopes(readings);
    let incidents = scopes.iter().filter(|scope| relevance::is_incident(scope)).map(|scope| {
        let victim = victim::of(scope);
        let leaks = leaks::of(scope);
        let organizations = parties::of(scope, victim.as_ref());
        let incident = Incident {
            post: scope.reading.post,
            title: scope.title.clone(),
            dates: dates::of(scope, victim.as_ref(), &organizations),
            attack_types: types::in_full(scope),
            organizations,
            victim,
            malware: named(scope, &scope.reading.mentions.malware),
            vulnerabilities: named(scope, &scope.reading.mentions.vulnerabilities),
            leaks,
            losses: losses::of(scope),
        };
        (incident, scope.is_own_case)
    });
    let mut incidents = group::merge(incidents.filter(|(incident, _)| relevance::says_something(incident)).collect());
    // Between cases whose organisations have names, one of nobody is an example or an aside.
    if incidents.iter().any(|incident| incident.victim.is_some()) {
        incidents.retain(|incident| incident.victim.is_some());
    }
    incidents
}

/// The names that a scope mentions, each once with all its evidence, in the order of first mention.
fn named(scope: &Scope, mentions: &[Mention<String>]) -> Vec<(String, Vec<Evidence>)> {
    let mut names: Vec<(String, Vec<Evidence>)> = Vec::new();
    for mention in scope.only(mentions) {
        match names.iter_mut().find(|(name, _)| *name == mention.value) {
            Some((_, evidence)) => evidence.push(mention.into()),
            None => names.push((mention.value.clone(), vec![mention.into()])),
        }
    }
    names
}

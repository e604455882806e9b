//! Who was hit, and by what, as far as it takes to tell two cases apart.

use crate::extract::{AttackType, Mention, Organization, OrganizationKind};
use crate::incident::{Incident, Scope, TypedAttack, Victim, relevance, types, victim};
use crate::pattern::Pattern;

/// Who a stretch of text says was hit, and by what, as far as it takes to tell two cases apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// Every name of the organisation, folded; none where nobody is named.
    pub(super) names: Vec<String>,
    /// What kind of organisation it is.
    pub(super) kind: OrganizationKind,
    /// What happened.
    pub(super) types: Vec<AttackType>,
}

impl Identity {
    /// The organisation that was hit in the incident of `scope`; `None` where it reports none or names nobody.
    pub(super) fn of(scope: &Scope) -> Option<Self> {
        if !relevance::is_incident(scope) {
            return None;
        }
        Some(Self::new(&victim::plainly(scope)?, &types::of(scope)))
    }

    /// The same for a scope whose first sentence names the organisation of which it speaks.
    pub(super) fn of_named(scope: &Scope) -> Option<Self> {
        let victim = relevance::is_incident(scope).then(|| victim::of(scope)).flatten()?;
        Some(Self::new(&victim, &types::of(scope)))
    }

    /// The same for a scope that tells of a day, and leaves the name of the organisation in.
    pub(super) fn of_dated(scope: &Scope) -> Option<Self> {
        scope.only(&scope.reading.mentions.dates).next()?;
        let victim = relevance::is_incident(scope).then(|| victim::of(scope)).flatten()?;
        (!victim.anonymous).then(|| Self::new(&victim, &types::of(scope)))
    }

    /// The same for a scope that says that what was told before happened to another organisation, too.
    pub(super) fn of_same(scope: &Scope) -> Option<Self> {
        scope.only(&scope.reading.mentions.quantities).next()?;
        let victim = victim::plainly(scope).filter(|victim| !victim.anonymous)?;
        Some(Self::new(&victim, &types::of(scope)))
    }

    pub(super) fn of_incident(incident: &Incident) -> Self {
        match &incident.victim {
            Some(victim) => Self::new(victim, &incident.attack_types),
            None => Self { names: Vec::new(), kind: OrganizationKind::Other, types: Vec::new() },
        }
    }

    pub(super) fn new(victim: &Victim, types: &[TypedAttack]) -> Self {
        let names = std::iter::once(&victim.name).chain(&victim.aliases).map(|name| fold(name)).collect();
        Self { names, kind: victim.kind, types: types.iter().map(|attack| attack.kind).collect() }
    }

    /// Whether both are the same organisation.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }

    /// Whether one is named after the other (北浜市, 北浜市立みどり小学校), so that one speaks for the other, or is short for
    /// it (北浜電力, 北電).
    pub(super) fn is_related_to(&self, other: &Self) -> bool {
        let starts = |name: &String, with: &String| name.starts_with(with.as_str()) || with.starts_with(name.as_str());
        let is_one = |name: &String, with: &String| starts(name, with) || is_short_for(name, with) || is_short_for(with, name);
        self.names.iter().any(|name| other.names.iter().any(|with| is_one(name, with)))
    }

    /// Whether a name, folded, is one of its own, or longer.
    pub(super) fn goes_by(&self, name: &str) -> bool {
        self.names.iter().any(|known| name.starts_with(known.as_str()))
    }

    /// Whether it has a part in the incident of `other` that was named before it: one is named after the other, it is the board
    /// of education that speaks for a school, or a school of the city or prefecture (青葉県 …, 県立高校).
    pub(super) fn belongs_to(&self, other: &Self) -> bool {
        const KEPT: [&str; 7] = ["県立", "市立", "町立", "村立", "都立", "府立", "道立"];
        let is_board = || self.names.iter().any(|name| name.ends_with("教委")) && other.kind == OrganizationKind::School;
        let is_kept = || {
            let kept = |name: &String| KEPT.iter().any(|kept| name.starts_with(kept));
            other.kind == OrganizationKind::Municipality && self.names.iter().all(kept)
        };
        self.is_related_to(other) || (is_board() || is_kept()) && self.has_kind_of(other)
    }

    /// Whether both are the same organisation, and nothing says that two different things happened to it.
    pub(super) fn is_same_case(&self, other: &Self) -> bool {
        self.is(other) && self.has_kind_of(other)
    }

    /// Whether nothing says that two different kinds of things happened.
    pub(super) fn has_kind_of(&self, other: &Self) -> bool {
        let any_type = self.types.is_empty() || other.types.is_empty();
        any_type || self.types.iter().any(|kind| other.types.contains(kind))
    }

    /// Whether it is an office such as every city and prefecture has.
    pub(super) fn is_office(&self) -> bool {
        victim::is_office(self.kind, self.names.iter().map(String::as_str))
    }

    /// Whether the title of the scope names it, by its own name or by that of the company after which it is named.
    pub(super) fn is_named_by(&self, scope: &Scope) -> bool {
        let text = scope.text();
        let title = scope.sentences.first().map(|&first| text.sentences()[first].span);
        let in_title = |mention: &&Mention<Organization>| title.is_some_and(|title| title.contains(mention.span));
        let mut titled =
            scope.reading.mentions.organizations.iter().filter(in_title).filter_map(|mention| mention.value.name.as_deref());
        self.is_named_in(&scope.title)
            || titled.any(|titled| self.names.iter().any(|name| name.chars().count() > 3 && name.contains(&fold(titled))))
    }

    pub(super) fn is_named_in(&self, title: &str) -> bool {
        let title = fold(title);
        self.names.iter().any(|name| title.contains(name.as_str()))
    }
}

/// A name without its legal form and spaces, and with the short forms of schools written out, so that 青葉大 and
/// 国立大学法人青葉大学 are one.
pub(in crate::incident) fn fold(name: &str) -> String {
    static LEGAL_FORM: Pattern = Pattern::new(
        r"^(?:株式会社|有限会社|合同会社|\(株\)|\(有\)|(?:一般|公益)?(?:社団|財団)法人|(?:国立|公立)大学法人|(?:地方)?独立行政法人|(?:学校|医療|社会福祉)法人)|(?:株式会社|有限会社|合同会社|\(株\)|\(有\))$|[ ・]",
    );
    let mut bare = String::with_capacity(name.len());
    let mut kept_to = 0;
    for form in LEGAL_FORM.find_all(name) {
        bare.push_str(&name[kept_to..form.start]);
        kept_to = form.end;
    }
    bare.push_str(&name[kept_to..]);
    let name = bare;
    match name.strip_suffix("大").or_else(|| name.strip_suffix("高")) {
        Some(_) if name.ends_with('大') => format!("{name}学"),
        Some(_) => format!("{name}校"),
        None => name.replace("高等学校", "高校").replace("教育委員会", "教委"),
    }
}

/// Whether a name is made of two or three characters of another one, from its first on: 北電 of 北浜電力.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    (2..=3).contains(&short.chars().count())
        && name.chars().count() > short.chars().count()
        && short.chars().next() == name.chars().next()
        && short.chars().all(|c| rest.any(|of| of == c))
}

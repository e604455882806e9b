//! Whose doings a date tells of.

use crate::extract::org::Part;
use crate::extract::{Mention, Organization};
use crate::incident::{Party, Scope, Victim};
use crate::pattern::Pattern;
use crate::text::{Norm, Span};

/// The organisations of an incident.
#[derive(Debug, Default)]
pub(super) struct Cast<'s> {
    victim: Vec<&'s str>,
    parties: Vec<&'s str>,
}

/// Whose doings a clause tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The victim's or those of somebody who has a part in the incident, as far as the clause says.
    Own,
    /// Those of an organisation that may announce what happened to the victim, but did not suffer it.
    Speaker,
    /// Those of one to which the same happened: 青葉商事も6日に….
    Another,
}

/// Between an organisation and a date, what makes it the topic or subject of the clause.
static TOPIC: Pattern = Pattern::new(r"^」?(?:\([^()\n]{0,40}\))?(?:は|が|では|も|でも)、?$");

/// After a date, before an organisation that is the subject: 6日には青葉商事が….
static BEFORE_SUBJECT: Pattern = Pattern::new("^(?:の?(?:午前|午後|朝|夜|夕方|未明))?(?:に|には|、)*$");

/// After an organisation that is the subject.
static SUBJECT: Pattern = Pattern::new(
    r"^」?(?:\([^()\n]{0,40}\))?(?:の(?:公式)?(?:サイト|ホームページ|HP|サーバー?|システム|ページ|アカウント))?(?:が|は|も|でも|では)",
);

impl<'s> Cast<'s> {
    /// The victim with its other names, and the other parties.
    pub(super) fn new(victim: Option<&'s Victim>, parties: &'s [Party]) -> Self {
        let names = victim.into_iter().flat_map(|victim| victim.aliases.iter().chain([&victim.name]));
        Self { victim: names.map(String::as_str).collect(), parties: parties.iter().map(|party| party.name.as_str()).collect() }
    }

    /// What the clause of the date at `span` tells of.
    pub(super) fn subject(&self, scope: &Scope, sentence: Span<Norm>, span: Span<Norm>) -> Subject {
        if self.victim.is_empty() {
            return Subject::Own;
        }
        let norm = scope.text().norm();
        let all = &scope.reading.mentions.organizations;
        let next = all.partition_point(|mention| mention.span.start() < span.start());
        let before = all[..next].iter().rev().find(|mention| mention.span.end() <= span.start());
        if let Some(mention) = before.filter(|mention| sentence.contains(mention.span)) {
            let particle = &norm[mention.span.end()..span.start()];
            if TOPIC.is_match(particle) {
                let is_also = particle.contains('も');
                return match self.is_other(mention, is_also) {
                    true if is_also => Subject::Another,
                    true => Subject::Speaker,
                    false => Subject::Own,
                };
            }
        }
        let is_other = all.get(next).filter(|mention| sentence.contains(mention.span)).is_some_and(|mention| {
            let after = &norm[mention.span.end()..sentence.end()];
            BEFORE_SUBJECT.is_match(&norm[span.end()..mention.span.start().max(span.end())])
                && SUBJECT.is_match(after)
                && self.is_other(mention, false)
        });
        if is_other { Subject::Speaker } else { Subject::Own }
    }

    /// Whether a mention is of none of the organisations of the incident; one that did the same as the victim is none
    /// of them.
    fn is_other(&self, mention: &Mention<Organization>, is_also: bool) -> bool {
        let Some(name) = mention.value.name.as_deref() else { return false };
        if mention.value.part != Part::Any || mention.value.anonymous {
            return false;
        }
        let is_same = |known: &&&str| known.contains(name) || name.contains(**known);
        let is_party = !is_also && self.parties.iter().any(|known| is_same(&known));
        !is_party && !self.victim.iter().any(|known| is_same(&known))
    }
}

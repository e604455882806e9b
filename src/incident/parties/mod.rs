//! Which other organisations have a part in the incident.
//!
//! A part is given only where the words around a name say it, or where the one that was hit is a contractor of those who
//! tell of it.

mod attackers;
mod lists;
mod relations;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::group::{apologises, is_notice};
use super::relevance::{Manner, manners};
use super::victim::{self, View};
pub(super) use relations::RULES;

use super::{Evidence, Party, PartyRole, Scope, Victim};
use crate::extract::org::Part;
use crate::extract::rule::CodeRule;
use crate::extract::{AttackType, Mention, Organization, OrganizationKind};
use crate::text::{Norm, Span};
use relations::{AFFECTED, ATTACKER, AUTHORITY, INVESTIGATOR, PARENT, PROVIDER, SOURCE};

/// The other organisations with their part, in the order of the text; the victim itself is none of them.
#[must_use]
pub fn of(scope: &Scope, victim: Option<&Victim>) -> Vec<Party> {
    let view = View::new(scope.reading, &scope.sentences);
    let mut parties = groups(scope);
    if let Some(victim) = victim {
        parties.extend(related(scope, &view, victim));
    }
    parties.sort_by_key(|party| party.evidence[0].span);
    let mut unique: Vec<Party> = Vec::new();
    for party in parties {
        match unique.iter_mut().find(|known| known.name == party.name && known.role == party.role) {
            Some(known) => known.evidence.extend(party.evidence),
            None => unique.push(party),
        }
    }
    unique
}

/// The groups that the scope says attacked.
fn groups(scope: &Scope) -> Vec<Party> {
    let text = scope.text();
    let mut parties = Vec::new();
    for &index in &scope.sentences {
        let sentence = text.sentences()[index].span;
        for name in attackers::attackers(text.slice(sentence)) {
            let span = Span::new(name.start, name.end).shift(sentence.start());
            let evidence = vec![Evidence { span, rule: ATTACKER.id.into() }];
            parties.push(Party { name: text.slice(span).to_owned(), role: PartyRole::Attacker, evidence });
        }
    }
    parties.extend(claimants(scope));
    parties
}

/// The groups, by the name of their malware, that the scope says claim the attack.
fn claimants<'s>(scope: &'s Scope) -> impl Iterator<Item = Party> + 's {
    let text = scope.text();
    let claimed = scope.only(&scope.reading.mentions.malware).filter(|mention| {
        let sentence = scope.sentence_of(mention.span).map(|index| text.sentences()[index].span);
        sentence.is_some_and(|sentence| relations::claims(&text.norm()[mention.span.end()..sentence.end()]))
    });
    claimed.map(|mention| Party {
        name: text.slice(mention.span).to_owned(),
        role: PartyRole::Attacker,
        evidence: vec![Evidence { span: mention.span, rule: ATTACKER.id.into() }],
    })
}

/// The organisations whose relation to the victim the text says.
fn related(scope: &Scope, view: &View, victim: &Victim) -> Vec<Party> {
    let own: Vec<String> = std::iter::once(&victim.name).chain(&victim.aliases).map(|name| victim::key(name)).collect();
    let is_own = |name: &str| own.iter().any(|own| *own == victim::key(name));
    let hits: Vec<&Mention<Organization>> =
        view.mentions().filter(|mention| mention.value.name.as_deref().is_some_and(is_own)).collect();
    let through_contractor = through_contractor(view, victim, &hits);
    let parents = hits.iter().filter_map(|hit| parent_before(view, hit)).collect();
    let is_subsidiary = victim.evidence.iter().any(|evidence| evidence.rule.as_str() == "victim/subsidiary");
    let mentions: Vec<&Mention<Organization>> = view.mentions().collect();
    let lists = lists::of(view, &mentions);
    let counted = mentions.iter().filter(|mention| !mention.value.name.as_deref().is_some_and(is_own));
    let counted = counted.filter_map(|mention| view.around(mention)).filter(|(_, after)| relations::is_counted(after)).count();
    let lists = mentions.iter().map(|mention| mention.span).zip(lists).collect();
    let is_hired = victim.evidence.iter().any(|evidence| evidence.rule.as_str() == "victim/contractor")
        || hits.iter().filter_map(|hit| view.around(hit)).any(|(before, _)| victim::is_contractor(before));
    let fails = view.attacks().any(|attack| attack.value.kind == AttackType::SystemFailure);
    let relation = Relation {
        view,
        victim,
        hits,
        own: &own,
        standing: Standing { through_contractor, is_hired, is_subsidiary },
        fails,
        counts_clients: counted > 1,
        is_notice: apologises(scope.text()) && is_notice(scope),
        parents,
        lists,
        subjects: Default::default(),
        others: OnceCell::new(),
    };
    let manners = manners(scope);
    // The parent of an earlier case, or of that of others, is none of this one.
    let is_of_this = |role: PartyRole, mention: &Mention<Organization>| {
        let sentence = scope.sentence_of(mention.span);
        let place = sentence.and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
        let words = sentence.map_or("", |sentence| scope.text().slice(scope.text().sentences()[sentence].span));
        // 青葉市など利用する側の発表も相次いでいる: those who are drawn in are of this case.
        let may_be_other = role == PartyRole::Parent || relations::is_earlier(words);
        !may_be_other || place.is_none_or(|place| manners.at(place) != Manner::OtherCase)
    };
    let mut parties = Vec::new();
    let speaks = |kind| relation.is_notice || kind != OrganizationKind::Company;
    if let Some((name, kind, span)) = view.unnamed_owner().filter(|(name, kind, _)| speaks(*kind) && !is_own(name)) {
        let role = match kind {
            OrganizationKind::Company if is_subsidiary => Some((PartyRole::Parent, PARENT)),
            _ => through_contractor.then_some((PartyRole::Affected, AFFECTED)),
        };
        parties.extend(role.map(|(role, rule)| Party { name, role, evidence: vec![Evidence { span, rule: rule.id.into() }] }));
    }
    for (name, cluster, is_speaker) in view.organizations() {
        if is_own(&name) {
            continue;
        }
        // What says the most of the relation counts: the parent of one that was hit also speaks of the damage.
        let found = cluster.mentions.iter().filter_map(|mention| {
            let found = relation.of(mention, is_speaker).filter(|(role, ..)| is_of_this(*role, mention));
            let found = found.or_else(|| relation.by_list(mention).filter(|_| is_of_this(PartyRole::Parent, mention)));
            found.filter(|(role, ..)| *role != PartyRole::Affected || !relation.is_seat(mention))
        });
        if let Some((role, rule, span)) = found.min_by_key(|(role, ..)| rank(*role)) {
            parties.push(Party { name, role, evidence: vec![Evidence { span, rule: rule.id.into() }] });
        }
    }
    parties
}

/// Words for those who gave work to the one that was hit, or use its service.
const CLIENTS: [&str; 15] = [
    "契約先の",
    "導入先",
    "納入先",
    "委託元",
    "依頼元",
    "発注元",
    "預け元",
    "導入企業",
    "利用企業",
    "利用団体",
    "加盟店",
    "委託している自治体",
    "委託していた自治体",
    "利用する自治体",
    "利用している自治体",
];

/// Words for what belongs to a parent.
const SUBSIDIARIES: [&str; 8] = ["子会社", "孫会社", "グループ会社", "現地法人", "傘下", "親会社", "統括会社", "持ち株会社"];

/// Whether the one that was hit was hit as the contractor of others.
fn through_contractor(view: &View, victim: &Victim, hits: &[&Mention<Organization>]) -> bool {
    victim.evidence.iter().any(|evidence| matches!(evidence.rule.as_str(), "victim/cleft" | "victim/contractor"))
        || view.says(&CLIENTS)
        || view.attacks().any(|attack| attack.value.kind == AttackType::SupplyChain)
        || hits.iter().filter_map(|hit| view.around(hit)).any(|(before, _)| victim::is_contractor(before))
}

/// The mention of the parent for a subsidiary that is called so without a word of whose it is: the last company that
/// announces something in the two sentences before.
fn parent_before(view: &View, hit: &Mention<Organization>) -> Option<Span<Norm>> {
    let (before, _) = view.around(hit)?;
    let from = hit.span.start() - before.len();
    let named = view.before(hit.span.start()).take_while(|mention| mention.span.start() >= from).next().is_some();
    if named || !victim::is_subsidiary(before) {
        return None;
    }
    let sentence = view.sentence(hit)?;
    let near = view.before(from).take_while(|mention| view.sentence(mention).is_some_and(|other| other + 2 >= sentence));
    let company = |mention: &&Mention<Organization>| {
        let announces = view.around(mention).is_some_and(|(before, after)| victim::announces(before, after));
        announces && mention.value.kind == OrganizationKind::Company && mention.value.part == Part::Any
    };
    near.filter(company).map(|mention| mention.span).next()
}

/// How much a part says, the most first.
fn rank(role: PartyRole) -> u8 {
    match role {
        PartyRole::Parent => 0,
        PartyRole::Affected => 1,
        PartyRole::ServiceProvider => 2,
        _ => 3,
    }
}

/// How far behind the victim's first mention, in bytes, the parent that announces it is named at most.
const NEAR_VICTIM: usize = 1200;

/// Whether what only its place behind 委託先の makes a name may be a thing or a sort of business: 選定基準, 保守会社.
fn is_thing(mention: &Mention<Organization>) -> bool {
    let name = mention.value.name.as_deref().unwrap_or_default();
    let is_kanji = name.chars().all(|c| matches!(c, '一'..='鿿' | '々'));
    let by_place = mention.rule.as_str().starts_with("org/position") || mention.rule.as_str() == "org/again";
    by_place && is_kanji && crate::kind::of_name(name).is_none()
}

/// What the victim was hit as.
#[derive(Debug, Clone, Copy)]
struct Standing {
    /// As the contractor of others, or one whose service they use.
    through_contractor: bool,
    /// The text calls it the contractor of somebody.
    is_hired: bool,
    /// As the subsidiary of the one who announces it.
    is_subsidiary: bool,
}

/// What a text may speak of, whoever is asked about.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Subsidiaries,
    Supply,
    Spread,
    Cities,
}

/// The words by which a text speaks of each subject, in the order of [`Subject`].
const SUBJECTS: [&[&str]; 4] =
    [&SUBSIDIARIES, &["部品", "取引先", "仕入", "協力会社", "サプライ"], &["影響", "波及"], &["自治体", "市町村", "市町"]];

/// What is asked of every other organisation.
struct Relation<'v, 'a> {
    view: &'v View<'a>,
    victim: &'v Victim,
    /// The mentions of the victim, in order.
    hits: Vec<&'v Mention<Organization>>,
    standing: Standing,
    /// Whether something failed, so that those who use it stood still.
    fails: bool,
    /// Whether the text counts what leaked of several others.
    counts_clients: bool,
    /// Whether the page is a notice that begs pardon: a blog that tells of others speaks for nobody.
    is_notice: bool,
    /// The mention of each subsidiary's parent that stands in a sentence before it.
    parents: Vec<Span<Norm>>,
    /// The names of the victim as keys.
    own: &'v [String],
    /// The list that each mention stands in.
    lists: BTreeMap<Span<Norm>, lists::List>,
    /// Whether the text speaks of each subject; looked up when it is first asked.
    subjects: [OnceCell<bool>; SUBJECTS.len()],
    /// The names of the text but those of the victim, as keys; made when first asked for.
    others: OnceCell<BTreeSet<String>>,
}

impl Relation<'_, '_> {
    /// Whether the text speaks of a subject.
    fn says(&self, subject: Subject) -> bool {
        *self.subjects[subject as usize].get_or_init(|| self.view.says(SUBJECTS[subject as usize]))
    }

    /// The names of the text but those of the victim, as keys.
    fn others(&self) -> &BTreeSet<String> {
        self.others.get_or_init(|| {
            let names: BTreeSet<&str> = self.view.mentions().filter_map(|other| other.value.name.as_deref()).collect();
            names.into_iter().map(victim::key).filter(|key| !self.own.contains(key)).collect()
        })
    }

    /// The part that the words around a mention give to it.
    fn of(&self, mention: &Mention<Organization>, is_speaker: bool) -> Option<(PartyRole, CodeRule, Span<Norm>)> {
        let (before, after) = self.view.around(mention)?;
        let part = mention.value.part;
        let found = |role, rule| Some((role, rule, mention.span));
        if part == Part::Press && self.is_parent(mention, before, after) {
            return found(PartyRole::Parent, PARENT);
        }
        if part == Part::Press {
            return if relations::reports(after) { found(PartyRole::Source, SOURCE) } else { None };
        }
        if relations::is_investigator(before, after) && part == Part::Any {
            return found(PartyRole::Investigator, INVESTIGATOR);
        }
        if part != Part::Any {
            return if victim::is_told_or_acts(after) { found(PartyRole::Authority, AUTHORITY) } else { None };
        }
        if self.is_parent(mention, before, after) {
            return found(PartyRole::Parent, PARENT);
        }
        if mention.value.anonymous {
            return None;
        }
        let announces = victim::announces(before, after);
        let told = announces || is_speaker;
        // Who announces something further on, of a subsidiary of its own, tells of another case.
        let is_early = is_speaker || self.hits.first().is_none_or(|hit| mention.span.start() < hit.span.end() + NEAR_VICTIM);
        if told && is_early && self.standing.is_subsidiary && mention.value.kind == OrganizationKind::Company {
            return found(PartyRole::Parent, PARENT);
        }
        let affected = relations::is_client(after)
            || relations::is_sister(before, after)
            || self.standing.through_contractor && relations::is_among_announcers(before)
            || relations::stops(after) && self.says(Subject::Supply)
            || announces && (self.standing.through_contractor || relations::tells_of_damage(after))
            || is_speaker
                && self.standing.through_contractor
                && (self.is_notice || mention.value.kind != OrganizationKind::Company);
        if affected {
            return found(PartyRole::Affected, AFFECTED);
        }
        let hired = victim::is_contractor(before) && mention.value.kind != OrganizationKind::Municipality;
        let is_city = mention.value.kind == OrganizationKind::Municipality;
        let uses = relations::is_used(before) && relations::is_owner_of_system(after);
        let works = !self.standing.is_hired && !is_city && (relations::is_provider(before) || uses)
            || hired && relations::speaks_of_hire(before);
        let suffers = || relations::suffers(relations::beyond_count(after));
        if (relations::is_given_work(after) || works) && !suffers() && !is_thing(mention) {
            return found(PartyRole::ServiceProvider, PROVIDER);
        }
        None
    }

    /// Whether a mention says where another organisation sits: 北浜市のみなと銀行.
    fn is_seat(&self, mention: &Mention<Organization>) -> bool {
        let seated = |other: &Mention<Organization>| {
            other.span.start() > mention.span.end() && self.view.words(mention.span.end(), other.span.start()) == "の"
        };
        mention.value.kind == OrganizationKind::Municipality && self.view.mentions().any(seated)
    }

    /// The part that the words around the list give to it in which a mention stands.
    fn by_list(&self, mention: &Mention<Organization>) -> Option<(PartyRole, CodeRule, Span<Norm>)> {
        if mention.value.anonymous || mention.value.stand_in {
            return None;
        }
        let list = *self.lists.get(&mention.span)?;
        let (before, after) = self.view.around_list(list)?;
        let (_, own_after) = self.view.around(mention)?;
        let found = |role, rule| Some((role, rule, mention.span));
        let beyond = relations::beyond_count(after);
        let of_several = beyond.len() < after.len();
        // 北浜市では…が止まった: the city says where.
        let is_city = mention.value.kind == OrganizationKind::Municipality;
        let may_be = !is_city || self.standing.through_contractor;
        let leaks = may_be && relations::leaks(beyond) && (self.standing.through_contractor || of_several);
        let suffers = may_be
            && relations::suffers(beyond)
            && (relations::is_drawn_in(beyond)
                || self.standing.through_contractor
                || self.fails
                    && (of_several || beyond.starts_with("では") || beyond.starts_with('は') && self.says(Subject::Spread)));
        // A ministry is a client too, where a contractor was hit.
        if mention.value.part != Part::Any {
            let is_client = mention.value.part == Part::Authority && self.standing.through_contractor && (leaks || suffers);
            return if is_client { found(PartyRole::Affected, AFFECTED) } else { None };
        }
        // 青葉商事と子会社の青葉フーズは攻撃を受けた.
        let holds_victim = self.hits.iter().any(|hit| list.contains(hit.span));
        if holds_victim {
            let is_company = mention.value.kind == OrganizationKind::Company;
            let together = is_company && (relations::are_hit_together(after) || relations::asks_whose(before) && of_several);
            return if together { found(PartyRole::Affected, AFFECTED) } else { None };
        }
        let is_user = relations::uses_service(before) || relations::is_among_clients(before) || relations::is_client_word(beyond);
        // 内訳は北浜市620件、みなと町1220件: of the cities that use the system of a company.
        let of_cities = || is_city && self.victim.kind == OrganizationKind::Company && self.says(Subject::Cities);
        let counted =
            self.counts_clients && relations::is_counted(own_after) && (self.standing.through_contractor || of_cities());
        let name = self.view.words(mention.span.start(), mention.span.end());
        let entry = || self.view.entry(mention).is_some_and(|entry| relations::is_entry(entry, name));
        // A notice is signed by the one that announces what befell its contractor.
        let signs = || mention.rule.as_str().starts_with("org/form") && self.view.is_line(mention) && self.view.speaks();
        // 北浜市やつばき町は…と公表した, of what their contractor let out.
        let announce = || {
            self.standing.through_contractor
                && victim::announces(before, beyond)
                && (list != mention.span || relations::tells_of_damage(beyond))
        };
        if is_user || announce() || counted || suffers || leaks || self.standing.through_contractor && (entry() || signs()) {
            return found(PartyRole::Affected, AFFECTED);
        }
        let works = relations::does_work(own_after) || relations::is_maker_of_fault(own_after);
        (!is_city && !self.standing.is_hired && works).then_some((PartyRole::ServiceProvider, PROVIDER, mention.span))
    }

    fn is_parent(&self, mention: &Mention<Organization>, before: &str, after: &str) -> bool {
        let board = mention.value.kind == OrganizationKind::Municipality
            && mention.value.name.as_deref().is_some_and(|name| name.ends_with("教育委員会") || name.ends_with("教委"));
        if board && self.victim.kind == OrganizationKind::School {
            return victim::announces(before, after) || relations::acts_as_keeper(after);
        }
        let keeper = mention.value.name.as_deref().is_some_and(|name| name.ends_with("病院局"));
        if keeper && self.victim.kind == OrganizationKind::Hospital {
            return victim::announces(before, after) || relations::acts_as_keeper(after);
        }
        // 青葉商事, whose name 青葉商事ヨーロッパ begins with, where a subsidiary was hit.
        let is_company = mention.value.kind == OrganizationKind::Company && !mention.value.stand_in;
        let name = mention.value.name.as_deref().filter(|_| is_company).map(victim::key);
        let is_namesake = |name: &str| self.own.iter().any(|own| own.len() > name.len() && own.starts_with(name));
        // 青葉 is only the beginning of 青葉商事, which the text names too.
        let is_whole = |name: &str| !self.others().iter().any(|other| other.len() > name.len() && other.starts_with(name));
        let is_parent = |name: &str| name.chars().count() > 2 && is_namesake(name) && is_whole(name);
        if name.is_some_and(|name| is_parent(&name)) && self.says(Subject::Subsidiaries) {
            return true;
        }
        if relations::is_parent(before)
            || relations::is_owned(after)
            || relations::is_holder(after)
            || self.parents.contains(&mention.span)
        {
            return true;
        }
        // The victim's name that follows in the same sentence.
        let next = self.hits.partition_point(|hit| hit.span.start() < mention.span.end());
        let Some(hit) = self.hits.get(next) else { return false };
        let end = mention.span.end() + after.len();
        if hit.span.start() >= end {
            return false;
        }
        let between = self.view.between(mention.span.end(), hit.span.start());
        let kept = matches!(self.victim.kind, OrganizationKind::Hospital | OrganizationKind::School);
        if kept && ["が運営する", "が設置する", "が所管する", "が運営している"].contains(&between) {
            return true;
        }
        let announced = between.starts_with(['は', 'が']) && victim::announces(before, after);
        relations::is_parent_of(between) || announced && victim::is_subsidiary(between)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::dict::Tables;
    use crate::incident::Reading;
    use crate::incident::relevance::Manners;
    use crate::page::{Page, Post};
    use crate::pipeline::Pipeline;

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(&Tables::embedded()).unwrap());

    /// The names and rules of the parties of a text; the victim stands between 〔 and 〕.
    fn parties(sentence: &str) -> Vec<(String, String)> {
        let victim = sentence.split(['〔', '〕']).nth(1).map(|name| Victim {
            name: name.to_owned(),
            kind: OrganizationKind::Company,
            aliases: Vec::new(),
            securities_code: None,
            anonymous: false,
            evidence: Vec::new(),
        });
        let (text, mentions) = PIPELINE.mentions(&sentence.replace(['《', '》', '〔', '〕'], ""), None);
        let page = Page { posts: vec![Post::default()], ..Page::default() };
        let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
        let found = of(&Scope::of_post(&reading), victim.as_ref());
        found.into_iter().map(|party| (party.name, party.evidence[0].rule.to_string())).collect()
    }

    #[test]
    fn every_relation_hits_and_misses_as_its_examples_say() {
        let mut failures = Vec::new();
        for rule in relations::RULES {
            for hit in rule.hit {
                let name = hit.split(['《', '》']).nth(1).unwrap();
                let found = parties(hit);
                if !found.contains(&(name.to_owned(), rule.id.to_owned())) {
                    failures.push(format!("{}: {name} is not in {found:?}: {hit}", rule.id));
                }
            }
            for miss in rule.miss {
                let found = parties(miss);
                if found.iter().any(|(_, id)| id == rule.id) {
                    failures.push(format!("{}: {found:?} in {miss}", rule.id));
                }
            }
        }
        assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    }
}

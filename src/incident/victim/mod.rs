//! Who was hit.
//!
//! Every organisation that a stretch of text names is a candidate. What the words around its mentions say of it adds up
//! (see [`signs`]): announcing, being the place of the attack, standing in the heading speak for it; being told, feigned
//! or quoted against it. In a notice the owner of the page is a candidate too.

mod cluster;
mod owner;
mod signs;

pub(super) use cluster::key;
pub(super) use signs::{is_contractor, is_subsidiary, is_told_or_acts, joins};

use std::cell::{LazyCell, OnceCell};
use std::collections::BTreeMap;

use super::relevance::tells_other_case;
use super::{Evidence, Reading, Scope, Victim};
use crate::extract::org::{Part, near};
use crate::extract::{Attack, AttackType, Mention, Modality, Organization, OrganizationKind};
use crate::page::{BlockKind, without_short_form};
use crate::pattern::Pattern;
use crate::text::{Norm, Passage, Span, Text};
use cluster::{Cluster, is_speaker};

/// An organisation that may be the one that was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who it is; the evidence has the words that speak for it.
    pub victim: Victim,
    /// How much speaks for it: below [`ENOUGH`] it is too little; see also [`PLAIN`].
    pub strength: i32,
}

/// The least strength with which a candidate is taken for the one that was hit.
pub const ENOUGH: i32 = 2;

/// The strength from which a stretch of text speaks plainly of the one that was hit.
pub const PLAIN: i32 = 5;

/// How many names of a list are looked at for what befell all of them.
const LONGEST_LIST: usize = 8;

/// How far from the beginning of a stretch its topic may stand, in bytes.
const FARTHEST_TOPIC: usize = 24;

/// What it weighs that a heading begins with the name.
const LEADS_HEADING: i32 = 5;

pub(super) use signs::RULES;

/// The organisation whose system, data or money was hit; `None` where the page names nobody. A wrong victim is worse
/// than none.
#[must_use]
pub fn of(scope: &Scope) -> Option<Victim> {
    let strongest = |sentences: &[usize]| {
        let best = candidates(scope.reading, sentences).into_iter().next()?;
        (best.strength >= ENOUGH).then_some(best.victim)
    };
    // 保健センター in a city's own list of mishaps: the city was hit.
    let own = strongest(&scope.sentences);
    let is_of_office =
        scope.is_own_case && own.as_ref().is_some_and(|own| is_office(own.kind, std::iter::once(own.name.as_str())));
    let (own, office) = if is_of_office { (None, own) } else { (own, None) };
    // A unit that names nobody is of the one whom the headings above it name.
    let named = own.or_else(|| {
        if !scope.is_listed {
            return None;
        }
        let mut sentences: Vec<usize> = scope.context.iter().chain(&scope.sentences).copied().collect();
        sentences.sort_unstable();
        sentences.dedup();
        strongest(&sentences).filter(|_| !scope.context.is_empty())
    });
    named.or(office)
}

/// Whether an organisation is an office such as every city and prefecture has, by one of its names.
pub(super) fn is_office<'n>(kind: OrganizationKind, mut names: impl Iterator<Item = &'n str>) -> bool {
    const OFFICES: [&str; 11] = ["事務所", "センター", "保健所", "支所", "出張所", "図書館", "公民館", "課", "室", "局", "庁舎"];
    let is_other = matches!(kind, OrganizationKind::Company | OrganizationKind::Hospital | OrganizationKind::School);
    !is_other && names.any(|name| OFFICES.iter().any(|office| name.ends_with(office)))
}

/// The organisation that was hit, if the scope says so plainly: enough to tell one incident from another by it.
#[must_use]
pub fn plainly(scope: &Scope) -> Option<Victim> {
    let best = candidates(scope.reading, &scope.sentences).into_iter().next()?;
    (best.strength >= PLAIN).then_some(best.victim)
}

/// The organisations that `sentences` (ascending indices into the text's sentences) of a post name, the strongest first;
/// of equals the one named first.
#[must_use]
pub fn candidates(reading: &Reading, sentences: &[usize]) -> Vec<Candidate> {
    let view = View::new(reading, sentences);
    let (clusters, owner) = view.clusters();
    let mut candidates: Vec<Candidate> =
        clusters.iter().filter_map(|(owns, cluster)| view.candidate(cluster, owner.as_ref().filter(|_| *owns))).collect();
    if owner.as_ref().is_some_and(|owner| !owner.only_speaks) {
        // 弊社の「青葉 オンラインストア」: in a notice the shop is called by its house; and what only its place in the heading
        // makes a name is what the notice is about.
        let is_headline = |mention: &&Mention<Organization>| matches!(mention.rule.as_str(), "org/headline" | "org/again");
        let is_matter = |cluster: &Cluster| view.begins_title(cluster) || cluster.mentions.iter().all(is_headline);
        let matters = clusters.iter().filter(|(owns, cluster)| !owns && is_matter(cluster));
        let matters: Vec<Span<Norm>> = matters.map(|(_, cluster)| cluster.mentions[0].span).collect();
        let is_of_matter =
            |candidate: &&mut Candidate| candidate.victim.evidence.iter().any(|evidence| matters.contains(&evidence.span));
        candidates.iter_mut().filter(is_of_matter).for_each(|candidate| candidate.strength -= 9);
    }
    if let Some(owner) = owner.filter(|_| !clusters.iter().any(|(owns, _)| *owns)) {
        candidates.extend(owner.alone(&view));
    }
    view.discount_services(&mut candidates);
    view.discount_things(&mut candidates);
    // 委託先への攻撃; 攻撃を受けたのは、X.
    if view.unnamed.contains(&signs::Role::Contractor) {
        let answers = |candidate: &&mut Candidate| candidate.has(&signs::CLEFT);
        candidates.iter_mut().filter(answers).for_each(|candidate| candidate.strength += 8);
    }
    compare(&mut candidates, view.has_body());
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.strength));
    candidates
}

/// Gives what speaks for a school or hospital that is told by its keeper alone (県立病院) to the one of that sort that the
/// text names, where it names one only: 県立三浜中央病院.
fn name_kept(candidates: &mut [Candidate]) {
    for index in 0..candidates.len() {
        let kept = &candidates[index].victim;
        let Some((_, sort)) = kept.name.split_once('立').filter(|(_, sort)| kept.anonymous && !sort.is_empty()) else {
            continue;
        };
        let is_named = |other: &Candidate| {
            let own = other.victim.name.split_once('立').map(|(_, own)| own);
            !other.victim.anonymous && own.is_some_and(|own| own.len() > sort.len() && own.ends_with(sort))
        };
        let mut named = (0..candidates.len()).filter(|&other| is_named(&candidates[other]));
        let (Some(only), None) = (named.next(), named.next()) else { continue };
        candidates[only].strength += candidates[index].strength.max(0);
        candidates[index].strength = -10;
    }
}

/// What the candidates say of one another.
fn compare(candidates: &mut [Candidate], has_body: bool) {
    name_kept(candidates);
    let is_board = |name: &str| name.ends_with("教育委員会") || name.ends_with("教委");
    let board = candidates.iter().any(|candidate| is_board(&candidate.victim.name));
    let keeper = candidates.iter().any(|candidate| candidate.victim.name.ends_with("病院局"));
    // 北浜市 speaks for its 北浜市立病院, 県 that a text names nowhere for its 県立美術館.
    let cities = candidates.iter().filter(|candidate| candidate.victim.kind == OrganizationKind::Municipality);
    let keepers: Vec<String> = cities.map(|candidate| format!("{}立", candidate.victim.name)).collect();
    // At the head of an entry 北浜市 市立中学校の教諭が…: a school that the city does not name goes by the city.
    let heads = candidates.iter().filter(|candidate| candidate.has(&signs::HEADING)).map(|candidate| &candidate.victim.name);
    let heads: Vec<String> = heads.cloned().collect();
    let is_of_head = |name: &str| heads.iter().any(|keeper| signs::is_unnamed_of(name, keeper));
    let named: Vec<OrganizationKind> =
        candidates.iter().filter(|other| !other.victim.anonymous && other.strength > 0).map(|other| other.victim.kind).collect();
    for candidate in candidates.iter_mut() {
        let kind = candidate.victim.kind;
        if board && kind == OrganizationKind::School && !candidate.victim.anonymous && candidate.strength >= 0 {
            candidate.add(&signs::SCHOOL, 7);
        }
        if keeper && kind == OrganizationKind::Hospital && !candidate.victim.anonymous && candidate.strength >= 0 {
            candidate.add(&signs::SCHOOL, 7);
        }
        let is_kept = keepers.iter().any(|keeper| candidate.victim.name.starts_with(keeper.as_str()));
        if is_kept && kind == OrganizationKind::Hospital && candidate.has(&signs::HIT) {
            candidate.add(&signs::SCHOOL, 7);
        }
        if candidate.victim.anonymous && keepers.iter().any(|keeper| candidate.victim.name.contains(keeper)) {
            candidate.add(&signs::SCHOOL, 7);
        }
        if candidate.victim.anonymous && is_of_head(&candidate.victim.name) {
            candidate.strength -= 8;
        }
        // 市内の病院 is told by name further on.
        if candidate.victim.anonymous && named.contains(&kind) {
            candidate.strength -= 4;
        }
    }
    // ある食品会社 goes by A社 further on.
    let lettered = candidates.iter().any(|candidate| candidate.victim.anonymous && is_lettered(&candidate.victim.name));
    let described = |candidate: &&mut Candidate| candidate.victim.anonymous && !is_lettered(&candidate.victim.name);
    candidates.iter_mut().filter(described).filter(|_| lettered).for_each(|candidate| candidate.strength -= 6);
    // Who announces what happened to a contractor or subsidiary of its own stands in the heading, and speaks.
    let has_role = |candidate: &&mut Candidate| candidate.has(&signs::CONTRACTOR) || candidate.has(&signs::SUBSIDIARY);
    for candidate in candidates.iter_mut().filter(has_role) {
        // A subsidiary may be but one of those that its parent tells of.
        candidate.strength += if candidate.has(&signs::CONTRACTOR) { 11 } else { 8 };
    }
    // A heading alone may name the parent, the city or the police.
    if !has_body {
        return;
    }
    let mut possible: Vec<&mut Candidate> = candidates.iter_mut().filter(|candidate| candidate.strength >= 0).collect();
    match possible.as_mut_slice() {
        [] => {}
        [only] => only.add(&signs::ONLY, 3),
        several => {
            if let Some(first) = several.iter_mut().min_by_key(|candidate| candidate.victim.evidence[0].span) {
                first.add(&signs::FIRST, 2);
            }
        }
    }
}

/// Whether a letter stands in place of a name: A社.
fn is_lettered(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, '○' | '〇' | '●' | '◯'))
}

impl Candidate {
    /// Whether one of its mentions bears the sign.
    fn has(&self, rule: &signs::CodeRule) -> bool {
        self.victim.evidence.iter().any(|evidence| evidence.rule.as_str() == rule.id)
    }

    fn add(&mut self, rule: &signs::CodeRule, weight: i32) {
        self.strength += weight;
        let span = self.victim.evidence[0].span;
        self.victim.evidence.push(Evidence { span, rule: rule.id.into() });
    }
}

/// A stretch of a post, with its mentions at hand.
pub(super) struct View<'a> {
    reading: &'a Reading<'a>,
    text: &'a Text,
    sentences: &'a [usize],
    mentions: Vec<&'a Mention<Organization>>,
    /// What happened, as the text asserts or suspects it.
    attacks: Vec<&'a Mention<Attack>>,
    /// As what the text says that somebody was hit without a name: 委託先のサーバーに不正アクセス.
    unnamed: Vec<signs::Role>,
    /// The names of the text, each with whether it is called that of a subsidiary; made when somebody asks.
    named: OnceCell<BTreeMap<&'a str, bool>>,
}

/// Whether a mention may be that of a company that another owns.
fn may_be_subsidiary(mention: &Mention<Organization>) -> bool {
    mention.value.part == Part::Any && !mention.value.stand_in
}

impl<'a> View<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, sentences: &'a [usize]) -> Self {
        let happened = |attack: &&Mention<Attack>| matches!(attack.value.modality, Modality::Asserted | Modality::Suspected);
        // The name of malware stands in headings as that of an organisation would.
        let malware = &reading.mentions.malware;
        let is_malware = |mention: &&Mention<Organization>| {
            let next = malware.partition_point(|name| name.span.end() <= mention.span.start());
            malware.get(next).is_some_and(|name| name.span == mention.span)
                || reading.mentions.attacks.binary_search_by_key(&mention.span, |attack| attack.span).is_ok()
        };
        let mentions =
            within(reading, sentences, &reading.mentions.organizations).filter(|mention| !is_malware(mention)).collect();
        let attacks: Vec<&Mention<Attack>> = within(reading, sentences, &reading.mentions.attacks).filter(happened).collect();
        let unnamed = attacks.iter().filter_map(|attack| {
            let sentence = reading.text.sentences()[reading.text.sentence_at(attack.span)?].span;
            signs::unnamed_role_hit(near::before(reading.text, sentence, attack.span.start()))
        });
        let mut unnamed: Vec<signs::Role> = unnamed.collect();
        // 海外子会社における資金流出について: a title tells of whom the text speaks.
        let is_title = |&sentence: &&usize| {
            matches!(reading.text.passages()[reading.text.sentences()[*sentence].passage].kind, BlockKind::Heading(_))
        };
        let titled = sentences.iter().find(is_title).or(sentences.first());
        let titled = titled.map(|&title| reading.text.slice(reading.text.sentences()[title].span));
        unnamed.extend(titled.filter(|title| signs::is_of_subsidiary(title)).map(|_| signs::Role::Subsidiary));
        Self { reading, text: reading.text, sentences, mentions, attacks, unnamed, named: OnceCell::new() }
    }

    /// The mentions by organisation, each with whether it is the owner of the page; and the owner, where it speaks.
    fn clusters(&self) -> (Vec<(bool, Cluster<'a>)>, Option<owner::Owner>) {
        let page_owner = self.reading.page.owner.as_deref().unwrap_or_default();
        let mut speaker: Option<Cluster> = None;
        let mut named: Vec<(String, Cluster)> = Vec::new();
        let is_owners = |word: &str| page_owner.ends_with(word);
        for (key, cluster) in cluster::clusters(self.text, self.mentions.iter().copied(), is_owners) {
            match key {
                Some(key) => named.push((key, cluster)),
                None => speaker = Some(cluster),
            }
        }
        let owner = owner::of(self, speaker.as_ref());
        let mut clusters: Vec<(bool, Cluster)> = Vec::new();
        for (key, mut cluster) in named {
            let owns = owner.as_ref().is_some_and(|owner| owner.is(&key));
            if let Some(speaker) = speaker.take_if(|_| owns) {
                cluster.mentions.extend(speaker.mentions);
                cluster.mentions.sort_by_key(|mention| mention.span);
            }
            clusters.push((owns, cluster));
        }
        if let Some(speaker) = speaker.filter(|_| owner.is_some()) {
            clusters.push((true, speaker));
        }
        (clusters, owner)
    }

    /// The organisations that are named, with their mentions, and whether each is the one who speaks.
    pub(super) fn organizations(&self) -> Vec<(String, Cluster<'a>, bool)> {
        let (clusters, owner) = self.clusters();
        let named = clusters.into_iter().filter_map(|(owns, cluster)| {
            let names = Names::of(self.text, &cluster, owner.as_ref().filter(|_| owns))?;
            let speaks = owns && cluster.mentions.iter().any(|mention| self.is_own_word(mention));
            // 「当社子会社の件」という開示: nobody but another speaks.
            let is_quoted = || cluster.mentions.iter().all(|mention| is_speaker(mention) && !self.is_own_word(mention));
            (!is_quoted()).then_some((names.name, cluster, speaks))
        });
        named.collect()
    }

    /// Whether a mention stands for the one who speaks, and not in the words of another.
    fn is_own_word(&self, mention: &Mention<Organization>) -> bool {
        is_speaker(mention) && !self.around(mention).is_some_and(|(before, _)| in_quotation(before))
    }

    /// The mentions of organisations, in order.
    pub(super) fn mentions(&self) -> impl Iterator<Item = &'a Mention<Organization>> {
        self.mentions.iter().copied()
    }

    /// What happened, in order.
    pub(super) fn attacks(&self) -> impl Iterator<Item = &'a Mention<Attack>> {
        self.attacks.iter().copied()
    }

    /// What stands before and after a mention in its sentence, without brackets that explain the name.
    pub(super) fn around(&self, mention: &Mention<Organization>) -> Option<(&'a str, &'a str)> {
        let sentence = self.text.sentences()[self.text.sentence_at(mention.span)?].span;
        let before = near::before(self.text, sentence, mention.span.start());
        let after = near::after(self.text, sentence, mention.span.end());
        Some((before, beyond_brackets(after)))
    }

    /// The mentions before a place of the text, the last first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &'a Mention<Organization>> {
        let end = self.mentions.partition_point(|mention| mention.span.start() < at);
        self.mentions[..end].iter().rev().copied()
    }

    /// The sentence in which a mention stands, as an index into the text's sentences.
    pub(super) fn sentence(&self, mention: &Mention<Organization>) -> Option<usize> {
        self.text.sentence_at(mention.span)
    }

    /// Whether one of the words stands in the stretch.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.sentences.iter().any(|&index| {
            let sentence = self.text.slice(self.text.sentences()[index].span);
            words.iter().any(|word| sentence.contains(word))
        })
    }

    /// The words from one place of the text to another.
    pub(super) fn words(&self, from: usize, to: usize) -> &'a str {
        &self.text.norm()[from..to]
    }

    /// What stands before and after a list of names in its sentence.
    pub(super) fn around_list(&self, list: Span<Norm>) -> Option<(&'a str, &'a str)> {
        let sentence = self.text.sentences()[self.text.sentence_at(list)?].span;
        let after = near::after(self.text, sentence, list.end());
        Some((near::before(self.text, sentence, list.start()), beyond_brackets(after)))
    }

    /// The cell of a table or the item of a list that a mention stands in, as its words.
    pub(super) fn entry(&self, mention: &Mention<Organization>) -> Option<&'a str> {
        let passage = &self.text.passages()[self.text.sentences()[self.sentence(mention)?].passage];
        let is_entry = matches!(&passage.kind, BlockKind::Cell(cell) if !cell.is_heading)
            || matches!(passage.kind, BlockKind::Item | BlockKind::Term);
        is_entry.then(|| self.text.slice(passage.span))
    }

    /// Whether a mention stands in a short line that is no sentence, as a signature does.
    pub(super) fn is_line(&self, mention: &Mention<Organization>) -> bool {
        let passage = self.sentence(mention).map(|index| self.text.sentences()[index].passage);
        passage.is_some_and(|passage| {
            let words = self.text.slice(self.text.passages()[passage].span);
            words.len() < 200 && !words.contains('。')
        })
    }

    /// Whether somebody speaks in the first person.
    pub(super) fn speaks(&self) -> bool {
        self.mentions.iter().any(|mention| is_speaker(mention))
    }

    /// The name of the one who speaks, where the text names it nowhere, and the sentence that proves it.
    pub(super) fn unnamed_owner(&self) -> Option<(String, OrganizationKind, Span<Norm>)> {
        let (clusters, owner) = self.clusters();
        let owner = owner.filter(|_| !clusters.iter().any(|(owns, _)| *owns))?;
        let first = self.text.sentences()[*self.sentences.first()?].span;
        Some((owner.names.first()?.clone(), owner.kind, first))
    }

    /// The words from one place of the text to another, without brackets that explain a name at the first.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        beyond_brackets(&self.text.norm()[from..to])
    }

    /// What speaks for the organisation of `cluster`; `None` if nothing but its name does.
    fn candidate(&self, cluster: &Cluster, owner: Option<&owner::Owner>) -> Option<Candidate> {
        let mut strength = owner.map_or(0, |owner| owner.strength);
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut counted = 0;
        let mut part = Part::Any;
        let mut hired = false;
        // Signs of one kind prove no more the tenth time.
        let mut seen: Vec<(&str, i32)> = Vec::new();
        for mention in &cluster.mentions {
            part = part.max(mention.value.part);
            hired |= self.around(mention).is_some_and(|(_, after)| signs::is_hired(after));
            let signs = self.signs(mention);
            if signs.iter().any(|sign| sign.weight == signs::NO_MENTION) {
                continue;
            }
            counted += 1;
            for sign in signs {
                let times = seen.iter().filter(|(id, _)| *id == sign.rule.id).count();
                if times < 2 {
                    strength += if times == 0 { sign.weight } else { sign.weight / 2 };
                    seen.push((sign.rule.id, sign.weight));
                    if sign.weight > 0 {
                        evidence.push(Evidence { span: mention.span, rule: sign.rule.id.into() });
                    }
                }
            }
        }
        if counted == 0 {
            return None;
        }
        strength += (counted - 1).min(3);
        // 業務をXに委託していた。同社のサーバーが不正アクセスを受けた。
        let has = |rule: &signs::CodeRule| seen.iter().any(|(id, _)| *id == rule.id);
        if hired && has(&signs::HIT) && !has(&signs::CONTRACTOR) {
            strength += 10;
            evidence.push(Evidence { span: cluster.mentions[0].span, rule: signs::CONTRACTOR.id.into() });
        }
        // Xの元社員を逮捕: he was of X only after he had taken the data to it.
        if has(&signs::NEW_EMPLOYER) && has(&signs::EMPLOYER) {
            strength -= 10;
        }
        // A company that only speaks, as one that sells protection does, and nothing befalls it.
        let told = has(&signs::HIT) || has(&signs::ANNOUNCES) || has(&signs::CONTRACTOR) || has(&signs::SUBSIDIARY);
        if owner.is_some_and(|owner| owner.only_speaks) && !told {
            strength -= 6;
        }
        // 先月には青葉病院の書類が流れたことも判明している: it was another case.
        let is_of_others = |mention: &&Mention<Organization>| {
            self.text.sentence_at(mention.span).is_some_and(|index| tells_other_case(self.reading, index))
        };
        if owner.is_none() && strength >= ENOUGH && cluster.mentions.iter().all(is_of_others) {
            strength -= 6;
        }
        if part != Part::Any {
            // A newspaper reports, but what it announces befell itself.
            let titled = seen.iter().any(|(id, weight)| *id == signs::HEADING.id && *weight == LEADS_HEADING);
            let own = has(&signs::HIT)
                || part != Part::Adviser && self.has_own_heading(cluster)
                || part == Part::Press && (has(&signs::ANNOUNCES) || has(&signs::TOPIC) || titled);
            strength -= if own { 2 } else { 6 };
        }
        evidence.sort_by_key(|evidence| evidence.span);
        if evidence.is_empty() {
            evidence.push(Evidence { span: cluster.mentions[0].span, rule: signs::MENTION.id.into() });
        }
        let names = Names::of(self.text, cluster, owner)?;
        let first = cluster.mentions.iter().find(|mention| !mention.value.stand_in).unwrap_or(&cluster.mentions[0]);
        let victim = Victim {
            kind: owner.map_or(first.value.kind, |owner| owner.kind),
            anonymous: cluster.mentions.iter().all(|mention| mention.value.anonymous || mention.value.stand_in)
                && first.value.anonymous,
            securities_code: cluster.mentions.iter().find_map(|mention| mention.value.securities_code.clone()),
            name: names.name,
            aliases: names.aliases,
            evidence,
        };
        Some(Candidate { victim, strength })
    }

    /// Whether an organisation's name begins a longer one in quotation marks: 「青葉 オンラインストア」.
    fn begins_title(&self, cluster: &Cluster) -> bool {
        cluster.mentions.iter().any(|mention| {
            let Some(index) = self.text.sentence_at(mention.span) else { return false };
            let sentence = self.text.sentences()[index].span;
            let before = near::before(self.text, sentence, mention.span.start());
            signs::begins_title(before, near::after(self.text, sentence, mention.span.end()))
        })
    }

    /// Whether a heading, or the end of an entry, is given to the organisation alone: 3. 内閣府.
    fn has_own_heading(&self, cluster: &Cluster) -> bool {
        cluster.mentions.iter().any(|mention| {
            let Some(index) = self.text.sentence_at(mention.span) else { return false };
            let sentence = self.text.sentences()[index].span;
            let before = near::before(self.text, sentence, mention.span.start());
            let after = near::after(self.text, sentence, mention.span.end());
            self.is_heading(index, mention) && signs::is_alone(before, after) || self.ends_entry(index, mention, before, after)
        })
    }

    /// Whether a mention ends an item of a list, as the one of whom it told.
    fn ends_entry(&self, sentence: usize, mention: &Mention<Organization>, before: &str, after: &str) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[sentence].passage];
        let is_entry =
            matches!(passage.kind, BlockKind::Item | BlockKind::Cell(_) | BlockKind::Definition | BlockKind::Paragraph);
        is_entry && mention.span.end() + after.len() <= passage.span.end() && signs::ends_entry(before, after)
    }

    /// What the words around a mention say.
    fn signs(&self, mention: &Mention<Organization>) -> Vec<signs::Sign> {
        let mut found = Vec::new();
        let Some(index) = self.text.sentence_at(mention.span) else { return found };
        let sentence = &self.text.sentences()[index];
        let before = near::before(self.text, sentence.span, mention.span.start());
        let after = near::after(self.text, sentence.span, mention.span.end());
        // 「当社サイトへの不正アクセスについて」という開示: another's own words.
        if is_speaker(mention) && in_quotation(before) && after.contains('」') {
            found.push(signs::Sign { rule: &signs::MENTION, weight: signs::NO_MENTION });
            return found;
        }
        if is_speaker(mention) && !in_quotation(before) {
            found.push(signs::Sign { rule: &signs::SPEAKER, weight: 2 });
        }
        // 税の滞納を知人に(北浜市): a heading says whose case it tells.
        let is_of_heading = || {
            let behind_name =
                self.before(mention.span.start()).next().is_some_and(|last| last.span.end() + 1 == mention.span.start());
            self.is_heading(index, mention) && !behind_name
        };
        if mention.value.kind == OrganizationKind::Municipality
            && before.ends_with('(')
            && before.len() > 1
            && after.starts_with([')', '、', '・'])
            && !is_of_heading()
        {
            // みなと商事(北浜市): the city says where.
            found.push(signs::Sign { rule: &signs::MENTION, weight: signs::NO_MENTION });
            return found;
        }
        if signs::attacks(before, after) {
            found.push(signs::Sign { rule: &signs::ATTACKS, weight: signs::NO_MENTION });
            return found;
        }
        if signs::is_byline(before) {
            found.push(signs::Sign { rule: &signs::BYLINE, weight: signs::NO_MENTION });
            return found;
        }
        // 転職先の「X」に持ち出した: what it speaks of is another's.
        if signs::is_new_employer(before) || self.reports(AttackType::Insider) && signs::is_gone_to(beyond_brackets(after)) {
            found.push(signs::Sign { rule: &signs::NEW_EMPLOYER, weight: -6 });
            return found;
        }
        if mention.value.part == Part::Police && signs::is_of_case(after) && !signs::is_of_police(after)
            || mention.value.part != Part::Any && signs::is_of_paper(after)
        {
            found.push(signs::Sign { rule: &signs::COMMENTS, weight: -4 });
            return found;
        }
        // A name of the tables is known to be that of a company too.
        if signs::is_service(before) && mention.rule.as_str() != "org/table" {
            found.push(signs::Sign { rule: &signs::SERVICE, weight: -3 });
        }
        // 当社が運営する「青葉商店オンライン」: the service may be called by its house.
        if signs::is_run_by_another(before) && after.starts_with('」') {
            found.push(signs::Sign { rule: &signs::SERVICE, weight: -6 });
        }
        if signs::is_system(self.text.slice(mention.span), beyond_brackets(after)) {
            found.push(signs::Sign { rule: &signs::SERVICE, weight: -10 });
        }
        let heads = self.is_heading(index, mention) && (leads_heading(before) || signs::heads_entry(before, after));
        if signs::is_served(before) || signs::is_among_clients(before) {
            found.push(signs::Sign { rule: &signs::CLIENT, weight: -4 });
            return found;
        }
        // Xでも in a heading adds X to an earlier article's; in a text it adds another case to this one's.
        let feigned_to_its_own = signs::is_deceived(after) && self.reports(AttackType::BusinessEmailCompromise);
        // Whose subsidiary has no name goes for it: みなと商事のタイ子会社が感染した.
        let subsidiary_is_named = LazyCell::new(|| self.names_subsidiary(mention));
        // 北浜市内の会社, but 青葉商事内のパソコン.
        let inside_of_house = mention.value.kind != OrganizationKind::Municipality && after.starts_with('内');
        // 介護施設「みどり園」でも…: of a stretch that begins so it is the case.
        let is_part = self.sentences.len() < self.text.sentences().len();
        let opens = is_part && self.sentences.first() == Some(&index) && before.len() <= FARTHEST_TOPIC;
        let counts = |against: &signs::Sign| {
            !feigned_to_its_own
                && !inside_of_house
                && (!heads && !opens && !signs::is_named_too(after) || against.rule.id != signs::ALSO.id)
                && (against.rule.id != signs::PARENT.id || *subsidiary_is_named)
        };
        if let Some(against) = signs::against(after).or_else(|| signs::against(beyond_brackets(after))) {
            if counts(&against) {
                found.push(against);
                return found;
            }
            if against.rule.id == signs::PARENT.id {
                found.push(signs::Sign { rule: &signs::MENTION, weight: -2 });
            }
        }
        let (beyond, length) = (beyond_brackets(after), after.len());
        let (after, from) = (beyond, mention.span.end() + length - beyond.len());
        let next = self.next(from);
        if mention.value.kind == OrganizationKind::Municipality
            && (next.is_some_and(|next| self.seats(mention, next)) || signs::is_seat(after))
        {
            // 北浜市のみなと商事: the city says where.
            found.push(signs::Sign { rule: &signs::MENTION, weight: signs::NO_MENTION });
            return found;
        }
        if self.ends_entry(index, mention, before, near::after(self.text, sentence.span, mention.span.end())) {
            found.push(signs::Sign { rule: &signs::HEADING, weight: LEADS_HEADING });
        } else if self.is_heading(index, mention) {
            // みなと戦隊が止まった: what only its place in the heading makes a name may be that of a work or a service.
            let sure = heads && !matches!(mention.rule.as_str(), "org/headline" | "org/clause");
            // The head of an entry says more than the title of them all.
            let leads = i32::from(self.leads_paragraph(&self.text.passages()[sentence.passage], mention));
            found.push(signs::Sign { rule: &signs::HEADING, weight: if sure { LEADS_HEADING + leads } else { 3 } });
        }
        if announces(before, after) {
            found.push(signs::Sign { rule: &signs::ANNOUNCES, weight: 4 });
            // 運営する青葉商事は…発表した: whose the site or service is.
            if signs::runs(before) {
                found.push(signs::Sign { rule: &signs::OPERATOR, weight: 5 });
            }
        } else if signs::opens_as_operator(before) && signs::is_source(beyond_brackets(after)) {
            found.push(signs::Sign { rule: &signs::OPERATOR, weight: 5 });
        }
        if signs::is_contractor(before) && signs::is_way_in(after) {
            found.push(signs::Sign { rule: &signs::MENTION, weight: -2 });
            return found;
        }
        // XとYのサーバーに不正アクセス: of a list of names each was hit.
        let hit = self.is_hit(from, next, sentence.span.end()) || self.is_hit_in_list(from, sentence.span.end());
        if hit {
            found.push(signs::Sign { rule: &signs::HIT, weight: 4 });
        }
        let end = next.map_or(sentence.span.end(), |next| next.span.start()).clamp(from, sentence.span.end());
        // 委託先は北浜市の業者: the city says where.
        let is_city = mention.value.kind == OrganizationKind::Municipality;
        let own = hit || !is_city && signs::is_place_of_mishap(near::after(self.text, Span::new(from, end), from));
        // Of a leak, of which no word says by what it came.
        let leaks = own && !hit && self.first_attack(sentence.span.start(), sentence.span.end()).is_none();
        let in_cell = matches!(self.text.passages()[sentence.passage].kind, BlockKind::Cell(_));
        if leaks && mention.value.part == Part::Any && !in_cell && leads_heading(before) {
            found.push(signs::Sign { rule: &signs::HIT, weight: 3 });
        }
        // The mention of what came through a contractor holds its name: 提供元、X(仙台市)のサーバーが侵入され.
        let through = || {
            let came =
                |attack: &&&Mention<Attack>| attack.value.kind == AttackType::SupplyChain && attack.span.contains(mention.span);
            let told = self.attacks.iter().find(came).map(|attack| &self.text.norm()[mention.span.end()..attack.span.end()]);
            told.is_some_and(signs::is_broken_into)
        };
        let hit_as = |role| own || role == signs::Role::Contractor && through() || !is_city && self.unnamed.contains(&role);
        // Whose mistake it was is not who was hit: 業務を委託したXが誤って送付した.
        let slipped = self.mistake(from, sentence.span.end()) && !self.reports(AttackType::BusinessEmailCompromise);
        let attacked = self.first_attack(from, sentence.span.end()).map_or(sentence.span.end(), |attack| attack.span.start());
        let finds = signs::finds(after).is_some_and(|length| from + length <= attacked);
        let fault = signs::is_at_fault(after) && !self.is_attacked();
        let mistaken = slipped || finds || fault || signs::is_quoted(after);
        if signs::is_contractor(before) && !mistaken && hit_as(signs::Role::Contractor) {
            found.push(signs::Sign { rule: &signs::CONTRACTOR, weight: 10 });
        } else if hit && signs::is_described(before) && !is_city {
            found.push(signs::Sign { rule: &signs::CONTRACTOR, weight: 6 });
        } else if signs::is_called_subsidiary(after)
            || signs::is_subsidiary(before) && !(slipped && signs::is_of_staff(after)) && hit_as(signs::Role::Subsidiary)
        {
            found.push(signs::Sign { rule: &signs::SUBSIDIARY, weight: 10 });
        }
        let answers = || {
            let asked = index.checked_sub(1).map(|last| self.text.slice(self.text.sentences()[last].span));
            asked.is_some_and(signs::asks) && ["である。", "だ。", "です。", "。"].contains(&after)
        };
        if signs::is_cleft(before, self.attacked_within(sentence.span.start(), mention.span.start()))
            && !self.is_answered(before, mention)
            && !signs::is_of_product(after)
            || signs::is_called_contractor(after)
            || answers()
        {
            found.push(signs::Sign { rule: &signs::CLEFT, weight: 10 });
        }
        if signs::is_robbed(near::after(self.text, sentence.span, from)) {
            found.push(signs::Sign { rule: &signs::ROBBED, weight: 6 });
        }
        if signs::is_stricken(before) {
            found.push(signs::Sign { rule: &signs::HIT, weight: 6 });
        }
        if self.runs_what_was_hit(from, sentence.span.end())
            || signs::is_runner(after)
            || signs::is_called_operator(before) && !is_city
        {
            found.push(signs::Sign { rule: &signs::OPERATOR, weight: 4 });
        }
        // 二つ目は福岡県。人材派遣のみなと商事が…: the prefecture says where.
        let says_where = || is_city && next.is_some_and(|next| self.text.sentence_at(next.span) == Some(index + 1));
        if signs::is_topic(before, after) && !says_where() {
            found.push(signs::Sign { rule: &signs::TOPIC, weight: 4 });
        }
        let of_its_people = match mention.value.part {
            Part::Police => signs::is_of_police(after),
            Part::Authority => signs::is_of_official(after),
            _ => false,
        };
        if of_its_people && !hit {
            found.push(signs::Sign { rule: &signs::HIT, weight: 4 });
        }
        if signs::is_own(before) {
            found.push(signs::Sign { rule: &signs::SPEAKER, weight: 4 });
        }
        if signs::is_employer(before, after) {
            found.push(signs::Sign { rule: &signs::EMPLOYER, weight: 4 });
        }
        found
    }

    /// Whether an attack or mishap follows `from`, the end of a name, that the words between lay on the name.
    fn is_hit(&self, from: usize, next: Option<&Mention<Organization>>, end: usize) -> bool {
        let Some(attack) = self.first_attack(from, end) else { return false };
        let between = &self.text.norm()[from..attack.span.start()];
        let free = next.is_none_or(|next| next.span.start() >= attack.span.start()) || between.starts_with('は');
        free && signs::suffers(between)
    }

    /// The same for the first of a list of companies: Xとその子会社のY、Zのネットワークに不正アクセス.
    fn is_hit_in_list(&self, from: usize, end: usize) -> bool {
        let first = self.mentions.partition_point(|other| other.span.start() < from);
        let (mut to, mut at) = (from, first);
        while let Some(other) = self.mentions.get(at).filter(|other| other.span.start() < end) {
            if at > first + LONGEST_LIST
                || other.value.kind == OrganizationKind::Municipality
                || !signs::joins(&self.text.norm()[to..other.span.start()])
            {
                break;
            }
            (to, at) = (other.span.end(), at + 1);
        }
        to > from && self.is_hit(to, self.mentions.get(at).copied(), end)
    }

    /// Whether another organisation than a city stands between what asks who was hit (受けたのは) and the mention behind `before`.
    fn is_answered(&self, before: &str, mention: &Mention<Organization>) -> bool {
        // 受けたのは、青葉商事(AS)だ: its short form.
        let Some(asked) = before.rfind("のは").filter(|_| !before.ends_with('(')) else { return false };
        let from = mention.span.start() - before.len() + asked;
        let mut between = self.before(mention.span.start()).take_while(|other| other.span.start() > from);
        between.any(|other| {
            let ends = self.around(other).is_some_and(|(_, after)| after.starts_with(['で', 'だ']));
            ends && !other.value.stand_in && other.value.kind != OrganizationKind::Municipality
        })
    }

    /// Whether the stretch names a subsidiary of `parent`: it calls one so, or a name begins with the parent's or follows it
    /// closely. Of a stand-in (同社の子会社) it is not asked.
    fn names_subsidiary(&self, parent: &Mention<Organization>) -> bool {
        const NEAR: usize = 20;
        let own = parent.value.name.as_deref().unwrap_or_default();
        let end = parent.span.end();
        let after = &self.mentions[self.mentions.partition_point(|mention| mention.span.start() < end)..];
        let mut near = after.iter().take_while(|mention| {
            let gap = mention.span.start() - end;
            gap < NEAR * '社'.len_utf8() && self.text.norm()[end..mention.span.start()].chars().count() < NEAR
        });
        let mut others = self.named.get_or_init(|| self.names()).iter().filter(|(name, _)| **name != own);
        parent.value.stand_in
            || others.any(|(name, is_called)| name.starts_with(own) || *is_called)
            || near.any(|mention| may_be_subsidiary(mention) && mention.value.name.as_deref().unwrap_or_default() != own)
    }

    /// The names of the text, each with whether it is called that of a subsidiary somewhere.
    fn names(&self) -> BTreeMap<&'a str, bool> {
        let mut names = BTreeMap::new();
        for &mention in self.mentions.iter().filter(|mention| may_be_subsidiary(mention)) {
            let is_called = names.entry(mention.value.name.as_deref().unwrap_or_default()).or_insert(false);
            *is_called = *is_called || self.around(mention).is_some_and(|(before, _)| signs::is_subsidiary(before));
        }
        names
    }

    /// What is first said to have happened from `from` up to `end`.
    fn first_attack(&self, from: usize, end: usize) -> Option<&'a Mention<Attack>> {
        let first = self.attacks.partition_point(|attack| attack.span.start() < from);
        let mut attacks = self.attacks[first..].iter().take_while(|attack| attack.span.start() < end);
        // The mention of an attack by way of a contractor begins with the contractor.
        attacks.find(|attack| attack.value.kind != AttackType::SupplyChain).copied()
    }

    /// Whether the words from the end of a name to the first attack in its sentence say that it runs what was hit.
    fn runs_what_was_hit(&self, from: usize, end: usize) -> bool {
        self.first_attack(from, end).is_some_and(|attack| signs::is_operator(&self.text.norm()[from..attack.span.start()]))
    }

    /// Whether the first thing that a stretch of text says happened is a slip or a loss, and no attack.
    fn mistake(&self, from: usize, end: usize) -> bool {
        const SLIPS: [AttackType; 3] = [AttackType::Misdelivery, AttackType::PublishingError, AttackType::Loss];
        let first = self.attacks.partition_point(|attack| attack.span.start() < from);
        self.attacks.get(first).is_some_and(|attack| attack.span.start() < end && SLIPS.contains(&attack.value.kind))
    }

    /// Takes from the names that are part of that of a service what speaks for them, where somebody else is told to run it.
    fn discount_services(&self, candidates: &mut [Candidate]) {
        if !candidates.iter().any(|candidate| candidate.has(&signs::OPERATOR)) {
            return;
        }
        let sentences = self.sentences.iter().map(|&index| self.text.slice(self.text.sentences()[index].span));
        let services: Vec<&str> = sentences.flat_map(signs::run_by_somebody).collect();
        let is_service = |candidate: &Candidate| services.iter().any(|service| service.contains(candidate.victim.name.as_str()));
        let acts = |candidate: &Candidate| candidate.has(&signs::OPERATOR) || candidate.has(&signs::ANNOUNCES);
        for candidate in candidates.iter_mut().filter(|candidate| !acts(candidate) && is_service(candidate)) {
            candidate.strength -= 6;
        }
    }

    /// Takes from the names that the text itself shows to be those of systems, apps or works what speaks for them, where
    /// somebody else may have been hit.
    fn discount_things(&self, candidates: &mut [Candidate]) {
        let (Some(&first), Some(&last)) = (self.sentences.first(), self.sentences.last()) else { return };
        let sentences = self.text.sentences();
        let text = self.text.slice(Span::new(sentences[first].span.start(), sentences[last].span.end()));
        let may_be_hit = |candidate: &Candidate| !candidate.victim.anonymous && candidate.strength > 0;
        let is_thing = |candidate: &Candidate| {
            let is_known = candidate.has(&signs::OPERATOR) || candidate.victim.name.contains("会社");
            let has_names = !candidate.victim.aliases.is_empty();
            may_be_hit(candidate) && !is_known && !has_names && signs::is_thing_in(text, &candidate.victim.name)
        };
        let things: Vec<String> =
            candidates.iter().filter(|candidate| is_thing(candidate)).map(|thing| thing.victim.name.clone()).collect();
        // 旧アオバストア is no other than アオバストア.
        let is_other = |candidate: &Candidate| {
            let name = &candidate.victim.name;
            may_be_hit(candidate) && things.iter().all(|thing| !name.contains(thing.as_str()))
        };
        if candidates.iter().any(is_other) {
            let of_things = candidates.iter_mut().filter(|candidate| things.contains(&candidate.victim.name));
            of_things.for_each(|candidate| candidate.strength -= 8);
        }
    }

    /// Whether somebody attacked, as far as the text says.
    fn is_attacked(&self) -> bool {
        const FAULTS: [AttackType; 6] = [
            AttackType::Misdelivery,
            AttackType::PublishingError,
            AttackType::Loss,
            AttackType::SystemFailure,
            AttackType::Misconfiguration,
            AttackType::SupplyChain,
        ];
        self.attacks.iter().any(|attack| !FAULTS.contains(&attack.value.kind))
    }

    /// Whether the text says that something of the kind happened.
    fn reports(&self, kind: AttackType) -> bool {
        self.attacks.iter().any(|attack| attack.value.kind == kind)
    }

    /// Whether an attack or mishap begins between two places of the text.
    fn attacked_within(&self, from: usize, to: usize) -> bool {
        let first = self.attacks.partition_point(|attack| attack.span.start() < from);
        self.attacks.get(first).is_some_and(|attack| attack.span.start() < to)
    }

    /// The first mention after a place in the text but for names that an attacker uses.
    fn next(&self, from: usize) -> Option<&'a Mention<Organization>> {
        let at = self.mentions.partition_point(|other| other.span.start() < from);
        let feigned = |other: &Mention<Organization>| {
            let after = self.around(other).map(|(_, after)| signs::against(after));
            after.flatten().is_some_and(|sign| sign.rule.id == signs::FEIGNED.id)
        };
        self.mentions[at..].iter().copied().find(|other| !feigned(other))
    }

    /// Whether a sentence of the stretch is more than a heading or a date, or several short ones tell.
    fn has_body(&self) -> bool {
        const TERSE: usize = 3;
        let told = self.sentences.iter().filter_map(|&index| {
            let sentence = &self.text.sentences()[index];
            let heading = matches!(self.text.passages()[sentence.passage].kind, BlockKind::Heading(_));
            (!heading).then(|| self.text.slice(sentence.span))
        });
        told.clone().any(|words| words.chars().count() > 20)
            || told.filter(|words| words.trim_end().ends_with('。')).count() >= TERSE
    }

    /// Whether a paragraph begins with a mention as the entry of a list does: 青葉商事…7月17日、会員のページに不正なログイン.
    fn leads_paragraph(&self, passage: &Passage, mention: &Mention<Organization>) -> bool {
        let before = &self.text.norm()[passage.span.start()..mention.span.start()];
        let after = &self.text.norm()[mention.span.end()..passage.span.end().max(mention.span.end())];
        passage.kind == BlockKind::Paragraph && signs::is_alone(before, "") && signs::leads_entry(after)
    }

    /// Whether the stretch is no more than the passage, as an item of a list that tells a case is.
    fn is_within(&self, passage: &Passage) -> bool {
        let ends = self.sentences.first().zip(self.sentences.last());
        ends.is_some_and(|(first, last)| passage.sentences.contains(first) && passage.sentences.contains(last))
    }

    /// Whether the first of two mentions is the city in which the second sits; not where the second is one of its own that has
    /// no name: 北浜市 市立中学校.
    fn seats(&self, city: &Mention<Organization>, next: &Mention<Organization>) -> bool {
        let name = |mention: &Mention<Organization>| mention.value.name.clone().unwrap_or_default();
        let between = &self.text.norm()[city.span.end()..next.span.start().max(city.span.end())];
        signs::is_of_place(beyond_brackets(between)) && !(next.value.anonymous && signs::is_unnamed_of(&name(next), &name(city)))
    }

    /// Whether a mention in `sentence` stands in a heading, or where one would: at the head of a table's row, as the term
    /// of a list, before the dash or comma at the head of an item (北浜市、メールを誤送信).
    fn is_heading(&self, sentence: usize, mention: &Mention<Organization>) -> bool {
        let passage = &self.text.passages()[self.text.sentences()[sentence].passage];
        let before = &self.text.norm()[passage.span.start()..mention.span.start()];
        let after = &self.text.norm()[mention.span.end()..passage.span.end().max(mention.span.end())];
        // みどり町 町立みなみ小学校が…: the town says where.
        let is_set_off = || {
            let is_named = |next: &Mention<Organization>| !next.value.anonymous && next.span.start() == mention.span.end() + 1;
            after.starts_with(' ') && !self.next(mention.span.end()).is_some_and(is_named)
        };
        // The name alone on the first line of a case, or below its day.
        let is_line = || before.chars().all(|c| !c.is_alphabetic()) && (after.trim().is_empty() || after.starts_with('\n'));
        match &passage.kind {
            BlockKind::Heading(_) | BlockKind::Term => true,
            BlockKind::Paragraph | BlockKind::Item
                if self.sentences.iter().take(2).any(|&first| first == sentence) && is_line() =>
            {
                true
            }
            BlockKind::Item => {
                before.chars().all(|c| !c.is_alphabetic() || matches!(c, '年' | '月' | '日'))
                    && (is_set_off() || after.trim_start().starts_with(['、', '―', '-', ':', '(', '/', '|', '\n', '…']))
                    || self.is_within(passage) && signs::heads_entry(before, after)
            }
            BlockKind::Paragraph => self.leads_paragraph(passage, mention),
            BlockKind::Cell(cell) => !cell.is_heading && self.sentences.len() < 30 && passage.span.len() < 90,
            _ => false,
        }
    }
}

/// Those of `all` mentions that lie in `sentences`, without a look at the rest of the text.
fn within<'m, T>(reading: &'m Reading, sentences: &'m [usize], all: &'m [Mention<T>]) -> impl Iterator<Item = &'m Mention<T>> {
    let spans = sentences.first().zip(sentences.last());
    let stretch = spans.map_or(0..0, |(&first, &last)| {
        let (start, end) = (reading.text.sentences()[first].span.start(), reading.text.sentences()[last].span.end());
        let before = |at: usize| all.partition_point(|mention| mention.span.start() < at);
        before(start)..before(end)
    });
    all[stretch].iter().filter(|mention| {
        reading.text.sentence_at(mention.span).is_some_and(|sentence| sentences.binary_search(&sentence).is_ok())
    })
}

/// `after` without what only explains the name before it: the end of its quotation marks, brackets, さん, 社.
fn beyond_brackets(after: &str) -> &str {
    let after = after.strip_prefix(['」', '』']).unwrap_or(after);
    let after = match after.strip_prefix('(').and_then(|inside| inside.split_once(')')) {
        Some((inside, rest)) if inside.chars().count() <= 60 => rest,
        _ => after,
    };
    let after = after.strip_prefix(['」', '』']).unwrap_or(after);
    ["さん", "様", "社"].iter().find_map(|title| after.strip_prefix(title)).unwrap_or(after)
}

/// Whether the words before a name in a heading leave its beginning to the name: nothing, a number, a date, a mark.
fn leads_heading(before: &str) -> bool {
    static NUMBERED: Pattern =
        Pattern::new(r"^(?:第|その|事例|事案|ケース|例|No\.?|#)? ?[0-9一二三四五六七八九十]{1,2}(?:位|件目|つ目|[.．、])?$");
    let before = before.trim_end();
    before.ends_with(['】', ']', ')', '」', '■', '●', '○', '◆', '▼', '・', ':', '|', '-'])
        || NUMBERED.is_match(before)
        || before.chars().all(|c| !c.is_alphabetic() || matches!(c, '年' | '月' | '日' | '旧' | '新'))
}

/// Whether the words around a name say that it announces something.
pub(super) fn announces(before: &str, after: &str) -> bool {
    signs::announces(after) || signs::is_announcer(before)
}

/// Whether `before` ends inside of 「」.
fn in_quotation(before: &str) -> bool {
    before.rfind('「') > before.rfind('」')
}

/// Every form under which the page speaks of an organisation.
struct Names {
    name: String,
    aliases: Vec<String>,
}

impl Names {
    fn of(text: &Text, cluster: &Cluster, owner: Option<&owner::Owner>) -> Option<Self> {
        let mut forms: Vec<String> = owner.iter().flat_map(|owner| owner.names.clone()).collect();
        for mention in &cluster.mentions {
            let own = mention.value.name.clone();
            let spoken = text.slice(mention.span).to_owned();
            // 同社 is no name, but MP社 is, where the text introduced it.
            let introduced = mention.value.stand_in && !mention.rule.as_str().starts_with("org/stand-in");
            // A bare 市 that the page never names is all the name there is.
            let word = own.is_none() && cluster::is_local(mention) && owner.is_none();
            forms.extend(word.then(|| spoken.clone()));
            forms.extend(own);
            forms.extend(introduced.then_some(spoken));
        }
        let mut unique: Vec<String> = Vec::new();
        for form in forms {
            if !unique.contains(&form) {
                unique.push(form);
            }
        }
        let written =
            cluster.mentions.iter().filter(|mention| !mention.value.stand_in).filter_map(|mention| mention.value.name.as_ref());
        // 北浜市役所 is 北浜市 as well; of every other name the fullest form is the name.
        let written: Vec<&String> = written.collect();
        let municipal = cluster.mentions.iter().any(|mention| mention.value.kind == OrganizationKind::Municipality);
        // 北浜市立みどり小 is shorter than 市立みどり小学校.
        let is_whole = |name: &str| !name.contains('立') || !name.ends_with(['小', '中', '高']);
        let length = |name: &&&String| (is_whole(name), name.chars().count());
        let chosen = if municipal { written.iter().min_by_key(length) } else { written.iter().max_by_key(length) };
        let name = chosen.copied().or(unique.first()).cloned()?;
        // 北浜市役所: the city is the one that was hit.
        let city = ["市役所", "区役所", "町役場", "村役場"].iter().find_map(|office| {
            let stem = name.strip_suffix(office).filter(|stem| !stem.is_empty())?;
            Some(format!("{stem}{}", office.chars().next()?))
        });
        let name = city.unwrap_or(name);
        let name = without_short_form(&name).to_owned();
        Some(Self { aliases: unique.into_iter().filter(|form| *form != name).collect(), name })
    }
}

#[cfg(test)]
mod tests;

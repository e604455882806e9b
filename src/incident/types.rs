//! What happened, by kind.
//!
//! A kind counts where the text asserts or suspects it of this incident. Then the genre's ways of speaking are settled:
//! what is only the general word for something more precise is not named beside it ([`YIELDS`]), what cannot happen
//! without somebody getting in implies an unauthorised access ([`IMPLY_ACCESS`]), and of an attack, a mishap and an outage
//! one is the incident itself, the others at most its cause ([`Likely::has_beside`]).

mod beside;
mod inferred;

use crate::extract::rule::CodeRule;
use crate::extract::{Attack, AttackType, Mention, Modality};
use crate::page::BlockKind;

use super::relevance::{InScope, Manner, manners, title};
use super::{Evidence, Scope, TypeCertainty, TypedAttack, elsewhere};
use crate::pattern::Pattern;

use AttackType::{
    AccountTakeover, BruteForce, BusinessEmailCompromise, CredentialStuffing, CyberAttack, Ddos, Defacement, Insider, Loss,
    Malware, Misconfiguration, Misdelivery, Phishing, PublishingError, Ransomware, SpamRelay, SqlInjection, SupplyChain,
    SupportScam, SystemFailure, TargetedAttack, Theft, UnauthorizedAccess, VulnerabilityExploit, WebSkimming,
};

/// How kinds that are told are settled. In a `hit` the rule leaves the marked words out of the record, or
/// ([`IMPLIED`]) reads an unauthorised access from them; in a `miss` it does not.
pub const RULES: &[CodeRule] =
    &[GENERAL_WORD, CIRCUMSTANCE, CONSEQUENCE, ANOTHER, TO_COME, IMPLIED, beside::HOLE, inferred::INFERRED];

/// See [`YIELDS`].
const GENERAL_WORD: CodeRule = CodeRule {
    id: "types/general-word",
    says: "A general word (サイバー攻撃, マルウェア) is not named beside the more precise one that the text gives as well.",
    hit: &[
        "みなと銀行は3日、《サイバー攻撃》を受け、サーバーがランサムウェアに感染したと発表した。",
        "青葉商事は3日、《マルウェア》に感染し、LockBitを名乗るランサムウェアだったと発表した。",
    ],
    miss: &[
        "みなと銀行は3日、《サイバー攻撃》を受けたと発表した。",
        "青葉商事は3日、《サイバー攻撃》を受け、データの大半が暗号化されたと発表した。",
        "青葉商事は3日、パソコンが《マルウェア》に感染したと発表した。",
    ],
};

/// See [`main`].
const CIRCUMSTANCE: CodeRule = CodeRule {
    id: "types/circumstance",
    says: "Of mishaps that each explain an incident by themselves the one counts of which the text speaks most; the others are \
           circumstances of it.",
    hit: &[
        "北浜市は3日、名簿の紛失があったと発表した。紛失した名簿は《誤廃棄》ではなく盗まれたものでもないとし、《誤送信》があった昨年とは別の紛失だとした。",
    ],
    miss: &["北浜市は3日、名簿を《誤送信》したと発表した。"],
};

/// A system that stops because of an attack did not fail.
const CONSEQUENCE: CodeRule = CodeRule {
    id: "types/consequence",
    says: "An outage that an attack caused is no failure of its own.",
    hit: &["みなと銀行は3日、DDoS攻撃を受け、《システム障害》が起きたと発表した。"],
    miss: &["みなと銀行は3日、《システム障害》が起きたと発表した。"],
};

/// See [`said`].
const ANOTHER: CodeRule = CodeRule {
    id: "types/another-case",
    says: "A kind that is told only of others, or of other years, is none of this case.",
    hit: &[
        "みなと銀行は3日、DDoS攻撃を受けたと発表した。銀行は対応を急いでいる。同行では3年前、行員のパソコンが《ウイルスに感染》した。",
        "北浜市は3日、公式Xが乗っ取られたと発表した。市は投稿を消した。隣の青葉市では先月、《ホームページが改ざん》される被害があった。",
        "みなとペイは3日、システム障害があったと発表した。夜には復旧した。先月には青葉ペイで《不正アクセス》による障害があった。",
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。調査を続ける。医療機関では近年、《フィッシング》による被害も報告されている。",
    ],
    miss: &[
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。調査を続ける。同社では2日、社員のパソコンが《ウイルスに感染》していた。",
        "みなと病院では昨年12月、パソコンが《ウイルスに感染》した。",
    ],
};

/// See [`is_open`].
const TO_COME: CodeRule = CodeRule {
    id: "types/to-come",
    says: "What may come of the data (メールが届く恐れ), and what nobody knows yet (かどうかは調査中), did not happen.",
    hit: &[
        "青葉書店は3日、不正アクセスで会員の情報が流出したと発表した。《フィッシング》メールが届く恐れがあるという。",
        "青葉書店は3日、不正アクセスで会員の情報が流出したと発表した。《ランサムウェア》かどうかは調査中。",
    ],
    miss: &["青葉書店は3日、社員の端末が《ランサムウェア》に感染した可能性があると発表した。"],
};

/// See [`IMPLY_ACCESS`].
const IMPLIED: CodeRule = CodeRule {
    id: "types/implied-access",
    says: "What nobody can do without getting in (リスト型攻撃, サイトの改ざん, SQLインジェクション) is an unauthorised access as well.",
    hit: &[
        "青葉商事は3日、会員サイトが《リスト型攻撃》を受けたと発表した。",
        "北浜市は3日、《ホームページが改ざん》されたと発表した。",
    ],
    miss: &["青葉商事は3日、名簿を《誤送信》したと発表した。", "みなと銀行は3日、《DDoS》攻撃を受けたと発表した。"],
};

/// Kinds that are not named beside more precise ones: each with those that it yields to.
const YIELDS: &[(AttackType, &[AttackType])] = &[
    // The general word for whatever else is said.
    (
        CyberAttack,
        &[
            UnauthorizedAccess,
            Ransomware,
            Malware,
            Ddos,
            Defacement,
            WebSkimming,
            CredentialStuffing,
            BruteForce,
            SqlInjection,
            VulnerabilityExploit,
            Phishing,
            AccountTakeover,
            SpamRelay,
            TargetedAttack,
            SupportScam,
        ],
    ),
    // The virus of a false warning is none; ransomware is the malware, and so is what reads the payment page.
    (Malware, &[Ransomware, SupportScam, WebSkimming]),
    // The page that was altered is the payment page; what was rewritten was encrypted.
    (Defacement, &[WebSkimming, Ransomware]),
    // The means of the fraud.
    (UnauthorizedAccess, &[SupportScam, BusinessEmailCompromise]),
    (Phishing, &[SupportScam, BusinessEmailCompromise]),
    (BruteForce, &[CredentialStuffing]),
];

/// Kinds that cannot happen unless somebody gets in.
const IMPLY_ACCESS: [AttackType; 7] =
    [CredentialStuffing, BruteForce, SqlInjection, WebSkimming, VulnerabilityExploit, AccountTakeover, Defacement];

/// Mishaps and frauds that explain an incident by themselves. All other kinds but an outage and a way in through others
/// are an attack from outside.
const MISHAPS: [AttackType; 8] =
    [Misdelivery, Misconfiguration, PublishingError, Loss, Theft, Insider, SupportScam, BusinessEmailCompromise];

/// A kind that the text asserts or suspects.
#[derive(Debug, Clone)]
struct Likely {
    kind: AttackType,
    certainty: TypeCertainty,
    /// How much the text speaks of it: a heading and the lead count more than the rest.
    weight: u32,
    evidence: Vec<Evidence>,
}

/// The kinds of attack or mishap that the page asserts or holds likely, each once, in the order of the text.
#[must_use]
pub fn of(scope: &Scope) -> Vec<TypedAttack> {
    settled(told(scope))
}

/// The same with what is told beside: how the attack could happen; and where nothing is told by name, by what became of the
/// data.
#[must_use]
pub fn in_full(scope: &Scope) -> Vec<TypedAttack> {
    let manners = manners(scope);
    let mut told = told(scope);
    settle(&mut told);
    if told.is_empty() {
        told.extend(inferred::of(scope, &manners));
    }
    told.extend(beside::hole(scope, &manners, &told));
    settled(told)
}

/// Whether a sentence of the scope shows what became of the data, without a word for it.
pub(super) fn shows_what_became(scope: &Scope, manners: &InScope) -> bool {
    inferred::of(scope, manners).is_some()
}

/// The kinds that are told of the scope, by its own words, those above it or those of the title.
fn told(scope: &Scope) -> Vec<Likely> {
    let mut said = said(scope);
    if said.is_empty() {
        return above(scope);
    }
    if let Some(shared) = shared(scope, &said).filter(|shared| said.iter().all(|likely| likely.kind != shared.kind)) {
        said.push(shared);
    }
    said
}

fn settled(mut likely: Vec<Likely>) -> Vec<TypedAttack> {
    settle(&mut likely);
    likely.into_iter().map(|Likely { kind, certainty, evidence, .. }| TypedAttack { kind, certainty, evidence }).collect()
}

/// The kinds that the scope's own sentences say, asides left out; those that only a sentence about another case says, where
/// no other kind is said.
fn said(scope: &Scope) -> Vec<Likely> {
    let manners = manners(scope);
    let (mut own, mut of_others) = (Vec::new(), Vec::new());
    for mention in scope.only(&scope.reading.mentions.attacks) {
        let place = scope.sentence_of(mention.span).and_then(|sentence| scope.sentences.binary_search(&sentence).ok());
        let Some(place) = place.filter(|&place| manners.at(place) == Manner::Report) else { continue };
        let is_of_others = is_open(scope, mention) || is_of_another(scope, place);
        add(if is_of_others { &mut of_others } else { &mut own }, mention, weight(scope, place));
    }
    if own.is_empty() { of_others } else { own }
}

/// How many sentences at the beginning of a scope tell its own case, however they tell it.
const OPENING: usize = 2;

/// Whether the scope's sentence number `place` speaks of another case.
fn is_of_another(scope: &Scope, place: usize) -> bool {
    let text = scope.text();
    let sentence = &text.sentences()[scope.sentences[place]];
    let is_running = matches!(text.passages()[sentence.passage].kind, BlockKind::Paragraph | BlockKind::Quotation);
    place >= OPENING && is_running && elsewhere::may_be_other_case(text.slice(sentence.span))
}

/// Whether a mention is of what may come of the data, or of what nobody knows yet.
fn is_open(scope: &Scope, mention: &Mention<Attack>) -> bool {
    static UNKNOWN: Pattern = Pattern::new("^[^、。]{0,6}か(?:どうか|否か)");
    static TO_COME: Pattern = Pattern::new(
        "^[^。]{0,24}(?:届く|届けられる|送られる|送信される|使われる|悪用される|利用される|来る|行われる|発生する)(?:など|といった|などの)?(?:こと(?:が|も)|可能性|おそれ|恐れ|懸念|危険)",
    );
    let Some(sentence) = scope.sentence_of(mention.span) else { return false };
    let end = scope.text().sentences()[sentence].span.end().max(mention.span.end());
    let after = &scope.text().norm()[mention.span.end()..end];
    UNKNOWN.is_match(after) || matches!(mention.value.kind, Phishing | SpamRelay | Malware) && TO_COME.is_match(after)
}

/// How much a mention in a heading counts.
const HEADLINE: u32 = 4;

/// How much a mention in the scope's sentence number `place` counts.
fn weight(scope: &Scope, place: usize) -> u32 {
    let text = scope.text();
    let sentence = &text.sentences()[scope.sentences[place]];
    match text.passages()[sentence.passage].kind {
        BlockKind::Heading(_) => HEADLINE,
        _ if place < 4 => 2,
        _ => 1,
    }
}

/// The kinds that the headings above the scope name, the nearest that names any: the title of a digest says for every
/// item what happened.
pub(super) fn headed(scope: &Scope) -> Vec<TypedAttack> {
    settled(above(scope))
}

/// The one kind of attack that the post's title names, where the scope is a part below it that says no more than that
/// something failed or was attacked, or where the post's lead names it as well: they tell one story in several cases.
fn shared(scope: &Scope, said: &[Likely]) -> Option<Likely> {
    let text = scope.text();
    let headline = title(text)?;
    let title = headline.sentences.clone();
    let first = *scope.sentences.first().filter(|&&first| first >= title.end)?;
    // A heading of its own rank heads something beside it.
    if matches!(headline.kind, BlockKind::Heading(2..)) && text.passages()[text.sentences()[first].passage].kind == headline.kind
    {
        return None;
    }
    let mut named = Vec::new();
    for mention in title.clone().flat_map(|sentence| mentions_in(scope, sentence)) {
        add(&mut named, mention, 1);
    }
    // リスト型攻撃による不正ログイン: the second says no more than the first.
    let implies = named.iter().any(|likely| IMPLY_ACCESS.contains(&likely.kind));
    named.retain(|likely| !implies || likely.kind != UnauthorizedAccess);
    let only = named.pop().filter(|likely| named.is_empty() && is_attack(likely.kind))?;
    // The hole through which all of them were got at is told once.
    let is_hole = only.kind == VulnerabilityExploit && said.iter().any(|likely| is_attack(likely.kind));
    if is_hole || said.iter().all(|likely| matches!(likely.kind, SystemFailure | CyberAttack)) {
        return Some(only);
    }
    let lead = (title.end..first.min(title.end + LEAD)).flat_map(|sentence| mentions_in(scope, sentence));
    let mut repeated = Vec::new();
    lead.for_each(|mention| add(&mut repeated, mention, 1));
    repeated.iter().any(|likely| likely.kind == only.kind).then_some(only)
}

/// How many sentences at the beginning of a post are its lead.
const LEAD: usize = 6;

/// What the nearest heading above the scope names, if any does.
fn above(scope: &Scope) -> Vec<Likely> {
    let mut likely = Vec::new();
    for &sentence in scope.context.iter().rev() {
        for mention in mentions_in(scope, sentence) {
            add(&mut likely, mention, 1);
        }
        if !likely.is_empty() {
            break;
        }
    }
    likely
}

/// The attacks that a sentence of the scope's post mentions.
pub(super) fn mentions_in<'a>(scope: &'a Scope, sentence: usize) -> impl Iterator<Item = &'a Mention<Attack>> {
    let span = scope.text().sentences()[sentence].span;
    let mentions = &scope.reading.mentions.attacks;
    let start = mentions.partition_point(|mention| mention.span.start() < span.start());
    mentions[start..].iter().take_while(move |mention| mention.span.end() <= span.end())
}

fn add(likely: &mut Vec<Likely>, mention: &Mention<Attack>, weight: u32) {
    let Attack { kind, modality } = mention.value;
    let certainty = match modality {
        Modality::Asserted => TypeCertainty::Confirmed,
        Modality::Suspected => TypeCertainty::Suspected,
        Modality::Denied | Modality::Hypothetical | Modality::General => return,
    };
    match likely.iter_mut().find(|known| known.kind == kind) {
        Some(known) => {
            known.weight += weight;
            if certainty == TypeCertainty::Confirmed {
                known.certainty = certainty;
            }
            known.evidence.push(mention.into());
        }
        None => likely.push(Likely { kind, certainty, weight, evidence: vec![mention.into()] }),
    }
}

/// Settles which of the kinds stand beside each other.
fn settle(likely: &mut Vec<Likely>) {
    without_bystanders(likely);
    // What is done to an organisation or happens to it is one thing: the other kinds are its causes or circumstances.
    if let Some(main) = main(likely) {
        likely.retain(|it| nature(it.kind) == nature(main.kind) || main.has_beside(it));
    }
    // What yields to another kind implies nothing.
    give_way(likely);
    imply_access(likely);
    give_way(likely);
}

/// Leaves out what words tell of open data and of outages that would be an attack or a mishap elsewhere.
fn without_bystanders(likely: &mut Vec<Likely>) {
    let weight = |kind: AttackType, likely: &[Likely]| likely.iter().find(|it| it.kind == kind).map_or(0, |it| it.weight);
    // Whoever found open data looked at it: that is no intrusion.
    let misconfiguration = weight(Misconfiguration, likely);
    likely.retain(|it| it.kind != UnauthorizedAccess || it.weight >= misconfiguration || !it.rests_on("/intruder"));
    // In an outage of which the text speaks more, things that are gone are orders or files.
    let failure = weight(SystemFailure, likely);
    let is_attacked = likely.iter().any(|it| is_attack(it.kind));
    likely.retain(|it| !matches!(it.kind, Loss | Theft) || is_attacked || failure <= it.weight + 1);
    // Of numbers that somebody of the house took, strangers made use afterwards: nobody got in.
    let is_insider = weight(Insider, likely) > 0;
    likely.retain(|it| it.kind != UnauthorizedAccess || !is_insider || !it.rests_on("/as-customer"));
    // Data that lay in a stolen thing were stolen with it.
    let is_stolen = weight(Theft, likely) > 0;
    likely.retain(|it| it.kind != UnauthorizedAccess || !is_stolen || !it.rests_on("/data-stolen"));
    // Who is led to a false page was deceived: nobody altered a page of the victim.
    let is_deceived = weight(Phishing, likely) > 0;
    likely.retain(|it| it.kind != Defacement || !is_deceived || !it.rests_on("/led-astray"));
}

/// The kind of which the text speaks most, means of another left aside; of several, see [`rank`]. A failure that an attack
/// or a wrong setting explains is no main thing, nor is a contractor through whom it happened.
fn main(likely: &[Likely]) -> Option<Likely> {
    let mut ends = likely.to_vec();
    give_way(&mut ends);
    let is_attacked = ends.iter().any(|it| is_attack(it.kind) || it.kind == Misconfiguration);
    let explains = |it: &&Likely| it.kind != SupplyChain && (it.kind != SystemFailure || !is_attacked);
    // Of kinds that are told alike the one counts whose story is told more: a break-in by several words, a flood by one.
    let story = |it: &Likely| -> u32 {
        ends.iter().filter(|other| nature(other.kind) == nature(it.kind)).map(|other| other.weight).sum()
    };
    ends.iter().filter(explains).max_by_key(|it| (it.weight, rank(it.kind), story(it))).cloned()
}

/// What of kinds that are told alike is the incident itself, rather than what came of it or how it looked at first: staff who
/// get into a system before an attacker who does, an attack before a mishap, a mishap before an outage; that something is
/// gone comes last.
fn rank(kind: AttackType) -> u8 {
    match kind {
        Loss => 0,
        SystemFailure => 1,
        Insider => 4,
        kind if is_attack(kind) => 3,
        _ => 2,
    }
}

/// Leaves out the kinds that a more precise one takes the place of.
fn give_way(likely: &mut Vec<Likely>) {
    let known = likely.clone();
    // That it was an attack is sure where only its kind is guessed at, be it by what became of the data.
    let counts = |general: &Likely, precise: &Likely| {
        let is_sure = general.certainty == TypeCertainty::Suspected || precise.certainty == TypeCertainty::Confirmed;
        general.kind != CyberAttack || is_sure && !precise.is_told_by_effect()
    };
    let yields = |it: &Likely| {
        let precise = YIELDS.iter().filter(|(yields, _)| *yields == it.kind).flat_map(|(_, to)| *to);
        precise.into_iter().any(|to| known.iter().any(|other| other.kind == *to && counts(it, other)))
    };
    likely.retain(|likely| !yields(likely));
}

/// Whether somebody does it to the organisation from outside.
fn is_attack(kind: AttackType) -> bool {
    !MISHAPS.contains(&kind) && !matches!(kind, SupplyChain | SystemFailure)
}

/// The kind that stands for all that are of one nature: whatever an attacker does to get in and then is one story, a flood
/// of requests another.
fn nature(kind: AttackType) -> AttackType {
    if is_attack(kind) && kind != Ddos { CyberAttack } else { kind }
}

impl Likely {
    /// Whether `other`, of another nature, is told along with this as its cause or circumstance.
    fn has_beside(&self, other: &Self) -> bool {
        match (nature(self.kind), other.kind) {
            (_, SupplyChain) => !matches!(self.kind, Loss | Theft | PublishingError),
            // A wrong setting that let the attacker in.
            (CyberAttack, Misconfiguration) => !other.rests_on("/open-to-all"),
            // Who had left and went in once more.
            (Insider, UnauthorizedAccess) => other.weight >= self.weight,
            // What stands where everybody can see it was put there, or left open.
            (Insider, Theft | Misconfiguration)
            | (Theft, Insider)
            | (PublishingError, Misconfiguration)
            | (Misconfiguration, PublishingError) => true,
            // A machine that gave out the papers of others.
            (SystemFailure, Misdelivery) => other.weight + 1 >= self.weight,
            (Misconfiguration, SystemFailure) => other.weight >= self.weight.min(HEADLINE),
            (Misconfiguration, other) => is_attack(other),
            _ => false,
        }
    }

    /// Whether only that data were encrypted tells it, and nobody is said to have asked for money.
    fn is_told_by_effect(&self) -> bool {
        let by_effect = |rule: &str| rule.ends_with("/encrypted") || rule.ends_with("/told");
        self.kind == Ransomware && self.evidence.iter().all(|evidence| by_effect(evidence.rule.as_str()))
    }

    /// Whether nothing but rules with this ending found it.
    fn rests_on(&self, rule: &str) -> bool {
        self.evidence.iter().all(|evidence| evidence.rule.as_str().ends_with(rule))
    }
}

fn imply_access(likely: &mut Vec<Likely>) {
    if likely.iter().any(|likely| likely.kind == UnauthorizedAccess) {
        return;
    }
    if let Some(by) = likely.iter().find(|likely| IMPLY_ACCESS.contains(&likely.kind)).cloned() {
        likely.push(Likely { kind: UnauthorizedAccess, ..by });
    }
}

#[cfg(test)]
mod tests {
    use crate::dict::Tables;
    use crate::pipeline::{Known, Pipeline};
    use std::sync::LazyLock;

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(&Tables::embedded()).unwrap());

    /// The kinds of what a page with this title and text tells.
    pub(super) fn kinds(title: &str, text: &str) -> Vec<&'static str> {
        let page = format!("<html><body><h1>{title}</h1><p>{text}</p></body></html>");
        let article = PIPELINE.article(page.as_bytes(), &Known::default()).unwrap();
        let mut kinds: Vec<_> =
            article.incidents.iter().flat_map(|incident| &incident.attack_types).map(|attack| attack.kind.as_str()).collect();
        kinds.sort_unstable();
        kinds
    }

    #[track_caller]
    fn check(title: &str, text: &str, expect: &[&str]) {
        assert_eq!(kinds(title, text), expect, "{title} {text}");
    }

    #[test]
    fn kinds_are_settled_as_the_rules_say() {
        let mut wrong = Vec::new();
        for rule in [super::GENERAL_WORD, super::CIRCUMSTANCE, super::CONSEQUENCE, super::ANOTHER, super::TO_COME, super::IMPLIED]
        {
            let hits = rule.hit.iter().map(|sentence| (sentence, true));
            for (sentence, expect) in hits.chain(rule.miss.iter().map(|sentence| (sentence, false))) {
                let marked = sentence.split(['《', '》']).skip(1).step_by(2).last().unwrap_or_default();
                let plain = sentence.replace(['《', '》'], "");
                let (text, mentions) = PIPELINE.mentions(&plain, None);
                let told = mentions.attacks.iter().find(|mention| text.slice(mention.span) == marked);
                let Some(told) = told.map(|mention| mention.value.kind.as_str()) else {
                    wrong.push(format!("{}: nothing tells {marked} in {sentence}", rule.id));
                    continue;
                };
                let kinds = kinds("お知らせ", &plain);
                let holds =
                    if rule.id == super::IMPLIED.id { kinds.contains(&"unauthorized_access") } else { !kinds.contains(&told) };
                if holds != expect {
                    wrong.push(format!("{}: {sentence} gives {kinds:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_precise_word_stands_alone() {
        check(
            "サイバー攻撃によるシステム障害について",
            "みなと銀行は3日、サーバーがランサムウェアに感染し、システム障害が発生したと発表した。",
            &["ransomware"],
        );
        check(
            "サイバー攻撃による障害",
            "みなと銀行は3日、サイバー攻撃によりシステム障害が発生したと発表した。",
            &["cyber_attack"],
        );
        check(
            "カード情報流出の可能性",
            "青葉商事は3日、通販サイトが改ざんされ、決済画面が改ざんされてカード情報が流出した可能性があると発表した。\
             サーバーからは不正なプログラムが見つかった。",
            &["unauthorized_access", "web_skimming"],
        );
    }

    #[test]
    fn what_needs_access_implies_it() {
        check(
            "会員サイトへの攻撃について",
            "青葉商事は3日、会員サイトがリスト型攻撃を受け、120人のアカウントでポイントが使われたと発表した。",
            &["credential_stuffing", "unauthorized_access"],
        );
        check(
            "公式アカウントの乗っ取りについて",
            "北浜市は3日、市の公式SNSアカウントが乗っ取られたと発表した。",
            &["account_takeover", "unauthorized_access"],
        );
    }

    #[test]
    fn what_is_no_part_of_the_incident_takes_no_place() {
        // A word for a false warning takes the virus's place only where the incident is one.
        check(
            "ホームページの改ざんについて",
            "青葉商事は3日、ホームページが改ざんされ、閲覧した人のパソコンがウイルスに感染するおそれがあったと発表した。\
             客が「警告を出す」とのお電話をくれて分かった。",
            &["defacement", "malware", "unauthorized_access"],
        );
        // Nor do the wrong addresses of last year stand beside an account that was taken over.
        check(
            "メールアカウントの不正利用について",
            "北浜大学は3日、教員のメールアカウントが第三者に乗っ取られ、迷惑メールが送信されたと発表した。\
             リスト型攻撃を受けたとみられる。宛先の誤りを防ぐための研修も見直すという。",
            &["account_takeover", "credential_stuffing", "spam_relay", "unauthorized_access"],
        );
    }

    #[test]
    fn what_yields_implies_nothing() {
        check(
            "図書館のサーバーの感染について",
            "北浜市は3日、図書館のサーバーがランサムウェアに感染し、画面のファイルが読めない形に書き換えられたと発表した。",
            &["ransomware"],
        );
    }

    #[test]
    fn whoever_uses_numbers_that_were_carried_out_did_not_get_in() {
        check(
            "カード番号の流出",
            "青葉生命は3日、会員のカードの番号が漏れ、知らないうちに買い物に使われたと発表した。\
             持ち出したのは、元社員だった。",
            &["insider"],
        );
    }

    #[test]
    fn data_in_a_stolen_thing_are_stolen_with_it() {
        check(
            "パソコンの盗難",
            "北浜市は3日、職員のパソコンが車上荒らしで盗まれたと発表した。市民の住所などのデータが盗まれた可能性がある。",
            &["theft"],
        );
        check("データの流出", "青葉鉄鋼は3日、約15GBのデータが盗まれたと発表した。", &["unauthorized_access"]);
    }

    #[test]
    fn in_an_outage_no_thing_is_lost() {
        check(
            "青葉バーガーで大規模なシステム障害",
            "青葉バーガーは3日、システム障害で注文ができなくなったと発表した。店の端末からの注文がなくなった。",
            &["system_failure"],
        );
    }

    #[test]
    fn what_is_denied_or_advised_is_not_said() {
        check(
            "ATMの障害について",
            "みなと銀行は3日、システム障害によりATMが使えなくなったと発表した。サイバー攻撃によるものではないという。",
            &["system_failure"],
        );
        check(
            "メールの誤送信について",
            "北浜市は3日、市民210人のアドレスが見える形でメールを誤送信したと発表した。フィッシングにはご注意ください。",
            &["misdelivery"],
        );
        check(
            "書類の紛失について",
            "北浜市は3日、市民31人の申請書を紛失したと発表した。盗まれた形跡はない。同市では昨年4月にもメールの誤送信があった。",
            &["loss"],
        );
    }

    #[test]
    fn what_was_put_up_may_have_been_left_open_too() {
        check(
            "個人情報の公開について",
            "北浜市は3日、隠したシートに名簿が残ったままの資料をホームページに掲載していたと発表した。\
             ファイルの共有設定を誤り、外部から閲覧できる状態だった。",
            &["misconfiguration", "publishing_error"],
        );
    }

    #[test]
    fn a_fault_that_let_the_attacker_in_stands_beside_the_attack() {
        check(
            "不正アクセスについて",
            "青葉商事は3日、サーバーが不正アクセスを受け、顧客1,204人の情報が流出したと発表した。原因はファイアウォールの設定ミスだった。",
            &["misconfiguration", "unauthorized_access"],
        );
    }

    #[test]
    fn whoever_found_open_data_did_not_intrude() {
        check(
            "公開設定の誤りについて",
            "青葉商事は3日、クラウドの公開設定の誤りで顧客1,204人の情報が閲覧できる状態だったと発表した。第三者からのアクセスが3件あった。",
            &["misconfiguration"],
        );
    }

    #[test]
    fn ransomware_named_by_its_family_or_by_what_it_does() {
        check(
            "業務システムの停止について",
            "青葉商事は3日、サーバーのデータが暗号化され、身代金を要求する文書が残されていたと発表した。",
            &["ransomware"],
        );
        check("社内システムの感染について", "青葉商事は3日、パソコン2台が「WannaCry」に感染したと発表した。", &["ransomware"]);
    }
}

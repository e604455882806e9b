//! The wire format, version 1: the shape of a record, apart from the types that the program thinks in.
//!
//! Everything that is ever written for others to read is a type of this module, so a change here, and nowhere else, is
//! a change of the format. The JSON Schema beside this file is generated from these types.

use std::collections::HashMap;
use std::fmt::Write as _;

use jiff::Timestamp;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::vocabulary::vocabulary;
use crate::pipeline::Article;
use crate::text::Text;
use crate::{extract, incident};

/// The version of the format that this program writes. A reader may rely on every field of its version; a field that
/// is renamed, removed or given another meaning makes a new one.
pub const SCHEMA_VERSION: u32 = 1;

/// The dates of EDTF that records have.
const EDTF: &str = r"^(\d{4}|(\d{4}|XXXX)(-\d\d){1,2})(/(\d{4}|(\d{4}|XXXX)(-\d\d){1,2}))?$";

/// One incident that one page reports.
///
/// Offsets count Unicode code points from the start of the text of the post that reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "jikenbo record, version 1")]
pub struct Record {
    /// The version of this format.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// Identifies the record: the same page read with the same rules gives the same id. It is made from the page's
    /// SHA-256, the number of the post, the victim's name and the title; where these are the same, the order counts.
    #[schemars(regex(pattern = "^[0-9a-f]{24}$"))]
    pub id: String,
    /// The heading of the post or section that reports the incident; empty where it has none.
    pub title: String,
    /// The organisation whose system, data or money was hit; null where the page names nobody.
    pub victim: Option<Victim>,
    /// Other organisations that have a part in it.
    pub organizations: Vec<Organization>,
    /// What happened, by kind.
    pub attack_types: Vec<Attack>,
    /// Malware, by name.
    pub malware: Vec<Malware>,
    /// Vulnerabilities, by CVE number.
    pub vulnerabilities: Vec<Vulnerability>,
    /// When what happened.
    pub dates: Vec<Date>,
    /// How much data leaked, was lost, or may have been.
    pub leaks: Vec<Leak>,
    /// Money that was stolen, demanded or written off.
    pub losses: Vec<Loss>,
    /// Where the record comes from.
    pub source: Source,
    /// What was uncertain about reading the page, in words.
    pub warnings: Vec<String>,
    /// The text of the post, into which the offsets of the evidence point; only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Words of the post that prove a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The number of code points before the words.
    pub start: usize,
    /// The number of code points up to their end.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// The rule that read them; `jikenbo explain` describes it.
    pub rule: String,
}

/// The organisation that was hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Victim {
    /// Its name as the page writes it.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: OrganizationKind,
    /// Other names under which the page speaks of it.
    pub aliases: Vec<String>,
    /// The code of its listing at a stock exchange, where the page gives it.
    pub securities_code: Option<String>,
    /// Whether the page expressly leaves the name out (A社, 県内の高校).
    pub anonymous: bool,
    /// The words that name it.
    pub evidence: Vec<Evidence>,
}

/// Another organisation that has a part in the incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// Its name as the page writes it.
    pub name: String,
    /// Its part.
    pub role: Role,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// Something that happened to the victim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attack {
    /// What kind it is.
    #[serde(rename = "type")]
    pub kind: AttackType,
    /// How certain the page is of it.
    pub certainty: AttackCertainty,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// Malware that the page names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Malware {
    /// Its name.
    pub name: String,
    /// Where it is named.
    pub evidence: Vec<Evidence>,
}

/// A vulnerability that the page names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vulnerability {
    /// Its CVE number, in upper case.
    #[schemars(regex(pattern = "^CVE-[0-9]{4}-[0-9]{4,}$"))]
    pub cve: String,
    /// Where it is named.
    pub evidence: Vec<Evidence>,
}

/// A date and what happened on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// What happened.
    pub role: DateRole,
    /// When, in EDTF: `2021-04-13`, `2021-04`, `2021`, `XXXX-04-13` (nothing gives the year), `2017-06/2019-11`.
    #[schemars(regex(pattern = EDTF))]
    pub edtf: String,
    /// Where the year comes from.
    pub year_from: YearFrom,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// A figure of what leaked, was lost, or may have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Leak {
    /// How many.
    pub count: u64,
    /// Of what.
    pub unit: Unit,
    /// How the figure bounds the true one.
    pub bound: Bound,
    /// Whether it did leak.
    pub certainty: Certainty,
    /// The kinds of data, by identifier.
    pub data: Vec<String>,
    /// The figure that this one is a part of (うち…), as a position in the list of leaks, from 0.
    pub part_of: Option<usize>,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// A sum of money that was stolen, demanded or written off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Loss {
    /// How much, in whole units of the currency.
    pub amount: u64,
    /// The currency: its ISO 4217 code, or the code that exchanges use (BTC).
    pub currency: String,
    /// How the figure bounds the true one.
    pub bound: Bound,
    /// What became of the money.
    pub kind: LossKind,
    /// Whether it happened.
    pub certainty: Certainty,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
}

/// The page that the record was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file, as it was named or found, `-` for standard input, and behind `!` where the page stands in an archive; null
    /// for a page from the network.
    pub path: Option<String>,
    /// The address that the page was fetched from or captured at, or that it states itself.
    pub url: Option<String>,
    /// When a crawler captured it (RFC 3339, in UTC), which is not when it was published; null where none did.
    pub captured: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The title of the page.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, in EDTF.
    #[schemars(regex(pattern = EDTF))]
    pub published: Option<String>,
    /// When it was last changed, in EDTF.
    #[schemars(regex(pattern = EDTF))]
    pub modified: Option<String>,
    /// The SHA-256 of the page's bytes, in lower-case hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

vocabulary! {
    /// The kinds of organisation.
    OrganizationKind from extract::OrganizationKind {
        /// A company or other business.
        Company,
        /// A body of the state: a ministry, an agency.
        Government,
        /// A prefecture, city, town, village, or a body of one.
        Municipality,
        /// A school, university, or board of education.
        School,
        /// A hospital or clinic.
        Hospital,
        /// An association, foundation, cooperative, party.
        Association,
        /// None of these, or not to be told.
        Other,
    }
}

vocabulary! {
    /// The part of an organisation in an incident.
    Role from incident::PartyRole {
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
}

vocabulary! {
    /// The kinds of attack and mishap.
    AttackType from extract::AttackType {
        /// 不正アクセス
        UnauthorizedAccess,
        /// ランサムウェア
        Ransomware,
        /// マルウェア感染
        Malware,
        /// DDoS攻撃
        Ddos,
        /// ウェブサイトの改ざん
        Defacement,
        /// 決済画面の改ざん（ウェブスキミング）
        WebSkimming,
        /// リスト型攻撃
        CredentialStuffing,
        /// 総当たり攻撃
        BruteForce,
        /// SQLインジェクション
        SqlInjection,
        /// 脆弱性の悪用
        VulnerabilityExploit,
        /// フィッシング
        Phishing,
        /// ビジネスメール詐欺
        BusinessEmailCompromise,
        /// アカウント乗っ取り
        AccountTakeover,
        /// 迷惑メールの送信への悪用
        SpamRelay,
        /// サポート詐欺
        SupportScam,
        /// 標的型攻撃
        TargetedAttack,
        /// 委託先・取引先を経由した侵害
        SupplyChain,
        /// 内部不正
        Insider,
        /// 盗難
        Theft,
        /// サイバー攻撃（種類の記載なし）
        CyberAttack,
        /// 誤送信・誤交付
        Misdelivery,
        /// 設定ミス
        Misconfiguration,
        /// 誤掲載・誤公開
        PublishingError,
        /// 紛失・誤廃棄
        Loss,
        /// システム障害
        SystemFailure,
    }
}

vocabulary! {
    /// How certain the page is of a kind of attack.
    AttackCertainty from incident::TypeCertainty {
        /// The page says that it was so.
        Confirmed,
        /// The page holds it likely.
        Suspected,
    }
}

vocabulary! {
    /// What happened on a date.
    DateRole from incident::DateRole {
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
}

vocabulary! {
    /// Where the year of a date comes from.
    YearFrom from extract::YearFrom {
        /// The words themselves give it.
        Text,
        /// The day of the page's publication.
        Page,
        /// Other dates of the text.
        Context,
    }
}

vocabulary! {
    /// What is counted.
    Unit from extract::Unit {
        /// 件, レコード
        Records,
        /// 人, 名, 人分
        People,
        /// アカウント, ID
        Accounts,
        /// 枚, as of payment cards
        Cards,
        /// 通, as of mails
        Messages,
        /// ファイル, 点
        Files,
        /// 社, 団体, 校
        Organizations,
        /// 台, 本
        Devices,
        /// GB, TB: in bytes (decimal)
        Bytes,
    }
}

vocabulary! {
    /// How a figure bounds the true one.
    Bound from extract::Bound {
        /// The figure itself.
        Exact,
        /// 約, およそ, 程度, ほど
        About,
        /// 最大, 以下, 以内
        AtMost,
        /// 少なくとも, 以上
        AtLeast,
        /// 超, 余り, を上回る
        MoreThan,
        /// 未満, 弱
        LessThan,
    }
}

vocabulary! {
    /// How certain the page is of a leak or a loss.
    Certainty from incident::LeakCertainty {
        /// It happened.
        Confirmed,
        /// It may have happened: 可能性, おそれ, 最大
        Possible,
        /// It did not happen, as far as is known: 確認されていない
        Denied,
    }
}

vocabulary! {
    /// What became of money.
    LossKind from incident::LossKind {
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
}

/// The JSON Schema of a [`Record`].
#[must_use]
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record>()
}

/// Where the bytes of a page come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A file, or `-` for standard input.
    File(&'a str),
    /// The network: the address after redirects.
    Url(&'a str),
    /// A crawler that kept it in a file.
    Crawl {
        /// The file, and where the page stands in it.
        path: &'a str,
        /// The address at which it was captured.
        url: &'a str,
        /// When it was captured.
        captured: Option<Timestamp>,
    },
}

impl<'a> Origin<'a> {
    /// The address that a page was fetched from, or captured at.
    #[must_use]
    pub fn url(self) -> Option<&'a str> {
        match self {
            Self::File(_) => None,
            Self::Url(url) | Self::Crawl { url, .. } => Some(url),
        }
    }
}

impl Record {
    /// The records of an article: one for each incident, in order.
    ///
    /// `bytes` are those that the article was read from. The records' text is left out unless `with_text`.
    #[must_use]
    pub fn of(article: &Article, origin: Origin, bytes: &[u8], with_text: bool) -> Vec<Self> {
        if article.incidents.is_empty() {
            return Vec::new();
        }
        let source = Source::of(article, origin, bytes);
        let mut seen: HashMap<_, usize> = HashMap::new();
        let records = article.incidents.iter().map(|incident| {
            let victim = incident.victim.as_ref().map_or("", |victim| victim.name.as_str());
            let known_by = (incident.post, victim, incident.title.as_str());
            let nth = seen.entry(known_by).or_default();
            *nth += 1;
            let text = &article.texts[incident.post];
            Self {
                schema_version: SCHEMA_VERSION,
                id: id(&source.sha256, known_by, *nth),
                title: incident.title.clone(),
                victim: incident.victim.as_ref().map(|victim| Victim::of(victim, text)),
                organizations: all(&incident.organizations, text, Organization::of),
                attack_types: all(&incident.attack_types, text, Attack::of),
                malware: all(&incident.malware, text, Malware::of),
                vulnerabilities: all(&incident.vulnerabilities, text, Vulnerability::of),
                dates: all(&incident.dates, text, Date::of),
                leaks: all(&incident.leaks, text, Leak::of),
                losses: all(&incident.losses, text, Loss::of),
                source: source.clone(),
                warnings: article.warnings.iter().map(ToString::to_string).collect(),
                text: with_text.then(|| text.raw().to_owned()),
            }
        });
        records.collect()
    }
}

/// The first 24 hexadecimal digits of a SHA-256 over what a record is known by.
fn id(page: &str, (post, victim, title): (usize, &str, &str), nth: usize) -> String {
    let mut known_by = format!("{page}\n{post}\n{victim}\n{title}");
    if nth > 1 {
        let _ = write!(known_by, "\n{nth}");
    }
    let mut digits = sha256(known_by.as_bytes());
    digits.truncate(24);
    digits
}

/// The SHA-256 of bytes in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn all<T, R>(values: &[T], text: &Text, of: impl Fn(&T, &Text) -> R) -> Vec<R> {
    values.iter().map(|value| of(value, text)).collect()
}

impl Source {
    fn of(article: &Article, origin: Origin, bytes: &[u8]) -> Self {
        let page = &article.page;
        let (path, url, captured) = match origin {
            Origin::File(path) => (Some(path.to_owned()), page.url.clone(), None),
            Origin::Url(url) => (None, Some(url.to_owned()), None),
            Origin::Crawl { path, url, captured } => (Some(path.to_owned()), Some(url.to_owned()), captured),
        };
        Self {
            path,
            url,
            captured: captured.map(|captured| captured.to_string()),
            site: page.site.clone(),
            title: page.title.clone(),
            author: page.author.clone(),
            published: page.published.map(|date| date.to_string()),
            modified: page.modified.map(|date| date.to_string()),
            sha256: sha256(bytes),
        }
    }
}

impl Evidence {
    fn of(evidence: &incident::Evidence, text: &Text) -> Self {
        let quote = text.quote(evidence.span);
        Self { start: quote.start, end: quote.end, quote: quote.text, rule: evidence.rule.to_string() }
    }
}

impl Victim {
    fn of(victim: &incident::Victim, text: &Text) -> Self {
        Self {
            name: victim.name.clone(),
            kind: victim.kind.into(),
            aliases: victim.aliases.clone(),
            securities_code: victim.securities_code.clone(),
            anonymous: victim.anonymous,
            evidence: all(&victim.evidence, text, Evidence::of),
        }
    }
}

impl Organization {
    fn of(party: &incident::Party, text: &Text) -> Self {
        Self { name: party.name.clone(), role: party.role.into(), evidence: all(&party.evidence, text, Evidence::of) }
    }
}

impl Attack {
    fn of(attack: &incident::TypedAttack, text: &Text) -> Self {
        Self { kind: attack.kind.into(), certainty: attack.certainty.into(), evidence: all(&attack.evidence, text, Evidence::of) }
    }
}

impl Malware {
    fn of((name, evidence): &(String, Vec<incident::Evidence>), text: &Text) -> Self {
        Self { name: name.clone(), evidence: all(evidence, text, Evidence::of) }
    }
}

impl Vulnerability {
    fn of((cve, evidence): &(String, Vec<incident::Evidence>), text: &Text) -> Self {
        Self { cve: cve.clone(), evidence: all(evidence, text, Evidence::of) }
    }
}

impl Date {
    fn of(date: &incident::EventDate, text: &Text) -> Self {
        Self {
            role: date.role.into(),
            edtf: date.edtf.to_string(),
            year_from: date.year_from.into(),
            evidence: all(&date.evidence, text, Evidence::of),
        }
    }
}

impl Leak {
    fn of(leak: &incident::Leak, text: &Text) -> Self {
        Self {
            count: leak.count,
            unit: leak.unit.into(),
            bound: leak.bound.into(),
            certainty: leak.certainty.into(),
            data: leak.data.clone(),
            part_of: leak.part_of,
            evidence: all(&leak.evidence, text, Evidence::of),
        }
    }
}

impl Loss {
    fn of(loss: &incident::Loss, text: &Text) -> Self {
        Self {
            amount: loss.amount,
            currency: loss.currency.as_str().to_owned(),
            bound: loss.bound.into(),
            kind: loss.kind.into(),
            certainty: loss.certainty.into(),
            evidence: all(&loss.evidence, text, Evidence::of),
        }
    }
}

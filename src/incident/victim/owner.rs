//! The owner of the page as the one who speaks on it.

use super::cluster::{Cluster, key};
use super::{Candidate, View, in_quotation, signs};
use crate::extract::OrganizationKind;
use crate::incident::{Evidence, Victim};
use crate::page::without_site_words;
use crate::pattern::Pattern;

/// Who speaks on the page.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    /// The names that the page gives to it, the fullest first.
    pub names: Vec<String>,
    pub kind: OrganizationKind,
    /// How much its speaking says that it was hit itself.
    pub strength: i32,
    /// Whether it is a company that does not beg pardon.
    pub only_speaks: bool,
}

impl Owner {
    /// Whether a name, as a key, is this organisation's.
    pub(super) fn is(&self, name: &str) -> bool {
        self.names.iter().any(|own| key(own) == name)
    }

    /// The owner as a candidate of a notice that nowhere names it in its text.
    pub(super) fn alone(self, view: &View) -> Option<Candidate> {
        let first = *view.sentences.first()?;
        let span = view.text.sentences()[first].span;
        let mut names = self.names.into_iter();
        let victim = Victim {
            name: names.next()?,
            kind: self.kind,
            aliases: names.collect(),
            securities_code: None,
            anonymous: false,
            evidence: vec![Evidence { span, rule: signs::SPEAKER.id.into() }],
        };
        Some(Candidate { victim, strength: self.strength })
    }
}

/// The owner of the page, if the page is a notice of its own: it speaks in the first person, or it is a public body,
/// school or hospital and the text is in the polite style of a notice.
pub(super) fn of(view: &View, speaker: Option<&Cluster>) -> Option<Owner> {
    let page = view.reading.page;
    let mut names: Vec<String> = Vec::new();
    for name in [&page.owner, &page.site].into_iter().flatten() {
        let name = without_unit(without_latin(without_site_words(without_keeper(without_team(name.trim())))));
        // 「夜の鳥」で改ざんされた主なサイト: the title of an article is no owner.
        let is_title = name.contains(['「', '『', '、', '。', '!', '?'])
            || ["された", "について", "まとめ"].iter().any(|word| name.contains(word))
            || [" / ", "―", "──"].iter().any(|sign| name.contains(sign))
            || name.matches(['(', '（']).count() != name.matches([')', '）']).count();
        // 花と苗の店 みなと園芸: what it is precedes the name under which the text speaks of it.
        let last = name.rsplit_once([' ', '\u{3000}']).map(|(_, last)| last);
        let spoken = last
            .filter(|_| !name.contains("法人") && !name.contains("会社"))
            .filter(|last| view.mentions().any(|mention| mention.value.name.as_deref() == Some(*last)));
        names.extend(
            spoken.filter(|last| !names.iter().any(|known| known == last)).map(str::to_owned).into_iter().collect::<Vec<_>>(),
        );
        if !name.is_empty() && !is_title && name.chars().count() <= 40 && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    let first = names.first()?;
    let kind = kind(first);
    let speaks = speaker.map_or(0, |speaker| speaker.mentions.iter().filter(|mention| view.is_own_word(mention)).count());
    let is_public = matches!(
        kind,
        OrganizationKind::Municipality
            | OrganizationKind::Government
            | OrganizationKind::School
            | OrganizationKind::Hospital
            | OrganizationKind::Association
    );
    let strength = match speaks {
        0 if is_public && is_notice(view) => 5,
        0 if is_notice(view) && apologises(view) => 4,
        0 => return None,
        1 => 4,
        _ => 7,
    };
    // So does a chamber of commerce in its paper.
    let publishes = ["会議所", "商工会", "協同組合", "協議会", "研究会"].iter().any(|end| first.ends_with(end));
    let only_speaks = (!is_public || publishes) && !apologises(view) && !announces_its_own(view);
    Some(Owner { names, kind, strength, only_speaks })
}

/// A name without the team of the owner that signs the page: 青葉商事 広報部.
fn without_team(name: &str) -> &str {
    const TEAMS: [&str; 31] = [
        "カスタマーセンター",
        "お客様センター",
        "サポートセンター",
        "相談室",
        "チーム",
        "事務局",
        "広報",
        "広報部",
        "広報室",
        "課",
        "窓口",
        "担当",
        "公式サイト",
        "ブログ",
        "組合長",
        "理事長",
        "院長",
        "校長",
        "学長",
        "園長",
        "社長",
        "会長",
        "代表",
        "店主",
        "支配人",
        "館長",
        "所長",
        "局長",
        "市長",
        "町長",
        "村長",
    ];
    match name.rsplit_once([' ', '\u{3000}']) {
        Some((owner, team)) if TEAMS.iter().any(|word| team.ends_with(word)) => owner.trim(),
        _ => name,
    }
}

/// A name without the same name in Latin letters: 株式会社青葉 AOBA.
fn without_latin(name: &str) -> &str {
    match name.rsplit_once([' ', '\u{3000}']) {
        Some((own, latin)) if latin.is_ascii() && own.ends_with(|c: char| !c.is_ascii()) && own.contains("会社") => {
            own.trim_end()
        }
        _ => name,
    }
}

/// A university's name without the unit of it whose page it is: 青葉大学 情報基盤センター, 青葉大学教養学部.
fn without_unit(name: &str) -> &str {
    const UNITS: [&str; 12] =
        ["学部", "研究科", "研究所", "研究院", "研究部", "センター", "図書館", "事務局", "機構", "学院", "本部", "室"];
    const OWN: [&str; 6] = ["病院", "高校", "高等学校", "中学校", "小学校", "幼稚園"];
    let Some(at) = name.find("大学").map(|at| at + "大学".len()).filter(|&at| at < name.len()) else { return name };
    let unit = &name[at..];
    let is_unit = UNITS.iter().any(|word| unit.ends_with(word)) && !OWN.iter().any(|word| unit.contains(word));
    if is_unit && !unit.starts_with("院大学") && unit != "機構" { &name[..at] } else { name }
}

/// A name without the one who runs it in brackets: 青葉訪問看護(社会福祉法人 朝霧会).
fn without_keeper(name: &str) -> &str {
    let own = name.strip_suffix([')', '）']).and_then(|name| name.split_once(['(', '（']));
    own.map_or(name, |(own, _)| own.trim())
}

/// What kind of organisation a name says it is; a company where it says none.
fn kind(name: &str) -> OrganizationKind {
    let is_association = || ["社団法人", "財団法人", "独立行政法人"].iter().any(|form| name.contains(form));
    crate::kind::of_name(name).unwrap_or(if is_association() { OrganizationKind::Association } else { OrganizationKind::Company })
}

/// Whether the title is that of a notice about a mishap: 不正アクセスに関する調査結果のご報告.
fn announces_its_own(view: &View) -> bool {
    static TITLE: Pattern = Pattern::new(concat!(
        "(?:不正アクセス|不正ログイン|流出|漏えい|漏洩|障害|紛失|盗難|誤送|誤廃棄|誤交付|誤配|誤発送|取り違え|改ざん|攻撃|感染|侵入|不具合|停止|乗っ取り|つながらない|つながりにくい)",
        "[^。]{0,24}(?:お知らせ|ご?報告|お詫び|おわび|について|の件)(?:[(（【][^)）】]*[)）】])?$",
    ));
    let page = view.reading.page;
    let title = page.posts[view.reading.post].heading.as_deref().or(page.title.as_deref());
    title.is_some_and(|title| TITLE.is_match(title.trim()))
}

/// Whether the text begs pardon in the words of a notice.
fn apologises(view: &View) -> bool {
    static APOLOGIES: Pattern =
        Pattern::new("お詫び申し上げ|おわび申し上げ|お詫びいたし|深くお詫び|申し訳ございません|ご迷惑をおかけし|ご迷惑とご心配");
    view.sentences.iter().any(|&index| {
        let sentence = &view.text.sentences()[index];
        let words = view.text.slice(sentence.span);
        // 「深くおわび申し上げます」と市長は述べた: a reporter quotes.
        let start = view.text.passages()[sentence.passage].span.start();
        let is_quoted = |at: usize| in_quotation(&view.text.norm()[start..sentence.span.start() + at]);
        APOLOGIES.find_all(words).into_iter().any(|apology| !is_quoted(apology.start))
    })
}

/// Whether the text is written as a notice is: to the reader, in the polite style, or with an apology.
fn is_notice(view: &View) -> bool {
    const POLITE: [&str; 5] = ["ました。", "ます。", "ません。", "です。", "ください。"];
    const APOLOGIES: [&str; 5] = ["お詫び", "おわび", "迷惑をお", "心配をお", "申し訳"];
    let (mut polite, mut plain) = (0, 0);
    for &sentence in view.sentences {
        let words = view.text.slice(view.text.sentences()[sentence].span);
        if POLITE.iter().any(|ending| words.ends_with(ending)) {
            polite += if APOLOGIES.iter().any(|apology| words.contains(apology)) { 10 } else { 1 };
        } else if words.ends_with('。') {
            plain += 1;
        }
    }
    polite > plain
}

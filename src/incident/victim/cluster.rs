//! Which names and stand-ins mean the same organisation.

use std::collections::BTreeMap;

use crate::extract::{Mention, Organization, OrganizationKind};
use crate::text::Text;

/// The mentions of one organisation.
#[derive(Debug)]
pub(in crate::incident) struct Cluster<'a> {
    pub mentions: Vec<&'a Mention<Organization>>,
}

/// The mentions by the organisation that they mean, in the order of the first mention. A stand-in without a name means
/// the one who speaks; those are under `None`, and so is a bare 市 or 県 that `owners` says is the owner's.
pub(super) fn clusters<'a>(
    text: &Text,
    mentions: impl Iterator<Item = &'a Mention<Organization>>,
    owners: impl Fn(&str) -> bool,
) -> Vec<(Option<String>, Cluster<'a>)> {
    let mut keys: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut clusters: Vec<(Option<String>, Cluster<'a>)> = Vec::new();
    for mention in mentions {
        if mention.value.stand_in && mention.value.name.is_none() && !is_speaker(mention) && !is_local(mention) {
            continue;
        }
        // A bare 市 or 県 that the text never names goes by that word.
        let word = || is_local(mention).then(|| text.slice(mention.span)).filter(|word| !owners(word));
        let key = mention.value.name.as_deref().or_else(word).map(key);
        let index = *keys.entry(key.clone()).or_insert_with(|| {
            clusters.push((key, Cluster { mentions: Vec::new() }));
            clusters.len() - 1
        });
        clusters[index].1.mentions.push(mention);
    }
    joined(clusters, &keys)
}

/// Whether a mention stands for the one who speaks.
pub(super) fn is_speaker(mention: &Mention<Organization>) -> bool {
    mention.rule.as_str() == "org/stand-in/speaker"
}

/// Whether a mention is a bare 市 or 県 on a page that gives no name for it: then it is the owner's.
pub(super) fn is_local(mention: &Mention<Organization>) -> bool {
    mention.rule.as_str() == "org/stand-in/bare"
}

/// The clusters with those made one whose name is the end of another's: みなと中学校 and 北浜市立みなと中学校.
fn joined<'a>(
    mut clusters: Vec<(Option<String>, Cluster<'a>)>,
    keys: &BTreeMap<Option<String>, usize>,
) -> Vec<(Option<String>, Cluster<'a>)> {
    for index in 0..clusters.len() {
        let Some(name) = clusters[index].0.clone() else { continue };
        let kind = clusters[index].1.mentions.first().map(|mention| mention.value.kind);
        let joins = matches!(kind, Some(OrganizationKind::School | OrganizationKind::Hospital | OrganizationKind::Association));
        let starts = name.char_indices().skip(2).map(|(at, _)| at).filter(|_| joins);
        let ends = starts.map(|at| &name[at..]).filter(|end| end.chars().count() >= 4 && !is_generic(end));
        let other = ends.filter_map(|end| keys.get(&Some(end.to_owned()))).find(|&&other| other != index).copied();
        if let Some(other) = other {
            let moved = std::mem::take(&mut clusters[other].1.mentions);
            clusters[index].1.mentions.extend(moved);
            clusters[index].1.mentions.sort_by_key(|mention| mention.span);
        }
    }
    shortened(&mut clusters);
    clusters.retain(|(_, cluster)| !cluster.mentions.is_empty());
    clusters.sort_by_key(|(_, cluster)| cluster.mentions[0].span);
    clusters
}

/// Puts the mentions of a short form with those of the name that it is made of: 北証 with 北浜証券取引所.
fn shortened(clusters: &mut [(Option<String>, Cluster)]) {
    let mut short: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    let length = |key: &Option<String>| key.as_ref().map_or(0, |key| key.chars().count());
    for (index, (key, _)) in clusters.iter().enumerate() {
        let first = key.as_ref().and_then(|key| key.chars().next());
        if let Some(first) = first.filter(|_| (2..=5).contains(&length(key))) {
            let named = short.entry(first).or_default();
            // Lists of hundreds of names have no short forms among them worth the search.
            if named.len() < 20 {
                named.push(index);
            }
        }
    }
    for index in 0..clusters.len() {
        let Some(name) = clusters[index].0.clone().filter(|name| name.chars().count() >= 6) else { continue };
        let Some(first) = name.chars().next() else { continue };
        for &other in short.get(&first).into_iter().flatten() {
            let made = clusters[other].0.as_ref().is_some_and(|short| is_made_of(short, &name));
            let municipal = clusters[other].1.mentions.first().is_none_or(|mention| {
                matches!(mention.value.kind, OrganizationKind::Municipality | OrganizationKind::Government)
            });
            if made && !municipal && other != index {
                let moved = std::mem::take(&mut clusters[other].1.mentions);
                clusters[index].1.mentions.extend(moved);
                clusters[index].1.mentions.sort_by_key(|mention| mention.span);
            }
        }
    }
}

/// Whether `short` is made of characters of `name` in their order, and is not just its beginning.
fn is_made_of(short: &str, name: &str) -> bool {
    let mut rest = name.chars();
    !name.starts_with(short) && short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether a name is only that of a kind, so that many organisations end in it.
fn is_generic(name: &str) -> bool {
    [
        "医療センター",
        "総合病院",
        "大学病院",
        "附属病院",
        "付属病院",
        "市民病院",
        "中央病院",
        "小学校",
        "中学校",
        "工業高校",
        "商業高校",
    ]
    .contains(&name)
}

/// Words of names that are written in katakana or in Latin letters.
const LOANWORDS: [(&str, &str); 10] = [
    ("ビットコイン", "bitcoin"),
    ("コミュニケーションズ", "communications"),
    ("テクノロジーズ", "technologies"),
    ("ソリューションズ", "solutions"),
    ("システムズ", "systems"),
    ("グループ", "group"),
    ("ジャパン", "japan"),
    ("モバイル", "mobile"),
    ("バンク", "bank"),
    ("ペイ", "pay"),
];

/// A name in the form in which two that mean the same organisation are equal: without legal form, blanks and signs, short
/// words of kind written out.
pub(in crate::incident) fn key(name: &str) -> String {
    const FORMS: [&str; 30] = [
        "株式会社",
        "有限会社",
        "合同会社",
        "合資会社",
        "合名会社",
        "(株)",
        "(有)",
        "一般社団法人",
        "一般財団法人",
        "公益社団法人",
        "公益財団法人",
        "社団法人",
        "財団法人",
        "地方独立行政法人",
        "独立行政法人",
        "国立研究開発法人",
        "国立大学法人",
        "公立大学法人",
        "特定非営利活動法人",
        "NPO法人",
        "学校法人",
        "社会福祉法人",
        "社会医療法人",
        "医療法人社団",
        "医療法人財団",
        "医療法人",
        "生活協同組合",
        "税理士法人",
        "監査法人",
        "宗教法人",
    ];
    let mut core = name;
    loop {
        let stripped = FORMS.iter().find_map(|form| core.strip_prefix(form).or_else(|| core.strip_suffix(form)));
        match stripped.map(str::trim).filter(|stripped| !stripped.is_empty()) {
            Some(stripped) => core = stripped,
            None => break,
        }
    }
    let core: String = core.chars().filter(|c| !c.is_whitespace() && !matches!(c, '・' | '.' | '、' | ',')).collect();
    let core = core
        .to_lowercase()
        .replace("の教育委員会", "教委")
        .replace("教育委員会", "教委")
        .replace("高等学校", "高校")
        .replace("ホールディングス", "hd");
    let core =
        LOANWORDS.iter().fold(core, |core, (word, latin)| if core.contains(word) { core.replace(word, latin) } else { core });
    let core = ["市役所", "区役所", "町役場", "村役場", "県庁", "府庁", "都庁"]
        .iter()
        .find_map(|office| {
            let stem = core.strip_suffix(office).filter(|stem| !stem.is_empty())?;
            Some(format!("{stem}{}", office.chars().next()?))
        })
        .unwrap_or(core);
    if let Some(stem) = core.strip_suffix('大').filter(|stem| stem.chars().count() > 1) {
        format!("{stem}大学")
    } else if let Some(stem) = core.strip_suffix('銀').filter(|stem| stem.chars().count() > 1) {
        format!("{stem}銀行")
    } else if let Some(stem) = core.strip_suffix('高').filter(|stem| stem.chars().count() > 1) {
        format!("{stem}高校")
    } else if let Some(school) = ["小", "中"].iter().find(|school| core.ends_with(**school) && core.contains('立')) {
        // 北浜市立みどり小
        format!("{}{school}学校", &core[..core.len() - school.len()])
    } else {
        core
    }
}

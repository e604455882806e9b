//! What is told beside an attack of how it could happen.
//!
//! By themselves these words tell no incident: holes are found and mended every day. Where the page tells an attack, the
//! hole that it names is the one that let the attacker in.

use super::{AttackType, Likely, TypeCertainty};
use crate::extract::Modality;
use crate::extract::modality;
use crate::extract::rule::CodeRule;
use crate::incident::relevance::{InScope, Manner};
use crate::incident::{Evidence, Scope};
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::Span;

use AttackType::{
    CyberAttack, Defacement, Malware, Ransomware, SqlInjection, UnauthorizedAccess, VulnerabilityExploit, WebSkimming,
};

/// See [`hole`].
pub(super) const HOLE: CodeRule = CodeRule {
    id: "types/hole-beside-attack",
    says: "A weakness of software that the page names beside an attack let the attacker in, whatever verb tells so.",
    hit: &[
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。使っていたソフトの《欠陥》が残っていた。",
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。保守会社が《脆弱性の修正》を適用していなかった。",
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。「アオバメール」に潜んでいた、誰も知らなかった《脆弱性》が原因だった。",
    ],
    miss: &[
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。《脆弱性診断》を急ぐという。",
        "青葉商事は3日、サーバーが不正アクセスを受けたと発表した。《脆弱性》は見つかっていない。",
        "青葉商事は3日、名簿を誤送信したと発表した。システムの《欠陥》を直すという。",
    ],
};

/// A weakness of software that let an attacker in.
static WEAKNESS: Pattern = Pattern::new(concat!(
    "(?:脆弱|ぜい弱)(?:性|な(?:部分|箇所|点))|セキュリティー?ホール|ゼロデイ|CVE-[0-9]{4}",
    "|(?:ソフト(?:ウェア|ウエア)?|プログラム|システム|装置|機器|製品|サーバー?|サイト|アプリ|プラグイン|フォーム|機能|VPN|OS|[A-Za-z]{3,}(?: ?[0-9])?)」?",
    "(?:[のに](?:(?:あっ|残っ|潜ん)[てで]いた|ある|あった)?)(?:既知の|未知の|重大な|深刻な|古い)?(?:欠陥|弱点|穴|抜け穴|ほころび|バグ)",
    "|(?:既知|未知|公表済み|手当てのされていない|未修正)の?(?:欠陥|弱点|穴)",
    "|(?:パッチ|修正(?:プログラム|版|ファイル)|更新プログラム)(?:を|が|の)?[^、。]{0,8}(?:未適用|適用(?:が|を)?(?:され|し)て(?:いな|おら)|適用を?(?:怠|忘)|当て(?:て|られて)?(?:いな|おら|な))",
));

/// What is said of weaknesses without one having been used.
static NO_WEAKNESS: Pattern = Pattern::new(concat!(
    "(?:脆弱|ぜい弱)性(?:の)?(?:診断|検査|検知|対策|対応|管理|情報|スキャン|テスト|有無|評価|チェック|点検|調査|報奨)",
    "|(?:脆弱性|欠陥|弱点|穴)(?:が|は|も)(?:ない|なか|見つから|見つかっていな|確認されな|確認されて(?:いな|おら)|残っていないか)",
    "|(?:脆弱性|欠陥|弱点)(?:を|の)[^、。]{0,6}(?:洗い出|可視化|検出|探し|点検|見極|ふさぐ|塞ぐ|なくす)",
    "|設定の(?:穴|欠陥|弱点)|権限の穴",
));

/// Kinds that a weakness of software lets happen.
const BY_HOLE: [AttackType; 7] = [UnauthorizedAccess, Ransomware, Malware, Defacement, WebSkimming, SqlInjection, CyberAttack];

/// How many sentences above a scope its heading is looked for.
const FARTHEST: usize = 40;

/// The weakness through which the attack came, if the scope or a heading above it names one.
pub(super) fn hole(scope: &Scope, manners: &InScope, said: &[Likely]) -> Option<Likely> {
    let is_attacked = said.iter().any(|likely| BY_HOLE.contains(&likely.kind));
    if !is_attacked && !said.is_empty() || said.iter().any(|likely| likely.kind == VulnerabilityExploit) {
        return None;
    }
    // Of a case of which nothing else is told the heading says by what it happened: 脆弱性によるもの.
    let own = scope.sentences.iter().enumerate().filter(|&(place, _)| is_attacked && manners.at(place) == Manner::Report);
    let text = scope.text();
    // The rows of a table and the items of a list stand under a heading that is none of them.
    let level = |index: usize| match text.passages()[text.sentences()[index].passage].kind {
        BlockKind::Heading(level) => level,
        _ => u8::MAX,
    };
    let first = scope.sentences.first().copied().unwrap_or_default();
    let heading = (first.saturating_sub(FARTHEST)..first).rev().find(|&index| (2..level(first)).contains(&level(index)));
    own.map(|(_, &index)| index).chain(scope.context.iter().copied()).chain(heading).find_map(|index| {
        let sentence = text.sentences()[index].span;
        let words = text.slice(sentence);
        let found = WEAKNESS.find(words).filter(|_| !NO_WEAKNESS.is_match(words))?;
        let span = Span::new(sentence.start() + found.start, sentence.start() + found.end);
        let certainty = match modality::of(text, span) {
            Modality::Asserted => TypeCertainty::Confirmed,
            Modality::Suspected => TypeCertainty::Suspected,
            Modality::Denied | Modality::Hypothetical | Modality::General => return None,
        };
        let evidence = vec![Evidence { span, rule: HOLE.id.into() }];
        Some(Likely { kind: VulnerabilityExploit, certainty, weight: 1, evidence })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::types::tests::kinds;

    #[test]
    fn a_hole_counts_beside_an_attack() {
        let mut wrong = Vec::new();
        let hits = HOLE.hit.iter().map(|text| (text, true));
        for (text, expect) in hits.chain(HOLE.miss.iter().map(|text| (text, false))) {
            let found = kinds("お知らせ", &text.replace(['《', '》'], ""));
            if found.contains(&VulnerabilityExploit.as_str()) != expect {
                wrong.push(format!("{text} gives {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

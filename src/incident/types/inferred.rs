//! What happened where a record says to whom and how much, but no word of the table says what.
//!
//! Writers tell it then by what became of the data: it was taken, it could be seen, it came to somebody else, it cannot be
//! found. In a text that may report anything these words mean little; in one of which it is known that it tells an
//! incident they leave few kinds to choose from.

use super::{AttackType, Likely, TypeCertainty};
use crate::extract::Modality;
use crate::extract::modality;
use crate::extract::rule::CodeRule;
use crate::incident::relevance::{InScope, Manner};
use crate::incident::{Evidence, Scope};
use crate::pattern::Pattern;
use crate::text::Span;

use AttackType::{
    Insider, Loss, Malware, Misconfiguration, Misdelivery, Phishing, PublishingError, Ransomware, SystemFailure,
    UnauthorizedAccess,
};

/// See [`of`].
pub(super) const INFERRED: CodeRule = CodeRule {
    id: "types/inferred",
    says: "Of a case that no word names by its kind, what became of the data says what happened: 盗まれた, 見えた, 別の人に届いた.",
    hit: &[
        "青葉商事によると、通販サイトの会員の名前や住所が《盗まれ》た。",
        "青葉市によると、写真の置き場の《権限が全員》に広がっていた。",
        "青葉市によると、議案の写しに担当者の名前が残ったまま、《サイトに載せ》ていた。",
    ],
    miss: &["青葉商事によると、会員の情報が《漏れた》。", "青葉商事によると、情報の漏えいを受けてサービスを《停止》した。"],
};

/// What became of the data, or what was done, by the kind that it shows: those before others that their words may be part of.
static SIGNS: [(AttackType, Pattern); 11] = [
    (Ransomware, Pattern::new("身代金|人質に")),
    (
        Insider,
        Pattern::new(concat!(
            "(?:社員|職員|従業員|担当者|課長|部長|課長補佐|係長|教諭|教員|行員|店員|看護師|医師|係員|スタッフ|派遣|働く者|勤めていた者|在籍し(?:てい)?た者",
            "|扱っていた(?:誰か|者)|働く(?:誰か|人)|退職者|辞めた者)(?:ら)?(?:が|は|の(?:手|一人)|による)[^。]{0,40}",
            "(?:持ち出|持って出|持ち帰|抜(?:い|き)|売(?:っ|り|却)|写し|コピー|のぞき見|盗み見|流し|横流し|漏らし|落として|ダウンロード)",
        )),
    ),
    (
        Phishing,
        Pattern::new(
            "(?:偽|にせ|ニセ)(?:の)?(?:サイト|画面|ページ|メール|ログイン|SMS)[^。]{0,30}(?:入力|打ち込|入れ|応じ|引っかか|だまさ|騙さ)",
        ),
    ),
    (
        Malware,
        Pattern::new(
            "(?:台|端末|パソコン|PC|機器|サーバー?)[^、。]{0,8}(?:が|に|も|で|の)?感染|感染(?:が|を|の)(?:分か|わか|判明|確認|疑い|見つ)|ウイルスに(?:や|か)",
        ),
    ),
    (
        PublishingError,
        Pattern::new(concat!(
            "(?:黒塗り|黒い四角|黒い図形|墨)の下|(?:黒塗り|墨消し|墨|塗りつぶ|黒い四角|塗った|マスキング|伏せ|消し忘れ|消され|隠し)[^。]{0,40}(?:読め|見え|現れ|残(?:っ|り|さ)|透け|出て|外せ|剥が|コピー)",
            "|(?:サイト|ホームページ|ネット|ウェブ|HP|SNS|広報|冊子|パンフレット|資料)[^。]{0,20}(?:に|へ)[^。]{0,20}(?:載せ|掲載|公開|上げ|アップ)",
            "|(?:名前|氏名|住所|番号|個人情報)[^。]{0,16}(?:載せ|掲載|載っ)(?:て|た)",
        )),
    ),
    (
        Misconfiguration,
        Pattern::new(concat!(
            "(?:設定|権限|公開範囲|共有)[^。]{0,16}(?:穴|不備|誤|ミス|まま|ず|漏れ|広|全員|漏|間違)",
            "|(?:他人|別の人|ほかの人|よその人|他の(?:人|客|利用者|会員)|誰で?も|だれで?も|外|外部|第三者|部外者|生徒同士|利用者同士|互い)[^。]{0,24}(?:見え|見られ|見る|見れ|見て|閲覧|開け|のぞけ|覗け|表示|出て(?:くる|き)|映|読め)",
            "|(?:見え|見られ|閲覧でき|開け|検索でき|覗け)る(?:状態|よう|作り|格好|設定)|(?:鍵|ロック|パスワード|認証)(?:が|も|を)?(?:かからな|かかっていな|なしで|不要)",
        )),
    ),
    (
        Misdelivery,
        Pattern::new(concat!(
            "(?:別|他|ほか|違う|よそ|同姓|隣|無関係|誤った|似た)[^。]{0,20}(?:に|へ|宛て?に?|あてに?)[^。]{0,16}(?:送|渡|届|発送|郵送|ファクス|FAX|転送|交付|手渡|配)",
            "|宛先|送り先|あて先|送信先|一斉(?:に)?(?:送信|配信|メール)|入れ(?:間違|違)|取り違",
        )),
    ),
    (
        UnauthorizedAccess,
        Pattern::new(concat!(
            "(?:盗まれ|盗み(?:出|取)|抜かれ|抜き(?:取|出)|持っていかれ|持って行かれ|吸い出|取り出され|引き出され|奪われ|窃取)",
            "|(?:忍び込|入り込|入られ|侵入|破られ|潜り込|やられ|狙われ|攻め|襲わ)|犯人|攻撃者|攻撃を|ハッカー|不正に使われ",
        )),
    ),
    (
        Loss,
        Pattern::new(concat!(
            "(?:書類|名簿|封筒|書|紙|票|カルテ|USB|メモ|メモリー?|カード|端末|パソコン|フィルム|テープ|ディスク|CD|かばん|台帳|写し|控え|物|箱)[^。]{0,24}",
            "(?:見当たら|見つから|見つかっていな|出てこな|なくな|無くな|行方|所在|落とし|置き忘|捨て|溶か|紛失|なくし|失く)",
        )),
    ),
    (
        SystemFailure,
        Pattern::new("止ま|停止|つなが(?:ら|り)|使えな|使えず|動かな|落ち(?:た|て)|ダウン|失われ|消え|不通|欠航|乱れ"),
    ),
    (UnauthorizedAccess, Pattern::new("リクエストを|不正(?:利用|使用)[^。]{0,20}(?:照会|連絡|指摘)")),
];

/// Data got out: what stopped then was stopped on purpose.
static LEAK: Pattern = Pattern::new("流出|流失|漏え|漏洩|漏れ|盗|抜[かき]|カード情報");

/// The kind of the case that a scope tells without a word for it, if its sentences show one.
pub(super) fn of(scope: &Scope, manners: &InScope) -> Option<Likely> {
    let text = scope.text();
    let own = || scope.sentences.iter().enumerate().filter(|&(place, _)| manners.at(place) == Manner::Report);
    let leaked = || own().any(|(_, &index)| LEAK.is_match(text.slice(text.sentences()[index].span)));
    let signs = SIGNS.iter().filter(|(kind, _)| *kind != SystemFailure || !leaked());
    signs.into_iter().find_map(|(kind, sign)| {
        own().find_map(|(_, &index)| {
            let sentence = text.sentences()[index].span;
            let found = sign.find(text.slice(sentence))?;
            let span = Span::new(sentence.start() + found.start, sentence.start() + found.end);
            let certainty = match modality::of(text, span) {
                Modality::Asserted => TypeCertainty::Confirmed,
                Modality::Suspected => TypeCertainty::Suspected,
                Modality::Denied | Modality::Hypothetical | Modality::General => return None,
            };
            Some(Likely { kind: *kind, certainty, weight: 1, evidence: vec![Evidence { span, rule: INFERRED.id.into() }] })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::types::tests::kinds;

    /// What tells a kind without its word.
    const TOLD: &[(&str, &str)] = &[
        ("insider", "退職する部長が、会員の名簿を抜いて業者に渡していた"),
        ("insider", "発送を請け負う店で働く人が、名簿を持って出た疑いがある"),
        ("insider", "水道課の職員が台帳を自宅に持ち帰り、商売に使った"),
        ("misconfiguration", "写真の置き場の権限が全員に広がっていた"),
        ("misconfiguration", "受付の番号を替えると、他人の予約が出てくる作りだった"),
        ("misconfiguration", "会員名簿の設定に不備があり、名前が外の人に見られた"),
        ("publishing_error", "議案の写しに担当者の名前が残ったまま、サイトに載せていた"),
        ("publishing_error", "墨消しした文字が、別のソフトで開くと読めた"),
        ("malware", "支店で数台が感染した"),
        ("malware", "感染が分かったのは3日だった"),
        ("unauthorized_access", "通販サイトの会員の名前や住所が盗まれた"),
        ("unauthorized_access", "販売のサイトに夏の間ずっと忍び込まれていた"),
        ("misdelivery", "名簿を、番号の似た店に誤ってファクスした"),
        ("loss", "名簿の入った封筒が倉庫から出てこない"),
        ("system_failure", "予約の受付が朝から正午まで止まった"),
    ];

    /// What tells nothing of the kind.
    const SILENT: &[(&str, &str)] = &[
        ("unauthorized_access", "名簿の情報が漏れた"),
        ("insider", "名簿が社外に漏れた"),
        ("malware", "会員の情報が漏れた"),
        ("misconfiguration", "会員の情報が漏れた可能性がある"),
        ("system_failure", "情報が漏れ、サービスを停止した"),
        ("loss", "証拠は出てこなかった"),
    ];

    #[test]
    fn what_became_of_the_data_tells_the_kind() {
        for (kind, sentence) in TOLD {
            assert_eq!(of_sentence(sentence), Some(*kind), "{sentence}");
        }
        for (kind, sentence) in SILENT {
            assert_ne!(of_sentence(sentence), Some(*kind), "{sentence}");
        }
        assert_eq!(kinds("3件の報告", "青葉商事の名簿が漏れた。"), [""; 0]);
    }

    #[test]
    fn the_words_that_tell_the_kind_are_the_evidence() {
        for marked in INFERRED.hit {
            let (_, from) = marked.split_once('《').expect("a hit is marked");
            let (words, _) = from.split_once('》').expect("its mark is closed");
            let text = marked.replace(['《', '》'], "");
            let found = SIGNS.iter().filter_map(|(_, sign)| sign.find(&text)).map(|found| &text[found.start..found.end]);
            assert!(found.into_iter().any(|found| found.contains(words)), "{marked}");
            assert!(of_sentence(&text).is_some(), "{marked}");
        }
        for text in INFERRED.miss {
            assert_eq!(of_sentence(&text.replace(['《', '》'], "")), None, "{text}");
        }
    }

    fn of_sentence(sentence: &str) -> Option<&'static str> {
        let leaked = LEAK.is_match(sentence);
        let sign = SIGNS.iter().find(|(kind, sign)| (*kind != SystemFailure || !leaked) && sign.is_match(sentence));
        sign.map(|(kind, _)| kind.as_str())
    }
}

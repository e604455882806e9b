//! The cues by which a post is cut, each with its rule: what begins another case, what goes on with the one before.

use crate::extract::rule::CodeRule;
use crate::pattern::Pattern;

/// What the cues of this file say. The marked words of a `hit` are what the cue finds; in a `miss` it finds nothing.
pub const RULES: &[CodeRule] = &[TURN, SERIES, SEVERAL_CASES, COUNTED_CASES, SIDE_HEADING, GENERAL, SAME_SERVICE];

/// See [`CONTRAST`].
const TURN: CodeRule = CodeRule {
    id: "group/turn",
    says: "A sentence that begins with a word of contrast or of order (一方, このほか, もう一つ, 二つ目は, 翌7日には) and then names \
           an organisation turns to another case.",
    hit: &[
        "《一方、》みなと銀行でも名簿の紛失が分かった。",
        "《もう一つの事故は、》北浜市で起きた。",
        "《二つ目は》みなと病院。",
        "《翌7日には》青葉商事が発表した。",
        "《その2は》北浜市の話。",
        "《その一。》北浜市が名簿をなくした。",
    ],
    miss: &[
        "みなと銀行は一方で店を増やした。",
        "同社は調査を続けている。",
        "その一部は北浜市のものだった。",
        "その三日後、北浜市が発表した。",
    ],
};

/// See [`NUMBER`].
const SERIES: CodeRule = CodeRule {
    id: "group/series",
    says: "A heading or short line that begins with a mark, a number or a date (■, 事例1, 3月4日) is one of a series: each may \
           tell a case of its own.",
    hit: &["《■》青葉商事、名簿を誤送信", "《事例1 》みなと病院", "《3月4日(木)》 北浜市でUSBメモリ紛失"],
    miss: &["青葉商事、名簿を誤送信", "1万人の情報が流出"],
};

/// See [`SEVERAL`].
const SEVERAL_CASES: CodeRule = CodeRule {
    id: "group/several",
    says: "A title that announces several cases (今週の, 一覧, 相次ぐ, 3社で) lets each unit or paragraph tell one.",
    hit: &["《今週》のセキュリティ事故", "県内《3校で》個人情報の紛失", "情報流出《相次》ぐ"],
    miss: &["みなと銀行でUSBメモリを紛失", "3校が参加した大会"],
};

/// See [`COUNTED`].
const COUNTED_CASES: CodeRule = CodeRule {
    id: "group/counted",
    says: "A notice that counts its mishaps (2件, 誤送信及び誤掲載) tells each under a numbered heading.",
    hit: &["不適切な事案が《2件》続けて発生いたしました。", "メールの誤送信《及び》名簿の誤掲載について"],
    miss: &["メールの誤送信について"],
};

/// See [`SIDE`].
const SIDE_HEADING: CodeRule = CodeRule {
    id: "group/side",
    says: "A heading that only names a side of what happened (経緯, 原因, 流出した情報) goes on with the case before it.",
    hit: &["《経緯》", "2. 《原因》と《対応》", "《流出した》情報"],
    miss: &["みなと銀行がUSBメモリを紛失", "土曜の朝に起きたこと"],
};

/// See [`GENERAL_HEADING`].
const GENERAL: CodeRule = CodeRule {
    id: "group/general-heading",
    says: "Under a heading of advice or of a summary (まとめ, 対策, 教訓) the author speaks of all cases, not of the one before.",
    hit: &["今月の《まとめ》", "中小企業が取るべき《対策》", "3件から得た《教訓》"],
    miss: &["みなと銀行がUSBメモリを紛失", "青葉商事の件の補足", "教訓2 紙に戻る日 ── みなと病院"],
};

/// See [`SAME`].
const SAME_SERVICE: CodeRule = CodeRule {
    id: "group/same-service",
    says: "A part that speaks of the service of the organisation before it (同ツール, 同システム) tells whom else its incident \
           reached.",
    hit: &["《同ツール》を使う北浜市でも情報が漏れた。", "《同システム》の利用者は12社に上る。"],
    miss: &["別のツールを使う北浜市は被害がなかった。"],
};

/// Turns a sentence to another organisation: see [`TURN`].
pub(super) static CONTRAST: Pattern = Pattern::new(concat!(
    "^(?:一方で?|この(?:ほか|他)|その(?:ほか|他)|ほかにも|他にも|",
    "(?:まず|最初|次|続いて|お次|もう(?:ひと|[1一])つ|最後|[0-9一二三四五](?:つ|件|例)目)(?:の(?:事案|事故|件|事例|ケース|話))?は?に?|",
    "その[0-9一二三四五](?:は|が|、|。|:|$)|続いて|同じく|そして|それから|ところで|そういえば|今度は|と思ったら|(?:で|さて)、(?:今度は)?|さらに|また|同じ[0-9]{1,2}日|翌(?:[0-9]{1,2})?日|翌月|同月|[0-9]{1,2}月(?:に|[0-9]{1,2}日|(?:上|中|下)旬)?)(?:は|、|に(?:は|、)?)?",
));

/// What sets the units of a series apart: see [`SERIES`].
pub(super) static NUMBER: Pattern = Pattern::new(concat!(
    r"^(?:[■□●◆◇○◎▼▽★☆▲△➤]",
    r"|[【\[<〈(]?(?:第|その|事例|事案|ケース|例|No\.?|#)? ?\(?[0-9一二三四五六七八九十]{1,2}(?:位|件目|つ目|[】\].．:)）、 ■□●◆])",
    r"|(?:[0-9]{4}[年/.-])?[0-9]{1,2}[月/.][0-9]{1,2}日?(?: ?\([月火水木金土日]\))?)",
));

/// In a title: the course of a case is told.
pub(super) static COURSE: Pattern = Pattern::new("時系列|全経緯|の経緯|一部始終|の軌跡|タイムライン");

/// Says that something befell an organisation again: またもX, X、今度はアメリカ.
pub(super) static AGAIN: Pattern =
    Pattern::new("^[^。]{0,24}(?:またも|またまた|再び|今度は|今度も|[2-9二三]度目)|に続いて、?また");

/// In a title: it goes on with what was told before.
pub(super) static FOLLOW_UP: Pattern =
    Pattern::new("その[2-9二三四]|第[2-9二三四]報|続報|の続き|続編|後日談|[(（](?:続|[2-9])[)）]|^続・");

/// A heading that ends in its day, as the entries of a diary do: 見習いたいお詫び文(2008年4月20日).
pub(super) static DATED: Pattern =
    Pattern::new("[(（](?:[0-9]{4}[年/.])?[0-9]{1,2}[月/.][0-9]{1,2}日?(?:[(（][月火水木金土日][)）])?[)）]$");

/// What stands before a name that is all of a heading: a number, 事例2, a mark.
pub(super) static LABEL: Pattern = Pattern::new(
    r"^[■□●○◆◇▼▽★☆▲△・ ]{0,3}(?:(?:第|その|事例|事案|ケース|例|No\.?|#)? ?[(]?[0-9一二三四五六七八九十]{1,2}[)]?(?:位|件目|つ目|[.．、:：)|]| )*)?$|^[■□●○◆◇▼▽★☆▲△・【\[<( ]{0,3}(?:[0-9]{4}[年/.])?[0-9]{1,2}(?:[/.][0-9]{1,2}|月[0-9]{1,2}日)(?:[(][月火水木金土日][)])?[】\])>:、 ]*$",
);

/// A day in what stands before a name.
pub(super) static DAY: Pattern = Pattern::new("[0-9]{1,2}(?:[/.][0-9]{1,2}|月[0-9]{1,2}日)");

/// What stands behind a name that is all of a heading.
pub(super) static NO_MORE: Pattern = Pattern::new(r"^(?:さん)?(?:[(][^)]{1,24}[)])?(?:の件|の話|の場合|のケース|の事例|など)?$");

/// A line that says when the page was published, not what is told under it.
pub(super) static BYLINE: Pattern = Pattern::new(
    r"^[^ぁ-んァ-ヶ一-龠A-Za-z]*(?:[0-9年月日曜()月火水木金土 :/.-]*)$|[0-9]{1,2}(?::|時)[0-9]{2}|カテゴリ|掲載|公開|更新|投稿|配信|編集部",
);

/// Names of the sides of an incident: see [`SIDE_HEADING`].
pub(super) static SIDE: Pattern = Pattern::new(concat!(
    "概要|経緯|経過|原因|影響|対応|状況|詳細|背景|お詫び|今後|再発防止|時系列|範囲|対象|手口|内容|感想|続報|追記|更新|質問|Q&A|第[0-9一二三四五六七八九]+報|事実|調査|発覚",
    "|(?:流出|漏えい|漏洩|紛失|閲覧|盗まれ|漏れ|送信)[^、]{0,3}(?:した|たの|可能)|可能性のある",
));

/// Announces several cases in a title: see [`SEVERAL_CASES`].
pub(super) static SEVERAL: Pattern = Pattern::new(concat!(
    "一覧|まとめ|今週|今月|先週|先月|週間|週報|月報|月刊|月号|年表|事例|ニュース|ランキング|振り返|ふりかえ|日記|過去ログ|日誌",
    "|相次|続く|続々|続発|次々|やまぬ|やまず|連鎖|各地で|[にで]も(?:サイバー|不正)?(?:攻撃|アクセス|被害|波及|障害|流出|紛失)|[2-9]連発|立て続け|[0-9]+(?:選|件の)|(?:[2-9]|二|三|四)(?:つの|件(?:の事案)?|社|校|施設|病院|団体|機関|市町)で|第[0-9]+号|[Vv]ol|バックナンバー|[0-9]+月分|アーカイブ",
));

/// Counts the mishaps of a notice: see [`COUNTED_CASES`].
pub(super) static COUNTED: Pattern = Pattern::new("(?:[2-9]|二|三|四|五)(?:件|つの)|及び|および|並びに|ならびに|相次い");

/// The service of the organisation before: see [`SAME_SERVICE`].
pub(super) static SAME: Pattern =
    Pattern::new("同(?:ツール|サービス|システム|ソフト|製品|クラウド|サーバー?|基盤|プラットフォーム|アプリ)");

/// Behind a name: its service was used, or work was ordered from it.
pub(super) static USED: Pattern = Pattern::new(concat!(
    "^[」』]?(?:(?:が(?:提供|運営|開発)(?:する|した|している)|の|製の)[^。、]{0,20}",
    "(?:ツール|サービス|システム|ソフト|クラウド|製品|サーバー?|基盤)",
    "|[にへ][^。、]{0,20}(?:委託|開発を|発注|構築を|運用を|保守を|預け))",
));

/// Between the name of a client and that of the one who does its work.
pub(super) static HIRES: Pattern = Pattern::new(
    "^(?:社)?(?:が|は)[^。、]{0,24}(?:委ね|委託し|任せ|預け|頼ん|発注し|外注し)[てで](?:い|お)(?:る|た|ります|りました)[^、。はがをに]{0,16}「?$",
);

/// Work is done for others: 印刷を受託する, 保守を委託している.
pub(super) static HIRED: Pattern = Pattern::new(
    "(?:再?委託|受託)(?:する|した|して(?:い|お)(?:る|た|ります|りました))|請け負(?:う|って(?:い|お)(?:る|た))|委託先の|受託会社の",
);

/// Before a name: work was ordered from it.
pub(super) static ORDERED: Pattern =
    Pattern::new("(?:(?:委託|発注|依頼)(?:する|した|している|していた|先の)|提供を受け(?:る|ている|ていた))[「『]?$");

/// Behind a name that is no subject, but the place of what is told, or somebody's of whom it is told.
pub(super) static PLACE: Pattern = Pattern::new("^(?:で|、|の(?:[^、。もはが]{0,14}[、。にをで]|[^、。もはが]{15}))");

/// Between the names of a company and of its service: the one runs the other.
pub(super) static RUNS: Pattern = Pattern::new("^[^。]{0,40}(?:運営|手がけ|手掛け|展開|提供)[^。、]{0,24}[「『]?$");

/// Between a word of contrast and a name, words that only describe the one that is named: 4月の, 地方税の電子申告サイト「.
pub(super) static LEADS_TO: Pattern = Pattern::new("^[^、。はがをにへも」]{0,32}$");

/// Of a company that belongs to another, or works for it.
pub(super) static OF_GROUP: Pattern = Pattern::new(
    "子会社|親会社|グループ会社|傘下|系列|委託|預けて|提供を受け|共同|共通の|同じ(?:システム|サービス|会社|業者)|クラウド|業者",
);

/// Before a name: the organisation has a part in what was told before.
pub(super) static RELATED: Pattern = Pattern::new(
    "(?:委託|発注|取引|提携|納入|調達|開発|運営|販売|提供|保守|運用|管理|製造)(?:先|元|会社|業者|者|する|した|している)?の?[「『]?$|(?:子|親|関連|兄弟|グループ|持ち株|持株)会社の?、?[「『]?$|[同両]",
);

/// Headings under which an author leaves the incidents and speaks of all of them, of what to do, or of himself.
pub(super) static GENERAL_HEADING: Pattern = Pattern::new(
    "^まとめ|まとめ$|対策|共通|教訓(?:[^0-9]|$)|^ポイント|ポイント$|とは$|とは[?？]|考察|おわりに|最後に|^参考|(?:サイバー|責任|漏えい|漏洩|補償)保険$|サービス(?:$|の?[ごお]?(?:案内|紹介|一覧))|動向|備え|防ぐ|^設問|課題$|^[○●■◆ ]*(?:今月|今週|今号)の(?:点検|数字|論点|ひとこと|一言|言葉)|^(?:行事|次号|編集後記|ひとこと)|^[○●■◆ ]*お知らせ$",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_find_what_their_rules_say() {
        let cues = [&CONTRAST, &NUMBER, &SEVERAL, &COUNTED, &SIDE, &GENERAL_HEADING, &SAME];
        let mut wrong = Vec::new();
        for (rule, cue) in RULES.iter().zip(cues) {
            for sentence in rule.hit {
                let marked = sentence.split(['《', '》']).nth(1).unwrap_or_default();
                let plain = sentence.replace(['《', '》'], "");
                let found = cue.find(&plain).map(|found| plain[found].to_owned());
                if found.as_deref() != Some(marked) {
                    wrong.push(format!("{}: {sentence} found {found:?}", rule.id));
                }
            }
            for sentence in rule.miss.iter().filter(|sentence| cue.is_match(sentence)) {
                wrong.push(format!("{}: must miss {sentence}", rule.id));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

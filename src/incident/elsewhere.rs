//! Figures of elsewhere: of other cases than the page's, and of many cases together.
//!
//! A page names them for comparison: what happened to others or in other years, and what the police, an agency or a survey
//! counted. They are told by whose they are (県内で, 世界の), by the time that they sum up (昨年1年間に) and by who counted
//! them (協会によると).

use std::sync::LazyLock;

use crate::pattern::Pattern;

/// Whether a sentence speaks of another case than the page's, by whose it is, when it was, or the words of comparison.
pub(super) fn is_other_case(sentence: &str) -> bool {
    OTHER_CASE.is_match(sentence)
}

/// Whether a sentence may speak of another case than the page's, in words in which a page might speak of its own as well: it
/// says less than [`is_other_case`].
pub(super) fn may_be_other_case(sentence: &str) -> bool {
    is_other_case(sentence) || MAY_BE_OTHER_CASE.is_match(sentence)
}

/// Whether a sentence goes on from the one before, so that it speaks of the case that that one does.
pub(super) fn goes_on(sentence: &str) -> bool {
    GOES_ON.is_match(sentence)
}

/// Whether a sentence tells what was made known of an organisation years before `year`, that of the page:
/// 同社は2014年9月、…を公表している.
pub(super) fn is_of_years_before(sentence: &str, year: i16) -> bool {
    let told = FORMER_CASE.groups(sentence).into_iter().next().and_then(|groups| groups[1].clone());
    told.and_then(|digits| sentence[digits].parse::<i16>().ok()).is_some_and(|told| told + YEARS_BEFORE <= year)
}

/// After how many years a case that is told again is another than the page's.
const YEARS_BEFORE: i16 = 3;

/// Whether a sentence reckons what such a thing costs, or how it would go, in general.
pub(super) fn is_reckoned(sentence: &str) -> bool {
    RECKONED.is_match(sentence)
}

/// Whether a figure, before which `before` stands in its sentence, sums up many cases: a total of damage in a country or a year.
pub(super) fn is_statistic(before: &str) -> bool {
    let is_summed_up = PLACES.is_match(before) && (SPANS.is_match(before) || COUNTED_BY.is_match(before));
    let by_nation = NATIONAL.is_match(before) && SPANS.is_match(before);
    TOTAL.is_match(before) && (is_summed_up || by_nation || SURVEY.is_match(before))
        || TOTAL_OF_MANY.is_match(before)
        || COUNTED_AT_LARGE.is_match(before)
        || MEAN.is_match(before)
}

/// Whether a figure between `before` and `after` counts mishaps, and not what they touched.
pub(super) fn counts_cases(before: &str, after: &str) -> bool {
    let of_many = PLACES.is_match(before) || SPANS.is_match(before);
    EVENTS.is_match(before) && (of_many || HAPPENED.is_match(after))
}

/// Where many cases happen.
static PLACES: Pattern = Pattern::new(
    "(?:全国|国内|日本|県内|都内|府内|道内|市内|管内|世界|海外|米国|各地|業界|同種|同様)(?:全体)?(?:で|の|における|では)",
);

/// Times over which cases are summed up.
static SPANS: Pattern = Pattern::new(
    "(?:昨年|去年|前年|一昨年|今年|[0-9]{4}年)(?:1年間|の1年|度|に|の|は|中|上半期|下半期|までの|、)|年間|半期|年度|四半期|これまで|過去[0-9]+|今年に入って|今月|相次",
);

/// Those who count cases.
static COUNTED_BY: Pattern = Pattern::new(
    "(?:協会|機構|警察庁|県警|府警|道警|警視庁|捜査局|FBI|IPA|JPCERT[^、。]{0,6}|センター|連盟|省|庁|研究所|会社|課|署)(?:に|の[^。、]{0,12})?(?:よ(?:ると|れば|りますと)|(?:集計|調べ|まとめ|調査|推計|統計|発表)(?:で|に|だ))",
);

/// Those who count the cases of a country.
static NATIONAL: Pattern =
    Pattern::new("(?:警察庁|捜査局|FBI|IPA|総務省|経済産業省|金融庁|協会|JPCERT[^、。]{0,6})に(?:よると|よれば|よりますと)");

/// What they say of a country or of years: 警察庁によると、全国で.
static COUNTED_AT_LARGE: Pattern = Pattern::new(concat!(
    r"(?:捜査局|FBI|警察庁|協会|連盟|機構|省|庁)(?:\([^()]*\))?(?:に?よ(?:ると|れば|りますと)|の(?:集計|調べ|まとめ|統計)(?:では|に))",
    "[^。]*(?:世界|全国|国内|年間|過去)",
));

/// A survey of many.
static SURVEY: Pattern = Pattern::new(
    "(?:捜査局|警察庁|FBI|IPA|機構|協会|連盟|全国|民間)[^。、]{0,8}(?:集計|調べ|まとめ|調査|推計|統計)(?:で|に|だ)|アンケート(?:で|に)|調査に回答",
);

/// A total of damage or cases, of which a figure is said.
static TOTAL: Pattern = Pattern::new(
    "(?:被害|被害額|被害総額|損害額|総額|件数|事案|事故|流出|漏えい|漏洩|紛失|詐欺|不正送金|不正利用|感染|攻撃|相談)(?:額|件数|総額|の件数|など|等)?(?:は|が|も|で|として|、|[0-9])[^。]{0,40}$",
);

/// The total of a country: 全国の被害額は.
static TOTAL_OF_MANY: Pattern = Pattern::new(
    "(?:全国|世界|国内|県内|都内|府内|道内|業界)(?:全体)?(?:の|での|における)[^、。はがを]{0,10}(?:被害|件数|流出|漏えい|事故|事案)(?:額|件数|総額)?(?:は|が|も)[^。]{0,24}$",
);

/// Mishaps that are counted themselves: 誤廃棄が14件.
static EVENTS: Pattern = Pattern::new(
    "(?:紛失|誤廃棄|漏えい|漏洩|流出|誤送信|誤送付|誤交付|盗難|不正アクセス|サイバー攻撃|事故|事案|ミス|不祥事)(?:など|等)?(?:の?事案|の?事故|の?件数)?(?:が|は|も)(?:約|計|合わせて|すでに)?$",
);

/// What follows a number of mishaps: 情報流出が2件明らかとなった.
static HAPPENED: Pattern = Pattern::new("^(?:も|、)?(?:明らか|発生|起き|相次|続|発覚|あった|ありま|判明)");

/// A mean.
static MEAN: Pattern = Pattern::new("(?:平均(?:で|額|被害額|値|件数|の)?|中央値)[^。、0-9]{0,12}$|市場規模|相場");

/// Where and when something else happened: 隣の市では先月、; 先月には…で; …されたばかりだ; 近年.
static MAY_BE_OTHER_CASE: Pattern = Pattern::new(concat!(
    "^(?:なお、?|また、?|一方、?|ちなみに、?)?[^、。]{1,16}では?(?:も)?(?:先月|先週|昨年|去年|一昨年|昨秋|昨春|(?:19|20)[0-9]{2}年|[0-9一二三四五数]+年前)",
    "(?:[0-9]{1,2}月)?(?:に)?(?:は|も)?、|^(?:なお、?|また、?)?(?:先月|先週|昨年|去年|一昨年|(?:19|20)[0-9]{2}年)(?:[0-9]{1,2}月)?に(?:は|も)[^、。]{2,16}(?:で|が)",
    "|ばかり(?:だ|です|だった|である)?。?$|をめぐって(?:は|も)|(?:近年|昨今|このところ|ここ数年)(?:は)?、?[^。]*(?:報告|確認|発生|増え|相次|起き|目立)",
));

/// How a sentence begins that speaks of what the one before did: この時は, うち.
static GOES_ON: Pattern = Pattern::new(
    "^(?:この|その)(?:時|とき|際|件|事件|事故|ケース)(?:は|では|に(?:は|も)|の)|^(?:この|その)?うち|^同(?:病)?院(?:は|では)|^内訳",
);

/// A former case of somebody, with its year.
static FORMER_CASE: Pattern = Pattern::new(
    "^(?:なお、?|また、?)?[^、。0-9]{1,16}(?:は|では|も|でも)、?(20[0-9]{2}|19[0-9]{2})年[^。]*(?:公表|発表|明らかに|発覚|判明|起き|流出さ|問題とな)(?:し)?(?:て)?(?:い(?:る|た|ます|ました)|た|ました)。?$",
);

/// A sum or a number that nothing happened to: 試算すると, 1万件程度の漏えいで.
static RECKONED: Pattern = Pattern::new(concat!(
    "仮に|と仮定|(?:基に|もとに|元に)(?:試算|計算|概算)|試算(?:する|して(?:みる|みた)|した(?:もの|場合))と?|単純計算",
    "|[0-9一二三四五六七八九十百千万億](?:件|人|名)(?:程度|規模|前後|ほど)の(?:漏えい|漏洩|流出|紛失)(?:で|なら|だと|の場合)",
    "|(?:^|[^0-9])(?:1|一)件(?:の(?:漏えい|漏洩|流出|事故))?(?:で|につき|当たり|あたり)、?(?:平均|およそ|約)",
    "|(?:シナリオ|筋書き|想定|架空の(?:話|例))(?:は|が|も|で|と)",
));

/// A sentence about another case than the page's.
static OTHER_CASE: LazyLock<Pattern> = LazyLock::new(|| Pattern::from(OTHER_CASES.join("|")));

const OTHER_CASES: &[&str] = &[
    "^[*■◆・]?関連(?:記事|リンク|情報)?[: ]",
    "^(?:【[^】]{1,12}】)?(?:前号|先週号|先月号|前回の記事)で",
    // Of others, of other places.
    concat!(
        "^(?:なお、?|また、?|ちなみに、?|参考までに、?)?",
        "(?:(?:同業他社|国内|海外|県内|市内|全国|世界|過去|以前|かつて|[^、。]{0,6}業界|国の機関)(?:では|には|でも|に?は|の機関)",
        "|(?:国内|海外|県内|市内|全国)の[^、。はがを]{1,12}(?:では|でも))",
    ),
    "これまでに[^。]{0,12}(?:企業|組織|団体|社)",
    "同様の(?:手口|攻撃|方法)",
    "同じ(?:手口|部品|製品|ソフト)[をがにはで]",
    "(?:同じ|似た|よく似た)(?:手口|やり方|形|ような)(?:の|による)?(?:被害|事故|事件|事案|攻撃|ミス)(?:は|が|も)[^。]{0,60}(?:でも|にも|も(?:起き|あ(?:っ|り)|受け|発生))",
    "この(?:春|夏|秋|冬|年末)も",
    "^(?:[^ 、。]{0,12} )?[0-9]{4}年(?:[0-9]{1,2}月)?には",
    "^(?:同業|類似の|他(?:社|県|市|校|行|院)で)",
    "も[^。]{0,50}(?:したばかり|になったばかり|記憶に新しい)",
    // Of a survey.
    "(?:調べ|調査|集計|統計|まとめ)(?:では|によると|によれば)、?[^。]{0,15}(?:[0-9]{4}年度?|昨年度?の?|年間|前年)",
    "とは別の(?:事案|件|事故)",
    "^(?:なお、?|また、?)?今回の(?:件|事案|問題|攻撃|発表)とは別に",
    "といった例",
    "事例では",
    "(?:た|の)例(?:が|も)(?:ある|あった|知られ)",
    "例が多い",
    "過去の事例",
    // The greatest there was, another matter, and cases by their year and the house that they happened to.
    "過去最(?:大|多|悪)(?:だったの)?は",
    "^別件(?:だが|ですが|ながら|では)",
    concat!(
        "^(?:なお、?|また、?)?(?:(?:19|20)[0-9]{2}年|昨年|去年|一昨年)の[^、。0-9]{1,12}",
        "(?:会社|社|大学|病院|銀行|機構|チェーン|店|ホテル|業者|省|県|市)の?(?:事件|事故|流出|漏えい|漏洩|問題|騒動)(?:では|でも|のとき)",
    ),
    // Compared with a year before, or taken by way of example.
    "前年(?:の)?(?:同期|同月|比)|前(?:月|期)比",
    "^(?:参考までに|余談(?:だが|ですが|ながら)|ついでに言えば)、?[^。]{0,8}(?:[0-9]{4}年|去年|昨年|一昨年|先月|先週|[0-9]{1,2}月)",
    "^(?:[0-9]{4}年|昨年|去年|一昨年|先月|先週|[0-9]{1,2}月)の[^、。0-9はがを]{2,20}(?:なんか|なんて|などは|に至っては)",
    "(?:去年|昨年|以前|過去に|かつて)(?:は|、)*(?:海外|国内|他社|他の|別の)",
    "^ところで",
    // Of other times.
    concat!(
        "(?:(?:[0-9]{2,4}年|昨年|去年|一昨年|おととし|今年)(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|同年[0-9]{1,2}月|先月|先週|年前|以前)",
        "(?:に|の時)?も[、,]?",
    ),
    "(?:当課|当社|当市|本市|本校|本学|当院)?(?:で)?は?(?:本年|前年|昨年末|昨年度)(?:[0-9]{1,2}月)?にも",
    "^(?:大手|業界|同業|他社|各社|近隣|周辺)(?:では|でも)",
    "(?:流出|漏えい|紛失|事故|攻撃|被害|事件|障害)では、?(?:先月|先週|昨年|去年|今年)",
    "(?:先月|先週|昨年|去年)は[^。]{0,24}でも",
    "(?:この際は|あの(?:とき|時|際)は|[0-9一二三四五]年前の[0-9]+月にも)",
    concat!(
        "(?:同社|同市|同校|同院|同県|当社|本学|市|県)(?:で|に)は、?",
        "(?:(?:[0-9]{4}年|昨年|一昨年)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[^か0-9]|以前|過去)",
    ),
    "^(?:前年|前年度|例年)(?:度|は|の|同期)|^昨年度(?:は|の(?:同期|件数|実績|調査|事故|漏えい|流出|紛失|発生|統計))",
    "[0-9一二三四五]年前の同じ",
    "[0-9一二三四五]年前(?:に|の)(?:も|は)?[^。]{0,20}(?:でも|にも)",
    "^(?:[0-9]{4}年|昨年|去年|一昨年)の[^、。0-9]{2,20}(?:は|では|でも)[^。]*(?:でした|だった|です|である)",
    // What goes on around such things: 個人情報をめぐっては、…が起きたばかり.
    "をめぐって(?:は|も)[^。]{0,90}(?:相次|続い|続発|ばかり|(?:事件|問題|事故|事案|例)(?:が|も)(?:あ|起))",
    "[0-9]月[^。]{0,60}(?:トラブル|事故|事件|流出|漏えい|紛失)が(?:相次いで|続いて|後を絶た)",
    // A former case of others: 銀行界では2007年、…流出させた事件があった.
    concat!(
        "では、?(?:[0-9]{4}年|昨年|去年|一昨年|おととし|以前|過去に|先月|昨秋|昨春)[^。]{0,90}",
        "(?:事件|問題|事故|事案|例|騒ぎ|トラブル)(?:が|も)(?:あ(?:った|り)|起き(?:た|て))",
    ),
    "の(?:[0-9]{4}年|昨年|去年|一昨年|おととし)の[^、。0-9]{0,6}(?:事件|事故|流出|騒動|とき)(?:では|は|も)",
    "^(?:振り返れば|ふりかえれば|思い起こせば|そういえば)、?[^。]{0,6}(?:[0-9]{4}年|去年|昨年|以前|先月|先週|一昨年|おととし)",
    "(?:流出|漏え|漏洩|漏れ|盗まれ|紛失|公表|明らかに|起き|発覚|発表)[^。、]{0,6}たばかり",
    "(?:したことのある|した|といった|という)前科",
    "それに比べ(?:れば|たら|ると|りゃ)|記憶に新しい",
    "(?:流出|漏えい|漏洩|紛失|盗難|誤送信|攻撃|感染)では、[^。、]{2,14}でも",
    // Another mishap of the same house.
    "(?:ことし|今年|本年|昨年|去年|先月|先週)(?:[0-9]{1,2}月)?[にの][^。、はがを]{1,20}でも、",
    "ことし(?:[0-9]{1,2}月)?(?:に|の[^。、]{1,6})?も、",
    "(?:市|県|町|村|校|学|社|院|課)では、?[0-9]{1,2}月(?:に|にも)?、[^。]{4,90}(?:ミス|事故|事案|失敗)が(?:起きていた|起きて(?:い|お)|あったばかり)",
    // What a reader was told in another place.
    "^(?:あちら|そちら|あっち|向こう)(?:は|では|も)",
    "^第[0-9]+号(?:で|の)",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_many_cases_are_told_from_those_of_one() {
        for before in [
            "県警によると、県内で昨年1年間に確認された詐欺の被害は41件、",
            "捜査局の集計では、2016年6月から今年7月までの世界の被害は16万6千件、総額",
            "協会によりますと、国内で発行したカードの去年1年間の不正利用による被害額は、前の年から増えて",
            "全国のランサムウェア被害の平均額は",
            "全国の被害額は",
            "警察庁によれば、2022年に報告されたランサムウェア被害230件のうち、半数以上の",
            "警察庁のまとめでは、昨年の不正送金の被害額は",
        ] {
            assert!(is_statistic(before), "{before}");
        }
        for before in [
            "国内の拠点が不正アクセスを受け、会員",
            "不正な引き出しでは、11の銀行で、9月末までに",
            "昨年、委託先のサーバーから顧客の情報",
            "県警によると、元社員が持ち出した名簿は",
            "被害額は",
        ] {
            assert!(!is_statistic(before), "{before}");
        }
    }

    #[test]
    fn what_may_be_another_case_is_told_by_place_and_time() {
        for sentence in [
            "隣の青葉市では先月、ホームページが改ざんされる被害があった。",
            "先月には青葉ペイで不正アクセスによる障害があった。",
            "大学では、北浜大学が迷惑メールの踏み台にされたばかりだ。",
            "医療機関では近年、フィッシングによる被害も報告されている。",
        ] {
            assert!(may_be_other_case(sentence), "{sentence}");
        }
        for sentence in [
            "同社は3日、サーバーが不正アクセスを受けたと発表した。",
            "先月末の時点で、被害は分かっていない。",
            "青葉商事によると、昨年の記録も調べた。",
        ] {
            assert!(!may_be_other_case(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_is_only_reckoned_happened_to_nobody() {
        for sentence in [
            "過去の例をもとに試算すると、2万件規模の流出で、費用は500万円に上ります。",
            "従業員50人の会社から図面3万点が盗まれる――そんなシナリオは絵空事ではありません。",
            "仮に1件3万円とすると、3,000万円になる。",
        ] {
            assert!(is_reckoned(sentence), "{sentence}");
        }
        for sentence in [
            "3万件程度の漏えいが確認された。",
            "被害の額は試算中で、3万人の情報が流出した。",
            "約300件の流出で、調査に時間を要した。",
        ] {
            assert!(!is_reckoned(sentence), "{sentence}");
        }
        assert!(goes_on("この時は約7千人分のカルテが失われた。"));
        assert!(!goes_on("この病院の患者8万人分の情報が流出した。"));
    }

    #[test]
    fn a_case_of_years_before_is_another() {
        let sentence = "青葉航空は2013年5月、会員2,700人分の名前が漏れていたと発表している。";
        assert!(is_of_years_before(sentence, 2024));
        assert!(!is_of_years_before(sentence, 2014));
        assert!(!is_of_years_before("対象は2013年5月以降に登録した会員2,700人です。", 2024));
    }

    #[test]
    fn mishaps_are_counted_too() {
        assert!(counts_cases("ファイル共有ソフトを介した情報流出が", "明らかとなった。"));
        assert!(counts_cases("県警では昨年度、公文書の紛失や誤廃棄が", "を数えた。"));
        assert!(!counts_cases("顧客情報の流出は", "に上る。"));
    }

    #[test]
    fn other_cases_are_told_by_whose_they_are_and_by_comparison() {
        for sentence in [
            "国内では昨年にも、別の会社で約125万件の情報が流出した。",
            "同様の手口で3社が被害に遭っている。",
            "個人情報をめぐっては、ある公的機関が標的型メールを受けて約125万件を流出させた問題が5月に起きたばかりだ。",
            "代理店をめぐっては今年、ある会社が2月に約510万件、別の会社も4月に約1700万件と、トラブルが相次いでいる。",
            "銀行界では2007年、印刷会社の下請けの社員が情報約860万件を流出させた事件があった。",
            "大手の2014年の事件では3500万件が漏れて260億円の損失が出た。",
            "そういえば去年の今ごろは、インドの子会社も50万ドルを要求されたのでした。",
            "同じ手の攻撃では、隣の県の病院が去年10月に約8万人分の漏えいを明らかにしたばかり。",
            "県では、ことし1月に催しのお知らせメールでも、453人のアドレスを漏らしています。",
            "ソフトを使った流出では、隣の県警でも同じ日、指名手配書など19点が流れ出ていた。",
            "あちらは5万人分くらいだったとか。",
            "今回の件とは別に、大手4社は約250万件の漏えいを報告している。",
            "第26号で「漏えい3,200人」と書いた会の件は、正しくは320人でした。",
            "市では5月、名簿を自治会に送る際、隣の自治会の分12人を同封するミスが起きていた。",
            "同じ手口の被害は、昨年6月に隣の県の組合でも起きている(約1,900人分)。",
            "県内の診療所では2020年3月、みなと医院も感染した。",
            "今月の発表は64件(前年同期は52件)だった。",
            "過去最大は北浜生命の210万人分だった。",
            "別件だが、青葉市では同日、児童78人の名簿の誤送信も明らかになっている。",
            "2019年の旅行会社の事件では、約1万人分のパスポート番号が盗まれた。",
            "参考までに、昨年の青葉ゲームスは約20万人分が漏れても売れ続けた。",
            "4月の青葉書店なんか、500人分も入られている。",
        ] {
            assert!(is_other_case(sentence), "{sentence}");
        }
        for sentence in [
            "約125万件の情報が流出した。",
            "調べたところ、昨年12月5日から掲載していた要望書でも、5名の住所が見える状態だったことが判明した。",
            "同社をめぐっては、約3万件の情報が流出したことがわかっている。",
            "当社では昨年5月から、約3万件の情報が閲覧できる状態でした。",
            "2014年7月、顧客3万人の情報が漏れた事件が発覚した。",
            "市では5月10日、児童38人の名簿を誤って送るミスがあった。",
            "昨年10月に公表した件の続報です。会員でも退会者でも、3万人が対象となります。",
            "先月の発表では、3,000件としていた。",
            "この事件では3万件が流出した。",
            "県内の会員3万人の情報が流出した。",
            "昨年の不正アクセスの問題では、3万人の情報が流出したことを確認している。",
            "流出は最大で3万人分に上る。",
            "4月の発表などによると、会員3万人の情報が流出した。",
        ] {
            assert!(!is_other_case(sentence), "{sentence}");
        }
    }
}

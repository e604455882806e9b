//! What a text says became of data, and how certain it is of it.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::one_of;

/// What became of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::incident::leaks) enum Fate {
    /// It got out: 流出, 漏えい, 外部に送られ.
    Escaped,
    /// The thing that held it is gone: 紛失, 盗難, 誤廃棄.
    Gone,
    /// It was taken by someone inside: 持ち出し, 目的外の閲覧.
    Taken,
    /// It went to the wrong people: 誤送信, 誤交付, BCC.
    Misdirected,
    /// It could be seen: 閲覧できる状態, 公開状態.
    Open,
    /// Somebody logged in to the accounts: 不正ログイン.
    Entered,
    /// It, or its owner, is what the incident concerns: 対象, 該当, 影響.
    Concerned,
}

impl Fate {
    /// Whether the figure of such a fate is certain by itself, whatever is said of misuse.
    pub(in crate::incident::leaks) fn is_certain(self) -> bool {
        matches!(self, Self::Gone | Self::Taken | Self::Misdirected | Self::Entered)
    }
}

/// The words for each fate; an earlier one wins where two begin at the same place.
static FATES: LazyLock<[(Fate, Pattern); 7]> = LazyLock::new(|| {
    [
        (Fate::Entered, fate(ENTERED)),
        (Fate::Misdirected, fate(MISDIRECTED)),
        (Fate::Gone, fate(GONE)),
        (Fate::Taken, fate(TAKEN)),
        (Fate::Escaped, fate(ESCAPED)),
        (Fate::Open, fate(OPEN)),
        (Fate::Concerned, fate(CONCERNED)),
    ]
});

/// The pattern of words in which `<data>` stands for any noun for data and `<person>` for any for people.
fn fate(cues: &[&str]) -> Pattern {
    Pattern::from(one_of(cues).replace("<data>", DATA).replace("<person>", PERSON))
}

/// Nouns for data that verbs have as their object.
const DATA: &str = concat!(
    "(?:情報|データ|氏名|名前|住所|連絡先|電話番号|アドレス|成績|名簿|リスト|写真|画像|動画|文書|資料|書類|記録|病名|内容|番号|カルテ|",
    "ファイル|明細|履歴書|答案|台帳|回答)"
);

/// Nouns for those who have data, and those to whom it goes.
const PERSON: &str =
    "(?:人|者|方|客|様|園|校|会員|世帯|住民|学生|生徒|児童|患者|社員|職員|保護者|企業|会社|団体|宛先|申請者|家族|部署|業者|店)";

/// Somebody logged in.
#[rustfmt::skip]
const ENTERED: &[&str] = &[
    "不正に?ログイン", "不正なログイン", "ログインされ", "ログインを許し", "ログインに成功", "リスト型攻撃を受け",
    "(?:本人以外|第三者|何者か)[^。]{0,24}ログイン(?:し|が|され)", "(?:実際に|不正に|、|で)入られ", "突破され", "(?:アカウント|ID)[^。、]{0,6}(?:乗っ取られ|入られ|侵入され)",
    "ログイン[^。、]{0,6}成立", "成立した(?:の|もの|ID|アカウント|ログイン)",
];

/// It went to the wrong people.
#[rustfmt::skip]
const MISDIRECTED: &[&str] = &[
    "誤送信", "誤送付", "誤発送", "誤配布", "誤配信", "誤配", "誤交付", "誤封入", "誤投函", "誤渡", "誤手渡",
    "誤添付", "誤発行", "(?:誤って|間違って|誤り|間違え)[^。、]{0,25}?(?:送|渡|交付|発送|配|封入|添付|転送|発行)",
    "別の?(?:人|方|世帯|住民|顧客|患者|被保険者|団体|会社|事業者|宛先|封筒)[^。、]{0,16}?(?:送|渡|交付|入れ|届)",
    "(?:互い|お互い|受信者|他の?(?:参加者|受信者|申込者|会員))[^。、]{0,16}?(?:見え|表示|分か|わか|閲覧|知り得)",
    "関係のない[^。、]{0,10}?(?:渡|送|届)", "(?:取り違え|入れ違え|取りちがえ|間違えて|誤って)[^。]{0,40}?(?:送|渡|郵送|投函|ファクス|FAX)",
    "(?:他の|ほかの|違う|異なる|別の)[^。、はがを]{0,6}<person>(?:の|に|へ|宛|あて)[^。、]{0,20}?(?:送ら|送っ|渡|届|郵送|配信|配布|混ざ|混入|紛れ|表示)",
    "誤った(?:名前|氏名|宛先|宛名|住所|アドレス)[^。、]{0,8}(?:届|送|印)", "誤って[^。、]{0,4}届", "誤って[^。、]{0,12}(?:綴じ|とじ|挟|貼|置い|共有|入れ)", "(?:宛名|印刷|封入)[^。、]{0,8}(?:ずれ|ズレ)",
    "BCC[^。]{0,30}?(?:せず|使わ|入れず|べき|なく|忘れ)",
    "(?:別人|他人|別の[^、。はがを]{1,8})の[^。、]{0,16}(?:印刷|印字|記載|同封|混入|交付|差し込|書かれ|発行|届)", "誤っていた(?:の|もの)",
    "宛先(?:欄)?に(?:入れ|入力|設定)", "(?:TO|To|CC|Cc)(?:欄)?(?:に|で)[^。]{0,12}(?:入|送|設定|一斉)", "一斉送信",
];

/// The thing that held it is gone.
#[rustfmt::skip]
const GONE: &[&str] = &[
    "紛失", "亡失", "遺失", "所在不明", "所在[がはも][^。、]{0,6}(?:不明|分から|わから|わかって|分かって|確認でき|つかめ)",
    "行方(?:不明|知れず)", "行方が(?:分|わ)から", "見当たら", "見失", "見つから(?:な|ず)", "見つかって(?:い|お)", "なくし", "なくす", "無くし",
    "が不明", "(?:が|も|は|から|ごと|、)(?:[な無]くなっ|消え)", "持ち去られ",
    "置き忘れ", "置き引き", "(?:を|に|から)落と[しす]", "盗まれ", "盗難", "盗られ", "車上荒らし", "ひったくら", "誤廃棄",
    "誤って[^。、]{0,10}(?:廃棄|破棄|処分|捨て)", "失くし", "[がを](?:1|一)?[枚部冊通]?足りな",
];

/// Somebody inside took it.
#[rustfmt::skip]
const TAKEN: &[&str] = &[
    "持ち出", "持出", "持ち去(?:[^ら]|$)", "転売", "オークション[^。、]{0,8}(?:出され|出品)", "私的に(?:閲覧|検索|利用|使用)", "無断で(?:閲覧|検索|取得|複製|コピー|見)",
    "目的外(?:に|の|で)?(?:閲覧|利用|使用|検索)",
    "業務(?:外|以外|と無関係|[にと](?:は)?関係[なの]|上の必要)[^。]{0,30}?(?:閲覧|検索|照会|操作|調べ)",
    "(?:私物|私用|個人所有|USB|外付け|記憶媒体|ハードディスク)[^。]{0,16}(?:コピー|複製|写し|移し|保存し(?:て(?:持|退|い)|、))", "(?:閲覧|検索|照会|撮影|複写|書き写)し(?:て(?:い|お|、|誰|知)|、)",
    "不正に(?:閲覧|検索|照会)", "私用の[^。、]{0,12}(?:送|保存|転送)", "名簿業者", "(?:住所|連絡先|電話番号|情報|病名|内容)を[^。、]{0,12}(?:教え|話し|話す|伝え|見せ|渡し|漏ら)",
    "(?:情報|データ|名簿)を[^。、]{0,24}(?:移し|写し|売っ|売り)", "<data>を[^。、]{0,24}(?:送って|見せて|渡して|送信して|送付して|提供して|共有して|売って|入手して|抜き出|持ち帰|書き写|転記)",
    "(?:コピー|複製|保存)して[^。、]{0,6}(?:退職|転職|持ち)", "横流し", "売却",
    "(?:出品|落札)(?:し|され)", "盗んだ", "盗み", "領得", "(?:不正に|無断で)[^。、]{0,6}(?:取り出|送付|送信)",
];

/// It got out.
#[rustfmt::skip]
const ESCAPED: &[&str] = &[
    "流出", "流失", "漏えい", "漏洩", "漏曳", "ろうえい", "漏出", "漏れ(?:た|て|る|、|出)", "漏らし", "洩れ",
    "洩らし", "窃取", "搾取", "抜き取", "抜かれ", "抜き出", "奪われ", "詐取", "引き出され", "読み出され",
    "リークサイト", "外部?(?:に|へ)(?:送|転送|渡|出|提供|公表|持ち)",
    "(?:不正に|第三者に(?:より)?)(?:取得|入手|閲覧|利用|使用|参照|転送|ダウンロード)", "転送され", "転送して", "送(?:ら|信さ)れた(?:可能性|おそれ|恐れ)",
    "取得され", "参照され", "ダウンロードされ", "コピーされ", "閲覧された", "閲覧され得", "アクセスされた", "閲覧した形跡", "第三者[^。、]{0,8}(?:閲覧|アクセス|取得)した", "窺われ",
    "盗み見", "盗み出", "盗み取", "吸い上げられ", "のぞき見", "のぞかれ", "流れ出", "出回", "データ(?:など)?と引き換え",
    "不正(?:な)?アクセスされ", "送信されて", "情報を盗", "(?:情報|データ)を[^。、]{0,6}入手", "データを盗",
    "(?:情報|氏名|住所|アドレス|データ|内容|記録|明細|写真|ファイル|メール)[がを]?[^。、がをは]{0,8}見られ(?:て(?:い|し)|た)", "第三者に見られ",
    "ご覧になら?れた(?:可能性|おそれ|恐れ)", "見られた(?:可能性|おそれ|恐れ|かも|疑い|と確認|人|方|件|お客)", 
    "公開(?:された|されて)[^。、]{0,6}(?:ダークウェブ|リーク)",
];

/// It could be seen.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "誤掲載", "誤公開", "誤表示", "誤って[^。、]{0,20}?(?:掲載|公開|表示|投稿|アップ|載せ|公表)",
    "閲覧(?:が)?(?:でき|可能|し得)", "(?:見|み)(?:られ|える|えた|ることができ)[^。、]{0,4}(?:状態|形|よう|設定)", "<data>が[^。、]{0,10}見えてい", "読め(?:る|てしまう)(?:状態|形)",
    "公開状態", "公開(?:されて|した)(?:い|まま)", "公開して(?:い|お)", "表示され", "見える状態", "見られる状態", "(?:検索|誰でも|外部から|第三者)[^。、]{0,16}見え(?:て|る)", "検索結果[^。、]{0,10}(?:出る|出て|表示)",
    "(?:アクセス|参照|検索|取得)(?:が)?(?:でき|可能)[^。、]{0,4}状態", "(?:アクセス|参照|取得)(?:が)?(?:し得|され得)", "(?:抜き|持ち|盗み|取り)出せる状態", "誰でも(?:見|閲覧|アクセス)", "マスキング",
    "黒塗り", "丸見え", "筒抜け", "掲載され(?:た|て)", "記載されたまま", "(?:他の|別の|ほかの|第三者)[^。、]{0,8}が[^。、]{0,8}(?:見る|閲覧する|知る)ことができ", "[写映]り込", "載(?:せ|って)(?:て)?い(?:た|ました)", "載って(?:お|しま)", "載せて(?:お|しま)", "(?:掲載|投稿|公表)して(?:しま|おり|いた)", "取り出せる(?:形|状態)",
];

/// It is what the incident concerns.
#[rustfmt::skip]
const CONCERNED: &[&str] = &[
    "対象", "該当", "影響(?:する|を受け|が及|範囲|が出|の)", "被害(?:に遭|にあ|を受け|者)", "おそれのある",
    "可能性のある", "(?:送信先|送付先|送り先|発送先|配信先|宛先|受信者)(?:は|が|の数|となる)",
];

/// A place where the text says what became of data, in bytes of the words that were searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::incident::leaks) struct Word {
    pub(in crate::incident::leaks) start: usize,
    pub(in crate::incident::leaks) end: usize,
    pub(in crate::incident::leaks) fate: Fate,
}

/// Every word in `words` that says what became of data, in order.
pub(in crate::incident::leaks) fn fates(words: &str) -> Vec<Word> {
    let mut found: Vec<Word> = FATES
        .iter()
        .flat_map(|(fate, pattern)| {
            pattern.find_all(words).into_iter().map(|word| Word { start: word.start, end: word.end, fate: *fate })
        })
        .collect();
    found.sort_by_key(|word| word.start);
    found
}

/// Words after which what became of the data is only possible, in a heading or label.
pub(in crate::incident::leaks) static POSSIBLE: Pattern =
    Pattern::new(r"可能性|おそれ|恐れ|懸念|疑い|疑われ|否定でき|かもしれ|と主張|[^のるた]か(?:$|\?|!| |」)");

/// Words with which a heading or label denies.
pub(in crate::incident::leaks) static DENIED: Pattern = Pattern::new(
    r"流出(?:して)?(?:い)?(?:ない|なし|ません)|対象外|含まれ(?:て)?(?:い)?(?:ない|ません)|確認されて(?:い|お)(?:ない|りません)",
);

/// Words with which a heading or label calls it certain.
pub(in crate::incident::leaks) static CONFIRMED: Pattern = Pattern::new(
    r"(?:流出|漏えい|漏洩|アクセス|閲覧|取得|紛失|見られ(?:た|たと))(?:が|の|と)?(?:確認|判明)(?:され|した|$| )|含まれて(?:い|お)[^。、]{0,6}ことを?(?:確認|判明)",
);

/// Words by which a heading or label asserts: 流出した, 漏えいした.
pub(in crate::incident::leaks) static ASSERTED: Pattern =
    Pattern::new(r"(?:流出|漏えい|漏洩|漏出|紛失)(?:し|され)た(?:[^可お恐疑]|$)");

/// Words after what became of data with which the page says that this is established.
pub(in crate::incident::leaks) static ESTABLISHED: Pattern = Pattern::new(concat!(
    r"^(?:(?:し|され)?(?:て(?:い)?)?(?:た|まし)?(?:こと|事実|の)?|[^。]{0,60}(?:こと|事実))(?:が|を|も)?",
    r"(?:判明|確認|分か|わか|明らか)(?:[^。、]{0,4}(?:し|さ|り|っ|に))(?:[^。、]{0,3})(?:$|[^ないま]|まし)",
));

/// Words after what became of data that tell how its extent was found, and are no condition: 流出は、調べたら3万件.
pub(in crate::incident::leaks) static LOOKED: Pattern =
    Pattern::new("^[^。]{0,30}(?:調べ|精査し|確認し|数え|集計し)(?:てみ|直し)?たら");

/// Words right after what became of data with which it was found: 流出が確認された, 流出したことが判明したのは.
pub(in crate::incident::leaks) static FOUND: Pattern =
    Pattern::new(r"^(?:し(?:た|ていた)|され(?:た|ていた))?(?:こと|事実)?(?:が|を)?(?:確認|判明)(?:され|し)た");

/// Words for those who were hit, not only may have been.
pub(in crate::incident::leaks) static HIT: Pattern = Pattern::new("被害に(?:遭|あ)(?:われ|っ)た(?:お客|方|人|会員|口座|利用者)");

/// Words that deny, outside of brackets.
pub(in crate::incident::leaks) static NEGATION: Pattern =
    Pattern::new(r"^(?:[^()]|\([^()]*\))*(?:ない|なく|なかっ|なし|無し|無い|ませ[んぬ]|ておらず|ゼロ|否定|低)");

/// Places where attackers put what they claim to have taken, and what they offer it for.
pub(in crate::incident::leaks) static CLAIM_SITE: Pattern = Pattern::new(
    r"リークサイト|ダークウェブ|ダークネット|闇サイト|犯行声明|(?:攻撃者|攻撃グループ|ハッカー)[^。]{0,20}(?:サイト|主張)|を名乗る[^。]{0,60}(?:主張|要求|掲載)|と引き換え",
);

/// Words of a claim that only reports what others say, and does not call it possible.
pub(in crate::incident::leaks) static HEARSAY: Pattern = Pattern::new(r"らし(?:い|く)|よう(?:だ|です)");

/// Words by which the loss itself is called possible, and not only alleged.
pub(in crate::incident::leaks) static DOUBTED: Pattern = Pattern::new(r"可能性|おそれ|恐れ|懸念|かもしれ");

/// Words after what became of data with which only the attacker says so.
pub(in crate::incident::leaks) static CLAIMED: Pattern = Pattern::new(
    r"^(?:した|された|し|して|たと|んだ|だ)?と(?:言っ|いっ|い[うい]|主張|称|する(?:声明|データ|投稿|画像|情報|内容)|名乗|の声明|の主張)|リークサイト|闇サイト|ダークウェブ",
);

/// What is only possible by the word itself: 閲覧し得る.
pub(in crate::incident::leaks) static ABLE: Pattern =
    Pattern::new("^[^、。]{0,8}?(?:し得|され得|されうる|せる状態|れた(?:可能性|おそれ|恐れ|かも|疑い))");

/// Words after what became of data with which it is called possible together with what came of it: 漏えいし、一部が不正利用された可能性.
pub(in crate::incident::leaks) static JOINTLY_POSSIBLE: Pattern =
    Pattern::new("^し(?:て)?、(?:その)?一部[^。]{0,60}?(?:可能性|おそれ|恐れ|懸念)");

/// Nouns that count what became of data, so that speaking of the number asserts it: 漏えいの件数, 流出した人数.
pub(in crate::incident::leaks) static COUNTED: Pattern =
    Pattern::new(r"^(?:した|の|された|が確認された)?(?:お客様の|顧客の|個人)?(?:情報の?)?(?:件数|人数|総数|数|規模|対象)");

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: &[Fate]) {
        let found: Vec<Fate> = fates(words).into_iter().map(|word| word.fate).collect();
        assert_eq!(found, expect, "{words}");
    }

    #[test]
    fn words_say_what_became_of_data() {
        check("顧客情報が流出した。", &[Fate::Escaped]);
        check("USBメモリを紛失した。", &[Fate::Gone]);
        check("名簿を私的に閲覧していた。", &[Fate::Taken]);
        check("請求書を誤って別の顧客に送付した。", &[Fate::Misdirected]);
        check("誰でも閲覧できる状態だった。", &[Fate::Open]);
        check("不正ログインの対象は会員です。", &[Fate::Entered, Fate::Concerned]);
        check("新商品を発売した。", &[]);
    }
}

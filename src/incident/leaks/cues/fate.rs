//! What a text says became of data, and how certain it is of it.
//!
//! Each fate has verbs, and most verbs mean it only with the right object, receiver or voice: 送る is a mishap where it goes
//! to others (別の人に送った), 見る a leak where strangers do it (見られた). The patterns name such parts in angle brackets,
//! and [`PARTS`] says what words each part may be.

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

/// The pattern of any of `cues`, with each part in angle brackets replaced by its words.
fn fate(cues: &[&str]) -> Pattern {
    Pattern::from(PARTS.iter().fold(one_of(cues), |cues, (part, words)| cues.replace(part, words)))
}

/// The parts of the patterns; the words of one may name those after it.
#[rustfmt::skip]
const PARTS: &[(&str, &str)] = &[
    // Those to whom data must not go, with what marks them as receivers.
    ("<to-others>", concat!(
        "(?:別|他|ほか|違う|異なる|誤った|間違った|間違えた|無関係|関係(?:の)?ない|知らない|見知らぬ|見ず知らず|本来[^。、]{1,12}(?:ない|べき))(?:の|な)?",
        "[^、。はがをにへ0-9]{0,8}?<person>(?:の[^、。はがを]{1,8}?)?(?:[0-9一二三四五六七八九十]+(?:人|名|社|件|通|世帯))?(?:に|へ|宛|あて)",
    )),
    ("<outside>", concat!(
        "(?:(?:外部|社外|学外|院外|庁外|校外|行内外|国外|海外|他社|よそ|第三者|他人|(?:^|[^内])外)|",
        "(?:ネット|インターネット|ウェブ|Web|匿名掲示板|掲示板|SNS|攻撃者(?:側)?|犯人|何者か)(?:上)?)(?:の[^、。はがを]{1,10}?)?(?:に向け(?:て)?|に|へ|で)",
    )),
    // Verbs by which something goes to somebody.
    ("<go>", "(?:送|渡|届|交付|配|発送|郵送|投函|返|見せ|開示|伝え|教え|封入|同封|ファクス|FAX|メール|共有|表示|提供|出力|印刷|貸|案内|通知|発行)"),
    // Verbs by which something gets out.
    ("<leave>", "(?:出(?:て|た|る|し|さ)|流れ|送|渡|漏|転送|提供|公表|持ち出|持ち去|知られ|見られ|さらさ|晒さ|公開され|流出|漏出|抜け)"),
    // Verbs by which strangers take or see something, in the passive.
    ("<taken>", concat!(
        "(?:盗(?:ま|み出さ|み取ら|み見ら|ら)|抜(?:か|き取ら|き出さ)|奪(?:わ|い取ら)|(?:^|[をがはもに、])取(?:ら|り出さ|り込ま)|持ち(?:去ら|帰ら)|横取りさ|かすめ取ら|すくい取ら|",
        "引き出さ|読み(?:出さ|取ら)|吸い(?:上げら|出さ)|見ら|の[ぞ]か|覗か|見破ら|",
        "(?:閲覧|参照|取得|入手|複製|コピー|ダウンロード|転送|収集|窃取|詐取|傍受|スキミング|アクセス|悪用のため使用)さ)れ",
    )),
    // The potential of seeing.
    ("<visible>", concat!(
        "(?:(?:閲覧|参照|検索|取得|アクセス|ダウンロード|入手|確認|のぞき見|盗み見)(?:が|も)?(?:でき(?:る|て|た|ま|、)|可能(?:な|に|で|と|だ|状)|し得)|",
        "(?:見|開|読|読み取|引き出|取り出|のぞ|覗|知|表示さ)(?:え|け|れ|せ|め|られ|ることができ)(?:る|て|た|ま|、))",
    )),
    // Nouns for data that verbs have as their object.
    ("<data>", concat!(
        "(?:情報|データ|氏名|名前|住所|連絡先|電話番号|アドレス|成績|名簿|リスト|写真|画像|動画|文書|資料|書類|記録|病名|内容|番号|カルテ|",
        "学校名|会社名|個人名|企業名|ファイル|明細|履歴書|答案|台帳|回答|履歴|一覧|名刺|口座|パスワード|バックアップ)(?:等|など|の一部|の全て|のすべて)?",
    )),
    // Nouns for those who have data, and those to whom it goes.
    ("<person>", concat!(
        "(?:人|者|方|客|客様|客さま|様|園|校|会員|世帯|住民|市民|学生|生徒|児童|患者|患者さん|利用者|社員|職員|保護者|企業|会社|団体|機関|法人|宛先|申請者|家族|部署|業者|店|宅|家|先|",
        "住所|番号|アドレス|封筒|局|課|学校|病院|事業所|事務所|相手|窓口|組合|自治体|市町村)",
    )),
];

/// Somebody logged in, or used the account.
#[rustfmt::skip]
const ENTERED: &[&str] = &[
    "不正に?ログイン", "不正なログイン", "ログインされ", "ログインを許し", "ログイン(?:に|が)成功", "リスト型攻撃を受け",
    "(?:本人以外|第三者|何者か)[^。]{0,24}ログイン(?:し|が|され)", "(?:実際に|不正に|、|で)入られ", "突破され", "(?:アカウント|ID|件|人)[^。、]{0,4}(?:が|を)破られ", "入られてしま", "破られ(?:た|て|まし)",
    "(?:アカウント|ID)[^。、]{0,12}(?:乗っ取られ|奪われ|入られ|侵入され|悪用され|不正に(?:使わ|利用さ|使用さ)れ|(?:第三者|他人|何者か)に使われ)", "(?:使われ|悪用され|乗っ取られ|奪われ)た(?:会員)?アカウント",
    "ログイン[^。、]{0,6}成立", "成立した(?:の|もの|ID|アカウント|ログイン)", "(?:件|アカウント|人)(?:分)?(?:ほど|余り|程度)?(?:が|で|は)?、?(?:実際に)?通(?:って|った|り|過)", "(?:件|アカウント|人|ID)(?:分)?(?:ほど|余り|程度)?(?:が|で)(?:成功|当たって|当たり|的中|破られ|ヒット)",
    "不正アクセスを受けたアカウント", "(?:アカウント|ID|会員|人分?|件)[^。、]{0,8}が?やられ", "(?:マイページ|会員ページ|管理画面)[^。、]{0,8}(?:が|に|を|も)[^。、]{0,8}(?:開かれ|開けられ|入られ|のぞかれ|覗かれ)",
    "入られた(?:のは|の?が|アカウント|ID|会員)", "本人(?:以外|じゃない|ではない)[^。]{0,12}ログイン", "アカウントに(?:侵入|不正アクセス)され",
];

/// It went to the wrong people.
#[rustfmt::skip]
const MISDIRECTED: &[&str] = &[
    "誤送信", "誤送付", "誤発送", "誤配布", "誤配信", "誤配", "誤交付", "誤封入", "誤投函", "誤渡", "誤手渡", "誤郵送", "誤提供", "誤送",
    "誤添付", "誤発行", "誤返却", "(?:誤って|間違って|誤り|間違え|手違いで|うっかり)[^。、]{0,25}?(?:<go>|混ぜ|挟|綴じ|とじ|貼|置い|添付)",
    // To whom it went.
    "<to-others>[^。、]{0,16}?<go>", "<to-others>、[^。、]{0,16}?<go>", "<to-others>[^。、]{0,10}?(?:入れ|入って|混ざ|混入|混じ|紛れ|挟)",
    "(?:別|他|ほか)(?:の|な)?[^、。はがを]{0,8}?<person>[^、。はが0-9]{0,4}[0-9]*[^、。はが]{0,3}(?:\\([^()]{0,24}\\))?の[^。、]{0,20}?(?:混ざ|混入|混じ|紛れ|入って|入れて|同封|挟|表示|出て|届|渡|送|印刷|印字|記載|交付|差し込|書かれ|発行)",
    "(?:別人|他人|別の[^、。はがを]{1,8})の[^。、]{0,16}(?:印刷|印字|記載|同封|混入|交付|差し込|書かれ|発行|届|混じ|紛れ)",
    "関係のない[^。、]{0,10}?(?:渡|送|届)",
    // What was mixed up.
    "(?:取り違え|取りちがえ|入れ違え|入れ間違え|入れ替わ|間違えて|誤って)[^。]{0,40}?(?:送|渡|郵送|投函|ファクス|FAX)",
    "(?:取り違え|取りちがえ|入れ違え|入れ間違え)", "(?:番号|宛先|宛名|あて名|送り先|送付先|住所|封筒|相手)[^。、]{0,6}(?:を|の)(?:押し)?(?:間違|誤り|まちが)",
    "誤った(?:名前|氏名|宛先|宛名|住所|アドレス)[^。、]{0,8}(?:届|送|印)", "(?:宛名|印刷|封入)[^。、]{0,8}(?:ずれ|ズレ)", "誤っていた(?:の|もの)",
    // What was left in what was sent or put up.
    "(?:付け|添付し|載せ|残し|残った|含め|含んだ|記載し|記載され|入れ|入った|表示し|消さない|削除しない)(?:た)?まま[^。]{0,24}?(?:<go>|公開|掲載|提出|公表|譲|売却)",
    // Those who saw each other's addresses.
    "(?:互い|お互い|受信者|(?:生徒|学生|会員|参加者|利用者|社員|保護者)同士|他の?(?:参加者|受信者|申込者|会員))[^。、]{0,16}?(?:見え|見られ|表示|分か|わか|閲覧|知り得|判読|(?:アドレス|氏名|名前)を(?:知|目に))", "全員(?:の|に)[^。]{0,20}(?:見え|見られ|分か|わか|表示)",
    "BCC[^。]{0,30}?(?:せず|使わ|入れず|べき|なく|忘れ)", "宛先(?:」|』)?(?:の)?(?:欄)?に(?:入れ|入力|設定|並べ|記載)", "(?:TO|To|CC|Cc)(?:欄)?(?:に|で)[^。]{0,12}(?:入|送|設定|一斉|並|載せ)", "一斉送信",
];

/// The thing that held it is gone.
#[rustfmt::skip]
const GONE: &[&str] = &[
    "紛失", "亡失", "遺失", "逸失", "所在不明", "所在[がはも][^。、]{0,6}(?:不明|分から|わから|わかって|分かって|確認でき|つかめ)",
    "行方(?:不明|知れず)", "行方[がはも](?:分|わ|つか)[^。、]{0,6}", "見当たら", "見失", "見つから(?:な|ず)", "見つかって(?:い|お)", "なくし", "なくす", "無くし",
    "が不明", "(?:が|も|は|から|ごと|、)(?:[な無]くなっ|消え)", "持ち去られ", "持って(?:い|行)かれ", "(?:破|割)られ、",
    "置き忘れ", "に置いて(?:き(?:て|た)|帰|降り|立ち去)", "忘れて(?:き|降|帰|立ち)", "置いたまま[^。、]{0,8}(?:降|立ち|離れ|帰|席|退)", "置き引き", "(?:を|に|から)落と[しす]", "盗まれ", "盗難", "盗られ", "車上荒らし", "車上狙い", "空き巣", "ひったくら", "誤廃棄",
    "(?:誤って|間違って|ごみ|ゴミ|可燃|古紙)[^。、]{0,16}(?:廃棄|破棄|処分|捨て|裁断|溶解)", "(?:廃棄|破棄|処分|裁断|溶解)して(?:しま|いた)|捨てて(?:しま|いた)",
    "(?:ごみ|ゴミ|資源|古紙|可燃物)(?:として|と一緒に|に)[^。、]{0,10}(?:出さ|出し|混|回収)", "失くし", "[がを](?:1|一)?[枚部冊通]?足りな",
    "(?:USBメモリー?|メモリー?|端末|パソコン|PC|書類|かばん|スマートフォン|携帯電話|タブレット|手帳|名簿|ファイル)を(?:[^、。はがを]{0,8})失(?:い|っ)",
    // Data that was lost for good.
    "(?:データ|記録|情報|ファイル|履歴)[^。]{0,24}(?:元に戻せ(?:な|ませ)|復元でき(?:な|ませ)|復旧でき(?:な|ませ))", "[0-9](?:件|人分|ファイル|点|GB|TB)(?:分)?が(?:失われ|消え|消失)",
    "<data>[^。、はがを]{0,6}[をが](?:[^。、]{0,8})?(?:消失|滅失|失(?:い|っ|われ)|消えて(?:い|し)|消えた)", "(?:失われ|消え|消失し)た(?:の|データ|記録|ファイル|情報)",
];

/// Somebody inside took it.
#[rustfmt::skip]
const TAKEN: &[&str] = &[
    "持ち出", "持出", "売られ(?:た|て)", "持ち去(?:[^ら]|$)", "転売", "オークション[^。、]{0,8}(?:出され|出品)", "私的に(?:閲覧|検索|利用|使用)", "無断で(?:閲覧|検索|取得|複製|コピー|見)",
    "目的外(?:に|の|で)?(?:閲覧|利用|使用|検索)",
    "業務(?:外|以外|と無関係|[にと](?:は)?関係[なの]|上の必要)[^。]{0,30}?(?:閲覧|検索|照会|操作|調べ|見)",
    "(?:興味本位|好奇心|知人|芸能人|元交際相手|有名人|近所)[^。]{0,40}?(?:閲覧|検索|照会|調べ|のぞ|覗)",
    "(?:私物|私用|私有|個人(?:所有|用|名義)?|自分|自宅|USB|外付け|記憶媒体|ハードディスク)(?:の|用)?[^。、]{0,16}(?:に|へ)[^。、]{0,16}?(?:コピー|複製|写し|移し|上げ|アップロード|送|転送|保存し(?:て(?:持|退|い)|、))",
    "(?:閲覧|検索|照会|撮影|複写|書き写)し(?:て(?:い|お|、|誰|知)|、)", "(?:のぞき見|盗み見)(?:し(?:た|て)|を(?:して|繰り返))|照会(?:した|を(?:して|繰り返))|を(?:のぞ|覗)い(?:た|て)",
    "不正に(?:閲覧|検索|照会|複製|持)", "(?:USBメモリー?|ハードディスク|HDD|記憶媒体|私物[^。、]{0,12})(?:に|へ)(?:写し|コピーし|移し|複製し)", "私用の[^。、]{0,12}(?:送|保存|転送)", "名簿(?:業者|屋)", "(?:住所|連絡先|電話番号|情報|病名|内容|事情|病状|転居先|搬送先)を[^。、]{0,12}(?:教え|話し|話す|伝え|見せ|渡し|漏ら)",
    "<data>を[^。、]{0,24}(?:移し|写し|売っ|売り|送って|見せて|渡(?:して|し、|した)|送信して|送付して|提供して|共有して|入手して|抜き出|持ち帰|書き写|転記|撮影)",
    "(?:コピー|複製|保存)して[^。、]{0,6}(?:退職|転職|持ち)", "横流し", "売却",
    "(?:出品|落札)(?:し|され)", "盗んだ", "盗み", "領得", "(?:不正に|無断で)[^。、]{0,6}(?:取り出|送付|送信)",
];

/// It got out.
#[rustfmt::skip]
const ESCAPED: &[&str] = &[
    "流出", "流失", "漏えい", "漏洩", "漏曳", "ろうえい", "漏出", "漏れ(?:た|て|る|、|出|ま)", "漏らし", "洩れ", "もれ(?:た|て)",
    "洩らし", "窃取", "搾取", "抜き取", "抜き出", "詐取", "奪取", "<taken>",
    "リークサイト", "(?:ダークウェブ|ダークネット|闇サイト)(?:上)?(?:に|で)", "<outside>[^。、]{0,14}?<leave>", "(?:^|[がはも、])流れ(?:た|出た)(?:のは|情報|データ|名簿|もの)", "<outside>、[^。、]{0,8}?<leave>", "流れ出", "(?:を通じて|を介して|ネットに|ネット上に)[^。]{0,24}流れ(?:た|て)", "出回", "さらされ", "晒され",
    "(?:不正に|第三者に(?:より|よって)?)(?:取得|入手|閲覧|利用|使用|参照|転送|ダウンロード)", "送(?:ら|信さ)れた(?:可能性|おそれ|恐れ)", "閲覧した形跡",
    "第三者(?:が|から)[^。、]{0,8}(?:閲覧|アクセス|取得)した", "窺われ", "送信されて",
    // Those who attacked took it, or say so.
    "(?:データ|情報|ファイル|書類|文書|名簿|[0-9](?:GB|TB|MB|ギガ(?:バイト)?|テラ(?:バイト)?|件|人|名|人分|件分|点|ファイル))(?:など)?を[^。、]{0,10}?(?:盗|奪|抜|取っ|入手|手に入れ|手中|窃取|獲得|公開し|暴露|ダウンロードし)",
    "(?:売り|販売)に(?:出|かけ)", "売りに出", "データ(?:など)?と引き換え", "(?:販売|売買|公開)(?:さ|し)れ?(?:て(?:い|お)る?)[^。、]{0,10}(?:ダークウェブ|掲示板)",
    "公開(?:された|されて)[^。、]{0,6}(?:ダークウェブ|リーク)", "不正(?:な)?アクセスされ", "<data>[をが]?[^。、がをは]{0,8}見られ(?:て(?:い|し)|た)",
    "(?:件|人|名|分|情報|データ|名簿|番号)[^。、]{0,6}(?:は|が|も|まで)(?:確かに|本当に|実際に|すべて|全部)?(?:外に|外へ|よそに)?出て(?:い(?:っ|く|き)|行(?:っ|く)|しま)",
    "ご覧になら?れた(?:可能性|おそれ|恐れ)", "奪った", "(?:ネット|インターネット)(?:上)?に出(?:て|た|回)",
];

/// It could be seen.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "誤掲載", "誤公開", "誤表示", "誤公表", "誤登録", "誤投稿", "(?:誤って|間違って|誤り)[^。、]{0,20}?(?:掲載|公開|表示|投稿|アップ|載せ|公表|登録)",
    "<visible>[^。、]{0,6}?(?:状態|形|よう|設定|まま|不具合|こと)", "閲覧(?:が)?(?:でき|可能|し得)", "表示が(?:確認|判明)", "<data>が[^。、]{0,10}(?:見えてい|見えてしま|見られる)",
    "<data>[^。、]{0,4}(?:が|は)[^。、]{0,20}?(?:画面|サイト|ページ|検索結果)[^。、]{0,8}(?:に|へ)?(?:出て|表示)",
    "公開状態", "公開(?:されて|した)(?:い|まま)", "公開して(?:い|お)", "表示され", "見える状態", "見られる状態", "(?:検索|誰でも|外部から|第三者)[^。、]{0,16}見え(?:て|る)", "検索結果[^。、]{0,10}(?:出る|出て|表示)",
    "(?:アクセス|参照|取得)(?:が)?(?:し得|され得)", "(?:抜き|持ち|盗み|取り)出せる状態", "誰(?:で|に)も(?:見|閲覧|アクセス|開|読|入)", "マスキング",
    "黒塗り", "丸見え", "筒抜け", "掲載され(?:た|て)", "記載されたまま", "(?:他の|別の|ほかの|第三者)[^。、]{0,8}(?:が|から|に)[^。、]{0,8}(?:見る|閲覧する|知る)ことができ", "(?:他の|別の|ほかの)[^。、]{0,8}(?:が|から|に)[^。、]{0,10}(?:見え|見られ|閲覧)", "[写映]り込",
    "載(?:せ|って)(?:て)?い(?:た|ました)", "載って(?:お|しま)", "載せて(?:お|しま)", "(?:掲載|投稿|公表)して(?:しま|おり|いた)", "(?:<data>|もの)を[^。、]{0,10}(?:掲載|公開)し(?:ま|た|て)", "取り出せる(?:形|状態)",
    "(?:人|者|方|外部|部外者|利用者)の目に(?:触れ|入|さらさ|晒さ)", "<data>[^。、]{0,10}が(?:読め(?:た|て|る)|判読でき)", "(?:消さ(?:れ)?|削除(?:さ(?:れ)?|せ)|隠さ(?:れ)?)ず[^。、]{0,6}(?:残|載|出て|公開|掲載)|消し忘れ",
    "(?:社外|学外|部外|外部|校外)(?:の)?(?:者|人|方)?(?:も|から|でも)[^。、]{0,10}(?:開け|見え|見られ|閲覧|入れ|アクセス)",
];

/// It is what the incident concerns.
#[rustfmt::skip]
const CONCERNED: &[&str] = &[
    "対象", "該当", "[あ当]てはまる", "(?:分か|わか|判明|確認)[^。、]{0,6}た被害は", "(?:公表|発表)された(?:件|人)?数(?:字)?は", "影響(?:する|を受け|が及|範囲|が出|の|が考えられ|し得|しうる)", "(?:含まれ|載って|入って|記され|保存され|登録され)てい(?:た|る)(?:のは|人は|方は|件数|人数)", "被害(?:に遭|にあ|を受け|者)", "おそれのある",
    "可能性のある", "(?:保存|記録|記載|格納|収録|登録|印刷|添付|掲載)され(?:てい)?た(?:個人)?(?:情報|データ|内容|もの|方)", "(?:入って|含まれて|載って|書かれて)い(?:る|た)(?:個人)?(?:情報|データ|内容|もの|方)", "(?:送信先|送付先|送り先|発送先|配信先|宛先|受信者)(?:は|が|の数|となる)",
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
pub(in crate::incident::leaks) static CONFIRMED: Pattern = Pattern::new(concat!(
    r"(?:流出|漏えい|漏洩|アクセス|閲覧|取得|紛失|見られ(?:た|たと))(?:が|の|と)?(?:確認|判明)(?:され|した|$| )|含まれて(?:い|お)[^。、]{0,6}ことを?(?:確認|判明)|",
    r"\((?:漏えい|漏洩|流出|持ち出し)(?:あり|確認)?\)$|^実際に[^。]*(?:もの|方|件数|数|人数)$|^(?:漏えい|漏洩|流出|紛失)した(?:お客(?:さま|様)|方|人|者|会員|顧客|利用者)(?:の?(?:数|人数))?$|(?:送られ|流出し|持ち出され|転送され|公開され)た(?:ファイル|データ|情報)に(?:は)?含まれて(?:い|お)",
));

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

/// A topic that is what really happened: 実際に悪用されたのは.
pub(in crate::incident::leaks) static ACTUAL: Pattern = Pattern::new(
    "(?:実際に|現に)[^。、]{0,24}(?:(?:され|し|られ|れ|った)?た|ている)(?:の|こと|もの|カード|人|アカウント)?(?:が|は|を)、?[^。、]{0,16}$",
);

/// Words after a figure that say what did happen to it: 37名分は実際に開かれていた.
pub(in crate::incident::leaks) static ACTUAL_AFTER: Pattern = Pattern::new(concat!(
    "^(?:分)?(?:は|が|については?)、?(?:(?:実際に|現に)[^。、]{0,30}(?:ていた|れた|った|ました)",
    "|[^。]{0,40}(?:ダウンロード|閲覧|アクセス|取得)(?:され(?:た|てい)[^。、]{0,6})?(?:を確認し|が確認され)(?:た|まし|て))",
));

/// A sentence by which nobody is known to have seen what stood open, or only a part of it was.
pub(in crate::incident::leaks) static UNSEEN: Pattern = Pattern::new(concat!(
    "(?:アクセス|閲覧|ダウンロード|取得|参照|第三者に見)(?:し|され|さ)?(?:た|られた|れた)?(?:記録|形跡|痕跡|跡|履歴|事実|例)?(?:は|も|が)",
    "[^。、]{0,8}(?:確認(?:でき|されて(?:い|お))|認められ|見つか(?:ら|って(?:い|お))|見当たら|残って(?:い|お)|な[いかく]|あ?りませ|ございませ)[^。、]{0,4}(?:ない|なかっ|ませ|らず|$|。|、)",
    "|(?:二次利用|二次被害|悪用|不正利用|被害)[^。、]{0,8}(?:報告|事実|連絡|例)?(?:は|も|が)[^。、]{0,6}(?:受けて|確認されて|寄せられて|見つかって)(?:い|お)(?:ない|なかっ|りませ|ませ|らず)",
    "|うち[^。]{0,20}(?:実際に|現に)",
));

/// A sentence that tells what was in the data that is out: 公開されたデータの中には…が含まれていた.
pub(in crate::incident::leaks) static OUT_WITH: Pattern = Pattern::new(
    "(?:公開|流出|漏えい|漏洩|転送|掲載|投稿)(?:し|され)た(?:ファイル|データ|情報|文書|資料)(?:(?:の(?:中|うち))?に(?:は|も)?|のうち)[^。]*(?:含まれて|入って|あ(?:り|っ))(?:い|お|た|ま)",
);

/// Words for those who were hit, not only may have been.
pub(in crate::incident::leaks) static HIT: Pattern =
    Pattern::new("被害に(?:遭|あ)(?:われ|っ)た(?:お客|方|人|会員|口座|利用者|顧客|契約者)");

/// Words that deny, outside of brackets.
pub(in crate::incident::leaks) static NEGATION: Pattern =
    Pattern::new(r"^(?:[^()]|\([^()]*\))*(?:ない|なく|なかっ|なし|無し|無い|ませ[んぬ]|ておらず|ゼロ|否定|低)");

/// Places where attackers put what they claim to have taken, and what they offer it for.
pub(in crate::incident::leaks) static CLAIM_SITE: Pattern = Pattern::new(
    r"リークサイト|ダークウェブ|ダークネット|闇サイト|犯行声明|(?:攻撃者|攻撃グループ|ハッカー)[^。]{0,20}(?:サイト|主張)|を名乗る[^。]{0,60}(?:主張|要求|掲載|載せ|公開|投稿)|と引き換え",
);

/// Words of a claim that only reports what others say, and does not call it possible.
pub(in crate::incident::leaks) static HEARSAY: Pattern = Pattern::new(r"らし(?:い|く)|よう(?:だ|です)");

/// Words by which the loss itself is called possible, and not only alleged.
pub(in crate::incident::leaks) static DOUBTED: Pattern = Pattern::new(r"可能性|おそれ|恐れ|懸念|かもしれ");

/// Words after what became of data with which only the attacker says so.
pub(in crate::incident::leaks) static CLAIMED: Pattern = Pattern::new(
    r"^(?:した|された|し|して|たと|んだ|った|だ)?[」』]?と(?:主張|豪語|吹聴|うそぶ|宣言|称|する(?:声明|データ|投稿|書き込み|画像|情報|内容|文書)|名乗|の声明|の主張)|リークサイト|闇サイト|ダークウェブ",
);

/// How a sentence ends that only passes on what others say: 4,400人分だとか.
pub(in crate::incident::leaks) static PASSED_ON: Pattern = Pattern::new("(?:らしい(?:です)?|だ?とか|だそう(?:だ|です))。?$");

/// Words after what became of data with which somebody says so: the attacker, where the sentence names one.
pub(in crate::incident::leaks) static TOLD: Pattern =
    Pattern::new("^(?:した|された|し|して|たと|んだ|だ)?[」』]?と(?:言っ|いっ|い[うい])");

/// Those who attack, as those who say what they took.
pub(in crate::incident::leaks) static ATTACKER: Pattern =
    Pattern::new("攻撃者|攻撃グループ|犯行グループ|犯人|ハッカー|集団|を名乗る|犯行声明");

/// Words after what became of data that say that nothing shows it: された記録は見当たらない.
pub(in crate::incident::leaks) static NO_TRACE: Pattern = Pattern::new(
    "^(?:され|れ)?た?(?:という|との)?(?:記録|様子|証拠|ログ|履歴|形跡|痕跡|跡)(?:は|も|が)[^。、]{0,16}(?:な[いかく]|ません|おらず|見当たら|見つから)",
);

/// What a search did not find is no thing that is gone: 記録は見当たらない.
pub(in crate::incident::leaks) static TRACE_BEFORE: Pattern =
    Pattern::new("(?:記録|様子|証拠|ログ|形跡|痕跡|跡|異常|問題|事実|被害)(?:は|も|が)[^。、]{0,6}$");

/// Words by which a thing is gone that are negations themselves: 所在が確認できない, 見当たらない.
pub(in crate::incident::leaks) static UNFOUND: Pattern = Pattern::new(
    "^[^。]{0,40}(?:元に戻せ|復元でき|復旧でき)|^(?:所在|行方)[がはも][^。、]{0,6}(?:確認でき|分から|わから|つかめ)|^見当たら|^見つか(?:ら|って)|^(?:所在|行方)不明",
);

/// What is only possible by the word itself: 閲覧し得る.
pub(in crate::incident::leaks) static ABLE: Pattern =
    Pattern::new("^[^、。]{0,8}?(?:し得|され得|されうる|触れ得|触れうる|せる状態|れた(?:可能性|おそれ|恐れ|かも|疑い))");

/// Words after what became of data with which it is called possible together with what came of it: 漏えいし、一部が不正利用された可能性.
pub(in crate::incident::leaks) static JOINTLY_POSSIBLE: Pattern = Pattern::new(
    "^し(?:て)?、(?:その)?一部[^。]{0,60}?(?:可能性|おそれ|恐れ|懸念)|^(?:る|た|し)?(?:など|等)(?:して|し)、?[^。、]{0,24}(?:可能性|おそれ|恐れ|懸念)|^[^。、]{0,12}こと(?:も|が)考えられ",
);

/// How a sentence begins that speaks of all that was named before it: いずれも, すべて, これらは.
pub(in crate::incident::leaks) static ALL: Pattern = Pattern::new(
    "^[※*・(]?(?:なお、)?(?:いずれも|どれも|すべて|全て|全件|これら(?:の[^、。はが]{0,12})?(?:は|が|について)|上記(?:の[^、。はが]{0,12})?(?:は|が|について)|以上の[^、。はが]{0,12}(?:は|が))",
);

/// Nouns that count what became of data, so that speaking of the number asserts it: 漏えいの件数, 流出した人数.
pub(in crate::incident::leaks) static COUNTED: Pattern = Pattern::new(
    r"^(?:した|の|された|が確認された)?(?:お客様の|顧客の|個人|人の|方の|会員の)?(?:情報の?)?(?:件数|人数|総数|数|規模|対象)",
);

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

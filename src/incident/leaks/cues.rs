//! The words by which a text says that data got out, and those by which it says that a figure is something else.
//!
//! They are set phrases and grammar, not terms of a field, so they stand here and in no table.

use std::sync::LazyLock;

use regex::Regex;

/// What became of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
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
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Self::Gone | Self::Taken | Self::Misdirected | Self::Entered)
    }
}

/// The words for each fate; an earlier one wins where two begin at the same place.
static FATES: LazyLock<[(Fate, Regex); 7]> = LazyLock::new(|| {
    [
        (Fate::Entered, regex(r"不正に?ログイン|不正なログイン|ログインされ|ログインを許し|リスト型攻撃を受け|実際に入られ")),
        (
            Fate::Misdirected,
            regex(concat!(
                r"誤送信|誤送付|誤発送|誤配布|誤配信|誤配|誤交付|誤封入|誤投函|誤渡|誤手渡|誤添付|誤発行|",
                r"(?:誤って|間違って|誤り|間違え)[^。、]{0,25}?(?:送|渡|交付|発送|配|封入|添付|転送|発行)|",
                r"別の?(?:人|方|世帯|住民|顧客|患者|被保険者|団体|会社|事業者|宛先|封筒)[^。、]{0,16}?(?:送|渡|交付|入れ|届)|",
                r"(?:互い|お互い|受信者|他の?(?:参加者|受信者|申込者|会員))[^。、]{0,16}?(?:見え|表示|分か|わか|閲覧|知り得)|",
                r"関係のない[^。、]{0,10}?(?:渡|送|届)|(?:別人|他人|別の(?:人|方|世帯|顧客|患者|住民|生徒))の[^。、]{0,16}(?:印刷|印字|記載|同封|混入|交付)|宛先(?:欄)?に(?:入れ|入力|設定)|(?:TO|To|CC|Cc)(?:欄)?(?:に|で)[^。]{0,12}(?:入|送|設定|一斉)|一斉送信",
            )),
        ),
        (
            Fate::Gone,
            regex(concat!(
                r"紛失|亡失|遺失|所在不明|所在が不明|所在が分から|行方不明|行方が分から|見当たら|見つからな|見つかって(?:い|お)|なくし|なくす|無くし|が不明|なくなって|",
                r"無くなって|置き忘れ|置き引き|[をに]落とし|盗まれ|盗難|盗られ|車上荒らし|ひったくら|誤廃棄|誤って[^。、]{0,10}(?:廃棄|破棄|処分|捨て)|失くし|[がを](?:1|一)?[枚部冊通]?足りな",
            )),
        ),
        (
            Fate::Taken,
            regex(concat!(
                r"持ち出|持出|持ち去|私的に(?:閲覧|検索|利用|使用)|無断で(?:閲覧|検索|取得|複製|コピー|見)|目的外(?:に|の|で)?(?:閲覧|利用|使用|検索)|",
                r"業務(?:外|以外|と無関係|に関係な|上の必要)[^。]{0,30}?(?:閲覧|検索|照会|操作|調べ)|私物の[^。]{0,16}(?:コピー|保存|複製|移)|(?:閲覧|検索|照会|撮影|複写|書き写)し(?:て(?:い|お|、|誰|知)|、)|不正に(?:閲覧|検索|照会)|私用の[^。、]{0,12}(?:送|保存|転送)|名簿業者|横流し|売却|(?:出品|落札)(?:し|され)|盗んだ|盗み|(?:不正に|無断で)[^。、]{0,6}(?:取り出|送付|送信)",
            )),
        ),
        (
            Fate::Escaped,
            regex(concat!(
                r"流出|流失|漏えい|漏洩|漏曳|ろうえい|漏出|漏れ(?:た|て|る|、|出)|漏らし|洩れ|洩らし|窃取|搾取|抜き取|抜かれ|抜き出|奪われ|詐取|引き出され|読み出され|",
                r"リークサイト|外部(?:に|へ)(?:送|転送|渡|出|提供|公表)|(?:不正に|第三者に(?:より)?)(?:取得|入手|閲覧|利用|使用|参照|転送|ダウンロード)|転送され|転送して|取得され|",
                r"参照され|ダウンロードされ|コピーされ|閲覧された|閲覧され得|アクセスされた|窺われ|盗み見|のぞき見|不正(?:な)?アクセスされ|送信されて|情報を盗|データを盗|(?:情報|氏名|住所|アドレス|データ|内容|記録)[^。、]{0,10}見られて(?:い|し)|外へ出|外に出|",
                r"公開(?:された|されて)[^。、]{0,6}(?:ダークウェブ|リーク)",
            )),
        ),
        (
            Fate::Open,
            regex(concat!(
                r"誤掲載|誤公開|誤表示|誤って[^。、]{0,20}?(?:掲載|公開|表示|投稿|アップ|載せ|公表)|閲覧(?:が)?(?:でき|可能|し得)|(?:見|み)(?:られ|える|えた|ることができ)[^。、]{0,4}(?:状態|形|よう)|",
                r"公開状態|公開(?:されて|した)(?:い|まま)|公開して(?:い|お)|表示され|見える状態|見られる状態|(?:アクセス|参照|検索|取得)(?:が)?(?:でき|可能)[^。、]{0,4}状態|",
                r"誰でも(?:見|閲覧|アクセス)|マスキング|黒塗り|丸見え|筒抜け|掲載され(?:た|て)|記載されたまま|載(?:せ|って)(?:て)?いた",
            )),
        ),
        (
            Fate::Concerned,
            regex(
                r"対象|該当|影響(?:する|を受け|が及|範囲|が出|の)|被害(?:に遭|にあ|を受け|者)|おそれのある|可能性のある|(?:送信先|送付先|発送先|配信先|宛先|受信者)(?:は|が|の数|となる)",
            ),
        ),
    ]
});

/// A place where the text says what became of data, in bytes of the words that were searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fate: Fate,
}

/// Every word in `words` that says what became of data, in order.
pub(super) fn fates(words: &str) -> Vec<Word> {
    let mut found: Vec<Word> = FATES
        .iter()
        .flat_map(|(fate, pattern)| {
            pattern.find_iter(words).map(|word| Word { start: word.start(), end: word.end(), fate: *fate })
        })
        .collect();
    found.sort_by_key(|word| word.start);
    found
}

/// Words after which what became of the data is only possible, in a heading or label.
pub(super) static POSSIBLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"可能性|おそれ|恐れ|懸念|疑い|疑われ|否定でき|かもしれ|と主張|[^のるた]か(?:$|\?|!|\s|」)"));

/// Words with which a heading or label denies.
pub(super) static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"流出(?:して)?(?:い)?(?:ない|なし|ません)|対象外|含まれ(?:て)?(?:い)?(?:ない|ません)|確認されて(?:い|お)(?:ない|りません)",
    )
});

/// Words with which a heading or label calls it certain.
pub(super) static CONFIRMED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:流出|漏えい|漏洩|アクセス|閲覧|取得|紛失)(?:が|の)?(?:確認|判明)(?:され|した)"));

/// Words by which a heading or label asserts: 流出した, 漏えいした.
pub(super) static ASSERTED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:流出|漏えい|漏洩|漏出|紛失)(?:し|され)た(?:[^可お恐疑]|$)"));

/// Words after what became of data with which the page says that this is established.
pub(super) static ESTABLISHED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:し|され)?(?:て(?:い)?)?(?:た|まし)?(?:こと|事実|の)?(?:が|を|も)?(?:判明|確認|分か|わか|明らか)(?:[^。、]{0,4}(?:し|さ|り|っ|に))(?:[^。、]{0,3})(?:$|[^ないま]|まし)",
    )
});

/// Words of a claim that only reports what others say, and does not call it possible.
pub(super) static HEARSAY: LazyLock<Regex> = LazyLock::new(|| regex(r"らし(?:い|く)|よう(?:だ|です)"));

/// Words by which the loss itself is called possible, and not only alleged.
pub(super) static DOUBTED: LazyLock<Regex> = LazyLock::new(|| regex(r"可能性|おそれ|恐れ|懸念|かもしれ"));

/// Words for data in general and for the things that hold it, at the end of a noun phrase.
pub(super) const DATA: &str = concat!(
    r"(?:情報|データ|名簿|リスト|一覧|台帳|書類|文書|資料|ファイル|記録|履歴|明細|申込書|申請書|届出書|届|通知書|通知|証明書|調査票|アンケート|カルテ|答案|解答用紙|成績|氏名|",
    r"名前|住所|電話|アドレス|メアド|番号|ID|パスワード|写真|画像|顔|生年月日|年齢|性別|口座|連絡先|点数|所見|評価|調書|願書|レポート|診療|健診|検査|病名|病歴|個人名|",
    r"経歴|プロフィール|宛名|はがき|封書|伝票|帳票|図面|契約書|メール(?:本文|の内容|[^ァ-ヾ]|$)|得点|志望校|進路|データベース|結果|回答|カード|票|簿|書|文|原簿|コード|手帳|認証情報|連絡網|契約)",
);

/// Data just before a figure: 個人情報(3件, メールアドレスの数は最大3件.
pub(super) static DATA_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"{DATA}(?:等|など|ほか)?(?:\([^()]*\))?(?:の)?(?:件数|総数|数|合計|計|総計)?(?:は|が|を|も|で|について|、|:|\(|・|…|—|―|-|\s|「|…)*$"
    ))
});

/// Data just after a figure: の氏名, の顧客の個人情報, 分の名前や住所.
pub(super) static DATA_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    // Others may be counted before the data is named: 利用者612人と保護者252人の氏名.
    let more = r"(?:(?:と|、|や|及び|および|並びに|ならびに)[^。はがを]{0,20}?[0-9一-九十百千万,]+(?:人|名|件|社|校)分?){0,3}";
    let joint = "(?:[とへ]?の(?:[^、。はがを]{0,12}の)?、?|、|にかかる|に係る|に関する|を含む)";
    regex(&format!(r"^[)」]?(?:に上る|に及ぶ|にのぼる|あまり|余り)?{more}{joint}[^、。はがを]{{0,24}}?{DATA}"))
});

/// Verbs that say that a thing held data.
pub(super) static HELD: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"保存|入って|入った|入り|入力され|記載|記され|記した|記録|含ま|含む|含み|含め|書かれ|書いた|載って|掲載|印刷|挟ま|残(?:って|され)|まとめ|写って|収め|収録|格納|登録され|添付|印字|入れ(?:た|て)|",
        r"集計|あった|あり|になる",
    ))
});

/// Nouns before a figure that make it something else than data, whatever follows: 会員数, 問い合わせは, 迷惑メール.
pub(super) static OTHER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:",
        r"(?:従業員|社員|職員|行員|教職員|教員|役職員|スタッフ|隊員|署員|会員|組合員|利用者|登録者|加入者|契約者|購読者|読者|学生|生徒|児童|園児|フォロワー|ユーザー|来場者|入場者|",
        r"世帯|店舗|加盟店|利用|登録|導入|在籍|受験|契約|ダウンロード|閲覧|アクセス|発行|販売|出荷|取引|投稿|検知|相談|応募)(?:者)?(?:件|社|店)?数",
        r"|人口|定員|観客|観衆|実績|累計|フォロワー|資本金|問い?合わ?せ|相談|苦情|申し?出|通報|照会|試行|アクセス|ログインの試み",
        r"|(?:迷惑|スパム|フィッシング|なりすまし|不審な?|詐欺|偽の?|英語の|攻撃|誘導する|装った|かたる|騙る|名乗る)[^。、]{0,4}メール",
        r"|不正(?:利用|使用|送金|取引|注文)|悪用|投稿|訪問|来訪|検知|感染|株式|フォーム|対象外[^。]{0,16}|本来の[^。、]{0,10}|\((?:会員|社員|組合員|従業員)|(?:前|昨|例)年度?(?:1年間)?|年間|事故|事案|事例|事件|盗難|紛失|インシデント|ミス",
        r")(?:は|が|も|を|に|と|の|、|:|=|\(|,|で|では|\s|だけで)*$",
    ))
});

/// Headings of rows and columns under which figures count something else.
pub(super) static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?:従業員|社員|職員|会員|組合員|利用者|登録者|加入者|購読者|学生|生徒|児童|フォロワー|店舗|加盟店|導入|在籍|閲覧|アクセス|発行|取引|検知|相談|問い?合わ?せ|感染)(?:者)?(?:件|社|店)?数",
        r"|人口|定員|資本金|前年|昨年|試行|回数",
    ))
});

/// Those who work at the place: a figure of them is none of the leak, unless it counts their data.
pub(super) static STAFF_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:従業員|社員|職員|行員|教職員|役職員|スタッフ|隊員|署員|信者|党員)(?:ら|など|全員)?(?:は|が|も|を|に|と|、|:|\(|で|では|\s)*$",
    )
});

/// Words after a figure that make it something else than data.
pub(super) static OTHER_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^[)」]?(?:以上|余り|ほど)?(?:",
        r"の(?:[^、。はがをとや]{0,8})?(?:問い?合わ?せ|相談|苦情|通報|申し?出|連絡|応募|アクセス|投稿|試行|攻撃|検知|迷惑メール|フィッシングメール|なりすましメール|不審なメール|スパム|",
        r"店舗|専門チーム|選考会|会社|従業員|社員|職員|担当者|体制|不正(?:利用|使用)|定員|被害届|ダウンロード|事案|事例|事故|インシデント)(?:[はがをもにで、。」]|から|$)",
        r"|の(?:[^、。はがをとや]{0,4})?(?:受信メール[0-9]|メール[0-9]|メールアカウント|端末|パソコン|PC|サーバー?)(?:[^、。]{0,1}$|[でにをはが、])",
        r"|(?:から|より)(?:の)?(?:「|問|連絡|指摘|申|相談|通報|電話|回答|応募|受け|届|返信|メール)",
        r"|[^。、0-9]{0,3}、?[^。、]{0,14}?の?不正(?:利用|使用)|(?:が|も)?ある(?:が|もの|うち|けれ)|で[^。、]{0,14}不正(?:に|な)?(?:利用|使用|購入|交換|送金)|(?:る|た|の)?場合|\s?[0-9,]+円",
        r"|が(?:開け|閲覧し|見た|見て|アクセスし|受験|受講|通う|通って|所属|加入|予約|参加|出席|回答|応募|集ま|訪れ|利用|使|勤務|在籍|働|立候補|作業|担当|対応|確認|気付|気づ|発見|指摘|軽傷|死亡)",
        r"|(?:ら)?が[^。]{0,40}?を[^。、]{0,12}(?:漏らし|持ち出し|売却し|盗み|だまし取|検索し|コピーし|送って|送信して)",
        r"|で(?:構成|つく|作業|確認|対応|組織|行|突破)",
        r"|に(?:研修|教育|増員|訓練|アンケート|周知|注意喚起|配布した)",
        r"|を(?:管理し|保有し|保持し|運営|展開|抱え|対象(?:に|と)(?:した|する|、)?(?:研修|訓練|調査|教育|臨店|アンケート)|雇用|採用|増や|募集|突破|遮断|ブロック|検知|停止|凍結|無効|リセット|初期化|再設定|逮捕|処分|懲戒|点検|検査|擁|抱え)",
        r"|\)?の[^。]{0,40}を(?:確認|検索|照会|閲覧)でき|との(?:報道|うわさ|噂|書き込み|投稿|憶測)|[^。]{0,20}」との(?:報道|うわさ|噂|書き込み|投稿)",
        r"|(?:体制|規模の|態勢|の会社|の学校|の病院|の町(?:$|[^民])|の市(?:$|[^民])|が使う|いる|当たり|あたり|につき(?:[0-9、]|$))",
        r")",
    ))
});

/// Words after a figure that take it back, or give it as what was said before.
pub(super) static SUPERSEDED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^[」』)]*(?:程度|ほど|以上|分|など|の情報|が対象)?(?:",
        r"(?:だ|である)?(?:と|って)(?:し|され|さして|お知らせ|発表|公表|ご?案内|ご?報告|ご?説明|言|いわ|みて|見込|想定|推定|見られ)[^。、]{0,14}?(?:てい(?:た|まし)|ておりま|てお(?:り|っ)|てました|てきた|てきま|てた|ておりました|ていました|れていた|れてい|れておりました)",
        r"|から[^。]{0,24}?[0-9一-九十百千万億](?:[^。]{0,10}?)(?:に|へ)(?:と)?(?:訂正|修正|増|減|拡大|変更|改め|膨)",
        r"|ではなく|でなく|だった(?:が|ので|けど|けれど|のが|ものの)|でしたが、(?:正|再)",
        r"|[^。]{0,40}?と(?:されて|見られて|みられて|言われて)い(?:た|まし)た?(?:が|けれど|けど|ものの|ところ)",
        r")",
    ))
});

/// Words before a figure that give it as what was said first.
pub(super) static SUPERSEDED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:最初|当初|前回|初め)(?:が|は|の(?:発表|会見|報告|公表)(?:で)?は|では)[^。、0-9]{0,16}$"));

/// Headings of columns that give what was said before.
pub(super) static SUPERSEDED_HEADING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"前回|既報|訂正前|修正前|変更前|当初|第一報|第1報|従来|速報時"));

/// Words before a figure that make it a part of another.
pub(super) static PART: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:うち|内訳|内数|内、|含む、)[^。]{0,80}$"));

/// Words with which a list of parts is introduced.
pub(super) static BREAKS_DOWN: LazyLock<Regex> = LazyLock::new(|| regex("内訳|うち"));

/// Words before a figure that add it to those before: 内訳は, ほかに, これとは別に.
pub(super) static ADDS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:内訳|このほか|ほかに|他に|また、|さらに|加えて|その後|なお、?新たに|一方で)|内訳は[^。]*$"));

/// Words after a figure that correct it.
pub(super) static CORRECTED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:分)?(?:に|へ|と)(?:訂正|修正|改め|変更|確定)"));

/// Words before a figure by which it is a total: 合計は.
pub(super) static TOTAL_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:合計|総計|総数|全体で|全体では|件数|人数)(?:は|が|で|では|、|:|\s)*$"));

/// Messages that somebody sent out.
pub(super) static SENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[^。]{0,30}?(?:送信され|発信され|送られ|配信され|送りつけ|ばらまか|送信し|発信し)"));

/// Words after what became of data with which only the attacker says so.
pub(super) static CLAIMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:した|された|し|して|たと|んだ|だ)?と(?:言っ|いっ|い[うい]|主張|称|する(?:声明|データ|投稿|画像|情報|内容)|名乗|の声明|の主張)|リークサイト|闇サイト|ダークウェブ",
    )
});

/// What is only possible by the word itself: 閲覧し得る.
pub(super) static ABLE: LazyLock<Regex> = LazyLock::new(|| regex(r"し得|されうる|され得"));

/// Nouns that count what became of data, so that speaking of the number asserts it: 漏えいの件数, 流出した人数.
pub(super) static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:した|の|された|が確認された)?(?:お客様の|顧客の|個人)?(?:情報の?)?(?:件数|人数|総数|数|規模|対象)")
});

/// A sentence about another case than the page's.
pub(super) static OTHER_CASE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^[*■◆・]?関連(?:記事|情報)?[::]|^(?:なお、?|また、?|ちなみに、?)?(?:同業他社|国内|海外|県内|市内|全国|世界|過去|以前|かつて|[^、。]{0,6}業界|国の機関)(?:では|には|でも|に?は|の機関)",
        r"|(?:[0-9]{2,4}年(?:[0-9]{1,2}月)?|昨年(?:[0-9]{1,2}月)?|去年(?:[0-9]{1,2}月)?|一昨年(?:[0-9]{1,2}月)?|おととし(?:[0-9]{1,2}月)?|今年(?:[0-9]{1,2}月)?|先月|先週|年前|以前|同年[0-9]{1,2}月)(?:に|の時)?も[、,]?",
        r"|(?:同社|同市|同校|同院|同県|当社|本学|市|県)(?:で|に)は(?:、)?(?:[0-9]{4}年|昨年|一昨年|以前|過去)",
        r"|^(?:前年|昨年度|前年度|例年)(?:度|は|の|同期)|これまでに[^。]{0,12}(?:企業|組織|団体|社)|[0-9一二三四五]年前の同じ|同様の(?:手口|攻撃|方法)|同じ手口|[0-9一二三四五]年前(?:に|の)(?:も|は)?[^。]{0,20}(?:でも|にも)|とは別の(?:事案|件|事故)|といった例|^(?:[0-9]{4}年|昨年|去年|一昨年)の[^、。0-9]{2,20}(?:は|では|でも)[^。]*(?:でした|だった|です|である)|事例では|の例もある|例が多い|過去の事例",
    ))
});

/// Words after a figure of data with which the organisation makes it known.
pub(super) static ANNOUNCED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:分)?(?:に上る|に及ぶ)?(?:と(?:発表|公表|説明|明らかに)し(?:た|まし)|を(?:確認|特定|把握)し)"));

/// A sentence that is nothing but its figure, with at most a short noun before it: 最大3,000件。, 患者1名。
pub(super) static BARE_BEFORE: LazyLock<Regex> = LazyLock::new(|| regex(r"^[^、。はがをにで]{0,10}$"));

/// See [`BARE_BEFORE`].
pub(super) static BARE_AFTER: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:分|ほど|程度|以上|超)?(?:。|$)"));

/// Words of a total, which stand with the figure itself.
pub(super) static TOTAL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:最大で?)?(?:合計|総計|計|延べ|のべ|合わせて|あわせて|全部)"));

/// A figure of owners, whose data is counted next: 31施設の6281件, 380社の個人情報20万件.
pub(super) static OWNER: LazyLock<Regex> = LazyLock::new(|| regex(r"^の[^、。0-9]{0,16}(?:最大|約|およそ|計|合計)?[0-9]"));

/// Places of business, which are affected and do not leak themselves.
pub(super) static PLACE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:店舗|施設)$"));

/// What a figure of organisations says of its topic: those whom the incident concerns.
pub(super) static SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:対象|該当|漏えい|漏洩|流出)[^。、0-9]{0,16}(?:は|が|:|、|\()$"));

/// Things that hold data and can be lost, taken or operated from afar.
pub(super) static CONTAINER: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"パソコン|PC|端末|USB|HDD|SSD|ハードディスク|メモリ|メモリー|ディスク|記憶媒体|かばん|カバン|鞄|バッグ|リュック|メールボックス|アカウント|ファイル|フォルダ|スマートフォン|携帯電話|タブレット|",
        r"メール|シート|名簿|資料|書類|封筒|封書|手帳|ノート|一覧|リスト|台帳|画面|中には|には",
    ))
});

/// Words after a figure of which only a part is concerned: 会員1万人のうち.
pub(super) static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[^。、0-9]{0,16}(?:\)[^。、0-9]{0,8})?(?:のうち|の中の|中(?:、|の)|の内)"));

/// A whole that leaked itself, and a part of it that held more: 12件のうち、3件にはカード番号も含まれる.
pub(super) static WHOLE_LEAKED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[^。、]{0,6}うち[^。]{0,40}(?:も|が|を)(?:含ま|含む|併せ|あわせ|漏|流出|閲覧)"));

/// What stands between two figures that are counted together: 300人、退職者.
pub(super) static COORDINATED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:分)?(?:、|と|及び|および|並びに)[^、。はがをに0-9]{0,20}$"));

/// A figure that is what the sentence says of its topic: …は3件です.
pub(super) static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:\([^()]*\)|[)」]|分|など|等|ほど|程度|の(?:情報|データ))*",
        r"(?:$|。|で(?:、|す|し|あ|は|、)|だ(?:。|っ|と)|に(?:上|のぼ|及|なる|な)|とな|との|とい|とみ|と見|と推|とさ|、|だそう|だとか)",
    ))
});

/// People who are told or begged pardon: they are those whom the incident concerns.
pub(super) static APOLOGY: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:全員|の方々?|の皆様|の[^。、]{0,10})?(?:に|へ|には|へは|に対し)[^。]{0,30}?(?:謝罪|おわび|お詫び)")
});

fn regex(pattern: &str) -> Regex {
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("a pattern of this file is valid")
}

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

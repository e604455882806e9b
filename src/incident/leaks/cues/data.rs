//! Words that say that a figure counts data, or adds to one that does.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::{any, one_of};

/// Words for data in general and for the things that hold it, at the end of a noun phrase.
#[rustfmt::skip]
const DATA: &[&str] = &[
    "情報", "データ", "名簿", "リスト", "一覧", "台帳", "書類", "文書", "資料", "ファイル", "記録", "履歴", "明細",
    "申込書", "申請書", "届出書", "届", "通知書", "通知", "証明書", "調査票", "アンケート", "カルテ", "答案",
    "解答用紙", "成績", "氏名", "名前", "本名", "名称", "住所", "電話", "アドレス", "メアド", "番号", "ID", "パスワード", "写真",
    "画像", "顔", "生年月日", "年齢", "性別", "口座", "連絡先", "点数", "所見", "評価", "調書", "願書", "レポート",
    "診療", "健診", "検査", "病名", "病歴", "個人名", "者名", "条件", "経歴", "プロフィール", "宛名", "はがき", "封書", "伝票",
    "帳票", "図面", "契約書", "メール(?:本文|の内容|[^ァ-ヾ]|$)", "得点", "志望校", "進路", "データベース", "結果",
    "回答", "内容", "カード", "票", "簿", "書", "文", "原簿", "コード", "手帳", "認証情報", "連絡網", "契約", "住まい", "所得",
    "(?:滞納|納税|課税|年金|借入|融資|受給|請求|掛金)額", "(?:転居|搬送|勤務|送付|送り|届け|入院|避難|内定|就職|進学)先", "紹介状",
    "事情", "病状", "家族構成", "続柄", "本籍", "身分証", "免許証", "保険証", "旅券", "パスポート", "写し", "メモ", "日誌", "作文", "控え", "申し送り",
];

/// Data just before a figure: 個人情報(3件, メールアドレスの数は最大3件.
pub(in crate::incident::leaks) static DATA_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    let data = one_of(DATA);
    Pattern::from(format!(
        r"{data}(?:等|など|ほか|のみ|だけ)?(?:\([^()]*\))?(?:の)?(?:件数|総数|数|合計|計|総計)?(?:は|が|を|も|で|について|、|:|\(|・|…|—|―|-| |「|…)*(?:\((?:会員|顧客|利用者|登録者|契約者|組合員|患者|生徒|児童|学生|お客様|一部の[^、。()0-9]{{1,6}}、?))?$|の分$"
    ))
});

/// Data just after a figure: の氏名, の顧客の個人情報, 分の名前や住所.
pub(in crate::incident::leaks) static DATA_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    let data = one_of(DATA);
    // Others may be counted before the data is named: 利用者612人と保護者252人の氏名.
    let more = r"(?:(?:と|、|や|及び|および|並びに|ならびに)[^。はがを]{0,20}?[0-9一-九十百千万,]+(?:人|名|件|社|校)分?){0,3}";
    let joint = "(?:[とへ]?の(?:[^、。はがを]{0,12}の)?、?|(?:と|や|及び|および|並びに)(?:その)?[^、。はがを0-9]{1,10}の|、|にかかる|に係る|に関する|を含む|について(?:は|も)?、?|分? ?…+ ?)";
    Pattern::from(format!(
        r"^[)」]?(?:に上る|に及ぶ|にのぼる|あまり|余り)?{more}(?:全員|ら|全て|すべて|ほど)?(?:の(?:方々?|お客様|皆様|生徒|児童|患者|利用者|会員))?(?:\([^()]{{0,60}}\))?{joint}[^、。はがを]{{0,24}}?(?:{data}|もの[をがで])"
    ))
});

/// Verbs that say that a thing held data.
pub(in crate::incident::leaks) static HELD: LazyLock<Pattern> = LazyLock::new(|| any(HOLDING));

#[rustfmt::skip]
const HOLDING: &[&str] = &[
    "保存", "入って", "入った", "入り", "入力され", "記載", "記され", "記した", "記録", "含ま", "含む", "含み",
    "含め", "並んで", "綴られ", "打ち込まれ", "書き込まれ", "書かれ", "書いた", "載って", "掲載", "印刷", "挟ま", "残(?:って|され)", "まとめ", "写って", "収め",
    "収録", "格納", "登録され", "添付", "印字", "入れ(?:た|て)", "集計", "あった", "あり", "になる",
];

/// Things that hold data and can be lost, taken or operated from afar.
pub(in crate::incident::leaks) static CONTAINER: LazyLock<Pattern> = LazyLock::new(|| any(CONTAINERS));

#[rustfmt::skip]
const CONTAINERS: &[&str] = &[
    "パソコン", "PC", "端末", "USB", "HDD", "SSD", "ハードディスク", "メモリ", "メモリー", "ディスク", "記憶媒体",
    "かばん", "カバン", "鞄", "バッグ", "リュック", "メールボックス", "アカウント", "ファイル", "フォルダ",
    "スマートフォン", "携帯電話", "タブレット", "メール", "シート", "名簿", "資料", "書類", "封筒", "封書", "手帳",
    "ノート", "一覧", "リスト", "台帳", "画面", "中には", "には",
];

/// What the thing held is told of its contents: 中身は応募者300人の住所.
pub(in crate::incident::leaks) static CONTENTS: Pattern = Pattern::new("(?:中身|中)は[^。、はがを0-9]{0,16}$");

/// Words before a figure that make it a part of another.
pub(in crate::incident::leaks) static PART: Pattern = Pattern::new(r"(?:うち|内訳|内数|内、|含む、)[^。]{0,80}$");

/// Labels of rows that make it a part.
pub(in crate::incident::leaks) static PART_LABEL: Pattern = Pattern::new("^(?:この|その|これらの|上の|上記の?)?(?:うち|内、)");

/// Words with which a list of parts is introduced.
pub(in crate::incident::leaks) static BREAKS_DOWN: Pattern = Pattern::new("内訳|うち");

/// Words before a figure that add it to those before: 内訳は, ほかに, これとは別に.
pub(in crate::incident::leaks) static ADDS: Pattern = Pattern::new(
    r"正しくは、?$|(?:^|、|は)(?:当初の)?[0-9][0-9,万]*(?:人|名|件|社|アカウント)から$|^(?:内訳|このほか|ほかに|他に|また、|さらに|加えて|その後|なお、?新たに|一方で)|内訳は[^。]*$",
);

/// Words after a figure that correct it.
pub(in crate::incident::leaks) static CORRECTED: Pattern = Pattern::new(
    r"^(?:分)?(?:\([^()]*\))?(?:に|へ|と)(?:訂正|修正|改め|変更|確定|増え|増加|拡大|膨らみ|膨らん|膨れ|減り|絞|上方修正)",
);

/// Words before a figure by which it is a total: 合計は.
pub(in crate::incident::leaks) static TOTAL_BEFORE: Pattern = Pattern::new(
    r"(?:合計|総計|総数|全体で|全体では|全部で|件数|人数|規模|その数|数にして|数でいうと)(?:は|が|で|では|にして|でいうと|、|:| )*$",
);

/// Words of a total, which stand with the figure itself.
pub(in crate::incident::leaks) static TOTAL: Pattern =
    Pattern::new(r"^(?:最大で?)?(?:合計|総計|計|延べ|のべ|合わせて|あわせて|全部)");

/// Words after a figure that say what more its data holds: 24件にはカード番号も含まれる, 24件についてはこれも含む.
pub(in crate::incident::leaks) static INCLUDES: Pattern = Pattern::new(r"^(?:分)?(?:に|について)(?:は|も)[^。]{0,30}含");

/// What stands between two figures that are counted together: 300人、退職者.
pub(in crate::incident::leaks) static COORDINATED: Pattern =
    Pattern::new(r"^(?:分)?(?:、|と|及び|および|並びに)[^、。はがをに0-9]{0,20}$");

/// What a figure of organisations says of its topic: those whom the incident concerns.
pub(in crate::incident::leaks) static SUBJECT: Pattern = Pattern::new(
    r"(?:対象|該当|漏えい|漏洩|流出|閲覧|可能性|おそれ)[^。、0-9]{0,16}(?:は|が|:|、|\()(?:[^。、]{0,16}(?:にあたる|に当たる|に相当する)|[^。、0-9]{0,16}(?:した|された|する))?$",
);

/// A figure that is what the sentence says of its topic: …は3件です.
pub(in crate::incident::leaks) static PREDICATE: Pattern = Pattern::new(concat!(
    r"^(?:\([^()]*\)|[)」]|分|など|等|ほど|程度|の(?:個人情報|情報|データ|アカウント|ID|口座|会員|お客様|お客さま|皆様|皆さま|みなさま|方々|方|利用者|顧客|ご?連絡先|件|分))*",
    r"(?:$|。|あり、|で(?:、|す|し|あ|は|、)|だ(?:。|っ|と)|に(?:上|のぼ|及|なる|な)|とな|との|とい|とみ|と見|と推|とさ|と書|と発表|と公表|と報|と伝|と説明|、|だそう|だとか)",
));

/// Words after those of whom there were so many: 番号を入力した客は300人いた.
pub(in crate::incident::leaks) static THERE_WERE: Pattern =
    Pattern::new("^(?:ほど|程度)?(?:い(?:た|ました)|おり(?:ました)?|おられ|いらっしゃ)");

/// People who are told or begged pardon: they are those whom the incident concerns.
pub(in crate::incident::leaks) static APOLOGY: Pattern =
    Pattern::new(r"^(?:全員|の方々?|の皆様|の[^。、]{0,10})?(?:に|へ|には|へは|に対し)[^。]{0,30}?(?:謝罪|おわび|お詫び)");

/// Words after a figure of data with which the organisation makes it known.
pub(in crate::incident::leaks) static ANNOUNCED: Pattern = Pattern::new(
    r"^(?:分)?(?:に上る|に及ぶ)?(?:と(?:(?:発表|公表|説明|明らかに)し(?:た|まし)|(?:言っ|いっ)て)|を(?:確認|特定|把握)し)",
);

/// A sentence that is nothing but its figure, with at most a short noun before it: 最大3,000件。, 患者1名。
pub(in crate::incident::leaks) static BARE_BEFORE: Pattern = Pattern::new(
    r"^(?:[^、。はがを]{0,24}(?:にかけて|までに|間に|間で)、?|[^、。はがを]{0,6}[0-9][^、。はがを]{0,8}、)?[^、。はがをにで]{0,10}$",
);

/// A figure that closes its sentence, with those it counts told before it by what they did: カードを登録された1,847名様。
pub(in crate::incident::leaks) static RELATIVE: Pattern =
    Pattern::new(r"(?:された|なった|した|いた|かった|ている|ていた)(?:方|お客様|お客さま|会員様?|利用者)?、?$");

/// Before a figure that closes its sentence, those whose data it counts: 登録した, 資料を請求した, 契約者で.
pub(in crate::incident::leaks) static OWNERS_BEFORE: Pattern = Pattern::new(
    r"^(?:こちらは|今回は|これは|対象は|[^、。]{0,20}で、)?[^。はがも]*(?:(?:登録|応募|申し込|購入|利用|購読|請求|予約|参加|会員にな)[^、。はがを]{0,4}(?:した|だ|んだ|った)(?:人|方|客|顧客|会員|利用者)?|(?:契約者|会員|顧客|客|登録者|応募者|利用者|購入者|購読者)(?:で|の|、))、?$",
);

/// Before a number of organisations, the one that it was first said to be: 621社から|704社に増え.
pub(in crate::incident::leaks) static FROM_FORMER: Pattern = Pattern::new("[0-9](?:社|団体|校|機関)から$");

/// See [`BARE_BEFORE`].
pub(in crate::incident::leaks) static BARE_AFTER: Pattern = Pattern::new(r"^(?:分|ほど|程度|以上|超)?(?:[—―─…]*)(?:。|$)");

/// Where messages are kept.
pub(in crate::incident::leaks) static MAILBOX: Pattern = Pattern::new("受信箱|受信トレイ|メールボックス|送受信(?:箱|履歴)");

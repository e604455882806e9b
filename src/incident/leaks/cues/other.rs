//! Words that say that a figure counts something else, or was taken back.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::one_of;

/// Nouns before a figure that make it something else than data, whatever follows: 会員数, 問い合わせは, 迷惑メール.
pub(in crate::incident::leaks) static OTHER_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    // The time up to which they were counted, or the place, may stand between: 不正利用は、3月末までに; 電話が県内で.
    let until = r"(?:[^。、0-9]{0,4}[0-9]{0,2}[^。、0-9]{1,4}[0-9]{0,2}[^。、0-9]{0,3}まで(?:の間)?に、?|(?:県|市|町|村|府|道|都|国|社|学)?[内外](?:で|に)は?|(?:[0-9]{2,4}年度?(?:[0-9]{1,2}月)?|[0-9]{1,2}月)(?:[0-9]{1,2}日)?末?(?:時点|現在)?で、?|全国で|各地で|[0-9]+(?:時間|日|分|年)間?(?:に|で)|なんと|実に|すでに|既に|最初の|一部の)?";
    Pattern::from(format!(r"{}(?:は|が|も|を|に|と|の|、|:|=|\(|,|では| |だけで|】|\])*{until}$", one_of(OTHER_NOUNS)))
});

#[rustfmt::skip]
const OTHER_NOUNS: &[&str] = &[
    // Numbers of those whom the organisation has or serves.
    concat!(
        "(?:従業員|社員|職員|行員|教職員|教員|役職員|スタッフ|隊員|署員|会員|組合員|利用者|登録者|加入者|契約者|購読者|読者|学生|",
        "生徒|児童|園児|フォロワー|ユーザー|来場者|入場者|世帯|店舗|加盟店|利用|登録|導入|在籍|受験|契約|ダウンロード|閲覧|",
        "アクセス|発行|販売|出荷|取引|投稿|検知|相談|応募)(?:者)?(?:件|社|店)?数",
    ),
    "(?:全|総)?(?:発送|送付|配布|配信|印刷)(?:総|件|通)?数", "(?:本件|今回)を含め、?(?:計|合わせて)?", "(?:非常勤|常勤)計?",
    "(?:^|[^0-9月])(?:1|一)日(?:平均|あたり|当たり)?", "(?:申込者|応募者|利用者|会員|登録者|受験者|参加者|契約者|申請者)の総数",
    "人口", "定員", "定員[^。]{0,12}残り", "原告", "(?:新受|受付|受け付け|取扱|取り扱い|処理|受理|申込|申し込み|申請|発生|届け出)件数", "(?:閲覧|視聴|開封)した(?:人|方|者|お客様|利用者|会員)",
    "(?:ページ|サイト|画面|ホームページ)(?:を|に)(?:開|見|訪れ|訪問し|アクセスし)(?:い)?た(?:人|方|者|お客様|利用者|会員)", "合格者", "入院患者", "外来患者", "観客", "観衆", "実績", "累計", "フォロワー", "資本金", "株式",
    // What was asked, tried, sent or misused.
    "保有契約", "^(?:発送|配布|印刷|郵送|配信)したの", "(?:入館|来館|入園|来園)者", "(?:つながらな|使えな|利用でき)[^、。]{0,10}(?:人|方|客|回線|契約)", "(?:データ通信|音声通話|通話)(?:で)?",
    "問い?合わ?せ", "相談", "苦情", "申し?出", "通報", "照会", "試行", "アクセス", "ログインの試み", "投稿", "訪問", "来訪",
    "検知", "感染", "フォーム", "検査", "点検", "確認作業", "集計の対象", "調査の対象", "抽出", "不正(?:利用|使用|送金|取引|注文)", "悪用",
    "(?:迷惑|スパム|フィッシング|なりすまし|不審な?|詐欺|偽の?|英語の|攻撃|誘導する|装った|かたる|騙る|名乗る)[^。、]{0,4}メール",
    "(?:^|[^0-9])(?:年間|月間)の?[^。、0-9]{0,8}",
    // Whom it does not concern, and other times.
    "対象外[^。]{0,16}", "本来の[^。、]{0,10}", "(?:前|昨|例)年度?(?:1年間)?", "(?:^|[^0-9])年間",
    // Incidents, and those who told of them.
    "(?:事故|事案|事例|事件|盗難|盗み|窃盗|犯罪|誤り|間違い|紛失|インシデント|ミス|電話|指摘|連絡|申告|報告|届け出)(?:が|は|も)",
    "(?:事例|事案|事件|インシデント|ケース)を",
    "(?:措置|制度|支援|給付|助成|補助)の対象(?:と(?:なる|なっている|なった))?(?:の)?(?:人|者|方|世帯)",
    "(?:連絡|説明|謝罪|通知|おわび|お詫び|訪問|回収|返却|削除)[^。、]{0,8}(?:ついた|できた|済んだ|終えた|完了した|取れた|した)(?:のは|人は|方は|数は|人数は)",
    "への(?:通知|連絡|案内|お?詫び|おわび)は、?[^。]{0,24}",
    "につき", "当たり", "あたり", "ごと",
    // What readers did with the page, and those whom no letter reaches.
    "(?:ブログ|チャンネル|メルマガ|日記)の(?:読者|登録者|購読者)", "(?:サイト|ホームページ|HP|ページ)の?(?:閲覧|訪問|表示)(?:は|が)、?[^。、はが]{0,12}", "コメント", "シェア", "いいね", "リツイート", "ブックマーク", "足に影響[^。、0-9]{0,8}",
    "(?:メール|文書|通知|連絡|書状|はがき)(?:が|の|は)[^。、]{0,4}(?:届か|取れ|つか|でき)(?:ない|なかった|ていない)(?:方|お客様|人)?",
    // All that was sent or used, of which only some went wrong, and the sample of a survey.
    "[0-9][人名件通枚]に", "試(?:さ|行さ)れた(?:の|もの|ID|アカウント)",
    "(?:発送|送付|配布|交付|印刷|処理|作成|送信|配信)(?:総|件|全)数[0-9,約 人世帯分件通]{0,20}", r"[(、](?:有効)?回答(?:者|社|数)?", "調査対象", "(?:公表|届け?出|発生)件数[^。、]{0,4}", "集計で",
    "(?:時間|時間帯|期間)(?:中)?に[^。、]{0,12}(?:ログイン|アクセス|利用|起動|接続)(?:さ|し)?(?:れ)?た(?:方|人|お客様|利用者|会員)",
];

/// Those of the house whose account, password or machine was used by others, after their number: 職員1名のパスワードが破られ.
pub(in crate::incident::leaks) static HOLDER: Pattern = Pattern::new(
    r"^(?:\([^()]*\))?の(?:[^、。はがを0-9]{0,8})?(?:アカウント|パスワード|ID|アドレス|メールボックス|認証情報)(?:が|に|を|から|で)[^。]{0,24}(?:乗っ取|不正|悪用|破|割り出|推測|ログイン|サインイン|送信|発信|送ら|使わ|奪)",
);

/// Before a small number: the cases that the page goes on to tell.
pub(in crate::incident::leaks) static AS_FOLLOWS: Pattern = Pattern::new("(?:以下|次|下記)の(?:計)?$");

/// Boxes, bags and parcels, whose number is none of devices.
pub(in crate::incident::leaks) static BOXES: Pattern =
    Pattern::new("(?:箱|段ボール|袋|包み|ケース|かばん|コンテナ)(?:は|が|を|の|、)?(?:約|計|合わせて)?$");

/// What was sent in all, before a figure that calls itself a total.
pub(in crate::incident::leaks) static SENT_IN_ALL: Pattern =
    Pattern::new(r"(?:^|[ 、。])(?:発送|送付|配布|交付|印刷|作成|送信|配信)(?:した[^。、]{0,10}は)?$");

/// Headings of rows and columns under which figures count something else.
pub(in crate::incident::leaks) static OTHER_LABEL: Pattern = Pattern::new(concat!(
    r"(?:従業員|社員|職員|会員|組合員|利用者|登録者|加入者|購読者|学生|生徒|児童|フォロワー|店舗|加盟店|導入|在籍|閲覧|アクセス|発行|取引|検知|相談|問い?合わ?せ|感染)(?:者)?(?:総|件|社|店)?数",
    r"|^(?:[0-9]{4}年)?[0-9]{1,2}(?:[〜-][0-9]{1,2})?月(?:分)?$|(?:発送|送付|配布|交付|印刷|送信|配信)(?:総|件|全)?数|人口|定員|資本金|前年|昨年|試行|回数",
));

/// A heading of those who registered, who may be all that leaked.
pub(in crate::incident::leaks) static REGISTERED: Pattern = Pattern::new("^(?:会員|登録者|利用者|加入者)(?:総)?数$");

/// Those who work at the place: a figure of them is none of the leak, unless it counts their data.
pub(in crate::incident::leaks) static STAFF_BEFORE: Pattern = Pattern::new(
    r"(?:従業員|社員|職員|行員|教職員|役職員|スタッフ|隊員|署員|信者|党員|調査員|捜査員|委員|アルバイト)(?:ら|など|全員)?(?:\([^()0-9]{0,6})?(?:は|が|も|を|に|と|、|:|\(|で|では| )*$",
);

/// Words after a figure that make it something else than data.
pub(in crate::incident::leaks) static OTHER_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::from(format!("^[)」]?(?:以上|余り|ほど)?{}", one_of(OTHER_SEQUELS))));

const OTHER_SEQUELS: &[&str] = &[
    // What was asked, tried, sent; places, workers, incidents.
    concat!(
        "(?:、[^、。0-9はが]{1,8}(?:約|およそ)?[0-9][0-9,万千]*[人名])*(?:を|が)(?:抱え|擁し|在籍し|学ん)|の(?:[^、。はがをとやに]{0,8})?アクセス(?:[はがをもにで、。」]|から|$)|の(?:[^、。はがをとや]{0,8})?(?:問い?合わ?せ|相談|苦情|通報|申し?出|届け?出|連絡|応募|投稿|試行|攻撃|検知|迷惑メール|",
        "フィッシングメール|なりすましメール|不審なメール|スパム|店舗|専門チーム|選考会|会社|従業員|社員|職員|担当者|体制|",
        "不正(?:利用|使用)|定員|被害届|ダウンロード|事案|事例|事故|インシデント)(?:[はがをもにで、。」]|から|$)",
    ),
    // The mailboxes and machines of those who were hit.
    concat!(
        "の(?:[^、。はがをとや]{0,4})?(?:受信メール[0-9]|メール[0-9]|メールアカウント|端末|パソコン|PC|サーバー?)",
        "(?:[^、。]{0,1}$|[でにをはが、])",
    ),
    // Those who came or will come: 30人来る予定.
    "(?:も|ほど)?(?:が|も)?(?:来る|来た|来店|来場|来院|来館|訪れ|並ん|集まっ)",
    // Those who told of it.
    // Those whom an outage reached.
    "の(?:外来|入院)患者(?:に|が|の受け)",
    "の(?:車上荒らし|盗難|窃盗|置き引き)(?:の?被害|事件)",
    // The cases that the page is about to tell.
    "を(?:紹介|取り上げ|まとめて|振り返|ご紹介)",
    // Those who answered or carried something out, and what is done with.
    "(?:の(?:方々?|皆様|皆さま|お客様))?(?:から|より)[^。、]{0,24}(?:旨|回答|連絡|返信|返却|了承|同意|申し出)",
    "の(?:メール)?(?:の)?(?:削除|回収|返却|返送)(?:を|の依頼)",
    "(?:を|が|の[^、。]{0,8}が)?(?:完了|対応済|連絡済|回収済|回収し|回収を)",
    "(?:が|も)[^。、]{0,8}(?:すれば|したら|開いて|撮影|印刷して)",
    "(?:余り|以上)?(?:から|より)(?:の)?(?:「|聞き取|話を聞|事情|問|連絡|指摘|申|相談|通報|電話|回答|応募|受け|届|返信|メール)",
    "との(?:報道|うわさ|噂|書き込み|投稿|憶測)",
    // Those who follow a channel, and those to whom the thief showed it.
    "(?:を超える|余りの|以上の|の)?(?:チャンネルの?登録者|フォロワー)",
    "(?:ほど|前後|程度)?の(?:仲間|グループ|集団|容疑者|犯行)[^、。はがを]{0,6}(?:で|に|が|と|うち)",
    // Letters that are going to be sent.
    "の(?:書面|手紙|お?(?:詫び|わび)状|通知|案内|文書|はがき)を(?:順次|郵送で|書留で)?、?(?:送る|送ります|お送り(?:する|します)|(?:発送|郵送|送付)(?:する|します|いたします))",
    // One in ten, what was tried, what was reset, and former mishaps.
    "に(?:1|一)[人名件通枚]|に(?:絞っ|絞り(?:、|ま)|限)",
    // What was looked into and found right.
    "[^。]{0,50}(?:別に(?:管理|保管|運用)し(?:て(?:い|お)(?:ます|ります|る))(?:。|$)|別に送って|合っている(?:こと|の)を|該当し(?:な|ませ)|正しい|正しく|正常|同じ誤り(?:が|は)な|問題(?:が|は)な|異常(?:が|は)な|誤り(?:が|は)な|影響(?:が|は)(?:な|ありません))",
    // What strangers told, wrote or rang about.
    "(?:寄せられ|報告されて|あったという申し出)",
    "の[^。、]{0,16}(?:ID|パスワード|アカウント|端末|認証情報)[^。、]{0,10}を(?:使って|使い|悪用|用い)",
    "の(?:ID|パスワード|組み?合わせ|ログイン)[^。、]{0,24}(?:試さ|試し|試行)",
    "[もを](?:緊急に|改めて|すべて|全て)?(?:総?点検|調べ直)|(?:分)?も(?:調べ|調査し|点検し|照合し|精査し)",
    // How many are checked from now on, machines to come, lines that slipped.
    "(?:に|へ|まで)(?:増やし|増やす|引き上げ|増員|減らし|減らす)|から[0-9][0-9,万千]*(?:通|件|人|名|台|枚)(?:に|へ|まで)(?:増や|引き上げ|減ら)",
    "を[^。、]{0,16}(?:入れ替え(?:る|、|ます|まし|た)|買い替え|更改し|増設|新調|配備)|(?:分)?(?:ずつ)?(?:ずれて|ずれた|ズレ)",
    // Mishaps of earlier years and of others.
    "[^。、]{0,24}(?:際|とき|時|事案|事故|事件|ミス)の(?:再発防止|教訓|反省)",
    "(?:分)?(?:余り|あまり|以上)?(?:が|の[^。、はがを]{1,12}が)[^。、]{0,6}(?:漏れ|流出し|漏えいし|漏洩し|盗まれ|紛失し)た[^。、はがを]{1,20}(?:のほか|に続|に次い|を上回|以来)",
    "(?:について(?:は|も)?、?)?(?:の)?[^。、]{0,6}(?:パスワード|認証情報)を[^。、]{0,8}(?:変更|リセット|初期化|再設定|無効)",
    "[るの]?漏えい等(?:は|が発生|の場合)",
    "の(?:注文|取引|振り込み|振込|決済|乗客)[はがをにも]",
    r"\)?の(?:際|とき|時)に",
    "の[^。]{0,20}を(?:確認|点検|調査|検査|照合)したところ",
    "の[^。、]{0,16}を[^。、]{0,6}(?:点検|照合|再確認)(?:し|いたし)",
    "に影響(?:する|した|を|が)",
    "の(?:情報)?(?:流出|漏えい)(?:事件|事故)(?:として|では)",
    "(?:ほど|余り|以上)?(?:を|が|も|の)?試(?:さ|し|み|行)",
    "を[^。、]{0,6}(?:抜き取|抜き出|開封)[^。、]{0,4}(?:確認|照合|検査)",
    "の(?:預金)?口座から",
    "\\)?(?:について)?も、?[^。、]{0,24}を[^。、]{0,8}(?:確認|点検|調査|検証)(?:し|いたし|済)",
    "を(?:封入|作成|印刷)し",
    "の送り先[^。]{0,10}に(?:電話|連絡|訪問)",
    "の電話(?:が|を|に|も|や)",
    "(?:ら)?が[^。、]{0,12}(?:捜し|捜索|探し|駆け付け|駆けつけ)",
    "が[^。]{0,30}(?:提訴|訴え|賠償|慰謝料)",
    // Those who lost money: 12人、300万円.
    r"分?(?:、|で|の|・|、?総額|、?合計|、?計|\()*(?:約|およそ|計|合計|総額)?[0-9][0-9,万億千]*円",
    "[^。]{0,20}」との(?:報道|うわさ|噂|書き込み|投稿)",
    // What was misused.
    "[^。、0-9]{0,3}、?[^。、]{0,14}?の?不正(?:利用|使用)",
    "で[^。、]{0,14}不正(?:に|な)?(?:利用|使用|購入|交換|送金)",
    // Those who do something, and what they do it to.
    concat!(
        "の[^、。はがを]{1,8}が(?:見た|開い|閲覧した)|が(?:開け|閲覧(?:し|。|$)|見た|見て|アクセスし|受験|受講|通う|通って(?:い|お)|所属|加入|予約|参加|出席|回答|応募|集ま|訪れ|利用|使|勤務|",
        "在籍|働|立候補|作業|担当|共用|共有|対応|確認|気付|気づ|発見|指摘|軽傷|死亡|出入り|従事|申し込|来店|来場|視聴|在学|通学|受診)",
    ),
    "(?:ら)?が[^。]{0,40}?を[^。、]{0,12}(?:漏らし|持ち出し|売却し|盗み|だまし取|検索し|コピーし|送って|送信して)",
    "で(?:構成|つく|作業|確認|対応|組織|行)",
    "に(?:研修|教育|増員|訓練|アンケート|周知|注意喚起|配布した)",
    "を対象(?:に|と)(?:した|する|、)?(?:研修|訓練|調査|教育|臨店|アンケート)",
    concat!(
        "を(?:管理し|保有し|保持し|運営|展開|抱え|雇用|採用|増や|募集|突破|遮断|ブロック|検知|停止|凍結|無効|リセット|初期化|",
        "再設定|逮捕|処分|懲戒|点検|検査|擁)",
    ),
    // What there is, or could be; sizes and rates.
    "(?:が|も)?ある(?:が|もの|うち|けれ)",
    r"\)?の[^。]{0,40}を(?:確認|検索|照会|閲覧)でき",
    "(?:る|た|の)?場合",
    // 12世帯35人分: the people are counted.
    "[0-9][0-9,万千]*(?:人|名|件|アカウント|社|点)",
    "(?:体制|規模の|態勢|の会社|の学校|の病院|の町(?:$|[^民])|の市(?:$|[^民])|が使う|いる|当たり|あたり|につき(?:[0-9]|$))",
    // Whose mail or service stands still.
    "の[^。、はが]{1,10}(?:が|も|は)[^。、]{0,6}(?:止ま|停止し|使えな|利用でき(?:な|ま)|つながらな)",
    "を新し[^。、]{0,12}(?:移|切り替え)",
    // Those who looked, and not whom they looked up.
    "(?:が|は|、)[^。、]{0,16}(?:業務外|無断|興味本位|目的外|私的)[^。]{0,24}(?:閲覧|検索|のぞき見|持ち出し)(?:し|$|、|。| )",
];

/// Words after a figure that take it back, or give it as what was said before.
pub(in crate::incident::leaks) static SUPERSEDED_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::from(format!("^[」』)]*(?:程度|ほど|以上|分|など|の情報|が対象)?{}", one_of(SUPERSEDED_SEQUELS))));

const SUPERSEDED_SEQUELS: &[&str] = &[
    // 3件と発表していた, 3件とお知らせしておりましたが
    concat!(
        "(?:だ|である)?(?:と|って)(?:の?み)?(?:し|され|さして|お知らせ|お伝え|記載|表記|発表|公表|ご?案内|ご?報告|ご?説明|言|いわ|みて|見込|想定|推定|見られ)",
        "[^。、]{0,14}?(?:てい(?:た|まし)|ておりまし|ており(?:、|ますが)|ておっ|てました|てきた|てきま|てた|れていた|れてい|れておりました|しましたが|したが|いたしましたが)",
    ),
    // 3件から5件に訂正, 「3件」を「5件」に改め, 3件から2件増
    "から[^。、]{0,20}(?:増|減)",
    "[^。、]{0,20}(?:という)?(?:話|はず|発表|説明)だった",
    "(?:から|について|を)[^。]{0,24}?[0-9一-九十百千万億](?:[^。]{0,10}?)(?:に|へ)(?:と)?(?:訂正|修正|増|減|拡大|変更|改め|膨)",
    "とした(?:総数|件数|人数|数字?)(?:は|を)",
    "と(?:お伝えし|お知らせし|申し上げ|ご?説明し|ご?案内し)た(?:総数|件数|人数|数字?|もの)(?:は|を)",
    r"と(?:のみ)?ご?(?:説明|案内|発表|公表|報告|お知らせ)\)",
    "ではなく",
    "でなく",
    "と(?:言い|発表し|公表し|説明し)、(?:その|この)?(?:次|後|のち|翌|数日)",
    "が示されてい(?:た|まし)(?:が|ので|もの)",
    "だった(?:が|ので|けど|けれど|のが|ものの)",
    "でしたが、(?:正|再)",
    // 3件、5人が対象とされていたが
    "[^。]{0,40}?と(?:されて|見られて|みられて|言われて)い(?:た|まし)た?(?:が|けれど|けど|ものの|ところ)",
];

/// Words before a figure that give it as what was said first.
pub(in crate::incident::leaks) static SUPERSEDED_BEFORE: Pattern = Pattern::new(concat!(
    r"(?:最初|当初)、?[「『]?$|(?:最初|当初|前回|初め)(?:が|は|の(?:発表|会見|報告|公表)(?:で)?は|では)[^。、0-9]{0,16}$|",
    r"第[1一]報(?:で|では|時に?)?(?:お知らせ|お伝え|公表|発表|ご?報告|ご?案内)(?:した|しました|いたしました|しており)[^。、0-9]{0,16}$|",
    r"第[1一]報(?:を公表)?\([^()]*$|時点の(?:発表|公表) ?$|",
    "(?:公表|発表|会見)(?:した|の)(?:とき|時|際|時点)に?は[^。、]{0,16}$",
));

/// Headings of columns that give what was said before.
pub(in crate::incident::leaks) static SUPERSEDED_HEADING: Pattern =
    Pattern::new(r"前回|既報|訂正前|修正前|変更前|当初|第一報|第1報|従来|速報時");

/// Words after a figure of which only a part is concerned: 会員1万人のうち.
pub(in crate::incident::leaks) static WHOLE: Pattern = Pattern::new(
    r"^(?:(?:と|や|、)[^。、0-9]{1,8}[0-9][0-9,万千]*[人名件])?[^。、0-9(]{0,16}(?:\([^()]*\))?(?:\)[^。、0-9]{0,8})?(?:のうち|の中の|中(?:、|の)|の内)",
);

/// Words after all that was sent or handled, of which only a part went wrong: 207名に送った際、うち44名.
pub(in crate::incident::leaks) static PROCESSED: Pattern = Pattern::new(
    r"^[^。、]{0,30}?(?:送っ|送り|送付し|発送し|配布し|配信し|交付し|印刷し|処理し|登録し|利用し|申し込|受け付け|応募し|参加し)[^。、]{0,8}、(?:この|その)?(?:うち|中の)[^。0-9]{0,12}[0-9]",
);

/// The people of the households counted before: 4世帯(7人).
pub(in crate::incident::leaks) static PEOPLE_OF: Pattern = Pattern::new(r"^分?\([0-9]+(?:人|名)");

/// All those whom the organisation has, in brackets behind its name or theirs: 同会(会員.
pub(in crate::incident::leaks) static MEMBERS: Pattern = Pattern::new(
    r"\((?:[^()]{0,24}、)?(?:登録)?(?:会員|社員|組合員|従業員|教職員|生徒|児童|登録者|利用者|加入者|契約者|フォロワー)数?は?(?:約|およそ|延べ)?$",
);

/// All who work at a place or belong to it, in brackets behind its name, whatever of the place is told next: 青葉商事(社員62名)の営業所.
pub(in crate::incident::leaks) static MEMBERS_OF: Pattern = Pattern::new(
    r"[^報タ簿類書票料分]\((?:[^()0-9]{0,24}[、・])?(?:社員|組合員|従業員|教職員)(?:数)?(?:約|およそ)?$|全(?:構成員|職員|社員|学生|生徒|会員|利用者|ユーザー)\([^()0-9]{0,16}$",
);

/// Words before a whole by which all of it leaked: 情報が流出した顧客1万人のうち.
pub(in crate::incident::leaks) static LEAKED_OWNERS: Pattern = Pattern::new(
    "(?:(?:流出|漏えい|漏洩|紛失|閲覧|取得|ログイン|侵入)(?:し|され)|不正(?:アクセス|ログイン)を受け)た[^。、はがを]{0,12}$",
);

/// A topic that is all of those whom the organisation has: 契約者は全部で.
pub(in crate::incident::leaks) static POPULATION: Pattern = Pattern::new(concat!(
    "(?:^|[。「])(?:(?:同|当|本|弊)(?:社|校|市|院|学|店|会)の)?(?:全|総)?",
    "(?:会員|契約者|利用者|登録者|加入者|生徒|児童|学生|組合員|住民|顧客|社員|職員)数?は[^。0-9]{0,10}$",
));

/// A topic that is all the accounts there are, and not those that something happened to: 口座数は約45万.
pub(in crate::incident::leaks) static HOLDINGS: Pattern = Pattern::new(
    r"(?:^|[ 。、「(])(?:[^、。はがをるたの]{0,10}[末の])?[^、。はがをるたの]{0,10}(?:アカウント|口座|ID)(?:の)?(?:総)?数は[^。0-9]{0,6}$|(?:創業|設立|開業|創立)[^。]{0,8}、(?:契約|会員|利用者|顧客|取引先|社員|従業員)(?:数)?は[^。0-9]{0,6}$",
);

/// A whole that leaked itself, and a part of it that held more: 12件のうち、3件にはカード番号も含まれる.
pub(in crate::incident::leaks) static WHOLE_LEAKED: Pattern =
    Pattern::new(r"^[^。、]{0,6}うち[^。]{0,40}(?:も|が|を)(?:含ま|含む|併せ|あわせ|漏|流出|閲覧)");

/// Messages that somebody sent out.
pub(in crate::incident::leaks) static SENT: Pattern =
    Pattern::new(r"^[^。]{0,30}?(?:送信され|送(?:信|り)元|踏み台|発信され|送られ|配信され|送りつけ|ばらまか|送信し|発信し)");

/// A figure of owners, whose data is counted next: 31施設の6281件, 380社の個人情報20万件.
pub(in crate::incident::leaks) static OWNER: Pattern =
    Pattern::new(r"^(?:の|から)[^、。0-9]{0,16}(?:最大|約|およそ|計|合計)?[0-9]");

/// Words after all to whom a letter was sent, of whom only some got the wrong one: 612人の保護者あてに通知を発送.
pub(in crate::incident::leaks) static POSTED: Pattern = Pattern::new(concat!(
    "^(?:分)?(?:(?:と|や|、)[^。、0-9]{1,10}[0-9][0-9,万千]*[人名件通]分?)?(?:の[^。、]{0,10})?(?:に|へ|を)",
    "(?:(?:[^。、]{0,16}を)?(?:発送|郵送|投函|送付)(?:し|いたし|。|$)|[^。、]{0,10}(?:文書|手紙|書面|案内|通知)を(?:送っ|送り|配っ|出し))",
));

/// Those to whom data went, and not whose it was: 2社に売られた.
pub(in crate::incident::leaks) static RECEIVED: Pattern =
    Pattern::new("^(?:ほど|余り|る)?[^。、はがをの]{0,4}(?:に|へ)[^。、]{0,16}(?:売|渡|転売|提供|送)");

/// Places of business, which are affected and do not leak themselves.
pub(in crate::incident::leaks) static PLACE: Pattern = Pattern::new(r"(?:店舗|施設)$");

/// Those of a part whom somebody spoke to: 97名のうち94名に電話で.
pub(in crate::incident::leaks) static CONTACTED: Pattern = Pattern::new(
    "^(?:の(?:方々?|皆様|皆さま))?に(?:は)?[^。、番先]{0,6}(?:電話(?:で|し|を)|連絡(?:し|済|を)|訪問|謝罪|説明|おわび|お詫び|書面で|文書を)",
);

/// Headings over what stands beside the article.
pub(in crate::incident::leaks) static BESIDE: Pattern = Pattern::new(
    "^[^一-龠]{0,3}(?:(?:この記事の|本件の)?関連(?:記事|リンク|情報|ニュース)?|お知らせ一覧|新着(?:記事|情報)?|最新記事|よく読まれ(?:ている|た)記事|ランキング)(?:$|[^一-龠])",
);

/// Headings of columns that say how much of its data each case of a table touched.
pub(in crate::incident::leaks) static FIGURES_HEADING: Pattern = Pattern::new(
    "^(?:カード|個人|顧客|会員)?(?:情報|番号)?(?:の)?(?:件数|人数|名数|規模|数)?(?:\\([^)]*\\))?$|^(?:影響|対象|被害|流出|漏えい|漏洩|紛失)(?:の|した|する)?(?:件数|人数|規模|範囲|者数|数|者)?(?:\\([^)]*\\))?$|^(?:件数|人数|規模)",
);

/// A sentence about something else than data, in a text whose leak has no other figure: those who work, live, come or are
/// served there, and what others counted.
pub(in crate::incident::leaks) static ASIDE: Pattern = Pattern::new(concat!(
    "摘発|逮捕|統計|集計|調べでは|過去最多|従業員|職員数|社員数|人口|世帯数|フォロワー|フォロー|定員|創業|設立|資本金|売上|在籍|コロナ|",
    "会員数|口座数|輸送|拠点|連結|電文|(?:国連|FBI|警察庁|世界)|受験|予算|復旧|停止|影響|利用できな|使えな|閲覧数|アクセス数|回線|便|乗客|株|賠償|処分|減給|監督",
));

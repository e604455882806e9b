//! What stands between a date, the words that say what happened, and other clauses.

use crate::incident::DateRole;
use crate::pattern::Pattern;

/// What may stand between a date and the words that say what happened: a time of day, brackets.
pub(super) static ASIDE: Pattern = Pattern::new(
    r"^(?:(?:の?(?:午前|午後|正午|早朝|朝一番で|朝|未明|明け方|夜明け前|夜更け|夜半|放課後|始業時|終業後|昼ごろ|昼前|昼|夕方|夕刻|夕|深夜|夜間|夜中|夜|日中|現地時間|日本時間)|[ ]|の?[0-9]{1,2}時(?:[0-9]{1,2}分|半)?(?:[0-9]{1,2}秒)?|の?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|ごろ|頃|過ぎ|すぎ|付け?(?:で|の|けで)?|になって、?|のうちに、?|の?(?:大引け後|引け後|取引終了後)|\([^()\n]{0,30}\)))*",
);

/// Between two dates that share what follows them.
pub(super) static SHARED: Pattern = Pattern::new(r"^(?:[、,・とや/() ]|付け?|及び|および|並びに|から|〜|-)*$");

/// Between a cue and one that takes it as its object: 感染したことが|判明.
pub(super) static OBJECT: Pattern = Pattern::new(
    r"(?:こと|事実|痕跡|形跡|旨|疑い|可能性|おそれ|恐れ|懸念|状態|模様|[たるいな]の|もの)(?:が|を|は|も|に|から|について|として|であると|だと)?[^、。]{0,14}$|との?[^、。]{0,14}$|として[^。]{0,20}$",
);

/// Before a date that a cue names as its own: 気付いたのは4月6日, 発表は4月6日, 発表(4月6日).
pub(super) static CLEFT: Pattern = Pattern::new(
    r"(?:(?:の(?:は|が|も)|(?:日時?|時刻|時期)は)[、 ]*|(?:発表|公表|判明|発覚|発生|確認)(?:の(?:きっかけ|端緒))?(?:(?:は|が)[、 ]*| ?\()|(?:^|[、。\n:/ (])(?:発表|公表|判明|発覚|発生))(?:[^。、]{0,12}だった)?$",
);

/// Words that go on to another day without a date: 、あくる日、….
pub(super) static OTHER_DAY: Pattern = Pattern::new(
    "[、。](?:あくる日|明くる日|あくる朝|週明け|翌週|後日|数日後|数日して|数週間後)(?:の[^、。]{1,6})?(?:に|、|になって)",
);

/// Between a topic and its date, what only describes the day: 夏休み直前の|26日, それから3週間余りたった|20日.
pub(super) static OF_THE_DAY: Pattern = Pattern::new(
    "^、?[^、。「」()0-9]{0,16}(?:[0-9]+(?:日|週間|か月|カ月|ヶ月|時間|年)[^、。「」()0-9]{0,12})?(?:[のたるぶうくむ翌]|その|[春夏秋冬]、|[年月日週]、)$|^、?(?:[^、。]{0,8})?(?:週|年|休み|連休|夜)明けの?$|^[^、。「」()0-9]{1,20}で、$",
);

/// After a date, that it is the predicate of its clause, not the time of another one: だった, のこと, になって.
pub(super) static IS_THE_DAY: Pattern =
    Pattern::new("^(?:$|[、。)」 ]|だ|で(?:す|し|あ|、)|に(?:なって|なり)|なので|の(?:こと|話)|のよう|前後|かな)");

/// Before a date, a noun of what it is the day of: 検知は4月6日, カード会社からの連絡は4月6日, 会見があったのが4月6日.
pub(super) static NOUNS: [(DateRole, Pattern); 3] = [
    (
        DateRole::Disclosed,
        Pattern::new(
            "(?:(?:公表|発表|開示|会見|お知らせ|リリース|第 ?[1一] ?報|初報|公式発表)|(?:お知らせ|リリース|発表|公表|文書|お詫び|おわび)(?:文|資料)?の日付)(?:は|が|を見ると)、?$",
        ),
    ),
    (
        DateRole::Discovered,
        Pattern::new(
            "(?:きっかけ|端緒|糸口)(?:は|が|となったのは)、?$|(?:異変|異常|異状|不審な動き)の(?:兆し|兆候|第一報)(?:は|が)、?$|(?:検知|発覚|判明|覚知|認知|把握|発見|気付き|気づき|(?:^|[、。」])(?:通報|連絡|一報|指摘|問い合わせ|苦情|照会|情報提供)|(?:から|より)の(?:連絡|通報|指摘|一報|電話|通知|照会|問い合わせ|情報提供|メール|申し出))(?:は|が)、?$",
        ),
    ),
    (
        DateRole::Occurred,
        Pattern::new(
            "(?:犯行|操作|ダウンロード|複製|コピー|送金|振り込み|アクセス|接続|投稿|閲覧|誤送信|誤送付|配布|掲載|侵入|感染|攻撃|流出|漏えい|盗難|紛失|改ざん|乗っ取り|事故|ログイン|送信|発送|誤配|暗号化|持ち出し|(?:流出|侵入|持ち出し|感染|紛失|改ざん|漏えい)(?:の|した|された)?(?:時期|日時?))(?:は|が)、?$",
        ),
    ),
];

/// Before a date, what makes it the last on which a thing was seen: 最後に確認できたのは3月17日.
pub(super) static LAST_SEEN: Pattern =
    Pattern::new("最後に[^、。]{0,16}(?:確認|見|目視|使|手に|触)[^、。]{0,8}(?:のは|記憶は|のが)、?$");

/// After a date, what makes it one of a case that is only remembered: 5月に明らかになったばかり.
pub(super) static JUST_BEFORE: Pattern = Pattern::new("^[^。]*(?:た|の)ばかり(?:だ|で|。|$)");

/// What ends a clause that tells of something which had come about: 起きていた。
pub(super) static GOING_ON: Pattern =
    Pattern::new("(?:起き|発生し|相次い|あっ|明らかになっ|発覚し)[てで]い(?:た|る|ました|ます)。?$");

/// Right after a date, in brackets, that it is the day of an announcement: 4月6日(第一報).
pub(super) static REPORT: Pattern = Pattern::new("^\\((?:第 ?[0-9一二三四五]+ ?報|初報|発表|公表)(?:\\)|済|時|、)");

/// What stands between the names of several days, and between the days, in a table.
pub(super) const SERIES: char = '→';

/// Before a date in brackets, what says the same day: 金曜(19日), 昨日(7日).
pub(super) static SAME_IN_BRACKETS: Pattern = Pattern::new("(?:[曜日月年朝夜夕晩頃前末週]|ごろ)\\($");

/// Before a date, the fact that comes out on it.
pub(super) static FACT_BEFORE: Pattern = Pattern::new("(?:こと|事実|疑い|問題)が、?$");

/// After a date, the way in which a report says that the public learns of a fact: …ことが6日、分かった.
pub(super) static COMES_OUT: Pattern = Pattern::new(
    "^(?:、|まで(?:に|の)|付で|(?:分|わ)か)[^。]{0,24}?(?:(?:分|わ)か(?:った|りまし)|明らかにな(?:った|りまし)|った)[^、]{0,6}$",
);

/// By what an organisation itself learns of it: 12日、市民からの電話でわかった.
pub(super) static SOURCE: Pattern = Pattern::new("から|指摘|連絡|通報|電話|調査|点検|照合|届|相談|苦情|監査");

/// Before a date that a relative clause describes: 連絡があった20日.
pub(super) static DESCRIBED: Pattern = Pattern::new(r"[^、。]{0,6}(?:た|[さら]れる)$");

/// Before a stretch of time: 閲覧できる状態にあった期間は.
pub(super) static PERIOD: Pattern = Pattern::new(r"期間は、?$");

/// After a date with に, a relative clause that only says who acts: 6日に出社した社員が、….
pub(super) static ACTOR: Pattern = Pattern::new(r"^[^、。]{1,20}た[^、。たる]{1,14}(?:が|は)、");

/// What somebody sees when an attack strikes: it is noticed as it happens.
pub(super) static SEEN: Pattern = Pattern::new("警告|脅迫|画面|表示|動かなく|応答しなく|起動|異変|警報|操作(?:が)?でき|固ま");

/// That something was gone.
pub(super) static GONE: Pattern =
    Pattern::new("(?:消え|なくなっ|無くなっ|盗まれ|荒らされ|割られ)てい|見当たら|(?:は|が)(?:無|な)かった");

/// What somebody sees on a screen.
pub(super) static SIGHT: Pattern = Pattern::new(
    "(?:画面|偽の?警告|脅迫文|英文|身代金)[^。]{0,40}(?:切り替わ|表示(?:さ|に)|現れ|残さ|残って|示さ)|(?:警告|警報)音",
);

/// Before a date that an attack or mishap is the topic of: 第三者からの接続は、4月6日から…
pub(super) static SUBJECT: Pattern = Pattern::new(
    r"(?:始まっ|起こっ|止まっ)たのは、?$|(?:状態|書き換え|不具合|トラブル|攻撃|侵入|接続|アクセス|ログイン|感染|流出|漏えい|転送|障害|停止|閲覧|投稿|公開|掲載|誤送信|紛失|改ざん)(?:そのもの|自体)?は、?(?:[^、。]{1,6}の)?$",
);

/// Before a stretch of time or a day, what went on in it: 迷惑メールが送信された期間は.
pub(super) static PERIOD_OF_ATTACK: Pattern =
    Pattern::new("(?:送信|侵入|攻撃|不正|改ざん|閲覧|発生|流出|漏えい|障害|停止)[^、。]{0,12}期間は、?$");

/// How a sentence begins that tells of an announcement on the day mentioned last.
pub(super) static AT_ONCE: Pattern = Pattern::new("^(?:即日|(?:同日|その日|当日)(?:中|のうち)に)");

/// After a date, what says that trouble was over then.
pub(super) static OVER: Pattern = Pattern::new("^[^、。]{0,16}?(?:復旧|解消|収束|収ま|回復|再開|終息|直っ)");

/// Words for the end of trouble.
pub(super) static IS_OVER: Pattern = Pattern::new("復旧|解消|収束|回復|再開|終息");

/// Nouns that label a date.
pub(super) static LABELS: [(DateRole, Pattern); 5] = [
    (DateRole::AffectedPeriod, Pattern::new(r"(?:対象|該当|利用|登録|契約|購入|注文)(?:の|となる)?期間")),
    (DateRole::Disclosed, Pattern::new(r"第 ?[1一] ?報$|初報$|(?:公表|発表|公開|掲載|リリース|報道|開示)(?:日時?|年月日)?$")),
    (
        DateRole::Discovered,
        Pattern::new(
            r"(?:発覚|判明|検知|認知)(?:まで)?(?:した|の)?(?:きっかけ|経緯|経過|端緒|流れ|タイミング)$|^きっかけ$|^(?:最初の|はじめの)?(?:異変|異常|気付き|気づき)$",
        ),
    ),
    (
        DateRole::Discovered,
        Pattern::new(r"(?:発覚|判明|発見|検知|検出|覚知|認知|確認|把握)(?:した|された)?(?:日時?|年月日|の?日時|時期|時刻)?$"),
    ),
    (
        DateRole::Occurred,
        Pattern::new(
            r"(?:発生|紛失|盗難|流出|漏えい|漏洩|送信|送付|攻撃|障害|事故|事案|事件|被害|侵入|侵害|感染|不正アクセス|誤配|配布|交付|掲載|閲覧(?:可能|でき)[^、。]{0,8})(?:が)?(?:した|された|発生|のあった|があった)?(?:日時?|年月日(?:・時刻)?|日・時刻|期間|時期|時刻|の?日時|日時・場所|日時及び場所)$|^(?:発生|日時|期間|いつ|時|とき|時と所|時と場所|日時と場所)$|(?:消去|改ざん|侵害|攻撃|停止|アクセス|ログイン|利用|使用|公開|誤表示|表示|転送|投稿|掲出)[^、。]{0,6}(?:された|された|られた|行われた|続いた|あった|した)?(?:時間帯|期間|日時|時期)$|(?:事案|事故|事件|障害)発生$|^(?:誤送信|誤送付|誤交付|誤掲載|紛失|盗難|侵入|改ざん)$",
        ),
    ),
];

/// A sentence that says what the dates of the entries are the days of: 日付は公表日です.
pub(super) static LEGENDS: [(DateRole, Pattern); 3] = [
    (
        DateRole::Disclosed,
        Pattern::new(
            "(?:日付|年月日|月日|左端|行頭|先頭|冒頭|見出し|かっこ内|カッコ内|括弧内)[^。]{0,24}?(?:公表|発表|報道|報じ|公に|リリース)[^。]{0,12}(?:日|順|基準)|(?:報道|発表|公表)(?:された)?(?:の)?(?:日付|日|月日)(?:の)?(?:順|に沿)",
        ),
    ),
    (
        DateRole::Discovered,
        Pattern::new("(?:日付|年月日|左端|行頭|先頭|冒頭|かっこ内|カッコ内|括弧内)は[^。]{0,12}?(?:判明|発覚)(?:した)?日"),
    ),
    (
        DateRole::Occurred,
        Pattern::new("(?:日付|年月日|左端|行頭|先頭|冒頭|かっこ内|カッコ内|括弧内)は[^。]{0,12}?(?:発生|起きた)(?:した)?日"),
    ),
];

/// Nouns right behind a date in a table that say what it is the day of.
pub(super) static SELF_LABELS: [(DateRole, Pattern); 3] = [
    (DateRole::Disclosed, Pattern::new("^ ?(?:に)?(?:公表|発表|報道|開示|第 ?[1一] ?報|初報)(?:$|[)。、 ])")),
    (DateRole::Discovered, Pattern::new("^ ?(?:に)?(?:判明|発覚|検知|発見|覚知|認知)(?:$|[)。、 ])")),
    (DateRole::Occurred, Pattern::new("^ ?(?:に)?(?:発生|紛失|盗難|誤送信|侵入)(?:$|[)。、 ])")),
];

/// A label of the day on which a page was put up.
pub(super) static POSTED: Pattern = Pattern::new("(?:投稿|掲載|公開)(?:日時?|年月日)?");

/// After a date, that what happened then was the reason for something that was done before all this: …が盗まれた事故を受け、手引を定めた.
pub(super) static PRECEDENT: Pattern = Pattern::new(
    "^[^。]{0,60}(?:た|の)[^。]{0,16}?(?:事故|事案|事件|件|際|問題|誤り|漏えい|流出|紛失|盗難|誤送付|誤送信)(?:を(?:受け|踏まえ|教訓に|機に|きっかけに)|の(?:教訓|反省|後)|に)[^。]{0,40}(?:定め|導入し|設け|始め|見直し|徹底し|強化し|禁じ|配布し)",
);

/// Before a date, that an inquiry found what happened on it, or who did it.
pub(super) static INQUIRED: Pattern = Pattern::new(
    "(?:調査の結果|調べの結果|調査により|調査で(?:は)?|調べで(?:は)?|調査したところ|調べたところ|調べたら|調べると|さかのぼると|振り返ると|確認したところ|解析の結果|(?:攻撃者|犯人|何者か|第三者|侵入者)(?:は|が))、?[^、。]{0,12}$",
);

/// Before a date, that somebody is questioned.
pub(super) static CONFESSED: Pattern =
    Pattern::new("(?:調べ|聴取|聞き取り|取り調べ|調査|捜査)(?:に対し(?:て)?|に(?:は)?、)[^。]{0,40}$");

/// The end of what somebody says who is questioned.
pub(super) static ADMITS: Pattern = Pattern::new("たと(?:認め|話し|説明し|述べ|答え)[^、。]{0,8}。?$");

/// After a date, a trace of that day that an inquiry came upon.
pub(super) static TRACE: Pattern = Pattern::new(
    "^(?:に|、)?[^、。]{0,30}(?:アクセス|侵入|ログイン|接続|送信|通信|持ち出し|跡|痕跡|形跡|記録)[^、。]{0,14}(?:見つか|残っ|あっ|あり|出て)",
);

/// After a date, that something was looked into from then.
pub(super) static LOOKED_INTO: Pattern = Pattern::new("^から[^、。]{0,6}(?:調べ|調査し|調査を(?:進め|始め|行))");

/// A clause of finding before another one: …ことが分かり、.
pub(super) static FOUND_THEN: Pattern =
    Pattern::new("(?:(?:分|わ)かり|判明し|発覚し|気[付づ]き|検知し|確認し|見つかり|見つけ)、[^、。]{0,12}$");

/// The end of a clause that goes on to another one: 確認し.
pub(super) static GOES_ON_TO: Pattern = Pattern::new("(?:し|て|り|き|い|れ|め)$");

/// A label of the day on which something was put up.
pub(super) static PUT_UP: Pattern = Pattern::new("(?:掲載|公開)(?:した)?(?:日時?|年月日)?$");

/// What people or data did in a stretch of time that an incident is about: 〜の間にカード決済を利用された方.
pub(super) static USED: Pattern = Pattern::new(
    r"^(?:まで|迄|の間|の期間|にかけて|の?期間中|の|に|中)*[、]?[^、。]{0,44}?(?:利用|購入|注文|登録|契約|申し?込み?|応募|決済|入力|受講|在籍|予約|宿泊|来店|受診|加入|回答|購読|入会|寄付|寄附|使っ|使用|担任|変更|申請)(?:を|が|に|し)?(?:され|さ|し|いただ|頂|の|だっ|あっ)?[^、。]{0,4}?(?:た|の|する|した|予定)[^、。]{0,24}?(?:方|人|お客|会員|顧客|利用者|ユーザ|件|情報|名|者|データ|分|児童|生徒|学生)",
);

/// After a cue that only describes a noun: 誤って送った全員に.
pub(super) static ADNOMINAL: Pattern = Pattern::new(
    r"^[^、。]{0,8}?た(?:方|お客|全員|人|件|[0-9]|メール|書類|通知|封筒|文書|資料|証明書|会員|顧客|利用者|対象|ファイル|データ|名簿|生徒|児童|情報|事業者|会社|団体|相手|先の|側|企業|男性|女性|住民|市民|家庭|世帯|学校|事件[をにのでがは])",
);

/// After a cue, what makes it a state that somebody finds: 暗号化されているの(を確認した).
pub(super) static GOES_ON: Pattern =
    Pattern::new(r"^(?:[^、。]{0,6}て(?:い|お)(?:る|り|ます)|[^、。]{0,8}ない)[^、。]{0,4}(?:こと|の|旨|状態)(?:を|が|に)");

/// Between what somebody does and what he notices by it, a state as the object.
pub(super) static STATE_FOUND: Pattern =
    Pattern::new("(?:ず|たところ|たら|と)、[^。]{0,60}[てで](?:いた|おり|いる)(?:の|こと)?(?:と|が|に|を)[^、。]{0,8}$");

/// Between two predicates, that the second follows the first at once: 送り、|送った直後に|気付いた.
pub(super) static RIGHT_AFTER: Pattern = Pattern::new("直後|すぐに|その場で|数(?:分|時間)後|[0-9]+(?:分|時間)(?:ほど)?後");

/// Before a word of telling, what is told of as it happens: 接続できないと|連絡があり.
pub(super) static AS_TOLD: Pattern = Pattern::new(
    "(?:ない|なくなった|れる|られる|いる|ません|ます|おかしい|動かず)」?、?(?:と|との|という|といった)[^、。]{0,14}$",
);

/// Before a predicate of finding, what makes the words before it the thing that was found.
pub(super) static INSIDE: Pattern =
    Pattern::new(r"(?:た|[^いお]る)(?:こと|の|旨|もの|おそれ|可能性)(?:が|を|に|と|の)[^、。]{0,10}$");

/// Before a stretch of time, that a page was false all the time.
pub(super) static FALSE_PAGE: Pattern = Pattern::new(
    "(?:画面|ページ|アプリケーション|プログラム|スクリプト|サイト)[^、。]{0,8}(?:改ざん|書き換え|仕込|埋め込|設置)[^、。]{0,14}、[^。]{0,20}$",
);

/// Nouns of a state that is noticed: what was noticed on that day was so on that day.
pub(super) static SYMPTOM: Pattern = Pattern::new(
    r"なくなっ|持ち去|盗まれ|感染|暗号化|障害|攻撃|侵入|改ざん|不正アクセス|乗っ取|つなが|使えな|利用でき|書き換え|表示|載っ",
);

/// The end of a clause that tells of something past.
pub(super) static PAST: Pattern = Pattern::new(
    r"(?:[^ ]た|んだ|いだ)(?:[。」』)]|$|(?:の|もの|ん)(?:です|だ)|と(?:いう|いい|みられ|のこと|され)|ところ|そう|らしい|とき)|のこと(?:です|だ|でし)?[。]|のこと$|のことで、",
);

/// The end of a sentence in a verbal noun with its object: 教員がメールを受信。
pub(super) static NOMINAL: Pattern = Pattern::new("を[^、。]{0,10}?[丁-龠々]{2,4}。?$");

/// What is done about an incident for a time: 電話で削除をお願いし, 順次お詫びし.
pub(super) static ANSWER: Pattern = Pattern::new(
    "お?願い|お詫び|おわび|謝罪|訪問|連絡し|回収|説明し|対応|点検|調査|確認作業|休業|休診|休館|配布|開催|募集|相談を受け|窓口を",
);

/// A time of day, or nothing.
pub(super) static HOURS: Pattern =
    Pattern::new(r"^(?: |午前|午後|[0-9]{1,2}時(?:[0-9]{1,2}分|半)?|[0-9]{1,2}:[0-9]{2}|ごろ|頃)*");

/// Before a date in brackets, what happened then: 最初の誤り(4月6日 午前11時頃), 1件目の誤送信(4月6日).
pub(super) static MISHAP_IN_BRACKETS: Pattern =
    Pattern::new(r"(?:誤り|ミス|事故|事案|障害|攻撃|紛失|盗難|漏えい|流出|誤送信|誤送付|誤配|侵入|不正アクセス|被害)\($");

/// What is done after an incident, or has nothing to do with it.
pub(super) static AFTERMATH: Pattern = Pattern::new(
    r"対策|防止|再発|復活|断[つちっ]|消すよう|総点検|知られ|異動|集会|追記|加筆|訂正|可決|予算|株価|安値|高値|立ち上がっ|入れ替え[たてま]|現地に|入庁|赴任|派遣|迎え[たる]|進め[たてま]|とどま|釈放|検査|休日|研修|会議|委員会|審議|議会|説明会|保護者会|窓口|相談室|設置|開設|導入|発売|契約|就任|入社|入学|卒業|退職|退任|辞任|設立|創業|創立|開業|開園|開校|上場|買収|合併|予定|逮捕|起訴|送検|判決|公判|処分|懲戒|免職|停職|提訴|訴え|決算|株価|下落|反落|続落|急落|終値|修正|定め|見直|返金|補償|返送|返却|返され|回収|訪問|おわび|お詫び|謝罪|案内|注意|要請|指導|命令|勧告|[をがは、]始め[たま]|始まっ|始まり|スタート|開始し|改め|戻っ|戻し|直し[たま]|対応|切り替え|公開し|公表|発表|報じ|掲載|更新|配信|終わっ|終え|終了|完了|依頼|交換|変更|廃止|施行|改正|回っ[たて]|訪ね|質問|勉強|置き換え|総会|開かれ|催[しさ]|式典|表彰|押収|起こされ|交代|決め[たてま]|替え[たてま]|再び|手向け|延期|着手|記者|取材|警察|警視庁|県警|届け|報告|調査|解析|鑑定|検証|再開|復旧|回復|停止|遮断|止め[たてま]|防い|捕まっ|認め[たま]|開い[たてま]|開催|会見|支払|入手|購入|買っ|書い[たてま]|読ん|載せ|載っ|参加|受講|セミナー|出席|運用|サービス|稼働|開幕|続報|を出し[たてま]|閉じ|閉め|消し[たてま]|削除|外し|やめ|[0-9](?:件|社|校|回)(?:で|だっ|に)|パスワードを変え|名を変|着任|発足|休校|休園|立ち上げ|頭を下げ|動き出|求め[たてま]|指示|命じ|呼びか|呼び掛|無事|見つかっ|処分と|乗り出|踏み切|まとめ[たてま]|取り消|移転|引っ越|完成|届いた。|下げた|上げた|話[しす]|語[っり]|述べ|コメント|答え[たてま]|明か[しす]|触れ[たてま]|書い|記し|紹介",
);

/// Between two predicates, what begins a new clause of its own: 障害が発生し、調査の結果、…を確認した.
pub(super) static RESUMED: Pattern =
    Pattern::new(r"、(?:その後の?)?(?:調査|調べ|確認したところ|原因を|その後|直ちに|ただちに|すぐに|翌|同日)");

/// After a date, what makes it the beginning of a stretch of time: 6日午前2時から11時までの間.
pub(super) static STRETCH: Pattern = Pattern::new(r"^(?:から|より)[^。、]{0,24}(?:まで|にかけ)|^以降");

/// After a date, that people told of it from then on: 3月中旬以降、苦情が相次ぎ.
pub(super) static KEEP_COMING: Pattern = Pattern::new(
    "^(?:から|より|以降)[^。]{0,60}(?:苦情|問い?合わせ|相談|通報|連絡|指摘|申告|声|届け出)[^、。]{0,8}(?:相次|寄せ|増え|続|届|入)",
);

/// Before a date that all began on: 発端は4月6日.
pub(super) static BEGINNING: Pattern = Pattern::new(r"(?:発端|始まり|起こり|発生)は、?$");

/// Words for somebody else than the writer.
pub(super) static OTHERS: Pattern = Pattern::new(
    "[同各他子]社|[同各他]行|同[会院校市県]|[^当弊本自]社(?:は|が|より|から)|各社|委託先|業者|警察|同サイト|メーカー|(?:開発|販売|製造|提供|発売)元|ベンダー",
);

/// After a date, a document of that day: 4月6日付「不正アクセスに関するお知らせ」.
pub(super) static DOCUMENT: Pattern = Pattern::new(
    "^(?:付け?)?の第 ?[1一] ?報(?:、|と|及び|および)|^(?:付け?)?の?「[^」]{2,80}」(?:で|にて|において|により|のとおり|の通り)[^、。]{0,10}(?:お知らせ|お伝え|ご?報告|ご?案内|公表|ご?説明)|^(?:付け?)?の?(?:同社の?|会社の?)?(?:適時開示|(?:プレス|ニュース)?リリース|公表(?:資料|文)?|発表(?:の?資料|文)?|お知らせ|お詫び(?:文)?|おわび(?:文)?|告知|声明|会見|第 ?[0-9一二三四五]+ ?報)(?:の時点)?(?:に|で|から|より|だと|を読|を見|をご覧|をご?参照|をご確認|及び|および|\\))|^の[^、。]{0,8}(?:朝刊|夕刊|報道|ニュース|新聞|地方紙|全国紙|紙面)(?:各紙)?(?:に|で|を|が|、)|^の(?:発表|会見|お知らせ)(?:です|でした|だった|だ)?(?:。|$)|^の(?:公式|ウェブ|自社)?(?:サイト|ホームページ)(?:上)?で|^(?:付け?)?の?(?:文書|書面|報告書|説明資料)(?:によ|では|で、)|^の(?:同社|会社|市|県|大学|同[市校院])?(?:側)?の?説明(?:で(?:は)?|によ|に)|^(?:付け?)?(?:の|で|に)?(?:公表|掲載|発表|開示|公開|お知らせ)?(?:の|した|しました|いたしました|出した|出された|された|出た|出ました|届いた)?、?「[^」]{2,60}(?:お知らせ|ご?報告|お詫び|おわび|について|に関して|の件)[^」]{0,30}」(?:のとおり|の通り|にて|及び|および|並びに|、|で|に|によ|を読|を見|を(?:公表|発表|掲載|リリース|開示|出|公開)|と題(?:し[てた]?|する)?、?[^、。メ]{0,16}?(?:文|リリース|お知らせ|資料|ページ|記事|コメント|公表|発表|掲載|公開|出[しす])|という(?:リリース|お知らせ|開示|発表|文書)|(?:です|だ)?(?:。|$)|を[^。]{0,12}(?:読|見|拝見)|なる[^、。]{0,8}(?:が|を)|が[^。]{0,12}(?:上が|出[たてまさ]|載[っり]))",
);

/// After 付の, a document that the sentence does no more than name: 18日付のお知らせ。
pub(super) static DOCUMENT_OF_DAY: Pattern =
    Pattern::new(r"^(?:発表|公表|公表文|お知らせ|リリース|お詫び|おわび|適時開示)(?:。|\(|$)");

/// A label whose words say what happened at the time beside it: 見当たらなくなった時期, 改ざんされていた期間.
pub(super) static SAYS_WHEN: Pattern = Pattern::new(
    "(?:た|発覚の|判明の|検知の|侵入の|攻撃の|感染の)(?:日時?|時期|期間|時刻|きっかけ|経緯|端緒)$|^(?:発覚|判明|検知)$",
);

/// How a sentence without a date begins or goes on that tells of the day that was mentioned last.
pub(super) static SAME_DAY: Pattern = Pattern::new(
    "^(?:ところが|しかし|だが|でも|すると|その後|さらに)?、?(?:[^、。]{0,12}(?:に)?(?:戻(?:る|った)|帰(?:る|宅)|着いて|到着|を出(?:た|る)(?:と|ところ|時|際)|降り(?:(?:た|る)(?:と|ところ|時|際|後)|て(?:から)?)|(?:下車|降車|乗車|帰宅|到着|退店|会計)(?:して(?:から)?|した(?:後|ところ)|後)|目が?を?覚[めま]|振り返)|その場で|直後|すぐに|まもなく|間もなく|しばらく|数(?:分|時間)後|(?:[^、。]{0,6}から)?約?[0-9]+(?:分|時間)(?:ほど|余り|足らず)?(?:後|して|で)|同?(?:午前|午後)?[0-9]{1,2}(?:時|:[0-9])|(?:午前|午後)[0-9]|夕方|夜に|朝に|昼)|(?:同じ日|その日|当日|同日)(?:の|中|、|に)|即日|^(?:送信|発送|配信|公開|掲載|投稿|配布|送付|発生)(?:の|から)約?[0-9]+(?:分|時間)|[、は](?:午前|午後)?[0-9]{1,2}時|(?:受けて|より|から)(?:午前|午後)?[0-9]{1,2}時|(?:送信|発送|配信|公開|掲載|投稿|配布|送付|発生|その)の?直後",
);

/// After a date, the rest of a sentence that says no more than when: 午後2時半ごろのことです。
pub(super) static ONLY_WHEN: Pattern = Pattern::new(
    "^(?:[、 ]|の|[0-9:]|午前|午後|時|分|半|をまわった|を回った|を過ぎた|すぎ|過ぎ|ころ|ごろ|頃|夜|朝|昼|夕方|未明|明け方|早朝|深夜|前後|こと|話|出来事|です|でした|だった|である|だ)*。?$",
);

/// The end of a sentence that says of a day that it is told of: のことです。, 頃だった。
pub(super) static IS_TOLD_OF: Pattern = Pattern::new("(?:です|でした|だった|である|だ|こと|頃|ころ|ごろ)。?$");

/// What is told of a day, or its beginning, before a date: 発端は|3月6日。
pub(super) static OPENS: Pattern = Pattern::new("^[^、。]{0,12}?(?:発端|始まり|起こり|きっかけ|端緒|発生)(?:となったの)?は、?$");

/// After a date, what ends its sentence where it tells of something past that is no announcement.
pub(super) static SETTING: Pattern = Pattern::new("^[^。]{0,80}(?:た|んだ|いだ|[丁-龠])。?$");

/// After a date that tells which data are meant (4・5月使用分), what they were for (8日の勤務で使うつもりの), or when the same
/// happened before (昨年2月にも).
pub(super) static PORTION: Pattern = Pattern::new(
    "^の[^、。]{1,16}(?:つもり|予定|はず)の|^(?:から|より|以降)[^。]{0,12}(?:毎月|毎週|毎年|毎日|定期的)|^(?:から(?:後)?|以降|以後|より後)(?:に)?[^、。]{0,24}[ただの](?:人|方|お?客|会員|顧客|利用者)|^[^。]{0,80}[たの]年(?:だった|でした|であ)|^[^。]{0,80}(?:苦い経験|前例|前科|教訓)(?:が|も|を)|^(?:の)?(?:使用|検針|請求|利用|給与|支給|納付|課税|支払)?分(?:の|に|を|は|が|で|から|\\(|、|。)|^に?も(?:、|[^、。]{0,30}(?:同様|相次|起き|発生|あっ|問題|明らか|いる|被害))|^(?:現在|時点)|^の[^、。]{1,16}(?:の時点|現在)|^に続(?:いて|き|く|け)",
);

/// After a stretch of time, the data that were made in it, or those who were customers then: 4月から6月までに買い物をした客.
pub(super) static DATA_OF_STRETCH: Pattern = Pattern::new(
    "^(?:まで|迄|の間|の期間|の?期間中|中)*(?:の?(?:間|あいだ))?(?:に|の|で)(?:[^、。]{0,40}?(?:買|取得|問い?合わせ|扱っ|扱わ|作成|作ら|受け付け|撮影|設置|申し込|発行|取引|請求|採用|在職|勤務|行われ|実施|開催|募集|集め|提出|寄せられ|預か)[^、。]{0,10}?(?:た|の)[^、。]{0,24}?)?(?:客|顧客|会員|利用者|応募者|記録|手術|取引|応募|申込|伝票|書類|[^、。]{0,14}[0-9]件|[^、。]{0,14}[0-9]人|[^、。]{0,16}分(?:$|[のでがを、。だ]))",
);

/// Before a stretch of time, those who are concerned, or what leaked.
pub(super) static CONCERNED: Pattern = Pattern::new(
    "(?:対象(?:となるの|となったの|の期間)?|(?:流出|漏え?い|漏れ|流れ|消え|失)[^、。]{0,16}の|該当(?:するの|者)?)は、?$",
);

/// The end of a sentence that tells of an arrest or a trial.
pub(super) static ARREST: Pattern =
    Pattern::new("(?:逮捕|書類送検|送検|起訴|家宅捜索|提訴)(?:し|され|した|を)?[^、。]{0,10}。?$");

/// Before a date, a member of the government as the topic.
pub(super) static MINISTER: Pattern = Pattern::new("(?:[^、。]相|大臣|長官)(?:は|も)、?$");

/// What sets a stretch of time before a comma apart from the clause behind it.
pub(super) static APART: Pattern = Pattern::new("^(?:まで|の間|の期間)*(?:に)?、");

/// What somebody comes upon, in a clause that a condition opens.
pub(super) static COMES_UPON: Pattern = Pattern::new(
    "(?:員|者|長|師|人|さん|氏|諭|頭|徒|生|スタッフ|オペレーター|係|授|担当|私)(?:が|は|も)[^。]{0,50}?(?:たところ|たら|[うくすつぬむるぐぶ]と|際に?)、[^。]{0,60}?(?:てい(?:た|まし)|てお(?:ら|り)|てあっ|なかっ|ませんでした|られず|できず|できな)|[おこごそとのぼもろよ]うと(?:した|する|して)[^、。]{0,6}、[^。]{0,60}?(?:てい(?:た|まし|て)|てあっ|なかっ|ませんでした|ず|ない)|(?:(?:点検|確認|調査|照合|整理|出勤|出社|登校|帰宅)(?:する|した)|調べ(?:る|た)|開[いけく]た?る?|見(?:る|た)|数え(?:る|た)|探[しす]た?|戻(?:る|った)|着(?:く|いた)|取り出[しす]た?)(?:と|ところ|ら)、[^。]{0,60}?(?:てい(?:た|まし)|なかっ|ませんでした)|(?:たところ|[うくすつぬむるぐぶ]と|たら)、[^。]{0,40}(?:(?:割れ|壊され|開い|なくなっ|無くなっ|消え|変わっ|荒らされ)てい(?:た|まし)|(?:な|無)かった|なくなってい|見当たら)",
);

/// Before a predicate of finding, a state that is so at all times.
pub(super) static MATCHES: Pattern = Pattern::new("(?:一致|該当|合致|含まれ)す?る(?:こと|もの)(?:を|が|と)[^、。]{0,6}$");

/// Between what happened and its announcement, that it only may have.
pub(super) static POSSIBILITY: Pattern =
    Pattern::new("^[^、。]{0,6}?た(?:可能性|おそれ|恐れ|疑い|懸念)(?:を|について)[^、。]{0,10}$");

/// Before a date, the police as the topic.
pub(super) static POLICE_ACTS: Pattern = Pattern::new("(?:警視庁|[^、。]警|署|地検|警察)(?:など)?は、?$");

/// Somebody who arrests or is arrested.
pub(super) static POLICE: Pattern = Pattern::new("警|地検|検察|容疑");

/// Before a stretch of time, what people did in it that an incident is about: 会員の登録は4月1日から15日.
pub(super) static USE_TOPIC: Pattern =
    Pattern::new("(?:登録|利用|購入|申し?込み?|注文|来店|受診|契約|入会|応募|予約|宿泊)は、?$");

/// The end of a sentence about what is to come.
pub(super) static TO_COME: Pattern =
    Pattern::new("(?:休み|行い|設け|開き|続け|受け付け|(?:実施|開催|お休み)(?:いた)?し)ます。?$|予定(?:です|だ)?。?$");

/// Before a date, that a newspaper found out: 関係者への取材で.
pub(super) static REPORTER: Pattern = Pattern::new("取材[^。、]{0,8}$");

/// After a date, that what follows was so already.
pub(super) static ALREADY: Pattern = Pattern::new("^の?時点で(?:は|も)?、?(?:既に|すでに|もう)");

/// After a date, that it was the first of its kind: 接続の記録は4月3日が最初だ.
pub(super) static THE_FIRST: Pattern = Pattern::new("^が(?:最初|最古|最も古|始まり|発端|初めて)|^を皮切り|^を最初に");

/// After a date, the mishap that it is the day of: 4月3日の流出について.
pub(super) static ITS_MISHAP: Pattern = Pattern::new(
    "^から続(?:く|いた|いている)[^、。]{0,20}?(?:障害|攻撃|トラブル|不具合|停止)|^(?:に|から)?(?:始まっ|起き|発生し|起こっ|あっ|受け|被っ|遭っ|生じ|食らっ)た[^、。]{0,20}?(?:障害|攻撃|トラブル|不具合|異常|不正ログイン|不正アクセス|侵入|流出|漏え?い|紛失|盗難|誤送信|誤送付|事故)|^の[^、。]{0,8}(?:事故|流出|漏えい|攻撃|障害|侵入|紛失|盗難|誤送信|誤送付|改ざん|事件|トラブル|不正アクセス)(?:を|が|は|の|に|で|、)",
);

/// After a date, a noun that makes it the day of what is told, as the predicate: 9日の話です, 昨年11月の出来事だという.
pub(super) static THE_STORY: Pattern = Pattern::new(
    "^の(?:お?話|出来事|ことで[すしあ]|ことだ|こと(?:。|$)|事件|騒ぎ|夜(?:。|だ|の(?:こと|話|出来事)))(?:。|$|で[すしあ]|だ|らしい|という|とのこと|とされ|とか|か[、。]|、)?",
);

/// After a date with its hour, how long something went on from then: 16日21時ごろから, 21日7時から9時15分まで.
pub(super) static FROM_HOUR: Pattern =
    Pattern::new("^(?:から|より|〜|-|以降)(?:[^。、]{0,24}(?:まで|間|頃|ごろ|分|時))?(?:の[^。、]{0,16})?(?:。|、|\\)|$)");

/// Before a date, that what was done on it was the cause.
pub(super) static CAUSE: Pattern = Pattern::new("原因(?:は|:|について)、?$");

/// A clause about somebody or something that bodes ill, with the date as its predicate: 怪しい命令が動いたのは.
pub(super) static OMINOUS: Pattern = Pattern::new(
    "(?:何者|犯人|攻撃者|侵入者|怪し|不審|不正|偽の?|被害|誤[りっ]|ミス|トラブル|誰でも|身代金|脅迫)[^。]{0,40}[ただ]の(?:は|が)、?$",
);

/// The end of a clause that tells what was suffered, with the date as its predicate: 写し取られたのは4月5日.
pub(super) static SUFFERED: Pattern = Pattern::new(
    "[^、。]{0,20}(?:れ|しまっ|消え|落ち|途絶え|なくなっ|亡くし|失っ|突破し|侵入し|外に出|持ち去っ|入り込ん|落ち)[ただ]の(?:は|が)、?$",
);

/// Before a date, those who are told of an incident afterwards, or its inquiry.
pub(super) static AFTERWARDS: Pattern = Pattern::new(
    "(?:(?:対象|該当)(?:の|者|と|する)[^、。]{0,14}(?:に|へ)(?:は|も)?|報告書?(?:は|を)|結果(?:は|を)|回答(?:は|を)|おわび[^、。]{0,8}を|お詫び[^、。]{0,8}を)、?$",
);

/// After a date, how long it went on from then: 8月18日から10日ほど続いた, 4月からの3年間.
pub(super) static DURATION: Pattern = Pattern::new(
    "^(?:の[^、。]{1,10})?(?:から|より)(?:の)?、?(?:約|およそ|ほぼ|少なくとも)?(?:[0-9]+(?:日|週間|か月|カ月|ヶ月|ヵ月|年|時間)|半年|半月|半日|数(?:日|時間|週間|か月|カ月|年))(?:間|半|ほど|余り|以上|にわた|続|で)",
);

/// Before a date, somebody outside who does what follows: 家族が検索していて見つけ、|12日に連絡した.
pub(super) static OUTSIDER_BEFORE: Pattern = Pattern::new(
    "(?:利用者|顧客|お?客|会員|家族|保護者|生徒|学生|市民|住民|第三者|(?:保守|運用|開発|印刷|委託|管理)会社|外部の[^、。]{1,8}|研究者|取引先|業者|受信者|受け取った[^、。]{1,6})(?:が|から)[^。]{0,40}$",
);

/// After a date, that somebody told of it.
pub(super) static TELLS: Pattern = Pattern::new(
    "^(?:に|、)?[^、。]{0,12}(?:連絡し|通報し|電話し|知らせ[たてま]|届け出[たて]|申し出[たて]|伝え[たてま]|申告し|指摘し|(?:市|町|村|県|区|同[社市校院]|本社|学校|病院|会社)(?:に|へ)[^、。]{0,6}報告し)",
);

/// After 付で, what was published: 4月6日付で掲載.
pub(super) static PUT_OUT: Pattern =
    Pattern::new("^、?(?:[^、。]{0,14}?(?:サイト|ホームページ|HP)に)?(?:掲載|公開|お知らせ|公表|発表|開示|リリース)");

/// After a date that a cleft ends in, the data that are of that day: 流出したのは4月の選挙の名簿.
pub(super) static DATA_OF: Pattern = Pattern::new(
    "^(?:当時|時点|現在)?の[^、。]{0,24}(?:データ|名簿|情報|書類|資料|台帳|の控え|申込書|答案|[^0-9]分(?:の|で|だ|。))",
);

/// What makes a careless act of what is done every day: 載せてしまった.
pub(super) static BY_MISTAKE: Pattern = Pattern::new("^[^、。]{0,6}て?しま[いうっ]");

/// After a date, that it was found out.
pub(super) static FOUND_OUT: Pattern = Pattern::new(
    "^(?:に|、|になって、?)(?:[^、。]{0,24}(?:から|より|で|により|によって|を受け)、?)?[^、。]{0,16}(?:発覚|判明|分か[っり]|わか[っり]|見つか[っり]|発見さ|検知さ|確認さ)(?:[^、]{0,8}。?$|[^、。]{0,4}、)",
);

/// After a date, a subject set apart by a comma: 6日には青葉商事が、…と発表した.
pub(super) static SPEAKER: Pattern = Pattern::new("^(?:に(?:は|も)?|、)?[^、。「」(た]{2,24}(?:が|は)、");

/// After a predicate, the noun that it describes: 検知した侵入.
pub(super) static RELATIVE: Pattern = Pattern::new("^[^、。]{0,6}?た(?:[一二三四五六七八九十]|[丁-龠々ァ-ヴA-Z「])");

/// What an organisation does itself that somebody else may then find wrong.
pub(super) static SENT: Pattern = Pattern::new("^(?:発送|送付|郵送|送信|公開|掲載|配布|配付|投函|交付)");

/// A label that stands over a story.
pub(super) static STORY: Pattern = Pattern::new("経緯|端緒|きっかけ|経過");

/// After the name of a place, that something in it follows: の私立.
pub(super) static PLACE: Pattern =
    Pattern::new("^(?:内)?の(?:市立|町立|県立|府立|都立|道立|私立|公立|国立)?|^(?:市|町|県|府|都|道|区|村)立");

/// What somebody finds who comes back.
pub(super) static COMES_BACK: Pattern = Pattern::new(
    "(?:戻(?:る|った)|帰(?:る|宅|った)|着く|着いた)[^。]{0,20}(?:と|ところ|際|時|、)[^。]{0,40}(?:割ら?れ|壊さ|なくなっ|無くなっ|盗ま|消え|見当たら|(?:な|無)かっ|(?:な|無)い)",
);

/// After a date, that what the sentence speaks of took place then.
pub(super) static TAKES_PLACE: Pattern =
    Pattern::new("^[^。]{0,24}(?:起きた|起きました|発生した|発生しました|始まった|始まりました)。?$");

/// What is wrong with something that was sent.
pub(super) static FAULT: Pattern =
    Pattern::new("誤(?:り|っ|送|封|記|配)|別の|別人|他の|他人|ほかの|同封|混入|混じ|紛れ|ずれ|取り違え|入れ違|不備");

/// After a date with に, a relative clause: 6日に退職した職員.
pub(super) static OF_NOUN: Pattern =
    Pattern::new("^(?:に|から|より)[^、。]{0,20}?た(?:ばかりの)?(?:[一二三四五六七八九十]|[丁-龠々ァ-ヴ])");

/// After a date with に, a relative clause about somebody's office or something's founding: 6日に就任した社長.
pub(super) static OF_OFFICE: Pattern = Pattern::new(
    "^(?:に|から|で)[^、。]{0,12}?(?:就任|着任|退職|退任|入社|異動|採用|設立|発売|開設|開業|施行|改正)[^、。]{0,6}?た",
);

/// Before a date, what was published on it: 第一報を4月6日に出した.
pub(super) static PUBLICATION: Pattern = Pattern::new(
    "(?:第 ?[1一] ?報|お知らせ|リリース|お詫び|おわび|声明|公表文)(?:を|は)、?$|(?:お知らせ|お詫び|おわび|について|ご報告)[^」]{0,10}」\\($",
);

/// A time of day that begins what is told.
pub(super) static CLOCK: Pattern = Pattern::new(
    "(?:^|[、 ―-])(?:[朝昼夜]の|夕方の)?(?:午前|午後)?[0-9]{1,2}時(?:[0-9]{1,2}分|半)?(?:ごろ|頃|すぎ|過ぎ)?(?:から|に)?、|^(?:夕方|未明|早朝|深夜|朝|昼|夜)、",
);

/// A time of day.
pub(super) static HOUR: Pattern = Pattern::new(
    "(?:午前|午後)[0-9]{1,2}時|(?:受けて|より|から|、|^|同)[0-9]{1,2}(?:時[0-9]{1,2}分|:[0-9]{2})|(?:送信|発送|配信|公開|掲載|投稿|配布|送付|発生)の?直後",
);

/// After a cue, what makes the day one on which it became known.
pub(super) static NEWS: Pattern = Pattern::new(r"ことが(?:分か|わか|判明|明らかにな)[^。]{0,6}。?$");

/// Before a predicate, a fact as its object or subject: 流出した事実を.
pub(super) static FACT: Pattern = Pattern::new(r"(?:こと|事実)(?:が|を)[^、。]{0,6}$");

/// Words for data that got out.
pub(super) static LEAKED: Pattern = Pattern::new("流出|漏|送信|送ら|窃取|転送|抜[きか]|盗|外部に|外部へ");

/// A sentence that ends with an apology, an explanation or a request.
pub(super) static APOLOGY: Pattern = Pattern::new(r"(?:お詫び|おわび|謝罪|説明|お願い|案内)[^。]{0,24}$");

/// Before a date, an attacker as the topic or subject: whatever he did then was part of the attack.
pub(super) static ATTACKER_BEFORE: Pattern = Pattern::new(
    "(?:攻撃者|犯人|何者か|第三者|侵入者|ハッカー|実行犯|(?:犯行|攻撃|犯罪|ハッカー)(?:グループ|集団)|元(?:社員|職員|従業員|派遣社員)|[^長]男|少年)(?:ら)?(?:は|が)、?[^、。]{0,12}$",
);

/// After a date, an attacker as the subject.
pub(super) static ATTACKER_AFTER: Pattern = Pattern::new(
    "^[^、。]{0,14}、?(?:[^、。]{0,16}の)?(?:攻撃者|犯人|何者か|第三者|侵入者|ハッカー|実行犯|(?:犯行|攻撃|犯罪|ハッカー)(?:グループ|集団))(?:ら)?(?:は|が)",
);

/// What is done to an attacker, or what he says, when all is over.
pub(super) static CAUGHT: Pattern = Pattern::new(
    "逮捕|送検|起訴|判決|公判|出頭|自首|釈放|捕ま|摘発|供述|認め|話し|述べ|謝罪|提訴|処分|解雇|退職|退社|入社|就任|採用|声明|名乗|懲役|罰金|有罪",
);

/// The end of a clause about what is past, before a comma or full stop.
pub(super) static PAST_CLAUSE: Pattern = Pattern::new("(?:[^ ]た|んだ|いだ|まし|[しえけりきいげせみび]、|て、)");

/// Before a date, a document that is said to be made public on it.
pub(super) static DOCUMENT_BEFORE: Pattern = Pattern::new(
    "(?:報告書|調査結果|経緯|詳細|概要|文書|コメント|見解|事実|説明文|謝罪文|全容|(?:に関する|についての)資料)を、?$",
);

/// After a date, that something was made public on it.
pub(super) static MADE_PUBLIC: Pattern =
    Pattern::new("^(?:に|、)?[^、。]{0,14}?(?:公開|公表|掲載|発表|開示|リリース|明らかに)(?:し|した|いたし|致し)");

/// Before a date, the place in which an organisation speaks to the public.
pub(super) static MEDIUM_BEFORE: Pattern = Pattern::new(
    "(?:公式(?:の)?(?:X|サイト|アカウント|ブログ|SNS|ページ|ツイッター|フェイスブック)|X|Twitter|ツイッター|SNS|自社サイト|ホームページ|HP)(?:\\([^()]{0,16}\\))?(?:上)?で(?:は|も)?、?$",
);

/// After a date, that something was posted.
pub(super) static POSTS: Pattern = Pattern::new(
    "(?:投稿|発信|告知|謝罪|公表|説明|報告|お詫び|おわび)(?:し(?:た|て|、|まし)|。)|書き込[んみ]|伝え(?:た|て|、)|知らせ(?:た|て|、)",
);

/// After a date, a message of that day: 4月6日に届いた手紙.
pub(super) static MESSAGE_OF_DAY: Pattern = Pattern::new(
    "^(?:に|の)(?:[^、。]{0,8}(?:届い|寄せられ|入っ|受け取っ|受け|かかってき|来|あっ|もらっ)た|の)?[^、。たる]{0,14}?(?:手紙|電話|メール|苦情|投書|通報|連絡|指摘|問い合わせ|相談|一報|情報提供|はがき|投稿|書き込み)(?:が|だっ|で|を|。)",
);

/// Before a date, that what follows was how it began.
pub(super) static STARTED_WITH: Pattern = Pattern::new("(?:発端|きっかけ|端緒|糸口|始まり)(?:は|となったのは|になったのは)、?$");

/// After a date, the end of trading on the stock exchange, when companies disclose what they must.
pub(super) static AFTER_TRADING: Pattern = Pattern::new(r"^\)?の?(?:大引け後|引け後|取引終了後)");

/// The end of a sentence that tells of no past: 8月中に文書をお届けします.
pub(super) static PROMISE: Pattern = Pattern::new("ます。?$");

/// The end of a sentence about a state that goes on: ております.
pub(super) static STATE_OF_NOW: Pattern =
    Pattern::new("(?:[てで](?:い|おり)|あり|ござい|考え(?:られ)?|思われ|みられ|なり)ます。?$");

/// What comes again or is put off: 再び動かそうとしたところ.
pub(super) static AGAIN: Pattern = Pattern::new("再び|再開|復旧|延期|再度");

/// A sentence, from its beginning or behind a comma, about the time between the two days told of last.
pub(super) static MEANTIME: Pattern = Pattern::new(
    "^(?:[^。]{0,30}[、。])?(?:なお、)?(?:この|その|それまでの|当該|[^、。から]{2,8}から[^、。]{2,8}までの)(?:間|期間)(?:中)?(?:に|は|も|、|[^、。]{0,6}(?:に|は|、))",
);

/// The first words of a relative clause about a day: 開始|翌日の2日.
pub(super) static COUNTED_FROM: Pattern = Pattern::new("(?:^|[、。])[^、。「」はがをに]{1,8}$");

/// What closes a sentence that reports what somebody else says: |という, |とのこと.
pub(super) static HEARSAY: Pattern = Pattern::new("^(?:きっかけ|引き金|発端|端緒|契機|判明|発覚)?[ぁ-ん]{0,12}$");

/// How somebody notices something himself, and goes on to what he did at once: 異変を見つけ、切り離した.
pub(super) static PERCEIVED: Pattern =
    Pattern::new("^(?:[^、。]{0,6}(?:見つけ|気付き|気づき)|(?:検知|発見|察知|覚知|感知)し)(?:て)?、[^、。]{0,24}$");

/// Between what happens and a predicate of finding, that it is perceived itself, not that it was so: 試行があった|のに|気付いた.
pub(super) static SEES: Pattern = Pattern::new("(?:た|る|いる)の(?:に|を)[^、。]{0,6}$");

/// After a date, what was sent or put up on it and was wrong: に発した案内状の封筒に、別の世帯の名が….
pub(super) static FAULTY_DOCUMENT: Pattern = Pattern::new(
    "^(?:付で|付けで)?(?:に)?[^、。]{1,16}た[^、。]{0,16}?(?:案内|通知|書類|文書|封筒|メール|はがき|証明書|決定|名簿|資料|ファイル|ページ|広報|チラシ|票|連絡|配信|投稿)[^、。]{0,12}?(?:に|で|において|の)(?:は|も)?、?[^。]{0,50}(?:誤り|誤っ|別の|別人|他の|他人|ほかの|同封|混入|混じ|紛れ|ずれ|取り違え|入れ違|不備)",
);

/// After a date, the act from which what follows is counted: の配信から1時間後.
pub(super) static FROM_ACT: Pattern =
    Pattern::new("^の(?:一斉)?(?:配信|送信|発送|公開|掲載|投稿|更新|作業|切り替え|配布|誤送信)(?:から|の?直後|して)");

/// After a date, a change that was made on it and had consequences: に施した設定が原因で.
pub(super) static FATEFUL_CHANGE: Pattern = Pattern::new(
    "^に[^、。]{1,12}た[^、。]{0,10}(?:設定|変更|更新|改修|作業|操作|移行|修正|切り替え)[^、。]{0,4}(?:が|で|により|によって)[^、。]{0,8}(?:原因|仇|あだ|きっかけ|発端|影響|災い|裏目|引き金)",
);

/// A sentence of the past, or the label of a date: A. 6日に…お知らせがありました, 発覚:6日.
pub(super) static ANSWERS: Pattern = Pattern::new("[したんい][ただ]。?$|^[・•]?[^、。]{2,16}[:：][^。]*[0-9]日");

//! The words by which a clause says what happened on a date.

use std::sync::LazyLock;

use crate::pattern::Pattern;

use crate::extract::rule::CodeRule;
use crate::incident::DateRole;

/// The rules, in the order of the roles. In a `hit` sentence the marked date has the role, in a `miss` sentence no date.
pub(super) const RULES: &[CodeRule] =
    &[OCCURRED, DISCOVERED, DISCLOSED, CONTAINED, RESTORED, REPORTED, AFFECTED_PERIOD, NOTICE, UNDATED];

const OCCURRED: CodeRule = CodeRule {
    id: "event/occurred",
    says: "The clause of the date says that the attack, outage or mistake took place: 不正アクセスを受けた, 感染した, 誤って送信した, \
           紛失した, 閲覧できる状態だった.",
    hit: &[
        "《4月6日》、サーバーが不正アクセスを受けた。",
        "《4月6日から9日》にかけて第三者に侵入された。",
        "職員が《4月6日》に名簿を誤って送信し、7日に指摘を受けて判明した。",
        "《昨年7月》に従業員が顧客データを持ち出した。",
        "《4月6日》夜、車上荒らしに遭い、パソコンが盗まれた。",
        "資料は《3月28日から4月6日》まで誰でも閲覧できる状態になっていた。",
        "障害が起きたのは《6日》の夕方。",
        "発生日時:《2024年4月6日》 10時",
    ],
    miss: &[
        "4月6日に公表した。",
        "4月6日、不正アクセスを受けたことが判明した。",
        "市は6日、名簿を紛失したと発表した。",
        "4月6日に再開した。",
    ],
};

const DISCOVERED: CodeRule = CodeRule {
    id: "event/discovered",
    says: "The clause of the date says that somebody noticed it, was told of it or confirmed it: 判明した, 気付いた, 検知した, \
           連絡を受けた, 指摘があった.",
    hit: &[
        "《4月6日》、利用者からの指摘を受けて判明した。",
        "《4月6日》に決済代行会社から情報流出の懸念について連絡を受けた。",
        "《4月6日》、ウイルスに感染していることを確認した。",
        "翌朝に気付いたのは《7日》だった。",
        "気付いたのは《21日》で、公表は25日。",
        "《4月6日》、担当者が棚を開けたところ、書類がないことに気がついた。",
        "判明日《2024年4月6日》",
    ],
    miss: &[
        "4月6日に公表した。",
        "4月6日までに、不正利用は確認されていない。",
        "4月6日に名簿を誤って送信した。",
        "4月6日に利用者へ連絡した。",
    ],
};

const DISCLOSED: CodeRule = CodeRule {
    id: "event/disclosed",
    says: "The clause of the date, or of the topic that it belongs to, announces it: 発表した, 公表した, 明らかにした, \
           お知らせした. Of several announcements the first counts.",
    hit: &[
        "県は《6日》、名簿を紛失したと発表した。",
        "青葉商事は《6日》、4月3日にサーバーが不正アクセスを受けたと公表した。",
        "発表は《5月17日》。",
        "学生の情報が漏えいした(《同月20日》発表)。",
        "4月3日に流出し、《6日》に明らかにした。",
        "公表日:《2024年4月6日》",
    ],
    miss: &["4月6日に判明した。", "調査の結果は未公表である。4月6日に停止した。", "4月6日に感染した。"],
};

const CONTAINED: CodeRule = CodeRule {
    id: "event/contained",
    says: "The clause of the date says that it was stopped: 遮断した, 停止した, 隔離した, 閉鎖した.",
    hit: &[
        "《4月6日》、サーバーをネットワークから切り離した。",
        "《4月6日》にサイトを閉鎖した。",
        "《4月6日》にカード決済を停止いたしました。",
    ],
    miss: &["4月6日に公表した。"],
};

const RESTORED: CodeRule = CodeRule {
    id: "event/restored",
    says: "The clause of the date says that service was restored: 復旧した, 再開した.",
    hit: &["《4月6日》に復旧した。", "《4月6日》より順次、出荷を再開しております。"],
    miss: &["4月6日に停止した。"],
};

const REPORTED: CodeRule = CodeRule {
    id: "event/reported",
    says: "The clause of the date says that an authority or the police was told: 警察に届け出た, 個人情報保護委員会に報告した.",
    hit: &[
        "《4月6日》に個人情報保護委員会へ報告した。",
        "《4月6日》、警察に被害届を提出した。",
        "《4月6日》に所轄の警察署に相談しました。",
    ],
    miss: &["4月6日に上司へ報告した。"],
};

const AFFECTED_PERIOD: CodeRule = CodeRule {
    id: "event/affected-period",
    says: "The stretch of time in which the people or data concerned were registered or the service was used: 対象期間, \
           〜の間にカード決済を利用した方.",
    hit: &[
        "対象期間:《2021年1月27日〜2023年5月15日》",
        "《2021年1月27日から2023年5月15日》までの間にカード決済を利用されたお客様。",
        "《2015年5月から2024年7月》までに受講された方の氏名。",
    ],
    miss: &["4月6日に登録した。"],
};

/// See [`super::notice`].
pub(super) const NOTICE: CodeRule = CodeRule {
    id: "event/notice",
    says: "An announcement in the first person discloses on the day of its own publication, unless it gives an earlier one.",
    hit: &[],
    miss: &[],
};

/// See [`super::undated`].
pub(super) const UNDATED: CodeRule = CodeRule {
    id: "event/news-of-the-day",
    says: "A report whose lead says that something was announced, and not when, tells news of the day of its publication.",
    hit: &[],
    miss: &[],
};

/// How sure a cue is of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The words are said of other things as well.
    Weak,
    /// The words are said of incidents.
    Strong,
}

/// A cue in a stretch of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) role: DateRole,
    pub(super) strength: Strength,
    /// Where it stands in the stretch.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The rule of a role.
pub(super) fn rule(role: DateRole) -> &'static CodeRule {
    match role {
        DateRole::Occurred => &OCCURRED,
        DateRole::Discovered => &DISCOVERED,
        DateRole::Disclosed => &DISCLOSED,
        DateRole::Contained => &CONTAINED,
        DateRole::Restored => &RESTORED,
        DateRole::Reported => &REPORTED,
        DateRole::AffectedPeriod => &AFFECTED_PERIOD,
    }
}

/// Who is told when an incident is reported.
const AUTHORITY: &str = "(?:警察|県警|府警|道警|警視庁|[^、。の ]署|個人情報保護委員会|[^、。の ]{1,4}省|金融庁|財務局|監督官庁|監督当局|所轄|関係省庁|\
     関係当局|関係機関|委員会|当局|JIPDEC|IPA|国|県|府|都)";

/// By what word of something reaches an organisation.
const TOLD: &str = "(?:連絡|指摘|通報|申し出|申出|申告|申し立て|情報提供|報告|通知|相談|問い?合わ?せ|一報|苦情|届け出|知らせ|警告|クレーム|照会|声)";

/// Between a noun and its verb: who told it, how often.
const GAP: &str = "[^、。」]{0,16}?";

/// What may follow a verbal noun that says what was done, as `~` in the patterns.
const DONE: &str = r"(?:し|いたし|致し|され|さ|を行|が行わ|済|。|、|$|[)」】\n ])";

/// The cues: role, strength, pattern. At one place the first that fits counts.
const PATTERNS: &[(DateRole, Strength, &str)] = &[
    (
        DateRole::Reported,
        Strength::Strong,
        "AUTHORITY[^、。]{0,24}?(?:に|へ|にも|へも)[^、。]{0,24}?(?:報告|相談|届|通報|申告|提出)|被害届|遺失物?届|\\((?:速報|確報)|(?:速報|確報)を",
    ),
    (
        DateRole::Disclosed,
        Strength::Strong,
        "発表~|発表(?:が|に|で|によ|を|資料)|公表~|公表に|明らかにし|明らかにする|公にし|(?:サイト|HP|ホームページ|ブログ)(?:上)?で[^、。]{0,6}報告|出した(?:お知らせ|リリース|発表|文書|お詫び|声明)|お知らせ(?:し|いたし|致し)|会見(?:を|し|で|に)|(?:リリース|お知らせ|お詫び|おわび|報告|声明|文書|コメント|謝罪文|経緯)[^、。]{0,12}(?:を|が|は)[^、。」]{0,8}?(?:出[しすたてま]|掲載|公開|配信|載[っせり]|掲げ)|付け?で(?:掲載|公開|お知らせ)|というのを出|第 ?[0-9一二三四五]+ ?報|\
         (?:調査結果|報告書|声明)を公開|(?:ない|いる|ある|れる|した|った|れた|おそれ|恐れ|可能性|もの|だ)と(?:した|しました)(?:。|$)",
    ),
    (
        DateRole::Discovered,
        Strength::Strong,
        "(?:判明|発覚|発見|検知|検出|覚知|認知|把握|察知|感知|露見|明るみに)~|気(?:付|づ)[いきく]|気が(?:付|つ)[いきく]|(?:分|わ)か(?:っ|り)|明らかにな[っり]|明るみに出|\
         TOLD(?:など|等|メール|の(?:電話|連絡|メール|声))?(?:をGAP(?:受|いただ|頂|もら|寄せ)|がGAP(?:あ[っりる]|入[っりる]|寄せ|届|相次|来[たて]|増え|上が|殺到|続[いき]))|\
         TOLDで|TOLDにより、|(?:から|より)(?:の)?、?[^。」]{0,40}?TOLD(?:。|$|\n|あり|が数件)|(?:旨の|との|という|、)TOLD(?:。|$|\n)|TOLD(?:あり|を?受領)|(?:から|より)[^。」]{0,30}?電話(?:。|$|\n|があ|が[^、。]{0,12}(?:件|あ|入))|(?:メール|電話)をGAP(?:いただ|頂|受け)|(?:から|より)(?:の)?(?:メール|電話|手紙|封書)がGAP(?:あ[っりる]|届|来[たて]|入[っり])|\
         確認を求め|(?:申し入れ|訴え|名乗り)出?(?:た|て|が|、|、)|(?:異常|異変|不審|不具合|不正|侵入|改ざん|感染|流出|記録|痕跡|形跡|不審な[^、。]{1,12})[をが]?(?:見つけ|見つか)|見つけ(?:て|た|、|ら|まし)|知った|認識した|\
         (?:見当たら|見つから|見あたら)な|(?:ない|無い)ことに|所在(?:が|の)?(?:不明|GAP分から)|確認(?:。|、|し、|$|し(?:まし)?た(?:。|、|と|も|の|$)|いたしまし|され(?:まし)?た|でき(?:まし)?た)|確かめたところ|\
         (?:伝え|知らさ|指摘さ|申し入れら|疑わ|教えら)れ|疑い(?:が(?:あ|生|浮上)|を(?:認|持))|異(?:常|変)(?:に|を(?:感じ|認|訴え))|身に覚えのない|不審に(?:思|感じ)|おかしいと|申し出(?:て|、|た)|(?:教員|担任|先生|上司|会社|窓口|学校|警察)に相談(?:し|が|、|。)|が端緒|声が[^、。]{0,8}(?:上が|寄せ|相次)|\
         調べ(?:た|てみ(?:た|る))(?:ところ|ら|と)|調べると|調査を(?:始め|開始し)(?:た|て|まし)|(?:調査|点検|監査|棚卸し?|照合)(?:の(?:結果|過程|中))?(?:で|、)GAP(?:分か|わか|判明|発覚|見つか)",
    ),
    (
        DateRole::Occurred,
        Strength::Strong,
        "不正な?(?:アクセス|侵入|ログイン)(?:を受け|があ|が発生|が行わ|が始ま|を許|され|さ|し|、|。|$)|攻撃(?:を受け|があ|が発生|が行わ|が始ま|され|さ|に遭|にあ|の影響|で|により)|\
         (?:侵入|感染|改ざん|改竄|暗号化|窃取|転送)(?:~|を受)|入り込ま|入られ|(?:閲覧|利用|アクセス|接続|通話|ログイン|使用|操作)(?:不能|不可)|不審な(?:アクセス|通信|ログイン|接続)が[^、。]{0,8}(?:増え|続|あっ|あり|相次)|誤(?:った|り)[^、。]{0,16}(?:公開|送付|送信|送っ|掲載|交付|渡し|配布|投函)|抜き取|盗み出|誤って|間違え|取り違え|入れ違|(?:宛先|宛名|あて先|アドレス)を(?:誤|間違)|\
         誤(?:送信|送付|交付|配布|配付|掲載|公開|廃棄|配信|配達|発送|表示|登録)~|紛失~|なくし(?:た|て)|無くし|失くし|置き忘れ|置き引き|盗まれ|盗難に|盗んだ|車上|\
         流出~|漏(?:えい|洩)~|漏れた|漏らし|持ち(?:出し|出さ|去)|(?:だまし|騙し)取|詐取|(?:だま|騙)され|送金~|送金を|(?:送金|振込み?|支払い?)の?手続き?を|振り?込[みんま]|引き出さ|乗っ取ら|書き換え|\
         被害(?:に遭|にあ|を受|が発生|が出)|発生~|発生日|(?:障害|トラブル|不具合|異常)(?:、|。|が|を起こ|に見舞わ|に陥)|起き(?:た|て|、|ま)|閲覧(?:でき|可能|され)|見(?:られ|え)る状態|(?:閲覧|アクセス)(?:可能|できる)な?(?:状態|設定)|(?:閲覧|アクセス)可能(?:だっ|でし|に)|(?:設定|権限)[^、。]{0,6}(?:不備|ミス|誤り)があ|試行(?:があ|が行わ|され)|なくなっ|埋め込ま|(?:状態|障害|停止|遅延|攻撃)が[^、。]{0,12}続|書き込[みま]|\
         公開状態|つなが(?:ら|りに|りづ)|利用(?:でき|出来|いただけ|が?不能|不可)(?:な|ま|に|と|、)|使(?:え|用でき)な|(?:行わ|送ら|投稿さ|悪用さ|操作さ|発信さ|投げら)れ|(?:動か|応答し)なく|異変が起|(?:警告|脅迫文|偽の?画面|画面|表示|メッセージ|文面|文章|文書)[^、。]{0,14}(?:[がを]出|現れ|表示|届)|警告音|鳴り(?:響|出|始|、)|ダウンし|開か(?:ず|なく|なか)|開けなく|忍び込|押し入|奪わ|奪い|見られ(?:た|て|、)|混入し|混入さ|混在し|紛れ込|流れ出|漏れ出|拡散[しさ]|差し替え|偽サイト|要求され|脅迫され|故障し|破損し|焼損し|断線|クラッシュ|(?:記録|データ|履歴)[^、。]{0,6}(?:消え|失わ|消失)|丸ごと|BCC",
    ),
    (
        DateRole::Contained,
        Strength::Strong,
        "遮断|隔離|閉鎖|切り離|切断|シャットダウン|(?:サービス|サイト|サーバー?|システム|決済|公開|アカウント|利用|運用|業務|ページ|販売|受付|ログイン|通信|機能|\
         ネットワーク)[^、。]{0,12}(?:停止|中止|中断|凍結|非公開|無効|初期化|ロック|止め)",
    ),
    (
        DateRole::Discovered,
        Strength::Weak,
        "が見つか(?:った|り)|(?:もの|感染|侵入|攻撃|流出|暗号化)[^、。]{0,6}と(?:判断|断定|特定)~",
    ),
    (DateRole::Restored, Strength::Strong, "復旧~|復旧に|再開~|(?:通常|平常)[^、。]{0,8}に戻|解消~"),
    (
        DateRole::Occurred,
        Strength::Weak,
        "送信~|送付~|発送~|郵送~|投函~|配布~|配付~|交付~|掲載~|載せ(?:た|て)|公開(?:し|さ)|渡し|提供し|廃棄~|アップロード|印刷~|(?:ファイル|添付|リンク|メール|URL)を開|クリック|入力(?:し|$)|\
         使(?:っ|用し)|持ち帰|設定(?:し|を誤)|変更し|移行~|検索~|アクセスし|アクセスさ|接続し|接続さ|ログインし|取得し|閲覧し|撮影し|(?:誤り|ミス|不備)があった|届い|届き|受信し|受け取|飲酒|置い|入れ(?:た|て)|送っ(?:た|て)|添付し|影響(?:が|を受)|\
         停止し|止まっ",
    ),
    (
        DateRole::Disclosed,
        Strength::Weak,
        "(?:だ|もの|事実)[とを]認め(?:た|まし|て)|(?:陳謝|謝罪)~|(?:処分|免職|停職[^、。]{0,8})[とに]し(?:た|まし)",
    ),
    (DateRole::Contained, Strength::Weak, "(?:停止|中止|削除|凍結|リセット|無効化|非公開)~"),
];

static CUES: LazyLock<Vec<(DateRole, Strength, Pattern)>> = LazyLock::new(|| {
    let written = |pattern: &str| {
        Pattern::from(pattern.replace("AUTHORITY", AUTHORITY).replace("TOLD", TOLD).replace("GAP", GAP).replace('~', DONE))
    };
    PATTERNS.iter().map(|&(role, strength, pattern)| (role, strength, written(pattern))).collect()
});

/// What denies the cue before it.
static DENIED: Pattern = Pattern::new(
    "^[^。]{0,16}?(?:事実|形跡|痕跡|こと)(?:は|も)[^。]{0,14}?(?:ない|な[かく]|ありませ|おりませ|いませ)|^[^、。]{0,4}?(?:て(?:い|お)(?:な|ら|りませ|ませ)|ていませ|でき(?:な|ませ)|りませ|れず)",
);

/// What makes the words after it no discovery: that all is well again is confirmed, a reporter learns something.
static NOT_FOUND: Pattern = Pattern::new(
    "(?:復旧|再開|解消|回収|安全性?|正常|完了|回復|稼働|削除|修正|停止|問題|無事|一致|本人|内容|手順|決まり|開示|受領)[^、。]{0,6}(?:を|が|に)[^、。]{0,4}$|取材[^。]{0,12}$",
);

/// Before the word of finding, what makes it the work of a reporter; before that of publishing, that of an attacker.
static BY_OTHERS: Pattern = Pattern::new("取材[^。]{0,12}$|(?:リーク|ダーク|闇|暴露)[^、。]{0,12}$");

/// Before a word of finding, what makes it the public that finds out.
static IN_THE_NEWS: Pattern = Pattern::new("(?:報道|新聞|朝刊|夕刊|ニュース|記事)(?:で|により|によって|から)[^、。]{0,8}$");

/// Whether a cue speaks of something else in its place.
fn is_other(cue: &Cue, words: &str) -> bool {
    let (before, said) = (&words[..cue.start], &words[cue.start..cue.end]);
    match cue.role {
        DateRole::Discovered => (said.starts_with('確') && NOT_FOUND.is_match(before)) || BY_OTHERS.is_match(before),
        DateRole::Occurred => cue.strength == Strength::Weak && BY_OTHERS.is_match(before),
        _ => false,
    }
}

/// The cues in `words`, in order, without those that are denied.
pub(super) fn find(words: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for (role, strength, pattern) in CUES.iter() {
        for found in pattern.find_all(words) {
            let cue = Cue { role: *role, strength: *strength, start: found.start, end: found.end };
            let is_denied = DENIED.is_match(&words[cue.end..]);
            if is_other(&cue, words) {
                continue;
            }
            // 朝刊で明らかになった is how the public learns of it.
            let is_news = cue.role == DateRole::Discovered && IN_THE_NEWS.is_match(&words[..cue.start]);
            let cue = if is_news { Cue { role: DateRole::Disclosed, ..cue } } else { cue };
            // 利用できない says itself that something does not work; 第1報 is a noun.
            if !is_denied || words[cue.start..cue.end].ends_with(['な', '報']) {
                cues.push(cue);
            }
        }
    }
    // Of two that overlap, the one of the earlier row stands.
    let mut kept: Vec<Cue> = Vec::new();
    for cue in cues {
        if kept.iter().all(|other| cue.end <= other.start || other.end <= cue.start) {
            kept.push(cue);
        }
    }
    kept.sort_by_key(|cue| cue.start);
    kept
}

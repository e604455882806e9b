//! The words by which a clause says what happened on a date.

use std::sync::LazyLock;

use super::patterns;
use super::predicates::{PREDICATES, SHORTHANDS};
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
        "転送は《4月3日に始まり、6日》まで続いた。",
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
        "会社に報告が届いたのは、それから3週間たった《4月6日》だった。",
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
    hit: &["《4月6日》に復旧した。", "《4月6日》より順次、出荷を再開しております。", "《4月6日》に復旧にこぎ着けた。"],
    miss: &["4月6日に停止した。", "4月6日に対策本部を設置し、復旧に向けた作業を進めております。"],
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

/// The patterns of the classes of predicates.
static CUES: LazyLock<Vec<(DateRole, Strength, Pattern)>> = LazyLock::new(|| {
    let written = |stems: &[&str]| {
        let pattern = stems.join("|");
        Pattern::from(SHORTHANDS.iter().fold(pattern, |pattern, (name, meaning)| pattern.replace(name, meaning)))
    };
    PREDICATES.iter().map(|class| (class.role, class.strength, written(class.stems))).collect()
});

/// What denies the cue before it.
static DENIED: Pattern = Pattern::new(
    "^[^。]{0,16}?(?:事実|形跡|痕跡|こと)(?:は|も)[^。]{0,14}?(?:ない|な[かく]|ありませ|おりませ|いませ)|^[^、。]{0,4}?(?:て(?:い|お)(?:な[いかくけ]|ら|りませ|ませ)|ていませ|でき(?:な|ませ)|りませ|れず)",
);

/// What makes the words after it no discovery: that all is well again is confirmed, a reporter learns something.
static NOT_FOUND: Pattern = Pattern::new(
    "(?:復旧|再開|解消|回収|安全性?|正常|完了|回復|稼働|削除|修正|停止|問題|無事|一致|本人|内容|手順|決まり|開示|受領)[^、。]{0,6}(?:を|が|に)[^、。]{0,4}$|取材[^。]{0,12}$",
);

/// Before a word of publishing, what makes it the work of an attacker.
static BY_OTHERS: Pattern = Pattern::new("(?:リーク|ダーク|闇|暴露)[^、。]{0,12}$");

/// Before the word of finding, what makes it the work of a reporter.
static BY_A_REPORTER: Pattern = Pattern::new("取材[^。]{0,12}$");

/// Before the word of finding, what puts it on a later day than the one that is told of.
static LATER: Pattern = Pattern::new("(?:改めて|再び|再度|後から|後で|のちに|後日|あとから|あとで|後になって)[^、。]{0,4}$");

/// Before a word of finding, what makes it the public that finds out.
static IN_THE_NEWS: Pattern = Pattern::new(
    "(?:報道|新聞|朝刊|夕刊|ニュース|記事|開示|会見|(?:同社|会社|市|県|大学)の(?:発表|公表))(?:で|により|によって|から)[^、。]{0,8}$",
);

/// Before 知らせで, what makes it a notice of the organisation to the public: 会社からのお知らせで.
static OWN_NOTICE: Pattern =
    Pattern::new("(?:会社|同社|社|市|町|県|大学|学校|病院|協会|店|公式|サイト|運営[^、。]{0,4})(?:から)?の?お$");

/// Before a mail that somebody got, what makes it the way in.
static DECOY: Pattern = Pattern::new("(?:フィッシング|偽の?|不審な?|なりすまし|装う|装った|迷惑|だます|騙す)[^、。]{0,8}$");

/// Before a call that somebody got, what makes it the way in.
static CALLER: Pattern = Pattern::new("(?:自動音声|名乗る|かたる|騙る|装う|装った|偽の|不審な)[^、。]{0,8}$");

/// Before きっかけ, what makes it the way in: ファイルを開いたのがきっかけで.
static WAY_IN: Pattern =
    Pattern::new("(?:開い|押し|入れ|入力し|クリックし|だまされ|盗まれ|侵入し|ダウンロードし|使っ|忘れ|しまっ)たの$");

/// Before 発表, what makes it one of something else: 学会の発表, 合格発表.
static OTHER_NEWS: Pattern = Pattern::new("(?:学会|研究|合格|決算|業績|成果|論文|新製品|新商品|製品|作品|人事)(?:の|での?)?$");

/// Before a word for what is told, what makes it the way in: 職員を名乗る電話があり.
static IMPOSTOR: Pattern = Pattern::new("(?:名乗|装っ|装う|かたる|騙|なりすま)[^、。]{0,10}$");

/// After a word of finding, what makes it none: 分かりやすく, わかっているだけで, 届かない.
static STATE: Pattern = Pattern::new("^(?:やす|にく|ている(?:だけ|限り|もの|範囲)|[かさらり]?(?:ない|なく|なけ|なか|ず|ませ))");

/// After a word for what is told, what makes it the place where that is done: 相談窓口.
static DESK: Pattern = Pattern::new("^(?:用)?(?:窓口|先|フォーム|センター|ダイヤル|対応|受付)");

/// After 第一報, that somebody got it: 第一報を受け.
static RECEIVED: Pattern = Pattern::new("^(?:を[^、。]{0,6}(?:受|いただ|頂)|が[^、。]{0,8}(?:入|届|もたら|寄せ))");

/// Before 停止し, what somebody stops: 取扱いを停止し.
static OF_SERVICE: Pattern = Pattern::new("(?:取り?扱い|決済|販売|受付|公開|利用|支払い|申し込み|注文)を[^、。]{0,6}$");

/// Before 見当たらない, what makes it good news: 悪用の痕跡は.
static NO_TRACE: Pattern = Pattern::new("(?:跡|形跡|痕跡|証拠|事実|悪用|被害|記録|問題|異常)[^、。]{0,6}$");

/// Before 引っかかる, what makes it the way in: 偽の画面に引っかかった.
static TRAP: Pattern =
    Pattern::new("(?:詐欺|フィッシング|偽[^、。]{0,14}|手口|罠|わな|画面|警告|表示|相手|電話)に[^、。]{0,10}$");

/// Before a word for what is told, what makes it one that the organisation sent: 送った学内の連絡で.
static OWN_MESSAGE: Pattern = Pattern::new("(?:送っ|送信し|出し|発し|流し|配信し|発送し|お送りし)た[^、。]{0,8}$");

/// What is said of a machine that watches and yet finds nothing: 監視システムが導入された.
static NOT_ITS_WORK: Pattern = Pattern::new(
    "^(?:[^、。]{0,10}?(?:監視|検知|検出|防御|見張り)|センサー|EDR|SOC|ID?PS|対策ソフト|(?:ウイルス|セキュリティー?|マルウェア)対策|ファイアウォール)[^、。]{0,20}が[^。]{0,44}?(?:導入|入れ|置き換|故障|不具合|働か|機能し|見逃|見落と|すり抜け|落ち|更新|稼働|なかった|できず|無効|始ま|始め|必要|設け|あっ)",
);

/// What is done with a fact other than finding it: していることをお詫びした.
static NO_FINDING: Pattern = Pattern::new(
    "(?:こと|の|様子|状況|旨)(?:を|に|が)[^、。]{0,12}(?:発表|公表|公に|明らかに|明か|お?詫び|おわび|わび|謝|説明|認め|報告|防|避|禁|求め|命じ|受け|踏まえ|重|問題|批判|非難|決|示し|狙|悔|反省|伝え|知らせ|通知|案内|願|期待|祈|念頭|否定|約束|表明|強調|主張|述べ|語|話|訴え|含め|続|利用|悪用|使|隠|黙|忘|怠|条件|目的|前提|理由|原因|背景|改め|直し|懸念|ない|でき|必要|大切|送|書|載せ|掲載|記載|要因|つなが|驚|ショック|感謝)",
);

/// Before 発表 or 公表, the object that makes it one of something else.
static OTHER_MATTER: Pattern =
    Pattern::new("(?:交代|人事|決算|業績|新製品|新商品|買収|合併|提携|値上げ|業績予想|配当|出店|就任)(?:の[^、。]{1,8})?を$");

/// After 発表し or 公表し, what was made public then if it was something else: 公表した業績予想.
static OF_OTHER_MATTER: Pattern = Pattern::new(
    "^(?:て(?:いた|いる|おります|いました))?(?:た)?[^、。がはをに]{0,16}(?:業績予想|決算短信|中期経営計画|事業計画)",
);

/// Before a word of publishing, data as its object: putting them up was the mistake.
static OF_DATA: Pattern =
    Pattern::new("(?:名簿|個人情報|情報|ファイル|データ|リスト|一覧|写真|画像|答案|氏名|住所|成績|台帳|シート)(?:など)?を$");

/// Before 報告, what makes it one about an incident that is known already: 調査会社から最終報告を受け.
static INQUIRY: Pattern = Pattern::new("(?:最終|調査|中間|詳細な|フォレンジック|完了の?)$");

/// Those within the organisation, or whom it must tell, as those who are told.
static WITHIN: Pattern = Pattern::new(
    "(?:上司|校長|教頭|幹部|本部|本社|会社|学校|所属長|管理職|社長|弁護士|業者|委託先)(?:に|へ)(?:も)?[^、。]{0,16}$",
);

/// Whether a label names the announcement of something else: 合格発表, 決算発表.
pub(super) fn is_other_news(label: &str) -> bool {
    label.strip_suffix("発表").is_some_and(|before| OTHER_NEWS.is_match(before))
}

/// Whether the message at the end of `words` is the way in: 6日に届いた偽のメール.
pub(super) fn is_decoy(words: &str) -> bool {
    ["メール", "電話"]
        .iter()
        .filter_map(|message| words.rfind(message))
        .any(|at| DECOY.is_match(&words[..at]) || CALLER.is_match(&words[..at]))
}

/// Whether a cue speaks of something else in its place.
fn is_other(cue: &Cue, words: &str) -> bool {
    let (before, said) = (&words[..cue.start], &words[cue.start..cue.end]);
    match cue.role {
        DateRole::Discovered => {
            (said.starts_with('確') && NOT_FOUND.is_match(before))
                || words[cue.end..].starts_with('書')
                || said.contains("電話") && CALLER.is_match(&words[..cue.start + said.find("電話").unwrap_or_default()])
                || said.contains("メール") && DECOY.is_match(&words[..cue.start + said.find("メール").unwrap_or_default()])
                || (said.contains("きっかけ") || said.contains("引き金")) && WAY_IN.is_match(before)
                // 車は翌日、隣の市内で見つかった is about what was lost.
                || ((said.starts_with("見つかっ") || said.starts_with("見つかり")) && !(before.ends_with(['が', 'も']) || before.trim_end_matches('、').len() <= "に".len()))
                || BY_A_REPORTER.is_match(before)
                || LATER.is_match(before)
                || IMPOSTOR.is_match(before)
                // 8日から相談を受け付ける: since that day, not by somebody.
                || (cue.start == 0 && said.starts_with(['か', 'よ']))
                // 見つからなかったと報告された.
                || said.starts_with("から") && before.ends_with('つ')
                || DESK.is_match(&words[cue.end..])
                || STATE.is_match(&words[cue.end..])
                || said.starts_with('見') && said.ends_with(['な', 'ず', 'せ']) && NO_TRACE.is_match(before)
                || said.starts_with(['引', 'ひ', '促']) && TRAP.is_match(before)
                || NOT_ITS_WORK.is_match(said)
                || OWN_MESSAGE.is_match(before)
                || cue.strength == Strength::Weak && NO_FINDING.is_match(said)
                || said.starts_with("申し出") && ["退職を", "辞任を", "辞職を"].iter().any(|matter| before.ends_with(matter))
                || said.find("報告").is_some_and(|at| INQUIRY.is_match(&words[..cue.start + at]))
        }
        DateRole::Disclosed => {
            OF_DATA.is_match(before)
                || before.ends_with(['非', '未'])
                // プリンターが犯行声明を吐き出した.
                || said.starts_with(['声', '文']) && before.ends_with(['行', '迫'])
                || said.contains("吐き出")
                // 上司に事実を伝えた: nobody outside is told.
                || WITHIN.is_match(&words[..cue.end]) && cue.strength == Strength::Weak
                || said.starts_with('第') && RECEIVED.is_match(&words[cue.end..])
                || patterns::BY_MISTAKE.is_match(&words[cue.end..])
                || said.starts_with("発表") && OTHER_NEWS.is_match(before)
                || said.starts_with(['発', '公'])
                    && (OTHER_MATTER.is_match(before) || OF_OTHER_MATTER.is_match(&words[cue.end..]))
        }
        // 教育委員会に通報が寄せられた: it is told, and tells nobody.
        DateRole::Reported => words[cue.end..].starts_with('が'),
        DateRole::Occurred => {
            cue.strength == Strength::Weak && (BY_OTHERS.is_match(before) || said == "停止し" && OF_SERVICE.is_match(before))
        }
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
            let is_careless = cue.role == DateRole::Occurred && patterns::BY_MISTAKE.is_match(&words[cue.end..]);
            let cue = if is_careless { Cue { strength: Strength::Strong, ..cue } } else { cue };
            // 朝刊で明らかになった is how the public learns of it.
            let is_news = cue.role == DateRole::Discovered
                && (IN_THE_NEWS.is_match(&words[..cue.start])
                    || words[cue.start..cue.end].starts_with("知らせで") && OWN_NOTICE.is_match(&words[..cue.start]));
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

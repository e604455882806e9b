//! In which manner a sentence speaks: whether it reports the incident, or advises, counts, tells another case or a story.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::genre::title;
use crate::extract::rule::CodeRule;
use crate::incident::{Reading, Scope};
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::Text;

/// What a sentence is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It reports, or nothing tells otherwise.
    Report,
    /// It tells the reader what to do, how to ask, or what will be done against a repetition.
    Advice,
    /// It tells an earlier case or a case of others.
    OtherCase,
    /// It counts cases or compares years.
    Statistic,
    /// It names kinds of threat in a list.
    Threats,
    /// It tells a story: a film, a game, an exercise.
    Fiction,
    /// It praises a product or service.
    Sales,
}

/// What each manner but [`Manner::Report`] is told by. What a sentence says in these manners reports no incident of the
/// page.
pub const RULES: &[CodeRule] = &[ADVICE, OTHER_CASE, STATISTIC, FICTION, SALES];

const ADVICE: CodeRule = CodeRule {
    id: "relevance/advice",
    says: "The sentence tells the reader what to do (ください, ましょう, べきだ), or is a question and answer: it reports nothing.",
    hit: &[
        "不審なメールは開かずに《削除してください》。",
        "パスワードの使い回しは《やめましょう》。",
        "流出に備え、名簿は暗号化す《べきである》。",
        "添付ファイルには《ご注意》いただきますようお願い申し上げます。",
        "《Q:》カード情報は流出しましたか。",
    ],
    miss: &[
        "利用者に削除してほしいと呼びかけた後、サーバーを止めた。",
        "社員は注意を怠り、宛先を誤った。",
        "4月6日付「不審なメールに《ご注意ください》」でお知らせした流出について、調査の結果をご報告します。",
        "《べきだった》との声もあるが、流出は防げなかった。",
    ],
};

const OTHER_CASE: CodeRule = CodeRule {
    id: "relevance/other-case",
    says: "The sentence tells an earlier case or a case of others beside the one reported (昨年も, 県内では, 同様の手口): it \
           reports no incident of its own.",
    hit: &[
        "同社は《昨年も》USBメモリを紛失している。",
        "《県内では》別の病院でもランサムウェアの被害が出た。",
        "《同様の手口》で複数の企業から顧客情報が流出した。",
        "《以前にも》誤送信があった。",
        "昨年は、業務を受託する企業が感染し、個人情報が流出《する事案が大きく報じられ》た。",
        "市では一昨年、教諭が通知表を紛失《して以降、教育委員会が指導》している。",
        "《次号予告:》特集「カード不正利用の補償は」",
        "《よく読まれた記事:》みなと百貨店の28万件",
        "《先月には青葉自衛隊の書類が流れたことも判明》し、国は点検を求めた。",
        "《昨年は、みなと百貨店の会員の名簿が漏れ、商品券が配られた例があ》る。",
        "同行では昨年2月以降、障害が《相次ぎ、金融庁から業務改善命令を受け》た。",
    ],
    miss: &[
        "昨年4月、サーバーに侵入されたことが分かった。",
        "ちなみに入られたきっかけは、社員が開いた添付ファイルだった。",
        "同社は県内の3店舗で名簿を紛失したと発表した。",
        "顧客情報3,000件が流出した。",
    ],
};

const STATISTIC: CodeRule = CodeRule {
    id: "relevance/statistic",
    says: "The sentence counts cases or compares years (前年比, 過去最多, 割合): it reports none of them.",
    hit: &[
        "不正アクセスの件数は《前年より》4割増えた。",
        "紛失・置き忘れの《割合》が最も高かった。",
        "被害の相談は《過去最多》となった。",
        "《警察庁によ》ると、ランサムウェアの被害は230件に上った。",
    ],
    miss: &[
        "同社は前年に導入したサーバーに侵入されたと発表した。",
        "警察庁の職員が名簿を紛失した。",
        "1位の選手の情報が流出した。",
    ],
};

const FICTION: CodeRule = CodeRule {
    id: "relevance/fiction",
    says: "The sentence tells a story or a rehearsal (劇中, という設定, 訓練): nothing in it happened.",
    hit: &[
        "主人公の会社がランサムウェアに感染する《という設定》だ。",
        "《映画》では、発電所のシステムが乗っ取られる。",
        "「ランサムウェア」が言えるまで《台本》に書いて練習したという。",
        "《寸劇》では、小学生役の警察官がアカウントを乗っ取られた。",
        "顧客情報が流出した《との想定》で、手順を確かめた。",
    ],
    miss: &["想定を超えるアクセスが集中し、サイトがつながらなくなった。", "設定の誤りで名簿が閲覧できた。"],
};

const SALES: CodeRule = CodeRule {
    id: "relevance/sales",
    says: "The sentence praises a product or service (導入実績, 月額, 無料で試せる): what it says of attacks is said in general.",
    hit: &[
        "不正アクセスを検知する機能を《標準で対応》しています。",
        "《導入実績》は1,200社。流出を防いだ企業も多い。",
        "《月額》300円から、誤送信を止められます。",
    ],
    miss: &["月額制の動画サイトが不正アクセスを受けた。", "同社は流出を受けてサービスの提供を停止した。"],
};

/// What the words of each sentence of a post say of the manner, each looked at once, when it is first asked for.
#[derive(Debug)]
pub struct Manners(Vec<Signs>);

#[derive(Debug, Default)]
struct Signs {
    own: OnceCell<Manner>,
    as_heading: OnceCell<Manner>,
    is_caption: OnceCell<bool>,
    names_threats: OnceCell<bool>,
}

impl Manners {
    /// Those of the sentences of `text`.
    #[must_use]
    pub fn new(text: &Text) -> Self {
        Self(text.sentences().iter().map(|_| Signs::default()).collect())
    }
}

/// The manners in which the sentences of a scope speak.
#[derive(Debug)]
pub struct InScope<'s, 'a> {
    scope: &'s Scope<'a>,
    /// What the layout says of each sentence; its own words are looked at only when it is asked for.
    by_layout: Vec<Option<Manner>>,
}

impl InScope<'_, '_> {
    /// That of the sentence at a place of [`Scope::sentences`].
    #[must_use]
    pub fn at(&self, place: usize) -> Manner {
        let index = self.scope.sentences[place];
        let signs = &self.scope.reading.manners.0[index];
        let text = self.scope.text();
        self.by_layout[place].unwrap_or_else(|| *signs.own.get_or_init(|| of(text.slice(text.sentences()[index].span))))
    }

    /// That of a sentence of the text; `None` if it is not in the scope.
    #[must_use]
    pub fn of(&self, sentence: usize) -> Option<Manner> {
        self.scope.sentences.binary_search(&sentence).ok().map(|place| self.at(place))
    }

    /// Those of all sentences, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = Manner> {
        (0..self.by_layout.len()).map(|place| self.at(place))
    }
}

/// Whether a sentence of a post tells another case in its own words.
#[must_use]
pub fn tells_other_case(reading: &Reading, sentence: usize) -> bool {
    let words = || reading.text.slice(reading.text.sentences()[sentence].span);
    *reading.manners.0[sentence].own.get_or_init(|| of(words())) == Manner::OtherCase
}

/// In which manners the sentences of `scope` speak.
#[must_use]
pub fn manners<'s, 'a>(scope: &'s Scope<'a>) -> InScope<'s, 'a> {
    let text = scope.text();
    let title = title(text).map(|title| title.sentences.clone());
    let mut under = Manner::Report;
    // The sentence that may introduce the list of which an item is one.
    let mut introduction: Option<usize> = None;
    let mut by_layout = Vec::with_capacity(scope.sentences.len());
    for &index in &scope.sentences {
        let sentence = &text.sentences()[index];
        let words = text.slice(sentence.span);
        let signs = &scope.reading.manners.0[index];
        let kind = &text.passages()[sentence.passage].kind;
        let is_title = title.as_ref().is_some_and(|title| title.contains(&index));
        let is_listed = matches!(kind, BlockKind::Item);
        let is_heading = || matches!(kind, BlockKind::Heading(_) | BlockKind::Term);
        // 1.道の駅に新メニュー: an item of a list is no heading within it.
        let is_caption = || !is_listed && *signs.is_caption.get_or_init(|| is_caption(words));
        if !is_title && (is_heading() || is_caption()) {
            under = *signs.as_heading.get_or_init(|| of_heading(words));
        }
        let is_item = is_listed || words.starts_with(['・', '•']);
        let of_threats = || introduction.is_some_and(|index| names_threats(scope, index));
        by_layout.push(if under != Manner::Report {
            Some(under)
        } else if is_item && of_threats() {
            Some(Manner::Threats)
        } else {
            None
        });
        if !is_item {
            introduction = Some(index);
        }
    }
    InScope { scope, by_layout }
}

/// Whether a sentence introduces a list of threats.
fn names_threats(scope: &Scope, index: usize) -> bool {
    let text = scope.text();
    let words = || text.slice(text.sentences()[index].span);
    *scope.reading.manners.0[index].names_threats.get_or_init(|| CUES.threats.is_match(words()))
}

/// The manner of what stands under a heading.
fn of_heading(words: &str) -> Manner {
    if CUES.advice_heading.is_match(words) {
        Manner::Advice
    } else if CUES.other_heading.is_match(words) {
        Manner::OtherCase
    } else {
        Manner::Report
    }
}

/// The manner of a sentence by its own words.
fn of(words: &str) -> Manner {
    let cues = &*CUES;
    if advises(words) {
        Manner::Advice
    } else if cues.other_case.is_match(words) && !cues.own_cause.is_match(words) {
        Manner::OtherCase
    } else if cues.statistic.is_match(words) {
        Manner::Statistic
    } else if cues.fiction.is_match(words) {
        Manner::Fiction
    } else if cues.sales.is_match(words) {
        Manner::Sales
    } else {
        Manner::Report
    }
}

/// Whether a sentence advises in its own words, and not only in the title or the words that it quotes: 「…にご注意ください」で
/// お知らせした件.
fn advises(words: &str) -> bool {
    let is_quoted = |at: usize| words[..at].matches('「').count() > words[..at].matches('」').count();
    CUES.advice.is_match(words) && CUES.advice.find_all(words).iter().any(|found| !is_quoted(found.start))
}

/// Whether a paragraph is a heading in all but its markup: short, without a full stop, numbered or in brackets.
fn is_caption(words: &str) -> bool {
    words.chars().nth(30).is_none() && CUES.caption.is_match(words)
}

struct Cues {
    advice_heading: Pattern,
    other_heading: Pattern,
    caption: Pattern,
    advice: Pattern,
    other_case: Pattern,
    /// An aside that says how the case itself began: ちなみに、入られたきっかけは.
    own_cause: Pattern,
    statistic: Pattern,
    threats: Pattern,
    fiction: Pattern,
    sales: Pattern,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let cue = |pattern: &'static str| Pattern::new(pattern);
    Cues {
        advice_heading: cue(
            "再発防止|お願い|ご注意|質問|お尋ね|Q&A|FAQ|予防|とは(?:[?？!(]|$)|とは何|学ぶ|教訓(?:[^0-9]|$)|ポイント(?:[^0-9]|$)|ご案内(?:$|[^がはとのを])|会社概要|関連|参考|まとめ(?:$|[^てたるら])|編集後記|^[^、。]{0,8}アクセス(?:ランキング|上位)|よく読まれ|人気(?:の)?記事|次号予告|バックナンバー|前号|先月号|あわせて読",
        ),
        other_heading: cue(
            "(?:年|月|か月|カ月|ヵ月|週間)前にも|^過去(?:の|にも)|^これまでの(?:流出|被害|事件|事故|経緯と)|類似の?(?:事例|事案)",
        ),
        caption: cue(r"^(?:[0-9]+[.．、)]|\([0-9]+\)|[■●◆○◎▼【〈<・]|[一二三四五六七八九][、.])[^。]*$"),
        advice: cue(
            "(?:ください|下さい|くださいますよう.*|ましょう|べきだ|べきである|心がけたい|しておきたい|お願い(?:いた|申)し(?:ます|上げます))(?:。|$|!)|^(?:Q|A|問|答)[.．0-9:]|ご注意|ご遠慮",
        ),
        other_case: cue(concat!(
            r"(?:[0-9]{2,4}年(?:[0-9]{1,2}月)?|昨年(?:[0-9]{1,2}月)?|一昨年(?:[0-9]{1,2}月)?|おととし|今年(?:[0-9]{1,2}月)?|先月|先週|年前|以前|同年[0-9]{1,2}月|同月)(?:に|の時)?も[、,]?",
            r"|^(?:次号予告|次回予告|次号|先月号|先々月号|前号|前の回|次の回|バックナンバー|関連記事|(?:アクセスの多い|よく読まれ(?:た|ている)|人気の)記事)(?::|から| )",
            r"|^(?:同業|国内|海外|県内|市内|全国|業界|過去|ほか|他|世界)(?:では|には|でも|に(?:も|、))",
            r"|同様の(?:手口|被害|事案|事象|攻撃|事故|ミス|事例)|これとは別に|とは別の(?:もの|事案|件)|相次いで(?:いる|おり|いま)|年前にも|でも同じような|する(?:事案|事件|事故)が[^。]{0,12}報じられ|ちなみに|をめぐっては、[^。]{6,}(?:問題|事件|事案|例)[^。]{0,20}(?:たばかり|もある|もあった|起き)|といった例|の例もある|^(?:先月|昨年|先週|今年|[0-9]{1,2}月)には?、?[^。]{6,}(?:こと|問題|事件|事案)も(?:判明|発覚|明らかにな|分か|わか)|^(?:昨年|一昨年|昨年[0-9]{1,2}月|過去|以前|かつて|[0-9]{4}年)[^。]{4,}(?:た例|という例|ケース)(?:が|も)あ|相次[^。]{0,30}(?:命令|処分|指導|勧告)を受け|(?:して|を受けて)(?:以降|以来|以後)、[^。]{0,30}(?:指導|強化|徹底|見直|呼びかけ|求めて)|例が多い|仮名",
        )),
        own_cause: cue("^ちなみに[^。]{0,12}(?:きっかけ|原因|経路|発端|手口)は"),
        statistic: cue(
            "前年(?:比|度|より|同期)|前の年度|白書[」』]?(?:に|で|の)|^編集後記|割合(?:[^証]|$)|構成比|過去最多|[0-9一二三]+位(?:は|が|に|だ|と|を|、|。|$)|順位|ランキング|年次報告|(?:実態|意識|緊急|アンケート)調査(?:で|によ|の結果|に)|警察庁(?:によ|が(?:まとめ|公表|発表|調べ|集計)|の(?:まとめ|調べ|統計|発表|集計|資料))|全体の[約]?[0-9]",
        ),
        threats: cue(
            "(?:脅威|手口|リスク|種類|攻撃の方法|被害の例)(?:を|に|は|として|の).{0,20}(?:まとめ|挙げ|次の|以下|紹介|あり)|次のような(?:攻撃|脅威|手口|被害)",
        ),
        fiction: cue(
            "劇中|寸劇|を演じ|映画|ドラマ|小説|漫画|主演|舞台あいさつ|が演じ|台本|主題歌|脚本|という設定|シナリオ|との想定|と想定し|を想定した|訓練",
        ),
        sales: cue(
            "提供(?:を)?開始|無料(?:トライアル|体験|で試)|導入実績|月額(?:料金|[0-9約])|標準(?:で)?対応|お問い合わせください|ご相談ください|資料請求|新機能|搭載し",
        ),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_speak_as_the_rules_say() {
        let manners = [Manner::Advice, Manner::OtherCase, Manner::Statistic, Manner::Fiction, Manner::Sales];
        let mut wrong = Vec::new();
        for (rule, manner) in RULES.iter().zip(manners) {
            let hits = rule.hit.iter().map(|sentence| (sentence, true));
            for (sentence, expect) in hits.chain(rule.miss.iter().map(|sentence| (sentence, false))) {
                let found = of(&sentence.replace(['《', '》'], ""));
                if (found == manner) != expect {
                    wrong.push(format!("{}: {sentence} is {found:?}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

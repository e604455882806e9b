//! Sentences of a scope that speak of something else than its incident: measures against a repetition, advice to the
//! reader, questions and answers, earlier cases and cases of others.

use std::sync::LazyLock;

use regex::Regex;

use crate::incident::Scope;
use crate::page::BlockKind;

/// For each sentence of `scope`, in order, whether it is an aside.
pub fn asides(scope: &Scope) -> Vec<bool> {
    let text = scope.text();
    let mut under = false;
    let mut asides = Vec::with_capacity(scope.sentences.len());
    for &index in &scope.sentences {
        let sentence = &text.sentences()[index];
        let words = text.slice(sentence.span);
        if matches!(text.passages()[sentence.passage].kind, BlockKind::Heading(_) | BlockKind::Term) || is_caption(words) {
            under = CUES.heading.is_match(words);
        }
        asides.push(under || CUES.advice.is_match(words) || CUES.other_case.is_match(words));
    }
    asides
}

/// Whether a paragraph is a heading in all but its markup: short, without a full stop, numbered or in brackets.
fn is_caption(words: &str) -> bool {
    words.chars().nth(30).is_none() && CUES.caption.is_match(words)
}

struct Cues {
    heading: Regex,
    caption: Regex,
    advice: Regex,
    other_case: Regex,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    #[allow(clippy::expect_used)]
    let cue = |pattern: &str| Regex::new(pattern).expect("the cues are regular expressions");
    Cues {
        heading: cue(
            "再発防止|お願い|ご注意|質問|Q&A|FAQ|予防|とは|学ぶ|教訓|ポイント|ご案内|会社概要|関連|参考|まとめ|うちの|見えるもの|編集後記|今月のひとこと",
        ),
        caption: cue(r"^(?:[0-9]+[.．、)]|\([0-9]+\)|[■●◆○◎▼【〈<・]|[一二三四五六七八九][、.])[^。]*$"),
        advice: cue(
            "(?:ください|下さい|くださいますよう.*|ましょう|べきだ|べきである|心がけたい|しておきたい|お願い(?:いた|申)し(?:ます|上げます))(?:。|$|!)|^(?:Q|A|問|答)[.．0-9:]|ご注意|ご遠慮",
        ),
        other_case: cue(concat!(
            r"(?:[0-9]{2,4}年(?:[0-9]{1,2}月)?|昨年(?:[0-9]{1,2}月)?|一昨年(?:[0-9]{1,2}月)?|おととし|今年(?:[0-9]{1,2}月)?|先月|先週|年前|以前|同年[0-9]{1,2}月|同月)(?:に|の時)?も[、,]?",
            r"|^(?:同業|国内|海外|県内|市内|全国|業界|過去|ほか|他|世界)(?:では|には|でも|に)",
            r"|同様の(?:手口|被害|事案|事象|攻撃|事故|ミス|事例)|これとは別に|とは別の(?:もの|事案|件)|相次いで(?:いる|おり|いま)|年前にも|でも同じような|ちなみに|といった例|の例もある|例が多い",
        )),
    }
});

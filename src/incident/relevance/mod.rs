//! Whether a page, and a stretch of it, reports an incident at all.
//!
//! Statistics, advice, products, law, drills and the explanation of a technique are none, however many cue words stand
//! in them. So a page is asked two questions: which of its sentences *tell an event* ([`tells`]): they assert or suspect
//! an attack or mishap, of the past, and in the manner of a report; and what kind of writing it is ([`Genre`]). A page
//! whose title announces an incident needs one such sentence; a page whose title says nothing must also
//! name somebody to whom it may have happened; a page of general writing, several that announce it.

mod genre;
mod manner;
#[cfg(test)]
mod tests;

pub use genre::{Genre, title};
pub use manner::{InScope, Manner, Manners, RULES, manners, tells_other_case};

use std::cell::LazyCell;
use std::ops::{Deref, Range};
use std::sync::LazyLock;

use crate::pattern::Pattern;

use super::{Incident, Reading, Scope, types};
use crate::extract::org::{Part, near};
use crate::extract::{Attack, AttackType, Mention, Modality, Organization, Unit, modality};
use crate::page::BlockKind;
use crate::text::{Norm, Pos, Span, Text};

/// How many sentences must announce an event in writing that otherwise speaks in general.
const ANNOUNCEMENTS: usize = 3;

/// Whether words may tell that data got out without saying by what. A text of which no sentence does, and which mentions no
/// attack or mishap, reports no incident, whatever else it says.
#[must_use]
pub fn may_tell_leak(words: &str) -> bool {
    [&CUES.leak, &CUES.many, &CUES.information, &CUES.data].iter().all(|cue| cue.is_match(words))
        || words.len() < HEADING && APOLOGY_FOR_DATA.is_match(words)
}

/// How long a heading is at most, in bytes.
const HEADING: usize = 400;

/// A heading that apologises for what was done with data, whatever that was: 個人情報の閲覧について(お詫び).
static APOLOGY_FOR_DATA: Pattern = Pattern::new(
    "(?:情報|データ|名簿|書類|文書|メール|カルテ|記録|アドレス|申込|ファイル|カード)[^。]{0,40}(?:お詫び|おわび|不適切|不備|事故|事案|陳謝)",
);

/// Whether the scope's title apologises for what was done with data, and a sentence shows what became of it.
fn apologises(scope: &Scope, manners: &InScope) -> bool {
    APOLOGY_FOR_DATA.is_match(&scope.title) && types::shows_what_became(scope, manners)
}

/// Whether a post may report an incident of whose mentions only the attacks are known, and which needs tokens only in their
/// sentences.
#[must_use]
pub fn may_report(reading: &Reading) -> bool {
    let scope = Scope::of_post(reading);
    let manners = manners(&scope);
    let may_tell = |&sentence: &usize| {
        may_tell_leak(reading.text.slice(reading.text.sentences()[sentence].span)) && manners.of(sentence) == Some(Manner::Report)
    };
    !told(&scope, &&manners).is_empty() || scope.sentences.iter().any(may_tell)
}

/// Whether the page reports any incident.
#[must_use]
pub fn reports_incidents(readings: &[Reading]) -> bool {
    readings.iter().any(reports)
}

/// Whether the post reports any incident.
fn reports(reading: &Reading) -> bool {
    let scope = Scope::of_post(reading);
    let manners = manners(&scope);
    let told = told(&scope, &&manners);
    let leaked = || {
        let of_information = |&sentence: &usize| {
            manners.of(sentence) == Some(Manner::Report)
                && [&CUES.information, &CUES.many]
                    .iter()
                    .all(|cue| cue.is_match(reading.text.slice(reading.text.sentences()[sentence].span)))
        };
        leaks(&scope).any(|at| of_information(&at))
    };
    match Genre::of(reading, &manners) {
        // Who logged into the account of an acquaintance was caught: nothing befell an organisation.
        Genre::Incident if !names_somebody(reading) && is_of_person(reading.text) => false,
        Genre::Incident => !told.is_empty() || leaked() || apologises(&scope, &manners),
        Genre::Open => (!told.is_empty() || leaked()) && names_somebody(reading),
        Genre::General => {
            let announced = told.iter().filter(|&&sentence| announces(reading.text, sentence));
            (announced.count() >= ANNOUNCEMENTS || tells_cases(reading, &told)) && names_somebody(reading)
        }
    }
}

/// Whether the scope tells of something that happened to an organisation, or is an item under a heading that does.
///
/// Things are lost, stolen and handed to the wrong person every day: that is an incident only where information is said
/// to be in them. A case whose organisation has a made-up name (仮名) is an example.
#[must_use]
pub fn is_incident(scope: &Scope) -> bool {
    if scope.is_listed {
        return !genre::is_postscript(&scope.title);
    }
    let manners = LazyCell::new(|| manners(scope));
    let leaks = || leaks(scope).any(|sentence| manners.of(sentence) == Some(Manner::Report));
    let is_told =
        || !told(scope, &manners).is_empty() || !types::headed(scope).is_empty() || leaks() || apologises(scope, &manners);
    if !is_told() || any_sentence(scope, &CUES.example) {
        return false;
    }
    // Between the incidents of a blog stand posts and sections of other writing.
    let is_other_writing = || {
        if is_whole(scope) {
            !reports(scope.reading)
        } else {
            has_own_title(scope) && genre::is_general(&scope.title) && !names_its_case(&scope.title)
        }
    };
    if is_other_writing() {
        return false;
    }
    let attacks = &scope.reading.mentions.attacks;
    let mut of_things = scope.only(attacks).peekable();
    of_things.peek().is_none()
        || of_things.any(|mention| !ABOUT_THINGS.contains(&mention.value.kind) || is_about_data(scope, mention))
}

/// Whether a heading is one of a series that ends in whose case is told: 教訓2 紙のカルテの備え ── みなと病院.
fn names_its_case(heading: &str) -> bool {
    static NAMED: Pattern = Pattern::new("^[^0-9]{0,6}[0-9]{1,2}.*(?:──|――|—|―|─) ?[^ ]{3,}$");
    NAMED.is_match(heading)
}

/// How many sentences after a mishap, or before it, the information may be named that it is about.
const NEARBY: usize = 4;

/// Whether information, or what holds it, is named near to a mishap, or all that the page tells is of information.
fn is_about_data(scope: &Scope, mention: &Mention<Attack>) -> bool {
    const OF_INFORMATION: [&str; 6] = ["個人情報", "情報漏", "情報流出", "情報の", "漏えい", "漏洩"];
    let text = scope.text();
    let titles = [Some(scope.title.as_str()), scope.reading.page.title.as_deref()];
    if titles.into_iter().flatten().any(|title| OF_INFORMATION.iter().any(|words| title.contains(words))) {
        return true;
    }
    let Some(sentence) = scope.sentence_of(mention.span) else { return false };
    let from = scope.sentences.partition_point(|&index| index + NEARBY < sentence);
    let near = scope.sentences[from..].iter().take_while(|&&index| index <= sentence + NEARBY);
    let data = &scope.reading.mentions.data;
    let names_data = |index: &usize| {
        let span = text.sentences()[*index].span;
        let next = data.partition_point(|data| data.span.start() < span.start());
        CUES.data.is_match(text.slice(span)) || data.get(next).is_some_and(|data| span.contains(data.span))
    };
    near.into_iter().any(names_data)
}

/// Whether a record says more than that something happened: to whom, when, or how much it cost. Remarks and jokes in
/// passing do not.
#[must_use]
pub fn says_something(incident: &Incident) -> bool {
    incident.victim.is_some() || !incident.dates.is_empty() || !incident.leaks.is_empty() || !incident.losses.is_empty()
}

/// Mishaps that happen to things of every kind.
const ABOUT_THINGS: [AttackType; 3] = [AttackType::Loss, AttackType::Theft, AttackType::Misdelivery];

/// Whether the scope is the whole of its post.
fn is_whole(scope: &Scope) -> bool {
    scope.sentences.len() == scope.text().sentences().len()
}

/// Whether the scope stands under a heading of its own, not only under the post's.
fn has_own_title(scope: &Scope) -> bool {
    let page = scope.reading.page;
    let of_post = page.posts[scope.reading.post].heading.as_ref().or(page.title.as_ref());
    of_post.is_none_or(|title| *title != scope.title)
}

/// Whether a sentence of the scope matches `cue`.
fn any_sentence(scope: &Scope, cue: &Pattern) -> bool {
    let text = scope.text();
    scope.sentences.iter().any(|&index| cue.is_match(text.slice(text.sentences()[index].span)))
}

/// The sentences of a scope that tell an event, each once, in order. `manners` are asked for only where one may.
fn told<'s, 'a: 's>(scope: &'s Scope<'a>, manners: &impl Deref<Target = InScope<'s, 'a>>) -> Vec<usize> {
    let text = scope.text();
    let reports = |sentence: &usize| manners.of(*sentence) == Some(Manner::Report);
    let attacks = scope.only(&scope.reading.mentions.attacks).filter_map(|mention: &Mention<Attack>| {
        let sentence = scope.sentence_of(mention.span)?;
        tells(text, sentence, mention.span, mention.value.modality).then_some(sentence)
    });
    let mut told: Vec<usize> = attacks.filter(reports).collect();
    told.dedup();
    told
}

/// The length of a sentence that says nothing but how many, in characters.
const SHORT: usize = 16;

/// The sentences that tell how much of somebody's data got out, whether or not they say by what.
fn leaks<'s>(scope: &'s Scope) -> impl Iterator<Item = usize> + 's {
    let text = scope.text();
    let mut counted: Vec<usize> = scope
        .only(&scope.reading.mentions.quantities)
        .filter(|mention| matches!(mention.value.unit, Unit::Records | Unit::People | Unit::Accounts | Unit::Cards))
        .filter_map(|mention| scope.sentence_of(mention.span))
        .collect();
    // 顧客名簿が流出した。1,500人分。 確認できたのは201人分で…
    let is_figure = |&sentence: &usize| {
        let words = text.slice(text.sentences()[sentence].span);
        words.chars().count() <= SHORT || CUES.figure.is_match(words)
    };
    let before = counted.iter().copied().filter(is_figure).filter_map(|sentence| sentence.checked_sub(1));
    let before: Vec<usize> = before.filter(|sentence| scope.sentences.binary_search(sentence).is_ok()).collect();
    counted.extend(before);
    counted.sort_unstable();
    counted.dedup();
    counted.into_iter().filter(move |&sentence| {
        let span = text.sentences()[sentence].span;
        let words = text.slice(span);
        let is_leak = |found: Range<usize>| {
            let span = Span::new(span.start() + found.start, span.start() + found.end);
            let modality = modality::of(text, span);
            // A headline tells in the present: 情報流出は596万件 見積もりを上回る.
            let is_heading = matches!(text.passages()[text.sentences()[sentence].passage].kind, BlockKind::Heading(_));
            tells(text, sentence, span, modality) || is_heading && modality == Modality::Asserted
        };
        CUES.data.is_match(words) && CUES.leak.find_all(words).into_iter().any(is_leak)
    })
}

/// Whether the words at `span` are told as an event: asserted or suspected, and of the past or in the shape of a headline.
fn tells(text: &Text, sentence: usize, span: Span<Norm>, modality: Modality) -> bool {
    static QUESTION: Pattern = Pattern::new("(?:だろう|でしょう|ないの|るの)か[。?？]?$");
    if !matches!(modality, Modality::Asserted | Modality::Suspected) {
        return false;
    }
    // 紛失した端末から情報が漏れる心配はないのだろうか: who asks tells nothing.
    if QUESTION.is_match(text.slice(text.sentences()[sentence].span)) {
        return false;
    }
    // サイバー攻撃に関する指針を公表した: what is told is a paper, no attack.
    let after = &text.norm()[span.end()..text.sentences()[sentence].span.end().max(span.end())];
    if OF_PAPER.is_match(after) {
        return false;
    }
    let tokens = &text.tokens()[text.sentences()[sentence].tokens.clone()];
    let from = tokens.partition_point(|token| token.span.start() < span.start());
    let is_past = |at: usize| {
        let word = text.slice(tokens[at].span);
        tokens[at].pos == Pos::Auxiliary && matches!(word, "た" | "だ" | "たら")
            || matches!(word, "いる" | "い" | "おり" | "おる" | "おっ")
    };
    let last = tokens.iter().rev().find(|token| !matches!(token.pos, Pos::Symbol(_) | Pos::Space));
    let is_headline = last.is_none_or(|token| !matches!(token.pos, Pos::Verb | Pos::Adjective | Pos::Auxiliary));
    // A list tells what happened in the present: 患者の書類を別人に渡す。
    let is_entry = || {
        let kind = &text.passages()[text.sentences()[sentence].passage].kind;
        matches!(kind, BlockKind::Item | BlockKind::Cell(_)) && last.is_some_and(|token| token.pos == Pos::Verb)
    };
    is_headline
        || (from..tokens.len()).any(is_past)
        || modality == Modality::Asserted && is_entry()
        || gives_cause(text, sentence)
}

/// Whether a sentence gives the cause of what the one before it tells: 障害が起きた。原因はサイバー攻撃です。
fn gives_cause(text: &Text, sentence: usize) -> bool {
    static CAUSE: Pattern = Pattern::new(concat!(
        "^(?:(?:主な|直接の|その|今回の)?(?:原因|理由)|これ|今回の件|本件)は、?[^。]{2,60}(?:です|だ|である|であり|とみられる|とみられます|という)[。]?$",
        "|(?:が|によるのが)原因(?:です|だ|である|という|とみられる|とみられます)[。]?$",
    ));
    static TOLD: Pattern =
        Pattern::new("(?:し|い|っ|れ|ん|え|り|き|じ|ち|び|み|け|せ|め|べ|げ|て)[ただ](?:という|とのこと)?[。]?$");
    let words = |sentence: usize| text.slice(text.sentences()[sentence].span);
    CAUSE.is_match(words(sentence)) && sentence > 0 && TOLD.is_match(words(sentence - 1))
}

/// Whether a text tells that somebody was caught who had got at the accounts of a person.
fn is_of_person(text: &Text) -> bool {
    static CAUGHT: Pattern = Pattern::new("逮捕|書類送検|送検し|検挙|摘発");
    static PERSON: Pattern = Pattern::new(
        "(?:女性|男性|女子|男子|知人|友人|同僚|元(?:交際相手|妻|夫)|交際相手|同級生|芸能人|タレント|他人)[^。]{0,24}(?:アカウント|SNS|LINE|ID|メール|クラウド|スマートフォン|スマホ|パスワード)",
    );
    static TAKEN: Pattern = Pattern::new("顧客|患者|名簿|会員|社内|学校の|市の|会社の");
    let told = |cue: &Pattern| text.sentences().iter().any(|sentence| cue.is_match(text.slice(sentence.span)));
    told(&CAUGHT) && told(&PERSON) && !told(&TAKEN)
}

/// Behind a word for an attack: something that is made, held or said against attacks in general.
static OF_PAPER: Pattern = Pattern::new(concat!(
    "^(?:など|等)?(?:に(?:関する|ついての|対する|備える|備えた)|への|を(?:想定|題材)(?:に)?した)",
    "[^、。はがを]{0,14}(?:指針|ガイドライン|手引き?|監督|法案|条例|政令|訓練|演習|研修|講座|講演|セミナー|勉強会|保険|シンポジウム|啓発|教材|冊子|備え)",
));

/// Whether the post names an organisation to which things may happen, or speaks in the first person.
fn names_somebody(reading: &Reading) -> bool {
    let is_actor = |mention: &Mention<Organization>| mention.value.part == Part::Any;
    reading.mentions.organizations.iter().any(is_actor)
        || CUES.first_person.is_match(reading.text.norm())
        || reading.mentions.organizations.iter().any(|mention| is_befallen(reading.text, mention))
}

/// Whether the police, a newspaper or a broadcaster is told of as one to whom something happened: by its own people.
fn is_befallen(text: &Text, mention: &Mention<Organization>) -> bool {
    static OWN: Pattern = Pattern::new(
        "^(?:の[^、。]{0,14}(?:署員|職員|社員|記者|警察官|警部補?|巡査部?長?|隊員)|(?:で|が|は)[^。]{0,60}(?:紛失|誤って|誤送|流出|漏|不正アクセス|感染))",
    );
    static CATCHES: Pattern = Pattern::new("^[はが][^。]{0,160}(?:逮捕|書類送検|送検し|検挙|摘発し)");
    let may = matches!(mention.value.part, Part::Police | Part::Press);
    let passage = |index: usize| &text.passages()[text.sentences()[index].passage];
    let is_topic = |index: usize| {
        let heading = matches!(passage(index).kind, BlockKind::Heading(level) if level > 1);
        heading && mention.value.part == Part::Press && mention.span.end() == passage(index).span.end()
    };
    let of_its_own = |index: usize| {
        let after = near::after(text, text.sentences()[index].span, mention.span.end());
        OWN.is_match(after) && !CATCHES.is_match(after)
    };
    may && text.sentence_at(mention.span).is_some_and(|index| is_topic(index) || of_its_own(index))
}

/// How many headings must announce a case each in writing that otherwise speaks in general.
const CASES: usize = 2;

/// Whether an event is told under two headings or more that each announce a case: 事例1, 3. …, ■2021年.
fn tells_cases(reading: &Reading, told: &[usize]) -> bool {
    let text = reading.text;
    let passage_of = |sentence: usize| text.sentences()[sentence].passage;
    let mut case = None;
    let mut counted = 0;
    let mut told = told.iter().map(|&sentence| passage_of(sentence)).peekable();
    for (index, passage) in text.passages().iter().enumerate() {
        if matches!(passage.kind, BlockKind::Heading(_)) {
            case = CUES.case.is_match(text.slice(passage.span)).then_some(());
        }
        while told.next_if(|&at| at <= index).is_some() {
            counted += usize::from(case.take().is_some());
        }
    }
    counted >= CASES
}

/// Whether the sentence says that somebody announced or found it.
fn announces(text: &Text, sentence: usize) -> bool {
    CUES.announcement.is_match(text.slice(text.sentences()[sentence].span))
}

struct Cues {
    /// The page speaks of its own house.
    first_person: Pattern,
    /// Somebody announced or found something.
    announcement: Pattern,
    /// Information, and what holds it.
    data: Pattern,
    /// Information about somebody.
    information: Pattern,
    /// A number of two digits or more, counted.
    many: Pattern,
    /// Data got out.
    leak: Pattern,
    /// A sentence begins with how many it was.
    figure: Pattern,
    /// The organisation has a made-up name.
    example: Pattern,
    /// A heading under which a case is told.
    case: Pattern,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let cue = |pattern: &'static str| Pattern::new(pattern);
    Cues {
        first_person: cue(
            "当(?:社|院|行|校|会|協会|センター|サイト|局|園|館|店|組合|財団|法人|市|町|村|県|支部|連盟|機構|研究所)|弊[社行会店]|本(?:学|校|市|会|院|サービス|サイト)",
        ),
        data: cue(
            "情報|データ|のは[^。、]{0,14}人分|人分の(?:流出|漏えい|漏洩)を(?:発表|公表|明らか|認め)|名簿|案内|はがき|封書|書状|住民票|戸籍|保険証|受給者証|受診券|接種券|名刺|氏名|名前|住所|電話番号|メアド|メール|アドレス|書類|文書|書面|資料|通知|証明書|カルテ|答案|台帳|成績|USB|CD|DVD|媒体|図面|メモリ|パソコン|PC|ディスク|端末|票|カード|フィルム|伝票|リスト|明細|申込書|申請書|請求書|納付書|診断書|処方|履歴書|願書|調査票|原簿|契約書|名札|写真|郵便物|書留|顧客|個人の|カメラ|スマートフォン|スマホ|携帯電話|タブレット",
        ),
        many: cue("[0-9万千][0-9,万千]+(?:余り|あまり|余|以上)?(?:件|人|名|アカウント|枚)"),
        information: cue(
            "情報|データ|のは[^。、]{0,14}人分|人分の(?:流出|漏)|名簿|案内|はがき|封書|書状|住民票|戸籍|保険証|受給者証|受診券|接種券|名刺|氏名|メアド|顧客|会員|お?客|アドレス|利用者",
        ),
        leak: cue(
            "流出|流失|漏えい|漏洩|漏れ(?:た|て|る|、|出)|洩れ|漏出|出回(?:っ|り)|やられた(?:可能性|おそれ|恐れ|疑い)|流れた(?:可能性|おそれ|恐れ|疑い|のは)|盗まれ|盗み出|抜き取られ|抜かれ|持ち出され|(?:外|外部)[にへ](?:出て|出た|出まし|渡|送ら|持ち)|売られ|売り(?:渡|払)|閲覧され|見られた|(?:見|閲覧でき)る状態",
        ),
        figure: cue(
            "^(?:[^。]{0,24}(?:によると|では)、)?(?:[^、。]{0,12}(?:のは|件数は|対象は|人数は)[^、。]{0,24}|(?:計|合わせて|最大|およそ|約)[^、。]{0,6})[0-9][0-9,万]*(?:件|人|名)分?",
        ),
        // People may have made-up names in a report of what did happen: 元課長(51)=仮名=.
        example: cue(
            "(?:[社行院校学市町村店園]|会社|法人|組合|団体|[ァ-ヺー]{3,})[」』]?(?:\\(|=|、)?(?:[^)。]{0,8}、)?仮名|(?:社名|団体名|企業名|校名|名称)は[^。]{0,4}仮名|説明のための架空|[(※]フィクション|架空の(?:会社|企業|団体|組織|学校|病院)(?:で|を(?:例|題材|想定))",
        ),
        announcement: cue("発表|公表|明らかに|お詫び|おわび|謝罪|陳謝|発覚|判明"),
        case: cue(concat!(
            r"^[^0-9]{0,3}(?:(?:事例|ケース|実例|被害例|事件|CASE|Case) ?\(?[0-9一二三四五]|その ?\(?[0-9一二三四五](?:[はが、。.:) ]|$))",
            "|^(?:事例|ケース|実例)[:：・]",
        )),
    }
});

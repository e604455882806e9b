//! Organisations that a text expressly leaves unnamed: A社, 市内の中学校, 県立高校.

use crate::pattern::Pattern;

use super::cues::Cues;
use super::near;
use super::{Organization, OrganizationKind, Part};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
use crate::page::BlockKind;
use crate::text::{Norm, Span, Text};

const LETTER: CodeRule = CodeRule {
    id: "org/anonymous/letter",
    says: "A letter or a row of circles in place of the name: A社, B病院, ○○市.",
    hit: &["取引先の《A社》を装った。", "《○○銀行》の口座。", "部品メーカー《A社》では"],
    miss: &["A社員。", "DMA社会の構築"],
};

const SCHOOL: CodeRule = CodeRule {
    id: "org/anonymous/school",
    says: "A school, hospital or nursery that is known only by where it is or who runs it: 青葉県の県立高校, 市立小学校, 市内の病院.",
    hit: &[
        "《北浜市の小学校》に勤める教諭。",
        "《県立高校》で公開された。",
        "【北浜府】《市立中学校》、答案を紛失",
        "《北浜市立小学校》の教諭が紛失した。",
        "《県央部の全日制の高校》では、教諭が紛失した。",
        "《関東の県立美術館》の公式アカウント。",
        "《北陸某国立大学》のプリンター。",
        "《県立がんセンター》の医師が紛失した。",
        "《北浜市の社会福祉協議会》の端末が遠隔操作された。",
        "《ひたちなか市の病院》で電子カルテが使えなくなった。",
        "《つるぎ町の中学校》の教諭が紛失した。",
    ],
    miss: &["小学校の教諭。", "市立図書館の本。", "市内の小学校長。"],
};

const BUSINESS: CodeRule = CodeRule {
    id: "org/anonymous/business",
    says: "A business or a city that is known only by where it is and what it does, where the text tells what befell it.",
    hit: &[
        "《北浜市内の税理士法人》でパソコンが遠隔操作され、情報が流出した。",
        "《青葉県の食品会社》がランサムウェアの被害に遭った。",
        "《ある印刷会社》では、サーバーが感染した。",
        "《西日本の人口9万人の市》で、図書館の障害が起きた。",
        "《北浜市内の機械部品商社》(匿名希望)。経理の担当者が送金した。",
        "《青葉県の機械商社》で、8月に退職した元社員が顧客のデータを引き出していた。",
        "《青葉県の温泉旅館組合》は21日、案内のメールを全員の宛先が見える形で送った。",
    ],
    miss: &[
        "青葉県の印刷会社「ヨルコー」のサーバーが感染した。",
        "県内の企業に注意を呼びかけた。",
        "県内の市町村で障害が起きた。",
        "北浜市の委託業者が紛失した。",
    ],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[LETTER, SCHOOL, BUSINESS];

static LETTERS: Pattern = Pattern::new(
    r"(?:[A-WYZ]|[○〇●◯×]{1,3})(社|市|町|村|県|区|大学|高校|高等学校|中学校|小学校|中学|病院|銀行|信用金庫|医院|団体|事業者)",
);

/// Where somebody is: 青葉県, 北浜市内, 県央部, 関東地方.
macro_rules! place {
    () => {
        concat!(
            r"[一-鿿㐀-䶿々〆〇ヶケ]{1,5}[都道府県市区町村](?:内|管内)?|[県市町村都府道区]内?|同[県市町村区]内?|県(?:央|[東西南北中])部?",
            r"|(?:北海道|東北|北関東|南関東|関東|首都圏|甲信越|北陸|東海|中部|近畿|関西|中国|四国|九州|沖縄|西日本|東日本)(?:地方|地区)?",
        )
    };
}

static SCHOOLS: Pattern = Pattern::new(concat!(
    r"(?:(",
    place!(),
    r")(?:の|某|のある|のとある))?(?:某|(?:全日制|定時制|通信制)の)?",
    r"(?:([一-鿿㐀-䶿々〆〇]{0,5}[県市町村都府道区国私公])立の?)?",
    r"(?:(?:こども|小児|がん|精神|循環器|救急|リハビリ|周産期)(?:医療)?(?:センター|病院)",
    r"|中等教育学校|義務教育学校|小中学校|小学校|中学校|高等学校|高校|中学|特別支援学校|支援学校|短期大学|短大|大学病院|大学|病院|医院|クリニック|歯科医院|歯科|診療所|保育園|保育所|幼稚園|こども園|教育委員会|社会福祉協議会|社協|消防本部|消防局|水道局|商工会議所|商工会|観光協会|シルバー人材センター|美術館|博物館|図書館|高)",
));

/// Bodies of which every city has one.
const BODIES: [&str; 9] =
    ["社会福祉協議会", "社協", "消防本部", "消防局", "水道局", "商工会議所", "商工会", "観光協会", "シルバー人材センター"];

static BUSINESSES: Pattern = Pattern::new(concat!(
    r"(?:(?:",
    place!(),
    r")(?:の|・|某|のある|のとある)|ある|とある|某)(?:人口[0-9万約]{1,8}人?の|中堅|中小|老舗|大手)*",
    r"(?:税理士法人|弁護士法人|法律事務所|会計事務所|税理士事務所|信用金庫|銀行|(?:農業|漁業|生活)?協同組合|社会福祉法人|医療法人|学校法人|旅館|ホテル|自治体|市|町|村|区",
    r"|[一-鿿ァ-ヺー]{1,8}(?:会社|メーカー|業者|企業|商社|工場|商店|加工業|製造業|販売店|専門店|組合|協会|事務所|薬局|問屋|農家|農園|法人|団体|劇場|球団))",
));

/// What befalls a business, in words that no list of mishaps has.
static BEFALLS: Pattern = Pattern::new(concat!(
    r"^[^。]{0,60}(?:(?:元|退職した)[^、。]{0,8}(?:社員|従業員|職員|店長)|(?:見え|見られ)る(?:形|状態|よう)|だまし取|だまされ|詐取|引き出され|送金し|乗っ取|",
    r"持ち出|置き忘れ|誤って|盗まれ|なくし|止ま(?:っ|り)|遠隔操作)",
));

/// The letters and circles in `text` that stand in place of a name, in order.
pub(super) fn letters(text: &Text) -> Vec<Mention<Organization>> {
    let mut found = Vec::new();
    for groups in LETTERS.groups(text.norm()) {
        let [Some(whole), Some(noun)] = &groups[..] else { continue };
        let noun = &text.norm()[noun.clone()];
        let before = text.norm()[..whole.start].chars().next_back();
        let glued = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '○' | '〇' | '●' | '◯'));
        let span = Span::new(whole.start, whole.end);
        if !glued && ends_with_token(text, span) {
            let kind = match noun {
                "市" | "町" | "村" | "県" | "区" => OrganizationKind::Municipality,
                "社" | "銀行" | "信用金庫" | "事業者" => OrganizationKind::Company,
                "団体" => OrganizationKind::Association,
                _ => kind(noun),
            };
            found.push(mention(text, span, kind, LETTER));
        }
    }
    found
}

/// The schools and hospitals in `text` of which only place or keeper is told, in order. The names of cities that are not
/// written in kanji alone are among the `names`.
pub(super) fn schools(text: &Text, names: &[Mention<Organization>]) -> Vec<Mention<Organization>> {
    let mut found = Vec::new();
    for groups in SCHOOLS.groups(text.norm()) {
        let [Some(whole), place, runner] = &groups[..] else { continue };
        let city = city_before(text, names, whole.start).filter(|city| runner.is_none() && city.end() < whole.end);
        let place = city.map(|city| city.start()..city.end()).or(place.clone());
        let start = city.map_or(whole.start, Span::start);
        let kana = runner.as_ref().filter(|runner| runner.start == start && runner.len() == '市'.len_utf8());
        let span = Span::new(start - kana.map_or(0, |_| kana_town(&text.norm()[..start])), whole.end);
        let begins = text.tokens()[text.tokens_in(span)].first().is_some_and(|first| first.span.start() == span.start());
        let located = place.is_some() || runner.is_some() && !text.slice(span).ends_with('館');
        if located && begins && ends_with_token(text, span) && !text.slice(span).ends_with("の高") {
            let mut mention = mention(text, span, kind(text.slice(span)), SCHOOL);
            if text.slice(span).ends_with("教育委員会") {
                // 北浜市の教育委員会 is a name, and an office of the city.
                mention.value.anonymous = false;
                mention.value.kind = OrganizationKind::Municipality;
            }
            if BODIES.iter().any(|body| text.slice(span).ends_with(body)) {
                // 北浜市の社会福祉協議会 is a name, and 市の社会福祉協議会 one that was named before.
                if place.as_ref().is_none_or(|place| text.norm()[place.clone()].chars().count() < 3) {
                    continue;
                }
                mention.value.anonymous = false;
                mention.value.kind = OrganizationKind::Association;
            }
            found.push(mention);
        }
    }
    found
}

/// How many bytes of a town's name in kana stand at the end of `before`, where its prefecture or nothing is before them:
/// 青葉県つばき|町立の小学校, みなと|市立の高校.
fn kana_town(before: &str) -> usize {
    let is_kana = |c: &char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー');
    let length: usize = before.chars().rev().take(LONGEST_TOWN + 1).take_while(is_kana).map(char::len_utf8).sum();
    let (rest, town) = before.split_at(before.len() - length);
    let opens = rest.is_empty() || rest.ends_with(['都', '道', '府', '県', '\n', ' ', '。', '、', ')', '】', '・']);
    let is_name =
        (2..=LONGEST_TOWN).contains(&town.chars().count()) && !town.ends_with(['の', 'は', 'が', 'も', 'に', 'で', 'と', 'や']);
    if opens && is_name { length } else { 0 }
}

/// How many characters of kana the name of a town has at most.
const LONGEST_TOWN: usize = 6;

/// The city among the `names` to which what stands at `at` belongs, or in whose name it stands: つるぎ町の|病院, むつ|市の病院.
fn city_before(text: &Text, names: &[Mention<Organization>], at: usize) -> Option<Span<Norm>> {
    let city = &names[..names.partition_point(|name| name.span.start() < at)].last()?;
    let between = text.norm().get(city.span.end()..at);
    let belongs = city.span.end() > at || between.is_some_and(|between| matches!(between, "の" | "にある" | "のある" | "内の"));
    (belongs && city.value.kind == OrganizationKind::Municipality).then_some(city.span)
}

/// The businesses and cities in `text` of which only place and trade are told, and which a clause says were hit, in order;
/// where one of the `names` follows, the words only describe it.
pub(super) fn businesses(cues: &Cues, text: &Text, names: &[Mention<Organization>]) -> Vec<Mention<Organization>> {
    let mut found = Vec::new();
    for groups in BUSINESSES.groups(text.norm()) {
        let Some(whole) = &groups[0] else { continue };
        let span = Span::new(whole.start, whole.end);
        let (words, Some(sentence)) = (text.slice(span), text.sentence_at(span)) else { continue };
        let after = near::after(text, text.sentences()[sentence].span, span.end());
        let next = names.get(names.partition_point(|name| name.span.start() < span.end()));
        let describes = next.is_some_and(|name| matches!(&text.norm()[span.end()..name.span.start()], "" | "の" | "「" | "、"));
        let in_cell = matches!(text.passages()[text.sentences()[sentence].passage].kind, BlockKind::Cell(_));
        let is_withheld = ["(匿名", "(社名", "(名称", "(非公表", "(校名"].iter().any(|words| after.starts_with(words));
        let is_heading = matches!(text.passages()[text.sentences()[sentence].passage].kind, BlockKind::Heading(_));
        let in_brackets = text.norm()[..span.start()].ends_with('(') && after.starts_with(')');
        let hit = is_withheld
            || is_heading && in_brackets
            || after.starts_with(['で', 'が', 'は', 'か', 'に', 'の', '('])
                && (in_cell || cues.tells_of_mishap(after) || BEFALLS.is_match(after));
        let begins = text.tokens()[text.tokens_in(span)].first().is_some_and(|first| first.span.start() == span.start());
        // Xである株式会社… has no such word, and a legal form is the end of a name.
        let other = ["委託", "取引", "複数", "各", "株式会社", "有限会社", "合同会社"].iter().any(|word| words.contains(word))
            || text.norm()[..span.start()].ends_with('で');
        if begins && hit && !describes && !other && ends_with_token(text, span) {
            found.push(mention(text, span, business_kind(words), BUSINESS));
        }
    }
    found
}

fn business_kind(words: &str) -> OrganizationKind {
    if words.ends_with(['市', '町', '村']) || words.ends_with("自治体") {
        OrganizationKind::Municipality
    } else if ["福祉法人", "協同組合"].iter().any(|kind| words.ends_with(kind)) {
        OrganizationKind::Association
    } else {
        OrganizationKind::Company
    }
}

fn kind(noun: &str) -> OrganizationKind {
    if noun.ends_with("院") || noun.ends_with("クリニック") || noun.ends_with("センター") {
        OrganizationKind::Hospital
    } else if noun.ends_with("館") {
        OrganizationKind::Association
    } else {
        OrganizationKind::School
    }
}

/// Whether a word ends where `span` does, and the next one does not go on with it (小学校長).
fn ends_with_token(text: &Text, span: Span<Norm>) -> bool {
    let tokens = text.tokens_in(span);
    let ends = text.tokens()[tokens.clone()].last().is_some_and(|last| last.span.end() == span.end());
    let next = text.tokens().get(tokens.end).map(|token| text.slice(token.span)).unwrap_or_default();
    ends && !matches!(next, "長" | "員" | "生" | "側" | "卒" | "時代" | "受験" | "入試")
}

fn mention(text: &Text, span: Span<Norm>, kind: OrganizationKind, rule: CodeRule) -> Mention<Organization> {
    let value = Organization {
        name: Some(text.slice(span).to_owned()),
        kind,
        stand_in: false,
        part: Part::Any,
        anonymous: true,
        securities_code: None,
    };
    Mention { value, span, rule: rule.id.into() }
}

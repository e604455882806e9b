//! Organisations that a text expressly leaves unnamed: A社, 市内の中学校, 県立高校.

use crate::pattern::Pattern;

use super::{Organization, OrganizationKind, Part};
use crate::extract::Mention;
use crate::extract::rule::CodeRule;
use crate::text::{Span, Text};

const LETTER: CodeRule = CodeRule {
    id: "org/anonymous/letter",
    says: "A letter or a row of circles in place of the name: A社, B病院, ○○市.",
    hit: &["取引先の《A社》を装った。", "《○○銀行》の口座。"],
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
    ],
    miss: &["小学校の教諭。", "市立図書館の本。", "市内の小学校長。"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[LETTER, SCHOOL];

static LETTERS: Pattern = Pattern::new(
    r"(?:[A-WYZ]|[○〇●◯×]{1,3})(社|市|町|村|県|区|大学|高校|高等学校|中学校|小学校|中学|病院|銀行|信用金庫|医院|団体|事業者)",
);

static SCHOOLS: Pattern = Pattern::new(concat!(
    r"(?:([一-鿿㐀-䶿々〆〇ヶケ]{1,5}[都道府県市区町村](?:内|管内)?|[県市町村都府道区]内?|同[県市町村区]内?)の)?",
    r"(?:([一-鿿㐀-䶿々〆〇]{0,5}[県市町村都府道区国私公])立の?)?",
    r"(?:中等教育学校|義務教育学校|小中学校|小学校|中学校|高等学校|高校|中学|特別支援学校|支援学校|短期大学|短大|大学病院|大学|病院|医院|保育園|保育所|幼稚園|こども園|教育委員会|高)",
));

/// The letters and circles in `text` that stand in place of a name, in order.
pub(super) fn letters(text: &Text) -> Vec<Mention<Organization>> {
    let mut found = Vec::new();
    for groups in LETTERS.groups(text.norm()) {
        let [Some(whole), Some(noun)] = &groups[..] else { continue };
        let noun = &text.norm()[noun.clone()];
        let before = text.norm()[..whole.start].chars().next_back();
        let glued = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, 'ァ'..='ヺ' | 'ー' | '○' | '〇' | '●' | '◯'));
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

/// The schools and hospitals in `text` of which only place or keeper is told, in order.
pub(super) fn schools(text: &Text) -> Vec<Mention<Organization>> {
    let mut found = Vec::new();
    for groups in SCHOOLS.groups(text.norm()) {
        let [Some(whole), place, runner] = &groups[..] else { continue };
        let span = Span::new(whole.start, whole.end);
        let begins = text.tokens()[text.tokens_in(span)].first().is_some_and(|first| first.span.start() == span.start());
        if (place.is_some() || runner.is_some()) && begins && ends_with_token(text, span) && !text.slice(span).ends_with("の高")
        {
            let mut mention = mention(text, span, kind(text.slice(span)), SCHOOL);
            if text.slice(span).ends_with("教育委員会") {
                // 北浜市の教育委員会 is a name, and an office of the city.
                mention.value.anonymous = false;
                mention.value.kind = OrganizationKind::Municipality;
            }
            found.push(mention);
        }
    }
    found
}

fn kind(noun: &str) -> OrganizationKind {
    if noun.ends_with("院") { OrganizationKind::Hospital } else { OrganizationKind::School }
}

/// Whether a word ends where `span` does, and the next one does not go on with it (小学校長).
fn ends_with_token(text: &Text, span: Span<crate::text::Norm>) -> bool {
    let tokens = text.tokens_in(span);
    let ends = text.tokens()[tokens.clone()].last().is_some_and(|last| last.span.end() == span.end());
    let next = text.tokens().get(tokens.end).map(|token| text.slice(token.span)).unwrap_or_default();
    ends && !matches!(next, "長" | "員" | "生" | "側" | "卒" | "時代" | "受験" | "入試")
}

fn mention(text: &Text, span: Span<crate::text::Norm>, kind: OrganizationKind, rule: CodeRule) -> Mention<Organization> {
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

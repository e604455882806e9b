//! The ways to cut a stretch of a post into parts, and what turns a part to another organisation.

use super::{cues, layout};
use crate::extract::AttackType;
use crate::incident::{Scope, relevance};
use crate::pattern::Pattern;

/// A way to cut a stretch of a post into parts, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Division {
    /// At headings of this level and above.
    Headings(u8),
    /// At short lines that do the work of a heading: see [`layout::is_caption`].
    Captions,
    /// At names that stand alone on a line, an item or in the first row of a table: see [`layout::named_lines`].
    Names,
    /// Each row of a table, each item of a list.
    Items,
    /// Each paragraph.
    Paragraphs,
    /// Each sentence.
    Sentences,
}

impl Division {
    pub(super) const FROM_COARSE_TO_FINE: [Self; 11] = [
        Self::Headings(1),
        Self::Headings(2),
        Self::Headings(3),
        Self::Headings(4),
        Self::Headings(5),
        Self::Headings(6),
        Self::Captions,
        Self::Names,
        Self::Items,
        Self::Paragraphs,
        Self::Sentences,
    ];

    /// Whether the text runs on from part to part, so that only a turn of phrase begins a new incident.
    pub(super) fn runs_on(self) -> bool {
        matches!(self, Self::Paragraphs | Self::Sentences)
    }

    /// Whether a part may turn to another organisation, and how plainly. Where the text runs on, one of its first
    /// sentences must begin with the organisation, or with a word of contrast before it; without such a word the part
    /// must say that something was announced or found.
    pub(super) fn turn(self, part: &Scope) -> Option<Turn> {
        static NEWS: Pattern = Pattern::new(
            "発表|公表|明らかに|発覚|判明|わかった|分かった|会見|謝罪|報告し|知らせ|認め|説明し|としている|だという|見つか|報道|報じ",
        );
        if !self.runs_on() {
            return Some(Turn::Plain);
        }
        let text = part.text();
        let first = *part.sentences.first()?;
        let opening = match self {
            Self::Paragraphs => first..(first + OPENING).min(part.sentences.last()? + 1),
            _ => first..first + 1,
        };
        let says_news = |index: usize| NEWS.is_match(text.slice(text.sentences()[index].span));
        opening.into_iter().find_map(|index| {
            let sentence = text.sentences()[index].span;
            let contrast = cues::CONTRAST.find(text.slice(sentence)).map_or(0, |found| found.len());
            let topic = part.only(&part.reading.mentions.organizations).find(|topic| topic.span.start() >= sentence.start())?;
            let before = topic.span.start().saturating_sub(sentence.start() + contrast);
            let rest = &text.norm()[topic.span.end()..sentence.end().max(topic.span.end())];
            let rest = rest.strip_prefix('」').unwrap_or(rest);
            // で、今度は4月の青葉商事: after a word of contrast more may stand before the name, if it only describes it.
            let leads_to = || {
                let gap = &text.norm()[(sentence.start() + contrast).min(topic.span.start())..topic.span.start()];
                contrast > 0 && cues::LEADS_TO.is_match(gap) && !cues::RELATED.is_match(gap)
            };
            let is_near = before <= FARTHEST_TOPIC || leads_to();
            let is_topic = !topic.value.stand_in && is_near && rest.starts_with(TOPIC_ENDS);
            // 次はX。Xである。 The sentence does nothing but name the one of whom the following speak.
            let is_named = is_topic && rest.chars().count() <= NAMING;
            let goes_on = match self {
                Self::Paragraphs => {
                    part.sentences.iter().any(|&index| says_news(index))
                        || before == 0 && is_in_series(part)
                        || rest.starts_with("でも") && index == first && tells_another(part)
                }
                _ => rest.starts_with('も') && says_news(index),
            };
            let turn = match rest.starts_with('も') && says_news(index) {
                _ if is_named => Turn::Named,
                true => Turn::Also,
                false if contrast == 0 && cues::PLACE.is_match(rest) => Turn::Place,
                false => Turn::Plain,
            };
            (is_topic && (contrast > 0 || goes_on || is_named)).then_some(turn)
        })
    }
}

/// Whether a paragraph tells an incident by itself below a title that announces several: there each paragraph may begin
/// with another organisation, without saying who announced what.
fn is_in_series(part: &Scope) -> bool {
    layout::is_of_several(part) && relevance::is_incident(part)
}

/// Whether a paragraph that begins with an organisation and でも tells a case of its own, with a figure, and not whom the one before
/// reached through its system.
fn tells_another(part: &Scope) -> bool {
    static SHARED: Pattern = Pattern::new(
        "影響|波及|委託|同じ(?:システム|サービス|サーバ|会社)|同(?:社|システム|サービス|ツール)|利用して|使って|含まれ|連絡を受け",
    );
    let text = part.text();
    let mut words = part.sentences.iter().map(|&sentence| text.slice(text.sentences()[sentence].span));
    let is_supplied = part.reading.mentions.attacks.iter().any(|attack| attack.value.kind == AttackType::SupplyChain);
    !is_supplied
        && !words.any(|words| SHARED.is_match(words))
        && part.only(&part.reading.mentions.quantities).next().is_some()
        && relevance::is_incident(part)
}

/// How a part turns to another organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The layout of the page begins it, or it begins with the organisation.
    Plain,
    /// Its first sentence says nothing but the name.
    Named,
    /// It begins with the organisation as the place of something, or as what something is of.
    Place,
    /// It says that the organisation announced the same: 青葉商事も…と発表した.
    Also,
}

/// How far from the beginning of a sentence its topic may stand, in bytes: a prefecture or a word may stand before it.
pub(super) const FARTHEST_TOPIC: usize = 24;

/// What follows the topic of a sentence.
pub(super) const TOPIC_ENDS: [char; 12] = ['は', 'が', 'で', 'も', '、', 'の', '(', '。', 'だ', '…', '.', ':'];

/// Within how many sentences a paragraph comes to its topic.
const OPENING: usize = 2;

/// The most characters that follow a name in a sentence that says nothing else.
const NAMING: usize = 5;

//! What a label, a heading or brackets beside a date call it.

use super::{Told, View, clip};
use crate::edtf::Edtf;
use crate::incident::dates::clauses::STRONG;
use crate::incident::dates::{cues, patterns};
use crate::incident::{DateRole, Scope};
use crate::page::BlockKind;
use crate::text::{Norm, Span};

/// The longest sentence that is the value of a label, in bytes.
const LONGEST_VALUE: usize = 120;

/// How much of a sentence is looked at for what the dates of the entries mean, in bytes.
const LONGEST_LEGEND: usize = 240;

/// Before a date that all entries below a label are of.
const ALL_OF_THEM: &str = "いずれも";

/// How many sentences at the beginning of a post, and at its end, may say what the dates of its entries mean.
const WITHIN: usize = 8;

/// What the post says that the dates of its entries are the days of: 日付は公表日です.
pub(super) fn legend(scope: &Scope) -> Option<DateRole> {
    let text = scope.text();
    let sentences = text.sentences();
    let last = sentences.len().saturating_sub(WITHIN).max(WITHIN.min(sentences.len()));
    let line = |span: Span<Norm>| {
        &text.norm()[span.start()..clip(text.norm(), span.start(), span.end().min(span.start() + LONGEST_LEGEND))]
    };
    let mut lines = sentences.iter().take(WITHIN).chain(&sentences[last..]).map(|sentence| line(sentence.span));
    lines.find_map(|line| patterns::LEGENDS.iter().find(|(_, pattern)| pattern.is_match(line)).map(|(role, _)| *role))
}

impl View<'_, '_> {
    /// Whether the date is that of an entry: it begins a passage that tells of it, stands alone on a line, or closes the
    /// passage in brackets.
    fn dates_one(&self) -> bool {
        let (_, before) = self.before();
        let rest = self.norm()[self.date().span.end()..self.sentence_span().end().max(self.date().span.end())].trim();
        let is_line = rest.is_empty() && !before.contains(char::is_alphanumeric);
        let closes = matches!(rest, ")" | "]" | "】") && before.ends_with(['(', '[', '【']);
        self.has_day() && !self.is_interval() && (is_line || closes) || self.begins_entry()
    }

    /// Whether the date begins a passage that tells of it, as that of an entry.
    fn begins_entry(&self) -> bool {
        let (_, before) = self.before();
        let passage = self.text.passages()[self.text.sentences()[self.sentence].passage].span;
        let words = &self.norm()[self.date().span.end()..self.sentence_span().end().max(self.date().span.end())];
        self.has_day()
            && !self.is_interval()
            && passage.start() == self.sentence_span().start()
            && !before.contains(char::is_alphanumeric)
            && words.starts_with([' ', ':', '|', '】', ')', '/', '・', '…', '\t'])
    }

    /// What a label, or brackets behind the date, call it.
    pub(super) fn named(&self) -> Option<Told> {
        if let Some(role) = self.legend.filter(|_| self.dates_one()) {
            return Some(Told { role, weight: STRONG, cue: None });
        }
        if let Some((role, cue)) = self.labels_itself() {
            return Some(Told::surely(role, cue));
        }
        let label = self.label().filter(|(role, _)| !self.is_interval() || *role != DateRole::Disclosed);
        if let Some((role, cue)) = label {
            // 公開:4月6日 of the page itself is no announcement of the victim's.
            let is_put_up = || cue.is_some_and(|cue| patterns::POSTED.is_match(self.text.slice(cue)));
            let is_dateline = self.is_publication() && (role == DateRole::Disclosed || is_put_up());
            let told = Told { role, weight: STRONG + 2, cue };
            return Some(if is_dateline { Told { role: DateRole::Disclosed, weight: STRONG - 2, cue } } else { told });
        }
        self.report().or_else(|| self.comes_out()).map(|cue| Told::surely(DateRole::Disclosed, cue))
    }

    /// The noun behind the date that makes a label of both, alone in a cell or in brackets: 2017年8月22日公表, (6月22日公表).
    fn labels_itself(&self) -> Option<(DateRole, Span<Norm>)> {
        let end = self.date().span.end();
        let words = &self.norm()[end..self.sentence_span().end().max(end)];
        let (_, before) = self.before();
        let passage = &self.text.passages()[self.text.sentences()[self.sentence].passage];
        let is_cell = matches!(passage.kind, BlockKind::Cell(_));
        if !is_cell
            || self.is_interval()
            || !(before.trim().is_empty() || before.trim_end().ends_with(['(', '同', ')', '、', '→']))
        {
            return None;
        }
        let (role, found) = patterns::SELF_LABELS.iter().find_map(|(role, pattern)| Some((*role, pattern.find(words)?)))?;
        Some((role, Span::new(found.start, found.end).shift(end)))
    }

    /// The role that a label beside the date gives it: 発生日時:, the heading of its row or column, the term before it.
    pub(super) fn label(&self) -> Option<(DateRole, Option<Span<Norm>>)> {
        let role = |label: &str| {
            let label = label
                .trim()
                .trim_end_matches([':', '=', '/', ' ', '】', ')', '(', '〉', '>', '…', '―', '-', '」'])
                .trim_start_matches(|c: char| !c.is_alphabetic());
            if cues::is_other_news(label) {
                return None;
            }
            let named = patterns::LABELS.iter().find(|(_, pattern)| pattern.is_match(label)).map(|(role, _)| *role);
            named.or_else(|| {
                let says = patterns::SAYS_WHEN.is_match(label) && label.chars().nth(20).is_none();
                cues::find(label).last().filter(|_| says).map(|cue| cue.role)
            })
        };
        let (from, before) = self.before();
        let passage_index = self.text.sentences()[self.sentence].passage;
        let passage = &self.text.passages()[passage_index];
        if let BlockKind::Cell(cell) = &passage.kind {
            if let Some(role) = cell.column_heading.as_deref().and_then(|heading| self.of_series(heading, passage.span)) {
                return Some((role, None));
            }
            // 日時 over a column heads a chronicle.
            let column = cell.column_heading.as_deref().filter(|heading| heading.trim() != "日時");
            if let Some((heading, role)) =
                [cell.row_heading.as_deref(), column].into_iter().flatten().find_map(|heading| Some((heading, role(heading)?)))
                && before.chars().count() <= 4
            {
                // What was put up before the page itself is what should not have been.
                let is_earlier = |published: Edtf| self.date().value.edtf < published;
                let is_thing = patterns::PUT_UP.is_match(heading) && self.scope.reading.page.published.is_some_and(is_earlier);
                return Some((if is_thing { DateRole::Occurred } else { role }, None));
            }
        }
        // 判明までの経過(いずれも12月19日)
        let line = before.rsplit(['\n', '。', '、']).next().unwrap_or_default().trim_end_matches(ALL_OF_THEM);
        let is_label = line.trim_end().ends_with([':', '=', '】', '〉', '>', '…', '(', '/'])
            || (line.chars().count() <= 16 && line.ends_with([' ', '日', '時', '間']));
        // 青葉商事(10日公表) 3日に…: what holds another date is no label.
        let is_dated = self.dates[..self.index].last().is_some_and(|last| last.span.end() > from + before.len() - line.len());
        if is_label && !is_dated && line.chars().count() <= 24 {
            let start = from + before.rfind(line).unwrap_or_default();
            return role(line).map(|role| (role, Some(Span::new(start, start + line.len()))));
        }
        // A label in a block of its own: a term, a short heading.
        if before.trim().is_empty() && passage.span.start() + 12 >= self.date().span.start() {
            let above = self.text.passages().get(passage_index.checked_sub(1)?)?;
            let label = self.text.slice(above.span);
            let longest = if matches!(above.kind, BlockKind::Term | BlockKind::Heading(_)) { 20 } else { 10 };
            let is_label = label.chars().count() <= longest && !label.contains(['。', '、', 'を']);
            // 判明の経緯 stands over the whole story, which says on which of its days.
            let is_told = || {
                let rest = &self.norm()[self.date().span.end()..self.sentence_span().end()];
                cues::find(rest).iter().any(|cue| cue.role == DateRole::Discovered)
            };
            let is_story = patterns::STORY.is_match(label) && self.sentence_span().len() > LONGEST_VALUE && is_told();
            return role(label).filter(|_| is_label && !is_story).map(|role| (role, Some(above.span)));
        }
        None
    }

    /// The role of a date in a column whose heading names several, in the order of its dates: 発生→判明→発表.
    pub(super) fn of_series(&self, heading: &str, cell: Span<Norm>) -> Option<DateRole> {
        let labels: Vec<&str> = heading.split(patterns::SERIES).collect();
        let words = self.text.slice(cell);
        if labels.len() < 2 || words.split(patterns::SERIES).count() != labels.len() {
            return None;
        }
        let before = &words[..self.date().span.start().checked_sub(cell.start())?];
        let label = labels.get(before.matches(patterns::SERIES).count())?.trim();
        let named = |words: &[&str]| words.iter().any(|word| label.contains(word));
        if named(&["公表", "発表", "報道", "公開"]) {
            Some(DateRole::Disclosed)
        } else if named(&["判明", "発覚", "検知", "認知", "発見", "把握"]) {
            Some(DateRole::Discovered)
        } else {
            named(&["発生", "紛失", "盗難", "送信", "発送", "攻撃"]).then_some(DateRole::Occurred)
        }
    }

    /// The brackets behind the date that call it the day of an announcement: 4月6日(第一報).
    pub(super) fn report(&self) -> Option<Span<Norm>> {
        let end = self.date().span.end();
        let found = patterns::REPORT.find(&self.norm()[end..self.sentence_span().end().max(end)])?;
        Some(Span::new(end + '('.len_utf8(), end + found.end))
    }
}

//! A figure in its place.

use super::Part;
use crate::extract::{Mention, Quantity, Unit};
use crate::incident::elsewhere;
use crate::incident::leaks::cues;

/// A figure with the words around it.
pub(super) struct Candidate<'s> {
    pub(super) mention: &'s Mention<Quantity>,
    /// Its own words.
    pub(super) words: &'s str,
    /// Its sentence, as an index into the scope's.
    pub(super) place: usize,
    /// The words of its sentence before it.
    pub(super) before: &'s str,
    /// The words of its sentence after it.
    pub(super) after: &'s str,
    /// Whether it counts data by its own words: 個人情報3件, 3人分の氏名.
    pub(super) is_data: bool,
    /// Whether its sentence is nothing but the figure.
    pub(super) is_bare: bool,
    /// Whether it is counted together with a figure of the leak: 顧客300人、従業員50人.
    pub(super) is_coordinated: bool,
    /// See [`Setting::labels`].
    pub(super) labels: &'s [&'s str],
}

impl Candidate<'_> {
    pub(super) fn unit(&self) -> Unit {
        self.mention.value.unit
    }

    /// Whether its sentence, or the label of its row, calls it a part: うち300件, うち個人情報を含むもの.
    pub(super) fn is_part(&self) -> bool {
        cues::PART.is_match(self.before) || self.labels.iter().any(|label| cues::PART_LABEL.is_match(label))
    }

    /// What it counts as the part of the quantity before it: what is counted in 件 counts what its whole does (メール300件、うち20件).
    pub(super) fn unit_of_part(&self, part: Part, whole: Option<&Mention<Quantity>>) -> Unit {
        let items = [Unit::Messages, Unit::Files, Unit::Accounts, Unit::Cards];
        let holds =
            |whole: &&Mention<Quantity>| whole.value.count > self.mention.value.count && items.contains(&whole.value.unit);
        let whole =
            whole.filter(holds).filter(|_| part != Part::None && self.unit() == Unit::Records && self.words.ends_with('件'));
        whole.map_or(self.unit(), |whole| whole.value.unit)
    }

    /// Whether the figure is so small that it may as well count those who did it, found it or were asked.
    pub(super) fn is_few(&self) -> bool {
        self.mention.value.count <= FEW && !self.is_data
    }

    /// Whether a figure of organisations counts those whose data leaked, and not those that were affected.
    pub(super) fn counts_organizations(&self) -> bool {
        let subject = cues::SUBJECT.is_match(self.before) && !cues::PLACE.is_match(self.words);
        !cues::RECEIVED.is_match(self.after)
            && (self.is_data || subject || cues::FROM_FORMER.is_match(self.before))
            && !cues::OWNER.is_match(self.after)
    }

    /// Whether it counts messages that somebody sent: 3万通を送信した, 1つのアカウントから3万通.
    pub(super) fn is_sent(&self) -> bool {
        let ends = self.after.is_empty() || self.after.starts_with([' ', '。']);
        cues::SENT.is_match(self.after) || ends && self.before.ends_with("から")
    }

    /// Whether its sentence is nothing but the figure, with at most the time in which it was reached: 8月5日にかけて3,000件。
    pub(super) fn is_alone(&self) -> bool {
        let time = self.before.trim_end_matches('、');
        self.is_bare && (time.is_empty() || ["にかけて", "までに", "間に", "間で"].iter().any(|end| time.ends_with(end)))
    }

    /// Whether it counts those who work at the place, and not their data.
    pub(super) fn is_staff(&self) -> bool {
        cues::STAFF_BEFORE.is_match(self.before)
            && !self.is_data
            && !self.is_coordinated
            && !self.is_part()
            // People are not counted in 件: 社員が2,700件 are their data.
            && !self.words.ends_with('件')
    }

    /// Whether the words around say that the figure counts something else, or take it back.
    pub(super) fn is_something_else(&self) -> bool {
        self.is_other_noun()
            || self.mention.value.count == 1 && (self.after.starts_with('も') || self.after.starts_with("につき"))
            || self.is_list_of_kinds()
            || ["総数", "全部"].iter().any(|all| self.words.starts_with(all)) && cues::SENT_IN_ALL.is_match(self.before)
            || self.words.starts_with('一') && self.words.chars().nth(2).is_none()
            || self.is_part() && cues::CONTACTED.is_match(self.after)
            || cues::OTHER_AFTER.is_match(self.after) && !(self.after.starts_with("いる") && cues::SUBJECT.is_match(self.before))
            || cues::SUPERSEDED_AFTER.is_match(self.after)
            || cues::SUPERSEDED_BEFORE.is_match(self.before)
            || cues::WHOLE.is_match(self.after)
                && !(self.is_data && cues::WHOLE_LEAKED.is_match(self.after))
                && !cues::LEAKED_OWNERS.is_match(self.before)
            || cues::PROCESSED.is_match(self.after)
            || cues::HOLDINGS.is_match(self.before)
            || cues::MEMBERS.is_match(self.before) && !self.is_data
            || cues::MEMBERS_OF.is_match(self.before) && self.after.starts_with(")の")
            || self.words.ends_with("世帯") && cues::PEOPLE_OF.is_match(self.after)
            || elsewhere::is_statistic(self.before)
            || self.mention.value.count < MANY && elsewhere::counts_cases(self.before, self.after)
            || self.mention.value.count <= FEW && (cues::HOLDER.is_match(self.after) || cues::AS_FOLLOWS.is_match(self.before))
    }

    /// Whether the noun before it makes it something else: it may be what people wrote, in a box or with their data.
    fn is_other_noun(&self) -> bool {
        let is_theirs = self.before.ends_with('、') && cues::DATA_AFTER.is_match(self.after);
        let is_kept = self.unit() == Unit::Messages && cues::MAILBOX.is_match(self.before);
        cues::OTHER_BEFORE.is_match(self.before) && !is_theirs && !is_kept
    }

    /// Whether it counts the kinds of data before it: 番号、有効期限、名義の3点.
    fn is_list_of_kinds(&self) -> bool {
        self.unit() == Unit::Files
            && self.mention.value.count < 10
            && self.words.ends_with('点')
            && self.before.ends_with('の')
            && self.before.contains('、')
    }

    /// Whether it closes its sentence without being said of a topic, as the entry of a list does: 申し込まれた方 3,000名。
    pub(super) fn is_entry(&self) -> bool {
        cues::BARE_AFTER.is_match(self.after)
            && (!self.before.contains(['は', 'が', 'を', 'も']) || cues::RELATIVE.is_match(self.before))
    }
}

/// The largest number that may as well count those who did it, found it or were asked.
pub(super) const FEW: u64 = 5;

/// The least number of mishaps that no page reports together.
pub(super) const MANY: u64 = 100;

//! Names by their shape: legal forms, suffixes and tables, taken whole over a run of nouns.

use super::OrganizationKind;
use super::cues::{Cues, Needs, Suffix};
use super::names::Part;
use super::run::{Run, Sort, Word, is_katakana};
use crate::extract::RuleId;
use crate::text::{Norm, Span};

/// A name that was found in a run.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub span: Span<Norm>,
    /// The name, where it is not just the words of the span.
    pub name: Option<String>,
    pub kind: OrganizationKind,
    pub part: Part,
    pub rule: RuleId,
}

/// A name as words of a run: up to and without `end`.
struct Reach {
    end: usize,
    kind: OrganizationKind,
    part: Part,
    rule: RuleId,
}

/// The rule for names of the tables; `org_cues.toml` shows it.
pub(super) const TABLE: &str = "org/table";
/// The rule for names of organisations that the tokenizer's dictionary knows; `org_cues.toml` shows it.
const DICTIONARY: &str = "org/dictionary";

/// Reads names in runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shapes<'a> {
    pub cues: &'a Cues,
}

impl<'a> Shapes<'a> {
    /// The names in `run`, in order.
    pub(super) fn names(self, run: &Run) -> Vec<Found> {
        let mut found = Vec::new();
        let words = &run.words;
        let mut at = 0;
        while at < words.len() {
            // A role (委託先, 子会社) parts the run: what stands before it is another name.
            let end = (at..words.len()).skip(1).find(|&i| Self::is_parting(words, i)).unwrap_or(words.len());
            // 青葉県北浜市 is the city: the prefecture only says where it is.
            if is_municipality(&words[at]) && words[at + 1..end].first().is_some_and(is_municipality) {
                at += 1;
                continue;
            }
            // 青葉県南北浜市 is 南北浜市, and neither the prefecture nor 北浜市.
            if let Some(last) = last_of_composed_city(&words[at..end]) {
                let span = words[at + 1].span.cover(words[at + last].span);
                let kind = OrganizationKind::Municipality;
                found.push(Found { span, name: None, kind, part: Part::Any, rule: TABLE.into() });
                at += last + 1;
                continue;
            }
            // 私立みなと高校: by what sort it is it goes nowhere.
            if words[at].text == "私立" && at + 1 < end && self.name_at(&words[at + 1..end]).is_some() {
                at += 1;
                continue;
            }
            match self.name_at(&words[at..end]) {
                Some(reach) => {
                    // 付け北浜新聞: what stands before a name of the tables is no part of it, unless it is a name too.
                    let tabled = words[at..at + reach.end].iter().position(|word| word.row.is_some()).unwrap_or(0);
                    let begins = !words[at].is_form() && !words[at..at + tabled].iter().any(Word::is_name);
                    if tabled > 0 && begins {
                        at += tabled;
                        continue;
                    }
                    // ヨルコー北浜: a word of the dictionary behind one that it lacks is no name by itself.
                    let cut_off = reach.rule.as_str() == DICTIONARY
                        && at > 0
                        && !words[at].after_blank
                        && matches!(words[at - 1].sort, Sort::Name)
                        && words[at - 1].row.is_none();
                    if cut_off {
                        at += reach.end;
                        continue;
                    }
                    let span = words[at].span.cover(words[at + reach.end - 1].span);
                    found.push(Found { span, name: None, kind: reach.kind, part: reach.part, rule: reach.rule });
                    at += reach.end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether the word at `index` cannot stand inside a name.
    fn is_parting(words: &[Word], index: usize) -> bool {
        let word = &words[index];
        word.usage.lead && word.text.chars().count() > 1
    }

    /// The longest name that begins `words`.
    fn name_at(self, words: &[Word]) -> Option<Reach> {
        let first = words.first()?;
        let belongs_before = first.usage.tail || matches!(first.text, "向け" | "宛" | "宛て" | "名義");
        if matches!(first.sort, Sort::Joint) || (first.usage.lead || belongs_before) && words.len() > 1 {
            return None;
        }
        if let Sort::Form(form) = first.sort {
            let reach = self.after_form(&words[1..])?;
            let tells_more = form.kind != OrganizationKind::Company
                && matches!(reach.kind, OrganizationKind::School | OrganizationKind::Hospital);
            let kind = if tells_more { reach.kind } else { form.kind };
            return Some(Reach { end: reach.end + 1, kind, rule: form.rule.clone(), part: reach.part });
        }
        let bare = words.iter().position(Word::is_form).unwrap_or(words.len());
        if let Some(Sort::Form(form)) = words.get(bare).map(|word| word.sort)
            && (is_stem(&words[..bare], Needs::Any) || is_coined_before_form(&words[..bare]))
            && ends_before_form(&words[..bare])
        {
            return Some(Reach { end: bare + 1, kind: form.kind, part: Part::Any, rule: form.rule.clone() });
        }
        self.bare_name(&words[..bare])
    }

    /// The name after a legal form: whole up to a tail (社員, 支店), at least one word.
    fn after_form(self, words: &[Word]) -> Option<Reach> {
        let first = words.first()?;
        if first.is_form() {
            let reach = self.after_form(&words[1..])?;
            return Some(Reach { end: reach.end + 1, ..reach });
        }
        if matches!(first.sort, Sort::Joint | Sort::Number) && words.len() == 1 {
            return None;
        }
        if let Some(reach) = self.bare_name(&words[..words.iter().position(Word::is_form).unwrap_or(words.len())]) {
            let goes_on = words[..reach.end].iter().all(Word::is_form);
            if !goes_on && end_of_stem(words) <= reach.end {
                return Some(reach);
            }
        }
        let end = end_of_stem(words);
        (end > 0 && words[..end].iter().any(|word| !matches!(word.sort, Sort::Joint | Sort::Number))).then(|| Reach {
            end,
            kind: OrganizationKind::Other,
            part: Part::Any,
            rule: DICTIONARY.into(),
        })
    }

    /// The longest name without a legal form that begins `words`.
    fn bare_name(self, words: &[Word]) -> Option<Reach> {
        let first = words.first()?;
        if matches!(first.sort, Sort::Joint) {
            return None;
        }
        let tabled =
            first.row.map(|row| Reach { end: self.extended(words, 1), kind: row.kind, part: row.part, rule: TABLE.into() });
        let suffixed = self.suffixed(words);
        match (tabled, suffixed) {
            (Some(tabled), Some(suffixed)) => {
                let longer = suffixed.end > tabled.end || suffixed.end == tabled.end && tabled.end > 1;
                // 青葉新聞アメリカ社 is a company of its own.
                let own = tabled.part == Part::Any
                    || tabled.part == Part::Press
                        && suffixed.part == Part::Any
                        && words[tabled.end..suffixed.end].iter().any(|word| matches!(word.sort, Sort::Place));
                Some(if longer && own { suffixed } else { tabled })
            }
            (Some(reach), None) | (None, Some(reach)) => Some(reach),
            (None, None) => self.headed(words).or_else(|| self.known(words)),
        }
    }

    /// The name that begins with the word for its kind and goes on in a name: ホテル汐凪, 劇団あかつき.
    fn headed(self, words: &[Word]) -> Option<Reach> {
        let (length, head) = (1..=words.len().min(4)).rev().find_map(|length| {
            let whole = self.cues.head(&joined(&words[..length]));
            whole.map(|head| (length, head))
        })?;
        let rest = &words[length..];
        let belongs = |word: &&Word| {
            !word.after_blank && word.usage.is_none() && word.row.is_none() && !matches!(word.sort, Sort::Action | Sort::Number)
        };
        let rest = &rest[..rest.iter().take_while(belongs).count()];
        let is_letter = |word: &Word| word.text.chars().count() == 1;
        let names = rest.iter().any(|word| word.is_name() || is_flower(word)) || !rest.is_empty() && rest.iter().all(is_letter);
        let end = length + rest.iter().rposition(|word| !matches!(word.sort, Sort::Joint))? + 1;
        let whole = words.get(end).is_none_or(|next| next.after_blank || next.usage.tail || next.usage.business);
        (names && whole).then(|| Reach { end, kind: head.kind, part: Part::Any, rule: head.rule.clone() })
    }

    /// The name that the dictionary has, unless it is one of many such (総合医療センター).
    fn known(self, words: &[Word]) -> Option<Reach> {
        let first = words
            .first()
            .filter(|first| first.is_organization && !self.cues.is_no_name(first.text) && !self.cues.is_suffix(first.text))?;
        let suffix = self.cues.suffix_of(first.text);
        let kind = suffix.map_or(OrganizationKind::Company, |suffix| suffix.kind);
        Some(Reach { end: self.extended(words, 1), kind, part: Part::Any, rule: DICTIONARY.into() })
    }

    /// The end of a tabled name when the words after it still belong to a longer name that no table has.
    fn extended(self, words: &[Word], end: usize) -> usize {
        // 青葉・ヨーロッパ
        if let [joint, branch, ..] = &words[end..]
            && matches!((joint.sort, branch.sort), (Sort::Joint, Sort::Place | Sort::Name))
            && is_katakana(branch.text)
            && branch.row.is_none()
        {
            return end + 2;
        }
        // ミナト of the tables and ミナトモバイル are two.
        if let [name, rest] = &words[end - 1..]
            && is_katakana(name.text)
            && is_katakana(rest.text)
            && rest.usage.is_none()
            && !rest.after_blank
            && matches!(rest.sort, Sort::Plain)
        {
            return end + 1;
        }
        // ミナトモバイル東海 is one of the companies of a group by regions.
        if let [region] = &words[end..]
            && self.cues.is_region(region.text)
            && !region.after_blank
        {
            return end + 1;
        }
        let more =
            words[end..].iter().take_while(|word| matches!(word.sort, Sort::Name) && !word.after_blank && !word.usage.tail);
        end + more.count()
    }

    /// The name that ends in a suffix: the last that makes sense, the first in a run that ends in a department.
    fn suffixed(self, words: &[Word]) -> Option<Reach> {
        let ends_in_department =
            words.len() > 2 && words.last().is_some_and(|last| matches!(last.text, "課" | "係" | "室" | "班"));
        let mut best: Option<Reach> = None;
        for (index, word) in words.iter().enumerate() {
            if word.after_blank && index > 0 && !word.text.is_ascii() && !words[0].is_form() {
                break;
            }
            let Some(suffix) = self.suffix_at(words, index) else { continue };
            let from = best.as_ref().map_or(0, |best| best.end);
            if self.is_name(words, from, index, suffix) {
                best = Some(Reach { end: index + 1, kind: suffix.kind, part: suffix.part, rule: suffix.rule.clone() });
                if ends_in_department && suffix.kind != OrganizationKind::Municipality {
                    break;
                }
            }
        }
        // みなと商船東和, リバーサイドホテル北浜: a company's name may go on behind the word for its trade.
        if let Some(best) = best.as_mut()
            && best.kind == OrganizationKind::Company
            && let [last] = &words[best.end..]
            && last.is_name()
            && !last.after_blank
            && !last.usage.tail
            && last.row.is_none()
        {
            best.end += 1;
        }
        best
    }

    /// The suffix in which the words up to `index` end; it ends with the word, and begins with a word or inside one.
    fn suffix_at(self, words: &[Word], index: usize) -> Option<&'a Suffix> {
        let from = index.saturating_sub(5);
        self.cues.suffix_of(&joined(&words[from..=index]))
    }

    /// Whether the words up to `index`, which end in `suffix`, are a name; those before `from` are one already.
    fn is_name(self, words: &[Word], from: usize, index: usize, suffix: &Suffix) -> bool {
        let whole = joined(&words[..=index]);
        if self.cues.is_no_name(&whole) || self.cues.is_no_name(&joined(&words[from..=index])) {
            return false;
        }
        let last = &words[index];
        let stem_end = words_within(&words[..=index], whole.len() - suffix.word.len());
        let stem = &words[..stem_end];
        if stem.iter().any(|word| word.usage.tail) && suffix.kind != OrganizationKind::Association {
            return false;
        }
        // 国勢調査北浜市: a place is named by places.
        let is_common = |word: &Word| !word.is_name() && word.text.chars().count() > 1;
        if suffix.needs == Needs::Place && stem.iter().any(is_common) {
            return false;
        }
        // 開発中, 説明会: a noun of action and one character are a word; so are プレイ中, ログイン中.
        let is_letter = suffix.word.chars().count() == 1 && suffix.kind != OrganizationKind::Government && *suffix.word != *"大";
        let acts = |last: &Word| matches!(last.sort, Sort::Action) || *suffix.word == *"中" && is_katakana(last.text);
        if last.usage.no_name || is_letter && stem.last().is_some_and(acts) {
            return false;
        }
        // 証券番号: what goes on in common words was no end, unless a name stood before it.
        let goes_on = words
            .get(index + 1)
            .is_some_and(|next| !next.after_blank && !next.usage.tail && !next.usage.business && !next.is_form());
        if goes_on && !words[..=index].iter().any(Word::is_name) {
            return false;
        }
        let described = suffix.kind == OrganizationKind::Company && suffix.needs == Needs::Name;
        if described && (goes_on && is_of_place(stem, &words[index + 1..]) || is_tool(stem, &suffix.word)) {
            return false;
        }
        if stem_end == index && last.text.len() > suffix.word.len() {
            // The suffix is the end of a longer word: of a name of the dictionary, or of a word that it lacks.
            let own = last.text[..last.text.len() - suffix.word.len()].chars().count();
            return suffix.needs != Needs::Place
                && !last.usage.tail
                && (last.is_organization
                    || matches!(last.sort, Sort::Name)
                    || matches!(last.sort, Sort::Plain) && last.usage.is_none() && own >= 4
                    || index > 0 && is_stem(&words[..index], suffix.needs));
        }
        // 北浜病院 goes on as 北浜病院附属診療所, not as 北浜病院内科.
        if from == 0 || suffix.kind != OrganizationKind::Company && suffix.extends {
            return is_stem(stem, suffix.needs);
        }
        // みなと銀行 goes on as みなと銀行グループ and みなと銀行プラントリース, not as みなと銀行基幹システム.
        let names_more = |word: &Word| word.usage.is_none() && matches!(word.sort, Sort::Plain) && word.text.chars().count() > 1;
        suffix.extends
            && (stem_end <= from
                || words[from..stem_end].iter().any(|word| matches!(word.sort, Sort::Name))
                || words[from..stem_end].iter().all(|word| names_more(word) && is_katakana(word.text)))
    }
}

/// Whether a word for a trade behind `stem` is no company's, as `rest` goes on behind it: what a place has for a trade is
/// often a system (ひなた市電子|申請サービス), and behind a bureau stand its offices (まちづくり局交通|政策室).
fn is_of_place(stem: &[Word], rest: &[Word]) -> bool {
    const THINGS: [&str; 7] = ["システム", "サービス", "サイト", "ポータル", "アプリ", "制度", "事業"];
    let rest = &rest[..rest.iter().take_while(|word| !word.after_blank).count()];
    let is_thing = rest.len() > 1 && rest.last().is_some_and(|last| THINGS.iter().any(|thing| last.text.ends_with(thing)));
    let is_hiragana = |word: &Word| word.text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
    let is_place = stem.iter().all(|word| matches!(word.sort, Sort::Place) || is_hiragana(word));
    is_thing && is_place || stem.last().is_some_and(|last| matches!(last.text, "局" | "部"))
}

/// Whether a system or service is one by what is done with it, and no company: ひなた電子入札共同|システム, みなと申請|サービス.
fn is_tool(stem: &[Word], suffix: &str) -> bool {
    const USES: [&str; 14] =
        ["申請", "予約", "配信", "送金", "検索", "閲覧", "投稿", "共有", "申し込み", "受付", "認証", "照会", "発注", "交付"];
    let Some(use_) = stem.last().filter(|last| stem.len() > 1 && matches!(last.sort, Sort::Action)) else { return false };
    suffix == "システム" || suffix == "サービス" && USES.contains(&use_.text)
}

/// Whether `stem` is enough before a suffix that `needs` so much.
fn is_stem(stem: &[Word], needs: Needs) -> bool {
    let has_name = stem.iter().any(|word| word.is_name() || is_flower(word));
    let telling = stem.iter().filter(|word| matches!(word.sort, Sort::Plain | Sort::Action) && !word.usage.ordinary).count();
    let Some(last) = stem.last() else { return false };
    // 氏名・連絡先: what is joined to common words is no name.
    let listed = stem.iter().position(|word| matches!(word.sort, Sort::Joint));
    // S&Kパートナーズ
    let is_initial = |word: &Word| word.text.is_ascii();
    if listed.is_some_and(|joint| !stem[..joint].iter().any(|word| word.is_name() || is_initial(word))) {
        return false;
    }
    match needs {
        Needs::Any => has_name || telling > 0,
        // 国会, 日中: one character and the suffix are a word.
        Needs::Name => has_name && (stem.len() > 1 || last.text.chars().count() > 1 || is_flower(last)),
        Needs::Place => last.is_name() || is_composed_place(stem),
        Needs::Long => has_name || telling > 1,
    }
}

/// Whether single characters of kanji, a name among them, are put together as the name of a place that the dictionary lacks:
/// 浦|波, before 市.
fn is_composed_place(stem: &[Word]) -> bool {
    let single = |word: &Word| word.text.chars().count() == 1 && word.usage.is_none() && !matches!(word.sort, Sort::Number);
    (2..=3).contains(&stem.len()) && stem.iter().all(single) && stem.iter().any(Word::is_name)
}

/// Whether the word is a noun of the sort that names are made of, in hiragana or one character: ひまわり, 椿.
fn is_flower(word: &Word) -> bool {
    const KANJI: &str = "茜椿楓橘桜梅松竹杉楠樫桐柏柳藤菊蘭葵萩桂泉湊渚岬曙暁旭霞霧雪月星虹昴翼翠碧藍鶴亀鷹隼鳩燕龍竜虎獅鹿鯉扇兜錦絆輝翔響雅匠縁嵐颯凪瑞祥慶寿";
    let hiragana = word.text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー')) && word.text.chars().count() >= 3;
    let kanji = word.text.chars().count() == 1 && KANJI.contains(word.text);
    (hiragana || kanji) && word.usage.is_none() && matches!(word.sort, Sort::Plain)
}

/// Whether a word of katakana or letters that nobody else is called by stands alone before a form: ZORA株式会社.
fn is_coined_before_form(stem: &[Word]) -> bool {
    matches!(stem, [word] if word.usage.ordinary && (word.text.is_ascii() || is_katakana(word.text)) && word.text.chars().count() > 1)
}

/// Whether all of `stem` can be one name with the form after it: no blank or tail (支店) inside.
fn ends_before_form(stem: &[Word]) -> bool {
    stem.iter().skip(1).all(|word| !word.after_blank || word.text.is_ascii()) && !stem[stem.len() - 1].usage.tail
}

/// Where the name that begins `words` ends by itself: before a blank, a tail, or another form.
fn end_of_stem(words: &[Word]) -> usize {
    let stops = |(index, word): (usize, &Word)| {
        index > 0 && (word.is_form() || word.usage.tail || word.after_blank && !word.text.is_ascii())
    };
    let end = words.iter().enumerate().position(stops).unwrap_or(words.len());
    end - words[..end].iter().rev().take_while(|word| matches!(word.sort, Sort::Joint)).count()
}

/// The last word of a city whose name the table lacks, though it ends in one that the table has, behind its prefecture.
fn last_of_composed_city(words: &[Word]) -> Option<usize> {
    let is_prefecture = |word: &Word| is_municipality(word) && word.text.ends_with(['都', '道', '府', '県']);
    if !words.first().is_some_and(is_prefecture) {
        return None;
    }
    let is_quarter = |word: &Word| matches!(word.text, "東" | "西" | "南" | "北" | "中" | "上" | "下" | "新");
    let is_part =
        |word: &Word| is_quarter(word) || matches!(word.sort, Sort::Place | Sort::Name | Sort::Person) && word.usage.is_none();
    let parts = words[1..].iter().take_while(|word| is_part(word) && !word.after_blank && !word.text.ends_with(['郡', '県']));
    let last = parts.take(LONGEST_CITY).position(|word| is_municipality(word))? + 1;
    let has_own_end = last > 1 && words[last].text.ends_with(['市', '町', '村']);
    (has_own_end && words.get(last + 1).is_none_or(|next| next.text != "立")).then_some(last)
}

/// How many words the name of a city has at most.
const LONGEST_CITY: usize = 3;

/// Whether the word is the name of a municipality that the table has.
fn is_municipality(word: &Word) -> bool {
    word.row.is_some_and(|row| row.kind == OrganizationKind::Municipality)
}

/// The words as one text, without the blanks between them.
fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text).collect()
}

/// How many of `words` lie within the first `length` bytes of their text.
fn words_within(words: &[Word], length: usize) -> usize {
    let ends = words.iter().scan(0, |end, word| {
        *end += word.text.len();
        Some(*end)
    });
    ends.take_while(|&end| end <= length).count()
}

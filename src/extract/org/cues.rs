//! The words around and inside names: legal forms, suffixes, words that lead up to a name or follow it.

use std::collections::{HashMap, HashSet};

use super::{OrganizationKind, Part};
use crate::dict::{self, Tables};
use crate::extract::RuleId;
use crate::extract::beginnings::Beginnings;
use crate::extract::prefixes::Prefixes;
use crate::extract::rule::Rule;
use crate::text::{Norm, Span, Text};

/// A legal form such as 株式会社.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub kind: OrganizationKind,
    pub rule: RuleId,
}

/// A word that ends a name, such as 銀行.
#[derive(Debug, Clone)]
pub(super) struct Suffix {
    pub word: Box<str>,
    pub kind: OrganizationKind,
    pub needs: Needs,
    pub part: Part,
    /// Whether it may make a name that is whole already longer: 青葉銀行グループ, but not 青葉銀行システム.
    pub extends: bool,
    pub rule: RuleId,
}

/// A word that begins a name, such as ホテル.
#[derive(Debug, Clone)]
pub(super) struct Head {
    word: Box<str>,
    pub kind: OrganizationKind,
    pub rule: RuleId,
}

/// What must stand before a suffix in the same run of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Needs {
    /// A word that is no mere attribute.
    Any,
    /// A name: a proper noun, or a word that the dictionary does not know.
    Name,
    /// A name, or two words.
    Long,
    /// The name of a place.
    Place,
}

/// The words of the tables `org_legal_forms.toml`, `org_suffixes.toml` and `org_cues.toml`.
#[derive(Debug)]
pub(super) struct Cues {
    /// The legal forms.
    forms: Prefixes<Form>,
    /// The suffixes, longest first, by their last character.
    suffixes: HashMap<char, Vec<Suffix>>,
    /// The last characters of suffixes.
    ends: Beginnings,
    words: Prefixes<Usage>,
    /// The words of the lists `speech`, `mishap` and `slip`.
    telling: Prefixes<Tells>,
    accounts: Prefixes<()>,
    houses: Vec<Box<str>>,
    groups: Vec<Box<str>>,
    regions: HashSet<Box<str>>,
    shops: HashSet<char>,
    of_nature: HashSet<Box<str>>,
    places_of_no: HashSet<Box<str>>,
    no_heads: HashSet<char>,
    fanciful: HashSet<Box<str>>,
    headings: Vec<Box<str>>,
    heads: Vec<Head>,
    places: Vec<Place>,
    rules: Vec<Rule>,
}

/// The plain lists of `org_cues.toml`; its comments say what each is for.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    lead: Vec<Box<str>>,
    tail: Vec<Box<str>>,
    business: Vec<Box<str>>,
    attribute: Vec<Box<str>>,
    ordinary: Vec<Box<str>>,
    not_a_name: Vec<Box<str>>,
    fanciful: Vec<Box<str>>,
    speech: Vec<Box<str>>,
    mishap: Vec<Box<str>>,
    slip: Vec<Box<str>>,
    accounts: Vec<Box<str>>,
    house: Vec<Box<str>>,
    group: Vec<Box<str>>,
    region: Vec<Box<str>>,
    shop: String,
    of_nature: Vec<Box<str>>,
    place_of_no: Vec<Box<str>>,
    no_head: String,
    headings: Vec<Box<str>>,
    rule: Vec<RuleRow>,
    position: Vec<PositionRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRow {
    id: String,
    says: String,
    hit: Vec<String>,
    miss: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionRow {
    id: String,
    says: String,
    /// Whether any nouns may be the name that are no words of the lists.
    #[serde(default)]
    loose: bool,
    /// Whether the sentence must begin with the name.
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    before: Vec<Box<str>>,
    #[serde(default)]
    after: Vec<Box<str>>,
    hit: Vec<String>,
    miss: Vec<String>,
}

/// A place in a sentence where a name must stand.
#[derive(Debug)]
pub(super) struct Place {
    pub loose: bool,
    /// Whether the sentence must begin with the name.
    pub alone: bool,
    before: Vec<Box<str>>,
    after: Vec<Box<str>>,
    pub rule: RuleId,
}

impl Place {
    /// Whether words before the name make the place, so that the name is not known from elsewhere.
    pub(super) fn leads_up(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether a name may stand between the words `before` and `after`.
    pub(super) fn is_between(&self, before: &str, after: &str) -> bool {
        (self.before.is_empty() || self.before.iter().any(|word| before.ends_with(&**word)))
            && (self.after.is_empty() || self.after.iter().any(|word| after.starts_with(&**word)))
    }
}

/// What a word does beside a name; none of it for most words.
#[allow(clippy::struct_excessive_bools)] // A word has any number of these uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// It leads up to a name and does not belong to it: 委託先, 大手.
    pub lead: bool,
    /// It follows a name and does not belong to it: 社員, 支店.
    pub tail: bool,
    /// It follows a name as what it owns or does, but may also end one: サービス.
    pub business: bool,
    /// It only says of what sort an organisation is: 県立, 総合.
    pub attribute: bool,
    /// It is a word of everyday use, though the dictionary may lack it: ランサムウェア.
    pub ordinary: bool,
    /// It ends like a name but is none: コールセンター.
    pub no_name: bool,
}

impl Usage {
    /// Whether the word is in none of the lists.
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl Words {
    /// Each word with all its uses.
    #[allow(clippy::type_complexity)] // A table of lists and flags.
    fn usages(self) -> Prefixes<Usage> {
        let lists: [(Vec<Box<str>>, fn(&mut Usage) -> &mut bool); 6] = [
            (self.lead, |usage| &mut usage.lead),
            (self.tail, |usage| &mut usage.tail),
            (self.business, |usage| &mut usage.business),
            (self.attribute, |usage| &mut usage.attribute),
            (self.ordinary, |usage| &mut usage.ordinary),
            (self.not_a_name, |usage| &mut usage.no_name),
        ];
        let mut usages: HashMap<Box<str>, Usage> = HashMap::new();
        for (words, flag) in lists {
            for word in words {
                *flag(usages.entry(word).or_default()) = true;
            }
        }
        Prefixes::new(usages.into_iter().collect())
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FormTable {
    form: Vec<FormRow>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRow {
    id: String,
    says: String,
    kind: OrganizationKind,
    words: Vec<Box<str>>,
    hit: Vec<String>,
    miss: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SuffixTable {
    suffix: Vec<SuffixRow>,
    head: Vec<FormRow>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SuffixRow {
    id: String,
    says: String,
    kind: OrganizationKind,
    needs: Needs,
    #[serde(default)]
    part: Part,
    #[serde(default = "yes")]
    extends: bool,
    words: Vec<Box<str>>,
    hit: Vec<String>,
    miss: Vec<String>,
}

impl Cues {
    pub(super) fn new(tables: &Tables) -> Result<Self, dict::Error> {
        let mut rules = Vec::new();
        let mut forms = Vec::new();
        for row in tables.toml::<FormTable>("org_legal_forms.toml")?.form {
            let rule = RuleId::from(row.id.as_str());
            if row.words.iter().any(|word| word.is_empty()) {
                return Err(empty("org_legal_forms.toml", &row.id));
            }
            forms.extend(row.words.into_iter().map(|word| (word, Form { kind: row.kind, rule: rule.clone() })));
            rules.push(Rule { id: rule, says: row.says, hit: row.hit, miss: row.miss });
        }
        let table: SuffixTable = tables.toml("org_suffixes.toml")?;
        let mut heads = Vec::new();
        for row in table.head {
            let rule = RuleId::from(row.id.as_str());
            heads.extend(row.words.into_iter().map(|word| Head { word, kind: row.kind, rule: rule.clone() }));
            rules.push(Rule { id: rule, says: row.says, hit: row.hit, miss: row.miss });
        }
        let mut suffixes: HashMap<char, Vec<Suffix>> = HashMap::new();
        for row in table.suffix {
            let rule = RuleId::from(row.id.as_str());
            for word in row.words {
                let last = word.chars().next_back().ok_or_else(|| empty("org_suffixes.toml", &row.id))?;
                let (kind, needs, part, extends) = (row.kind, row.needs, row.part, row.extends);
                let suffix = Suffix { word, kind, needs, part, extends, rule: rule.clone() };
                suffixes.entry(last).or_default().push(suffix);
            }
            rules.push(Rule { id: rule, says: row.says, hit: row.hit, miss: row.miss });
        }
        for suffixes in suffixes.values_mut() {
            suffixes.sort_by_key(|suffix| std::cmp::Reverse(suffix.word.len()));
        }
        let mut words: Words = tables.toml("org_cues.toml")?;
        let mut places = Vec::new();
        for row in std::mem::take(&mut words.position) {
            let rule = RuleId::from(row.id.as_str());
            places.push(Place { loose: row.loose, alone: row.alone, before: row.before, after: row.after, rule: rule.clone() });
            rules.push(Rule { id: rule, says: row.says, hit: row.hit, miss: row.miss });
        }
        for row in std::mem::take(&mut words.rule) {
            rules.push(Rule { id: row.id.as_str().into(), says: row.says, hit: row.hit, miss: row.miss });
        }
        let of = |tells, words: &mut Vec<Box<str>>| std::mem::take(words).into_iter().map(move |word| (word, tells));
        let telling = of(Tells::Speech, &mut words.speech).chain(of(Tells::Mishap, &mut words.mishap));
        let telling = Prefixes::new(telling.chain(of(Tells::Slip, &mut words.slip)).collect());
        let accounts = std::mem::take(&mut words.accounts).into_iter().map(|word| (word, ()));
        let accounts = Prefixes::new(accounts.collect());
        let headings = std::mem::take(&mut words.headings);
        let (houses, groups) = (std::mem::take(&mut words.house), std::mem::take(&mut words.group));
        let set = |words: &mut Vec<Box<str>>| std::mem::take(words).into_iter().collect();
        let (regions, of_nature) = (set(&mut words.region), set(&mut words.of_nature));
        let places_of_no = set(&mut words.place_of_no);
        let (shops, no_heads) = (words.shop.chars().collect(), words.no_head.chars().collect());
        let fanciful = std::mem::take(&mut words.fanciful).into_iter().collect();
        let ends = suffixes.keys().map(|&end| (end, None)).collect();
        let forms = Prefixes::new(forms);
        Ok(Self {
            forms,
            suffixes,
            ends,
            words: words.usages(),
            telling,
            accounts,
            houses,
            groups,
            regions,
            shops,
            of_nature,
            places_of_no,
            no_heads,
            fanciful,
            headings,
            heads,
            places,
            rules,
        })
    }

    /// The rules of the tables' rows, with their examples.
    pub(super) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The legal form that begins `text`, with its length in bytes.
    pub(super) fn form_at(&self, text: &str) -> Option<(usize, &Form)> {
        self.forms.beginning(text).next()
    }

    /// `name` without the legal forms at its ends.
    pub(super) fn without_form<'n>(&self, name: &'n str) -> &'n str {
        let mut core = name.trim();
        while let Some((length, _)) = self.form_at(core).filter(|(length, _)| *length < core.len()) {
            core = core[length..].trim_start();
        }
        let forms = core
            .char_indices()
            .skip(1)
            .find(|&(at, _)| self.form_at(&core[at..]).is_some_and(|(length, _)| at + length == core.len()));
        forms.map_or(core, |(at, _)| core[..at].trim_end())
    }

    /// The longest suffix that ends `text`.
    pub(super) fn suffix_of(&self, text: &str) -> Option<&Suffix> {
        let end = text.chars().next_back().filter(|&end| self.ends.has((end, None)))?;
        let suffixes = self.suffixes.get(&end)?;
        suffixes.iter().find(|suffix| text.ends_with(&*suffix.word))
    }

    /// The longest word of the lists that begins `text` and may end after `ends`, with its length in bytes.
    pub(super) fn word_at(&self, text: &str, ends: impl Fn(usize) -> bool) -> Option<(usize, Usage)> {
        self.words.beginning(text).find(|&(length, _)| ends(length)).map(|(length, &usage)| (length, usage))
    }

    /// Whether `word` only names a kind of organisation: 病院, 商工会議所.
    pub(super) fn is_suffix(&self, word: &str) -> bool {
        self.suffix_of(word).is_some_and(|suffix| *suffix.word == *word)
    }

    /// The word for a kind of organisation that begins a name, if `word` is one: ホテル.
    pub(super) fn head(&self, word: &str) -> Option<&Head> {
        self.heads.iter().find(|head| *head.word == *word)
    }

    /// Whether `phrase` ends like a name but is none: コールセンター.
    pub(super) fn is_no_name(&self, phrase: &str) -> bool {
        self.words.get(phrase).is_some_and(|usage| usage.no_name)
    }

    /// Whether `whole` is two ordinary words of katakana: チャットルーム, カスタマーサポート.
    pub(super) fn is_of_ordinary(&self, whole: &str) -> bool {
        let is_ordinary = |word: &str| self.words.get(word).is_some_and(|usage| usage.ordinary);
        let mut halves = whole.char_indices().skip(1).map(|(at, _)| whole.split_at(at));
        halves.any(|(first, second)| is_ordinary(first) && is_ordinary(second))
    }

    /// Whether `word` is a common word of katakana that names are made of: ハートフル.
    pub(super) fn is_fanciful(&self, word: &str) -> bool {
        self.fanciful.contains(word)
    }

    /// The places where a name must stand.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// Whether `text` begins with a word for an account that speaks for its owner.
    pub(super) fn is_account(&self, text: &str) -> bool {
        self.accounts.beginning(text).next().is_some()
    }

    /// Whether `before` ends in a word for a kind of house, whose name follows in quotation marks: 旅館.
    pub(super) fn is_house(&self, before: &str) -> bool {
        self.houses.iter().any(|house| before.ends_with(&**house))
    }

    /// Whether `before` ends in a word for what is no organisation, or none that is hit: 攻撃グループ, サイト.
    pub(super) fn is_group(&self, before: &str) -> bool {
        self.groups.iter().any(|group| before.ends_with(&**group))
    }

    /// Whether companies of one group are told apart by `word`: 東海, ヨーロッパ.
    pub(super) fn is_region(&self, word: &str) -> bool {
        self.regions.contains(word)
    }

    /// Whether `c` ends the names of shops, inns, societies and homes: 堂.
    pub(super) fn ends_shop(&self, c: char) -> bool {
        self.shops.contains(&c)
    }

    /// Whether `word` ends a name behind の: オリーブの木.
    pub(super) fn is_of_nature(&self, word: &str) -> bool {
        self.of_nature.contains(word)
    }

    /// Whether `word` ends the name of a place or house behind の: 森の学校.
    pub(super) fn is_place_of_no(&self, word: &str) -> bool {
        self.places_of_no.contains(word)
    }

    /// Whether `c` stands before a name and is no part of it: 同, 約.
    pub(super) fn is_no_head(&self, c: char) -> bool {
        self.no_heads.contains(&c)
    }

    /// Whether names of organisations stand under the table heading `heading`.
    pub(super) fn heads_names(&self, heading: &str) -> bool {
        let heading: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
        self.headings.iter().any(|word| **word == *heading)
    }

    /// What a sentence of `text` tells by the words of the lists.
    pub(super) fn told(&self, text: &Text, sentence: Span<Norm>) -> Told {
        let words = text.slice(sentence);
        let at = self.telling.places(words);
        let found = at.flat_map(|at| self.telling.beginning(&words[at..]).map(move |(length, &tells)| (at, length, tells)));
        let found = found.map(|(at, length, tells)| (Span::new(at, at + length).shift(sentence.start()), tells));
        Told(found.collect())
    }

    /// Whether `clause` tells of an attack, a leak, an outage.
    pub(super) fn tells_of_mishap(&self, clause: &str) -> bool {
        let mut places = self.telling.places(clause);
        places.any(|at| self.telling.beginning(&clause[at..]).any(|(_, &tells)| tells == Tells::Mishap))
    }
}

/// What a word tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// That somebody speaks to the public: 発表.
    Speech,
    /// Of an attack, a leak, an outage.
    Mishap,
    /// In common words of a slip: 誤って, 使えなく.
    Slip,
}

/// What a sentence tells: the words for it, in order of their places.
#[derive(Debug)]
pub(super) struct Told(Vec<(Span<Norm>, Tells)>);

impl Told {
    /// Whether the words of `clause` say that its subject speaks to the public: 発表した.
    pub(super) fn speaks(&self, clause: Span<Norm>) -> bool {
        self.tells(clause, |tells| tells == Tells::Speech)
    }

    /// Whether they tell of an attack, a leak, an outage, or in common words of a slip: 誤って渡した, 使えなくなった.
    pub(super) fn tells_of_slip(&self, clause: Span<Norm>) -> bool {
        self.tells(clause, |tells| tells != Tells::Speech)
    }

    /// Whether they tell of an attack, a leak, an outage.
    pub(super) fn tells_of_mishap(&self, clause: Span<Norm>) -> bool {
        self.tells(clause, |tells| tells == Tells::Mishap)
    }

    fn tells(&self, clause: Span<Norm>, of: impl Fn(Tells) -> bool) -> bool {
        let from = self.0.partition_point(|(word, _)| word.start() < clause.start());
        self.0[from..].iter().any(|&(word, tells)| of(tells) && word.end() <= clause.end())
    }
}

fn yes() -> bool {
    true
}

fn empty(table: &str, id: &str) -> dict::Error {
    dict::Error::refused(table, format!("{id}: a word is empty"))
}

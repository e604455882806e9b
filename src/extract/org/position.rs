//! Names that nothing but their place gives away: in the sentence, in a heading, in a table.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::OrganizationKind;
use super::cues::{Cues, Told};
use super::names::{NameTable, Part, Row};
use super::near;
use super::run::{Run, Sort, Word, before_tail, is_katakana};
use super::shape::Found;
use crate::extract::RuleId;
use crate::extract::rule::CodeRule;
use crate::page::BlockKind;
use crate::pattern::Pattern;
use crate::text::{Noun, Pos, Proper, Sentence, Span, Text};

const SUBJECT: CodeRule = CodeRule {
    id: "org/subject",
    says: "Who announces something is an organisation, whatever its name looks like: the run of nouns before は or が in \
           a sentence that goes on with 発表, 公表, 明らかに.",
    hit: &["《ゾルテック》は10日、顧客の情報が流出したと発表した。", "《ネムリコ》が12日に公表した。"],
    miss: &["原因は10日に公表した。", "ランサムウェアが原因だと発表した。"],
};

const LOCATED: CodeRule = CodeRule {
    id: "org/located",
    says: "Where the place of the head office, the securities code or the market follows in brackets, an organisation is \
           named: X(北浜市), X(本社:北浜市), X(証券コード 0000); or what it does, at the head of an entry: X(家電通販).",
    hit: &[
        "タオルの《ユメオリ》(本社・北浜)が発表。",
        "《ネムリコ》(証券コード:0000)は",
        "《ネムリコ》(9999)の株価は下げた。",
        "相談会社の《ユメオリ》(東京・新宿)が感染した。",
        "《ネムリコ》(家電通販)。会員の名簿が流出した。",
    ],
    miss: &["顧客(北浜市の住民)の情報。", "対象(会員)は1,200人。"],
};

const CLAUSE: CodeRule = CodeRule {
    id: "org/clause",
    says: "What begins a clause that tells of a mishap, as its place or its subject or as the owner of what was hit, is an \
           organisation where it looks like a name: Xのサーバーに不正アクセス, Xから顧客の情報が漏れた, Xでは書類を紛失した.",
    hit: &[
        "《ネムリコ》のサーバーが暗号化された。",
        "同月、《東京データキャスト》から受講者の名簿が漏れた。",
        "昨年6月には《北浜ベアーズ》でも会員の情報が流出した。",
        "《スマイルライフ》では、職員が書類を紛失した。",
        "《トモエバッテリー》のサーバーが改ざんされた。",
        "《ネムリコ》への不正ログインが見つかった。",
    ],
    miss: &[
        "ムーバルタイプの脆弱性を突く攻撃。",
        "北浜駅で書類を紛失した。",
        "田中容疑者が名簿を持ち出し、流出した。",
        "メール送信先のアドレスが流出した。",
        "東京本社でパソコンを紛失した。",
        "オンラインカジノの利用者が被害に遭った。",
    ],
};

const HEADLINE: CodeRule = CodeRule {
    id: "org/headline",
    says: "A heading begins with the organisation that it is about: `X、…`, `Xが…`, `Xの…`, or the name alone.",
    hit: &[],
    miss: &[],
};

const HEAD: CodeRule = CodeRule {
    id: "org/head",
    says: "A name of the tables that is also an ordinary word is one at the head of a sentence that tells of a mishap or \
           an announcement, or where it is all that a line says.",
    hit: &[],
    miss: &["アクセスは制限していた。"],
};

const QUOTED: CodeRule = CodeRule {
    id: "org/quoted",
    says: "A name in quotation marks right behind a word for a kind of business, or before さん: 旅館「X」, 「X」さん.",
    hit: &[
        "老舗旅館「《湯元ゆらぎ》」の予約サイト。",
        "同じ町の「《湯宿 かぐやま》」さんです。",
        "NPO法人「《あかりの輪》」は公表した。",
        "「《菓匠 月見堂》」が15日、カード情報が流出したと発表した。",
        "「《湯宿 さらら》」は6月12日、予約の端末が感染したと公表しました。",
        "みなと区の「《ヨルゲーム》」が提供するゲームが止まった。",
        "北浜市のタオル屋さん「《ヨルオリ》」の通販サイトが改ざんされた。",
        "飲食チェーンの「《たこ丸》」では、アルバイトの名簿が流出した。",
    ],
    miss: &[
        "通販サイト「くらしの道具」が改ざんされた。",
        "攻撃グループ「夜の鳥」が主張した。",
        "攻撃グループ「夜の鳥」は3日、データを公開すると発表した。",
    ],
};

const SAID_TO_BE: CodeRule = CodeRule {
    id: "org/said-to-be",
    says: "What the writer introduces as a company, shop or the like with という: Xという会社.",
    hit: &[
        "《ネムリコ》という枕の会社で名簿が抜かれた。",
        "《ゾルテック》という米国の会社だ。",
        "うちの小さな会社(《北浜綿業》といいます)の通販部で、メールを誤送信しました。",
    ],
    miss: &["ランサムウェアという言葉を会社で聞いた。", "キルドラゴンという集団が攻撃した。"],
};

const CALLED: CodeRule = CodeRule {
    id: "org/called",
    says: "A run of nouns that ends in a word for a trade is a name before さん: 北浜観光バスさん.",
    hit: &["隣町の《花見観光バス》さんが被害に遭った。"],
    miss: &["取引のある印刷会社さんから電話があった。"],
};

const CELL: CodeRule = CodeRule {
    id: "org/cell",
    says: "A table's cell under the heading 組織, 企業名, 会社名 … holds a name.",
    hit: &[],
    miss: &[],
};

const SPACED: CodeRule = CodeRule {
    id: "org/spaced",
    says: "A name set in widely spaced letters, with its legal form.",
    hit: &["《青 葉 商 事 株 式 会 社》"],
    miss: &["各 位", "以 上"],
};

/// The rules of this module.
pub(super) const RULES: &[CodeRule] = &[SUBJECT, LOCATED, CLAUSE, HEADLINE, HEAD, QUOTED, SAID_TO_BE, CALLED, CELL, SPACED];

/// Reads names by their place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Positions<'a> {
    pub cues: &'a Cues,
    pub names: &'a NameTable,
}

/// How much a run must look like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It has a word that is nothing but a name, or is a name of the tables.
    Name,
    /// It has a proper noun of any sort, or katakana; it is none of the words of the lists.
    Any,
    /// It is none of the words of the lists.
    Loose,
}

impl Positions<'_> {
    /// The names in the `runs` of `sentence` that only their place gives away; `known` are those found by shape.
    pub(super) fn names(self, text: &Text, sentence: &Sentence, told: &Told, runs: &[Run], known: &[Found]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        found.extend(self.spaced(text, sentence));
        for run in runs {
            found.extend(self.by_place(text, sentence, told, run));
        }
        let is_free = |named: &Found| {
            let next = known.partition_point(|known| known.span.end() <= named.span.start());
            known.get(next).is_none_or(|known| !known.span.overlaps(named.span))
        };
        found.retain(is_free);
        found
    }

    fn by_place(self, text: &Text, sentence: &Sentence, told: &Told, run: &Run) -> Option<Found> {
        let words = candidate(run)?;
        let span = words[0].span.cover(words[words.len() - 1].span);
        let whole = whole(text, words);
        let (by_name, any, loose) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let looks = |look| {
            let known = match look {
                Look::Name => &by_name,
                Look::Any => &any,
                Look::Loose => &loose,
            };
            *known.get_or_init(|| self.looks_like_name(words, &whole, look))
        };
        let before = near::before(text, sentence.span, span.start());
        let after = near::after(text, sentence.span, span.end());
        let end = span.end() + after.len();
        let after = ["さん", "様"].iter().find_map(|title| after.strip_prefix(title)).unwrap_or(after);
        let clause = Span::new(end - after.len(), end);
        let unquoted = after.strip_prefix('」').unwrap_or(after);
        let part = self.cues.suffix_of(text.slice(span)).map_or(Part::Any, |suffix| suffix.part);
        let found = |rule: RuleId| Found { span, name: None, kind: self.kind(text.slice(span)), part, rule };
        if looks(Look::Loose) && (self.is_located(unquoted) || heads_with_trade(text, sentence, span, unquoted))
            || looks(Look::Any) && (is_abbreviated(unquoted) || is_listed(unquoted) || is_in_quarter(text, span.end()))
        {
            return Some(found(LOCATED.id.into()));
        }
        // The name of a service, of which elsewhere others are users, is one in a column of organisations.
        let known = || words.len() == 1 && words[0].usage.ordinary && words[0].text.chars().count() > 3;
        if let Some(rule) = self.cell(text, sentence, span).filter(|_| looks(Look::Loose) || known()) {
            return Some(found(rule));
        }
        if looks(Look::Any) && is_said_to_be(before, unquoted) {
            return Some(found(SAID_TO_BE.id.into()));
        }
        let named = looks(Look::Name);
        let place = self.cues.places().iter().find(|place| {
            // Who runs it and speaks is an organisation, whatever it is called.
            let speaks = || after.starts_with(['は', 'が']) && before.ends_with("する") && told.speaks(clause);
            let led = place.leads_up() && (looks(Look::Any) || speaks() && looks(Look::Loose));
            let fits = named || led || place.loose && looks(Look::Loose);
            (!place.alone || before.is_empty()) && fits && place.is_between(before, after)
        });
        if let Some(place) = place {
            return Some(found(place.rule.clone()));
        }
        // 山田太郎防衛相は: a minister speaks.
        let is_minister = text.slice(span).ends_with('相');
        if looks(Look::Any) && !is_minister && after.starts_with(['は', 'が']) && told.speaks(clause) {
            return Some(found(SUBJECT.id.into()));
        }
        if opens_clause(before)
            && (named && is_befallen(after, told.tells_of_slip(clause))
                || self.looks_coined(words, &whole) && is_befallen(after, told.tells_of_mishap(clause)))
        {
            return Some(found(CLAUSE.id.into()));
        }
        let name = text.slice(span);
        let coined = after.starts_with('、') && is_katakana(name) && name.chars().count() >= 6 && looks(Look::Any);
        if let Some(rule) = self.called(text, words, &whole, span) {
            return Some(found(rule.id.into()));
        }
        let tabled = self.names.get(name).is_some_and(|row| row.ordinary);
        let alone = after.is_empty() && text.passages()[sentence.passage].span.end() == span.end();
        let told = after.starts_with(['は', 'が', 'で', '、', '.', '…', ':', 'か', 'に', 'も'])
            && (told.speaks(clause) || told.tells_of_mishap(clause));
        if tabled && begins(before) && (alone || told) {
            return Some(found(HEAD.id.into()));
        }
        let headline = is_in_heading(text, sentence) && begins(before) && goes_on(after);
        (headline && (named || coined)).then(|| found(HEADLINE.id.into()))
    }

    /// Whether the run is called by name: it ends in a word for a trade and さん follows.
    fn called(self, text: &Text, words: &[Word], whole: &str, span: Span<crate::text::Norm>) -> Option<CodeRule> {
        let suffix = self.cues.suffix_of(text.slice(span))?;
        let trade = suffix.kind == OrganizationKind::Company && suffix.extends && suffix.word.chars().count() > 1;
        let called = text.norm()[span.end()..].starts_with("さん");
        let is_called = trade && words.len() > 1 && called && suffix.word.len() < span.len();
        (is_called && self.looks_like_name(words, whole, Look::Loose)).then_some(CALLED)
    }

    /// The names in quotation marks of a sentence.
    ///
    /// A kind stands before them, or behind them さん, an account of theirs, or that they announce something.
    pub(super) fn quoted(self, text: &Text, sentence: &Sentence) -> Vec<Found> {
        let words = text.slice(sentence.span);
        let mut found = Vec::new();
        for (open, _) in words.match_indices('「') {
            let start = open + '「'.len_utf8();
            let Some(length) = words[start..].find(['」', '「', '。', '、', '!', '?']) else { continue };
            if !words[start + length..].starts_with('」') || !(1..=20).contains(&words[start..start + length].chars().count()) {
                continue;
            }
            let name = &words[start..start + length];
            let after = &words[start + length + '」'.len_utf8()..];
            let before = &words[..open];
            let behind = self.cues.is_house(before)
                || before.strip_suffix('の').is_some_and(|before| self.cues.is_house(before))
                    && is_befallen(after, self.cues.tells_of_mishap(after));
            // Whose account it is: 「X」の公式アカウント.
            let has_account = || {
                let account = after.strip_prefix("の公式").or_else(|| after.strip_prefix("が運営する公式"));
                account.is_some_and(|account| self.cues.is_account(account))
            };
            // Nobody but an organisation announces: 「X」は3日、…と発表した.
            let announces = || !self.cues.is_group(before) && is_announcer(after);
            // Only an organisation offers anything: 「X」が提供するゲーム.
            let runs = || {
                ["が提供する", "が運営する", "が手がける", "が手掛ける", "が展開する"].iter().any(|runs| after.starts_with(runs))
            };
            if !behind && !after.starts_with("さん") && !has_account() && !announces() && !runs()
                || self.cues.is_no_name(name)
                || name.ends_with(['る', 'た', 'い'])
                || name.ends_with('ん') && after.starts_with("さん")
            {
                continue;
            }
            let span = Span::new(start, start + length).shift(sentence.span.start());
            found.push(Found { span, name: None, kind: self.kind(name), part: Part::Any, rule: QUOTED.id.into() });
        }
        found
    }

    /// Whether words that are `whole` together look like a name.
    fn looks_like_name(self, words: &[Word], whole: &str, look: Look) -> bool {
        if self.names.get(whole).is_some() {
            return true;
        }
        if self.cues.is_no_name(whole) || whole.chars().count() < 2 || words.iter().all(|word| !word.usage.is_none()) {
            return false;
        }
        // Y4.com: parts with signs between them.
        if whole.is_ascii() && words.len() > 2 && words.iter().any(|word| matches!(word.sort, Sort::Joint)) {
            return true;
        }
        let last = &words[words.len() - 1];
        if last.usage.no_name || is_katakana(whole) && self.cues.is_of_ordinary(whole) {
            return false;
        }
        if look == Look::Any && self.is_trade_name(words, whole) {
            return true;
        }
        let owned = last.usage.business && self.cues.suffix_of(whole).is_none_or(|kind| kind.word.len() >= whole.len());
        let compound = look == Look::Loose && words.len() > 1 && !last.usage.tail && !owned
            || look != Look::Name && words.len() > 1 && is_katakana(whole);
        if !last.usage.is_none() && !compound {
            return false;
        }
        let places_only = words.iter().all(|word| matches!(word.sort, Sort::Place | Sort::Number));
        let named = words.iter().any(|word| matches!(word.sort, Sort::Name));
        match look {
            Look::Name => named,
            Look::Loose => {
                let kind = || self.cues.suffix_of(whole).is_some_and(|kind| kind.word.len() < whole.len());
                !places_only && (words.len() > 1 || words[0].is_name()) && (!matches!(last.sort, Sort::Action) || kind())
            }
            Look::Any => {
                let compound = words.len() > 1 && is_katakana(whole);
                named || compound || !places_only && words.iter().any(|word| matches!(word.sort, Sort::Person | Sort::Place))
            }
        }
    }

    /// Whether the words end in one for a trade, and begin with a common noun that is in no list: 日の出物流, 北国ガス.
    fn is_trade_name(self, words: &[Word], whole: &str) -> bool {
        let [first, .., last] = words else { return false };
        let kind = self.cues.suffix_of(whole);
        let trade = kind.is_some_and(|kind| {
            let length = kind.word.chars().count();
            kind.kind == OrganizationKind::Company && kind.extends && length > 1 && kind.word.len() < whole.len()
        });
        let common = matches!(first.sort, Sort::Plain) && first.usage.is_none() && first.text.chars().count() > 1;
        trade && common && !first.after_blank && !words[1..].iter().any(|word| word.after_blank) && !last.usage.tail
    }

    /// Whether words that the dictionary knows are put together as in a name: a place or person and a noun, none of them of
    /// the lists, that ends in no office, person or spot (北浜駅); or katakana alone.
    fn looks_coined(self, words: &[Word], whole: &str) -> bool {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        let free = |word: &Word| word.usage.is_none() && !matches!(word.sort, Sort::Action | Sort::Number | Sort::Attribute);
        let inner = |word: &Word| free(word) || word.usage.ordinary && !word.usage.tail;
        let proper = matches!(first.sort, Sort::Place | Sort::Person)
            && first.row.is_none()
            && words.iter().all(inner)
            && free(last)
            && matches!(last.sort, Sort::Plain)
            && last.text.chars().count() > 1
            && !whole.ends_with(is_spot_or_person);
        let katakana = is_katakana(whole) && whole.chars().count() >= 6 && words.iter().all(free);
        words.len() > 1 && (proper || katakana || self.is_trade_name(words, whole)) && !self.cues.is_no_name(whole)
    }

    pub(super) fn kind(self, name: &str) -> OrganizationKind {
        self.cues.suffix_of(name).map_or(OrganizationKind::Company, |suffix| suffix.kind)
    }

    /// Whether brackets follow that say where the head office is, or what the securities code is.
    pub(super) fn is_located(self, after: &str) -> bool {
        let Some(inside) = after.strip_prefix('(') else { return false };
        let is_place = |(length, row): (usize, &Row)| {
            let rest = &inside[length..];
            row.kind == OrganizationKind::Municipality
                && (rest.starts_with([')', '、', '・', '区'])
                    || self.names.beginning(rest).any(|(_, row)| row.kind == OrganizationKind::Municipality))
        };
        ["本社", "本店", "証券コード", "コード番号", "コード", "東証", "名証", "本部"].iter().any(|word| inside.starts_with(word))
            || self.names.beginning(inside).any(is_place)
            || is_town(inside)
    }

    /// The rule by which the name at `span` is all that a table's cell says.
    fn cell(self, text: &Text, sentence: &Sentence, span: Span<crate::text::Norm>) -> Option<RuleId> {
        let passage = &text.passages()[sentence.passage];
        let BlockKind::Cell(cell) = &passage.kind else { return None };
        let headed =
            [&cell.row_heading, &cell.column_heading].into_iter().flatten().any(|heading| self.cues.heads_names(heading));
        let rest = &text.norm()[span.end()..passage.span.end()];
        let lead = &text.norm()[passage.span.start()..span.start()];
        let begins = lead.is_empty() || lead.ends_with('の') && !lead.contains(['、', '。', '(']);
        let alone = begins && (rest.is_empty() || rest.starts_with(['(', '\n', ' ']));
        (!cell.is_heading && headed && alone).then(|| CELL.id.into())
    }

    /// A whole sentence of single letters with blanks between them that spells a name.
    fn spaced(self, text: &Text, sentence: &Sentence) -> Option<Found> {
        let letters = text.slice(sentence.span);
        let is_spaced = letters.chars().count() >= 7 && letters.split(' ').all(|letter| letter.chars().count() == 1);
        if !is_spaced {
            return None;
        }
        let name: String = letters.chars().filter(|c| *c != ' ').collect();
        let form = name.char_indices().find_map(|(at, _)| self.cues.form_at(&name[at..]))?.1;
        Some(Found { span: sentence.span, kind: form.kind, part: Part::Any, rule: SPACED.id.into(), name: Some(name) })
    }
}

/// Whether `after`, what follows a name, makes it the place, the subject or the owner in a clause that tells of a mishap,
/// which it does where it `tells` of one, or says here.
pub(super) fn is_befallen(after: &str, tells: bool) -> bool {
    static TARGET: Pattern = Pattern::new(
        r"^(?:など)?(?:に|へ|への|に対する)[^、。]{0,12}(?:不正アクセス|不正ログイン|不正侵入|サイバー攻撃|攻撃|侵入|DDoS)",
    );
    static SOURCE: Pattern = Pattern::new(r"^(?:など)?から[^。]{0,40}(?:流出|漏れ|漏え|漏洩|盗ま|持ち出|窃取)");
    static OWNER: Pattern = Pattern::new(
        r"^の[^、。]{0,12}(?:サーバ|システム|サイト|ネットワーク|端末|パソコン|PC|メール|アプリ|顧客|会員|利用者|職員|社員|従業員|個人情報|データ|ホームページ|HP|ショップ|ストア|店舗|工場|クラウド|公式|SNS|アカウント|チャンネル)|^の(?:ランサム|不正アクセス|サイバー攻撃|情報漏|情報流出|カード情報|名簿)",
    );
    static ON_DAY: Pattern = Pattern::new("^で(?:[0-9]{1,4}[年月日]|同日|先月|昨年|今月|今年)");
    let joint = after.strip_prefix("など").unwrap_or(after);
    let place = || {
        ["は", "が", "も", "では", "でも", "において", "における", "で、"].iter().any(|it| joint.starts_with(it))
            || ON_DAY.is_match(joint)
    };
    match joint.chars().next() {
        Some('に') => TARGET.is_match(after) || tells && place(),
        Some('へ') => TARGET.is_match(after),
        Some('か') => SOURCE.is_match(after),
        Some('の') => tells && OWNER.is_match(after),
        _ => tells && place(),
    }
}

/// What the words of a run are together, without the blanks between them.
fn whole<'t>(text: &'t Text, words: &[Word]) -> Cow<'t, str> {
    let span = words[0].span.cover(words[words.len() - 1].span);
    if words.iter().skip(1).any(|word| word.after_blank) {
        words.iter().map(|word| word.text).collect()
    } else {
        text.slice(span).into()
    }
}

/// Whether a clause begins behind `before`: at the head of the sentence, behind a comma, a bracket or a time; or the words
/// before tell of the one that follows (損害を見積もるX).
fn opens_clause(before: &str) -> bool {
    static TOLD_OF: Pattern = Pattern::new(r"を[^、。は]{1,10}[うくすつむるた]$");
    /// How many characters it has at most.
    const LONGEST: usize = 12;
    let before = before.trim_end();
    let end = || before.char_indices().rev().nth(LONGEST - 1).map_or(before, |(at, _)| &before[at..]);
    before.is_empty()
        || before.ends_with(['、', '。', '」', '】', ')', ':', '・', '■', '●', '▼', '◆', '日', '月', '年', '頃', '旬', '|', '-'])
        || ["には", "では", "また", "は", "末に", "日に", "月に", "年に", "頃に", "旬に", "夜に", "朝に", "続いて"]
            .iter()
            .any(|word| before.ends_with(word))
        || before.ends_with(['う', 'く', 'す', 'つ', 'む', 'る', 'た']) && TOLD_OF.is_match(end())
}

/// Whether a word that ends in `c` names a spot, an office, a person or an act rather than an organisation.
fn is_spot_or_person(c: char) -> bool {
    "駅線街通港岸場所内外前中側部課係室局班員者士師手長授役人家民客徒生教卒版氏様製系型式県市区町村国語宛用金法戦賞祭号便行性化率額的".contains(c)
}

/// Whether `after`, what follows a name in quotation marks, says that it announces something on a day or after an attack.
fn is_announcer(after: &str) -> bool {
    static ANNOUNCES: Pattern = Pattern::new(concat!(
        "^(?:[(][^)]{1,20}[)])?(?:は|が|も)、?(?:[^。「」]{0,14}[0-9]{1,2}[日月]|同日|昨日|今月|先月|先週)[^。]{0,160}?(?:発表|公表|明らかに|お?詫び|謝罪|陳謝)",
        "|^(?:[(][^)]{1,20}[)])?(?:は|が|も)[^。]{4,160}?(?:こと|旨|と)(?:を)?(?:発表|公表|明らかに)",
    ));
    ANNOUNCES.is_match(after)
}

/// Whether という follows with a word for a business: という米国の会社で; or the words of somebody who gives a name in
/// brackets: うちの会社(Xといいます).
fn is_said_to_be(before: &str, after: &str) -> bool {
    static BUSINESS: Pattern = Pattern::new(
        "^という[^、。「」]{0,16}(?:会社|企業|業者|事業者|メーカー|ベンダー|法人|商社|お店|店|ショップ|病院|大学)(?:で|が|の|に|は|から|だ|も|を|[(、。])",
    );
    const SAYS: [&str; 5] = ["といいます)", "と申します)", "といいまして)", "という名前です)", "という名です)"];
    let in_brackets = before.ends_with('(') && SAYS.iter().any(|says| after.starts_with(says));
    in_brackets || after.starts_with("という") && BUSINESS.is_match(after)
}

/// Whether brackets follow with a securities code alone: (0000), (000A).
fn is_listed(after: &str) -> bool {
    let inside = after.strip_prefix('(').and_then(|inside| inside.split_once([')', '、', ' '])).map_or("", |(inside, _)| inside);
    let is_year = inside.starts_with("19") || inside.starts_with("20");
    inside.len() == 4
        && !is_year
        && inside.starts_with(|c: char| c.is_ascii_digit())
        && inside.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether brackets follow `at` that name a place of the head office in two steps: (東京・千代田).
fn is_in_quarter(text: &Text, at: usize) -> bool {
    let from = text.tokens().partition_point(|token| token.span.start() < at);
    let mut tokens =
        text.tokens()[from..].iter().map(|token| (text.slice(token.span), token.pos)).skip_while(|(word, _)| *word == "」");
    let opens = tokens.next().is_some_and(|(word, _)| word == "(");
    let place = |token: Option<(&str, Pos)>| token.is_some_and(|(_, pos)| pos == Pos::Noun(Noun::Proper(Proper::Place)));
    opens
        && place(tokens.next())
        && tokens.next().is_some_and(|(word, _)| matches!(word, "・" | "/" | "="))
        && place(tokens.next())
}

/// Whether `inside` is the name of a town and nothing else up to the end of the brackets: `北浜市)`.
fn is_town(inside: &str) -> bool {
    let town = inside.split_once([')', '、']).map_or("", |(town, _)| town);
    let is_letter = |c: char| matches!(c, '一'..='鿿' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー');
    town.ends_with(['市', '区', '町', '村']) && (2..=8).contains(&town.chars().count()) && town.chars().all(is_letter)
}

/// Whether `before` leaves a heading's beginning to what follows: nothing, a number, a date, a mark in brackets.
fn begins(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with(['】', ']', ')', '■', '●', '◆', '▼', '○', '◇', '・', '.', '|', ':', '―', '—', '‐', '–'])
        || before.chars().all(|c| c.is_ascii_digit() || "/.-年月日()".contains(c))
}

/// Whether `after` goes on as a heading does after the name that it is about.
fn goes_on(after: &str) -> bool {
    after.is_empty()
        || after.starts_with([
            '、', 'で', 'に', 'が', 'の', 'は', 'も', 'を', 'へ', 'か', 'と', ' ', ':', '-', '―', '—', '(', '「', '|', '〜', ',',
            '/',
        ])
}

/// The words of `run` that may be a name by themselves: after a role, before what it owns.
fn candidate<'r, 'w>(run: &'r Run<'w>) -> Option<&'r [Word<'w>]> {
    let from = run.words.iter().rposition(|word| word.usage.lead).map_or(0, |lead| lead + 1);
    let words = before_tail(&run.words[from..]);
    let whole = words.last().is_some_and(|last| !matches!(last.sort, Sort::Joint)) && !words.iter().any(Word::is_form);
    whole.then_some(words)
}

fn is_in_heading(text: &Text, sentence: &Sentence) -> bool {
    matches!(text.passages()[sentence.passage].kind, BlockKind::Heading(_) | BlockKind::Term)
}

/// Whether brackets follow that introduce a short form for an organisation: (以下「Z社」). One for a thing or an event
/// (以下「本件」) does not count.
fn is_abbreviated(after: &str) -> bool {
    let Some(inside) = after.strip_prefix('(') else { return false };
    let inside = inside.split(')').next().unwrap_or_default();
    let Some((before, short)) = inside.split_once("以下") else { return false };
    let short = short.trim_start_matches(['、', ' ', '「', '『', '"']);
    before.chars().count() <= 12
        && !["本", "当該", "同", "事案", "「"].iter().any(|word| short.starts_with(word))
        && ["社", "当", "弊"].iter().any(|word| short.contains(word))
}
/// Whether a run that begins a passage has what its owner does in brackets behind it: ケース1:リンドウ(家電通販), カリヨン(アパレル)。
fn heads_with_trade(text: &Text, sentence: &Sentence, span: Span<crate::text::Norm>, after: &str) -> bool {
    static LABEL: Pattern = Pattern::new(
        r"^[■□●○◆◇▼▽★☆▲△・【\[( ]{0,3}(?:(?:第|その|事例|事案|ケース|例|No[.]?|#)? ?[0-9一二三四五六七八九十]{0,2}(?:位|件目|つ目)?[.:)】\] 、]{0,3})?$",
    );
    static TRADE: Pattern = Pattern::new(concat!(
        "^[(](?:[^()、。]{0,8}(?:通販|メーカー|小売|製造|製造業|アパレル|運輸|物流|食品|外食|出版|商社|卸|大手|証券|印刷|建設|不動産|ゲーム|旅行|家電|化粧品|衣料品|書店|百貨店|学習塾|自治体|上場|IT)",
        "|病院|大学|銀行|保険)[)]",
    ));
    let passage = text.passages()[sentence.passage].span;
    LABEL.is_match(&text.norm()[passage.start()..span.start()]) && TRADE.is_match(after)
}

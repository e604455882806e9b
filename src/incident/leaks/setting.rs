//! Where a sentence stands: under which headings, in which list, beside which label.

use crate::pattern::Pattern;

use crate::incident::Scope;
use crate::page::BlockKind;

/// What stands above and beside a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting<'t> {
    /// The headings above it, the nearest first.
    pub(super) headings: Vec<&'t str>,
    /// The headings of its row and column, or the term that it explains.
    pub(super) labels: Vec<&'t str>,
    /// The sentence that introduces the list or table that it is in (次の通り, 内訳は), as an index into the text's
    /// sentences.
    pub(super) lead: Option<usize>,
    /// Whether it is an entry of a list or table, or a line of its own, and not running text.
    pub(super) is_entry: bool,
    /// Whether it is itself a heading.
    pub(super) is_heading: bool,
}

/// The setting of each of the scope's sentences, in the same order.
pub(super) fn settings<'t>(scope: &'t Scope) -> Vec<Setting<'t>> {
    let text = scope.text();
    let above = scope.context.iter().map(|&sentence| (Rank::Level(1), text.slice(text.sentences()[sentence].span)));
    let mut open: Vec<(Rank, &str)> = above.collect();
    let mut lead = None;
    let mut term = None;
    let mut last_passage = None;
    let mut settings = Vec::with_capacity(scope.sentences.len());
    for &index in &scope.sentences {
        let sentence = &text.sentences()[index];
        let passage = &text.passages()[sentence.passage];
        let words = text.slice(sentence.span);
        let whole = text.slice(passage.span).trim();
        let starts = last_passage.replace(sentence.passage) != Some(sentence.passage);
        let rank = Rank::of(&passage.kind, whole);
        let mut setting = Setting::default();
        if let Some(rank) = rank {
            if starts {
                let inner = open.iter().skip(scope.context.len());
                let keep = inner.clone().position(|(above, _)| above.ends_at(rank)).unwrap_or(inner.len()) + scope.context.len();
                open.truncate(keep);
                open.push((rank, whole));
                lead = None;
            }
            setting.is_heading = true;
        }
        setting.headings = open.iter().rev().map(|(_, words)| *words).filter(|words| rank.is_none() || *words != whole).collect();
        match &passage.kind {
            BlockKind::Cell(cell) => {
                setting.labels = [&cell.row_heading, &cell.column_heading].into_iter().flatten().map(String::as_str).collect();
                setting.is_entry = true;
            }
            BlockKind::Term => term = Some(whole),
            BlockKind::Definition => {
                setting.labels = term.into_iter().collect();
                setting.is_entry = true;
            }
            BlockKind::Item | BlockKind::Caption => setting.is_entry = true,
            BlockKind::Paragraph | BlockKind::Quotation => {
                setting.is_entry = rank.is_none() && (LINE.is_match(words) || !whole.contains('。'));
            }
            BlockKind::Heading(_) => {}
        }
        setting.lead = lead;
        if rank.is_none() && (INTRODUCES.is_match(words) || passage.kind == BlockKind::Caption) {
            lead = Some(index);
        } else if !setting.is_entry && rank.is_none() {
            // The rest of the paragraph that introduces a list does not end the introduction.
            setting.lead = None;
            lead = lead.filter(|&lead| text.sentences()[lead].passage == sentence.passage);
        }
        settings.push(setting);
    }
    settings
}

/// How far a heading reaches: to the next of the same rank or above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// A heading of the page, of level 1 to 6.
    Level(u8),
    /// A line that is set off by its mark: 【, ■, (1), 1. …
    Mark(Mark),
}

/// The marks by which a line is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bracket,
    Bullet,
    Number,
    Parenthesis,
    /// No mark: a short line that names what a section tells.
    None,
}

impl Rank {
    /// The rank of a passage, if it is a heading.
    fn of(kind: &BlockKind, words: &str) -> Option<Self> {
        match kind {
            BlockKind::Heading(level) => Some(Self::Level(*level)),
            BlockKind::Paragraph if NAMED.is_match(words) => Some(Self::Mark(Mark::None)),
            BlockKind::Paragraph => {
                let found = MARKED.groups(words).into_iter().next()?;
                let mark = match found[1..] {
                    [Some(_), ..] => Mark::Bracket,
                    [_, Some(_), ..] => Mark::Bullet,
                    [_, _, Some(_), ..] => Mark::Number,
                    _ => Mark::Parenthesis,
                };
                (words.chars().count() <= LONGEST && !FIGURE.is_match(words)).then_some(Self::Mark(mark))
            }
            _ => None,
        }
    }

    /// Whether a heading of this rank reaches no further than one of the rank `next`.
    fn ends_at(self, next: Self) -> bool {
        match (self, next) {
            (Self::Level(own), Self::Level(next)) => own >= next,
            (Self::Mark(own), Self::Mark(next)) => own == next || own == Mark::None,
            (Self::Mark(_), Self::Level(_)) => true,
            (Self::Level(_), Self::Mark(_)) => false,
        }
    }
}

/// The longest line, in characters, that is a heading without being marked up as one.
const LONGEST: usize = 45;

/// A line without a full stop that begins with the mark of a heading.
static MARKED: Pattern = Pattern::new(concat!(
    r"^(?:([【<〈《\[〔])|([■●◆◇□▼▽★☆○◎])|(第?[0-9一二三四五六七八九十]{1,2} ?[.、)章: ])|",
    r"(\([0-9一二三四五六七八九十アイウエオa-z]{1,2}\)))[^。]*$",
));

/// A line that is nothing but the name of a section: 影響範囲, 対象となる方の人数.
static NAMED: Pattern = Pattern::new(
    r"^[^。、::0-9]{0,20}(?:件数|人数|範囲|対象|対象者|影響|状況|経緯|経過|原因|対応|対策|概要|項目|結果|規模|もの|情報|内容|処分|問い合わせ|問合せ)$",
);

/// A figure with a counter: such a line is an entry, not a heading.
static FIGURE: Pattern = Pattern::new(r"[0-9万億千百] ?(?:人|名|件|社|枚|台|通|点|アカウント|ファイル|円|GB|TB)");

/// A line of a list that is no item by markup.
static LINE: Pattern =
    Pattern::new(r"^(?:[・●○■□◆◇※*＊-]|\([0-9一二三アイウエオa-z]{1,2}\)|[0-9]{1,2}[.)、] ?[^0-9]|[アイウエオ][ 、.])");

/// A sentence that announces what follows.
static INTRODUCES: Pattern = Pattern::new(
    r"(?:以下|次|下記|下表|別表|左記|右記)の(?:とお|通|よう|方|情報|ファイル|もの|内容|項目|人|件)|内訳|[::―—…]$|は、?$|(?:以下|次|下記)[)」]?$",
);

//! What on a page is not the article: menus, breadcrumbs, side columns, lists of other articles, advertisements, share
//! buttons, comments, footers.
//!
//! Four signs are read, each of which a Japanese reader goes by: the element and its role (`<nav>`, `<footer>`), the
//! words of its class and id (`sidebar`, `kanren`, `pankuzu`), the heading that it stands under (関連記事, ランキング), and
//! how much of it is link. Whatever holds the article's own heading is never thrown away, nor is a text for being short.

use super::flow::Piece;
use super::tree::{NodeId, Tree};
use super::{BlockKind, dates, metadata};

/// For each piece, whether it stands in an element of the page's frame, as far as names tell.
pub(super) fn frame(tree: &Tree, pieces: &[Piece]) -> Vec<bool> {
    let mut page = Page::new(tree, pieces, None);
    page.drop_elements();
    page.kept.into_iter().map(|kept| !kept).collect()
}

/// The pieces that belong to the article. `heading` is the index of the article's own heading, where it was found.
pub(super) fn article(tree: &Tree, pieces: &[Piece], heading: Option<usize>) -> Vec<bool> {
    let mut page = Page::new(tree, pieces, heading);
    page.drop_elements();
    page.drop_sections();
    page.drop_lines();
    page.drop_around_article();
    page.kept
}

struct Page<'a> {
    tree: &'a Tree,
    pieces: &'a [Piece],
    heading: Option<usize>,
    /// For each piece, whether it is still part of the article.
    kept: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree, pieces: &'a [Piece], heading: Option<usize>) -> Self {
        Self { tree, pieces, heading, kept: vec![true; pieces.len()] }
    }

    /// The pieces that begin in an element, as a range of indices.
    fn pieces_in(&self, node: NodeId) -> std::ops::Range<usize> {
        let end = self.tree.end(node);
        let start = self.pieces.partition_point(|piece| piece.node < node);
        start..self.pieces.partition_point(|piece| piece.node.index() < end)
    }

    /// The characters of sentences that are still kept, summed from the start, to answer for any range at once.
    fn prose_sums(&self) -> Vec<usize> {
        let mut sums = vec![0];
        let mut sum = 0;
        for (piece, &kept) in self.pieces.iter().zip(&self.kept) {
            sum += if kept && (piece.is_prose() || matches!(piece.kind, BlockKind::Cell(_))) { piece.letters } else { 0 };
            sums.push(sum);
        }
        sums
    }

    fn holds_heading(&self, node: NodeId) -> bool {
        self.heading.is_some_and(|heading| self.tree.contains(node, self.pieces[heading].node))
    }

    /// Leaves out elements by their name, role, class and id.
    fn drop_elements(&mut self) {
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        let mut skip_to = 0;
        for node in self.tree.all() {
            if node.index() < skip_to || self.tree.text(node).is_some() || node == NodeId::ROOT {
                continue;
            }
            let Some(sign) = sign(self.tree, node) else { continue };
            let range = self.pieces_in(node);
            if range.is_empty() || self.holds_heading(node) {
                continue;
            }
            let prose = sums[range.end] - sums[range.start];
            if sign == Sign::Likely && prose * 2 > total {
                continue;
            }
            self.kept[range].fill(false);
            skip_to = self.tree.end(node);
        }
    }

    /// Leaves out what stands under a heading such as 関連記事.
    fn drop_sections(&mut self) {
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        for index in 0..self.pieces.len() {
            let piece = &self.pieces[index];
            if !self.kept[index] || self.heading == Some(index) {
                continue;
            }
            let Some(topic) = topic(piece) else { continue };
            if topic == Topic::Label {
                self.kept[index] &= dates::dates(&piece.text).iter().any(|dated| dated.date.year().is_some());
                continue;
            }
            // The largest element that begins with the heading and is no large part of the article.
            let mut end = index + 1;
            for node in self.tree.ancestors(piece.node) {
                let range = self.pieces_in(node);
                let prose = sums[range.end] - sums[range.start];
                if range.start != index || self.holds_heading(node) || prose * 2 > total {
                    break;
                }
                end = range.end;
            }
            if end == index + 1 {
                end = self.end_of_section(index, topic);
            }
            self.kept[index..end].fill(false);
        }
    }

    /// Where the section ends whose heading stands among the article's paragraphs.
    fn end_of_section(&self, heading: usize, topic: Topic) -> usize {
        let level = |piece: &Piece| match piece.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        let own = level(&self.pieces[heading]).unwrap_or(6);
        let parent = self.tree.parent(self.pieces[heading].node);
        let block = self.tree.parent(parent);
        let after = self.pieces[heading + 1..].iter().position(|piece| {
            let ends = level(piece).is_some_and(|level| level <= own && self::topic(piece).is_none());
            let is_outside = !self.tree.contains(block, piece.node) && self.tree.name(block) != "tr";
            ends || is_outside || (topic == Topic::Links && piece.is_prose() && piece.kind == BlockKind::Paragraph)
        });
        after.map_or(self.pieces.len(), |after| heading + 1 + after)
    }

    /// Leaves out single lines: links, breadcrumbs, bars of sections, copyright, buttons.
    fn drop_lines(&mut self) {
        for (index, piece) in self.pieces.iter().enumerate() {
            let is_heading = self.heading == Some(index) || piece.is_heading();
            let is_link = piece.is_link() && !is_heading && !matches!(piece.kind, BlockKind::Cell(_));
            if is_link || is_chrome(&piece.text) {
                self.kept[index] &= self.heading == Some(index);
            }
        }
    }

    /// Leaves out what stands before the article and after it.
    fn drop_around_article(&mut self) {
        let Some(heading) = self.heading else { return };
        let sums = self.prose_sums();
        let total = sums[self.pieces.len()];
        let mut range = 0..self.pieces.len();
        for node in self.tree.ancestors(self.pieces[heading].node) {
            let inside = self.pieces_in(node);
            if (sums[inside.end] - sums[inside.start]) * 20 >= total * 17 && total > 0 {
                range = inside;
                break;
            }
        }
        let is_opening = |&index: &usize| self.kept[index] && !self.pieces[index].is_heading() && is_opening(&self.pieces[index]);
        let begin = (range.start..heading).find(is_opening).unwrap_or(heading);
        for index in 0..self.pieces.len() {
            let is_label = index < heading && self.pieces[index].is_heading();
            self.kept[index] &= (begin..range.end).contains(&index) && !is_label;
        }
    }
}

/// Whether an article that has lines before its heading may begin with this one: a date, a sender, whom it is addressed
/// to, or a paragraph, but no label such as `お知らせ`.
fn is_opening(piece: &Piece) -> bool {
    let has_date = dates::dates(&piece.text).iter().any(|dated| dated.date.day().is_some());
    let is_address = piece.text.ends_with(['様', '位', '方', '殿']);
    piece.is_set_off || has_date || is_address || piece.is_prose() || metadata::names_organization(&piece.text)
}

/// How sure a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The element is not the article, unless the article's heading stands in it.
    Sure,
    /// Nor unless most of the page's sentences stand in it.
    Likely,
}

/// What an element's name, role, class and id say.
fn sign(tree: &Tree, node: NodeId) -> Option<Sign> {
    let name = tree.name(node);
    match name {
        "nav" | "footer" => return Some(Sign::Sure),
        "aside" | "dialog" | "menu" => return Some(Sign::Likely),
        "header" if !tree.ancestors(node).any(|outer| matches!(tree.name(outer), "article" | "section")) => {
            return Some(Sign::Likely);
        }
        _ => {}
    }
    if matches!(
        tree.attribute(node, "role"),
        Some("navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog")
    ) {
        return Some(Sign::Likely);
    }
    if matches!(name, "body" | "html") {
        return None;
    }
    let labels = [tree.attribute(node, "class"), tree.attribute(node, "id")];
    let mut found = None;
    for label in labels.into_iter().flatten() {
        for token in label.split_whitespace() {
            let words = words(token);
            let is_named = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
            if is_named(CHROME) {
                return Some(Sign::Likely);
            }
            if is_named(&["comment", "comments", "footer", "copyright"]) {
                found = Some(Sign::Likely);
            }
        }
    }
    found
}

/// Words of a class or id that name what is not the article.
const CHROME: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "advertisement",
    "banner",
    "banners",
    "bnr",
    "bread",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "crumb",
    "crumbs",
    "fnavi",
    "foot",
    "ft",
    "globalnav",
    "globalnavi",
    "gnav",
    "gnavi",
    "gn",
    "hnavi",
    "kanren",
    "lnavi",
    "localnav",
    "login",
    "menu",
    "nav",
    "navbar",
    "navi",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "paging",
    "pan",
    "pankuzu",
    "pickup",
    "popular",
    "prevnext",
    "promo",
    "rank",
    "ranking",
    "recent",
    "recommend",
    "recommended",
    "rel",
    "relate",
    "related",
    "relatedcontent",
    "relation",
    "rightcol",
    "share",
    "side",
    "sidebar",
    "sidemenu",
    "sidenav",
    "skip",
    "sns",
    "social",
    "sponsor",
    "subnav",
    "tagcloud",
    "toc",
    "topicpath",
    "widget",
];

/// The words of a class or id: `colBoxRanking` has col, box and ranking.
fn words(token: &str) -> Vec<String> {
    let mut words = vec![token.to_lowercase()];
    let mut word = String::new();
    for c in token.chars() {
        let starts = c.is_uppercase() && word.ends_with(|c: char| c.is_lowercase());
        if (!c.is_alphanumeric() || starts) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    words.push(word);
    words
}

/// What a heading announces that is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// A list of links or titles.
    Links,
    /// Text that is about the page or its author.
    Aside,
    /// Nothing but itself: `カテゴリー:教育`.
    Label,
}

/// Headings over lists of other articles, menus and buttons.
const LINKS: &[&str] = &[
    "関連",
    "関連情報",
    "最新情報",
    "新着情報",
    "注目情報",
    "おすすめ情報",
    "関連ページ",
    "新着",
    "最新",
    "アーカイブ",
    "月別アーカイブ",
    "バックナンバー",
    "カテゴリ",
    "カテゴリー",
    "タグ",
    "タグクラウド",
    "キーワード",
    "トラックバック",
    "シェア",
    "シェアする",
    "メニュー",
    "目次",
    "リンク",
    "リンク集",
    "ピックアップ",
    "お気に入り",
    "固定リンク",
    "前回",
    "次回",
    "前の記事",
    "次の記事",
    "前後の記事",
    "前の投稿",
    "次の投稿",
    "前へ",
    "次へ",
    "ランキング",
    "ホワイトペーパー",
    "サイトマップ",
    "あわせて読む",
    "ブログロール",
    "おすすめ",
    "こちらもどうぞ",
];

/// Words before a colon that make a line a label.
const LABELS: &[&str] = &[
    "カテゴリ",
    "カテゴリー",
    "タグ",
    "キーワード",
    "ジャンル",
    "分類",
    "固定リンク",
    "前の記事",
    "次の記事",
    "前回",
    "次回",
    "シェア",
    "ラベル",
    "参照数",
    "閲覧数",
    "前",
    "次",
    "ページ番号",
    "記事ID",
    "記事番号",
];

/// Headings over text that is about the page, its readers or its author.
const ASIDES: &[&str] = &[
    "コメント",
    "コメント欄",
    "コメントを残す",
    "コメントを書く",
    "コメントする",
    "プロフィール",
    "著者プロフィール",
    "執筆者プロフィール",
    "記者プロフィール",
    "この記事を書いた人",
    "この記事の著者",
    "ライター紹介",
    "広告",
    "スポンサーリンク",
    "スポンサードリンク",
    "サイト内検索",
    "検索",
    "メールマガジン",
    "メルマガ登録",
    "運営者情報",
    "運営者",
    "免責事項",
    "当サイトについて",
    "このブログについて",
    "カレンダー",
    "カウンター",
];

/// Beginnings and ends of such headings: `関連ニュース`, `事件・事故の最新記事`, `よく読まれている記事`.
const BEGINNINGS: &[&str] = &[
    "関連",
    "最新",
    "最近",
    "新着",
    "人気",
    "注目",
    "おすすめ",
    "オススメ",
    "お勧め",
    "過去",
    "その他",
    "ほかの",
    "他の",
    "同じ",
    "よく読まれ",
    "よく見られ",
    "あわせて",
    "合わせて",
    "この記事を",
    "この記事も",
    "このカテゴリ",
    "このニュース",
    "このページを",
    "こちらの",
    "こちらも",
    "アクセス",
    "編集部",
    "前後の",
    "次に",
];
const ENDINGS: &[&str] = &[
    "記事",
    "ニュース",
    "コラム",
    "リンク",
    "一覧",
    "ワード",
    "リリース",
    "トピックス",
    "お知らせ",
    "投稿",
    "コンテンツ",
    "エントリー",
    "エントリ",
    "ランキング",
    "用語",
    "項目",
    "話題",
    "特集",
    "開示",
    "シリーズ",
    "動画",
    "もどうぞ",
    "おすすめ",
    "読みたい",
    "シェア",
    "読まれています",
    "コメント",
    "トラックバック",
    "読む",
];

/// What a piece announces, if it is the heading of something that is not the article.
pub(super) fn topic(piece: &Piece) -> Option<Topic> {
    const LONGEST: usize = 25;
    let first = piece.text.lines().next().unwrap_or_default();
    let is_sign = |c: char| c.is_whitespace() || "■□◆◇▼▽▲△▶►●○◎★☆・【[［<＜≪《「〈".contains(c);
    let line = first.trim_matches(is_sign).trim_end_matches(['】', ']', '］', '>', '＞', '≫', '》', '」', '〉']);
    let (label, has_more) = match line.split_once([':', '：', '】', ']']) {
        Some((label, more)) => (label.trim(), !more.trim().is_empty()),
        None => (line, false),
    };
    if !has_more && piece.letters > LONGEST || label.chars().count() > LONGEST {
        return None;
    }
    if LABELS.contains(&label) && has_more || LINKS.contains(&label) && has_more && piece.is_heading() {
        Some(Topic::Label)
    } else if LINKS.contains(&label) {
        Some(Topic::Links)
    } else if ASIDES.contains(&label) && !has_more {
        Some(Topic::Aside)
    } else {
        let ends = ENDINGS.iter().any(|end| label.ends_with(end));
        let begins = BEGINNINGS.iter().any(|begin| label.starts_with(begin));
        let names_list = [
            "の最新記事",
            "の最新ニュース",
            "の記事一覧",
            "のニュース一覧",
            "お知らせ一覧",
            "ニュース一覧",
            "の人気記事",
            "の関連記事",
            "の記事",
            "ランキング",
        ];
        let is_list = names_list.iter().any(|end| label.ends_with(end)) && label.chars().count() <= 15;
        (begins && ends || is_list && !has_more).then_some(Topic::Links)
    }
}

/// Whether a line is part of the frame around an article: copyright, breadcrumbs, a bar of sections, buttons, tags.
fn is_chrome(text: &str) -> bool {
    let length = text.chars().count();
    let says = text.contains('。') && !text.contains("無断") && metadata::copyright_sign(text).is_none();
    if says || length > 150 {
        return false;
    }
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_copyright = metadata::copyright_sign(text).is_some() || has(&["all rights reserved", "無断転載", "無断複製"]);
    let facts = [
        "資本金",
        "従業員",
        "職員数",
        "病床",
        "会員数",
        "加盟店数",
        "店舗数",
        "設立",
        "創業",
        "登録番号",
        "法人番号",
        "〒",
        "tel",
        "本社",
    ];
    let is_profile = facts.iter().filter(|fact| lower.contains(*fact)).count() >= 3;
    let bars = text.matches(['|', '｜', '│']).count();
    let has_arrow = text.contains(['>', '›', '»', '≫', '＞', '«']);
    let is_path = has_arrow && ["ホーム", "home", "top", "トップ", "現在"].iter().any(|word| lower.starts_with(word));
    let is_advertisement =
        ["[pr]", "【pr】", "［pr］", "[広告]", "【広告】", "［広告］", "(pr)"].iter().any(|sign| lower.starts_with(sign));
    let is_dateline = dates::dates(text).first().is_some_and(|dated| dated.start == 0 && dated.date.day().is_some());
    is_copyright
        || is_profile
        || bars >= 3 && !is_dateline
        || is_path
        || is_advertisement
        || length <= 60 && is_row_of_buttons(&lower)
}

/// Whether every word of a line is a button or a tag: `ツイート シェアする 12`, `[印刷する]`, `#港湾 #物流`.
fn is_row_of_buttons(line: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "この記事をシェア",
        "この記事をシェアする",
        "この記事を共有",
        "ツイート",
        "ツイートする",
        "シェア",
        "シェアする",
        "share",
        "tweet",
        "ポスト",
        "ポストする",
        "xでポスト",
        "xでシェア",
        "はてブ",
        "はてなブックマーク",
        "b!",
        "ブックマーク",
        "facebook",
        "twitter",
        "line",
        "x",
        "pocket",
        "lineで送る",
        "メールで送る",
        "印刷",
        "印刷する",
        "このページを印刷する",
        "大きな文字で印刷",
        "印刷ページ表示",
        "保存",
        "保存する",
        "通知",
        "いいね!",
        "いいね",
        "コメント",
        "トラックバック",
        "固定リンク",
        "リンク用url",
        "pdf",
        "ページトップへ",
        "ページの先頭へ",
        "トップへ戻る",
        "一覧に戻る",
        "一覧へ戻る",
        "戻る",
        "記事一覧へ",
        "お知らせ一覧へ",
        "次のページへ",
        "次のページ",
        "前のページ",
        "続きを読む",
        "もっと見る",
        "詳細",
        "詳しくはこちら",
        "会員登録",
        "ログイン",
        "有料記事",
        "会員限定",
        "無料会員登録",
        "動画を再生",
        "音声読み上げ",
        "文字サイズ",
        "本文へ",
        "ここから本文です",
        "本文へ移動",
        "このページの本文へ移動",
        "参照数",
        "閲覧数",
        "印刷用ページ",
        "拡大",
        "標準",
    ];
    let words = line.split(|c: char| c.is_whitespace() || "|｜/／[]［］()（）〔〕・:：,、▶►»«›‹<>。".contains(c));
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let is_button = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.is_empty() || word.starts_with(['#', '＃']) || BUTTONS.contains(&word)
    };
    let has_word = words.clone().any(|word| !word.chars().all(|c| c.is_ascii_digit()));
    has_word && words.all(is_button)
}

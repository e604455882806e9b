//! What on a page is not the article: menus, breadcrumbs, side columns, lists of other articles, advertisements, share
//! buttons, comments, footers.
//!
//! Four signs are read, each of which a Japanese reader goes by: the element and its role (`<nav>`, `<footer>`), the
//! words of its class and id (`sidebar`, `kanren`, `pankuzu`), the heading that it stands under (関連記事, ランキング), and
//! how much of it is link. Whatever holds the article's own heading is never thrown away, nor is a text for being short.

use super::flow::Piece;
use super::tree::{NodeId, Tree};
use super::{BlockKind, dates};

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
            // The largest element that begins with the heading and is no large part of the article.
            let mut end = index + 1;
            for node in self.tree.ancestors(piece.node) {
                let range = self.pieces_in(node);
                let prose = sums[range.end] - sums[range.start];
                if range.start != index || self.holds_heading(node) || prose * 3 > total {
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
        let mut is_whole_page = true;
        for node in self.tree.ancestors(self.pieces[heading].node) {
            let inside = self.pieces_in(node);
            if (sums[inside.end] - sums[inside.start]) * 20 >= total * 17 && total > 0 {
                range = inside;
                is_whole_page = matches!(self.tree.name(node), "" | "body" | "html");
                break;
            }
        }
        for index in 0..self.pieces.len() {
            let piece = &self.pieces[index];
            let is_before = index < heading;
            let is_dateline = piece.is_set_off || dates::dates(&piece.text).iter().any(|dated| dated.date.year().is_some());
            let is_label = is_before && (piece.is_heading() || (is_whole_page && !is_dateline));
            self.kept[index] &= range.contains(&index) && !is_label;
        }
    }
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
        "body" | "html" | "main" | "article" | "p" | "span" | "td" | "tr" | "tbody" | "h1" | "h2" | "h3" => {}
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
    "posts",
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
}

/// What a piece announces, if it is such a heading.
pub(super) fn topic(piece: &Piece) -> Option<Topic> {
    const LINKS: &[&str] = &[
        "関連記事",
        "関連リンク",
        "関連ニュース",
        "関連情報",
        "関連ワード",
        "関連キーワード",
        "関連プレスリリース",
        "関連ページ",
        "関連項目",
        "関連トピックス",
        "関連するお知らせ",
        "関連",
        "人気記事",
        "人気の記事",
        "人気コラム",
        "人気ランキング",
        "人気の投稿",
        "ランキング",
        "アクセスランキング",
        "注目記事",
        "注目の記事",
        "注目ワード",
        "おすすめ記事",
        "おすすめの記事",
        "新着",
        "新着情報",
        "新着記事",
        "新着ニュース",
        "最近の投稿",
        "最近の記事",
        "最近のお知らせ",
        "最近のトピックス",
        "最近のコメント",
        "最近のエントリー",
        "最新記事",
        "最新の記事",
        "最新ニュース",
        "最新情報",
        "最新のお知らせ",
        "お知らせ一覧",
        "過去の記事",
        "過去記事",
        "バックナンバー",
        "アーカイブ",
        "月別アーカイブ",
        "カテゴリ",
        "カテゴリー",
        "タグ",
        "タグクラウド",
        "トラックバック",
        "この記事をシェア",
        "シェアする",
        "シェア",
        "あわせて読みたい",
        "合わせて読みたい",
        "こちらもおすすめ",
        "こちらの記事もどうぞ",
        "よく読まれている記事",
        "よく読まれた記事",
        "よく読まれている用語",
        "前後の記事",
        "前の記事",
        "次の記事",
        "メニュー",
        "目次",
        "リンク集",
        "リンク",
        "ピックアップ",
        "ホワイトペーパー",
        "お気に入り",
        "一覧",
        "同じカテゴリの記事",
    ];
    const ASIDE: &[&str] = &[
        "コメント",
        "コメント欄",
        "コメントを残す",
        "プロフィール",
        "この記事を書いた人",
        "著者プロフィール",
        "執筆者プロフィール",
        "ライター紹介",
        "広告",
        "スポンサーリンク",
        "スポンサードリンク",
        "サイト内検索",
        "検索",
        "メールマガジン",
        "メルマガ登録",
        "運営者情報",
        "免責事項",
    ];
    let first = piece.text.lines().next().unwrap_or_default();
    let line = first.trim_matches(|c: char| c.is_whitespace() || "■□◆◇▼▽▲△●○◎★☆・【】[]［］<>＜＞≪≫《》「」".contains(c));
    let (label, rest) = match line.split_once([':', '：', '】', ']']) {
        Some((label, rest)) => (label.trim(), rest),
        None => (line, ""),
    };
    let is_short = piece.letters <= 25;
    let listed = |list: &[&str]| list.contains(&label);
    // `事件・事故の最新記事`, `兵庫のニュース一覧`
    let ends = [
        "の最新記事",
        "の最新ニュース",
        "のランキング",
        "の記事一覧",
        "ニュース一覧",
        "お知らせ一覧",
        "の人気記事",
        "の関連記事",
        "の記事",
    ];
    if listed(LINKS) && (is_short || !rest.is_empty())
        || is_short && piece.letters < 20 && ends.iter().any(|end| label.ends_with(end))
    {
        Some(Topic::Links)
    } else if listed(ASIDE) && is_short {
        Some(Topic::Aside)
    } else {
        None
    }
}

/// Whether a line is part of the frame around an article.
fn is_chrome(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if text.contains('。') {
        return false;
    }
    let is_short = text.chars().count() <= 120;
    let is_copyright = has(&["copyright", "all rights reserved", "無断転載", "無断複製"])
        || lower.starts_with(['©'])
        || lower.starts_with("(c)");
    let bars = text.matches(['|', '｜', '│']).count();
    let arrows = text.matches(['>', '›', '»', '≫', '＞']).count();
    let home = ["ホーム", "home", "top", "トップ", "現在の位置", "現在位置", "ホーム ", "現在のページ"]
        .iter()
        .any(|word| lower.starts_with(word));
    is_short
        && (is_copyright
            || bars >= 3
            || arrows >= 1 && home
            || has(&["ページトップへ", "一覧に戻る", "一覧へ戻る", "ここから本文", "本文へ移動", "ツイート", "印刷する"])
                && text.chars().count() <= 40)
}

//! The words of the frame around an article: headings such as 関連記事 and ランキング, breadcrumbs, copyright lines, buttons.

use super::flow::Piece;
use super::{dates, owner};

/// What a heading announces that is not the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// A list of links or titles.
    Links,
    /// Text that is about the page or its author.
    Aside,
    /// An advertisement, which may stand among the paragraphs.
    Advertisement,
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
    "関連項目",
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
    "サイト内検索",
    "検索",
    "メールマガジン",
    "メルマガ登録",
    "運営者情報",
    "運営者",
    "免責事項",
    "このページは役に立ちましたか",
    "このページの情報は役に立ちましたか",
    "このページに関するアンケート",
    "このページについてのアンケート",
    "より良いウェブサイトにするために",
    "当サイトについて",
    "このブログについて",
    "カレンダー",
    "カウンター",
];

/// Words over advertisements.
const ADVERTISEMENTS: &[&str] =
    &["広告", "PR", "スポンサー", "スポンサーリンク", "スポンサードリンク", "advertisement", "sponsoredlink"];

/// The same in English, in lower case and without blanks: pages in Japanese have such headings, too.
const ENGLISH_LINKS: &[&str] = &[
    "archive",
    "archives",
    "categories",
    "category",
    "latestnews",
    "mostpopular",
    "popularposts",
    "ranking",
    "recentposts",
    "recommend",
    "recommended",
    "relatedarticle",
    "relatedarticles",
    "relatedlinks",
    "relatednews",
    "relatedposts",
    "relatedstories",
    "related",
    "tags",
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
    if piece.letters > LONGEST && !first.contains([':', '：', '】', ']']) {
        return None;
    }
    let is_sign = |c: char| c.is_whitespace() || "■□◆◇▼▽▲△▶►●○◎★☆・【[［<＜≪《「〈".contains(c);
    let line = first
        .trim_end_matches(['?', '？'])
        .trim_matches(is_sign)
        .trim_end_matches(['】', ']', '］', '>', '＞', '≫', '》', '」', '〉']);
    let (label, has_more) = match line.split_once([':', '：', '】', ']']) {
        Some((label, more)) => (label.trim(), !more.trim().is_empty()),
        None => (line, false),
    };
    if !has_more && piece.letters > LONGEST || label.chars().count() > LONGEST {
        return None;
    }
    let whole: String = label.split_whitespace().collect();
    if !has_more && ADVERTISEMENTS.contains(&whole.trim_matches('-')) {
        Some(Topic::Advertisement)
    } else if !has_more && ENGLISH_LINKS.contains(&whole.to_ascii_lowercase().as_str()) {
        Some(Topic::Links)
    } else if LABELS.contains(&label) && has_more || LINKS.contains(&label) && has_more && piece.is_heading() {
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
            "アーカイブ",
            "ランキング",
        ];
        let is_list = names_list.iter().any(|end| label.ends_with(end)) && label.chars().count() <= 15;
        (begins && ends || is_list && !has_more).then_some(Topic::Links)
    }
}

/// Whether a line is part of the frame around an article: copyright, breadcrumbs, a bar of sections, buttons, tags.
pub(super) fn is_chrome(text: &str) -> bool {
    let length = text.chars().count();
    if is_notice_of_site(text) {
        return true;
    }
    let says = text.contains("。") && !text.contains("無断") && owner::copyright_sign(text).is_none();
    if says || length > 150 {
        return false;
    }
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_copyright = owner::copyright_sign(text).is_some() || has(&["all rights reserved", "無断転載", "無断複製"]);
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
    let bars = || text.matches(['|', '｜', '│']).count();
    let has_arrow = text.contains(['>', '›', '»', '≫', '＞', '«']);
    let is_path = has_arrow && ["ホーム", "home", "top", "トップ", "現在"].iter().any(|word| lower.starts_with(word));
    let is_advertisement = ["[pr]", "【pr】", "［pr］", "[広告]", "【広告】", "［広告］", "(pr)"]
        .iter()
        .any(|sign| lower.starts_with(sign))
        // `PR 導入1,200社`, but not a company called `PR …`.
        || lower.strip_prefix("pr ").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_dateline = || dates::dates(text).first().is_some_and(|dated| dated.start == 0 && dated.date.day().is_some());
    let is_count = has(&["コメント:", "コメント(", "コメント："]) && has(&["トラックバック", "閲覧", "pv"]);
    let is_invitation = length <= 60 && ["こちら", "こちら。", "コチラ", "はこちらから"].iter().any(|end| text.ends_with(end));
    is_copyright
        || is_profile
        || is_invitation
        || is_count && !is_dateline()
        || bars() >= 3 && !is_dateline()
        || is_path
        || is_advertisement
        || length <= 60 && is_row_of_buttons(&lower)
}

/// Whether a text tells how the site works: that it uses cookies, that its program must be allowed to run, that it has a
/// newsletter.
fn is_notice_of_site(text: &str) -> bool {
    const LONGEST: usize = 200;
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let names_site = || has(&["このサイト", "当サイト", "本サイト", "当ウェブサイト", "本ウェブサイト", "このウェブサイト"]);
    let asks_for_cookies = || has(&["同意"]) && has(&["Cookie", "cookie", "クッキー"]) && names_site();
    let asks_for_script = || has(&["有効に", "オンに"]) && has(&["JavaScript", "Javascript", "ＪａｖａＳｃｒｉｐｔ"]);
    let asks_for_letter = || {
        ["登録", "購読", "申し込み", "申込み", "無料)", "無料）"].iter().any(|end| text.ends_with(end))
            && has(&["メールマガジン", "メルマガ", "ニュースレター", "毎朝メール"])
            && !text.contains("。")
    };
    text.chars().count() <= LONGEST && (asks_for_cookies() || asks_for_script() || asks_for_letter())
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
        "動画を再生する",
        "動画を見る",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::page::flow::Asked;
    use crate::page::tree::NodeId;

    #[track_caller]
    fn check_topic(text: &str, expected: Option<Topic>) {
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        let (node, kind, text) = (NodeId::ROOT, BlockKind::Heading(2), text.to_owned());
        let piece =
            Piece { node, kind, text, letters, linked: 0, strong: 0, is_set_off: false, time: None, asked: Asked::default() };
        assert_eq!(topic(&piece), expected, "{:?}", piece.text);
    }

    #[test]
    fn headings_over_lists_of_other_articles_are_known() {
        for heading in [
            "関連記事",
            "関連ニュース",
            "■関連リンク",
            "【関連記事】",
            "人気記事ランキング",
            "アクセスランキング",
            "最近の投稿",
            "最新のお知らせ",
            "新着情報",
            "バックナンバー",
            "あわせて読みたい",
            "こちらの記事もどうぞ",
            "よく読まれている記事",
            "事件・事故の最新記事",
            "町田の記事",
            "県内ニュース一覧",
            "月別アーカイブ",
            "この記事も読まれています",
            "編集部おすすめの記事",
            "目次",
            "◇関連記事",
            "その他のお知らせ",
        ] {
            check_topic(heading, Some(Topic::Links));
        }
        for heading in ["Related Articles", "RECENT POSTS", "Ranking"] {
            check_topic(heading, Some(Topic::Links));
        }
        for heading in ["コメント", "プロフィール", "この記事を書いた人"] {
            check_topic(heading, Some(Topic::Aside));
        }
        for heading in ["スポンサーリンク", "スポンサード リンク", "【広告】", "PR", "-PR-"] {
            check_topic(heading, Some(Topic::Advertisement));
        }
        check_topic("カテゴリー:教育", Some(Topic::Label));
    }

    #[test]
    fn headings_of_an_article_are_none() {
        for heading in [
            "関連する個人情報の項目",
            "最新の調査状況",
            "その他の情報",
            "流出した情報",
            "経緯",
            "お客様へのお願い",
            "関連会社への影響",
            "人気ゲームに不正ログイン",
            "目次データの流出について",
            "コメントを発表",
            "本日のインシデント",
            "お問い合わせ",
            "最近の傾向",
            "個人情報の漏えいに関するお知らせ",
            "広告配信会社への攻撃",
        ] {
            check_topic(heading, None);
        }
    }

    #[test]
    fn lines_of_the_frame_are_known() {
        for line in [
            "Copyright © 青葉商事 All Rights Reserved.",
            "(C)2023 Minato News",
            "(C)青葉テレビ 2023",
            "© 青葉新報",
            "記事・写真の無断転載を禁じます。",
            "ホーム > お知らせ > 個人情報の漏えい",
            "総合|地域|経済|スポーツ",
            "[PR] 漏えい対策ならお任せください",
            "PR 1,200社が導入した検知サービス",
            "メルマガのご登録はこちら",
            "ツイート シェアする 12",
            "[ツイート] [印刷する]",
            "#港湾 #物流",
            "ページトップへ",
            "物流 | コメント:0 | トラックバック:0",
            "〒100-0000 東京都 資本金 1億円 従業員 120名",
            "このサイトではCookieを使用しています。閲覧を続けると使用に同意したことになります。",
            "当ページはJavaScriptを有効にしてご覧ください。",
            "港新報の記事を毎朝メールでまとめ読み（無料）",
            "メールマガジンのご登録",
        ] {
            assert!(is_chrome(line), "{line:?}");
        }
    }

    #[test]
    fn lines_of_an_article_are_none() {
        for line in [
            "(C) 会員様の情報 1,200件",
            "メールマガジンの配信を委託した会社が感染した",
            "Cookieに保存された情報の第三者への提供に同意していた利用者は1,200人だった。",
            "印刷業務の委託先が感染した。",
            "PR Minato 発表前の情報に不正アクセス",
            "従業員120名の氏名",
            "2023/04/06 | 社会 | 青葉新報 | 有料",
            "SNSの公式アカウント",
            "ホームページの改ざん",
            "氏名 | 住所",
            "資本金1億円の青葉商事は6日、流出を発表した。",
        ] {
            assert!(!is_chrome(line), "{line:?}");
        }
    }
}

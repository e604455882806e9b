//! Pages: what a reader sees of HTML and plain text in every layout and charset, and nothing else.

use std::fmt::Write as _;

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};
use jikenbo::page::{self, Block, BlockKind, Error, Hints, MAX_BYTES, Page, Post, PublishedFrom, Warning};
use proptest::prelude::*;

#[track_caller]
fn read(html: &str) -> Page {
    page::read(html.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}")).0
}

/// A block on a line: its kind and its text.
fn line(block: &Block) -> String {
    let kind = match &block.kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Item => "li".to_owned(),
        BlockKind::Term => "dt".to_owned(),
        BlockKind::Definition => "dd".to_owned(),
        BlockKind::Quotation => "q".to_owned(),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Cell(cell) => {
            let heading = |heading: &Option<String>| heading.clone().unwrap_or_default();
            format!(
                "[{} | {}]{}",
                heading(&cell.row_heading),
                heading(&cell.column_heading),
                if cell.is_heading { "h" } else { "" }
            )
        }
    };
    format!("{kind} {}", block.text.replace('\n', "⏎"))
}

fn outline(post: &Post) -> String {
    post.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Checks the blocks of the single post of a page.
#[track_caller]
fn check(html: &str, expected: &[&str]) -> Page {
    let page = read(html);
    assert_eq!(page.posts.len(), 1, "{:?}", page.posts);
    assert_eq!(outline(&page.posts[0]), expected.join("\n"));
    page
}

/// Checks the headings and dates of the posts of an archive.
#[track_caller]
fn check_posts(html: &str, expected: &[(&str, Option<&str>)]) -> Page {
    let page = read(html);
    let dates: Vec<Option<String>> = page.posts.iter().map(|post| post.date.map(|date| date.to_string())).collect();
    let found: Vec<(&str, Option<&str>)> =
        page.posts.iter().zip(&dates).map(|(post, date)| (post.heading.as_deref().unwrap_or(""), date.as_deref())).collect();
    assert_eq!(found, expected);
    page
}

/// A page around an article, in the manner of today's sites.
fn modern(title: &str, article: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>{title} | 青葉新報</title></head><body>\
         <header><a href='/'>青葉新報</a><nav><ul><li><a href=/a>社会</a></li><li><a href=/b>経済</a></li></ul></nav></header>\
         <p class=breadcrumb><a href='/'>ホーム</a> &gt; <a href=/a>社会</a></p>\
         <main><article><h1>{title}</h1>{article}</article></main>\
         <aside><h2>人気記事ランキング</h2><ol><li>みなと銀行、9万件が流出</li><li>北浜市で停電</li></ol></aside>\
         <footer>Copyright © 青葉新報社 All Rights Reserved.</footer></body></html>"
    )
}

const STORY: &str = "青葉商事は6日、顧客1,200人分の個人情報が流出したと発表した。原因は調べている。";

#[test]
fn an_article_is_taken_from_a_page_of_today() {
    let html = modern("青葉商事 1,200人分が流出", &format!("<time datetime=2023-04-06>4月6日</time><p>{STORY}</p>"));
    let page = check(&html, &["h1 青葉商事 1,200人分が流出", "p 4月6日", &format!("p {STORY}")]);
    assert_eq!(page.title.as_deref(), Some("青葉商事 1,200人分が流出"));
    assert_eq!(page.site.as_deref(), Some("青葉新報"));
    assert_eq!(page.owner.as_deref(), Some("青葉新報社"));
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
}

#[test]
fn an_article_is_taken_from_a_page_of_old() {
    let html = "<HTML><HEAD><TITLE>名簿の紛失について 北浜市立病院</TITLE></HEAD><BODY><CENTER>\
         <TABLE WIDTH=800><TR><TD COLSPAN=2><IMG SRC=a.gif ALT=北浜市立病院></TD></TR>\
         <TR><TD WIDTH=150 BGCOLOR=#eee><B>メニュー</B><BR><A HREF=a.htm>外来</A><BR><A HREF=b.htm>入院</A><BR></TD>\
         <TD><FONT SIZE=5><B>名簿の紛失について</B></FONT><BR>\
         <DIV ALIGN=right>平成30年4月6日<BR>北浜市立病院<BR>院長</DIV>\
         当院の名簿が所在不明となりました。<BR><BR><B>1 概要</B><BR>患者様86名分です。<BR>氏名のみです。<BR><BR>\
         <B>2 対応</B><BR>・お詫びの連絡<BR>・再発の防止<BR></TD></TR>\
         <TR><TD COLSPAN=2 ALIGN=center><FONT SIZE=1>Copyright(C) Kitahama Hospital</FONT></TD></TR></TABLE></CENTER></BODY></HTML>";
    let page = check(
        html,
        &[
            "h1 名簿の紛失について",
            "p 平成30年4月6日⏎北浜市立病院⏎院長",
            "p 当院の名簿が所在不明となりました。",
            "h4 1 概要",
            "p 患者様86名分です。⏎氏名のみです。",
            "h4 2 対応",
            "li ・お詫びの連絡",
            "li ・再発の防止",
        ],
    );
    assert_eq!(page.owner.as_deref(), Some("北浜市立病院"));
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2018-04-06"));
}

#[test]
fn an_article_in_nameless_elements_is_found() {
    let html = format!(
        "<title>青葉商事 1,200人分が流出 - 青葉新報</title><body><div><a href=/>青葉新報</a> 社会｜経済｜地域｜スポーツ</div>\
         <div><div>青葉商事 1,200人分が流出</div><h2>青葉商事 1,200人分が流出</h2><div>2023年4月6日 10時00分</div>\
         <div>{STORY}</div><div>同社は警察に相談している。</div></div>\
         <div><b>あわせて読みたい</b><br><a href=1>みなと銀行、9万件が流出</a><br><a href=2>北浜市で停電</a></div>\
         <div>関連:緑川市、名簿を紛失/青嶺市で誤送信</div></body>"
    );
    let page = read(&html);
    let text = outline(&page.posts[0]);
    assert!(text.ends_with("h1 青葉商事 1,200人分が流出\np 2023年4月6日 10時00分\np 青葉商事は6日、顧客1,200人分の個人情報が流出したと発表した。原因は調べている。\np 同社は警察に相談している。"), "{text}");
    assert!(!text.contains("みなと銀行") && !text.contains("緑川市"), "{text}");
}

#[test]
fn a_short_article_is_kept_whole() {
    let html = modern("名簿を紛失 緑川市", "<p>緑川市は6日、名簿1冊を紛失したと発表した。</p>");
    check(&html, &["h1 名簿を紛失 緑川市", "p 緑川市は6日、名簿1冊を紛失したと発表した。"]);
}

#[test]
fn lists_of_other_articles_never_belong_to_the_article() {
    for list in [
        "<div class=related><h3>関連記事</h3><ul><li><a href=1>みなと銀行、9万件が流出</a></li></ul></div>",
        "<section><h3>こちらの記事もどうぞ</h3><ul><li>みなと銀行、9万件が流出</li></ul></section>",
        "<h3>関連ニュース</h3><ul><li>みなと銀行、9万件が流出</li></ul>",
        "<h3>関連記事</h3><div><a href=1>みなと銀行、9万件が流出</a><p>みなと銀行は9万件が流出したと発表。</p></div>",
        "<p>■関連記事<br>・<a href=1>みなと銀行、9万件が流出</a></p>",
        "<p>【関連】「みなと銀行、9万件が流出」「北浜市で停電」</p>",
        "<div id=side-news><h4>最新のお知らせ</h4><ul><li>みなと銀行、9万件が流出</li></ul></div>",
        "<p>前の記事:<a href=1>みなと銀行、9万件が流出</a></p>",
        "<div class=comments><h3>コメント</h3><p>みなと銀行も9万件でしたね。</p></div>",
        "<h3>この記事を書いた人</h3><p>みなと銀行に9年勤めた記者です。</p>",
        "<p>[PR] みなと銀行の口座はこちら</p>",
    ] {
        let html = modern("青葉商事 1,200人分が流出", &format!("<p>2023年4月6日</p><p>{STORY}</p>{list}"));
        check(&html, &["h1 青葉商事 1,200人分が流出", "p 2023年4月6日", &format!("p {STORY}")]);
    }
}

#[test]
fn an_article_goes_on_after_a_list_in_its_middle() {
    let html = modern(
        "青葉商事 1,200人分が流出",
        &format!(
            "<p>{STORY}</p><h3>関連記事</h3><ul><li><a href=1>みなと銀行</a></li></ul><h3>今後の対応</h3><p>監視を続ける。</p>"
        ),
    );
    check(&html, &["h1 青葉商事 1,200人分が流出", &format!("p {STORY}"), "h3 今後の対応", "p 監視を続ける。"]);
}

#[test]
fn every_kind_of_block_is_told_apart() {
    let html = modern(
        "お知らせ",
        "<p>第一段落の<ruby>漏洩<rp>(</rp><rt>ろうえい</rt><rp>)</rp></ruby>です。<img src=a.png alt=写真の説明></p>\
         <h2>経緯</h2><ol><li>6日に<b>判明</b>した。</li></ol><dl><dt>対象</dt><dd>120名</dd></dl>\
         <blockquote><p>深くお詫びする。</p></blockquote><figure><img src=b.png><figcaption>会見の様子</figcaption></figure>\
         <p>一行目<br>二行目</p><p hidden>見えない。</p><p style='display: none'>見えない。</p><script>var a = '見えない。';</script>",
    );
    check(
        &html,
        &[
            "h1 お知らせ",
            "p 第一段落の漏洩です。",
            "h2 経緯",
            "li 6日に判明した。",
            "dt 対象",
            "dd 120名",
            "q 深くお詫びする。",
            "caption 会見の様子",
            "p 一行目⏎二行目",
        ],
    );
}

#[test]
fn an_item_that_begins_with_its_own_heading_is_a_term_with_its_definition() {
    check(
        &modern(
            "今週の流出",
            "<p>気になったものを二つ。</p><ul><li><a href=/a>お客様情報の流出に関するお知らせ(青葉商事)</a><ul><li>9日に発表。</li>\
             <li>最大120件。</li></ul></li><li><b>みなと銀行、9万件</b><br>サーバーに侵入された。</li><li><b>注意</b></li>\
             <li><a href=/c>リンクだけ</a></li></ul>",
        ),
        &[
            "h1 今週の流出",
            "p 気になったものを二つ。",
            "dt お客様情報の流出に関するお知らせ(青葉商事)",
            "dd 9日に発表。",
            "dd 最大120件。",
            "dt みなと銀行、9万件",
            "dd サーバーに侵入された。",
            "li 注意",
        ],
    );
}

#[test]
fn cells_know_the_headings_of_their_row_and_column() {
    let html = modern(
        "お知らせ",
        "<p>内訳は次のとおりです。</p><table><caption>内訳</caption>\
         <tr><th rowspan=2>区分</th><th colspan=2>件数</th></tr><tr><th>確認</th><th>可能性</th></tr>\
         <tr><th rowspan=2>会員</th><td>10件</td><td>20件</td></tr><tr><td>30件</td><td>40件</td></tr>\
         <tr><th>職員</th><td>1件</td><td>2件<br>(退職者)</td></tr></table>",
    );
    check(
        &html,
        &[
            "h1 お知らせ",
            "p 内訳は次のとおりです。",
            "caption 内訳",
            "[ | ]h 区分",
            "[ | ]h 件数",
            "[ | ]h 確認",
            "[ | ]h 可能性",
            "[ | 区分]h 会員",
            "[会員 | 件数 確認] 10件",
            "[会員 | 可能性] 20件",
            "[会員 | 件数 確認] 30件",
            "[会員 | 可能性] 40件",
            "[ | 区分]h 職員",
            "[職員 | 件数 確認] 1件",
            "[職員 | 可能性] 2件⏎(退職者)",
        ],
    );
}

#[test]
fn a_table_of_two_columns_has_its_headings_at_the_left() {
    let html = modern(
        "お知らせ",
        "<p>経過は次のとおりです。</p><table border=1><tr><td>4月6日</td><td>異常を検知</td></tr><tr><td>同日</td><td>停止</td></tr></table>",
    );
    check(
        &html,
        &["h1 お知らせ", "p 経過は次のとおりです。", "[ | ] 4月6日", "[4月6日 | ] 異常を検知", "[ | ] 同日", "[同日 | ] 停止"],
    );
}

#[test]
fn lines_of_a_page_made_of_pdf_are_joined() {
    let html = "<title>20230406.pdf</title><body><div><div>2023 年 4 月 6 日</div><div>各 位</div><div>会 社 名 青葉商事株式会社</div>\
                <div><b>不正アクセスに関するお知らせ</b></div>\
                <div>当社が運営する通信販売のサイトが第三者による不正アクセスを受け、お客様の個</div>\
                <div>人情報が外部に流出した可能性があることが、外部の専門会社による調査で判明い</div>\
                <div>たしました。お客様をはじめ関係者の皆様に多大なるご迷惑とご心配をおかけする</div>\
                <div>こととなり、深くお詫び申し上げます。</div></div>";
    let page = check(
        html,
        &[
            "p 2023 年 4 月 6 日",
            "p 各 位",
            "p 会 社 名 青葉商事株式会社",
            "h1 不正アクセスに関するお知らせ",
            "p 当社が運営する通信販売のサイトが第三者による不正アクセスを受け、お客様の個人情報が外部に流出した可能性があることが、\
             外部の専門会社による調査で判明いたしました。お客様をはじめ関係者の皆様に多大なるご迷惑とご心配をおかけすることとなり、\
             深くお詫び申し上げます。",
        ],
    );
    assert_eq!(page.title.as_deref(), Some("不正アクセスに関するお知らせ"));
    assert_eq!(page.owner.as_deref(), Some("青葉商事株式会社"));
}

#[test]
fn a_blogs_archive_is_parted_into_posts() {
    check_posts(
        "<title>総務の日記</title><header><h1><a href=/>総務の日記</a></h1></header><main>\
         <article><header><h2><a href=/p/2>青葉商事も</a></h2><span>2023.04.06</span></header><p>青葉商事で流出。</p></article>\
         <article><header><h2><a href=/p/1>花見</a></h2><span>2023.04.01</span></header><p>桜を見た。</p></article></main>\
         <aside><h3>最近の投稿</h3><ul><li>青葉商事も</li></ul></aside>",
        &[("青葉商事も", Some("2023-04-06")), ("花見", Some("2023-04-01"))],
    );
}

#[test]
fn a_diary_is_parted_at_its_dates_whose_year_the_title_gives() {
    let page = check_posts(
        "<title>情シス日記 2022年12月</title><body><center><font size=5><b>情シス日記</b></font></center>\
         <b>■12/28(水) 仕事納め</b><br>青葉商事で障害があったらしい。<br><br><b>■12/6(火) 停電</b><br>北浜市が停電した。<br>",
        &[("■12/28(水) 仕事納め", Some("2022-12-28")), ("■12/6(火) 停電", Some("2022-12-06"))],
    );
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2022-12"));
}

#[test]
fn a_diary_is_parted_whatever_its_writer_says_of_himself_above_it() {
    check_posts(
        "<title>2014年3月の日記</title><h1>通販日記</h1><p>港町の通販会社で名簿を守って十五年。思ったことを書く。会社の意見ではなく、私の考えである。読んで気を悪くした方にはお詫びする。感想は掲示板まで。</p>\
         <h3>■3月27日(木) 青葉商事も</h3><p>流出した。</p><h3>■3月10日(月) みなと銀行</h3><p>流出した。</p><h3>■3月3日(月) 雪</h3><p>降った。</p>",
        &[
            ("■3月27日(木) 青葉商事も", Some("2014-03-27")),
            ("■3月10日(月) みなと銀行", Some("2014-03-10")),
            ("■3月3日(月) 雪", Some("2014-03-03")),
        ],
    );
}

#[test]
fn a_diary_without_tags_is_parted_at_the_headings_below_its_dates() {
    check_posts(
        "港町IT日記 2013年5月\n\n5月28日(火)\n青葉商事から流出\n\n27日に発表があった。\n\n5月24日(金)\nみなと銀行も\n\n23日に発表があった。\n",
        &[("青葉商事から流出", Some("2013-05-28")), ("みなと銀行も", Some("2013-05-24"))],
    );
    // The date and sender of a letter are no entry.
    let letter = "盗難について\n\n平成25年2月15日\n社会福祉法人こもれび会\n\nパソコンが盗まれました。\n";
    assert_eq!(read(letter).posts.len(), 1);
}

#[test]
fn an_archive_is_parted_where_its_days_stand_below_behind_or_in_place_of_its_headings() {
    let day = |month: &str, day: u8| format!("<p>{month}{day}日(土)</p><p>委託先の名簿が流出したという発表があった。</p>");
    check_posts(
        &format!(
            "<title>荷役とサーバー</title><body><div><h3>続報を読む</h3>{}</div><div><h3>講習に行った</h3>{}</div><div><h3>明日は我が身</h3>{}</div>",
            day("10月", 12),
            day("9月", 27),
            day("9月", 15),
        ),
        &[("続報を読む", Some("XXXX-10-12")), ("講習に行った", Some("XXXX-09-27")), ("明日は我が身", Some("XXXX-09-15"))],
    );
    check_posts(
        "<title>ひとり会議室</title><body><h3>保険会社からの手紙(2009年9月14日)</h3><p>商品券の案内が届きました。</p>
         <h3>見習いたいお詫び文(2008年4月20日)</h3><p>報告書を配りました。</p>",
        &[("保険会社からの手紙(2009年9月14日)", Some("2009-09-14")), ("見習いたいお詫び文(2008年4月20日)", Some("2008-04-20"))],
    );
    check_posts(
        "<title>2014年9月のつぶやき</title><body><h3>11日</h3><p>会見があった。</p><h3>20日</h3><p>空調が壊れた。</p><h3>25日</h3><p>また会見。</p>",
        &[("11日", Some("2014-09-11")), ("20日", Some("2014-09-20")), ("25日", Some("2014-09-25"))],
    );
}

#[test]
fn a_diary_set_as_a_list_of_terms_is_parted_at_them_and_a_chronology_is_not() {
    check_posts(
        "<title>港町IT日記:2005年5月</title><h1>港町IT日記</h1><dl><dt>■ 2005年5月25日(水) 青葉商事から流出</dt><dd>きのう発表があった。</dd>\
         <dt>■ 2005年5月6日(金) 梅</dt><dd>梅酒を漬けた。</dd></dl>",
        &[("■ 2005年5月25日(水) 青葉商事から流出", Some("2005-05-25")), ("■ 2005年5月6日(金) 梅", Some("2005-05-06"))],
    );
    let chronology =
        "<h1>流出について</h1><dl><dt>2005年5月6日</dt><dd>侵入された。</dd><dt>2005年5月7日</dt><dd>発見した。</dd></dl>";
    assert_eq!(read(&modern("流出について", chronology)).posts.len(), 1);
}

#[test]
fn posts_are_known_by_headings_that_link_to_their_pages() {
    let page = check_posts(
        "<title>港町だより</title><body><div><h3><a href=/2>みなと銀行の件</a></h3><div>みなと銀行で流出があった。</div></div>\
         <div><h3><a href=/1>青葉商事の件</a></h3><div>青葉商事で誤送信があった。</div></div>",
        &[("みなと銀行の件", None), ("青葉商事の件", None)],
    );
    assert_eq!(page.posts[0].link.as_deref(), Some("/2"));
    assert_eq!(page.title.as_deref(), Some("港町だより"));
}

#[test]
fn an_article_with_sections_dates_or_additions_stays_one_post() {
    for article in [
        "<h2>経緯</h2><p>6日に判明した。</p><h2>原因</h2><p>設定の誤り。</p>",
        "<p>2023年4月8日</p><p>当社のサイトが不正アクセスを受け、お客様の情報が流出した可能性があります。経過は次のとおりです。</p>\
         <h3>4月6日</h3><p>異常を検知した。</p><h3>4月7日</h3><p>サイトを停止した。</p>",
        "<p>2023年4月6日</p><h3>■4/8追記</h3><p>復旧した。</p><h3>■4/7追記</h3><p>調査している。</p><p>障害が起きた。</p>",
        "<p>2023年4月6日</p><h2>1.青葉商事が誤送信</h2><p>青葉商事は誤送信した。</p><h2>2.みなと銀行で流出</h2><p>みなと銀行で流出した。</p>",
    ] {
        let page = read(&modern("不正アクセスについて", article));
        assert_eq!(page.posts.len(), 1, "{article}");
        assert_eq!(page.posts[0].blocks[0].kind, BlockKind::Heading(1), "{article}");
    }
}

#[test]
fn the_day_of_publication_is_found_where_pages_say_it() {
    for (article, published, modified) in [
        ("<p>公開日:2023年4月6日</p>", Some("2023-04-06"), None),
        ("<p>2023年04月06日 10時00分 公開</p>", Some("2023-04-06"), None),
        ("<p>更新日:2023/04/08 公開日:2023/04/06</p>", Some("2023-04-06"), Some("2023-04-08")),
        ("<p>ページ番号123 更新日 令和5年4月6日</p>", Some("2023-04-06"), Some("2023-04-06")),
        ("<p>2012.06.01 10:30 UP</p>", Some("2012-06-01"), None),
        ("<div align=right>平成31年4月1日<br>青葉市</div>", Some("2019-04-01"), None),
        ("<p><time datetime='2023-04-06T10:00+09:00'>4月6日(木)</time></p>", Some("2023-04-06"), None),
        ("<span class=date>R5.4.6</span>", Some("2023-04-06"), None),
        ("<p>平成二十四年十一月八日付</p>", Some("2012-11-08"), None),
        ("<p>令和6年4月15日作成。各市の発表による。</p>", Some("2024-04-15"), None),
        ("<p>掲載期間 2023年4月1日から</p><p>2023年4月6日</p>", Some("2023-04-06"), None),
        ("<ul><li>2023年4月1日 検知</li></ul>", None, None),
        ("<a class=date href=/2023/04/06>2023-04-06</a>", Some("2023-04-06"), None),
        (
            "<table><tr><td>掲載日</td><td>令和5年4月6日</td></tr><tr><td>最終更新</td><td>令和5年4月8日</td></tr></table>",
            Some("2023-04-06"),
            Some("2023-04-08"),
        ),
        ("<h2>発生日時</h2><p>2023年4月1日 10時</p>", Some("2023-04-01"), None),
    ] {
        let page = read(&modern(
            "不正アクセスについて",
            &format!("{article}<p>当社は不正アクセスを受けました。</p><p>お詫びします。</p>"),
        ));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), published, "{article}");
        assert_eq!(page.modified.map(|date| date.to_string()).as_deref(), modified, "{article}");
    }
}

#[test]
fn metadata_of_the_page_comes_first() {
    let html = "<title>青葉商事から流出｜港新報</title><link rel=canonical href=https://example.jp/2023/04/06/1>\
                <meta property=og:site_name content=港新報デジタル><meta name=author content=港太郎>\
                <script type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"青葉商事から流出\",\
                \"datePublished\":\"2023-04-06T10:00:00+09:00\",\"dateModified\":\"2023-04-07\",\"publisher\":{\"name\":\"港新報社\"}}]}</script>\
                <body><h1>青葉商事から流出</h1><p>2020年1月1日</p><p>青葉商事は流出を発表した。</p>";
    let page = read(html);
    let text = |date: Option<jikenbo::edtf::Edtf>| date.map(|date| date.to_string());
    assert_eq!(text(page.published).as_deref(), Some("2023-04-06"));
    assert_eq!(text(page.modified).as_deref(), Some("2023-04-07"));
    assert_eq!(page.site.as_deref(), Some("港新報デジタル"));
    assert_eq!(page.owner.as_deref(), Some("港新報社"));
    assert_eq!(page.author.as_deref(), Some("港太郎"));
    assert_eq!(page.url.as_deref(), Some("https://example.jp/2023/04/06/1"));
}

#[test]
fn the_day_of_publication_is_declared_in_many_ways() {
    for declaration in [
        "<meta property='article:published_time' content='2023-04-06T10:00:00+09:00'>",
        "<meta name='pubdate' content='2023年4月6日 10:00'>",
        "<meta name='DC.date.issued' content='2023-04-06'>",
        "<meta name='other' property='article:published_time' value='20230406'>",
        "<meta itemprop='datePublished' content='2023-04-06'>",
        "<p><span itemprop='datePublished' content='2023-04-06T10:00'>春</span></p>",
        "<p itemscope itemtype='http://schema.org/NewsArticle'><b itemprop='datePublished'>2023/04/06</b></p>",
        "<p><time pubdate datetime='2023-04-06'>先週</time></p>",
        "<script type='application/ld+json'>[{\"@type\":\"Report\",\"datePublished\":\"2023-04-05T20:00:00Z\",}]</script>",
        // What describes the article comes before what describes the page.
        "<meta name='date' content='2020-01-01'><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\
         \"datePublished\":\"2021-01-01\"},{\"@type\":\"Article\",\"datePublished\":\"2023-04-06\"}]}</script>",
        // The moment is another day at Greenwich, and the page shows which is meant.
        "<meta property='article:published_time' content='2023-04-06T20:00:00Z'><p>2023年4月6日 20:00</p>",
    ] {
        let page = read(&modern("不正アクセスについて", &format!("{declaration}<p>当社は不正アクセスを受けました。</p>")));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"), "{declaration}");
    }
    let comment =
        "<p itemscope itemtype='http://schema.org/Comment'><time itemprop='datePublished' datetime='2023-04-09'>昨日</time></p>";
    let article = format!("<p>2023年4月6日</p><p>当社は不正アクセスを受けました。</p>{comment}");
    let published = read(&modern("不正アクセスについて", &article)).published;
    assert_eq!(published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
}

#[test]
fn dates_in_lists_and_beside_links_are_found_at_the_heading_alone() {
    for (article, published) in [
        ("<ul class=meta><li>2023/04/06</li><li>社会</li></ul>", Some("2023-04-06")),
        ("<p><a href=/topics>最新のトピックス</a> 2023年4月6日 09:43</p>", Some("2023-04-06")),
        ("<p><a href=/1>2023年4月1日の流出について</a></p>", None),
    ] {
        let page = read(&modern("不正アクセスについて", &format!("{article}<p>当社は不正アクセスを受けました。</p>")));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), published, "{article}");
    }
    let letter = "<title>お詫び</title><table><tr><td>当社の製品についてご案内いたします。</td></tr></table>\
                  <p>一。</p><p>二。</p><p>三。</p><table><tr><td align=right><p>2023.04.06</p></td></tr></table>";
    assert_eq!(read(letter).published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
}

#[test]
fn a_date_that_only_the_address_has_is_told() {
    let html =
        "<title>お詫び</title><link rel=Canonical href=https://example.jp/2023/04/06/><h1>お詫び</h1><p>流出しました。</p>";
    let (page, warnings) = page::read(html.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.published_from, Some(PublishedFrom::Url));
    assert_eq!(warnings[0].to_string(), "the page does not say when it was published; 2023-04-06 stands in its address");
}

#[test]
fn the_owner_is_who_speaks_on_the_page() {
    for (title, article, owner) in [
        ("お詫び | 青葉商事", "<p>2023年4月6日<br>株式会社青葉商事<br>代表取締役 青葉太郎</p>", "株式会社青葉商事"),
        ("お詫び - 三ツ峰市公式ホームページ", "<p>総務課コールセンター</p>", "三ツ峰市"),
        ("お詫び | 青葉ストア", "<p>青葉物産 株式会社 お客様係</p>", "青葉物産 株式会社 お客様係"),
        ("お詫び | こどもナビ", "<p>緑川市からのお知らせ</p>", "緑川市"),
        ("お詫び | 青葉FX", "<p>青葉FX 青葉商品為替株式会社 金融商品取引業者</p>", "青葉商品為替株式会社"),
        ("お詫び | みどりの家", "<p>特定非営利活動法人 みどりの家</p>", "特定非営利活動法人 みどりの家"),
        ("お詫び | 青葉メール", "<div>運営:株式会社青葉通信 / 東京都</div>", "株式会社青葉通信"),
    ] {
        let html = format!(
            "<title>{title}</title><body><h1>お詫び</h1>{article}<p>当社は誤ってメールを送信しました。</p><p>お詫びします。</p>"
        );
        assert_eq!(read(&html).owner.as_deref(), Some(owner), "{article}");
    }
}

#[test]
fn the_site_is_named_before_or_after_the_article_or_above_it() {
    for (title, above, site) in [
        ("観光協会のサイトが改ざんされる - 青葉新報", "", "青葉新報"),
        ("ITの広場 - 観光協会のサイトが改ざんされる", "", "ITの広場"),
        ("青葉大学 観光協会のサイトが改ざんされる", "", "青葉大学"),
        ("観光協会のサイトが改ざんされる", "<h2>青葉大学 情報センター</h2>", "青葉大学 情報センター"),
    ] {
        let html =
            format!("<title>{title}</title><body>{above}<h1>観光協会のサイトが改ざんされる</h1><p>サイトが改ざんされた。</p>");
        let page = read(&html);
        assert_eq!(page.site.as_deref(), Some(site), "{title}");
        assert_eq!(page.title.as_deref(), Some("観光協会のサイトが改ざんされる"), "{title}");
    }
}

#[test]
fn the_name_of_a_section_or_site_is_no_title() {
    let text = "<p>2023年4月6日</p><p>当社のサイトが第三者による不正アクセスを受け、お客様の情報が流出した可能性があります。</p><h3>経緯</h3><p>調査中です。</p>";
    for (title, head, expected) in [
        (
            "お知らせ | 青葉商事",
            "<h1>青葉商事</h1><h2>お知らせ</h2><h3>不正アクセスによる流出について</h3>",
            "不正アクセスによる流出について",
        ),
        (
            "青葉商事株式会社",
            "<h1>青葉商事株式会社</h1><h2>不正アクセスによる流出について</h2>",
            "不正アクセスによる流出について",
        ),
        ("お知らせ | 青葉商事", "<h1>お知らせ</h1>", "お知らせ"),
        ("20230406.pdf", "<h1>不正アクセスによる流出について</h1>", "不正アクセスによる流出について"),
    ] {
        let page = read(&format!("<title>{title}</title><body>{head}{text}"));
        assert_eq!(page.posts[0].heading.as_deref(), Some(expected), "{title} {head}");
    }
}

#[test]
fn the_title_is_that_of_the_article_and_not_of_the_site_or_of_a_part() {
    let text =
        "<p>第88号 2023年4月6日発行</p><p>会員の参考に、公表されたものを整理しました。</p><h2>青葉商事</h2><p>流出した。</p>";
    let page = read(&format!("<title>改ざんされたサイト : 港町研究会 たより</title><h1>港町研究会 たより</h1>{text}"));
    assert_eq!(page.title.as_deref(), Some("改ざんされたサイト"));
    assert_eq!(page.site.as_deref(), Some("港町研究会 たより"));

    let page = read(&format!("<title>改ざんの手口 － 港新報</title><h1><a href=/1>改ざんの手口</a></h1><h2>概要</h2>{text}"));
    assert_eq!((page.title.as_deref(), page.site.as_deref()), (Some("改ざんの手口"), Some("港新報")));
    assert_eq!(page.posts[0].heading.as_deref(), Some("改ざんの手口"));

    let page = read(&format!("<title>改ざんの手口</title><h1>改ざんの手口（2/3 ページ）</h1>{text}"));
    assert_eq!(page.title.as_deref(), Some("改ざんの手口"));
    let page = read(&format!("<title>改ざんの手口(4/6)</title><h1>改ざんの手口(4/6)</h1>{text}"));
    assert_eq!(page.title.as_deref(), Some("改ざんの手口(4/6)"));

    let page = read(&format!("<title>改ざんの手口について</title>{text}"));
    assert_eq!((page.title.as_deref(), page.site), (Some("改ざんの手口について"), None));
}

#[test]
fn the_same_page_is_read_in_every_charset() {
    let html = modern("青葉商事 1,200人分が流出", &format!("<p>2023年4月6日</p><p>{STORY}</p>"))
        .replace("<meta charset=utf-8>", "")
        .replace('©', "(C)");
    let expected = read(&html);
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        for declared in ["", "<meta charset=shift_jis>", "<meta http-equiv=Content-Type content='text/html; charset=euc-jp'>"] {
            let html = html.replace("<head>", &format!("<head>{declared}"));
            let (bytes, _, _) = encoding.encode(&html);
            let (page, warnings) = page::read(&bytes, &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(page, expected, "{} declared as {declared:?}", encoding.name());
            let is_right = declared.is_empty() || declared.contains(&encoding.name().to_lowercase());
            assert_eq!(warnings.is_empty(), is_right, "{} declared as {declared:?}: {warnings:?}", encoding.name());
        }
    }
}

#[test]
fn the_header_counts_before_the_page_and_the_bytes_before_both() {
    let html = modern("お知らせ", "<p>2023年4月6日</p><p>障害が起きた。</p>");
    let bytes = SHIFT_JIS.encode(&html).0.into_owned();
    let hints = Hints { charset: Some("Shift_JIS"), ..Hints::default() };
    let (_, warnings) = page::read(&bytes, &hints).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(warnings, []);
    let hints = Hints { charset: Some("EUC-JP"), ..Hints::default() };
    let (page, warnings) = page::read(&bytes, &hints).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.title.as_deref(), Some("お知らせ"));
    assert_eq!(warnings, [Warning::CharsetMismatch { declared: "EUC-JP".to_owned(), used: "Shift_JIS".to_owned() }]);
}

#[test]
fn what_is_no_page_is_refused_with_the_reason() {
    let error = |bytes: &[u8]| page::read(bytes, &Hints::default()).err();
    assert_eq!(error(b""), Some(Error::Empty));
    assert_eq!(error(&vec![b'a'; MAX_BYTES + 1]), Some(Error::TooLarge { bytes: MAX_BYTES as u64 + 1 }));
    assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(Error::Binary { kind: "a PNG image" }));
    assert_eq!(error(&[0; 4096]), Some(Error::Binary { kind: "nothing but NUL bytes" }));
    assert_eq!(error(b"<html><body><script>var a = 1;</script></body></html>"), Some(Error::NoText));
    assert_eq!(error(b" \n \n"), Some(Error::NoText));
}

#[test]
fn the_article_of_a_page_that_its_own_program_draws_is_found_in_its_data() {
    let data = format!(
        r#"{{"props":{{"pageProps":{{"related":[{{"title":"名簿を紛失","body":"別の記事である。"}}],"article":{{"title":"青葉商事から流出",
        "content":"<p>{STORY}</p><h2>原因</h2><p>設定の誤り。</p>","publishedAt":"2023-04-05T16:00:00Z"}}}}}}}}"#
    );
    let html = format!(
        "<title>青葉商事から流出 | 港新報</title><body><div id=__next><nav><a href=/>ホーム</a></nav></div>\
         <script id=__NEXT_DATA__ type=application/json>{data}</script><footer>© 港新報社</footer>"
    );
    let page = check(&html, &["h1 青葉商事から流出", "p 2023-04-06", &format!("p {STORY}"), "h2 原因", "p 設定の誤り。"]);
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
    assert_eq!((page.site.as_deref(), page.owner.as_deref()), (Some("港新報"), Some("港新報社")));
}

#[test]
fn an_article_goes_on_below_an_advertisement_and_ends_where_lists_begin() {
    let links = "<li><a href=/1>青葉商事の決算</a></li><li><a href=/2>みなと銀行の合併</a></li>";
    let article = format!(
        "<p>{STORY}</p><p>スポンサーリンク</p><p>原因は設定の誤りだった。</p><p><a href=/s>https://example.jp/notice/1.html</a></p>\
         <div role=heading aria-level=3>今後の対応</div><p>再発を防ぐ。</p><div class=si_profile><p>記者は港町に住んでいる。</p></div>\
         <h3>主要記事</h3><ul>{links}</ul><amp-sidebar><p>ニュースを読む。</p></amp-sidebar>\
         <div id=gdpr_area>当サイトではクッキーを使用します。閲覧を続けると同意したことになります。</div>"
    );
    check(
        &modern("青葉商事から流出", &article),
        &[
            "h1 青葉商事から流出",
            &format!("p {STORY}"),
            "p 原因は設定の誤りだった。",
            "p https://example.jp/notice/1.html",
            "h3 今後の対応",
            "p 再発を防ぐ。",
        ],
    );
}

#[test]
fn a_page_that_is_all_links_is_still_read() {
    let page = read("<title>リンク集</title><body><ul><li><a href=1>青葉商事</a></li><li><a href=2>みなと銀行</a></li></ul>");
    assert_eq!(page.posts.len(), 1);
    assert!(outline(&page.posts[0]).contains("青葉商事"));
}

#[test]
fn deep_and_endless_pages_are_read_with_a_warning() {
    for (opening, times) in
        [("<div>", 100_000), ("<b>", 10_000), ("<table><tr><td>", 10_000), ("<ul><li>", 10_000), ("<b><i><div></i></b>", 10_000)]
    {
        let html = format!("<html><body>{}{STORY}", opening.repeat(times));
        let (page, warnings) = page::read(html.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
        assert!(outline(&page.posts[0]).contains(STORY), "{opening}");
        assert!(warnings.iter().any(|warning| matches!(warning, Warning::Truncated { .. })), "{opening}: {warnings:?}");
    }
}

#[test]
fn a_page_cut_off_in_the_middle_is_read_as_far_as_it_goes() {
    let html = modern("青葉商事 1,200人分が流出", &format!("<p>{STORY}</p><div><p>同社は"));
    let cut = &html[..html.find("同社は").unwrap_or(0) + "同社は".len()];
    let (page, warnings) = page::read(cut.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
    assert!(outline(&page.posts[0]).contains(STORY));
    assert_eq!(warnings, [Warning::Truncated { reason: "the page ends in the middle".to_owned() }]);
}

#[test]
fn too_much_text_is_cut_with_a_warning() {
    let text = format!("お知らせ\n\n{}", "青葉商事は個人情報が流出したと発表した。\n\n".repeat(80_000));
    let (page, warnings) = page::read(text.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
    let length: usize = page.posts.iter().flat_map(|post| &post.blocks).map(|block| block.text.len()).sum();
    assert!(length <= page::MAX_TEXT);
    assert!(warnings.iter().any(|warning| warning.to_string().contains("MiB of text")));
}

/// Pieces of pages, from which pages are put together at random.
fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop::sample::select(vec![
        "<html>",
        "<head>",
        "<title>お知らせ | 青葉商事</title>",
        "<body class=archive>",
        "<div class=\"post\">",
        "</div>",
        "<p>",
        "</p>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<h3>■4/6 お知らせ</h3>",
        "<table border=1>",
        "<tr>",
        "<td rowspan=3>",
        "<th colspan=99999>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<dl><dt>",
        "<dd>",
        "<a href=\"/\">",
        "</a>",
        "<b>",
        "</b>",
        "<br>",
        "<br><br>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<pre>",
        "<ruby>漏<rt>ろう</rt></ruby>",
        "<time datetime=\"2023-04-06\">",
        "<font size=5>",
        "青葉商事は6日、1,200件が流出したと発表した。",
        "関連記事",
        "2023年4月6日",
        "令和5年4月6日 更新",
        "株式会社青葉商事",
        "Copyright © 青葉商事",
        "・氏名",
        "(1)",
        "■経緯",
        "【",
        "】",
        "\u{3000}",
        "&nbsp;",
        "&#x1F600;",
        "\n",
        "ﾃｽﾄ",
        "\u{feff}",
        "𠮷",
        "<",
        "&",
        "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\":\"2023\"}</script>",
    ]);
    prop::collection::vec(prop_oneof![12 => fragment.prop_map(str::to_owned), 1 => ".{0,8}"], 0..60)
        .prop_map(|parts| parts.concat())
}

fn check_laws(bytes: &[u8]) -> Result<(), TestCaseError> {
    let first = page::read(bytes, &Hints::default());
    let second = page::read(bytes, &Hints::default());
    prop_assert_eq!(&first, &second);
    let Ok((page, _)) = first else { return Ok(()) };
    prop_assert!(!page.posts.is_empty());
    for post in &page.posts {
        for block in &post.blocks {
            prop_assert!(!block.text.is_empty());
            prop_assert_eq!(block.text.trim(), &block.text);
        }
        if let Some(heading) = &post.heading {
            prop_assert!(post.blocks.iter().any(|block| block.text == *heading));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_bytes_are_read_or_refused_alike_each_time(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check_laws(&bytes)?;
    }

    #[test]
    fn any_page_is_read_alike_each_time(html in fragments()) {
        check_laws(html.as_bytes())?;
    }

    #[test]
    fn a_damaged_page_is_read_alike_each_time(
        html in fragments(),
        encoding in prop::sample::select(vec![UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP] as Vec<&'static Encoding>),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        end in any::<prop::sample::Index>(),
    ) {
        let mut bytes = encoding.encode(&html).0.into_owned();
        if !bytes.is_empty() {
            for (at, byte) in damage {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(end.index(bytes.len()) + 1);
        }
        check_laws(&bytes)?;
    }
}

#[test]
fn a_long_page_takes_time_in_proportion() {
    // Every list is begun and ended, so that a scan to the end of the page from each would show.
    let mut html = String::from("<title>青葉商事から流出</title><body><h1>青葉商事から流出</h1>");
    for number in 0..3_000 {
        let _ = write!(html, "<h2>関連記事</h2><ul><li>見出し{number}</li></ul><h2>2023年4月6日 経緯</h2><p>{STORY}</p>");
    }
    let page = read(&html);
    assert!(page.posts.iter().map(|post| post.blocks.len()).sum::<usize>() > 3_000);
}

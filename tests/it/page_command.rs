//! `jikenbo page`: what is read of pages, shown to people and to programs.

use serde_json::{Value, json};

use crate::program::{finish, fixtures, jikenbo, run};

const ARTICLE: &str = "<title>名簿の誤送信について | 北浜市</title><link rel=canonical href=https://example.jp/2023/04/06/meibo.html>\
    <nav><a href=/>ホーム</a></nav><h1>名簿の誤送信について</h1><p>職員が名簿を誤って送信しました。<br>お詫びします。</p>\
    <table border=1><tr><th>区分</th><th>人数</th></tr><tr><td>会員</td><td>120人</td></tr></table>\
    <figure><img><figcaption>市役所</figcaption></figure>";

#[test]
fn people_see_what_is_known_of_the_page_and_its_blocks() {
    let shown = finish(&mut jikenbo(["page", "-"]), ARTICLE.as_bytes());
    let expected = "\
path       -
title      名簿の誤送信について
site       北浜市
owner      北浜市
published  2023-04-06 (from url)
url        https://example.jp/2023/04/06/meibo.html
warning    the page does not say when it was published; 2023-04-06 stands in its address

h1         名簿の誤送信について
p          職員が名簿を誤って送信しました。
           お詫びします。
cell 0,0   区分
cell 0,1   人数
cell 1,0   会員
cell 1,1   120人
caption    市役所
";
    assert_eq!((shown.code, shown.out.as_str(), shown.err.as_str()), (Some(0), expected, ""));
}

#[test]
fn programs_get_a_line_for_each_page() {
    let shown = finish(&mut jikenbo(["page", "--format", "jsonl", "-"]), ARTICLE.as_bytes());
    let page = &shown.lines()[0];
    assert_eq!((&page["published"], &page["published_from"]), (&json!("2023-04-06"), &json!("url")));
    let blocks = &page["posts"][0]["blocks"];
    assert_eq!(blocks[0], json!({"kind": "heading", "level": 1, "text": "名簿の誤送信について"}));
    let cell = json!({
        "kind": "cell", "table": 0, "row": 1, "column": 1, "is_heading": false,
        "row_heading": "会員", "column_heading": "人数", "text": "120人",
    });
    assert_eq!(blocks[5], cell);

    let folder = run(["page".as_ref(), "--format=jsonl".as_ref(), fixtures().as_os_str()]);
    let paths: Vec<Value> = folder.lines().iter().map(|page| page["path"].clone()).collect();
    assert!(paths.len() > 50 && paths.is_sorted_by_key(ToString::to_string), "{paths:?}");
}

#[test]
fn one_page_that_fails_does_not_stop_the_rest() {
    let shown = finish(&mut jikenbo(["page", "/nowhere.html", "-", "http://"]), ARTICLE.as_bytes());
    assert!(shown.out.contains("\nh1         名簿の誤送信について\n"), "{}", shown.out);
    assert!(shown.err.contains("/nowhere.html: No such file") && shown.err.contains("http://: not an address"), "{}", shown.err);
    assert_eq!(shown.code, Some(1));
}

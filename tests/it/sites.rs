//! Profiles of sites: data that say where the article is on pages that the general rules cannot read.

use std::fs;

use jikenbo::dict::Tables;
use jikenbo::page::{self, Hints, Page, Sites, Warning};

use crate::program::run;

/// A page whose article stands among other articles without any sign of it.
const PAGE: &str = "<html><head><title>港の掲示板</title></head><body>\
    <div class=box><p>港町の天気は晴れ。昨日の港では祭りがあり、多くの人が花火を楽しんだと市は話している。</p></div>\
    <div class='box main'><div class=midashi>青葉商事の名簿が流出</div><span class=hi>令和5年4月6日</span>\
    <p>青葉商事は6日、顧客1,200人分の個人情報が流出したと発表した。原因は調べている。</p>\
    <p class=koukoku>花火大会の席を予約する方はこちらの窓口まで。毎日受け付けている。</p></div>\
    <div class=box><p>来月の行事の予定を掲示板に載せた。集会所の鍵は町会長が預かっている。</p></div></body></html>";

const ROW: &str =
    "[[site]]\nhost = 'keijiban.example'\nbody = '.main p'\ntitle = '.main .midashi'\ndate = '.hi'\ndrop = ['.koukoku']\n";

fn sites(table: &str) -> Result<Sites, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sites.toml"), table).unwrap();
    Sites::new(&Tables::with_folder(folder.path()).unwrap()).map_err(|error| error.to_string())
}

fn read(sites: &Sites, url: &str) -> (Page, Vec<Warning>) {
    page::read(PAGE.as_bytes(), &Hints { url: Some(url), sites: Some(sites), ..Hints::default() }).unwrap()
}

fn text(page: &Page) -> Vec<&str> {
    page.posts.iter().flat_map(|post| &post.blocks).map(|block| block.text.as_str()).collect()
}

#[test]
fn a_profile_says_where_article_title_and_date_are() {
    let (page, warnings) = read(&sites(ROW).unwrap(), "https://www.keijiban.example/1.html");
    let body = ["青葉商事の名簿が流出", "青葉商事は6日、顧客1,200人分の個人情報が流出したと発表した。原因は調べている。"];
    assert_eq!(text(&page), body);
    assert_eq!(page.title.as_deref(), Some(body[0]));
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
    assert_eq!(warnings, []);
}

#[test]
fn other_hosts_are_read_by_the_general_rules() {
    let (page, _) = read(&sites(ROW).unwrap(), "https://example.jp/1.html");
    assert!(text(&page).iter().any(|text| text.contains("花火大会の席")));
}

#[test]
fn a_profile_that_finds_nothing_gives_way_with_a_warning() {
    let (page, warnings) =
        read(&sites("[[site]]\nhost = 'keijiban.example'\nbody = '#nai'\n").unwrap(), "https://keijiban.example/");
    assert!(text(&page).iter().any(|text| text.contains("青葉商事は6日")));
    assert_eq!(warnings, [Warning::NothingSelected { host: "keijiban.example".to_owned() }]);
}

#[test]
fn the_user_s_table_replaces_the_built_in_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sites.toml"), ROW).unwrap();
    let saved = PAGE.replace("<head>", "<head><link rel=canonical href='https://keijiban.example/1.html'>");
    let path = folder.path().join("page.html");
    fs::write(&path, saved).unwrap();
    let run = run(["page", "--dict", &folder.path().display().to_string(), &path.display().to_string()]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("青葉商事の名簿が流出") && !run.out.contains("花火大会"), "{}", run.out);
}

#[test]
fn a_row_that_cannot_be_meant_is_refused_with_the_reason() {
    for (row, reason) in [
        ("host = 'https://example.jp/'\nbody = 'p'", "a host is written like example.jp"),
        ("host = 'example.jp'", "the row says nothing"),
        ("host = 'example.jp'\nbody = 'a > b'", "is not understood"),
        ("host = 'example.jp'\nbody = 'p'\n[[site]]\nhost = 'example.jp'\nbody = 'p'", "the host has a row already"),
        ("host = 'example.jp'\nbodi = 'p'", "unknown field"),
    ] {
        let error = sites(&format!("[[site]]\n{row}\n")).unwrap_err();
        assert!(error.contains("sites.toml") && error.contains(reason), "{row}: {error}");
    }
}

//! The rules' own examples, and names whole.

use std::sync::LazyLock;

use super::*;
use crate::text::Tokenizer;

fn organizations() -> &'static (Tokenizer, Organizations) {
    static ORGANIZATIONS: LazyLock<(Tokenizer, Organizations)> =
        LazyLock::new(|| (Tokenizer::new(), Organizations::new(&Tables::embedded()).unwrap()));
    &ORGANIZATIONS
}

/// The mentions in `text` as it writes them, stand-ins included, with their rules and names.
fn found(text: &str) -> Vec<(String, String, Option<String>)> {
    let (tokenizer, organizations) = organizations();
    let text = Text::plain(tokenizer, text);
    let words = |mention: &Mention<Organization>| text.slice(mention.span).to_owned();
    organizations.find(&text).into_iter().map(|mention| (words(&mention), mention.rule.to_string(), mention.value.name)).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found = found(text);
    assert_eq!(found.iter().map(|(words, ..)| words).collect::<Vec<_>>(), expect, "{text}");
}

/// Checks the names that the mentions stand for.
#[track_caller]
fn check_names(text: &str, expect: &[&str]) {
    let found = found(text);
    let names: Vec<&str> = found.iter().map(|(.., name)| name.as_deref().unwrap_or("-")).collect();
    assert_eq!(names, expect, "{text}");
}

#[test]
fn every_rule_hits_and_misses_as_its_examples_say() {
    let mut failures = Vec::new();
    for rule in organizations().1.rules() {
        for hit in &rule.hit {
            let found = found(&hit.replace(['《', '》'], ""));
            let marked: Vec<&str> = hit.split('《').skip(1).filter_map(|rest| rest.split('》').next()).collect();
            for marked in &marked {
                if !found.iter().any(|(words, ..)| words == marked) {
                    failures.push(format!("{}: {marked:?} is not in {found:?}: {hit}", rule.id));
                }
            }
            if !found.iter().any(|(words, id, _)| *id == rule.id.as_str() && marked.contains(&words.as_str())) {
                failures.push(format!("{}: another rule found it: {found:?}", rule.id));
            }
        }
        for miss in &rule.miss {
            let found: Vec<_> = found(miss).into_iter().filter(|(_, id, _)| *id == rule.id.as_str()).collect();
            if !found.is_empty() {
                failures.push(format!("{}: {found:?} in: {miss}", rule.id));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_name_is_taken_whole() {
    check("北浜市立大学附属病院で障害。", &["北浜市立大学附属病院"]);
    check("みなと銀行グループが発表した。", &["みなと銀行グループ"]);
    check("委託先の青葉商事株式会社みなと支店。", &["青葉商事株式会社"]);
    check("親会社青葉電力の社員。", &["青葉電力"]);
}

#[test]
fn a_name_that_the_tokenizer_cuts_up_is_taken_whole() {
    check("また、はるかぜネットバンクでも障害が起きた。", &["はるかぜネットバンク"]);
    check("委託先のしののめ計算センターが攻撃された。", &["しののめ計算センター"]);
    check("株式会社しののめ計算センターのサーバー。", &["株式会社しののめ計算センター"]);
    check("うみねこカードは発表した。", &["うみねこカード"]);
    check("あおぞら学習塾の講師とめばえ書房の社員。", &["あおぞら学習塾", "めばえ書房"]);
    check("ヒカリノ製薬の工場とワカバ堂さんの店。", &["ヒカリノ製薬", "ワカバ堂"]);
    check("さくらんぼ市はさくら市民病院を訪ねた。", &["さくらんぼ市", "さくら市民病院"]);
    check("ひだまりの家で名簿が盗まれたと、ひだまりの家が発表した。", &["ひだまりの家", "ひだまりの家"]);
    check("不正アクセスによるシステム障害。", &[]);
    check("すでに会社では、ことのない銀行を学校法人である病院に。", &[]);
}

#[test]
fn a_name_in_common_words_is_known_by_what_it_announces() {
    check("花月堂は3日、顧客の名簿を紛失したと発表した。", &["花月堂"]);
    check("通販の碧水社は、「空の泉」の会員の情報が流出したと公表した。", &["碧水社"]);
    check("湾岸エクスプレスは、障害が起きたと発表した。", &["湾岸エクスプレス"]);
    check("すまいる不動産は3日、書類を紛失したと発表した。", &["すまいる不動産"]);
    check("みらいの種は3日、会員の情報が流出したと発表した。", &["みらいの種"]);
    check("役員会は3日、流出の経緯を公表すると発表した。", &[]);
    check("捜査関係者は、流出が分かったと明らかにした。", &[]);
}

#[test]
fn what_the_tokenizer_cuts_off_a_town_or_a_university_belongs_to_it() {
    check("県立みなせ総合医療センターで18日未明、電子カルテが使えなくなった。", &["県立みなせ総合医療センター"]);
    check("浅霧市立東中学校で名簿を紛失した。", &["浅霧市立東中学校"]);
    check("国立大学法人瀬戸内大学長", &["国立大学法人瀬戸内大学"]);
    check("東三瓶町の社会福祉協議会で、端末が遠隔操作された。", &["東三瓶町の社会福祉協議会"]);
}

#[test]
fn a_bare_city_in_a_heading_is_the_one_under_it() {
    let html = "<html><body><h1>今週</h1><h2>歯科で流出</h2><p>青葉市の花城歯科で流出した。</p><h2>市が誤送信</h2><p>北浜市は、誤送信したと発表した。</p></body></html>";
    let (page, _) = crate::page::read(html.as_bytes(), &crate::page::Hints::default()).unwrap();
    let (tokenizer, organizations) = organizations();
    let text = Text::new(tokenizer, &page.posts[0].blocks);
    let found = organizations.find(&text);
    let bare = found.iter().find(|mention| text.slice(mention.span) == "市").and_then(|mention| mention.value.name.as_deref());
    assert_eq!(bare, Some("北浜市"));
}

#[test]
fn a_stand_in_has_the_name_that_it_stands_for() {
    check_names("青葉商事は発表した。同社によると", &["青葉商事", "青葉商事"]);
    check_names("みどり町立病院は公表した。同院は謝罪した。", &["みどり町立病院", "みどり町立病院"]);
    check_names(
        "ゾルテック株式会社(以下、当社)で障害が起きた。当社は",
        &["ゾルテック株式会社", "ゾルテック株式会社", "ゾルテック株式会社"],
    );
    check_names("当社のサーバー", &["-"]);
}

#[test]
fn a_securities_code_is_read_from_the_brackets() {
    let (tokenizer, organizations) = organizations();
    let code = |text: &str| {
        let text = Text::plain(tokenizer, text);
        organizations.find(&text).first().and_then(|mention| mention.value.securities_code.clone())
    };
    assert_eq!(code("青葉商事株式会社(証券コード:9999)は"), Some("9999".to_owned()));
    assert_eq!(code("青葉商事株式会社(東証プライム、999A)は"), Some("999A".to_owned()));
    assert_eq!(code("青葉商事株式会社(2021年設立)は"), None);
}

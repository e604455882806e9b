//! The rules against their own examples, and what they say of whole pages.

use std::sync::LazyLock;

use super::judge::{Figure, RULES, figures};
use super::setting;
use crate::dict::Tables;
use crate::extract::{Context, Extractors, Unit};
use crate::incident::relevance::Manners;
use crate::incident::{LeakCertainty, Reading, Scope, leaks};
use crate::page::{Block, BlockKind, Page, Post};
use crate::text::{Text, Tokenizer};

static READER: LazyLock<(Tokenizer, Extractors)> =
    LazyLock::new(|| (Tokenizer::new(), Extractors::new(&Tables::embedded()).unwrap()));

/// Runs `with` on the scope of a page whose blocks are the lines of `lines`.
pub(super) fn read<T>(lines: &str, mut with: impl FnMut(&Scope) -> T) -> T {
    let block = |line: &str| match (line.strip_prefix("# "), line.strip_prefix("- ")) {
        (Some(heading), _) => Block { kind: BlockKind::Heading(2), text: heading.to_owned() },
        (_, Some(item)) => Block { kind: BlockKind::Item, text: item.to_owned() },
        _ => Block { kind: BlockKind::Paragraph, text: line.to_owned() },
    };
    let blocks: Vec<Block> = lines.lines().map(block).collect();
    let text = Text::new(&READER.0, &blocks);
    let page = Page { posts: vec![Post { blocks, ..Post::default() }], ..Page::default() };
    let mentions = READER.1.mentions(&text, &Context::default());
    let reading = Reading { page: &page, post: 0, text: &text, mentions: &mentions, manners: &Manners::new(&text) };
    with(&Scope::of_post(&reading))
}

/// The words of the figures of the leak with the rule of each.
fn found(lines: &str) -> Vec<(String, String)> {
    let quote = |scope: &Scope, figure: &Figure| (scope.text().slice(figure.span).to_owned(), figure.rule.as_str().to_owned());
    read(lines, |scope| {
        let settings = setting::settings(scope);
        figures(scope, &settings).iter().map(|figure| quote(scope, figure)).collect()
    })
}

#[test]
fn the_rules_find_what_their_sentences_mark_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for lines in rule.hit {
            let found = found(&lines.replace(['《', '》'], ""));
            let marked = lines.split('《').skip(1).filter_map(|part| part.split('》').next());
            for words in marked {
                if !found.contains(&(words.to_owned(), rule.id.to_owned())) {
                    wrong.push(format!("{}: {lines}: {found:?}", rule.id));
                }
            }
        }
        for lines in rule.miss {
            let found = found(lines);
            if found.iter().any(|(_, of)| of == rule.id) {
                wrong.push(format!("{}: {lines}: {found:?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn check(lines: &str, expect: &[(u64, Unit, LeakCertainty)]) {
    let found = read(lines, |scope| {
        let leaks = leaks::of(scope);
        leaks.iter().map(|leak| (leak.count, leak.unit, leak.certainty)).collect::<Vec<_>>()
    });
    assert_eq!(found, expect, "{lines}");
}

#[test]
fn the_clause_says_how_certain_it_is() {
    use LeakCertainty::{Confirmed, Denied, Possible};
    check("不正アクセスを受け、3,000件の個人情報が流出した。", &[(3000, Unit::Records, Confirmed)]);
    check("不正アクセスを受け、3,000件の個人情報が流出した可能性がある。", &[(3000, Unit::Records, Possible)]);
    check("不正アクセスを受けたが、3,000件の会員情報が流出した事実はない。", &[(3000, Unit::Records, Denied)]);
    check("最大3,000件の個人情報が漏えいした。", &[(3000, Unit::Records, Possible)]);
    check("生徒65名の成績が入ったUSBメモリを紛失した。外部への流出は確認されていない。", &[(65, Unit::People, Confirmed)]);
    check("会員312件のアカウントに不正ログインがあった。悪用された可能性がある。", &[(312, Unit::Accounts, Confirmed)]);
    check("攻撃者は204GBのデータを盗んだと主張している。", &[(204_000_000_000, Unit::Bytes, Possible)]);
}

#[test]
fn what_says_nothing_is_as_certain_as_the_page() {
    use LeakCertainty::Possible;
    check(
        "不正アクセスにより、個人情報が流出した可能性があることが判明いたしました。\n# 対象となる情報\n- 会員さま 2,187名",
        &[(2187, Unit::People, Possible)],
    );
}

#[test]
fn those_who_come_are_counted_only_where_their_data_got_lost() {
    use LeakCertainty::Confirmed;
    check("職員が名簿を紛失した。説明会には30人来る予定だった。", &[]);
    check("職員が名簿を紛失した。会場には市民40人ほどが集まった。", &[]);
    check("職員が名簿を紛失した。窓口に来た住民30人の氏名が載っていた。", &[(30, Unit::People, Confirmed)]);
}

#[test]
fn a_page_whose_sentences_are_repeated_is_read_in_proportion() {
    let lines = "約3,000件の個人情報が流出した。うち200件にはカード情報も含まれる。\n".repeat(1000);
    let started = std::time::Instant::now();
    assert_eq!(found(&lines).len(), 2000);
    assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
}

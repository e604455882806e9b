use proptest::prelude::*;

use super::*;

const PATTERNS: &[&str] = &[
    "流出|漏えい",
    "^(?:など)?から[^、。]{0,15}(?:委託|受託)|^(?:や[^、。]{1,5})?利用して",
    "(?:うち|内訳)[^。]{0,8}$",
    "[0-9]{1,3}?(?:人|件)分?",
    "(?:^|[、。])([^、。]{0,4})業者(は)?、",
    "[^、。]{0,6}(?:流出|委託)(?:し|さ)?(?:れ)?(?:て)?|、$|",
    "(?:(委)|託)+業",
    "^$|^。*$",
];

/// Patterns of a few characters and everything that they can be joined by.
fn pattern() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec!["流", "出", "a", "。", "[流a]", "[^。]", ".", "[0-9]", "出a"]);
    part.prop_map(str::to_owned).prop_recursive(4, 24, 4, |inner| {
        let repeat = prop::sample::select(vec!["?", "{0,2}", "{1,3}", "{2}", "??", "+?", "*"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|parts| format!("({}|)", parts.join("|"))),
            (inner.clone(), repeat).prop_map(|(part, repeat)| format!("(?:{part}){repeat}")),
            inner.clone().prop_map(|part| format!("(?:^|。){part}")),
            inner.prop_map(|part| format!("{part}(?:$|出)")),
        ]
    })
}

/// Searches with and without a prefilter.
fn check(source: &str, text: &str) -> Result<(), TestCaseError> {
    let (pattern, regex) = (Pattern::from(source.to_owned()), regex::Regex::new(source).unwrap());
    check_pattern(&pattern, &regex, source, text)?;
    pattern.searched.store(WORTH_A_PREFILTER, Ordering::Relaxed);
    check_pattern(&pattern, &regex, source, text)?;
    prop_assert_eq!(pattern.prefilter.get().is_some(), pattern.program().is_some());
    Ok(())
}

fn check_pattern(pattern: &Pattern, regex: &regex::Regex, source: &str, text: &str) -> Result<(), TestCaseError> {
    let found: Vec<_> = regex.find_iter(text).map(|found| found.range()).collect();
    prop_assert_eq!(pattern.find(text), found.first().cloned(), "{} in {}", source, text);
    prop_assert_eq!(pattern.is_match(text), !found.is_empty());
    prop_assert_eq!(pattern.find_all(text), found, "{} in {}", source, text);
    let groups: Vec<Vec<_>> =
        regex.captures_iter(text).map(|found| found.iter().map(|group| group.map(|group| group.range())).collect()).collect();
    prop_assert_eq!(pattern.groups(text), groups, "{} in {}", source, text);
    Ok(())
}

proptest! {
    #[test]
    fn patterns_find_what_the_regex_crate_finds(text in "[、。人件0-9a漏流出えいうち内訳などからや委託業者は利用して𠮷é]{0,60}") {
        for source in PATTERNS {
            check(source, &text)?;
        }
    }

    #[test]
    fn any_pattern_finds_what_the_regex_crate_finds(source in pattern(), text in "[流出a。0é\n]{0,12}") {
        check(&source, &text)?;
    }
}

#[test]
fn the_patterns_are_read_without_the_regex_crate() {
    for source in PATTERNS {
        assert!(Pattern::new(source).program().is_some(), "{source}");
    }
}

#[test]
fn what_takes_too_many_steps_is_left_to_the_regex_crate() {
    let pattern = Pattern::new("(?:a+)+(?:a+)+b");
    assert!(pattern.program().is_some());
    assert!(!pattern.is_match(&"a".repeat(3000)));
    assert!(pattern.thorough.get().is_some());
}

#[test]
#[should_panic(expected = "is not written out")]
fn a_class_that_is_not_written_out_is_refused() {
    let _ = Pattern::new(r"[0-9]\s?人");
}

//! How a phrase is written.

use super::LONG_GAP;

/// How many characters `…` may stand for.
const GAP: u32 = 15;

/// How many words one phrase may stand for; more are a mistake of its writer.
const MOST_WORDS: usize = 500;

/// The steps of a phrase: how many characters may stand before each, and how it is written.
pub(super) fn steps(written: &str) -> Result<Vec<(u32, &str)>, &'static str> {
    let mut steps = Vec::new();
    let mut gap = 0;
    for part in written.split('…') {
        if part.is_empty() {
            if gap != GAP {
                return Err("a gap stands between two words, of one … or two");
            }
            gap = LONG_GAP;
            continue;
        }
        for joined in part.split('+') {
            steps.push((gap, joined));
            gap = 0;
        }
        gap = GAP;
    }
    if steps.is_empty() || written.ends_with('…') { Err("it has no words") } else { Ok(steps) }
}

/// Hands each word that a step with braces stands for to `take`.
pub(super) fn expand(step: &str, mut take: impl FnMut(&str)) -> Result<(), &'static str> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    let mut rest = step;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|close| open + close).ok_or("a brace is not closed")?;
        parts.push(vec![&rest[..open]]);
        parts.push(rest[open + 1..close].split('|').collect());
        rest = &rest[close + 1..];
    }
    parts.push(vec![rest]);
    let words = parts.iter().map(Vec::len).try_fold(1, usize::checked_mul).filter(|&words| words <= MOST_WORDS);
    let mut word = String::new();
    for number in 0..words.ok_or("it stands for too many words")? {
        word.clear();
        let mut left = number;
        for alternatives in &parts {
            word.push_str(alternatives[left % alternatives.len()]);
            left /= alternatives.len();
        }
        if word.is_empty() {
            return Err("an alternative is the empty word");
        }
        take(&word);
    }
    Ok(())
}

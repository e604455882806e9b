//! How a phrase is written.

/// How many characters `…` may stand for.
const GAP: usize = 15;

/// How many characters `……` may stand for.
pub(super) const LONG_GAP: usize = 45;

/// How many words one phrase may stand for; more are a mistake of its writer.
const MOST_WORDS: usize = 500;

/// The steps of a phrase: how many characters may stand before each, and how it is written.
pub(super) fn steps(written: &str) -> Result<Vec<(usize, &str)>, &'static str> {
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

/// Hands each word that a step with braces stands for to `take`, in the parts that it is made of.
pub(super) fn expand<'s>(step: &'s str, mut take: impl FnMut(&mut dyn Iterator<Item = &'s str>)) -> Result<(), &'static str> {
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
    for number in 0..words.ok_or("it stands for too many words")? {
        let mut left = number;
        let mut chosen = parts.iter().map(|alternatives| {
            let index = left % alternatives.len();
            left /= alternatives.len();
            alternatives[index]
        });
        let mut is_empty = true;
        take(&mut chosen.by_ref().inspect(|part| is_empty &= part.is_empty()));
        if is_empty {
            return Err("an alternative is the empty word");
        }
    }
    Ok(())
}

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

/// The words that a step with braces stands for, in small letters.
pub(super) fn expand(step: &str) -> Result<Vec<Box<str>>, &'static str> {
    let mut words = vec![String::new()];
    let mut rest = step;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map(|close| open + close).ok_or("a brace is not closed")?;
        let alternatives: Vec<&str> = rest[open + 1..close].split('|').collect();
        words = words
            .iter()
            .flat_map(|word| alternatives.iter().map(move |alternative| [word, &rest[..open], alternative].concat()))
            .collect();
        if words.len() > MOST_WORDS {
            return Err("it stands for too many words");
        }
        rest = &rest[close + 1..];
    }
    let finished = words.into_iter().map(|mut word| {
        word.push_str(rest);
        word.make_ascii_lowercase();
        if word.is_empty() { Err("an alternative is the empty word") } else { Ok(word.into()) }
    });
    finished.collect()
}

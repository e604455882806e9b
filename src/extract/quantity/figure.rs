//! What a numeral says how many there are.

use super::Bound;
use crate::extract::{Mention, Number};
use crate::text::Text;

/// How many a numeral says there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// How many, in whole units.
    pub count: u64,
    /// Whether the numeral itself leaves something open: more than a dozen for 十数, more than 58 for 58.5.
    pub bound: Bound,
}

impl Figure {
    /// The figure of a numeral of which each one is `times` of what is counted (a gigabyte is a thousand million bytes).
    ///
    /// `None` for what gives no figure (数百 is anything from two hundred to nine hundred), for a negative number, and where
    /// the product is too large.
    #[must_use]
    pub fn read(text: &Text, number: &Mention<Number>, times: u64) -> Option<Self> {
        if number.value.vague && text.slice(number.span).starts_with('数') {
            return None;
        }
        let count = u64::try_from(number.value.times(times)?).ok()?;
        let fraction = times == 1 && number.value.times(1_000_000_000).is_some_and(|billionths| billionths % 1_000_000_000 != 0);
        let bound = if number.value.vague || fraction { Bound::MoreThan } else { Bound::Exact };
        Some(Self { count, bound })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dict::Tables;
    use crate::extract::number::Numbers;
    use crate::text::Tokenizer;

    #[track_caller]
    fn check(words: &str, times: u64, expect: Option<(u64, Bound)>) {
        let text = Text::plain(&Tokenizer::new(), words);
        let numbers = Numbers::new(&Tables::embedded()).unwrap().find(&text);
        let figure = Figure::read(&text, &numbers[0], times);
        assert_eq!(figure.map(|figure| (figure.count, figure.bound)), expect);
    }

    #[test]
    fn fractions_become_whole_units() {
        check("容量は204.9GB", 1_000_000_000, Some((204_900_000_000, Bound::Exact)));
        check("被害は1.5億円", 1, Some((150_000_000, Bound::Exact)));
        check("身代金は58.5BTC", 1, Some((58, Bound::MoreThan)));
    }

    #[test]
    fn a_vague_numeral_gives_its_least_or_nothing() {
        check("荷主は数百社", 1, None);
        check("生徒の十数人", 1, Some((10, Bound::MoreThan)));
    }
}

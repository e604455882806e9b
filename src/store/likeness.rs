//! Which texts are copies of one another.
//!
//! Two texts are the same if their letters are, apart from white space. Agency copy that another paper prints with a
//! changed heading or ending is found by SimHash (Charikar 2002): of all runs of three letters a 64-bit sketch is made,
//! whose bits differ in few places where the texts do: in about half of the 64 for unrelated texts. Manku et al. (2007) take
//! at most three for near-duplicates of web pages; agency copy is short, so that a changed word moves more of them.

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use super::Result;

/// How many bits of two sketches may differ for the texts to be near-identical.
pub(super) const NEAR: u32 = 7;

/// How many letters a text must have for its sketch to say something.
const ENOUGH: usize = 80;

/// What a text is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Of the letters: the first 16 bytes of their SHA-256.
    pub(super) hash: [u8; 16],
    /// The sketch; 0 for a text that is too short to have one.
    pub(super) sketch: u64,
}

/// What `text` is known by.
pub(super) fn of(text: &str) -> Likeness {
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digest = Sha256::digest(letters.iter().collect::<String>());
    let mut hash = [0; 16];
    hash.copy_from_slice(&digest[..16]);
    Likeness { hash, sketch: if letters.len() < ENOUGH { 0 } else { sketch(&letters) } }
}

/// The sketches of all versions that are kept, in the order in which they came in: looked through from the first, which
/// takes a millisecond for a million of them.
pub(super) struct Sketches(Vec<Kept>);

/// A version that is kept.
struct Kept {
    version: i64,
    article: i64,
    sketch: u64,
}

impl Sketches {
    /// The sketches, read from the casebook where they are not in memory yet.
    pub(super) fn load<'a>(known: &'a mut Option<Self>, connection: &Connection) -> Result<&'a mut Self> {
        if known.is_none() {
            let mut statement = connection
                .prepare("SELECT id, article, likeness FROM version WHERE same_as IS NULL AND likeness <> 0 ORDER BY id")?;
            let kept = statement.query_map([], |row| {
                Ok(Kept { version: row.get(0)?, article: row.get(1)?, sketch: row.get::<_, i64>(2)?.cast_unsigned() })
            })?;
            *known = Some(Self(kept.collect::<rusqlite::Result<_>>()?));
        }
        Ok(known.get_or_insert_with(|| Self(Vec::new())))
    }

    /// The first version of another article whose text is nearly the same.
    pub(super) fn near(&self, article: i64, sketch: u64) -> Option<i64> {
        let near = |kept: &&Kept| is_near(kept.sketch, sketch) && kept.article != article;
        self.0.iter().find(near).map(|kept| kept.version)
    }

    /// Takes another version into account.
    pub(super) fn push(&mut self, version: i64, article: i64, sketch: u64) {
        if sketch != 0 {
            self.0.push(Kept { version, article, sketch });
        }
    }
}

/// Whether two sketches are those of near-identical texts.
fn is_near(a: u64, b: u64) -> bool {
    a != 0 && b != 0 && (a ^ b).count_ones() <= NEAR
}

fn sketch(letters: &[char]) -> u64 {
    let mut votes = [0_i32; 64];
    for run in letters.windows(3) {
        let digest = Sha256::digest(run.iter().collect::<String>());
        let bits = digest.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for (place, vote) in votes.iter_mut().enumerate() {
            *vote += if bits >> place & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().fold(0, |sketch, (place, vote)| sketch | u64::from(*vote > 0) << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "北浜市は6月1日、職員が市民350人分の氏名と住所を記録したUSBメモリを紛失したと発表した。市によると、職員は5月30日に\
        庁舎の外で会議に出た帰りに落としたとみられる。警察に届けたが見つかっていない。情報が悪用されたという連絡は今のところない。市は\
        対象の市民に手紙でわびるとともに、記録媒体の持ち出しを改めて禁じた。";

    #[test]
    fn white_space_is_no_difference_and_a_word_is() {
        assert_eq!(of("北浜市は\n 6月1日").hash, of("北浜市は6月1日").hash);
        assert_ne!(of("北浜市は6月1日").hash, of("北浜市は6月2日").hash);
    }

    #[test]
    fn another_ending_is_near_and_another_story_is_not() {
        let near = of(&STORY.replace("改めて禁じた。", "改めて禁じた（共同）。"));
        assert!(is_near(of(STORY).sketch, near.sketch));
        let other = of(&STORY.replace("北浜市", "みなと銀行").replace("USBメモリを紛失", "かばんを車上荒らしに遭い盗まれた"));
        assert!(!is_near(of(STORY).sketch, other.sketch));
    }

    #[test]
    fn a_short_text_has_no_sketch_and_is_near_nothing() {
        assert_eq!(of("お知らせ").sketch, 0);
        assert!(!is_near(of("お知らせ").sketch, of("お知らせ").sketch));
    }
}

//! How long to wait before trying again: longer each time, and not all at the same moment.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

/// How long to wait after so many failures in a row: `first`, then twice as long each time, `most` at the most; up to a
/// fifth more or less, as `seed` has it, so that what failed together does not come again together. The same arguments
/// always give the same time.
#[must_use]
pub fn after(failures: u32, first: Duration, most: Duration, seed: &str) -> Duration {
    let doubled = first.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    doubled.min(most).mul_f64(0.8 + 0.4 * share(seed, failures))
}

/// A number from 0 up to but not 1 that looks like chance and depends on the arguments only.
#[must_use]
pub fn share(seed: &str, turn: u32) -> f64 {
    let mut hasher = DefaultHasher::new();
    (seed, turn).hash(&mut hasher);
    f64::from(hasher.finish() as u32) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Duration = Duration::from_mins(1);
    const MOST: Duration = Duration::from_hours(1);

    #[test]
    fn each_time_longer_within_bounds() {
        for failures in 1..40 {
            let plain = FIRST.as_secs_f64() * 2_f64.powi(failures - 1);
            let waits = after(failures as u32, FIRST, MOST, "a").as_secs_f64();
            let share = waits / plain.min(MOST.as_secs_f64());
            assert!((0.8..1.2).contains(&share), "{failures}: {waits}");
        }
        assert!(after(u32::MAX, FIRST, MOST, "a") <= MOST.mul_f64(1.2));
    }

    #[test]
    fn what_failed_together_is_spread() {
        let mut waits: Vec<Duration> = (0..100).map(|n| after(3, FIRST, MOST, &format!("https://example.org/{n}"))).collect();
        assert_eq!(waits, (0..100).map(|n| after(3, FIRST, MOST, &format!("https://example.org/{n}"))).collect::<Vec<_>>());
        waits.sort_unstable();
        waits.dedup();
        assert!(waits.len() > 95 && waits[waits.len() - 1] > waits[0] + FIRST);
    }
}

//! What time it is, and waiting for another: the one place where the program sees a clock.

use std::future::Future;
use std::time::Duration;

use jiff::Timestamp;

/// Tells the time. What waits or plans asks one of these, so that a test has the time in its hand.
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Waits until `time`; not at all if that is past.
    fn sleep_until(&self, time: Timestamp) -> impl Future<Output = ()> + Send;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

/// How long the machine's clock is trusted at a stretch: one that is set anew, or sleeps with its machine, is noticed.
const STRETCH: Duration = Duration::from_mins(1);

impl Clock for System {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep_until(&self, time: Timestamp) {
        while let Ok(left) = Duration::try_from(time.duration_since(self.now()))
            && !left.is_zero()
        {
            tokio::time::sleep(left.min(STRETCH)).await;
        }
    }
}

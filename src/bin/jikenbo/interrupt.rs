//! Ctrl-C, for work that goes on step by step.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::runtime::{Builder, Runtime};
use tokio::signal::ctrl_c;

/// Knows whether Ctrl-C was pressed.
pub struct Interrupt {
    is_pressed: Arc<AtomicBool>,
    /// Listens as long as it is there.
    _runtime: Runtime,
}

impl Interrupt {
    /// Begins to listen.
    pub fn watch() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let is_pressed = Arc::new(AtomicBool::new(false));
        let pressed = Arc::clone(&is_pressed);
        runtime.spawn(async move {
            if ctrl_c().await.is_ok() {
                pressed.store(true, Ordering::Relaxed);
            }
        });
        Ok(Self { is_pressed, _runtime: runtime })
    }

    /// Whether Ctrl-C was pressed.
    pub fn is_pressed(&self) -> bool {
        self.is_pressed.load(Ordering::Relaxed)
    }
}

//! How the program ends.

use std::io;
use std::process::{ExitCode, Termination};

use jikenbo::store;

/// What the exit code tells the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: everything was done.
    Done = 0,
    /// 1: some inputs failed, or the records could not be written; standard error names each with the reason.
    SomeFailed = 1,
    /// 2: the command line, the tables or the output file cannot be used; nothing was read.
    WrongUsage = 2,
    /// 130: stopped by Ctrl-C; what was finished has been written.
    Interrupted = 130,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub enum Failure {
    /// Nothing was begun: the command line or the configuration cannot be used.
    Usage(anyhow::Error),
    /// What was begun cannot go on.
    Work(anyhow::Error),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Work(error.into())
    }
}

impl Failure {
    /// The end that it leads to, and what there is to say. A reader that has seen enough (`| head`) is no error.
    pub fn into_exit(self) -> (Exit, Option<String>) {
        match self {
            Self::Usage(error) => (Exit::WrongUsage, Some(format!("{error:#}"))),
            Self::Work(error) => (Exit::SomeFailed, Some(format!("{error:#}"))),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => (Exit::Done, None),
            Self::Output(error) => (Exit::SomeFailed, Some(format!("cannot write the output: {error}"))),
        }
    }
}

//! Runs the program as its users do, with a deadline, so that a hang is a failure and not a wait.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long any run may take; a debug build on a busy machine is far below it.
const DEADLINE: Duration = Duration::from_mins(3);

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Run {
    /// The JSON values on the lines of standard output.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard error without the closing summary, and without what a slow run tells of its progress.
    pub fn complaints(&self) -> Vec<&str> {
        self.err.lines().filter(|line| !line.contains(" read, ") && !line.contains(" inputs done, ")).collect()
    }
}

/// The program with arguments, ready to be run.
pub fn jikenbo(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jikenbo"));
    command.args(args);
    command
}

/// Runs the program with nothing on standard input.
pub fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
    finish(&mut jikenbo(args), b"")
}

/// Runs a command with `input` on standard input.
#[track_caller]
pub fn finish(command: &mut Command, input: &[u8]) -> Run {
    let mut running = Running::start(command);
    let mut stdin = running.child.stdin.take().unwrap();
    // A program that does not read all of its input closes the pipe, which is its right.
    let _ = stdin.write_all(input);
    drop(stdin);
    running.wait()
}

/// A run that has not ended; standard input is open.
pub struct Running {
    /// The process.
    pub child: Child,
    out: Drain,
    err: Drain,
}

impl Running {
    /// Starts a command.
    pub fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = Drain::start(child.stdout.take().unwrap());
        let err = Drain::start(child.stderr.take().unwrap());
        Self { child, out, err }
    }

    /// Waits until the first line stands on standard output, and gives it.
    #[track_caller]
    pub fn first_line(&mut self) -> String {
        self.until(|running| running.out.so_far().split_once('\n').map(|(line, _)| line.to_owned()))
    }

    /// Waits for the end.
    #[track_caller]
    pub fn wait(mut self) -> Run {
        let status = self.until(|running| running.child.try_wait().unwrap());
        Run { code: status.code(), out: self.out.end(), err: self.err.end() }
    }

    #[track_caller]
    fn until<T>(&mut self, mut happened: impl FnMut(&mut Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(value) = happened(self) {
                return value;
            }
            if begun.elapsed() > DEADLINE {
                self.child.kill().unwrap();
                panic!("still waiting after {DEADLINE:?}; standard error: {}", self.err.so_far());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Takes all that a stream gives, so that the program never waits for its reader.
struct Drain {
    taken: Arc<Mutex<Vec<u8>>>,
    thread: JoinHandle<()>,
}

impl Drain {
    fn start(mut stream: impl Read + Send + 'static) -> Self {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&taken);
        let thread = std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = stream.read(&mut buffer) {
                into.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        Self { taken, thread }
    }

    fn so_far(&self) -> String {
        String::from_utf8_lossy(&self.taken.lock().unwrap()).into_owned()
    }

    fn end(self) -> String {
        self.thread.join().unwrap();
        String::from_utf8(std::mem::take(&mut self.taken.lock().unwrap())).unwrap()
    }
}

/// The folder of the project's own articles.
pub fn fixtures() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}

/// The records of inputs, all of which must be read.
#[track_caller]
pub fn records(options: &[&str], inputs: &[PathBuf]) -> Vec<Value> {
    let run = finish(jikenbo(["extract", "--quiet"]).args(options).args(inputs), b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    run.lines()
}

//! A web on the loopback: a server that answers as a test wants and keeps its own log, a resolver that finds every host
//! there, and a clock that stands still until everybody waits for it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, Weak};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo::clock::Clock;
use jikenbo::fetch::resolve::{Addresses, Resolver};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// A request, as the server saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When it began, by the test's clock.
    pub at: Timestamp,
    /// The host and port that were asked for.
    pub host: String,
    /// The path with its query.
    pub path: String,
    /// The fields of the header, their names in lower case.
    pub header: BTreeMap<String, String>,
}

/// What the server answers.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    header: Vec<(String, String)>,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    Whole(Vec<u8>),
    /// A byte at a time, without end.
    Drip,
    /// As fast as it goes, without end.
    Endless,
    /// A part of what was announced.
    Cut(Vec<u8>),
    /// Not even a header.
    Silence,
}

impl Reply {
    /// A page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, "text/html; charset=utf-8", body)
    }

    /// A page of some type with some status.
    pub fn of(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let header = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { status, header, body: Body::Whole(body.into()) }
    }

    /// Nothing but a status.
    pub fn status(status: u16) -> Self {
        Self { status, header: Vec::new(), body: Body::Whole(Vec::new()) }
    }

    /// A redirect.
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).with("location", to)
    }

    /// A page that comes a byte at a time.
    pub fn drip() -> Self {
        Self { body: Body::Drip, ..Self::html("") }
    }

    /// A page without end.
    pub fn endless() -> Self {
        Self { body: Body::Endless, ..Self::html("") }
    }

    /// A page that breaks off.
    pub fn cut(body: &str) -> Self {
        Self { body: Body::Cut(body.into()), ..Self::html("") }
    }

    /// No answer at all.
    pub fn silence() -> Self {
        Self { body: Body::Silence, ..Self::html("") }
    }

    /// With one more field in the header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.header.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With an entity tag; where the request has the same, only the tag is sent.
    pub fn tagged(self, seen: &Seen, tag: &str) -> Self {
        if seen.header.get("if-none-match").is_some_and(|known| known == tag) {
            Self::status(304).with("etag", tag)
        } else {
            self.with("etag", tag)
        }
    }
}

/// A running server. It lives as long as the test program.
pub struct Web {
    port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    log: Mutex<Vec<Seen>>,
    /// How many requests of each host are under way, and how many ever were at a time.
    under_way: Mutex<HashMap<String, (usize, usize)>>,
    /// How many connections are open.
    busy: AtomicUsize,
}

impl Web {
    /// A server that answers every request as `answer` says.
    pub fn start(clock: &TestClock, answer: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::clone(&clock.inner.web);
        let (answer, clock) = (Arc::new(answer), clock.clone());
        thread::spawn(move || {
            clock.watch_thread();
            for stream in listener.incoming().flatten() {
                let (answer, clock) = (Arc::clone(&answer), clock.clone());
                clock.inner.web.busy.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || {
                    serve(stream, &clock, &*answer);
                    clock.inner.web.busy.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, state }
    }

    /// The address of a path on the host `host`, which the [`Loopback`] finds here.
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// The requests so far, in the order in which they began.
    pub fn log(&self) -> Vec<Seen> {
        self.state.log.lock().unwrap().clone()
    }

    /// The paths that were asked for so far, in order.
    pub fn paths(&self) -> Vec<String> {
        self.log().into_iter().map(|seen| seen.path).collect()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        self.state.log.lock().unwrap().clear();
    }

    /// How many requests to one host were ever under way at a time.
    pub fn most_at_once(&self) -> usize {
        self.state.under_way.lock().unwrap().values().map(|(_, most)| *most).max().unwrap_or_default()
    }
}

fn serve(stream: TcpStream, clock: &TestClock, answer: &dyn Fn(&Seen) -> Reply) {
    let state = &clock.inner.web;
    let Ok(seen) = read(&stream, clock.now()) else { return };
    state.log.lock().unwrap().push(seen.clone());
    {
        let mut under_way = state.under_way.lock().unwrap();
        let (now, most) = under_way.entry(seen.host.clone()).or_default();
        *now += 1;
        *most = (*most).max(*now);
    }
    let reply = answer(&seen);
    state.under_way.lock().unwrap().entry(seen.host).or_default().0 -= 1;
    // Whoever goes away before the end has seen enough.
    let _ = write(stream, reply);
}

fn read(stream: &TcpStream, at: Timestamp) -> io::Result<Seen> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut header = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        header.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Ok(Seen { at, host: header.get("host").cloned().unwrap_or_default(), path, header })
}

fn write(mut stream: TcpStream, reply: Reply) -> io::Result<()> {
    if matches!(reply.body, Body::Silence) {
        return wait_for_the_end(stream);
    }
    let mut head = format!("HTTP/1.1 {} x\r\nconnection: close\r\n", reply.status);
    reply.header.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
    match &reply.body {
        Body::Whole(body) if reply.status != 304 => head += &format!("content-length: {}\r\n", body.len()),
        Body::Cut(body) => head += &format!("content-length: {}\r\n", body.len() + 1000),
        _ => {}
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    match reply.body {
        Body::Whole(body) | Body::Cut(body) => stream.write_all(&body),
        Body::Drip => loop {
            stream.write_all(b"x")?;
            thread::sleep(Duration::from_millis(20));
        },
        Body::Endless => loop {
            stream.write_all(&[b'x'; 8192])?;
        },
        Body::Silence => Ok(()),
    }
}

fn wait_for_the_end(mut stream: TcpStream) -> io::Result<()> {
    stream.read(&mut [0; 64]).map(|_| ())
}

/// Finds hosts on the loopback, except those that a test puts elsewhere.
#[derive(Default)]
pub struct Loopback {
    /// Hosts that are elsewhere.
    pub elsewhere: HashMap<&'static str, Vec<IpAddr>>,
}

impl Resolver for Loopback {
    fn resolve(&self, name: &str) -> Addresses {
        let here = || vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
        let addresses = self.elsewhere.get(name).cloned().unwrap_or_else(here);
        let name = name.to_owned();
        Box::pin(async move {
            let exists = !name.ends_with(".invalid");
            exists.then_some(addresses).ok_or_else(|| io::Error::other("no such host"))
        })
    }
}

/// A clock that stands still while anything happens, and goes to the next time that somebody waits for when nothing
/// does.
#[derive(Clone)]
pub struct TestClock {
    inner: Arc<Inner>,
}

struct Inner {
    now: Mutex<Timestamp>,
    sleepers: Mutex<Vec<(Timestamp, oneshot::Sender<()>)>>,
    /// Where the system tells what the threads do that time waits for.
    threads: Mutex<Vec<PathBuf>>,
    web: Arc<State>,
}

/// How long nothing must happen before time goes on; longer where the system does not tell what threads do.
const QUIET: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 1 } else { 20 });

impl TestClock {
    /// A clock that shows `now`.
    pub fn at(now: &str) -> Self {
        let now = Mutex::new(now.parse().unwrap());
        let inner = Arc::new(Inner { now, sleepers: Mutex::default(), threads: Mutex::default(), web: Arc::default() });
        let clock = Arc::downgrade(&inner);
        thread::spawn(move || while tick(&clock).is_some() {});
        Self { inner }
    }

    /// Time goes on only when the calling thread waits for something.
    pub fn watch_thread(&self) {
        if let Ok(thread) = fs::read_link("/proc/thread-self") {
            self.inner.threads.lock().unwrap().push(Path::new("/proc").join(thread).join("stat"));
        }
    }

    /// A runtime for a crawl, on whose threads time waits.
    pub fn runtime(&self) -> Runtime {
        const READERS: usize = 2;
        self.watch_thread();
        let clock = self.clone();
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.worker_threads(1).max_blocking_threads(READERS).thread_keep_alive(Duration::from_hours(1));
        let runtime = builder.on_thread_start(move || clock.watch_thread()).enable_all().build().unwrap();
        // A thread that began only when it is needed might not yet be watched when it matters.
        let barrier = Arc::new(Barrier::new(READERS + 1));
        for _ in 0..READERS {
            let barrier = Arc::clone(&barrier);
            runtime.spawn_blocking(move || barrier.wait());
        }
        barrier.wait();
        runtime.block_on(runtime.spawn(async {})).unwrap();
        runtime
    }

    /// Puts the clock forward.
    pub fn advance(&self, by: Duration) {
        *self.inner.now.lock().unwrap() += by;
    }
}

/// Lets time go on if nothing happens; nothing if there is nobody any more who looks at the clock.
fn tick(clock: &Weak<Inner>) -> Option<()> {
    let was_quiet = clock.upgrade()?.is_quiet();
    thread::sleep(QUIET);
    let clock = clock.upgrade()?;
    let is_quiet = was_quiet && clock.is_quiet();
    let mut sleepers = clock.sleepers.lock().unwrap();
    sleepers.retain(|(_, sleeper)| !sleeper.is_closed());
    if let Some(next) = sleepers.iter().map(|(time, _)| *time).min().filter(|_| is_quiet) {
        let mut now = clock.now.lock().unwrap();
        *now = next.max(*now);
        for (_, sleeper) in sleepers.extract_if(.., |(time, _)| *time <= *now) {
            // A sleeper that is gone needs no waking.
            let _ = sleeper.send(());
        }
    }
    Some(())
}

impl Inner {
    /// Whether no request is under way and no thread does anything.
    fn is_quiet(&self) -> bool {
        let mut threads = self.threads.lock().unwrap();
        // A thread that has ended does nothing.
        threads.retain(|thread| thread.exists());
        let sleeps = |thread: &PathBuf| {
            let stat = fs::read_to_string(thread).unwrap_or_default();
            stat.rsplit_once(") ").is_none_or(|(_, state)| state.starts_with('S'))
        };
        self.web.busy.load(Ordering::SeqCst) == 0 && threads.iter().all(sleeps)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.inner.now.lock().unwrap()
    }

    async fn sleep_until(&self, time: Timestamp) {
        let woken = {
            let now = self.inner.now.lock().unwrap();
            if time <= *now {
                return;
            }
            let (sleeper, woken) = oneshot::channel();
            self.inner.sleepers.lock().unwrap().push((time, sleeper));
            woken
        };
        let _ = woken.await;
    }
}

/// The address of a server that does not exist.
pub fn nowhere() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

//! Pages from the network: an address in, bytes out.
//!
//! [`Fetcher`] asks for one page, safely: only public hosts ([`address`], [`resolve`]), only so many bytes, so much time
//! and so many redirects. [`Hosts`] asks for many, politely: what `robots` allows, and each `host` one at a time with a
//! rest between.

pub mod address;
pub mod backoff;
mod host;
pub mod resolve;
mod robots;

use std::sync::Arc;
use std::time::Duration;

pub use host::{Host, Hosts, Manners, RobotsFile, host_name, retry_after};
pub use reqwest::StatusCode;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, NoProxy, Proxy, Response, redirect};
use resolve::{Guard, Resolver};
pub use robots::{Robots, is_like};
use url::{Host as UrlHost, Url};

/// The largest page that is fetched, in bytes after decompression.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// How long a page may take, from the first connection to the last byte.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// How long a server may take to accept a connection.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How many redirects are followed.
pub const MAX_REDIRECTS: usize = 10;

/// How large the names and values of an answer's header may be together, in bytes.
pub const MAX_HEADER: usize = 64 * 1024;

/// What the program calls itself to servers.
pub const USER_AGENT: &str = concat!("jikenbo/", env!("CARGO_PKG_VERSION"));

/// What is asked for, pages of words and lists of them before all else.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,\
    application/xml;q=0.9,*/*;q=0.8";

/// In which languages, where a server has several.
const ACCEPT_LANGUAGE: &str = "ja,en;q=0.5";

/// Why a page could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error("not an address: {0}")]
    Address(String),
    /// The address is of a kind that is not fetched.
    #[error("only http and https addresses are fetched, not {0}")]
    Scheme(String),
    /// The host is on a private network, which is not visited.
    #[error("{0} is on a private network, where nothing is fetched unless that is allowed")]
    Private(String),
    /// The server answered with an error.
    #[error("the server answered {0}")]
    Status(StatusCode),
    /// The page is larger than [`Limits::bytes`].
    #[error("the page has more than {0} bytes; that is the most that is fetched")]
    TooLarge(usize),
    /// The header of the answer is larger than [`MAX_HEADER`].
    #[error("the header of the answer has more than {MAX_HEADER} bytes")]
    Header,
    /// The page took too long.
    #[error("the server took longer than {} seconds", .0.as_secs())]
    Timeout(Duration),
    /// The server redirects to something that is not fetched, or on and on.
    #[error("the server redirects to where it cannot be followed: {0}")]
    Redirect(String),
    /// Anything else on the way to the server.
    #[error("the server cannot be reached: {0}")]
    Connection(String),
    /// The connection broke off, or what came over it is no answer.
    #[error("the answer is broken: {0}")]
    Broken(String),
    /// The host's `robots.txt` forbids the page.
    #[error("robots.txt forbids it")]
    Forbidden,
    /// The host is left alone for a while.
    #[error("the host is left alone until {until}: {why}")]
    Resting {
        /// Until when.
        until: jiff::Timestamp,
        /// What it did.
        why: String,
    },
}

impl Error {
    /// Whether it may go better another time.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status(status) => is_passing(*status),
            Self::Timeout(_) | Self::Connection(_) | Self::Broken(_) | Self::Resting { .. } => true,
            _ => false,
        }
    }
}

/// Whether a status says that it may go better another time: RFC 9110, sections 15.5.9 and 15.6; RFC 6585, section 4.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS)
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where the page is, after redirects, without user name and password.
    pub url: Url,
    /// Where it has moved for good: the last address to which only permanent redirects (301, 308) led.
    pub moved: Option<Url>,
    /// The status, which is no redirect.
    pub status: StatusCode,
    /// What the header says.
    pub header: Header,
    /// The page, decompressed; empty unless the status says success.
    pub body: Vec<u8>,
}

impl Answer {
    /// The answer, if it is the page that was asked for.
    ///
    /// # Errors
    ///
    /// [`Error::Status`] if the server says anything but success.
    pub fn success(self) -> Result<Self, Error> {
        if self.status.is_success() { Ok(self) } else { Err(Error::Status(self.status)) }
    }
}

/// The fields of an answer's header that are of use, each as the server wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// What kind of page it is.
    pub content_type: Option<String>,
    /// The mark of this version of the page.
    pub etag: Option<String>,
    /// When the page was last changed.
    pub last_modified: Option<String>,
    /// How long the answer may be kept.
    pub cache_control: Option<String>,
    /// When to ask again.
    pub retry_after: Option<String>,
}

impl Header {
    fn of(headers: &HeaderMap) -> Self {
        let field = |name: HeaderName| String::from_utf8(headers.get(name)?.as_bytes().to_vec()).ok();
        Self {
            content_type: field(header::CONTENT_TYPE),
            etag: field(header::ETAG),
            last_modified: field(header::LAST_MODIFIED),
            cache_control: field(header::CACHE_CONTROL),
            retry_after: field(header::RETRY_AFTER),
        }
    }

    /// The charset of the content type: `shift_jis` of `text/html; charset="Shift_JIS"`.
    #[must_use]
    pub fn charset(&self) -> Option<String> {
        let parameters = self.content_type.as_deref()?.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        charsets.next().map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase()).filter(|value| !value.is_empty())
    }
}

/// What is known of a page already; the server need not send the same again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// See [`Header::etag`].
    pub etag: Option<String>,
    /// See [`Header::last_modified`].
    pub last_modified: Option<String>,
}

/// The limits of a fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// See [`MAX_BYTES`].
    pub bytes: usize,
    /// See [`TIMEOUT`].
    pub time: Duration,
    /// See [`MAX_REDIRECTS`].
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: MAX_BYTES, time: TIMEOUT, redirects: MAX_REDIRECTS }
    }
}

/// Whether hosts on private networks are visited: see [`address::is_public`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrivateHosts {
    /// Never.
    #[default]
    Refused,
    /// The host that was asked for, but none to which it redirects: a person typed the address.
    AsAsked,
    /// All.
    Allowed,
}

/// How a fetcher goes about it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What it calls itself.
    pub user_agent: String,
    /// What it accepts.
    pub limits: Limits,
    /// Whom it visits.
    pub private_hosts: PrivateHosts,
    /// Through whom it goes. Names that only the proxy can resolve are left to the proxy's judgement.
    pub proxy: Option<Url>,
}

impl Default for Settings {
    fn default() -> Self {
        let (limits, private_hosts) = (Limits::default(), PrivateHosts::default());
        Self { user_agent: USER_AGENT.to_owned(), limits, private_hosts, proxy: None }
    }
}

/// Fetches pages over http and https. It keeps no cookies.
pub struct Fetcher {
    settings: Settings,
    resolver: Arc<dyn Resolver>,
    /// Connects to public hosts only.
    guarded: Client,
    /// Connects to any host.
    open: Client,
}

/// What came of one request.
enum Step {
    /// The server has the page, or says why not.
    Answer(StatusCode, Header, Vec<u8>),
    /// The server knows a better address.
    Redirect { to: Url, is_permanent: bool },
}

impl Fetcher {
    /// A fetcher that resolves names as `resolver` does.
    ///
    /// # Errors
    ///
    /// If the user agent is no header value, the proxy cannot be used, or the system's certificates cannot be.
    pub fn new(settings: Settings, resolver: Arc<dyn Resolver>) -> Result<Self, Error> {
        let client = |allows_private| {
            let guard = Guard {
                resolver: Arc::clone(&resolver),
                allows_private,
                proxy: settings.proxy.as_ref().and_then(|proxy| proxy.host_str().map(str::to_owned)),
            };
            let builder = Client::builder()
                .user_agent(&settings.user_agent)
                .default_headers(asks())
                .timeout(settings.limits.time)
                .connect_timeout(CONNECT_TIMEOUT.min(settings.limits.time))
                .redirect(redirect::Policy::none())
                .referer(false)
                .pool_max_idle_per_host(1)
                .dns_resolver(Arc::new(guard))
                .no_proxy();
            let builder = match &settings.proxy {
                Some(proxy) => builder.proxy(Proxy::all(proxy.clone())?.no_proxy(NoProxy::from_env())),
                None => builder,
            };
            builder.build()
        };
        let failed = |error: reqwest::Error| Error::Connection(causes(&error));
        let (guarded, open) = (client(false).map_err(failed)?, client(true).map_err(failed)?);
        Ok(Self { settings, resolver, guarded, open })
    }

    /// The page at an address, after all redirects. The answer may be any that is no redirect: see [`Answer::success`].
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn get(&self, address: &str, conditions: &Conditions) -> Result<Answer, Error> {
        let mut journey = Journey::new(Url::parse(address).map_err(|error| Error::Address(error.to_string()))?);
        loop {
            let step = self.step(&journey, conditions).await?;
            if let Some(answer) = journey.take(step, self.settings.limits.redirects)? {
                return Ok(answer);
            }
        }
    }

    /// One request of a journey.
    async fn step(&self, journey: &Journey, conditions: &Conditions) -> Result<Step, Error> {
        let url = &journey.here;
        check_scheme(url)?;
        let client = self.client(journey).await?;
        let mut request = client.get(bare(url));
        if !url.username().is_empty() {
            request = request.basic_auth(decoded(url.username()), url.password().map(decoded));
        }
        let fields = [(header::IF_NONE_MATCH, &conditions.etag), (header::IF_MODIFIED_SINCE, &conditions.last_modified)];
        for (name, value) in fields {
            if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_bytes(value.as_bytes()).ok()) {
                request = request.header(name, value);
            }
        }
        let response = request.send().await.map_err(|error| self.error(&error))?;
        if header_bytes(response.headers()) > MAX_HEADER {
            return Err(Error::Header);
        }
        match target(&response) {
            Some(to) => {
                let to = url.join(&to).map_err(|error| Error::Redirect(error.to_string()))?;
                Ok(Step::Redirect { to, is_permanent: is_permanent(response.status()) })
            }
            None => self.answer(response).await,
        }
    }

    /// The client that may connect to where the journey is.
    async fn client(&self, journey: &Journey) -> Result<&Client, Error> {
        let is_open = match self.settings.private_hosts {
            PrivateHosts::Refused => false,
            PrivateHosts::AsAsked => journey.here.host() == journey.start.host(),
            PrivateHosts::Allowed => true,
        };
        if is_open {
            return Ok(&self.open);
        }
        // The resolver guards names; an address in place of a name never comes to it, and a proxy resolves names itself.
        let host = || journey.here.host_str().unwrap_or_default().to_owned();
        let addresses = match journey.here.host() {
            Some(UrlHost::Ipv4(address)) => vec![address.into()],
            Some(UrlHost::Ipv6(address)) => vec![address.into()],
            Some(UrlHost::Domain(name)) if self.settings.proxy.is_some() => self.resolver.resolve(name).await.unwrap_or_default(),
            Some(UrlHost::Domain(_)) | None => Vec::new(),
        };
        let is_public = addresses.into_iter().all(address::is_public);
        if is_public { Ok(&self.guarded) } else { Err(Error::Private(host())) }
    }

    async fn answer(&self, mut response: Response) -> Result<Step, Error> {
        let (status, header) = (response.status(), Header::of(response.headers()));
        let mut body = Vec::new();
        if status.is_success() {
            while let Some(chunk) = response.chunk().await.map_err(|error| self.error(&error))? {
                if body.len() + chunk.len() > self.settings.limits.bytes {
                    return Err(Error::TooLarge(self.settings.limits.bytes));
                }
                body.extend_from_slice(&chunk);
            }
        }
        Ok(Step::Answer(status, header, body))
    }

    fn error(&self, error: &reqwest::Error) -> Error {
        if let Some(private) = cause::<resolve::Private>(error) {
            Error::Private(private.host.clone())
        } else if error.is_timeout() {
            Error::Timeout(self.settings.limits.time)
        } else if error.is_connect() {
            Error::Connection(causes(error))
        } else {
            Error::Broken(causes(error))
        }
    }
}

/// The way from the address that was asked for to the page.
struct Journey {
    start: Url,
    here: Url,
    redirects: usize,
    moved: Option<Url>,
    is_permanent: bool,
}

impl Journey {
    fn new(start: Url) -> Self {
        Self { here: start.clone(), start, redirects: 0, moved: None, is_permanent: true }
    }

    /// Goes a step; the answer if it was the last.
    fn take(&mut self, step: Step, at_most: usize) -> Result<Option<Answer>, Error> {
        let (mut to, is_permanent) = match step {
            Step::Answer(status, header, body) => {
                return Ok(Some(Answer { url: bare(&self.here), moved: self.moved.take(), status, header, body }));
            }
            Step::Redirect { to, is_permanent } => (to, is_permanent),
        };
        check_scheme(&to).map_err(|error| Error::Redirect(error.to_string()))?;
        self.redirects += 1;
        if self.redirects > at_most {
            return Err(Error::Redirect(format!("more than {at_most} redirects")));
        }
        if to.origin() != self.here.origin() {
            to = bare(&to);
        }
        self.is_permanent &= is_permanent;
        if self.is_permanent {
            self.moved = Some(bare(&to));
        }
        self.here = to;
        Ok(None)
    }
}

/// An address without user name and password: what may be shown and kept.
#[must_use]
pub fn bare(url: &Url) -> Url {
    let mut url = url.clone();
    // Addresses that cannot have them have none.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

fn asks() -> HeaderMap {
    let fields = [(header::ACCEPT, ACCEPT), (header::ACCEPT_LANGUAGE, ACCEPT_LANGUAGE)];
    fields.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().collect()
}

fn check_scheme(url: &Url) -> Result<(), Error> {
    let fetched = matches!(url.scheme(), "http" | "https");
    if fetched { Ok(()) } else { Err(Error::Scheme(url.scheme().to_owned())) }
}

/// Where an answer redirects to, as it says it.
fn target(response: &Response) -> Option<String> {
    let redirects = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(header::LOCATION).filter(|_| redirects)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

fn is_permanent(status: StatusCode) -> bool {
    matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT)
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

/// What percent signs stand for in a user name or password.
fn decoded(text: &str) -> String {
    url::form_urlencoded::parse(format!("_={}", text.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

/// The error of type `E` that lies behind another.
fn cause<'a, E: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a E> {
    std::iter::successors(Some(error), |error| error.source()).find_map(|error| error.downcast_ref())
}

/// What lies behind an error, the last cause being the one that says something.
fn causes(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}

//! Pages from the network: an address in, bytes out.

use std::time::Duration;

use reqwest::{Client, Url, header, redirect};

/// The largest page that is fetched, in bytes after decompression.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// How long a page may take, from the first connection to the last byte.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// How long a server may take to accept a connection.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How many redirects are followed.
pub const MAX_REDIRECTS: usize = 10;

/// What the program calls itself to servers.
pub const USER_AGENT: &str = concat!("jikenbo/", env!("CARGO_PKG_VERSION"));

/// Why a page could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error("not an address: {0}")]
    Address(String),
    /// The address is of a kind that is not fetched.
    #[error("only http and https addresses are fetched, not {0}")]
    Scheme(String),
    /// The server answered with an error.
    #[error("the server answered {0}")]
    Status(reqwest::StatusCode),
    /// The page is larger than [`MAX_BYTES`].
    #[error("the page has more than {0} bytes; that is the most that is fetched")]
    TooLarge(usize),
    /// The page took too long.
    #[error("the server took longer than {} seconds", .0.as_secs())]
    Timeout(Duration),
    /// The server redirects on and on, or to something that is not fetched.
    #[error("the redirects end nowhere: {0}")]
    Redirect(String),
    /// Anything else on the way to the server.
    #[error("the server cannot be reached: {0}")]
    Connection(String),
}

/// What was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where the page is, after redirects.
    pub url: String,
    /// The charset that the server declares.
    pub charset: Option<String>,
    /// The page.
    pub bytes: Vec<u8>,
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

/// Fetches pages over http and https.
#[derive(Debug)]
pub struct Fetcher {
    client: Client,
    limits: Limits,
}

impl Fetcher {
    /// A fetcher with the usual [`Limits`].
    ///
    /// # Errors
    ///
    /// If the system's certificates cannot be used.
    pub fn new() -> Result<Self, Error> {
        Self::with_limits(Limits::default())
    }

    /// A fetcher with limits of the caller's.
    ///
    /// # Errors
    ///
    /// If the system's certificates cannot be used.
    pub fn with_limits(limits: Limits) -> Result<Self, Error> {
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .timeout(limits.time)
            .connect_timeout(CONNECT_TIMEOUT.min(limits.time))
            .redirect(redirect::Policy::limited(limits.redirects))
            .build()
            .map_err(|error| Error::Connection(causes(&error)))?;
        Ok(Self { client, limits })
    }

    /// The page at an address.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn get(&self, address: &str) -> Result<Fetched, Error> {
        let url = Url::parse(address).map_err(|error| Error::Address(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::Scheme(url.scheme().to_owned()));
        }
        let mut response = self.client.get(url).send().await.map_err(|error| self.error(&error))?;
        if !response.status().is_success() {
            return Err(Error::Status(response.status()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.error(&error))? {
            if bytes.len() + chunk.len() > self.limits.bytes {
                return Err(Error::TooLarge(self.limits.bytes));
            }
            bytes.extend_from_slice(&chunk);
        }
        let charset = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(charset);
        Ok(Fetched { url: response.url().to_string(), charset, bytes })
    }

    fn error(&self, error: &reqwest::Error) -> Error {
        if error.is_timeout() {
            Error::Timeout(self.limits.time)
        } else if error.is_redirect() {
            Error::Redirect(causes(error))
        } else {
            Error::Connection(causes(error))
        }
    }
}

/// The charset of a content type: `shift_jis` of `text/html; charset="Shift_JIS"`.
fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charsets.next().map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase()).filter(|value| !value.is_empty())
}

/// What lies behind an error, the last cause being the one that says something.
fn causes(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}

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
    /// The server redirects to something that is not fetched, or on and on.
    #[error("the server redirects to where it cannot be followed: {0}")]
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
            .redirect(redirect::Policy::custom(move |attempt| follow(attempt, limits.redirects)))
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
        check_scheme(&url)?;
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

fn check_scheme(url: &Url) -> Result<(), Error> {
    let fetched = matches!(url.scheme(), "http" | "https");
    if fetched { Ok(()) } else { Err(Error::Scheme(url.scheme().to_owned())) }
}

fn follow(attempt: redirect::Attempt, redirects: usize) -> redirect::Action {
    if attempt.previous().len() > redirects {
        return attempt.error(format!("more than {redirects} redirects"));
    }
    match check_scheme(attempt.url()) {
        Ok(()) => attempt.follow(),
        Err(error) => attempt.error(error),
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

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    /// A server that gives every request the same answer after a `delay`.
    fn server(answer: impl Fn(&str) -> String + Send + 'static, delay: Duration) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let own = address.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                std::thread::sleep(delay);
                let _ = stream.write_all(answer(&own).as_bytes());
            }
        });
        address
    }

    fn get(address: &str) -> Result<Fetched, Error> {
        let limits = Limits { bytes: 1000, time: Duration::from_millis(500), redirects: 3 };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(Fetcher::with_limits(limits)?.get(address))
    }

    #[test]
    fn a_page_within_the_limits_is_fetched() {
        let body = "x".repeat(1000);
        let answer = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}");
        let address = server(move |_| answer.clone(), Duration::ZERO);
        assert_eq!(get(&address).unwrap(), Fetched { url: address, charset: None, bytes: body.into() });
    }

    #[test]
    fn a_page_that_is_too_large_is_not() {
        let answer = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", "x".repeat(1001));
        let error = get(&server(move |_| answer.clone(), Duration::ZERO)).unwrap_err();
        assert_eq!(error.to_string(), "the page has more than 1000 bytes; that is the most that is fetched");
    }

    #[test]
    fn redirects_without_end_are_not_followed() {
        let answer =
            |own: &str| format!("HTTP/1.1 302 Found\r\nlocation: {own}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let error = get(&server(answer, Duration::ZERO)).unwrap_err();
        assert_eq!(error.to_string(), "the server redirects to where it cannot be followed: more than 3 redirects");
    }

    #[test]
    fn a_server_that_does_not_answer_is_given_up() {
        let error = get(&server(|_| String::new(), Duration::from_secs(5))).unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error}");
    }

    #[test]
    fn charsets_of_content_types() {
        assert_eq!(charset("text/html; charset=\"Shift_JIS\"").as_deref(), Some("shift_jis"));
        assert_eq!(charset("text/html;boundary=x; Charset=EUC-JP").as_deref(), Some("euc-jp"));
        assert_eq!(charset("text/html"), None);
        assert_eq!(charset("text/html; charset="), None);
    }
}

//! From inputs to the documents in them, one after another, in order.

use std::collections::VecDeque;
use std::env;
use std::fs::File;
use std::io::{self, BufReader, Cursor};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jikenbo::archive::{self, Document, Item, Label, Origin, Source};
use jikenbo::fetch::{self, Answer, Conditions, Fetcher, PrivateHosts, Settings, resolve};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};
use url::Url;

use crate::inputs::Input;
use crate::reader::apart;

/// How many documents are found before the first of them is taken.
const AHEAD: usize = 16;

/// How many bytes of documents may be found and not yet given up before another one is, whatever their number.
const BYTES_AHEAD: usize = 64 * 1024 * 1024;

/// What is found where the inputs are, in their order.
pub enum Found {
    /// A document to read, and the room in memory that it holds until it is given up.
    Document(Document, OwnedSemaphorePermit),
    /// Something to tell of or to count.
    Notice(Notice),
}

/// What is found beside documents.
pub enum Notice {
    /// Something that is no article.
    PassedOver,
    /// A part of an input that is damaged, and how.
    Damaged { name: String, damage: String },
    /// An input, or something in it, that cannot be read, and why.
    Failed { name: String, reason: String },
    /// The end of an input.
    End,
}

/// Begins to find documents, a few ahead of who receives them. At most `fetches` addresses are asked at the same time.
///
/// Needs one blocking thread of the runtime beside those that read the documents.
pub fn find(inputs: Vec<Result<Input, (String, String)>>, fetches: usize) -> Receiver<Found> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    let room = Arc::new(Semaphore::new(BYTES_AHEAD));
    let finder = Finder { runtime: Handle::current(), fetcher: Arc::default(), room, sender };
    // Who no longer receives wants no more.
    spawn_blocking(move || finder.find(inputs, fetches).unwrap_or_default());
    receiver
}

/// A page that is being fetched.
type Fetching = JoinHandle<Result<Answer, fetch::Error>>;

struct Finder {
    runtime: Handle,
    fetcher: Arc<OnceCell<Fetcher>>,
    room: Arc<Semaphore>,
    sender: Sender<Found>,
}

impl Finder {
    fn find(&self, inputs: Vec<Result<Input, (String, String)>>, fetches: usize) -> Option<()> {
        let mut waiting = inputs.into_iter();
        let mut begun = VecDeque::new();
        loop {
            while begun.len() < fetches
                && let Some(input) = waiting.next()
            {
                let fetching = self.fetch(&input);
                begun.push_back((input, fetching));
            }
            let (input, fetching) = begun.pop_front()?;
            let (name, end) = match input {
                Ok(input) => (input.to_string(), apart(|| self.open(&input, fetching))),
                Err((name, reason)) => (name, Err(anyhow::Error::msg(reason))),
            };
            if let Err(error) = end {
                self.send(Found::Notice(Notice::Failed { name, reason: format!("{error:#}") }))?;
            }
            self.send(Found::Notice(Notice::End))?;
        }
    }

    /// Begins to fetch an input that is on the network.
    fn fetch(&self, input: &Result<Input, (String, String)>) -> Option<Fetching> {
        let Ok(Input::Url(url)) = input else { return None };
        let (fetcher, url) = (Arc::clone(&self.fetcher), url.clone());
        Some(self.runtime.spawn(async move {
            fetcher.get_or_try_init(fetcher_for_a_person).await?.get(&url, &Conditions::default()).await?.success()
        }))
    }

    /// Sends the documents in an input.
    fn open(&self, input: &Input, fetching: Option<Fetching>) -> anyhow::Result<()> {
        let mut label = Label { name: input.to_string(), ..Label::default() };
        let fetched = fetching.map(|fetching| self.runtime.block_on(fetching)).transpose()?.transpose()?;
        let source = match (input, fetched) {
            (_, Some(answer)) => {
                (label.charset, label.origin) = (answer.header.charset(), Origin::Network(answer.url.into()));
                Source::File(Box::new(Cursor::new(answer.body)))
            }
            (Input::File(path), None) => file(path)?,
            (_, None) => Source::Stream(Box::new(io::stdin().lock())),
        };
        let _ = archive::unpack(label, source, &mut |item| match self.found(item).and_then(|found| self.send(found)) {
            Some(()) => ControlFlow::Continue(()),
            None => ControlFlow::Break(()),
        });
        Ok(())
    }

    /// An item of an input, once there is room for it.
    fn found(&self, item: Item) -> Option<Found> {
        Some(Found::Notice(match item {
            Item::Document(document) => {
                let size = document.bytes.len().min(BYTES_AHEAD) as u32;
                let room = self.runtime.block_on(Arc::clone(&self.room).acquire_many_owned(size)).ok()?;
                return Some(Found::Document(document, room));
            }
            Item::PassedOver => Notice::PassedOver,
            Item::Damaged { name, damage } => Notice::Damaged { name, damage },
            Item::Failed { name, error } => Notice::Failed { name, reason: error.to_string() },
        }))
    }

    /// Sends something; `None` if nobody receives any more.
    fn send(&self, found: Found) -> Option<()> {
        self.sender.blocking_send(found).ok()
    }
}

/// Fetches what a person typed: from any host, but no redirect leads from there into a private network.
async fn fetcher_for_a_person() -> Result<Fetcher, fetch::Error> {
    let settings = Settings { private_hosts: PrivateHosts::AsAsked, proxy: proxy(), ..Settings::default() };
    Fetcher::new(settings, Arc::new(resolve::System))
}

/// The proxy that the environment names, as it does for most programs.
fn proxy() -> Option<Url> {
    let names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"];
    let value = names.into_iter().find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))?;
    Url::parse(&value).or_else(|_| Url::parse(&format!("http://{value}"))).ok()
}

/// A file, or a stream that has the name of one.
fn file(path: &Path) -> anyhow::Result<Source<'static>> {
    let file = File::open(path)?;
    let is_file = file.metadata()?.is_file();
    let file = BufReader::new(file);
    Ok(if is_file { Source::File(Box::new(file)) } else { Source::Stream(Box::new(file)) })
}

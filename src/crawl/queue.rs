//! The articles that wait, host by host, so that one host with thousands of them does not hold up the others.

use std::collections::{BTreeMap, HashSet, VecDeque};

use jiff::Timestamp;
use url::Url;

use crate::fetch;
use crate::store::{ArticleId, Casebook, Error};

/// What waits to be fetched, as the casebook has it.
#[derive(Debug, Default)]
pub(super) struct Queue {
    hosts: BTreeMap<String, VecDeque<(ArticleId, Url)>>,
    under_way: HashSet<ArticleId>,
    /// When the casebook was looked into, and when the next article is due that was not due then.
    read: Option<(Timestamp, Option<Timestamp>)>,
}

impl Queue {
    /// Makes it look into the casebook again: something has changed there.
    pub(super) fn refresh(&mut self) {
        self.read = None;
    }

    /// Looks into the casebook, if that was not done since something changed or became due.
    pub(super) fn update(&mut self, casebook: &Casebook, now: Timestamp) -> Result<(), Error> {
        let is_fresh = self.read.is_some_and(|(_, next)| next.is_none_or(|next| next > now));
        if is_fresh {
            return Ok(());
        }
        self.hosts.clear();
        for (id, address) in casebook.waiting(now)? {
            // What no longer is an address fails like one whose host cannot be found.
            if let Ok(url) = Url::parse(&address)
                && !self.under_way.contains(&id)
            {
                self.hosts.entry(fetch::host_name(&url)).or_default().push_back((id, url));
            }
        }
        self.read = Some((now, casebook.next_due(now)?));
        Ok(())
    }

    /// When something more is due.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.read.and_then(|(_, next)| next)
    }

    /// The address that waits longest at each host.
    pub(super) fn firsts(&self) -> impl Iterator<Item = (&String, &Url)> {
        self.hosts.iter().filter_map(|(host, waiting)| Some((host, &waiting.front()?.1)))
    }

    /// Takes the article that waits longest at a host.
    pub(super) fn take(&mut self, host: &str) -> Option<ArticleId> {
        let (id, _) = self.hosts.get_mut(host)?.pop_front()?;
        self.under_way.insert(id);
        Some(id)
    }

    /// An article that was taken is done with.
    pub(super) fn done(&mut self, id: ArticleId) {
        self.under_way.remove(&id);
    }

    /// How many articles wait.
    pub(super) fn len(&self) -> usize {
        self.hosts.values().map(VecDeque::len).sum()
    }
}

//! From the names of hosts to their addresses, with the private ones kept out.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Name, Resolve, Resolving};

use super::address;

/// The answer of a [`Resolver`], once it comes.
pub type Addresses = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Tells the addresses of a host.
pub trait Resolver: Send + Sync + 'static {
    /// The addresses of the host `name`, which is no address itself.
    fn resolve(&self, name: &str) -> Addresses;
}

/// The resolver of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

impl Resolver for System {
    fn resolve(&self, name: &str) -> Addresses {
        let name = name.to_owned();
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect()) })
    }
}

/// A host has none but private addresses.
#[derive(Debug, thiserror::Error)]
#[error("{host} is on a private network")]
pub(super) struct Private {
    pub(super) host: String,
}

/// Hands the client only addresses that it may connect to: what was checked is what is connected to, so a name that
/// changes its address between the two gains nothing.
pub(super) struct Guard {
    pub(super) resolver: Arc<dyn Resolver>,
    /// Whether private addresses are let through.
    pub(super) allows_private: bool,
    /// The host of the proxy, which is the user's own choice.
    pub(super) proxy: Option<String>,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let is_open = self.allows_private || self.proxy.as_deref() == Some(&host);
        let addresses = self.resolver.resolve(&host);
        Box::pin(async move {
            let mut addresses = addresses.await?;
            let had_any = !addresses.is_empty();
            addresses.retain(|&address| is_open || address::is_public(address));
            if had_any && addresses.is_empty() {
                return Err(Private { host }.into());
            }
            let sockets = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(sockets) as Box<dyn Iterator<Item = SocketAddr> + Send>)
        })
    }
}

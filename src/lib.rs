//! `jikenbo` (事件簿, casebook) reads Japanese articles and writes down the security and IT incidents that they report,
//! each value with the words that prove it.
//!
//! # The code map
//!
//! Data flows one way. Each room owns the type that it hands on, uses only rooms above it in this list, and knows
//! nothing of those below.
//!
//! | room | takes → gives |
//! | --- | --- |
//! | [`edtf`] | dates with the precision that a text gives them |
//! | [`pattern`] | regular expressions, quick to build and quick to search |
//! | [`dict`] | the tables under `dict/`, built in or replaced by the user |
//! | [`clock`] | the time, for what waits and plans |
//! | [`kind`] | the kinds of organisation, and the kind that the end of a name says |
//! | [`fetch`] | URL → bytes |
//! | [`archive`] | the bytes of an input → the documents in it: pages of a ZIP archive, a crawl, a mail |
//! | [`page`] | bytes → [`page::Page`]: title, dates, owner, posts of blocks |
//! | [`feed`] | bytes → [`feed::Feed`]: the articles that a feed, a sitemap or a page of links points at |
//! | [`text`] | a post's blocks → [`text::Text`]: normalised, with offsets, sentences, tokens |
//! | [`extract`] | text → [`extract::Mentions`]: values with their words and the rule that read them |
//! | [`incident`] | the mentions of a page → [`incident::Incident`]s: which belong together, in which role |
//! | [`pipeline`] | bytes → incidents; the one place that sees every stage |
//! | [`export`] | incidents → records: the wire format, and one file per format |
//! | [`store`] | pages and records → the casebook: one SQLite file |
//! | [`crawl`] | sources → a casebook, as they are due |
//!
//! # What each room never does
//!
//! - `page`, `text`, `extract`, `incident` and `pipeline` are pure: no clock, no network, no disk, no printing. They
//!   take bytes and give values and warnings.
//! - Only `text` names the tokenizer; only `export` has types that are serialised, but for the tables that `build.rs`
//!   compiles.
//! - No organisation's name stands in code: names live in the tables.

pub mod archive;
pub mod clock;
pub mod crawl;
pub mod dict;
pub mod edtf;
pub mod export;
pub mod extract;
pub mod feed;
pub mod fetch;
pub mod incident;
pub mod kind;
pub mod page;
pub mod pattern;
pub mod pipeline;
pub mod store;
pub mod text;

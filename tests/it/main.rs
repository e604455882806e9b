//! The integration tests: one module per subject.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by the one and says by the other what it skips")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "a test makes pages of pieces, and need not be quick")]
#![expect(clippy::print_stdout, reason = "a test of accuracy prints what it measured")]

mod accuracy;
mod archives;
mod bad_input;
mod casebook_program;
mod cli;
mod conformance;
mod corpus;
mod crawl;
mod crawl_program;
mod dict;
mod explain;
mod export;
mod fetch;
mod fixtures;
mod grouping;
mod layouts;
mod page;
mod page_command;
mod pdf;
mod program;
mod readme;
mod rules;
mod schema;
mod sites;
mod store;
mod web;

//! The integration tests: one module per subject.

mod accuracy;
mod bad_input;
mod cli;
mod conformance;
mod fixtures;
mod program;
mod schema;

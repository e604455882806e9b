//! The integration tests: one module per subject.

mod accuracy;
mod conformance;
mod fixtures;

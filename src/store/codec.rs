//! What is stored is made small: pages and records as Zstandard frames (RFC 8878).
//!
//! Records are short and share nearly all their words, so they are compressed against sample records, which makes them
//! a third of what they would be by themselves. The samples are part of the format of the file: they never change.

use std::io::Read as _;

use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::stream::read::{Decoder, Encoder};

use super::{Error, Result};
use crate::export::Record;
use crate::page;

/// How hard to compress: what a page takes to compress at this level is nothing beside what it takes to fetch.
const LEVEL: i32 = 12;

/// How hard to compress records, which are small.
const RECORD_LEVEL: i32 = 19;

/// The records that others are compressed against.
const SAMPLES: &[u8] = include_bytes!("samples.jsonl");

/// The largest record that is read back, in bytes.
const MAX_RECORD: u64 = 64 * 1024 * 1024;

/// Compresses and expands.
pub(super) struct Codec {
    encoder: EncoderDictionary<'static>,
    decoder: DecoderDictionary<'static>,
}

impl Codec {
    pub(super) fn new() -> Self {
        Self { encoder: EncoderDictionary::copy(SAMPLES, RECORD_LEVEL), decoder: DecoderDictionary::copy(SAMPLES) }
    }

    /// A page's bytes, compressed.
    pub(super) fn pack_page(bytes: &[u8]) -> Result<Vec<u8>> {
        zstd::bulk::compress(bytes, LEVEL).map_err(|error| damaged(&error))
    }

    /// The page that was packed.
    pub(super) fn unpack_page(packed: &[u8]) -> Result<Vec<u8>> {
        let decoder = Decoder::with_buffer(packed).map_err(|error| damaged(&error))?;
        at_most(decoder, page::MAX_BYTES as u64)
    }

    /// A record, compressed.
    pub(super) fn pack(&self, record: &Record) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(record).map_err(|error| Error::Damaged(error.to_string()))?;
        let mut packed = Vec::new();
        Encoder::with_prepared_dictionary(json.as_slice(), &self.encoder)
            .and_then(|mut encoder| encoder.read_to_end(&mut packed))
            .map_err(|error| damaged(&error))?;
        Ok(packed)
    }

    /// The record that was packed.
    pub(super) fn unpack(&self, packed: &[u8]) -> Result<Record> {
        let decoder = Decoder::with_prepared_dictionary(packed, &self.decoder).map_err(|error| damaged(&error))?;
        serde_json::from_slice(&at_most(decoder, MAX_RECORD)?).map_err(|error| Error::Damaged(error.to_string()))
    }
}

fn at_most(stream: impl std::io::Read, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = stream.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if read as u64 > limit {
        return Err(Error::Damaged(format!("an entry expands to more than {limit} bytes")));
    }
    Ok(bytes)
}

fn damaged(error: &std::io::Error) -> Error {
    Error::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample records themselves.
    fn records() -> Vec<Record> {
        let lines = SAMPLES.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).unwrap()).collect()
    }

    #[test]
    fn records_come_back_as_they_were_and_are_small() {
        let codec = Codec::new();
        for mut record in records() {
            record.title = "見本にない見出し".to_owned();
            record.source.sha256 = "0123456789abcdef".repeat(4);
            let packed = codec.pack(&record).unwrap();
            assert_eq!(codec.unpack(&packed).unwrap(), record);
            assert!(packed.len() * 10 < serde_json::to_vec(&record).unwrap().len(), "{} bytes", packed.len());
        }
    }

    #[test]
    fn what_expands_without_end_or_is_cut_off_is_damaged() {
        let bomb = Codec::pack_page(&vec![0; page::MAX_BYTES + 1]).unwrap();
        assert!(Codec::unpack_page(&bomb).unwrap_err().to_string().contains("expands to more than"));
        let page = Codec::pack_page("事件簿".repeat(100).as_bytes()).unwrap();
        assert!(matches!(Codec::unpack_page(&page[..page.len() - 4]), Err(Error::Damaged(_))));
        let record = Codec::new().pack(&records()[0]).unwrap();
        assert!(matches!(Codec::new().unpack(&record[1..]), Err(Error::Damaged(_))));
    }
}

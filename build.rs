//! Builds the tokenizer's dictionary from the sources kept under `dict/ipadic`.
//!
//! The archive is unpacked and compiled into `OUT_DIR/ipadic`; `src/text/tokenize.rs` embeds the result. Nothing is
//! downloaded: see `dict/ipadic/README.md` for where the archive comes from.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

const ARCHIVE: &str = "dict/ipadic/ipadic-2.7.0-20070801-utf8.tar.xz";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={ARCHIVE}");

    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let source = out.join("ipadic-source");
    unpack(Path::new(ARCHIVE), &source)?;
    DictionaryBuilder::new(metadata()).build_dictionary(&source, &out.join("ipadic"))?;
    fs::remove_dir_all(&source)?;

    // `embedded_dictionary!` reads the built files from this folder.
    println!("cargo:rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}

fn unpack(archive: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let file = File::open(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    tar::Archive::new(lzma_rust2::XzReader::new(file, false)).unpack(folder)?;
    Ok(())
}

/// The columns of IPADIC's CSV files, and lindera's settings for them.
fn metadata() -> Metadata {
    let columns = [
        "surface",
        "left_context_id",
        "right_context_id",
        "cost",
        "part_of_speech",
        "part_of_speech_subcategory_1",
        "part_of_speech_subcategory_2",
        "part_of_speech_subcategory_3",
        "conjugation_form",
        "conjugation_type",
        "base_form",
        "reading",
        "pronunciation",
    ];
    let names = |names: &[&str]| Schema::new(names.iter().map(ToString::to_string).collect());
    Metadata::new(
        "ipadic".to_owned(),
        "UTF-8".to_owned(),
        -10_000,
        0,
        0,
        "*".to_owned(),
        true,
        false,
        true,
        names(&columns),
        names(&["surface", "part_of_speech", "reading"]),
    )
}

//! Builds what the program embeds: the tokenizer's dictionary and the tables that take long to compile.
//!
//! The archive under `dict/ipadic` is unpacked and compiled into `OUT_DIR/ipadic`; `src/text/tokenize.rs` embeds the result.
//! Nothing is downloaded: see `dict/ipadic/README.md` for where the archive comes from. `dict/attacks.toml` with the names of
//! `dict/malware.csv` becomes `OUT_DIR/attacks`, which `src/extract/attack` embeds; each table in TOML becomes JSON as well,
//! for `src/dict`.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

#[path = "src/extract/attack/table.rs"]
#[allow(dead_code, reason = "the program uses more of it")]
mod attack_table;
#[path = "src/extract/beginnings.rs"]
#[allow(dead_code, reason = "the program uses more of it")]
mod beginnings;
#[path = "src/dict/columns.rs"]
mod columns;
#[path = "src/extract/phrase/compile/mod.rs"]
#[allow(dead_code, reason = "the program uses more of it")]
mod compile;
#[path = "src/extract/malware/table.rs"]
mod malware_table;

/// The parts of the program that read and compile tables, where they are in the program.
mod dict {
    pub(crate) use crate::columns;
}
mod extract {
    pub(crate) use crate::beginnings;
    pub(crate) mod phrase {
        pub(crate) use crate::compile;
    }
}

const ATTACKS: &str = "dict/attacks.toml";
const MALWARE: &str = "dict/malware.csv";

const ARCHIVE: &str = "dict/ipadic/ipadic-2.7.0-20070801-utf8.tar.xz";

fn main() -> Result<(), Box<dyn Error>> {
    for file in ["build.rs", "dict"] {
        println!("cargo:rerun-if-changed={file}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    for table in fs::read_dir("dict")? {
        let table = table?.path();
        if table.extension().is_some_and(|extension| extension == "toml") {
            fs::write(out.join(table.with_extension("toml.json").file_name().ok_or("a table has a name")?), json(&table)?)?;
        }
    }
    fs::write(out.join("attacks"), attacks()?)?;
    ipadic(&out)
}

/// A table in TOML as JSON.
fn json(table: &Path) -> Result<String, Box<dyn Error>> {
    let rows: serde_json::Value = toml::from_str(&fs::read_to_string(table)?)?;
    Ok(rows.to_string())
}

/// The table of attacks, compiled: a trie in its own form, then the rest in the form of postcard.
fn attacks() -> Result<Vec<u8>, Box<dyn Error>> {
    let names = malware_table::well_known(&malware_table::rows(&fs::read_to_string(MALWARE)?)?);
    let (words, compiled) = attack_table::Compiled::of(&toml::from_str(&fs::read_to_string(ATTACKS)?)?, &names)?;
    Ok([words.serialize_to_vec(), postcard::to_allocvec(&compiled)?].concat())
}

/// The tokenizer's dictionary. It takes long: one that was made before stands, unless the archive or this file has changed.
fn ipadic(out: &Path) -> Result<(), Box<dyn Error>> {
    // `embedded_dictionary!` reads the built files from this folder.
    println!("cargo:rustc-env=LINDERA_WORKDIR={}", out.display());
    let made_of = format!("{:?}\n{}", fs::metadata(ARCHIVE)?.modified()?, include_str!("build.rs"));
    let stamp = out.join("ipadic-made-of");
    if fs::read_to_string(&stamp).is_ok_and(|before| before == made_of) {
        return Ok(());
    }
    let source = out.join("ipadic-source");
    unpack(Path::new(ARCHIVE), &source)?;
    DictionaryBuilder::new(metadata()).build_dictionary(&source, &out.join("ipadic"))?;
    fs::remove_dir_all(&source)?;
    Ok(fs::write(stamp, made_of)?)
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

//! What `extract` is asked to read: files, folders, addresses and standard input, in order.

use std::fmt;
use std::path::{Path, PathBuf};

use jikenbo::archive::{EXTENSIONS, is_article};
use walkdir::WalkDir;

/// Something to read pages from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// A page on the network.
    Url(String),
    /// Standard input.
    Stdin,
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Url(url) => f.write_str(url),
            Self::Stdin => f.write_str("-"),
        }
    }
}

/// What was found where the user pointed.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, and what cannot be read (its name and the reason), in order.
    pub found: Vec<Result<Input, (String, String)>>,
    /// How many files of folders have none of the [`EXTENSIONS`], belong to a page that a browser saved, or are reached a
    /// second time through a link.
    pub skipped: usize,
}

impl Inputs {
    /// The inputs that `names` stand for: folders are listed recursively, by name.
    pub fn list(names: &[String]) -> Self {
        let mut inputs = Self::default();
        for name in names {
            if name == "-" {
                inputs.found.push(Ok(Input::Stdin));
            } else if name.contains("://") {
                inputs.found.push(Ok(Input::Url(name.clone())));
            } else if Path::new(name).is_dir() {
                inputs.list_folder(name);
            } else {
                inputs.found.push(Ok(Input::File(name.into())));
            }
        }
        inputs
    }

    fn list_folder(&mut self, folder: &str) {
        let before = self.found.len();
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() && may_be_article(entry.path()) && !is_of_saved_page(entry.path()) => {
                    self.found.push(Ok(Input::File(entry.into_path())));
                }
                Ok(_) => self.skipped += 1,
                // A link back to a folder above: everything in it is read where it is.
                Err(error) if error.loop_ancestor().is_some() => self.skipped += 1,
                // A link to nothing matters only where an article should be.
                Err(error) if error.path().is_some_and(|path| path.is_symlink() && !may_be_article(path)) => self.skipped += 1,
                Err(error) => self.found.push(Err(refused(folder, &error))),
            }
        }
        if self.found.len() == before {
            let extensions = EXTENSIONS.map(|extension| format!(".{extension}")).join(" ");
            self.found.push(Err((folder.to_owned(), format!("the folder holds no article ({extensions})"))));
        }
    }
}

fn refused(folder: &str, error: &walkdir::Error) -> (String, String) {
    let name = error.path().map_or_else(|| folder.to_owned(), |path| path.display().to_string());
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    (name, reason)
}

fn may_be_article(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_article(&name.to_string_lossy()))
}

/// Whether a file is one of those that a browser puts beside a page that it saves completely: `notice_files/frame.html`
/// beside `notice.html`.
fn is_of_saved_page(path: &Path) -> bool {
    path.ancestors().skip(1).any(|folder| {
        let name = folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let page = name.strip_suffix("_files").or_else(|| name.strip_suffix(".files"));
        page.is_some_and(|page| {
            ["html", "htm"].iter().any(|extension| folder.with_file_name(format!("{page}.{extension}")).is_file())
        })
    })
}

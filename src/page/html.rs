//! HTML → a page: the stages in their order.

use super::tree::Tree;
use super::{Error, Hints, Page, Warning, boilerplate, flow, headings, metadata, posts};

/// The page that `html` holds.
pub(super) fn read(html: &str, hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
    let (tree, warnings) = Tree::parse(html);
    let mut declared = metadata::declared(&tree);
    declared.url = declared.url.or_else(|| hints.url.map(str::to_owned));
    let mut pieces = flow::pieces(&tree);
    if pieces.is_empty() {
        return Err(Error::NoText);
    }
    headings::shape(&mut pieces);
    let heading = metadata::heading(&pieces, &declared);
    let mut kept = boilerplate::article(&tree, &pieces, heading);
    if (0..pieces.len()).all(|index| !kept[index] || heading == Some(index)) {
        // A page that is all menu and lists: better everything than nothing.
        kept.fill(true);
    }
    let title = metadata::title(heading.map(|heading| &pieces[heading]), &declared);
    let site = metadata::site(title.as_deref(), &declared);
    let owner = metadata::owner(&pieces, &kept, heading, site.as_deref(), &declared);
    let (published, modified) = metadata::page_dates(&pieces, &kept, heading, &declared);

    let heading = heading.filter(|&heading| kept[heading]).map(|heading| kept[..heading].iter().filter(|&&kept| kept).count());
    let article = pieces.into_iter().zip(kept).filter_map(|(piece, kept)| kept.then_some(piece)).collect();
    let posts = posts::split(&tree, article, heading);
    let page = Page {
        title,
        site,
        owner,
        author: declared.author,
        published: published.map(Into::into),
        modified: modified.map(Into::into),
        url: declared.url,
        posts,
    };
    Ok((page, warnings))
}

/// Whether a text is HTML: it begins with a tag, or has the tags of a whole page near its beginning.
pub(super) fn is_html(text: &str) -> bool {
    const WITHIN: usize = 4096;
    const PAGE: &[&str] = &["<!doctype html", "<html", "<head>", "<body", "<title>", "<meta "];
    const PARTS: &[&str] = &["<p>", "<div", "<br", "<table", "<h1", "<h2", "<li>", "<font", "<article", "<section"];
    let start = text.trim_start();
    let head: String = start.chars().take(WITHIN).collect::<String>().to_ascii_lowercase();
    let begins_with_tag =
        head.starts_with('<') && PAGE.iter().chain(PARTS).chain(&["<!--", "<?xml"]).any(|tag| head.starts_with(tag));
    begins_with_tag || PAGE.iter().any(|tag| head.contains(tag)) || PARTS.iter().filter(|tag| head.contains(**tag)).count() >= 3
}

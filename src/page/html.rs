//! HTML → a page: the stages in their order.

use super::boilerplate::Signs;
use super::flow::Piece;
use super::sites::{Profile, Selector};
use super::tree::Tree;
use super::{
    Error, Hints, Matters, Page, PublishedFrom, Warning, boilerplate, flow, headings, metadata, owner, posts, published, script,
    title,
};

/// The page that `html` holds.
///
/// A single post begins with the article's heading as a heading of level 1. A page whose article has no heading of its own
/// has a title from its `<title>`, but no block for it.
pub(super) fn read(html: &str, hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
    let (page, warnings) = read_if(html, hints, None)?;
    Ok((page.unwrap_or_default(), warnings))
}

/// The same, but where it is asked for only if the page `matters` by the text of all its pieces.
pub(super) fn read_if(html: &str, hints: &Hints, matters: Option<Matters>) -> Result<(Option<Page>, Vec<Warning>), Error> {
    let (mut tree, mut warnings) = Tree::parse(html);
    let mut declared = metadata::declared(&tree);
    let mut pieces = flow::pieces(&tree);
    let filled = script::filled(html, &tree, &pieces, &declared);
    if let Some(html) = &filled {
        (tree, warnings) = Tree::parse(html);
        declared = metadata::declared(&tree);
        pieces = flow::pieces(&tree);
    }
    declared.url = declared.url.or_else(|| hints.url.map(str::to_owned));
    if pieces.is_empty() {
        return Err(Error::NoText);
    }
    let words = || pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n");
    if matters.is_some_and(|matters| !matters(&words())) {
        return Ok((None, warnings));
    }
    headings::shape(&mut pieces);
    let addresses = [hints.url, declared.url.as_deref()].into_iter().flatten();
    let profile = hints.sites.and_then(|sites| addresses.into_iter().find_map(|url| sites.profile(url)));
    if let Some(day) = profile.and_then(|profile| profile.day(&tree)) {
        (declared.published, declared.published_elsewhere) = (Some(day), Some(day));
    }

    let signs = Signs::of(&tree);
    let frame = boilerplate::frame(&tree, &pieces, &signs);
    // What heads one post of several does not head the page.
    let mut in_post = vec![false; pieces.len()];
    for (_, range) in posts::of_elements(&tree, &pieces).into_iter().flatten() {
        in_post[range].fill(true);
    }
    let own = title::heading(&pieces, &declared, |index| in_post[index], |index| frame[index]);
    let titled = profile.and_then(|profile| selected(profile.title.as_ref()?, &tree, &pieces).iter().position(|&is| is));
    let own = titled.map(|index| title::Heading { index, is_titled: true }).or(own);
    let heading = own.map(|own| own.index);
    let mut kept = match profile.map(|profile| article(profile, &tree, &pieces, &signs, heading)) {
        Some(Some(kept)) => kept,
        missed => {
            let host = profile.filter(|_| missed.is_some()).map(|profile| profile.host.clone());
            warnings.extend(host.map(|host| Warning::NothingSelected { host }));
            boilerplate::article(&tree, &pieces, &signs, heading)
        }
    };
    if (0..pieces.len()).all(|index| !kept[index] || heading == Some(index)) {
        // A page that is all menus and lists: better everything than nothing.
        kept.fill(true);
    }
    let mut dates = published::dates(&pieces, &kept, heading, &declared);
    let article: Vec<usize> = (0..pieces.len()).filter(|&index| kept[index]).collect();
    let article_heading = heading.and_then(|heading| article.binary_search(&heading).ok());
    let article = article.into_iter().map(|index| pieces[index].clone()).collect();
    let split = posts::split(&tree, &pieces, article, article_heading, declared.title.as_deref());
    if split.is_several {
        let newest = split.newest.map(|date| (date, PublishedFrom::Text));
        dates.published = declared.published.map(|date| (date, PublishedFrom::Metadata)).or(newest);
    }
    // The first heading of several posts is that of a post, unless the page's title says otherwise.
    let own = own.filter(|own| own.is_titled || !split.is_several);
    let title = title::title(own.map(|own| (&pieces[own.index], own.is_titled)), &declared);
    let site = title::site(own.map(|own| pieces[own.index].text.as_str()), &declared);
    let site = site.or_else(|| heading.and_then(|heading| title::masthead(&pieces, heading)));
    let owner = owner::owner(&pieces, &kept, heading, site.as_deref(), &declared);
    if let Some((date, PublishedFrom::Url)) = dates.published {
        warnings.push(Warning::PublishedFromUrl { date: date.into() });
    }
    let page = Page {
        title,
        site,
        owner,
        author: declared.author,
        published: dates.published.map(|(date, _)| date.into()),
        published_from: dates.published.map(|(_, from)| from),
        modified: dates.modified.map(Into::into),
        url: declared.url,
        posts: split.posts,
    };
    Ok((Some(page), warnings))
}

/// Which pieces are the article by a profile, the heading among them; `None` where it finds none.
fn article(profile: &Profile, tree: &Tree, pieces: &[Piece], signs: &Signs, heading: Option<usize>) -> Option<Vec<bool>> {
    let mut kept = match &profile.body {
        Some(body) => selected(body, tree, pieces),
        None => boilerplate::article(tree, pieces, signs, heading),
    };
    for (kept, dropped) in kept.iter_mut().zip(profile.drop.iter().flat_map(|drop| selected(drop, tree, pieces))) {
        *kept &= !dropped;
    }
    let is_found = kept.contains(&true);
    if let Some(heading) = heading {
        kept[heading] = true;
    }
    is_found.then_some(kept)
}

/// Which pieces begin in elements that are selected.
fn selected(selector: &Selector, tree: &Tree, pieces: &[Piece]) -> Vec<bool> {
    let elements: Vec<_> = selector.elements(tree).map(|element| (element.index(), tree.end(element))).collect();
    let is_in = |piece: &Piece| {
        let before = elements.partition_point(|&(start, _)| start <= piece.node.index());
        before.checked_sub(1).is_some_and(|last| piece.node.index() < elements[last].1)
    };
    pieces.iter().map(is_in).collect()
}

/// Whether a text is HTML: it begins with a tag, or has the tags of a page near its beginning.
pub(super) fn is_html(text: &str) -> bool {
    /// In characters.
    const WITHIN: usize = 4096;
    const PAGE: &[&str] = &["<!doctype html", "<html", "<head>", "<body", "<title>", "<meta "];
    const PARTS: &[&str] = &["<p>", "<div", "<br", "<table", "<h1", "<h2", "<li>", "<font", "<article", "<section"];
    let text = text.trim_start();
    let begins_with = |tag: &str| text.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    if PAGE.iter().chain(PARTS).chain(&["<!--", "<?xml"]).any(|tag| begins_with(tag)) {
        return true;
    }
    let end = text.char_indices().nth(WITHIN).map_or(text.len(), |(end, _)| end);
    let head = text[..end].to_ascii_lowercase();
    PAGE.iter().any(|tag| head.contains(tag)) || PARTS.iter().filter(|tag| head.contains(**tag)).count() >= 3
}

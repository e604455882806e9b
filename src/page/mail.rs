//! A message (RFC 5322, MIME) → a page: an e-mail, or a page that a browser saved into one file (MHTML, RFC 2557).
//!
//! The body that a mail program would show is the article. A saved page is read as the page that it is. Of an e-mail the
//! subject is the heading, the sender the author, and the day on which it was sent, where it was sent, that of publication.

use jiff::fmt::rfc2822::DateTimeParser;
use mailparse::{MailHeader, MailHeaderMap as _, ParsedMail, parse_mail};

use super::{Block, BlockKind, Error, Hints, Page, PublishedFrom, Warning, decode, html, plain};
use crate::archive::mail::body;
use crate::edtf::Edtf;

/// The page that a message holds.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<(Page, Vec<Warning>), Error> {
    let broken = |error: mailparse::MailParseError| Error::Message { reason: error.to_string() };
    let message = parse_mail(bytes).map_err(broken)?;
    let body = body(&message).ok_or(Error::NoText)?;
    let charset = body.ctype.params.get("charset").map(String::as_str);
    let body_bytes = body.get_body_raw().map_err(broken)?;
    let (text, mut warnings) = decode::decode(&body_bytes, charset);
    let is_html = body.ctype.mimetype == "text/html" || html::is_html(&text);
    if is_html && let Some(address) = saved_from(&message, body) {
        let (page, more) = html::read(&text, &Hints { url: Some(&address), ..*hints })?;
        warnings.extend(more);
        return Ok((page, warnings));
    }
    let subject = message.headers.get_first_header("Subject").and_then(|subject| value(subject, charset));
    let mut page = if is_html {
        let (page, more) = html::read(&text, hints)?;
        warnings.extend(more);
        page
    } else {
        plain::read(&format!("{}\n\n{text}", subject.as_deref().unwrap_or_default()))?
    };
    if let Some(subject) = subject {
        head(&mut page, subject);
    }
    page.author = message.headers.get_first_header("From").and_then(|from| sender(&value(from, charset)?)).or(page.author);
    if let Some(sent) = message.headers.get_first_value("Date").and_then(|date| day(&date)) {
        (page.published, page.published_from) = (Some(sent), Some(PublishedFrom::Metadata));
    }
    Ok((page, warnings))
}

/// Where the page in a message was saved from. An e-mail has no address of its own.
fn saved_from(message: &ParsedMail, body: &ParsedMail) -> Option<String> {
    let address = |part: &ParsedMail, name| part.headers.get_first_value(name);
    let found = address(message, "Snapshot-Content-Location").or_else(|| address(body, "Content-Location"));
    found.map(|address| address.split_whitespace().collect::<String>()).filter(|address| address.contains(':'))
}

/// Gives a page its subject as the title, and as the heading of an article that has none.
fn head(page: &mut Page, subject: String) {
    if let [post] = page.posts.as_mut_slice()
        && post.heading.is_none()
    {
        post.blocks.insert(0, Block { kind: BlockKind::Heading(1), text: subject.clone() });
        post.heading = Some(subject.clone());
    }
    page.title = Some(subject);
}

/// The value of a header field on one line. Old programs put it there in the charset of the body, without saying so.
fn value(field: &MailHeader, charset: Option<&str>) -> Option<String> {
    let raw = field.get_value_raw();
    let value =
        if raw.is_ascii() && !raw.contains(&0x1b) { field.get_value() } else { decode::decode(raw, charset).0.into_owned() };
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

/// The name of the first sender, or the address of one who gives no name: of `"青葉 太郎" <taro@example.com>`,
/// `taro@example.com (青葉 太郎)` or `taro@example.com`.
fn sender(from: &str) -> Option<String> {
    let (name, address) = match from.split_once('<') {
        Some((name, address)) => (name, address.split('>').next().unwrap_or_default()),
        None => match from.split_once('(') {
            Some((address, name)) => (name.trim_end_matches(')'), address),
            None => ("", from),
        },
    };
    let name = name.trim().trim_matches('"').replace("\\\"", "\"");
    let sender = if name.is_empty() { address.trim() } else { name.trim() };
    (!sender.is_empty()).then(|| sender.to_owned())
}

/// The day of a date such as `Thu, 06 Apr 2023 10:00:00 +0900 (JST)`, at the place of the sender.
fn day(date: &str) -> Option<Edtf> {
    let parser = DateTimeParser::new().relaxed_weekday(true);
    parser.parse_zoned(date.trim()).ok().map(|sent| Edtf::from(sent.date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn page(message: &str) -> Page {
        read(message.as_bytes(), &Hints::default()).unwrap_or_else(|error| panic!("{error}")).0
    }

    #[test]
    fn senders_are_names_or_addresses() {
        for (from, expected) in [
            ("\"青葉 太郎\" <taro@example.com>", Some("青葉 太郎")),
            ("青葉商事 <info@example.com>, みなと銀行 <info@example.org>", Some("青葉商事")),
            ("<taro@example.com>", Some("taro@example.com")),
            ("taro@example.com (青葉 太郎)", Some("青葉 太郎")),
            ("taro@example.com", Some("taro@example.com")),
            ("\"\" <>", None),
        ] {
            assert_eq!(sender(from).as_deref(), expected, "{from}");
        }
    }

    #[test]
    fn days_are_those_of_the_sender() {
        for (date, expected) in [
            ("Thu, 06 Apr 2023 00:30:00 +0900 (JST)", Some("2023-04-06")),
            ("6 Apr 23 23:30 -0500", Some("2023-04-06")),
            ("Mon, 06 Apr 2023 00:30:00 GMT", Some("2023-04-06")),
            ("昨日", None),
        ] {
            assert_eq!(day(date).map(|day| day.to_string()).as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn the_subject_heads_a_text() {
        let page = page("Subject: =?ISO-2022-JP?B?GyRCPmMzMiROJCpDTiRpJDsbKEI=?=\nFrom: a@example.com\n\n障害が起きました。\n");
        assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("障害のお知らせ"), Some("a@example.com")));
        assert_eq!(page.posts[0].blocks[0].kind, BlockKind::Heading(1));
        assert_eq!(page.posts[0].blocks[1].text, "障害が起きました。");
    }

    #[test]
    fn the_subject_heads_html_without_a_heading() {
        let page =
            page("Subject: Notice\nTo: a@example.com\nContent-Type: text/html; charset=utf-8\n\n<p>障害が起きました。</p>");
        assert_eq!((page.title.as_deref(), page.posts[0].heading.as_deref()), (Some("Notice"), Some("Notice")));
        assert_eq!(page.posts[0].blocks[0], Block { kind: BlockKind::Heading(1), text: "Notice".to_owned() });
    }

    #[test]
    fn a_saved_page_is_itself() {
        let page = page(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.com/a.html\nSubject: saved\n\
             Date: Thu, 6 Apr 2023 10:00:00 -0000\nMIME-Version: 1.0\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\
             Content-Location: https://example.com/a.html\nContent-Transfer-Encoding: quoted-printable\n\n\
             <title>=E9=9A=9C=E5=AE=B3</title><p>2022=E5=B9=B44=E6=9C=886=E6=97=A5</p><p>=E6=9C=AC=E6=96=87</p>\n--b\n\
             Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n",
        );
        assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("障害"), None));
        assert_eq!(page.url.as_deref(), Some("https://example.com/a.html"));
        assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2022-04-06"));
    }

    #[test]
    fn headers_in_the_charset_of_the_body_are_read() {
        let text =
            "Subject: 障害のお知らせ\nFrom: 青葉 <a@example.com>\nContent-Type: text/plain; charset=ISO-2022-JP\n\n障害です。\n";
        let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(text);
        let (page, warnings) = read(&bytes, &Hints::default()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((page.title.as_deref(), page.author.as_deref()), (Some("障害のお知らせ"), Some("青葉")));
        assert_eq!(warnings, []);
    }
}

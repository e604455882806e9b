//! Messages (RFC 5322, MIME): the message itself is a document, and so is every attachment that may be an article.

use std::ops::ControlFlow;

use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail, parse_mail};

use super::{Label, Source, Unpacker, inner, is_article};

/// How many attachments of a message are read.
const MAX_ATTACHMENTS: usize = 1000;

/// Whether bytes begin like a message: with header fields and nothing else, among them some that messages have.
pub(crate) fn is_message(head: &[u8]) -> bool {
    const FIELDS: [&str; 10] =
        ["From", "To", "Subject", "Date", "Received", "Message-ID", "Return-Path", "Reply-To", "MIME-Version", "Content-Type"];
    let mut known = [false; FIELDS.len()];
    // Mailboxes put a line before each message (RFC 4155).
    let is_envelope = |line: &[u8]| line.starts_with(b"From ") || line.starts_with(b">From ");
    let lines = head.split_inclusive(|&byte| byte == b'\n');
    for line in lines.skip_while(|line| is_envelope(line)).filter(|line| line.ends_with(b"\n")) {
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|&byte| byte == b':') else { return false };
        let name = line[..colon].trim_ascii_end();
        // Of a field's name, any visible character is one.
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        if let Some(field) = FIELDS.iter().position(|field| name.eq_ignore_ascii_case(field.as_bytes())) {
            known[field] = true;
        }
    }
    known.into_iter().filter(|&known| known).count() >= 2
}

/// Hands on a message, and then its attachments. One that only brings attachments is no document itself.
pub(super) fn read(unpacker: &mut Unpacker, label: &Label, bytes: Vec<u8>, depth: usize) -> ControlFlow<()> {
    let message = parse_mail(&bytes);
    let attached = message.as_ref().map(attachments).unwrap_or_default();
    if attached.is_empty() || message.is_ok_and(|message| body(&message).is_some()) {
        unpacker.document(label.clone(), bytes)?;
    }
    for (name, charset, bytes) in attached {
        let label = Label { name: inner(&label.name, &name), charset, ..Label::default() };
        unpacker.open(label, Source::bytes(&bytes), depth + 1)?;
    }
    ControlFlow::Continue(())
}

/// The part of a message that a mail program shows: of alternatives HTML, of a page with its parts the page, otherwise
/// the first text.
pub(crate) fn body<'a, 'b>(message: &'a ParsedMail<'b>) -> Option<&'a ParsedMail<'b>> {
    let mut parts = message.subparts.iter();
    match message.ctype.mimetype.as_str() {
        "multipart/alternative" => {
            let bodies: Vec<&ParsedMail> = parts.filter_map(body).collect();
            let html = bodies.iter().rev().find(|part| part.ctype.mimetype == "text/html");
            html.or(bodies.last()).copied()
        }
        "multipart/related" => {
            let start = message.ctype.params.get("start");
            let is_start = |part: &&ParsedMail| part.headers.get_first_value("Content-ID").as_ref() == start;
            let root = start.and_then(|_| parts.clone().find(is_start));
            root.and_then(body).or_else(|| parts.find_map(body))
        }
        kind if kind.starts_with("multipart/") => parts.find_map(body),
        "text/html" | "text/plain" => {
            let is_attached = message.get_content_disposition().disposition == DispositionType::Attachment;
            let is_blank = || message.get_body_raw().is_ok_and(|body| body.trim_ascii().is_empty());
            (!is_attached && !is_blank()).then_some(message)
        }
        _ => None,
    }
}

/// An attachment: its name, the charset that it declares, and its bytes.
type Attachment = (String, Option<String>, Vec<u8>);

/// The attachments that may be articles.
fn attachments(message: &ParsedMail) -> Vec<Attachment> {
    let mut attached = Vec::new();
    let mut waiting = vec![message];
    while let Some(part) = waiting.pop() {
        // The parts of a page are its pictures, styles and frames, and no documents of their own (RFC 2387).
        if part.ctype.mimetype != "multipart/related" {
            waiting.extend(part.subparts.iter().rev());
        }
        attached.extend(attachment(part, attached.len() + 1));
    }
    attached.truncate(MAX_ATTACHMENTS);
    attached
}

fn attachment(part: &ParsedMail, number: usize) -> Option<Attachment> {
    let disposition = part.get_content_disposition();
    let name = disposition.params.get("filename").or_else(|| part.ctype.params.get("name"));
    let is_message = part.ctype.mimetype == "message/rfc822";
    let is_attached = is_message || disposition.disposition == DispositionType::Attachment || name.is_some();
    let is_wanted = is_message || name.is_some_and(|name| is_article(name));
    if !part.subparts.is_empty() || !is_attached || !is_wanted {
        return None;
    }
    let charset = part.ctype.params.get("charset").cloned();
    let name = name.cloned().unwrap_or_else(|| format!("message-{number}"));
    Some((name, charset, part.get_body_raw().ok()?))
}

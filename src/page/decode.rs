//! Bytes → characters: which charset, and what is no character of it.
//!
//! A byte order mark decides. Otherwise the declarations are tried in the order HTTP header, `<meta>`; a declaration that
//! does not fit the bytes gives way to what the bytes are: saved pages are often converted without their `<meta>`.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::Warning;

/// Where a `<meta>` that declares the charset is looked for, in bytes from the start.
const META_WITHIN: usize = 4096;

/// How much of the page is decoded in every charset that comes into question, in bytes.
const SAMPLE: usize = 256 * 1024;

/// The characters of `bytes`, and what the reader should know about them. `hint` is the charset that the HTTP header
/// declares.
pub(super) fn decode<'a>(bytes: &'a [u8], hint: Option<&str>) -> (Cow<'a, str>, Vec<Warning>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return finish(Decoded::of(&bytes[length..], encoding), None);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return finish(Decoded::of(bytes, encoding), None);
    }
    let meta = declared_in_meta(bytes);
    let declared = [hint, meta.as_deref()].into_iter().flatten().find_map(|label| {
        // A page that declares UTF-16 in ASCII letters is not UTF-16.
        let encoding = Encoding::for_label(label.trim().as_bytes())?.output_encoding();
        Some((label, encoding))
    });
    finish(Decoded::choose(bytes, declared.map(|(_, encoding)| encoding)), declared)
}

/// Whether the bytes are UTF-16, with or without a mark, so that their NULs are letters.
pub(super) fn is_utf_16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding == UTF_16LE || encoding == UTF_16BE);
    marked || utf_16_without_mark(bytes).is_some()
}

fn finish<'a>(decoded: Decoded<'a>, declared: Option<(&str, &'static Encoding)>) -> (Cow<'a, str>, Vec<Warning>) {
    let Decoded { text, encoding, has_errors } = decoded;
    let mut warnings = Vec::new();
    if let Some((label, declared)) = declared
        && declared != encoding
        && !text.is_ascii()
    {
        warnings.push(Warning::CharsetMismatch { declared: label.trim().to_owned(), used: encoding.name().to_owned() });
    }
    if has_errors {
        warnings.push(Warning::InvalidBytes { charset: encoding.name().to_owned() });
    }
    (text, warnings)
}

/// UTF-16 shows in pages by the NUL in every other byte of the tags.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let nuls = |at: usize| head.chunks_exact(2).filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    if nuls(1) * 3 > pairs && nuls(0) * 20 < pairs {
        Some(UTF_16LE)
    } else if nuls(0) * 3 > pairs && nuls(1) * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The label in `<meta charset="…">`, `<meta http-equiv … content="text/html; charset=…">` or `<?xml encoding="…"?>`.
fn declared_in_meta(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(META_WITHIN)].to_ascii_lowercase();
    let label_after = |key: &[u8], from: usize| {
        let at = from + memmem::find(&head[from..], key)? + key.len();
        let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
        let label = &rest[..end.unwrap_or(rest.len())];
        (!label.is_empty()).then(|| String::from_utf8_lossy(label).into_owned())
    };
    let xml = if head.starts_with(b"<?xml") { label_after(b"encoding", 0) } else { None };
    let mut from = 0;
    while let Some(meta) = memmem::find(&head[from..], b"<meta") {
        let start = from + meta;
        let end = memchr::memchr(b'>', &head[start..]).map_or(head.len(), |length| start + length);
        if memmem::find(&head[start..end], b"charset").is_some() {
            return label_after(b"charset", start).or(xml);
        }
        from = start + 1;
    }
    xml
}

/// Bytes read in a charset.
struct Decoded<'a> {
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    /// Whether some bytes are no character of it.
    has_errors: bool,
}

impl<'a> Decoded<'a> {
    fn of(bytes: &'a [u8], encoding: &'static Encoding) -> Self {
        let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
        Self { text, encoding, has_errors }
    }

    /// The bytes in the charset that they are, given what is declared of them.
    fn choose(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Self {
        // Japanese in another charset is never valid UTF-8 over a whole page.
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            if !text.is_ascii() {
                return Self { text: text.into(), encoding: UTF_8, has_errors: false };
            }
            // ISO-2022-JP is all ASCII bytes: only its escape sequences show it.
            let has_escapes = ["\x1b$B", "\x1b$@", "\x1b(J"].iter().any(|escape| text.contains(escape));
            return Self::of(bytes, if has_escapes { ISO_2022_JP } else { declared.unwrap_or(UTF_8) });
        }
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        // Nothing is more plausible than a declaration that fits, or else than Japanese from the first byte to the last.
        let declaration = declared.and_then(|declared| Self::whole(sample, declared)).filter(|whole| whole.faults() == 0);
        let japanese = || [SHIFT_JIS, EUC_JP].into_iter().filter_map(|encoding| Self::whole(sample, encoding));
        match declaration.or_else(|| japanese().find(Self::is_japanese)) {
            Some(whole) if sample.len() == bytes.len() => whole,
            Some(begun) => Self::of(bytes, begun.encoding),
            None => Self::of(bytes, most_plausible(sample, declared)),
        }
    }

    /// The bytes in a charset, if all of them are characters of it.
    fn whole(bytes: &'a [u8], encoding: &'static Encoding) -> Option<Self> {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(Self { text, encoding, has_errors: false })
    }

    /// How unlike Japanese the text looks.
    fn faults(&self) -> usize {
        self.text.chars().map(fault).sum()
    }

    /// Whether much of the text is hiragana, without which nothing is said in Japanese.
    fn is_japanese(&self) -> bool {
        let (mut wide, mut hiragana) = (0, 0);
        for c in self.text.chars().filter(|c| !c.is_ascii()) {
            wide += 1;
            hiragana += usize::from(matches!(c, 'ぁ'..='ん'));
        }
        hiragana * 8 >= wide
    }
}

/// The charset in which the bytes look most like Japanese text, given what is declared of them.
fn most_plausible(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    let candidates = declared.into_iter().chain([guess, UTF_8, SHIFT_JIS, EUC_JP]);
    // The first of equals wins: a declaration gives way only to something better.
    candidates.min_by_key(|encoding| Decoded::of(bytes, encoding).faults()).unwrap_or(UTF_8)
}

/// How unlike Japanese text a character is: what is no character counts most, then those that are typical of a wrong
/// charset.
fn fault(c: char) -> usize {
    match c {
        '\u{fffd}' => 20,
        '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => 10,
        // EUC-JP read as Shift_JIS is a string of half-width katakana; UTF-8 read as windows-1252 of accents.
        '\u{ff61}'..='\u{ff9f}' | '\u{a1}'..='\u{24f}' => 4,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<title>お知らせ</title><p>青葉商事は個人情報の漏えいについて発表した。ﾃｽﾄは①件。</p>";

    fn encoded(encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(TEXT).0.into_owned()
    }

    #[track_caller]
    fn check(bytes: &[u8], hint: Option<&str>, text: &str, warnings: &[Warning]) {
        let (decoded, given) = decode(bytes, hint);
        assert_eq!(decoded, text);
        assert_eq!(given, warnings);
    }

    #[test]
    fn charsets_are_known_without_a_declaration() {
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP] {
            check(&encoded(encoding), None, TEXT, &[]);
        }
        let plain = TEXT.replace("ﾃｽﾄ", "テスト").replace('①', "1");
        check(&ISO_2022_JP.encode(&plain).0, None, &plain, &[]);
    }

    #[test]
    fn byte_order_marks_decide() {
        let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: u16| -> Vec<u8> {
            std::iter::once(mark).chain(TEXT.encode_utf16()).flat_map(bytes).collect()
        };
        check(&utf_16(u16::to_le_bytes, 0xfeff), Some("shift_jis"), TEXT, &[]);
        check(&utf_16(u16::to_be_bytes, 0xfeff), None, TEXT, &[]);
        check(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), Some("euc-jp"), TEXT, &[]);
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let text = "<html><head><title>お知らせ</title></head><body><p>本文</p></body></html>";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_utf_16(&bytes));
        check(&bytes, None, text, &[]);
    }

    #[test]
    fn the_bytes_win_over_a_wrong_declaration() {
        let mismatch =
            |declared: &str, used: &str| [Warning::CharsetMismatch { declared: declared.to_owned(), used: used.to_owned() }];
        check(&encoded(UTF_8), Some("Shift_JIS"), TEXT, &mismatch("Shift_JIS", "UTF-8"));
        check(&encoded(SHIFT_JIS), Some("utf-8"), TEXT, &mismatch("utf-8", "Shift_JIS"));
        check(&encoded(EUC_JP), Some("Shift_JIS"), TEXT, &mismatch("Shift_JIS", "EUC-JP"));
        check(&encoded(EUC_JP), Some("iso-8859-1"), TEXT, &mismatch("iso-8859-1", "EUC-JP"));
        let meta = format!("<meta charset=euc-jp>{TEXT}");
        check(&SHIFT_JIS.encode(&meta).0, None, &meta, &mismatch("euc-jp", "Shift_JIS"));
    }

    #[test]
    fn a_right_declaration_is_kept_and_says_nothing() {
        for (label, encoding) in [("x-sjis", SHIFT_JIS), ("windows-31j", SHIFT_JIS), ("euc-jp", EUC_JP)] {
            let page = format!("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={label}'>{TEXT}");
            check(&encoding.encode(&page).0, None, &page, &[]);
        }
        let xml = format!("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>{TEXT}");
        check(&EUC_JP.encode(&xml).0, None, &xml, &[]);
    }

    #[test]
    fn invalid_bytes_are_replaced_and_told() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"\xff<p>");
        let warning = Warning::InvalidBytes { charset: "UTF-8".to_owned() };
        check(&bytes, Some("utf-8"), &format!("{TEXT}\u{fffd}<p>"), &[warning]);
    }
}

//! Which bytes are no text at all.

/// How many bytes are looked at.
const LOOKED_AT: usize = 8192;

/// The first bytes of kinds of file that hold no article, or none that can be read here.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\x01\0", "an icon"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"WARC/", "a WARC archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\xca\xfe\xba\xbe", "a Java or macOS program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\0asm", "a WebAssembly program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "an Ogg recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska film"),
];

/// What kind of binary file `bytes` are, if they are one. UTF-16 text, which is full of NULs, is the caller's to
/// recognise first.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let signature = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some(&(_, kind)) = signature {
        return Some(kind);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Some("a WebP image"),
        (Some(b"RIFF"), _, Some(b"WAVE" | b"AVI ")) => return Some("a recording"),
        (_, Some(b"ftyp"), _) => return Some("an MP4 film or picture"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    // ESC (0x1B) is part of ISO-2022-JP; old files end with 0x1A.
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    let controls: u16 = head.iter().map(|&byte| u16::from(is_control(byte))).sum();
    if head.iter().all(|&byte| byte == 0) {
        Some("nothing but NUL bytes")
    } else if usize::from(controls) * 10 > head.len() {
        Some("binary data")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::binary;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(binary(bytes), expected);
    }

    #[test]
    fn files_are_known_by_their_first_bytes() {
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("a PNG image"));
        check(b"PK\x03\x04\x14\0", Some("a ZIP archive or office document"));
        check(b"RIFF\x24\0\0\0WEBPVP8 ", Some("a WebP image"));
        check(b"\0\0\0\x20ftypisom", Some("an MP4 film or picture"));
    }

    #[test]
    fn bytes_without_text_are_binary_and_text_is_not() {
        check(&[0; 1000], Some("nothing but NUL bytes"));
        check(&(0..=255).cycle().take(5000).map(|byte: u16| (byte % 32) as u8).collect::<Vec<_>>(), Some("binary data"));
        check("お知らせ\r\n\t本文".as_bytes(), None);
        check(b"\x1b$B$\"\x1b(B", None);
    }
}

//! Writes small PDF files by hand, with the fonts and maps that no program at hand would use.

use std::fmt::Write as _;

/// A file that is being written: its objects in order, the catalog and the tree of pages being the first two.
pub struct File {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// Further entries of the trailer.
    pub trailer: String,
}

/// A page of A4, upright.
const PAGE: &str = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]";

impl File {
    pub fn new() -> Self {
        Self { objects: vec![Vec::new(), Vec::new()], pages: Vec::new(), trailer: String::new() }
    }

    /// Adds an object, and gives its number.
    pub fn object(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream with further entries in its dictionary.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
        self.object([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a page with fonts, given as `/F1 5 0 R`, and what it draws.
    pub fn page(&mut self, fonts: &str, content: &str) {
        let content = self.stream("", content.as_bytes());
        self.page_of(&format!("/Resources << /Font << {fonts} >> >> /Contents {content} 0 R"));
    }

    /// Adds a page with these entries.
    pub fn page_of(&mut self, entries: &str) {
        let page = self.object(format!("<< {PAGE} {entries} >>"));
        self.pages.push(page);
    }

    /// The bytes of the file.
    pub fn bytes(mut self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
        self.objects[1] = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()).into_bytes();
        let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (object, number) in self.objects.iter().zip(1..) {
            writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
            bytes.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
        }
        let start = bytes.len();
        let trailer =
            format!("trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n", self.objects.len() + 1, self.trailer);
        bytes.extend([table.as_bytes(), trailer.as_bytes()].concat());
        bytes
    }

    /// Adds a Japanese font that is not embedded, with a predefined map.
    pub fn japanese(&mut self, map: &str) -> usize {
        let glyphs = self.object(
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 /W [1 [500] 231 632 500] \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> >>",
        );
        self.object(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-{map} /Encoding /{map} /DescendantFonts [{glyphs} 0 R] >>"
        ))
    }
}

/// Bytes as a string in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::from("<"), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    }) + ">"
}

/// A text in UTF-16 as a string in hexadecimal.
pub fn utf_16(text: &str) -> String {
    hex(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>())
}

/// Lines of text in the font `F1`: size, place and string of each.
pub fn lines(lines: &[(u32, u32, u32, String)]) -> String {
    lines.iter().fold(String::new(), |mut content, (size, x, y, text)| {
        writeln!(content, "BT /F1 {size} Tf {x} {y} Td {text} Tj ET").unwrap();
        content
    })
}

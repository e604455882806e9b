//! The encodings of fonts with one byte a character: which characters their codes and the names of their glyphs mean.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object};

use super::font::Text;

/// The names of glyphs that are not the character itself, as in the Adobe Glyph List, with the characters that they mean.
const NAMES: &str = "space   exclam ! quotedbl \" numbersign # dollar $ percent % ampersand & quotesingle ' parenleft ( parenright ) \
    asterisk * plus + comma , hyphen - period . slash / zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 \
    nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [ backslash \\ bracketright ] \
    asciicircum ^ underscore _ grave ` braceleft { bar | braceright } asciitilde ~ exclamdown ¡ cent ¢ sterling £ \
    currency ¤ yen ¥ brokenbar ¦ section § dieresis ¨ copyright © ordfeminine ª guillemotleft « logicalnot ¬ \
    registered ® macron ¯ degree ° plusminus ± twosuperior ² threesuperior ³ acute ´ mu µ paragraph ¶ \
    periodcentered · cedilla ¸ onesuperior ¹ ordmasculine º guillemotright » onequarter ¼ onehalf ½ threequarters ¾ \
    questiondown ¿ Agrave À Aacute Á Acircumflex Â Atilde Ã Adieresis Ä Aring Å AE Æ Ccedilla Ç Egrave È Eacute É \
    Ecircumflex Ê Edieresis Ë Igrave Ì Iacute Í Icircumflex Î Idieresis Ï Eth Ð Ntilde Ñ Ograve Ò Oacute Ó \
    Ocircumflex Ô Otilde Õ Odieresis Ö multiply × Oslash Ø Ugrave Ù Uacute Ú Ucircumflex Û Udieresis Ü Yacute Ý \
    Thorn Þ germandbls ß agrave à aacute á acircumflex â atilde ã adieresis ä aring å ae æ ccedilla ç egrave è \
    eacute é ecircumflex ê edieresis ë igrave ì iacute í icircumflex î idieresis ï eth ð ntilde ñ ograve ò oacute ó \
    ocircumflex ô otilde õ odieresis ö divide ÷ oslash ø ugrave ù uacute ú ucircumflex û udieresis ü yacute ý \
    thorn þ ydieresis ÿ OE Œ oe œ Scaron Š scaron š Zcaron Ž zcaron ž Ydieresis Ÿ florin ƒ circumflex ˆ tilde ˜ \
    endash – emdash — quoteleft ‘ quoteright ’ quotesinglbase ‚ quotedblleft “ quotedblright ” quotedblbase „ \
    dagger † daggerdbl ‡ bullet • ellipsis … perthousand ‰ guilsinglleft ‹ guilsinglright › fraction ⁄ Euro € \
    trademark ™ minus − fi ﬁ fl ﬂ ff ﬀ ffi ﬃ ffl ﬄ dotlessi ı Lslash Ł lslash ł square □ blacksquare ■ circle ○ \
    blackcircle ● arrowright → arrowleft ← arrowup ↑ arrowdown ↓ checkmark ✓ nbspace \u{a0} sfthyphen \u{ad}";

/// The characters of the upper half of Adobe's standard encoding, which is ASCII below, but for two quotation marks.
const STANDARD: &[(u8, &str)] = &[
    (0xa1, "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"),
    (0xb1, "–†‡·"),
    (0xb6, "¶•‚„”»…‰"),
    (0xbf, "¿"),
    (0xc1, "`´ˆ˜¯˘˙¨"),
    (0xd0, "—"),
    (0xe1, "Æ"),
    (0xe3, "ª"),
    (0xe8, "ŁØŒº"),
    (0xf1, "æ"),
    (0xf5, "ı"),
    (0xf8, "łøœß"),
];

/// The encoding of a simple font.
#[derive(Debug)]
pub(super) struct Latin {
    base: Base,
    differences: HashMap<u8, Option<Text>>,
}

#[derive(Debug, Clone, Copy)]
enum Base {
    Charset(&'static Encoding),
    Standard,
    /// The font's own: only ASCII is believed to stand where it does.
    Own,
}

impl Latin {
    /// The encoding that a font's dictionary gives. A symbolic font has its own.
    pub(super) fn read(font: &Dict, is_symbolic: bool) -> Self {
        let base = |name: Option<Name>| match name.as_deref() {
            Some(b"WinAnsiEncoding") => Base::Charset(WINDOWS_1252),
            Some(b"MacRomanEncoding") => Base::Charset(MACINTOSH),
            Some(b"StandardEncoding") => Base::Standard,
            _ if is_symbolic => Base::Own,
            _ => Base::Standard,
        };
        match font.get::<Object>("Encoding") {
            Some(Object::Dict(encoding)) => Self {
                base: base(encoding.get::<Name>("BaseEncoding")),
                differences: encoding.get::<Array>("Differences").map(|array| differences(&array)).unwrap_or_default(),
            },
            Some(Object::Name(name)) => Self { base: base(Some(name)), differences: HashMap::new() },
            _ => Self { base: base(None), differences: HashMap::new() },
        }
    }

    /// The character of a code.
    pub(super) fn text(&self, code: u8) -> Option<Text> {
        if let Some(text) = self.differences.get(&code) {
            return text.clone();
        }
        let ascii = Some(char::from(code)).filter(|c| matches!(c, ' '..='~'));
        let c = match self.base {
            Base::Charset(charset) => {
                let bytes = [code];
                let (text, _) = charset.decode_without_bom_handling(&bytes);
                text.chars().next().filter(|c| !c.is_control())
            }
            Base::Standard => match code {
                b'\'' => Some('’'),
                b'`' => Some('‘'),
                _ => ascii.or_else(|| standard(code)),
            },
            Base::Own => ascii,
        };
        c.map(Text::One)
    }
}

fn standard(code: u8) -> Option<char> {
    STANDARD.iter().find_map(|&(first, characters)| characters.chars().nth(code.checked_sub(first)?.into()))
}

fn differences(array: &Array) -> HashMap<u8, Option<Text>> {
    const MOST: usize = 1024;
    let mut differences = HashMap::new();
    let mut code = 0;
    for item in array.iter::<Object>().take(MOST) {
        match item {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    differences.insert(code, of_name(name.as_str()));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    differences
}

/// The character that the name of a glyph means: one of the list, or `uni` and `u` with its number.
fn of_name(name: &str) -> Option<Text> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let hexadecimal = |digits: &str| {
        let is_number = digits.len() >= 4 && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number).and_then(char::from_u32)
    };
    let mut characters = name.chars();
    let only = characters.next().filter(|_| characters.next().is_none());
    let listed = || {
        // `space` comes first: its character is the separator.
        let mut words = NAMES["space   ".len()..].split(' ').filter(|word| !word.is_empty());
        if name == "space" {
            return Some(' ');
        }
        std::iter::from_fn(|| Some((words.next()?, words.next()?.chars().next()?))).find(|pair| pair.0 == name).map(|pair| pair.1)
    };
    let numbered = || name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).and_then(hexadecimal);
    only.or_else(listed).or_else(numbered).map(Text::One)
}

/// A string that a reader sees: UTF-16 or UTF-8 where it begins with their mark, otherwise in the encoding of documents,
/// which is nearly Windows-1252; Japanese programs also write `Shift_JIS`.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let marked = [UTF_16BE, UTF_16LE, UTF_8].into_iter().find(|charset| {
        let mark: &[u8] = match *charset {
            charset if charset == UTF_16BE => b"\xfe\xff",
            charset if charset == UTF_16LE => b"\xff\xfe",
            _ => b"\xef\xbb\xbf",
        };
        bytes.starts_with(mark)
    });
    let text = if let Some(charset) = marked {
        charset.decode_with_bom_removal(bytes).0
    } else {
        let is_ascii = bytes.is_ascii();
        let japanese = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes).filter(|_| !is_ascii);
        japanese.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
    };
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_mean_characters() {
        let check = |name: &str, expected: Option<char>| assert_eq!(of_name(name), expected.map(Text::One), "{name}");
        check("A", Some('A'));
        check("space", Some(' '));
        check("exclam", Some('!'));
        check("percent", Some('%'));
        check("quoteright", Some('’'));
        check("zero.oldstyle", Some('0'));
        check("uni9752", Some('青'));
        check("u1F600", Some('😀'));
        check("g123", None);
        check(".notdef", None);
    }

    #[test]
    fn the_standard_encoding_is_ascii_below() {
        let latin = Latin { base: Base::Standard, differences: HashMap::new() };
        let check = |code: u8, expected: Option<char>| assert_eq!(latin.text(code), expected.map(Text::One), "{code}");
        check(b'A', Some('A'));
        check(b'\'', Some('’'));
        check(0xb7, Some('•'));
        check(0xae, Some('ﬁ'));
        check(0xfb, Some('ß'));
        check(0x80, None);
    }
}

//! The fonts of a PDF file: which characters the bytes of a string stand for, and how wide they are set.
//!
//! Glyphs are not looked at. A font says with its `ToUnicode` map what its codes mean; where it does not, Japanese fonts
//! are read through the predefined maps from codes to the glyph numbers of Adobe-Japan1 and from those to Unicode, and
//! Latin ones through their encoding and the names of their glyphs (ISO 32000-1, 9.6 to 9.10).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};
use hayro_cmap::{BfString, CMap, CMapName, CharacterCollection, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as PdfString};

use super::encoding::Latin;
use super::file::Unpacker;

/// The most codes whose width a font gives one by one.
const MAX_WIDTHS: usize = 70_000;

/// What a code of a string stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set {
    /// The text; `None` where the font does not say.
    pub(super) text: Option<Text>,
    /// How far the next glyph is from it, as a part of the font's size.
    pub(super) advance: f32,
    /// Whether it is the blank that word spacing widens.
    pub(super) is_blank: bool,
}

/// One character, most often.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Text {
    /// One character.
    One(char),
    /// Several, such as those of a ligature.
    Several(String),
}

/// A font, as far as text is read with it.
#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<ToUnicode>,
    /// Whether it is bold.
    pub(super) is_bold: bool,
}

#[derive(Debug)]
enum Kind {
    Simple { latin: Latin, first: usize, widths: Vec<f32>, missing: f32 },
    Composite(Box<Composite>),
}

#[derive(Debug)]
enum ToUnicode {
    Map(Box<CMap>),
    /// The codes are UTF-16.
    Identity,
}

#[derive(Debug)]
struct Composite {
    codes: Codes,
    /// The map from glyph numbers to Unicode of a known collection.
    collection: Option<Rc<CMap>>,
    widths: Widths,
    is_vertical: bool,
    height: f32,
}

/// The widths of the glyphs of a composite font, in thousandths of its size.
#[derive(Debug, Default)]
struct Widths {
    single: HashMap<u32, f32>,
    /// First and last glyph and the width of those between.
    ranges: Vec<(u32, u32, f32)>,
    /// That of all others.
    other: f32,
}

/// How a string is parted in codes.
#[derive(Debug)]
enum Codes {
    Map(Box<CMap>),
    /// A map that is not at hand, whose name says that the codes are in a charset.
    Charset(&'static Encoding),
    /// The same for UTF-16 and for all that is written in pairs of bytes.
    Pairs {
        is_unicode: bool,
    },
}

/// The fonts of a file.
pub(super) struct Fonts<'a> {
    unpacker: &'a Unpacker,
    /// By where their dictionaries are in the file.
    read: RefCell<HashMap<(usize, usize), Rc<Font>>>,
    collections: RefCell<HashMap<&'static str, Option<Rc<CMap>>>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(unpacker: &'a Unpacker) -> Self {
        Self { unpacker, read: RefCell::default(), collections: RefCell::default() }
    }

    /// The font that a dictionary describes.
    pub(super) fn font(&self, dict: &Dict) -> Rc<Font> {
        let key = (dict.data().as_ptr() as usize, dict.data().len());
        if let Some(font) = self.read.borrow().get(&key) {
            return Rc::clone(font);
        }
        let font = Rc::new(self.read(dict));
        self.read.borrow_mut().insert(key, Rc::clone(&font));
        font
    }

    fn read(&self, dict: &Dict) -> Font {
        let descendant = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
        let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict>("FontDescriptor").unwrap_or_default();
        let is_composite = dict.get::<Name>("Subtype").is_some_and(|kind| kind.as_ref() == b"Type0");
        let kind = match descendant.filter(|_| is_composite) {
            Some(descendant) => Kind::Composite(Box::new(self.composite(dict, &descendant))),
            None => simple(dict, &descriptor),
        };
        Font { kind, to_unicode: self.to_unicode(dict), is_bold: is_bold(dict, &descriptor) }
    }

    fn to_unicode(&self, dict: &Dict) -> Option<ToUnicode> {
        match dict.get::<Object>("ToUnicode")? {
            Object::Stream(stream) => {
                let map = CMap::parse(&self.unpacker.unpack(&stream)?, load_embedded)?;
                Some(ToUnicode::Map(Box::new(map)))
            }
            Object::Name(name) => name.starts_with(b"Identity").then_some(ToUnicode::Identity),
            _ => None,
        }
    }

    fn composite(&self, dict: &Dict, descendant: &Dict) -> Composite {
        let (codes, is_vertical) = self.codes(dict.get::<Object>("Encoding"));
        let own = match &codes {
            Codes::Map(map) => map.metadata().character_collection.as_ref().map(|own| own.family.clone()),
            _ => None,
        };
        let stated = descendant.get::<Dict>("CIDSystemInfo").and_then(|info| collection_of(&info));
        let family = stated.filter(is_known).or(own).filter(is_known);
        let other = descendant.get::<f32>("DW").unwrap_or(1000.0);
        let heights = descendant.get::<Array>("DW2").and_then(|array| array.iter::<f32>().nth(1));
        Composite {
            codes,
            collection: family.and_then(|family| self.collection(&family)),
            widths: Widths::read(descendant.get::<Array>("W").as_ref(), other),
            is_vertical,
            height: heights.filter(|height| *height < 0.0).unwrap_or(-1000.0),
        }
    }

    /// How the codes of a composite font are parted, and whether they are set from top to bottom.
    fn codes(&self, encoding: Option<Object>) -> (Codes, bool) {
        let pairs = Codes::Pairs { is_unicode: false };
        match encoding {
            Some(Object::Name(name)) => {
                let is_vertical = name.ends_with(b"-V") || name.as_ref() == b"V";
                let codes = match CMapName::from_bytes(&name) {
                    CMapName::IdentityH | CMapName::IdentityV => pairs,
                    CMapName::Custom(name) => unknown_codes(name),
                    known => load_embedded(known)
                        .and_then(|data| CMap::parse(data, load_embedded))
                        .map_or(pairs, |map| Codes::Map(Box::new(map))),
                };
                (codes, is_vertical)
            }
            Some(Object::Stream(stream)) => {
                let map = self.unpacker.unpack(&stream).and_then(|data| CMap::parse(&data, load_embedded));
                let is_vertical = stream.dict().get::<u8>("WMode") == Some(1)
                    || map.as_ref().is_some_and(|map| map.metadata().writing_mode == Some(WritingMode::Vertical));
                (map.map_or(pairs, |map| Codes::Map(Box::new(map))), is_vertical)
            }
            _ => (pairs, false),
        }
    }

    fn collection(&self, family: &CidFamily) -> Option<Rc<CMap>> {
        let name = match family {
            CidFamily::AdobeJapan1 => "Adobe-Japan1-UCS2",
            CidFamily::AdobeGB1 => "Adobe-GB1-UCS2",
            CidFamily::AdobeCNS1 => "Adobe-CNS1-UCS2",
            CidFamily::AdobeKorea1 => "Adobe-Korea1-UCS2",
            CidFamily::AdobeIdentity | CidFamily::Custom { .. } => return None,
        };
        let load = || CMap::parse(load_embedded(CMapName::from_bytes(name.as_bytes()))?, load_embedded).map(Rc::new);
        self.collections.borrow_mut().entry(name).or_insert_with(load).clone()
    }
}

fn is_known(family: &CidFamily) -> bool {
    !matches!(family, CidFamily::AdobeIdentity | CidFamily::Custom { .. })
}

fn collection_of(info: &Dict) -> Option<CidFamily> {
    let registry = info.get::<PdfString>("Registry")?;
    let ordering = info.get::<PdfString>("Ordering")?;
    let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
    Some(CharacterCollection { family, supplement: 0 }.family)
}

/// The codes of a map that is known by its name only.
fn unknown_codes(name: &[u8]) -> Codes {
    let has = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
    match () {
        () if has(b"UTF16") || has(b"UCS2") => Codes::Pairs { is_unicode: true },
        () if has(b"UTF8") => Codes::Charset(encoding_rs::UTF_8),
        () if has(b"RKSJ") => Codes::Charset(SHIFT_JIS),
        () if has(b"EUC") => Codes::Charset(EUC_JP),
        () => Codes::Pairs { is_unicode: false },
    }
}

fn simple(dict: &Dict, descriptor: &Dict) -> Kind {
    let is_symbolic = descriptor.get::<u32>("Flags").is_some_and(|flags| flags & 4 != 0);
    // The widths of a Type 3 font are in its own units.
    let matrix = dict.get::<Array>("FontMatrix").and_then(|matrix| matrix.iter::<f32>().next());
    let unit = matrix.map_or(1.0, |scale| scale.abs() * 1000.0);
    let widths: Vec<f32> = dict
        .get::<Array>("Widths")
        .map(|widths| widths.iter::<f32>().take(256).map(|width| width * unit).collect())
        .unwrap_or_default();
    // The standard fonts need not give theirs: half of the size is about right.
    let missing = descriptor.get::<f32>("MissingWidth").unwrap_or(if widths.is_empty() { 500.0 } else { 0.0 });
    Kind::Simple { latin: Latin::read(dict, is_symbolic), first: dict.get::<usize>("FirstChar").unwrap_or(0), widths, missing }
}

fn is_bold(dict: &Dict, descriptor: &Dict) -> bool {
    const FORCE_BOLD: u32 = 1 << 18;
    let name = dict.get::<Name>("BaseFont").map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let is_named = ["bold", "heavy", "black", "-w6", "-w7", "-w8", "-w9"].iter().any(|word| name.contains(word));
    let is_heavy = descriptor.get::<f32>("FontWeight").is_some_and(|weight| weight >= 600.0);
    let is_forced = descriptor.get::<u32>("Flags").is_some_and(|flags| flags & FORCE_BOLD != 0);
    is_named && !name.contains("semilight") || is_heavy || is_forced
}

impl Widths {
    /// Reads widths that are given one by one and for ranges (ISO 32000-1, 9.7.4.3).
    fn read(array: Option<&Array>, other: f32) -> Self {
        let mut widths = Self { other, ..Self::default() };
        let mut numbers: Vec<Number> = Vec::new();
        let glyph = |number: Number| u32::try_from(number.as_i64()).ok();
        for item in array.into_iter().flat_map(Array::iter::<Object>).take(MAX_WIDTHS) {
            match item {
                Object::Number(number) => numbers.push(number),
                Object::Array(several) => {
                    let Some(first) = numbers.pop().and_then(glyph) else { continue };
                    let room = MAX_WIDTHS.saturating_sub(widths.single.len());
                    widths.single.extend((first..).zip(several.iter::<f32>().take(room)));
                    numbers.clear();
                }
                _ => {}
            }
            if let [first, last, width] = numbers[..] {
                widths.ranges.extend(glyph(first).zip(glyph(last)).map(|(first, last)| (first, last, width.as_f32())));
                numbers.clear();
            }
        }
        widths.ranges.sort_by_key(|&(first, ..)| first);
        widths
    }

    fn of(&self, glyph: u32) -> f32 {
        let of_range = || {
            let at = self.ranges.partition_point(|&(first, ..)| first <= glyph);
            self.ranges[..at].last().filter(|&&(_, last, _)| glyph <= last).map(|&(.., width)| width)
        };
        self.single.get(&glyph).copied().or_else(of_range).unwrap_or(self.other)
    }
}

impl Font {
    /// Whether it is set from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.is_vertical)
    }

    /// What the bytes of a string stand for.
    pub(super) fn read(&self, mut bytes: &[u8], mut take: impl FnMut(Set)) {
        while let Some(&first) = bytes.first() {
            let (set, length) = match &self.kind {
                Kind::Simple { latin, first: from, widths, missing } => {
                    let code = usize::from(first);
                    let width = code.checked_sub(*from).and_then(|index| widths.get(index)).unwrap_or(missing);
                    let text = self.stated(u32::from(first)).or_else(|| latin.text(first));
                    (Set { text, advance: width / 1000.0, is_blank: first == b' ' }, 1)
                }
                Kind::Composite(font) => self.read_composite(font, bytes),
            };
            take(set);
            bytes = &bytes[length.clamp(1, bytes.len())..];
        }
    }

    fn read_composite(&self, font: &Composite, bytes: &[u8]) -> (Set, usize) {
        let Code { number: code, length, glyph, unicode } = font.codes.next(bytes);
        let of_glyph = || {
            let text = font.collection.as_ref()?.lookup_bf_string(glyph?)?;
            meaningful(text)
        };
        let text = self.stated(code).or_else(|| unicode.map(Text::One)).or_else(of_glyph);
        let advance = if font.is_vertical { -font.height } else { font.widths.of(glyph.unwrap_or(code)) };
        (Set { text, advance: advance / 1000.0, is_blank: length == 1 && bytes[0] == b' ' }, length)
    }

    /// What the font itself says that a code means.
    fn stated(&self, code: u32) -> Option<Text> {
        match self.to_unicode.as_ref()? {
            ToUnicode::Map(map) => map.lookup_bf_string(code).and_then(meaningful),
            ToUnicode::Identity => char::from_u32(code).and_then(|c| meaningful(BfString::Char(c))),
        }
    }
}

/// A code of a string.
struct Code {
    number: u32,
    length: usize,
    /// The number of the glyph in the font's collection.
    glyph: Option<u32>,
    /// The character, where the code itself says it.
    unicode: Option<char>,
}

impl Codes {
    fn next(&self, bytes: &[u8]) -> Code {
        let pair = |bytes: &[u8]| bytes.iter().take(2).fold(0, |code, &byte| code << 8 | u32::from(byte));
        match self {
            Self::Map(map) => {
                let mut code = 0;
                for (length, &byte) in (1u8..).zip(bytes.iter().take(4)) {
                    code = code << 8 | u32::from(byte);
                    if let Some(glyph) = map.lookup_cid_code(code, length) {
                        return Code { number: code, length: length.into(), glyph: Some(glyph), unicode: None };
                    }
                }
                // What is in no map is most often a pair.
                Code { number: pair(bytes), length: 2, glyph: None, unicode: None }
            }
            Self::Pairs { is_unicode } => {
                let code = pair(bytes);
                let unicode = char::from_u32(code).filter(|_| *is_unicode);
                Code { number: code, length: 2, glyph: Some(code).filter(|_| !is_unicode), unicode }
            }
            Self::Charset(charset) => {
                let decode = |length: usize| {
                    let text = charset.decode_without_bom_handling_and_without_replacement(bytes.get(..length)?)?;
                    let mut characters = text.chars();
                    characters.next().filter(|_| characters.next().is_none())
                };
                let found = (1..=4).find_map(|length| Some((decode(length)?, length)));
                let (length, unicode) = found.map_or((1, None), |(c, length)| (length, Some(c)));
                Code { number: pair(&bytes[..length.min(bytes.len())]), length, glyph: None, unicode }
            }
        }
    }
}

/// A text that a map gives, unless it only says that there is none.
fn meaningful(text: BfString) -> Option<Text> {
    let is_none = |c: char| matches!(c, '\0' | '\u{fffd}' | '\u{ffff}');
    match text {
        BfString::Char(c) => (!is_none(c)).then_some(Text::One(c)),
        BfString::String(text) => (!text.is_empty() && !text.chars().all(is_none)).then_some(Text::Several(text)),
    }
}

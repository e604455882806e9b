//! The content stream of a page → its characters with their places, and the lines that are drawn on it.
//!
//! Coordinates are points with the origin at the top left of the page as it is seen; characters that are set in another
//! direction than from left to right stand on a sheet of their own, which is turned so that they do.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as PdfString};
use hayro_syntax::page::{Page, Resources};
use unicode_normalization::UnicodeNormalization as _;

use super::encoding::text_string;
use super::file::Unpacker;
use super::font::{Font, Fonts, Set, Text};

/// How many operators of a file are carried out.
const MAX_OPERATORS: usize = 4_000_000;

/// How many characters of a file are kept.
const MAX_CHARACTERS: usize = 2_000_000;

/// How many drawn lines of a page are kept: a table has some hundreds, a drawing more than matters.
const MAX_RULES: usize = 20_000;

/// How deep forms stand in forms, and saved states on each other.
const MAX_DEPTH: usize = 16;
const MAX_STATES: usize = 512;

/// What stands for a bullet that is drawn.
pub(super) const BULLET: char = '\u{fdd0}';

/// The greatest width of a filled shape that is a line, in points.
const THIN: f32 = 2.5;

/// A character in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) c: char,
    /// Where it begins and where the next may follow.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where its baseline is.
    pub(super) base: f32,
    /// The size of its font.
    pub(super) size: f32,
    pub(super) is_bold: bool,
}

/// A line that is drawn, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Rule {
    pub(super) fn is_horizontal(&self) -> bool {
        self.right - self.left >= self.bottom - self.top
    }
}

/// What is on a page, in one direction.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) height: f32,
    /// In the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
}

/// What is on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The sheet of the direction that most of the characters are set in, then the others.
    pub(super) sheets: Vec<Sheet>,
    /// Whether there are pictures.
    pub(super) has_picture: bool,
    /// How many characters there are, and how many of them the fonts do not say.
    pub(super) characters: usize,
    pub(super) unknown: usize,
}

/// Reads the pages of a file one after the other, within bounds for all of them.
pub(super) struct Reader<'a> {
    fonts: Fonts<'a>,
    unpacker: &'a Unpacker,
    operators: usize,
    characters: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(unpacker: &'a Unpacker) -> Self {
        Self { fonts: Fonts::new(unpacker), unpacker, operators: 0, characters: 0 }
    }

    /// Whether something was left out because there was too much.
    pub(super) fn is_cut(&self) -> bool {
        self.unpacker.is_cut() || self.operators >= MAX_OPERATORS || self.characters >= MAX_CHARACTERS
    }

    /// What is on a page.
    pub(super) fn page(&mut self, page: &Page) -> Drawn {
        let (width, height) = page.render_dimensions();
        let content = self.content_of(page);
        let state = State { to_page: Matrix(page.initial_transform(true).as_coeffs()), ..State::default() };
        let mut hand =
            Hand { reader: self, width, height, glyphs: Vec::new(), rules: Vec::new(), has_picture: false, unknown: 0 };
        hand.draw(&content, page.resources(), state, 0);
        let Hand { glyphs, rules, has_picture, unknown, .. } = hand;
        let characters = glyphs.iter().filter(|(_, glyph)| glyph.c != BULLET).count();
        Drawn { sheets: sheets(width, height, &glyphs, &rules), has_picture, characters, unknown }
    }

    fn content_of(&self, page: &Page) -> Vec<u8> {
        let unpack = |stream: Stream| self.unpacker.unpack(&stream).unwrap_or_default();
        match page.raw().get::<Object>("Contents") {
            Some(Object::Stream(stream)) => unpack(stream),
            Some(Object::Array(streams)) => {
                let mut content = Vec::new();
                for stream in streams.iter::<Stream>() {
                    content.extend(unpack(stream));
                    content.push(b'\n');
                }
                content
            }
            _ => Vec::new(),
        }
    }
}

/// A map of the plane as PDF writes it: `[a b c d e f]`.
#[derive(Debug, Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(numbers: [&Number; 6]) -> Self {
        Self(numbers.map(Number::as_f64))
    }

    fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map and `next` after it.
    fn then(self, next: Self) -> Self {
        let (own, next) = (self.0, next.0);
        let along = |at: usize| [own[at] * next[0] + own[at + 1] * next[2], own[at] * next[1] + own[at + 1] * next[3]];
        let (x, y, origin) = (along(0), along(2), along(4));
        Self([x[0], x[1], y[0], y[1], origin[0] + next[4], origin[1] + next[5]])
    }

    fn point(&self, x: f64, y: f64) -> (f32, f32) {
        let to = self.0;
        ((to[0] * x + to[2] * y + to[4]) as f32, (to[1] * x + to[3] * y + to[5]) as f32)
    }
}

#[derive(Debug, Clone)]
struct State {
    to_page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    /// How much wider than drawn, 1 for not.
    stretch: f64,
    leading: f64,
    rise: f64,
    is_stroked: bool,
    text: Matrix,
    line: Matrix,
}

impl Default for State {
    fn default() -> Self {
        Self {
            to_page: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_stroked: false,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

/// The direction of a character: the quarter turns, clockwise, from left to right.
type Turn = usize;

/// Carries out the operators of a page.
struct Hand<'r, 'a> {
    reader: &'r mut Reader<'a>,
    width: f32,
    height: f32,
    glyphs: Vec<(Turn, Glyph)>,
    rules: Vec<Rule>,
    has_picture: bool,
    unknown: usize,
}

/// The shape that is being drawn.
#[derive(Debug, Default)]
struct Path {
    parts: Vec<Part>,
}

#[derive(Debug, Default)]
struct Part {
    points: Vec<(f32, f32)>,
    has_curve: bool,
}

impl Path {
    /// Shapes with more points are no lines of a table.
    const MAX_POINTS: usize = 32;

    fn begin(&mut self, point: (f32, f32)) {
        if self.parts.len() < MAX_RULES {
            self.parts.push(Part { points: vec![point], has_curve: false });
        }
    }

    fn line(&mut self, point: (f32, f32)) {
        if let Some(part) = self.parts.last_mut()
            && part.points.len() <= Self::MAX_POINTS
        {
            part.points.push(point);
        }
    }

    fn close(&mut self) {
        if let Some(first) = self.parts.last().and_then(|part| part.points.first().copied()) {
            self.line(first);
        }
    }

    fn curve(&mut self, to: (f32, f32)) {
        self.line(to);
        if let Some(part) = self.parts.last_mut() {
            part.has_curve = true;
        }
    }

    /// The bullets that are drawn before items: small shapes, as high as wide.
    fn bullets(&self) -> impl Iterator<Item = Rule> {
        let bounds = self.parts.iter().filter(|part| part.points.len() <= Self::MAX_POINTS).map(|part| bounds(&part.points));
        bounds.filter(|bounds| {
            let (width, height) = (bounds.right - bounds.left, bounds.bottom - bounds.top);
            (1.0..=8.0).contains(&width) && (width - height).abs() <= 0.2 * width
        })
    }

    fn rules(&self, is_filled: bool, is_stroked: bool) -> Vec<Rule> {
        let mut rules = Vec::new();
        for part in self.parts.iter().filter(|part| !part.has_curve && part.points.len() <= Self::MAX_POINTS) {
            let bounds = bounds(&part.points);
            if is_filled && (bounds.right - bounds.left <= THIN || bounds.bottom - bounds.top <= THIN) {
                rules.push(bounds);
            } else if is_stroked {
                let edges = part.points.windows(2).map(bounds_of_edge);
                rules.extend(edges.filter(|edge| edge.right - edge.left <= THIN || edge.bottom - edge.top <= THIN));
            }
        }
        rules
    }
}

fn bounds_of_edge(edge: &[(f32, f32)]) -> Rule {
    bounds(edge)
}

fn bounds(points: &[(f32, f32)]) -> Rule {
    let none = Rule { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
    points.iter().fold(none, |rule, &(x, y)| Rule {
        left: rule.left.min(x),
        top: rule.top.min(y),
        right: rule.right.max(x),
        bottom: rule.bottom.max(y),
    })
}

/// The text that replaces what is marked, and where that begins among the characters.
type Replacement = (usize, String);

impl Hand<'_, '_> {
    fn draw(&mut self, content: &[u8], resources: &Resources, mut state: State, depth: usize) {
        let mut operators = TypedIter::new(content);
        let mut saved: Vec<State> = Vec::new();
        let mut path = Path::default();
        let mut marked: Vec<Option<Replacement>> = Vec::new();
        while let Some(operator) = operators.next() {
            self.reader.operators += 1;
            if self.reader.operators >= MAX_OPERATORS {
                return;
            }
            match operator {
                Op::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(m) => {
                    state.to_page = Matrix::of([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]).then(state.to_page);
                }

                Op::MoveTo(to) => path.begin(state.to_page.point(to.0.as_f64(), to.1.as_f64())),
                Op::LineTo(to) => path.line(state.to_page.point(to.0.as_f64(), to.1.as_f64())),
                Op::CubicTo(to) => path.curve(state.to_page.point(to.4.as_f64(), to.5.as_f64())),
                Op::CubicStartTo(to) => path.curve(state.to_page.point(to.2.as_f64(), to.3.as_f64())),
                Op::CubicEndTo(to) => path.curve(state.to_page.point(to.2.as_f64(), to.3.as_f64())),
                Op::ClosePath(_) => path.close(),
                Op::RectPath(r) => {
                    let (x, y, width, height) = (r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64());
                    path.begin(state.to_page.point(x, y));
                    for (x, y) in [(x + width, y), (x + width, y + height), (x, y + height), (x, y)] {
                        path.line(state.to_page.point(x, y));
                    }
                }
                Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                    self.rule(&mut path, true, false);
                }
                Op::StrokePath(_) => self.rule(&mut path, false, true),
                Op::CloseAndStrokePath(_) => {
                    path.close();
                    self.rule(&mut path, false, true);
                }
                Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.rule(&mut path, true, true),
                Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                    path.close();
                    self.rule(&mut path, true, true);
                }
                Op::EndPath(_) => path = Path::default(),

                Op::BeginText(_) => (state.text, state.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                Op::TextFont(font) => {
                    state.font = resources.get_font(font.0).map(|dict| self.reader.fonts.font(&dict));
                    state.size = font.1.as_f64();
                }
                Op::CharacterSpacing(spacing) => state.spacing = spacing.0.as_f64(),
                Op::WordSpacing(spacing) => state.word_spacing = spacing.0.as_f64(),
                Op::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
                Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
                Op::TextRise(rise) => state.rise = rise.0.as_f64(),
                // Filled and stroked: a face made bold.
                Op::TextRenderingMode(mode) => state.is_stroked = mode.0.as_i64() == 2,
                Op::SetTextMatrix(m) => {
                    state.line = Matrix::of([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    state.text = state.line;
                }
                Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    state.next_line(by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
                Op::ShowText(text) => self.show(&mut state, text.0),
                Op::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0);
                }
                Op::ShowTextWithParameters(text) => {
                    (state.word_spacing, state.spacing) = (text.0.as_f64(), text.1.as_f64());
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2);
                }
                Op::ShowTexts(texts) => self.show_several(&mut state, texts.0),

                Op::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(&object, resources, &state, depth);
                    }
                }
                Op::InlineImage(_) => self.has_picture = true,
                Op::BeginMarkedContent(_) => marked.push(None),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let text = replacement(mark.1, resources);
                    marked.push(text.map(|text| (self.glyphs.len(), text)));
                }
                Op::EndMarkedContent(_) => {
                    if let Some((start, text)) = marked.pop().flatten() {
                        self.replace(start, &text);
                    }
                }
                _ => {}
            }
        }
    }

    fn rule(&mut self, path: &mut Path, is_filled: bool, is_stroked: bool) {
        let path = std::mem::take(path);
        if is_filled && self.reader.characters < MAX_CHARACTERS {
            for Rule { left, right, bottom, .. } in path.bullets() {
                // A bullet of this size stands in a line of about four times as much, half of its height over the baseline.
                let size = 3.5 * (right - left);
                let glyph = Glyph { c: BULLET, left, right, base: bottom + 0.15 * size, size, is_bold: false };
                self.glyphs.push((0, glyph));
                self.reader.characters += 1;
            }
        }
        let room = MAX_RULES.saturating_sub(self.rules.len());
        let is_on_page = |rule: &Rule| {
            let within = |at: f32, end: f32| (-1.0..=end + 1.0).contains(&at);
            within(rule.left, self.width) && within(rule.right, self.width) && within(rule.top, self.height)
        };
        self.rules.extend(path.rules(is_filled, is_stroked).into_iter().filter(is_on_page).take(room));
    }

    /// Draws a form; a picture is only noted.
    fn object(&mut self, object: &Stream, resources: &Resources, state: &State, depth: usize) {
        let kind = object.dict().get::<Name>("Subtype");
        if kind.is_some_and(|kind| kind.as_ref() == b"Image") {
            self.has_picture = true;
        } else if depth < MAX_DEPTH
            && let Some(content) = self.reader.unpacker.unpack(object)
        {
            let matrix = object.dict().get::<Array>("Matrix").and_then(|matrix| {
                let numbers: Vec<f64> = matrix.iter::<f64>().take(6).collect();
                numbers.try_into().ok().map(Matrix)
            });
            let own = object.dict().get::<Dict>("Resources").map(Resources::new);
            let state = State { to_page: matrix.unwrap_or(Matrix::IDENTITY).then(state.to_page), ..state.clone() };
            self.draw(&content, own.as_ref().unwrap_or(resources), state, depth + 1);
        }
    }

    fn show_several(&mut self, state: &mut State, texts: &Array) {
        let is_vertical = state.font.as_ref().is_some_and(|font| font.is_vertical());
        for text in texts.iter::<Object>() {
            match text {
                Object::String(text) => self.show(state, &text),
                Object::Number(back) => {
                    let by = -back.as_f64() / 1000.0 * state.size;
                    let shift = if is_vertical { Matrix::shift(0.0, by) } else { Matrix::shift(by * state.stretch, 0.0) };
                    state.text = shift.then(state.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, state: &mut State, text: &PdfString) {
        let Some(font) = state.font.clone() else { return };
        font.read(text.as_bytes(), |set| self.set(state, &font, &set));
    }

    fn set(&mut self, state: &mut State, font: &Font, set: &Set) {
        let is_vertical = font.is_vertical();
        let spacing = state.spacing + if set.is_blank { state.word_spacing } else { 0.0 };
        let advance = f64::from(set.advance) * state.size;
        let shape = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let to_page = shape.then(state.text).then(state.to_page);
        let shift = |by: f64| if is_vertical { Matrix::shift(0.0, -by) } else { Matrix::shift(by * state.stretch, 0.0) };
        let end = shape.then(shift(advance).then(state.text)).then(state.to_page);
        self.place(&to_page, end.point(0.0, 0.0), is_vertical, state.is_stroked || font.is_bold, set.text.as_ref());
        state.text = shift(advance + spacing).then(state.text);
    }

    /// Puts a character on the page. `end` is where the next would follow.
    fn place(&mut self, to_page: &Matrix, end: (f32, f32), is_vertical: bool, is_bold: bool, text: Option<&Text>) {
        let start = to_page.point(0.0, 0.0);
        let to = to_page.0.map(|number| number as f32);
        let size = to[2].hypot(to[3]);
        let along = if is_vertical { (-to[2], -to[3]) } else { (to[0], to[1]) };
        let is_on_page = (-size..=self.width + size).contains(&start.0) && (-size..=self.height + size).contains(&start.1);
        // A watermark that runs across the page is no part of its text.
        let is_straight = along.0.abs().min(along.1.abs()) <= 0.1 * along.0.abs().max(along.1.abs());
        if !(0.5..=2000.0).contains(&size) || !is_on_page || !is_straight || self.reader.characters >= MAX_CHARACTERS {
            return;
        }
        let turn =
            if along.0.abs() >= along.1.abs() { usize::from(along.0 < 0.0) * 2 } else { 1 + usize::from(along.1 < 0.0) * 2 };
        let turned = |(x, y): (f32, f32)| turned(turn, (x, y), self.width, self.height);
        let ((left, base), (right, _)) = (turned(start), turned(end));
        // A character that is set from top to bottom hangs from the middle of its top.
        let base = if is_vertical { base + 0.38 * size } else { base };
        let mut add = |c: char, part: (f32, f32)| {
            let Some(c) = clean(c) else { return };
            let width = right - left;
            let (left, right) = (left + width * part.0, left + width * part.1);
            self.glyphs.push((turn, Glyph { c, left, right, base, size, is_bold }));
            self.reader.characters += 1;
        };
        match text {
            Some(Text::One(c)) => add(*c, (0.0, 1.0)),
            Some(Text::Several(text)) => {
                let count = text.chars().count() as f32;
                text.chars().enumerate().for_each(|(index, c)| add(c, (index as f32 / count, (index + 1) as f32 / count)));
            }
            None => {
                self.unknown += 1;
                add('\u{fffd}', (0.0, 1.0));
            }
        }
    }

    /// Puts a text in the place of the characters from `start` on, if they stand on one line.
    fn replace(&mut self, start: usize, text: &str) {
        let Some(&(turn, first)) = self.glyphs.get(start) else { return };
        let replaced = &self.glyphs[start..];
        let is_line = replaced.iter().all(|(other, glyph)| *other == turn && (glyph.base - first.base).abs() < first.size * 0.5);
        let right = replaced.iter().map(|(_, glyph)| glyph.right).fold(first.right, f32::max);
        if !is_line || replaced.len() > 64 {
            return;
        }
        self.unknown -= replaced.iter().filter(|(_, glyph)| glyph.c == '\u{fffd}').count().min(self.unknown);
        self.glyphs.truncate(start);
        let characters: Vec<char> = text.chars().filter_map(clean).collect();
        let width = (right - first.left) / characters.len().max(1) as f32;
        for (index, c) in characters.into_iter().enumerate() {
            let left = first.left + width * index as f32;
            self.glyphs.push((turn, Glyph { c, left, right: left + width, ..first }));
        }
    }
}

impl State {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

/// The text that the properties of marked content say it stands for.
fn replacement(properties: &Object, resources: &Resources) -> Option<String> {
    let text = |dict: &Dict| dict.get::<PdfString>("ActualText").map(|text| text_string(text.as_bytes()));
    match properties {
        Object::Dict(dict) => text(dict),
        Object::Name(name) => resources.properties.get::<Dict>(name).as_ref().and_then(text),
        _ => None,
    }
}

/// Where a point is on a sheet that is turned so that what runs in a direction runs from left to right.
fn turned(turn: Turn, (x, y): (f32, f32), width: f32, height: f32) -> (f32, f32) {
    match turn {
        0 => (x, y),
        1 => (y, width - x),
        2 => (width - x, height - y),
        _ => (height - y, x),
    }
}

/// The sheets of a page, that with the most characters first.
fn sheets(width: f32, height: f32, glyphs: &[(Turn, Glyph)], rules: &[Rule]) -> Vec<Sheet> {
    let mut sheets: Vec<(Turn, Sheet)> = (0..4)
        .map(|turn| {
            let own = glyphs.iter().filter(|(own, _)| *own == turn).map(|&(_, glyph)| glyph).collect();
            let height = if turn % 2 == 0 { height } else { width };
            (turn, Sheet { height, glyphs: own, rules: Vec::new() })
        })
        .filter(|(_, sheet)| !sheet.glyphs.is_empty())
        .collect();
    sheets.sort_by_key(|(turn, sheet)| (std::cmp::Reverse(sheet.glyphs.len()), *turn));
    if let Some((turn, sheet)) = sheets.first_mut() {
        let corner = |point| turned(*turn, point, width, height);
        sheet.rules =
            rules.iter().map(|rule| bounds(&[corner((rule.left, rule.top)), corner((rule.right, rule.bottom))])).collect();
    }
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

/// A character as a reader would type it: not the radical that looks like it, nor its form for vertical text.
fn clean(c: char) -> Option<char> {
    /// Radicals that fonts give for the characters that look the same; Unicode does not call them equal.
    const RADICALS: &str = "⺠民⻁虎⻄西⻆角⻑長⻘青⻚頁⻝食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻲亀";
    match c {
        '\u{a0}' | '\t' => Some(' '),
        '\u{2f00}'..='\u{2fdf}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe4f}' => std::iter::once(c).nfkc().next(),
        '\u{2e80}'..='\u{2eff}' => {
            let mut characters = RADICALS.chars();
            while let (Some(radical), Some(character)) = (characters.next(), characters.next()) {
                if radical == c {
                    return Some(character);
                }
            }
            Some(c)
        }
        // Bullets of the fonts of symbols.
        '\u{f06c}' | '\u{f06e}' | '\u{f09f}' | '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f0fc}' => Some('•'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_those_that_a_reader_would_type() {
        let check = |c: char, expected: Option<char>| assert_eq!(clean(c), expected, "{c:?}");
        check('⼈', Some('人'));
        check('⻑', Some('長'));
        check('︒', Some('。'));
        check('﹁', Some('「'));
        check('\u{f0b7}', Some('•'));
        check('\u{ad}', None);
        check('青', Some('青'));
    }

    #[test]
    fn one_map_follows_another() {
        let twice = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(3.0, 4.0).then(twice).point(1.0, 1.0), (8.0, 10.0));
        assert_eq!(twice.then(Matrix::shift(3.0, 4.0)).point(1.0, 1.0), (5.0, 6.0));
    }
}

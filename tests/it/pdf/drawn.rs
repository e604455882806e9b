//! What stands on hand-made pages, in fonts and layouts that the programs at hand do not print.

use encoding_rs::{EUC_JP, SHIFT_JIS};
use jikenbo::page::{self, BlockKind, Error, Hints, Page, Warning};

use super::file::{File, hex, lines, utf_16};

const TEXT: &str = "青葉商事は6日、顧客1,200人分の情報が流出したと発表した。";

fn read(file: File) -> Result<(Page, Vec<Warning>), Error> {
    page::read(&file.bytes(), &Hints::default())
}

/// The blocks of a page, each with its kind.
fn outline(page: &Page) -> Vec<String> {
    let blocks = page.posts.iter().flat_map(|post| &post.blocks);
    let line = |kind: &BlockKind, text: &str| match kind {
        BlockKind::Heading(level) => format!("h{level} {text}"),
        BlockKind::Item => format!("li {text}"),
        BlockKind::Cell(cell) => format!(
            "[{}|{}] {text}",
            cell.row_heading.as_deref().unwrap_or_default(),
            cell.column_heading.as_deref().unwrap_or_default()
        ),
        _ => format!("p {text}"),
    };
    blocks.map(|block| line(&block.kind, &block.text)).collect()
}

/// Checks the blocks of the page that a file holds.
#[track_caller]
fn check(file: File, expected: &[&str]) -> Page {
    let (page, warnings) = read(file).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((outline(&page), warnings), (expected.iter().map(ToString::to_string).collect(), vec![]));
    page
}

#[test]
fn predefined_maps_of_japanese_fonts_are_known() {
    let ucs_2 = utf_16(TEXT);
    let shift_jis = hex(&SHIFT_JIS.encode(TEXT).0);
    let euc = hex(&EUC_JP.encode(TEXT).0);
    for (map, text) in [
        ("90ms-RKSJ-H", &shift_jis),
        ("90msp-RKSJ-H", &shift_jis),
        ("EUC-H", &euc),
        ("UniJIS-UCS2-H", &ucs_2),
        ("UniJIS-UTF16-H", &ucs_2),
        ("UniJIS2004-UTF16-H", &ucs_2),
    ] {
        let mut file = File::new();
        let font = file.japanese(map);
        file.page(&format!("/F1 {font} 0 R"), &lines(&[(10, 60, 700, text.clone())]));
        check(file, &[&format!("p {TEXT}")]);
    }
}

#[test]
fn the_numbers_of_glyphs_are_known_without_a_map_to_unicode() {
    let mut file = File::new();
    let font = file.japanese("Identity-H");
    // The glyphs 1125 and 1126 of Adobe-Japan1.
    file.page(
        &format!("/F1 {font} 0 R"),
        &lines(&[(10, 60, 700, hex(&[1125u16.to_be_bytes(), 1126u16.to_be_bytes()].concat()))]),
    );
    check(file, &["p 亜唖"]);
}

#[test]
fn a_map_to_unicode_counts_before_all_else() {
    let mut file = File::new();
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange \
        2 beginbfchar <0001> <97525802> <0002> <2f08> endbfchar endcmap end";
    let map = file.stream("", map.replace("5802", "8449").as_bytes());
    let glyphs = file.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
    let font = file.object(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] /ToUnicode {map} 0 R >>"
    ));
    file.page(&format!("/F1 {font} 0 R"), &lines(&[(10, 60, 700, "<00010002>".to_owned())]));
    // The radical 人 is read as the character.
    check(file, &["p 青葉人"]);
}

#[test]
fn latin_fonts_are_read_by_their_encodings() {
    let mut file = File::new();
    let font = file.object(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding \
         /Differences [1 /bullet /uni9752 /quoteright] >> >>",
    );
    file.page(&format!("/F1 {font} 0 R"), &lines(&[(10, 60, 700, r"(Aoba Trading\003s \(\002\) \226 2,456)".to_owned())]));
    check(file, &["p Aoba Trading’s (青) – 2,456"]);
}

#[test]
fn characters_that_no_font_names_are_told() {
    let unnamed = |file: &mut File| {
        let glyphs = file.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
        file.object(format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{glyphs} 0 R] >>"
        ))
    };
    let mut file = File::new();
    let (font, known) = (unnamed(&mut file), file.japanese("UniJIS-UCS2-H"));
    let content = lines(&[(10, 60, 700, utf_16(TEXT))]).replace("F1", "F2") + &lines(&[(10, 60, 600, "<0001>".to_owned())]);
    file.page(&format!("/F1 {font} 0 R /F2 {known} 0 R"), &content);
    let (page, warnings) = read(file).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(outline(&page), [format!("p {TEXT}"), "p \u{fffd}".to_owned()]);
    assert_eq!(warnings, [Warning::UnknownCharacters { count: 1 }]);
    let mut file = File::new();
    let font = unnamed(&mut file);
    file.page(&format!("/F1 {font} 0 R"), &lines(&[(10, 60, 700, "<000100020003>".to_owned())]));
    assert!(matches!(read(file), Err(Error::Damaged { .. })));
}

#[test]
fn vertical_text_is_read_from_the_right() {
    let mut file = File::new();
    let font = file.japanese("UniJIS-UTF16-V");
    let columns = [
        (10, 500, 780, utf_16("青葉商事は六日、顧客千二百人分の情報が外部に流出した可能性があ")),
        (10, 480, 780, utf_16("ると発表した。")),
        (10, 440, 780, utf_16("原因は調べている。")),
    ];
    file.page(&format!("/F1 {font} 0 R"), &lines(&columns));
    check(file, &["p 青葉商事は六日、顧客千二百人分の情報が外部に流出した可能性があると発表した。", "p 原因は調べている。"]);
}

/// A file in a Japanese font, each page with lines of size, place and text.
fn set(pages: &[&[(u32, u32, u32, &str)]]) -> File {
    let mut file = File::new();
    let font = file.japanese("UniJIS-UTF16-H");
    for page in pages {
        let content: Vec<_> = page.iter().map(|&(size, x, y, text)| (size, x, y, utf_16(text))).collect();
        file.page(&format!("/F1 {font} 0 R"), &lines(&content));
    }
    file
}

#[test]
fn a_notice_is_read_as_its_writer_set_it() {
    let page = check(
        set(&[&[
            (10, 420, 780, "2023年4月6日"),
            (10, 60, 760, "お客様各位"),
            (10, 400, 740, "青葉商事株式会社"),
            (14, 150, 700, "不正アクセスに関するお知らせとお詫び"),
            (10, 70, 660, "このたび、当社のサーバーが第三者による不正アクセスを受け、お客様の個人情報が流出し"),
            (10, 60, 644, "た可能性のあることが判明いたしましたのでお知らせいたします。"),
            (10, 285, 620, "記"),
            (10, 60, 596, "1. 対象のお客様"),
            (10, 70, 580, "オンラインショップをご利用いただいたお客様1,200名様の氏名と住所です。"),
            (10, 490, 550, "以上"),
        ]]),
        &[
            "p 2023年4月6日",
            "p お客様各位",
            "p 青葉商事株式会社",
            "h1 不正アクセスに関するお知らせとお詫び",
            "p このたび、当社のサーバーが第三者による不正アクセスを受け、お客様の個人情報が流出した可能性のあることが判明いたしましたのでお知らせいたします。",
            "p 記",
            "h4 1. 対象のお客様",
            "p オンラインショップをご利用いただいたお客様1,200名様の氏名と住所です。",
            "p 以上",
        ],
    );
    assert_eq!(page.title.as_deref(), Some("不正アクセスに関するお知らせとお詫び"));
    assert_eq!(page.owner.as_deref(), Some("青葉商事株式会社"));
    assert_eq!(page.published.map(|date| date.to_string()).as_deref(), Some("2023-04-06"));
}

#[test]
fn what_is_repeated_at_the_edges_of_pages_is_dropped() {
    check(
        set(&[
            &[
                (8, 60, 815, "青葉商事株式会社 ニュースリリース"),
                (10, 60, 120, "当社は調査を進めた結果、四月六日に外部の専門会社から報告を受け、お客様の情報が外部"),
                (8, 290, 30, "1 / 2"),
            ],
            &[
                (8, 60, 815, "青葉商事株式会社 ニュースリリース"),
                (10, 60, 740, "に流出したことを確認いたしました。"),
                (8, 290, 30, "2 / 2"),
            ],
        ]),
        &[
            "p 当社は調査を進めた結果、四月六日に外部の専門会社から報告を受け、お客様の情報が外部に流出したことを確認いたしました。",
        ],
    );
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut lines = vec![(16, 60, 780, "広報あおば四月号")];
    let left = ["市の職員が市民の名簿を電車に置", "き忘れ、名簿が見つからないこと", "が分かりました。"];
    let right = ["名簿には市民百二十人の氏名があ", "り、警察に届けを出すとともに対", "象者に連絡しています。"];
    for ((left, right), y) in left.into_iter().zip(right).zip([740, 724, 708]) {
        lines.extend([(10, 60, y, left), (10, 320, y, right)]);
    }
    check(
        set(&[&lines]),
        &[
            "h1 広報あおば四月号",
            "p 市の職員が市民の名簿を電車に置き忘れ、名簿が見つからないことが分かりました。",
            "p 名簿には市民百二十人の氏名があり、警察に届けを出すとともに対象者に連絡しています。",
        ],
    );
}

#[test]
fn drawn_tables_have_headings() {
    let mut file = File::new();
    let font = file.japanese("UniJIS-UTF16-H");
    let cells = [
        (10, 70, 688, utf_16("区分")),
        (10, 210, 688, utf_16("件数")),
        (10, 310, 688, utf_16("備考")),
        (10, 70, 668, utf_16("会員")),
        (10, 210, 668, utf_16("120件")),
        (10, 310, 668, utf_16("氏名のみ")),
    ];
    let rules = "60 700 m 400 700 l S 60 680 m 400 680 l S 60 660 340 0.5 re f \
        60 660 m 60 700 l S 200 660 m 200 700 l S 300 660 m 300 700 l S 400 660 m 400 700 l S ";
    file.page(&format!("/F1 {font} 0 R"), &(rules.to_owned() + &lines(&cells)));
    check(file, &["[|] 区分", "[|] 件数", "[|] 備考", "[|区分] 会員", "[会員|件数] 120件", "[会員|備考] 氏名のみ"]);
}

#[test]
fn a_scan_is_named_as_having_no_text() {
    let mut file = File::new();
    let picture =
        file.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\xff");
    let content = file.stream("", b"q 595 0 0 842 0 0 cm /I Do Q");
    file.page_of(&format!("/Resources << /XObject << /I {picture} 0 R >> >> /Contents {content} 0 R"));
    assert_eq!(read(file).err(), Some(Error::OnlyPictures));
    let mut file = File::new();
    file.page("", "");
    assert_eq!(read(file).err(), Some(Error::NoText));
}

#[test]
fn what_a_file_says_of_itself_is_believed_where_the_page_bears_it_out() {
    let mut file = set(&[&[(14, 60, 780, "名簿の紛失について"), (10, 60, 740, TEXT)]]);
    let info = file.object(format!(
        "<< /Title {} /Author {} /CreationDate (D:20240102030405+09'00') >>",
        utf_16("\u{feff}Microsoft Word - 名簿 の紛失について"),
        utf_16("\u{feff}青葉商事株式会社")
    ));
    file.trailer = format!("/Info {info} 0 R");
    let (page, _) = read(file).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.title.as_deref(), Some("名簿 の紛失について"));
    assert_eq!((page.owner.as_deref(), page.author.as_deref()), (Some("青葉商事株式会社"), Some("青葉商事株式会社")));
    // When a file was made says nothing of when its text was published: it may be an old page printed today.
    assert_eq!(page.published, None);
}

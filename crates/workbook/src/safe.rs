//! Text that a spreadsheet program shows and never runs.
//!
//! Cells of the visitor's files come from suppliers and brokers. A text that
//! begins with `=`, `+`, `-`, `@`, a tab or a line end may be taken for a
//! formula when a file is opened or saved on, so an apostrophe is put before it;
//! only cells that were typed as numbers here go without. Characters that hide
//! what is written (control characters, marks that turn the direction of
//! writing) are shown by their names, and nothing is left out.

/// Characters in a cell, by the spreadsheet format.
pub const LONGEST: usize = 32_767;

/// The first characters that may begin a formula, the wide forms of East Asian
/// keyboards among them.
const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as a cell may hold it.
#[must_use]
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 1);
    if raw.starts_with(STARTS) {
        out.push('\'');
    }
    for c in raw.chars() {
        push(&mut out, c);
    }
    if out.encode_utf16().count() > LONGEST {
        shorten(&mut out);
    }
    out
}

fn push(out: &mut String, c: char) {
    let code = u32::from(c);
    match code {
        // Each of these has a picture.
        0..=0x1F => out.push(char::from_u32(0x2400 + code).unwrap_or('\u{2426}')),
        0x7F => out.push('\u{2421}'),
        _ if is_hidden(code) => {
            out.push_str(&format!("[U+{code:04X}]"));
        }
        _ => out.push(c),
    }
}

/// Whether a character shows nothing itself and changes how others are shown,
/// or may not stand in a file.
fn is_hidden(code: u32) -> bool {
    matches!(
        code,
        0x80..=0x9F | 0xAD | 0x061C | 0x200B | 0x200E | 0x200F | 0x2028..=0x202E
            | 0x2060..=0x2069 | 0xFEFF | 0xFFF9..=0xFFFB | 0xFFFE | 0xFFFF
            | 0xE0000..=0xE007F
    )
}

fn shorten(out: &mut String) {
    let mut units = 0;
    let cut = out.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > LONGEST - 1).then_some(at)
    });
    out.truncate(cut.unwrap_or(out.len()));
    out.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_begins_like_a_formula() {
        for raw in [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-cmd",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
        ] {
            assert!(text(raw).starts_with('\''), "{raw:?}");
        }
        for raw in ["W3K-0412003-2", "6302.60.0020", "007", "a=b", "", "'quoted"] {
            assert_eq!(text(raw), raw);
        }
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(text("a\tb\u{0}c"), "a␉b␀c");
        assert_eq!(text("left\u{202E}right"), "left[U+202E]right");
        assert_eq!(text("<b>bold</b> & more"), "<b>bold</b> & more");
        assert_eq!(text("日本 é"), "日本 é");
    }

    proptest! {
        #[test]
        fn every_text_is_safe(raw in any::<String>()) {
            let shown = text(&raw);
            prop_assert!(!shown.starts_with(STARTS));
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert!(shown.encode_utf16().count() <= LONGEST);
            // Twice is as once.
            prop_assert_eq!(text(&shown), shown);
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let shown = text(&"𝄞".repeat(40_000));
        assert!(shown.encode_utf16().count() <= LONGEST && shown.ends_with('…'));
    }
}

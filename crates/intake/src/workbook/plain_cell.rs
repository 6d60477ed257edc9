//! A cell as nearly every program writes it, read in one step.
//!
//! `<c r="B2" s="3" t="s"><v>17</v></c>` is five tokens, and a sheet has little
//! else. Here it is gone through once. Whatever is written in another way is left
//! to the tokens.

/// What such a cell says; what it does not say is empty.
pub(super) struct PlainCell<'a> {
    pub(super) reference: &'a str,
    pub(super) style: &'a str,
    pub(super) stored: &'a str,
    /// What stands in `<v>`, with its references.
    pub(super) value: &'a str,
    /// Bytes of it all.
    pub(super) length: usize,
}

impl<'a> PlainCell<'a> {
    /// The cell that a text begins with; nothing where it is none, is written in
    /// another way, or goes on past the text.
    #[inline]
    pub(super) fn at_start_of(text: &'a str) -> Option<Self> {
        const CLOSE: &[u8] = b"</v></c>";
        let bytes = text.as_bytes();
        let until = |from: usize, end: u8| {
            let length = bytes.get(from..)?.iter().position(|byte| *byte == end)?;
            text.get(from..from + length)
        };
        let mut cell = PlainCell {
            reference: "",
            style: "",
            stored: "",
            value: "",
            length: 0,
        };
        let mut at = 2; // after `<c`, which is looked at last
        loop {
            let said = match bytes.get(at..)? {
                [b'>', b'<', b'v', b'>', ..] => break,
                [b' ', b'r', b'=', b'"', ..] => &mut cell.reference,
                [b' ', b's', b'=', b'"', ..] => &mut cell.style,
                [b' ', b't', b'=', b'"', ..] => &mut cell.stored,
                _ => return None,
            };
            *said = until(at + 4, b'"')?;
            at += said.len() + 5;
        }
        cell.value = until(at + 4, b'<')?;
        at += 4 + cell.value.len();
        cell.length = at + CLOSE.len();
        (bytes.starts_with(b"<c") && bytes.get(at..)?.starts_with(CLOSE)).then_some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::PlainCell;

    #[test]
    fn what_is_plain() {
        let cell = PlainCell::at_start_of("<c r=\"B2\" s=\"3\" t=\"s\"><v>17</v></c><c/>").unwrap();
        assert_eq!((cell.reference, cell.style), ("B2", "3"));
        assert_eq!((cell.stored, cell.value, cell.length), ("s", "17", 35));
        let cell = PlainCell::at_start_of("<c><v></v></c>").unwrap();
        assert_eq!((cell.reference, cell.value, cell.length), ("", "", 14));
        for other in [
            "",
            "<c",
            "<c r=\"B2",
            "<c r=\"B2\"/>",
            "<c  r=\"B2\"><v>1</v></c>",
            "<c r='B2'><v>1</v></c>",
            "<c cm=\"1\"><v>1</v></c>",
            "<c><f>A1</f><v>1</v></c>",
            "<c><v>1</v></c",
            "<c><v>1</v><x/></c>",
            "<b><v>1</v></c>",
            "<row r=\"1\">",
        ] {
            assert!(PlainCell::at_start_of(other).is_none(), "{other}");
        }
    }
}

//! What a cell's number format says about its number.

use super::part::{Part, Tag, Token};
use crate::cell::CellKind;
use std::collections::BTreeMap;
use std::io::Read;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A number, a percentage or a date.
    As(CellKind),
    /// A whole number with zeros before it up to this many digits: the format
    /// `0000000000` of a column of codes. The zeros are what the visitor sees,
    /// so they belong to the text.
    Padded(u8),
}

/// Number formats by style index.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    shown: Vec<Shown>,
}

/// More styles than Excel allows are not kept.
const MOST: usize = 65_536;

impl Styles {
    /// Reads the styles part. A damaged one gives what was read up to there.
    pub(crate) fn read<R: Read>(part: &mut Part<R>) -> Self {
        let mut styles = Self::default();
        let mut formats = BTreeMap::new();
        let mut in_cell_formats = false;
        while let Ok(token) = part.next() {
            match token {
                Token::End => break,
                Token::Open(tag) if tag.name == "cellXfs" => in_cell_formats = !tag.empty,
                Token::Close("cellXfs") => in_cell_formats = false,
                Token::Open(tag) => match tag.name {
                    "numFmt" if formats.len() < MOST => {
                        if let Some((id, code)) = format(tag) {
                            formats.insert(id, shown_by(&code));
                        }
                    }
                    "xf" if in_cell_formats && styles.shown.len() < MOST => {
                        let id = tag
                            .attribute("numFmtId")
                            .and_then(|id| id.parse().ok())
                            .unwrap_or(0);
                        let shown = formats.get(&id).copied();
                        styles.shown.push(shown.unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        styles
    }

    /// The styles of a list of what each makes of a number.
    pub(crate) fn of(shown: Vec<Shown>) -> Self {
        Self { shown }
    }

    /// What the style with this index makes of a number.
    pub(crate) fn get(&self, index: u32) -> Shown {
        self.shown
            .get(index as usize)
            .copied()
            .unwrap_or(Shown::As(CellKind::Number))
    }
}

fn format(tag: Tag<'_>) -> Option<(u32, String)> {
    let id = tag.attribute("numFmtId")?.parse().ok()?;
    Some((id, tag.attribute("formatCode")?.into_owned()))
}

/// Formats that have a number and no code (ECMA-376, 18.8.30).
pub(crate) fn built_in(id: u32) -> Shown {
    Shown::As(match id {
        9 | 10 => CellKind::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => CellKind::Date,
        _ => CellKind::Number,
    })
}

/// What a format code makes of a number: of its first section, the one for
/// positive numbers, without quoted and escaped characters.
pub(crate) fn shown_by(code: &str) -> Shown {
    let mut plain = String::with_capacity(code.len());
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            // A colour, a locale or a condition; [h] and its like are times.
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if inside.chars().all(|c| "hmsHMS".contains(c)) {
                    plain.push_str(&inside);
                }
            }
            ';' => break,
            other => plain.push(other.to_ascii_lowercase()),
        }
    }
    let plain = plain.trim();
    if plain.contains("general") {
        return Shown::As(CellKind::Number);
    }
    if plain.contains(['d', 'm', 'y', 'h', 's']) {
        return Shown::As(CellKind::Date);
    }
    if plain.contains('%') {
        return Shown::As(CellKind::Percent);
    }
    let zeros = plain.bytes().filter(|b| *b == b'0').count();
    let only_zeros = plain.chars().all(|c| matches!(c, '0' | '-' | ' ' | '/'));
    match u8::try_from(zeros) {
        Ok(width @ 2..=30) if only_zeros => Shown::Padded(width),
        _ => Shown::As(CellKind::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let number = Shown::As(CellKind::Number);
        let date = Shown::As(CellKind::Date);
        for (code, want) in [
            ("General", number),
            ("0.00", number),
            ("#,##0.00", number),
            ("\"$\"#,##0.00", number),
            ("[Red]-#,##0", number),
            ("mm/dd/yyyy", date),
            ("d-mmm-yy", date),
            ("[$-409]m/d/yy h:mm AM/PM;@", date),
            ("[h]:mm:ss", date),
            ("yyyy\\-mm\\-dd", date),
            ("0.0%", Shown::As(CellKind::Percent)),
            ("0000000000", Shown::Padded(10)),
            ("0000\\.00\\.0000", Shown::Padded(10)),
            ("\"day\" 0", number),
        ] {
            assert_eq!(shown_by(code), want, "{code}");
        }
    }

    #[test]
    fn by_index() {
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="mm/dd/yyyy"/></numFmts>
            <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"><alignment/></xf></cellXfs></styleSheet>"#;
        let limits = crate::Limits::default();
        let styles = Styles::read(&mut Part::new(xml.as_bytes(), 1, &limits));
        let kinds: Vec<_> = (0..3).map(|ix| styles.get(ix)).collect();
        let (number, date) = (Shown::As(CellKind::Number), Shown::As(CellKind::Date));
        assert_eq!(kinds, [number, date, date]);
    }
}

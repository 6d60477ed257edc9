//! One record into its fields, without copying.
//!
//! A field is a range of the text it stands in. Only a field that differs from
//! its text (a doubled quote inside, characters after the closing quote) is
//! written out, into a scratch string that lives as long as the record.
//!
//! The meaning is that of the `csv` crate, whose reader is the oracle in the
//! tests: a quote counts only at the start of a field; inside, two quotes are
//! one; whatever follows the closing quote belongs to the field. What it adds
//! is what accounting for every row needs and that reader does not tell: blank
//! lines are records, and a quote that never closes is a character.

use super::dialect::Dialect;
use super::specials::Specials;

/// Where a field's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    /// The end, with the top bit set when the range is one of the scratch
    /// string.
    end: u32,
}

const SCRATCH: u32 = 1 << 31;

impl Span {
    fn of_text(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32 & !SCRATCH,
        }
    }

    fn of_scratch(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32 | SCRATCH,
        }
    }

    /// The field.
    pub(crate) fn text<'a>(self, text: &'a str, scratch: &'a str) -> &'a str {
        let from = if self.end & SCRATCH == 0 {
            text
        } else {
            scratch
        };
        from.get(self.start as usize..(self.end & !SCRATCH) as usize)
            .unwrap_or("")
    }

    /// Whether the field has no characters at all.
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end & !SCRATCH
    }
}

/// The fields of one record.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// In column order.
    pub(crate) spans: Vec<Span>,
    /// What [`Span`]s of the scratch string refer to.
    pub(crate) scratch: String,
}

/// How a record ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Split {
    /// The record is whole; the next begins at this place.
    Record(usize),
    /// The text ends before the record does.
    Unfinished,
    /// The text and the file end inside a quoted field.
    OpenQuote,
}

/// Splits the record that begins at `from`. `last` says that the file ends
/// with the text; `columns` bounds how many fields are kept.
///
/// With `literal`, quotes are characters like any other.
pub(crate) fn split(
    text: &str,
    from: usize,
    last: bool,
    dialect: &Dialect,
    literal: bool,
    columns: usize,
    fields: &mut Fields,
) -> Split {
    fields.spans.clear();
    fields.scratch.clear();
    let bytes = text.as_bytes();
    let delimiter = dialect.delimiter;
    let quote = if literal { None } else { dialect.quote };
    let mut specials = Specials::new(bytes, from, delimiter, quote.unwrap_or(delimiter));
    let mut at = from;
    loop {
        if dialect.skip_blanks {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|byte| **byte == b' ').count();
        }
        let (span, end) = match bytes.get(at) {
            Some(first) if Some(*first) == quote => {
                match quoted(text, at, last, dialect, &mut specials, &mut fields.scratch) {
                    Ok(found) => found,
                    Err(how) => return how,
                }
            }
            _ => {
                let end = unquoted(bytes, at, quote, &mut specials);
                (Span::of_text(at, end), end)
            }
        };
        if fields.spans.len() < columns {
            fields.spans.push(span);
        }
        match bytes.get(end) {
            Some(b'\n') => return Split::Record(end + 1),
            Some(b'\r') => match bytes.get(end + 1) {
                Some(b'\n') => return Split::Record(end + 2),
                None if !last => return Split::Unfinished,
                _ => return Split::Record(end + 1),
            },
            Some(_) => at = end + 1,
            None if last => return Split::Record(end),
            None => return Split::Unfinished,
        }
    }
}

/// Where the unquoted text that begins at `at` ends; a quote in it is a
/// character.
#[inline]
fn unquoted(bytes: &[u8], at: usize, quote: Option<u8>, specials: &mut Specials<'_>) -> usize {
    let mut end = specials.next(at);
    while quote.is_some() && bytes.get(end).copied() == quote {
        end = specials.next(end + 1);
    }
    end
}

/// The next quote at `from` or after it.
#[inline]
fn next_quote(bytes: &[u8], from: usize, quote: u8, specials: &mut Specials<'_>) -> Option<usize> {
    let mut at = specials.next(from);
    loop {
        match bytes.get(at) {
            Some(byte) if *byte == quote => return Some(at),
            Some(_) => at = specials.next(at + 1),
            None => return None,
        }
    }
}

/// The quoted field that opens at `at`, and where it ends.
#[inline]
fn quoted(
    text: &str,
    at: usize,
    last: bool,
    dialect: &Dialect,
    specials: &mut Specials<'_>,
    scratch: &mut String,
) -> Result<(Span, usize), Split> {
    let bytes = text.as_bytes();
    let quote = dialect.quote.unwrap_or(b'"');
    let scratch_start = scratch.len();
    // The part not yet written to the scratch string.
    let mut part = at + 1;
    let mut search = at + 1;
    let close = loop {
        let found = match dialect.escape {
            None => next_quote(bytes, search, quote, specials),
            Some(escape) => {
                let rest = bytes.get(search..).unwrap_or_default();
                memchr::memchr2(quote, escape, rest).map(|found| search + found)
            }
        };
        let Some(found) = found else {
            return Err(if last {
                Split::OpenQuote
            } else {
                Split::Unfinished
            });
        };
        let next = bytes.get(found + 1).copied();
        if next.is_none() && !last {
            return Err(Split::Unfinished);
        }
        if dialect.escape.is_some() && bytes.get(found).copied() == dialect.escape {
            // The escape goes, the character after it stays, whole. Before any
            // other character it is one itself.
            let character = text.get(found + 1..).and_then(|rest| rest.chars().next());
            let escapes = next == Some(quote) || next == dialect.escape;
            let upto = if escapes { found } else { found + 1 };
            scratch.push_str(text.get(part..upto).unwrap_or(""));
            part = found + 1;
            search = part + character.map_or(0, char::len_utf8);
        } else if dialect.loose {
            let ends = |place: usize| match bytes.get(place) {
                None => last,
                Some(byte) => matches!(byte, b'\n' | b'\r') || *byte == dialect.delimiter,
            };
            if ends(found + 1) {
                break found;
            }
            if next == Some(quote) && bytes.get(found + 2).is_none() && !last {
                return Err(Split::Unfinished);
            }
            // Two quotes at the end are one that stands there and one that
            // ends the field; elsewhere they are one, doubled.
            let at_end = ends(found + 2);
            if next == Some(quote) && !at_end {
                scratch.push_str(text.get(part..=found).unwrap_or(""));
                part = found + 2;
                search = part;
            } else {
                search = found + 1;
            }
        } else if next == Some(quote) {
            scratch.push_str(text.get(part..=found).unwrap_or(""));
            part = found + 2;
            search = part;
        } else {
            break found;
        }
    };
    let end = unquoted(bytes, close + 1, Some(quote), specials);
    if scratch.len() == scratch_start && end == close + 1 {
        return Ok((Span::of_text(part, close), end));
    }
    scratch.push_str(text.get(part..close).unwrap_or(""));
    scratch.push_str(text.get(close + 1..end).unwrap_or(""));
    Ok((Span::of_scratch(scratch_start, scratch.len()), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ours(text: &str) -> Vec<Vec<String>> {
        let mut fields = Fields::default();
        let dialect = Dialect::default();
        let mut at = 0;
        let mut records = Vec::new();
        while at < text.len() {
            let plainly = split(text, at, true, &dialect, false, 99, &mut fields);
            let literal = !matches!(plainly, Split::Record(_));
            if let Split::Record(next) = split(text, at, true, &dialect, literal, 99, &mut fields) {
                let blank = text[at..next].trim_end_matches(['\r', '\n']).is_empty();
                at = next;
                if !blank {
                    let field = |span: &Span| span.text(text, &fields.scratch).to_owned();
                    records.push(fields.spans.iter().map(field).collect());
                }
            }
        }
        records
    }

    fn theirs(text: &str) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn fields_as_the_csv_crate_reads_them() {
        for text in [
            "a,b\nc,d\n",
            "a,b\r\nc,d",
            "a\rb\r",
            "\"a\",\"b,c\"\n",
            "\"a\"\"b\",c\n",
            "\"line\nbreak\",c\n",
            "\"a\"x,b\n",
            "a\"b,c\n",
            "\"\",\n",
            ",\n\n,",
            "\"a\"\"\"b\"\n",
            "\"$10,000.00\",5\n",
            " \"a\",b\n",
        ] {
            assert_eq!(ours(text), theirs(text), "{text:?}");
        }
    }

    #[test]
    fn an_escaped_quote_is_a_character() {
        let dialect = Dialect {
            escape: Some(b'\\'),
            ..Dialect::default()
        };
        let mut fields = Fields::default();
        let text = "\"a \\\"b\\\" \\\\ c\",d\n";
        assert_eq!(
            split(text, 0, true, &dialect, false, 9, &mut fields),
            Split::Record(text.len())
        );
        assert_eq!(fields.spans[0].text(text, &fields.scratch), "a \"b\" \\ c");
    }

    proptest! {
        #[test]
        fn equals_the_csv_crate(mut text in "[a\", \n\r1é]{0,40}") {
            // An open quote at the end is where the two differ on purpose.
            if text.matches('"').count() % 2 == 1 {
                text.push('"');
            }
            let mut fields = Fields::default();
            let mut at = 0;
            let dialect = Dialect::default();
            while at < text.len() {
                match split(&text, at, true, &dialect, false, 99, &mut fields) {
                    Split::Record(next) => at = next,
                    _ => return Ok(()),
                }
            }
            prop_assert_eq!(ours(&text), theirs(&text));
        }
    }
}

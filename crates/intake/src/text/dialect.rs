//! Which delimiter and quote a text file uses.

use super::split::Split;
use serde::{Deserialize, Serialize};

/// How a text file separates its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// The byte between two fields.
    pub delimiter: u8,
    /// The byte around a field that may hold the delimiter or a line break.
    pub quote: Option<u8>,
    /// A byte that makes the next character literal inside quotes, in files
    /// that do not double their quotes.
    pub escape: Option<u8>,
    /// Quotes inside a quoted field stand as they are: one ends the field only
    /// before a delimiter or a line end.
    #[serde(default)]
    pub loose: bool,
    /// Blanks after a delimiter do not count.
    #[serde(default)]
    pub skip_blanks: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: Some(b'"'),
            escape: None,
            loose: false,
            skip_blanks: false,
        }
    }
}

/// Delimiters that are tried, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// Records that are looked at.
const RECORDS: usize = 100;

impl Dialect {
    /// The dialect of a file that begins with `sample`: the one under which
    /// the most records have the same number of fields, and more than one.
    pub(crate) fn sniff(sample: &str, complete: bool) -> Self {
        // Excel's own hint, as the first line.
        if let Some([delimiter, ..]) = sample
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("sep="))
            .and_then(|_| sample.as_bytes().get(4..))
        {
            return Self {
                delimiter: *delimiter,
                ..Self::default()
            };
        }
        let mut best = Self::default();
        let mut best_score = 0.0;
        for delimiter in DELIMITERS {
            let dialect = Self {
                delimiter,
                ..Self::default()
            };
            let score = dialect.score(sample, complete);
            if score > best_score {
                best = dialect;
                best_score = score;
            }
        }
        // A report whose title has no comma, over rows with names of several
        // words in them, has blanks enough everywhere: what parts it better wins.
        let spaced = Self {
            delimiter: b' ',
            ..Self::default()
        };
        if is_spaced(sample, complete) && spaced.score(sample, complete) > best_score {
            return spaced;
        }
        // Ways of quoting that few programs have are taken only where they
        // part the sample better.
        for _ in 0..2 {
            let before = best;
            for variant in before.variants() {
                let score = variant.score(sample, complete);
                if score > best_score {
                    best = variant;
                    best_score = score;
                }
            }
            if best == before {
                break;
            }
        }
        best
    }

    /// The same delimiter with one other way of quoting.
    fn variants(self) -> [Self; 4] {
        [
            Self {
                escape: Some(b'\\'),
                ..self
            },
            Self {
                loose: true,
                ..self
            },
            Self {
                skip_blanks: true,
                ..self
            },
            Self {
                quote: Some(b'\''),
                loose: true,
                ..self
            },
        ]
    }

    /// How well the dialect parts a sample into a table.
    fn score(&self, sample: &str, complete: bool) -> f64 {
        let mut fields = super::split::Fields::default();
        let mut widths: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < sample.len() && widths.len() < RECORDS {
            let next = match super::split::split(
                sample,
                at,
                complete,
                self,
                false,
                1 << 14,
                &mut fields,
            ) {
                Split::Record(next) => next,
                Split::Unfinished => break,
                Split::OpenQuote => {
                    match super::split::split(
                        sample,
                        at,
                        complete,
                        self,
                        true,
                        1 << 14,
                        &mut fields,
                    ) {
                        Split::Record(next) => next,
                        _ => break,
                    }
                }
            };
            let blank = fields.spans.len() == 1 && fields.spans.iter().all(|span| span.is_empty());
            if !blank {
                widths.push(fields.spans.len());
            }
            at = next.max(at + 1);
        }
        let wide = widths.iter().filter(|width| **width > 1).count();
        if wide == 0 {
            return 0.0;
        }
        let most_common = widths
            .iter()
            .filter(|width| **width > 1)
            .map(|width| widths.iter().filter(|other| *other == width).count())
            .max()
            .unwrap_or(0);
        let width = widths
            .iter()
            .filter(|width| **width > 1)
            .max_by_key(|width| widths.iter().filter(|other| other == width).count())
            .copied()
            .unwrap_or(1);
        // Agreement counts first; among delimiters that agree alike, the one
        // that parts into more fields.
        let agreement = most_common as f64 / widths.len() as f64;
        agreement * agreement * (1.0 + (width.min(100) as f64) / 100.0)
    }
}

/// Whether fields are parted by blanks: the first line has no other delimiter,
/// and nearly every line has as many words as it.
fn is_spaced(sample: &str, complete: bool) -> bool {
    let first = sample.lines().find(|line| !line.trim().is_empty());
    let Some(first) = first.filter(|line| !line.bytes().any(|b| DELIMITERS.contains(&b))) else {
        return false;
    };
    let words = |line: &str| line.split(' ').filter(|word| !word.is_empty()).count();
    let wanted = words(first);
    let lines = sample.lines().filter(|line| !line.trim().is_empty());
    let whole = lines.clone().count() - usize::from(!complete);
    let counted = whole.min(RECORDS);
    let fitting = lines.take(counted).filter(|line| words(line) >= wanted);
    wanted >= 4 && counted >= 3 && fitting.count() * 10 >= counted * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        for (sample, want) in [
            ("a,b\n1,2\n", b','),
            ("a;b\n1,5;2,5\n", b';'),
            ("a\tb\n1\t2\n", b'\t'),
            ("a|b\n1|2\n", b'|'),
            ("sep=;\na;b\n", b';'),
            ("Title\n\na,b,c\n\"$1,000\",2,3\n", b','),
            ("one\ntwo\n", b','),
            ("", b','),
            ("a b c d\n1 2 3 4\n5 6 \"7 8\" 9\n", b' '),
            ("A title of four words\n\na,b\n1,2\n", b','),
            (
                "A title of four words\n\nEntry No,Maker of it,Port\n1,HIGH SEAS TRADING CO LTD,US\n2,LONG WAY HOME TRADING LLC,US\n3,A B C OF D CO LTD,US\n",
                b',',
            ),
        ] {
            assert_eq!(Dialect::sniff(sample, true).delimiter, want, "{sample:?}");
        }
    }

    #[test]
    fn ways_of_quoting() {
        let plain = Dialect::default();
        let rows = |row: &str| format!("a,b,c\n1,2,3\n{row}\n{row}\n4,5,6\n");
        for (row, want) in [
            (r#""5"" wide, red",b,c"#, plain),
            (
                r#""24\"","x, y, z",c"#,
                Dialect {
                    escape: Some(b'\\'),
                    ..plain
                },
            ),
            (
                r#""24"","x, y, z",c"#,
                Dialect {
                    loose: true,
                    ..plain
                },
            ),
            (
                r#""1", "x, y", 3"#,
                Dialect {
                    skip_blanks: true,
                    ..plain
                },
            ),
            (
                r"'x, y','it won't do, this',3",
                Dialect {
                    quote: Some(b'\''),
                    loose: true,
                    ..plain
                },
            ),
            (r"'0101210010,2,3", plain),
        ] {
            assert_eq!(Dialect::sniff(&rows(row), true), want, "{row}");
        }
    }
}

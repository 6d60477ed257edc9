//! Reads what has digits in it: measures, counts, sizes, model numbers.

use super::atoms::{Atom, Gap, Run};
use super::lexicon::{CODE, MODEL, NUMBER, Sense, millionths};
use super::reader::Reader;
use super::reading::Kind;
use super::spelling::{SHORTEST_ARTICLE, SHORTEST_MODEL};

impl Reader<'_> {
    /// Reads a run of letters, digits and signs that has a digit in it.
    pub(super) fn read_compound(&mut self, end: usize) {
        if self.article(end) {
            return;
        }
        while self.at < end {
            if !self.measure(end) {
                self.code(end);
            }
        }
    }

    /// `97185`, `970118-0403`: digits that number an article.
    fn article(&mut self, end: usize) -> bool {
        let atoms = self.atoms.get(self.at..end).unwrap_or(&[]);
        let digits_only = atoms
            .iter()
            .all(|atom| atom.run == Run::Digits && !atom.text.contains('.'));
        let joined: String = atoms.iter().map(|atom| atom.text.as_str()).collect();
        let dashed = atoms
            .iter()
            .skip(1)
            .all(|atom| matches!(atom.gap, Gap::Joint('-' | '/' | '.')));
        let long = match atoms.len() {
            1 => joined.len() >= SHORTEST_ARTICLE && !joined.ends_with("000"),
            _ => joined.len() >= 7,
        };
        if !(digits_only && dashed && long) {
            return false;
        }
        // A unit after it makes it a measure after all.
        if self.atom(end).is_some_and(|next| {
            next.gap == Gap::Space
                && (self.lexicon.unit(&next.text).is_some() || self.lexicon.counts(&next.text))
                && next.text != "in"
        }) {
            return false;
        }
        self.at = end;
        self.identifier(joined);
        true
    }

    /// Reads numbers and the unit after them; leaves everything as it was when
    /// what stands there is something else.
    fn measure(&mut self, end: usize) -> bool {
        let from = self.at;
        let mut at = from;
        let mut numbers: Vec<i64> = Vec::new();
        let mut unit: Option<String> = None;
        let mut words_follow = false;
        loop {
            let Some((value, next)) = self.number(at, end) else {
                return false;
            };
            numbers.push(value);
            at = next;
            let Some(atom) = self.atom(at).filter(|_| at < end) else {
                break;
            };
            match (atom.run, atom.gap) {
                (Run::Mark, _) => {
                    unit = Some(atom.text.clone());
                    at += 1;
                    break;
                }
                (Run::Digits, Gap::Joint(_)) => {}
                (Run::Letters, _)
                    if atom.text == "x"
                        && self
                            .atom(at + 1)
                            .is_some_and(|next| at + 1 < end && next.run == Run::Digits) =>
                {
                    at += 1;
                }
                (Run::Letters, gap) => {
                    let ends_here = at + 1 >= end
                        || self
                            .atom(at + 1)
                            .is_some_and(|next| matches!(next.gap, Gap::Joint(_)));
                    let known =
                        self.lexicon.unit(&atom.text).is_some() || self.lexicon.counts(&atom.text);
                    if known && ends_here {
                        unit = Some(atom.text.clone());
                        at += 1;
                    } else if ends_here
                        && (matches!(gap, Gap::Joint(_)) && atom.text.len() > 2
                            || atom.text.len() > 3)
                    {
                        words_follow = true;
                    } else {
                        return false;
                    }
                    break;
                }
                _ => return false,
            }
        }
        // `110 v`, `8 gb`: the unit stands apart.
        let stands_apart = || {
            let next = self.atom(end).filter(|next| next.gap == Gap::Space)?;
            let alone = self.compound_end(end) == end + 1;
            let known = self.lexicon.unit(&next.text).is_some() || self.lexicon.counts(&next.text);
            (known && alone).then(|| next.text.clone())
        };
        if unit.is_none() && at >= end && !words_follow {
            unit = stands_apart();
            at += usize::from(unit.is_some());
        }
        self.at = at;
        self.measured(&numbers, unit.as_deref());
        true
    }

    /// A number in millionths, and where it ends: `2.5`, `1/2`, `2-1/2`.
    fn number(&self, at: usize, end: usize) -> Option<(i64, usize)> {
        let digits = |at: usize| {
            self.atom(at)
                .filter(|atom| at < end && atom.run == Run::Digits)
        };
        let first = digits(at)?;
        let value = millionths(&first.text)?;
        let fraction = |at: usize| -> Option<i64> {
            let above: i64 = digits(at)?.text.parse().ok()?;
            let below = digits(at + 1).filter(|atom| atom.gap == Gap::Joint('/'))?;
            let below: i64 = below.text.parse().ok()?;
            let usual = [2, 3, 4, 5, 8, 16, 32, 64].contains(&below);
            (usual && above < below).then(|| above * 1_000_000 / below)
        };
        if let Some(fraction) = fraction(at) {
            return Some((fraction, at + 2));
        }
        if digits(at + 1).is_some_and(|atom| atom.gap == Gap::Joint('-'))
            && let Some(fraction) = fraction(at + 1)
        {
            return Some((value.checked_add(fraction)?, at + 3));
        }
        Some((value, at + 1))
    }

    fn measured(&mut self, numbers: &[i64], unit: Option<&str>) {
        self.pieces.push(None);
        match unit {
            Some(unit) => {
                if let Some(of) = self.lexicon.unit(unit) {
                    let base = self
                        .lexicon
                        .dimension(of.dimension)
                        .map_or("", |dimension| &dimension.base)
                        .to_owned();
                    for number in numbers {
                        let value = i128::from(*number) * i128::from(of.millionths) / 1_000_000;
                        let text = format!("{} {base}", shown(value));
                        self.push(text, Kind::Apart(of.dimension));
                    }
                }
                // A count of goods says nothing about them.
            }
            None => {
                for number in numbers {
                    let text = shown(i128::from(*number));
                    self.pieces.push(Some(text.clone()));
                    self.push(text, Kind::Apart(NUMBER));
                }
                if numbers.len() > 1 {
                    self.pieces.push(None);
                }
            }
        }
    }

    /// Reads what is left of a compound as model numbers, short codes and the
    /// words between them.
    fn code(&mut self, end: usize) {
        let mut joined = String::new();
        while let Some(atom) = self.atom(self.at).filter(|_| self.at < end).cloned() {
            let next = self.atom(self.at + 1).filter(|_| self.at + 1 < end);
            let starts = joined.is_empty() || matches!(atom.gap, Gap::Joint(_));
            let stops = next.is_none_or(|next| matches!(next.gap, Gap::Joint(_)));
            let is_word = atom.run == Run::Letters
                && (atom.text.chars().count() > 3
                    || self.lexicon.sense(&atom.text) == Some(Sense::Stop));
            // `m8x20`
            let crosses = atom.run == Run::Letters
                && atom.text == "x"
                && joined.ends_with(|c: char| c.is_ascii_digit())
                && next.is_some_and(|next| next.run == Run::Digits);
            let apart = is_word && starts && stops || crosses;
            // `AB123/CD456` is two numbers, `AB123/X` one.
            let second = atom.gap == Gap::Joint('/') && joined.len() > 4 && {
                let rest: usize = self
                    .atoms
                    .get(self.at..end)
                    .unwrap_or(&[])
                    .iter()
                    .map(|atom| atom.text.len())
                    .sum();
                rest > 4
            };
            if apart || second {
                self.identifier(std::mem::take(&mut joined));
            }
            let Atom { text, run, .. } = atom;
            self.at += 1;
            if crosses {
                // The number after the cross may have a unit.
                break;
            }
            if apart {
                self.word(&text);
            } else if run != Run::Mark {
                joined.extend(text.chars().filter(|c| *c != '.'));
            }
        }
        self.identifier(joined);
    }

    /// A run of letters and digits: a model number, or else a code.
    fn identifier(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let letters = text.len() - digits;
        let standard = self.after_standard || self.is_of_standard(&text);
        let model = !standard
            && if letters == 0 {
                digits >= SHORTEST_ARTICLE
            } else {
                text.len() >= SHORTEST_MODEL && digits >= 2
            };
        self.after_standard = false;
        self.pieces.push(Some(text.clone()));
        if digits == 0 {
            self.word(&text);
        } else if !model {
            self.push(text, Kind::Apart(CODE));
        } else if self.applied {
            self.push(text, Kind::Apart(MODEL));
        } else {
            self.push(text, Kind::Model);
        }
    }

    /// `din933`, `80211n`.
    fn is_of_standard(&self, text: &str) -> bool {
        (2..=4).any(|len| {
            text.get(..len)
                .is_some_and(|start| self.lexicon.sense(start) == Some(Sense::Standard))
        })
    }
}

/// Millionths as a decimal.
fn shown(millionths: i128) -> String {
    let (whole, part) = (millionths / 1_000_000, millionths % 1_000_000);
    if part == 0 {
        whole.to_string()
    } else {
        let digits = format!("{part:06}");
        format!("{whole}.{}", digits.trim_end_matches('0'))
    }
}

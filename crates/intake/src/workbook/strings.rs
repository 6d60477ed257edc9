//! The shared texts of a workbook, each stored once, one after the other.

use super::part::{Part, PartEnd, Token, push_text};
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use std::io::Read;

/// Shared texts by index.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the texts up to index `last`, which is as far as a sample of a
    /// sheet needs, or all.
    pub(crate) fn read<R: Read>(
        part: &mut Part<R>,
        last: Option<u32>,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let mut strings = Self::default();
        let wanted = last.map_or(usize::MAX, |last| last as usize + 1);
        // Text counts inside <t>, but not inside <rPh>, which spells the
        // reading of a Japanese word.
        let (mut in_text, mut in_phonetic) = (false, false);
        while strings.ends.len() < wanted {
            match part.next() {
                Ok(Token::Open(tag)) => match tag.name {
                    "t" => in_text = !in_phonetic && !tag.empty,
                    "rPh" => in_phonetic = !tag.empty,
                    "si" if tag.empty => strings.close(limits)?,
                    _ => {}
                },
                Ok(Token::Close(name)) => match name {
                    "t" => in_text = false,
                    "rPh" => in_phonetic = false,
                    "si" => strings.close(limits)?,
                    _ => {}
                },
                Ok(Token::Text(text)) if in_text => push_text(text, &mut strings.text),
                Ok(Token::Literal(text)) if in_text => strings.text.push_str(text),
                Ok(Token::End) | Err(PartEnd::Damaged) => break,
                Ok(_) => {}
                Err(PartEnd::Over(refusal)) => return Err(refusal),
            }
        }
        Ok(strings)
    }

    /// Adds a text that is whole.
    pub(crate) fn push(&mut self, text: &str, limits: &Limits) -> Result<(), Refusal> {
        self.text.push_str(text);
        self.close(limits)
    }

    fn close(&mut self, limits: &Limits) -> Result<(), Refusal> {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        if self.text.len() - start > limits.string {
            return Err(Refusal::TooMuch {
                limit: Limit::Text,
                most: limits.string as u64,
                row: None,
            });
        }
        if self.text.len() + self.ends.len() * 4 > limits.strings.min(u32::MAX as usize) {
            return Err(Refusal::TooMuch {
                limit: Limit::Texts,
                most: limits.strings as u64,
                row: None,
            });
        }
        unescape_tail(&mut self.text, start);
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    /// A text.
    pub(crate) fn get(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let end = *self.ends.get(index)? as usize;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}

/// Resolves `_x000D_` and its like, by which workbooks write characters that
/// XML cannot, in the text from `start` on.
pub(crate) fn unescape_tail(text: &mut String, start: usize) {
    let tail = text.get(start..).unwrap_or("");
    if !tail.contains("_x") {
        return;
    }
    let mut plain = String::with_capacity(tail.len());
    let mut rest = tail;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(character) => {
                plain.push_str(rest.get(..at).unwrap_or(""));
                plain.push(character);
                rest = rest.get(at + 7..).unwrap_or("");
            }
            None => {
                plain.push_str(rest.get(..at + 2).unwrap_or(""));
                rest = rest.get(at + 2..).unwrap_or("");
            }
        }
    }
    plain.push_str(rest);
    text.truncate(start);
    text.push_str(&plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str, last: Option<u32>) -> Vec<String> {
        let limits = Limits::default();
        let mut part = Part::new(xml.as_bytes(), xml.len() as u64, &limits);
        let strings = Strings::read(&mut part, last, &limits).unwrap();
        (0..)
            .map_while(|ix| strings.get(ix).map(str::to_owned))
            .collect()
    }

    #[test]
    fn plain_rich_empty_and_escaped() {
        let xml = "<sst><si><t>a &amp; b</t></si><si/><si><r><t>one </t></r><r><t>two</t></r>\
                   <rPh><t>no</t></rPh></si><si><t>x_x000D_y_xZZ</t></si></sst>";
        assert_eq!(read(xml, None), ["a & b", "", "one two", "x\ry_xZZ"]);
        assert_eq!(read(xml, Some(1)), ["a & b", ""]);
    }

    #[test]
    fn a_text_over_the_limit_is_refused_before_it_is_held() {
        let limits = Limits {
            string: 100,
            ..Limits::default()
        };
        let xml = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
        let mut part = Part::new(xml.as_bytes(), xml.len() as u64, &limits);
        assert!(matches!(
            Strings::read(&mut part, None, &limits),
            Err(Refusal::TooMuch {
                limit: Limit::Text,
                ..
            })
        ));
    }
}

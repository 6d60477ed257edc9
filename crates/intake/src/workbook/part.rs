//! One part of a workbook as XML tokens, bounded while it inflates.
//!
//! Two bounds matter. All inflated bytes of the part are counted, and refused
//! when they pass the limit or grow absurdly against the file. And a token is
//! held whole, so its bytes are bounded too: one text of a gigabyte would
//! otherwise be taken into memory before anybody could measure it.
//!
//! Why a tokenizer of our own? Reading a sheet through a general XML reader
//! spends nine tenths of its time in that reader: an event copied, checked as
//! UTF-8 and walked for attributes three times for every number. Here the text
//! is checked once a chunk, tokens borrow it, and nothing is copied. What is
//! left out is what spreadsheets do not use: documents with an internal DTD end
//! where it begins, and namespaces count for nothing, local names for all.
//! The general reader remains as the oracle of the tests.

use crate::encoding::Encoding;
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use crate::source::{Counted, met};
use crate::text::decode::Decoder;
use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

/// Inflated bytes that are taken at once.
const STEP: usize = 64 << 10;
/// Why a part gives no more tokens.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PartEnd {
    /// A limit was met.
    Over(Refusal),
    /// The part is damaged here.
    Damaged,
}

/// A token of a part. Names are local names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A start tag, or an empty element.
    Open(Tag<'a>),
    /// An end tag.
    Close(&'a str),
    /// Character data with its references; see [`push_text`].
    Text(&'a str),
    /// The inside of a CDATA section.
    Literal(&'a str),
    /// The end of the part.
    End,
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Its local name.
    pub(crate) name: &'a str,
    attributes: &'a str,
    /// Whether the element ends with the tag.
    pub(crate) empty: bool,
}

impl<'a> Tag<'a> {
    /// The attributes by their whole names, values as they stand.
    pub(crate) fn attributes(self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// The value of an attribute by its local name, references resolved.
    pub(crate) fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(key, _)| local(key) == name)
            .map(|(_, value)| resolved(value))
    }
}

/// The attributes of a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes<'a>(&'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let equals = memchr::memchr(b'=', rest.as_bytes())?;
        let key = rest.get(..equals)?.trim_ascii_end();
        let value = rest.get(equals + 1..)?.trim_ascii_start();
        let quote = *value.as_bytes().first()?;
        if quote != b'"' && quote != b'\'' {
            return None;
        }
        let value = value.get(1..)?;
        let end = memchr::memchr(quote, value.as_bytes())?;
        self.0 = value.get(end + 1..).unwrap_or("");
        Some((key, value.get(..end)?))
    }
}

fn local(name: &str) -> &str {
    match memchr::memrchr(b':', name.as_bytes()) {
        Some(colon) => name.get(colon + 1..).unwrap_or(name),
        None => name,
    }
}

/// A part as XML tokens.
pub(crate) struct Part<R> {
    decoder: Decoder<Counted<R>>,
    text: String,
    /// Where the next token begins.
    at: usize,
    longest: usize,
}

/// A token by its place in the text.
enum Found {
    Open {
        name: Range<usize>,
        attributes: Range<usize>,
        empty: bool,
    },
    Close(Range<usize>),
    Text(Range<usize>),
    Literal(Range<usize>),
    /// A comment, a declaration or an instruction.
    Nothing,
}

impl<R: Read> Part<R> {
    /// Reads `from`, which has `packed` bytes in the file.
    pub(crate) fn new(from: R, packed: u64, limits: &Limits) -> Self {
        let counted = Counted::new(from, packed, limits);
        Self {
            decoder: Decoder::new(counted, Encoding::Utf8, STEP).with_utf16_mark(),
            text: String::new(),
            at: 0,
            longest: limits.string.saturating_mul(2),
        }
    }

    /// Inflated bytes so far.
    pub(crate) fn inflated(&self) -> u64 {
        self.decoder.bytes_read()
    }

    /// The next token; [`Token::End`] at the end.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Token<'_>, PartEnd> {
        let found = loop {
            match self.find()? {
                Some((Found::Nothing, end)) => self.at = end,
                Some((found, end)) => {
                    self.at = end;
                    break found;
                }
                None if !self.decoder.ended() => self.refill()?,
                None if self.at >= self.text.len() => return Ok(Token::End),
                // A tag that never closes is left.
                None => return Err(PartEnd::Damaged),
            }
        };
        let part = |range: Range<usize>| self.text.get(range).unwrap_or("");
        Ok(match found {
            Found::Open {
                name,
                attributes,
                empty,
            } => Token::Open(Tag {
                name: local(part(name)),
                attributes: part(attributes),
                empty,
            }),
            Found::Close(name) => Token::Close(local(part(name))),
            Found::Text(range) => Token::Text(part(range)),
            Found::Literal(range) => Token::Literal(part(range)),
            Found::Nothing => Token::Text(""),
        })
    }

    /// The text that is here already, from the next token on.
    pub(crate) fn ahead(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Passes over so many bytes of [`Part::ahead`], which end with a token.
    pub(crate) fn pass(&mut self, length: usize) {
        self.at += length;
    }

    #[cold]
    fn refill(&mut self) -> Result<(), PartEnd> {
        if self.text.len() - self.at > self.longest {
            return Err(PartEnd::Over(Refusal::TooMuch {
                limit: Limit::Text,
                most: self.longest as u64,
                row: None,
            }));
        }
        self.text.drain(..self.at.min(self.text.len()));
        self.at = 0;
        self.decoder
            .append(&mut self.text)
            .map_err(|error| met(&error).map_or(PartEnd::Damaged, PartEnd::Over))
    }

    /// The token at the current place and where it ends; `None` when the text
    /// ends before it does.
    #[inline]
    fn find(&self) -> Result<Option<(Found, usize)>, PartEnd> {
        let bytes = self.text.as_bytes();
        let at = self.at;
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [] => Ok(None),
            [b'<', b'/', inner @ ..] => Ok(memchr::memchr(b'>', inner).map(|end| {
                let end = at + 2 + end;
                let name = bytes.get(at + 2..end).unwrap_or_default();
                (
                    Found::Close(at + 2..at + 2 + name.trim_ascii_end().len()),
                    end + 1,
                )
            })),
            [b'<', b'!' | b'?', ..] => self.special(rest),
            [b'<', inner @ ..] => Ok(tag_end(inner).map(|end| self.open(at + 1, at + 1 + end))),
            _ => match memchr::memchr(b'<', rest) {
                Some(length) => Ok(Some((Found::Text(at..at + length), at + length))),
                None if self.decoder.ended() => {
                    Ok(Some((Found::Text(at..bytes.len()), bytes.len())))
                }
                None => Ok(None),
            },
        }
    }

    /// The start tag whose inside is at `from..to`.
    #[inline]
    fn open(&self, from: usize, to: usize) -> (Found, usize) {
        let bytes = self.text.as_bytes();
        let empty = to > from && bytes.get(to - 1) == Some(&b'/');
        let inside_end = if empty { to - 1 } else { to };
        let inside = bytes.get(from..inside_end).unwrap_or_default();
        let name = inside
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(inside.len());
        (
            Found::Open {
                name: from..from + name,
                attributes: from + name..inside_end,
                empty,
            },
            to + 1,
        )
    }

    /// Comments, CDATA, declarations and instructions.
    fn special(&self, rest: &[u8]) -> Result<Option<(Found, usize)>, PartEnd> {
        let at = self.at;
        let until = |skip: usize, close: &[u8]| {
            memchr::memmem::find(rest.get(skip..).unwrap_or_default(), close).map(|end| skip + end)
        };
        if rest.starts_with(b"<?") {
            return Ok(until(2, b"?>").map(|end| (Found::Nothing, at + end + 2)));
        }
        if rest.starts_with(b"<!--") {
            return Ok(until(4, b"-->").map(|end| (Found::Nothing, at + end + 3)));
        }
        if rest.starts_with(b"<![CDATA[") {
            return Ok(until(9, b"]]>").map(|end| (Found::Literal(at + 9..at + end), at + end + 3)));
        }
        if rest.len() < 9 && !self.decoder.ended() {
            return Ok(None);
        }
        match tag_end(rest) {
            Some(end) if memchr::memchr(b'[', rest.get(..end).unwrap_or_default()).is_none() => {
                Ok(Some((Found::Nothing, at + end + 1)))
            }
            Some(_) => Err(PartEnd::Damaged),
            None => Ok(None),
        }
    }
}

/// Where the `>` of a tag is: the first one that stands in no attribute value.
#[inline]
fn tag_end(inside: &[u8]) -> Option<usize> {
    let end = memchr::memchr(b'>', inside)?;
    let before = inside.get(..end).unwrap_or_default();
    let count = |quote: u8| before.iter().filter(|b| **b == quote).count();
    if count(b'"').is_multiple_of(2) && count(b'\'') == 0 {
        return Some(end);
    }
    let mut open: Option<u8> = None;
    inside.iter().position(|byte| match (open, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            open = Some(*byte);
            false
        }
        (Some(quote), byte) if *byte == quote => {
            open = None;
            false
        }
        _ => false,
    })
}

/// Appends character data, its references resolved and its line ends made one.
#[inline]
pub(crate) fn push_text(raw: &str, text: &mut String) {
    if memchr::memchr2(b'&', b'\r', raw.as_bytes()).is_none() {
        text.push_str(raw);
    } else {
        push_resolved(raw, text);
    }
}

#[cold]
fn push_resolved(raw: &str, text: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr2(b'&', b'\r', rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or(""));
        let from = rest.get(at..).unwrap_or("");
        if let Some(after) = from.strip_prefix('\r') {
            if !after.starts_with('\n') {
                text.push('\n');
            }
            rest = after;
            continue;
        }
        let name = from
            .get(1..)
            .and_then(|name| Some((name.get(..name.find(';').filter(|end| *end <= 10)?)?, name)));
        match name.and_then(|(name, _)| reference(name)) {
            Some(character) => {
                text.push(character);
                rest = from
                    .get(name.map_or(1, |(n, _)| n.len() + 2)..)
                    .unwrap_or("");
            }
            None => {
                text.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    text.push_str(rest);
}

fn resolved(value: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'&', b'\r', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut text = String::new();
    push_resolved(value, &mut text);
    Cow::Owned(text)
}

/// The character that a reference stands for.
fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tokens as text, references resolved, texts next to each other joined.
    fn ours(xml: &str, chunks: usize) -> String {
        let limits = Limits::default();
        let mut part = Part::new(xml.as_bytes(), 1 << 20, &limits);
        part.decoder = Decoder::new(
            Counted::new(xml.as_bytes(), 1, &Limits::default()),
            Encoding::Utf8,
            chunks,
        );
        let mut out = String::new();
        loop {
            match part.next() {
                Ok(Token::Open(tag)) => {
                    out += &format!("<{}", tag.name);
                    for (key, value) in tag.attributes() {
                        out += &format!(" {}={}", local(key), resolved(value));
                    }
                    out += if tag.empty { "/>" } else { ">" };
                }
                Ok(Token::Close(name)) => out += &format!("</{name}>"),
                Ok(Token::Text(text)) => push_text(text, &mut out),
                Ok(Token::Literal(text)) => out += text,
                Ok(Token::End) => return out,
                Err(_) => return out + "!",
            }
        }
    }

    /// The same by a general XML reader.
    fn theirs(xml: &str) -> String {
        use quick_xml::events::{BytesStart, Event};
        let mut reader = quick_xml::Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let open = |e: &BytesStart<'_>, end: &str| {
            let mut out = format!("<{}", e.local_name().as_ref());
            for attribute in e.attributes().with_checks(false).flatten() {
                let value = attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .unwrap();
                out += &format!(" {}={value}", attribute.key.local_name().as_ref());
            }
            out + end
        };
        let mut out = String::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(e)) => out += &open(&e, ">"),
                Ok(Event::Empty(e)) => out += &open(&e, "/>"),
                Ok(Event::End(e)) => out += &format!("</{}>", e.local_name().as_ref()),
                Ok(Event::Text(text)) => out += &text.xml10_content(),
                Ok(Event::CData(text)) => out += &text,
                Ok(Event::GeneralRef(name)) => match reference(&name) {
                    Some(character) => out.push(character),
                    None => out += &format!("&{};", &*name),
                },
                Ok(Event::Eof) => return out,
                Ok(_) => {}
                Err(_) => return out + "!",
            }
        }
    }

    #[test]
    fn tokens_as_a_general_reader_gives_them() {
        for xml in [
            r#"<?xml version="1.0"?><a b="1" c='2>3'><x:v x:k="&lt;"/>t&amp;x&#65;</a>"#,
            "<a><!-- <b> --><![CDATA[<&>]]></a >",
            "<a\n b = \"1\"\t/>",
            "<!DOCTYPE a><a>x &unknown; y & z</a>",
            "<a b=\"it's\">é</a>",
            "",
        ] {
            let want = theirs(xml);
            for chunks in [1, 2, 3, 7, 1 << 16] {
                assert_eq!(ours(xml, chunks), want, "{xml}");
            }
        }
    }

    #[test]
    fn a_tag_that_never_closes_is_damage() {
        assert_eq!(ours("<a><b", 3), "<a>!");
    }

    /// Well-formed documents of the shapes that sheets have.
    fn documents() -> impl Strategy<Value = String> {
        let text = "[a-z &]{0,6}".prop_map(|t| t.replace('&', "&amp;"));
        let value = "[a-z>' ]{0,4}";
        let leaf = (text, value).prop_map(|(t, v)| format!("<v k=\"{v}\">{t}</v>"));
        let leaf = prop_oneof![leaf, Just("<w/>".to_owned()), Just("<!--x-->".to_owned())];
        leaf.prop_recursive(3, 20, 5, |inner| {
            proptest::collection::vec(inner, 0..5)
                .prop_map(|v| format!("<n:c>{}</n:c>", v.concat()))
        })
    }

    proptest! {
        #[test]
        fn equals_a_general_reader(xml in documents(), chunks in 1usize..20) {
            prop_assert_eq!(ours(&xml, chunks), theirs(&xml));
        }

        #[test]
        fn never_panics(xml in "[<>/!?a=\"'&;\\[\\]-]{0,60}", chunks in 1usize..20) {
            let _ = ours(&xml, chunks);
        }
    }
}

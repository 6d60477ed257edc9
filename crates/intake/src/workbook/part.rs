//! One part of a workbook as XML events, bounded while it inflates.
//!
//! Two bounds matter. All inflated bytes of the part are counted, and refused
//! when they pass the limit or grow absurdly against the file. And the bytes
//! since the last event are counted, because an XML reader must hold an event
//! whole: one text of a gigabyte would otherwise be taken into memory before
//! anybody could measure it.

use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{self, BufRead, Read};

/// Inflated bytes that are handed on at once.
const STEP: usize = 64 << 10;
/// Below this, growth against the file is not looked at.
const RATIO_FREE: u64 = 10 << 20;

/// A limit that was met inside a reader, on its way out as an I/O error.
#[derive(Debug)]
struct Met(Limit, u64);

impl std::fmt::Display for Met {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "over a limit: {:?} {}", self.0, self.1)
    }
}

impl std::error::Error for Met {}

/// The bytes of a part.
struct Inflated<R> {
    from: R,
    buffer: Vec<u8>,
    at: usize,
    /// Inflated bytes so far.
    total: u64,
    since_event: usize,
    most: u64,
    most_by_ratio: u64,
    ratio: u64,
    most_event: usize,
}

impl<R: Read> Read for Inflated<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let count = here.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), here.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Inflated<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_event > self.most_event {
            let most = self.most_event as u64;
            return Err(io::Error::other(Met(Limit::Text, most)));
        }
        if self.at >= self.buffer.len() {
            self.buffer.resize(STEP, 0);
            let count = loop {
                match self.from.read(&mut self.buffer) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    other => break other,
                }
            };
            self.at = 0;
            self.buffer.truncate(*count.as_ref().unwrap_or(&0));
            self.total += count? as u64;
            if self.total > self.most {
                return Err(io::Error::other(Met(Limit::Part, self.most)));
            }
            if self.total > self.most_by_ratio {
                return Err(io::Error::other(Met(Limit::Ratio, self.ratio)));
            }
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
        self.since_event += count;
    }
}

/// Why a part gives no more events.
#[derive(Debug)]
pub(crate) enum PartEnd {
    /// A limit was met.
    Over(Refusal),
    /// The part is damaged here.
    Damaged,
}

/// A part as XML events.
pub(crate) struct Part<R> {
    xml: Reader<Inflated<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Part<R> {
    /// Reads `from`, which has `packed` bytes in the file.
    pub(crate) fn new(from: R, packed: u64, limits: &Limits) -> Self {
        let mut xml = Reader::from_reader(Inflated {
            from,
            buffer: Vec::new(),
            at: 0,
            total: 0,
            since_event: 0,
            most: limits.part,
            most_by_ratio: packed.saturating_mul(limits.ratio).max(RATIO_FREE),
            ratio: limits.ratio,
            most_event: limits.string.saturating_mul(2),
        });
        let config = xml.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            xml,
            buffer: Vec::new(),
        }
    }

    /// The next event; [`Event::Eof`] at the end.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, PartEnd> {
        self.buffer.clear();
        self.xml.get_mut().since_event = 0;
        self.xml
            .read_event_into(&mut self.buffer)
            .map_err(|error| match &error {
                quick_xml::Error::Io(io) => match met(io) {
                    Some(Met(limit, most)) => PartEnd::Over(Refusal::TooMuch {
                        limit: *limit,
                        most: *most,
                        row: None,
                    }),
                    None => PartEnd::Damaged,
                },
                _ => PartEnd::Damaged,
            })
    }

    /// Inflated bytes so far.
    pub(crate) fn inflated(&self) -> u64 {
        self.xml.get_ref().total
    }
}

fn met(error: &io::Error) -> Option<&Met> {
    error.get_ref()?.downcast_ref()
}

/// The value of an attribute by its local name, with entities resolved.
pub(crate) fn attribute<'a>(
    element: &'a quick_xml::events::BytesStart<'_>,
    name: &str,
) -> Option<std::borrow::Cow<'a, str>> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| {
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .unwrap_or_else(|_| attribute.value.clone())
        })
}

/// Appends what an entity or character reference stands for.
pub(crate) fn push_reference(reference: &quick_xml::events::BytesRef<'_>, text: &mut String) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        text.push(character);
        return;
    }
    match reference.as_ref() {
        "amp" => text.push('&'),
        "lt" => text.push('<'),
        "gt" => text.push('>'),
        "quot" => text.push('"'),
        "apos" => text.push('\''),
        other => {
            text.push('&');
            text.push_str(other);
            text.push(';');
        }
    }
}

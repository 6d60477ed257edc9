//! The limits as a calendar file (RFC 5545).
//!
//! All-day events, one a limit and day, with a reminder before. The time stamp
//! that the format asks for is the assessment's day, because there is no clock
//! in here: the same assessment gives the same bytes. There is no method: one
//! that publishes has to name an organizer (RFC 5546), and these are nobody's.

use crate::routes::RunningLimit;
use crate::words::Words;
use customs::Day;
use rulebook::Pack;

/// Octets in a line, without its end.
const LINE: usize = 75;

/// The calendar file of these limits, at most `most` of them, nearest first.
#[must_use]
pub fn file(pack: &Pack, as_of: Day, running: &[RunningLimit], most: usize) -> String {
    let words = &pack.papers;
    let mut out = String::new();
    put(&mut out, "BEGIN:VCALENDAR");
    put(&mut out, "VERSION:2.0");
    put(
        &mut out,
        "PRODID:-//Lookback//Focused Assessment self-check//EN",
    );
    put(&mut out, "CALSCALE:GREGORIAN");
    put(
        &mut out,
        &format!("X-WR-CALNAME:{}", escaped(&words.calendar.name)),
    );
    for limit in running.iter().take(most) {
        event(&mut out, pack, words, as_of, limit);
    }
    put(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, pack: &Pack, words: &Words, as_of: Day, limit: &RunningLimit) {
    let calendar = &words.calendar;
    let deadline = &limit.deadline;
    let numbered = limit.entries.saturating_sub(limit.unnumbered);
    let counted = |count: u32, text: &str| {
        let count = count.to_string();
        rulebook::fill(text, &[("count", &count)])
    };
    let unnumbered = limit.unnumbered(pack);
    let with_them = |named: Option<String>| -> String {
        let all: Vec<String> = named.into_iter().chain(unnumbered.clone()).collect();
        all.join(", ")
    };
    let entries = with_them(match limit.examples.as_slice() {
        [] => None,
        [one] if numbered == 1 => Some(rulebook::fill(&calendar.one, &[("entry", one)])),
        _ => Some(counted(numbered, &calendar.many)),
    });
    let values = [("label", deadline.label.as_str()), ("entries", &entries)];
    let mut summary = rulebook::fill(&calendar.summary, &values);
    if deadline.estimated {
        summary.push_str(&calendar.estimated);
    }
    let mut about = limit.examples.join(", ");
    let unnamed = numbered.saturating_sub(limit.examples.len() as u32);
    if unnamed > 0 {
        about.push_str(&counted(unnamed, &calendar.more));
    }
    let about = with_them((!about.is_empty()).then_some(about));
    let text = [
        limit.discuss.clone(),
        deadline.text.clone(),
        rulebook::fill(&calendar.about, &[("examples", &about)]),
        deadline.authority.cite(),
        pack.texts.deadline_estimate.text.clone(),
    ]
    .join("\n");
    put(out, "BEGIN:VEVENT");
    let uid = format!(
        "{}-{}-{}@lookback",
        basic(deadline.day),
        limit.route,
        deadline.key
    );
    put(out, &format!("UID:{uid}"));
    put(out, &format!("DTSTAMP:{}T000000Z", basic(as_of)));
    put(out, &format!("DTSTART;VALUE=DATE:{}", basic(deadline.day)));
    put(
        out,
        &format!("DTEND;VALUE=DATE:{}", basic(deadline.day.plus(1))),
    );
    put(out, &format!("SUMMARY:{}", escaped(&summary)));
    put(out, &format!("DESCRIPTION:{}", escaped(&text)));
    put(out, "TRANSP:TRANSPARENT");
    put(out, "BEGIN:VALARM");
    put(out, "ACTION:DISPLAY");
    put(out, &format!("DESCRIPTION:{}", escaped(&summary)));
    put(out, &format!("TRIGGER:-P{}D", calendar.alarm_days));
    put(out, "END:VALARM");
    put(out, "END:VEVENT");
}

/// A day as `20261206`.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Text with the characters escaped that mean something to the format.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded so that none is longer than 75 octets. A character is
/// never cut.
fn put(out: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        put(&mut out, &"é".repeat(100));
        for line in out.split("\r\n") {
            assert!(line.len() <= LINE, "{}", line.len());
        }
        assert_eq!(out.replace("\r\n ", "").trim_end(), "é".repeat(100));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }
}

//! Dates: the header, fiscal years, interest, holidays, revisions.

use super::Faults;
use crate::pack::Pack;
use customs::Day;

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    header(pack, faults);
    let years = pack.fees.mpf.years.iter();
    spans(
        "fees.mpf.years",
        years.map(|year| (year.from, Some(year.to))),
        faults,
    );
    let periods = pack.interest.periods.iter();
    spans(
        "interest.periods",
        periods.map(|period| (period.from, period.to)),
        faults,
    );
    let last = pack.interest.periods.last();
    faults.require(
        last.is_some_and(|last| last.to.is_none() && last.provisional),
        || "interest.periods".to_owned(),
        || "the last period has an end, or is not provisional".to_owned(),
        "an open, provisional period at the end, which carries the last rate forward",
    );
    holidays(pack, faults);
    let days = pack.revisions.revisions.iter().map(|r| r.day);
    ascending("hts_revisions.revisions", days, faults);
    let days = pack.concordance.steps.iter().map(|step| step.day);
    ascending("concordance.steps", days, faults);
}

fn header(pack: &Pack, faults: &mut Faults) {
    let header = &pack.header;
    faults.require(
        header.as_of <= header.next_review,
        || "header.next_review".to_owned(),
        || format!("{} lies before as_of", header.next_review),
        "a day on or after as_of",
    );
    faults.require(
        header.approved_by.is_some() == header.approved_on.is_some(),
        || "header.approved_on".to_owned(),
        || "approved_by and approved_on do not go together".to_owned(),
        "both, or neither",
    );
    faults.require(
        header
            .changelog
            .first()
            .is_some_and(|change| change.version == header.version),
        || "header.changelog".to_owned(),
        || format!("the newest entry is not about version {}", header.version),
        "an entry for the version, newest first",
    );
}

/// Spans that follow one another without gap or overlap; only the last may be
/// open.
fn spans(path: &str, spans: impl Iterator<Item = (Day, Option<Day>)>, faults: &mut Faults) {
    let mut before: Option<Option<Day>> = None;
    for (at, (from, to)) in spans.enumerate() {
        let place = || format!("{path}[{at}]");
        if let Some(to) = to {
            faults.require(
                from <= to,
                place,
                || format!("from {from} to {to}"),
                "dates in order, both included",
            );
        }
        match before {
            Some(None) => faults.add(
                place(),
                "follows a period without an end",
                "an end before it",
            ),
            Some(Some(end)) if end.plus(1) < from => faults.add(
                place(),
                format!("a gap between {end} and {from}"),
                "the day after the previous end",
            ),
            Some(Some(end)) if from <= end => faults.add(
                place(),
                format!("{from} overlaps the period up to {end}"),
                "the day after the previous end",
            ),
            _ => {}
        }
        before = Some(to);
    }
    if before.is_none() {
        faults.add(path, "no period", "at least one");
    }
}

fn holidays(pack: &Pack, faults: &mut Faults) {
    let days = pack.holidays.days.iter().map(|holiday| holiday.0);
    ascending("holidays.days", days, faults);
    for (at, holiday) in pack.holidays.days.iter().enumerate() {
        faults.require(
            pack.holidays.covers(holiday.0) && holiday.0.is_weekday(),
            || format!("holidays.days[{at}]"),
            || format!("{} is outside the span, or on a weekend", holiday.0),
            "days off as observed, Monday to Friday",
        );
    }
}

fn ascending(path: &str, days: impl Iterator<Item = Day>, faults: &mut Faults) {
    let mut before: Option<Day> = None;
    for (at, day) in days.enumerate() {
        if let Some(before) = before.filter(|before| day <= *before) {
            faults.add(
                format!("{path}[{at}]"),
                format!("{day} does not come after {before}"),
                "days in order, none twice",
            );
        }
        before = Some(day);
    }
}

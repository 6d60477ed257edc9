//! The brief on a page: what was found, what it could cost, what runs out
//! first, what was not assessed, and what counsel is asked.

use std::rc::Rc;

use assessment::Assessment;
use assessment::model::Section;
use exposure::{Exposure, Figure};
use triggers::Grade;
use triggers::finding::Outcome;
use yew::prelude::*;

use crate::page::pack::{grade_words, pack};
use crate::page::parts::finding_list::Placed;
use crate::page::parts::routes::left;
use crate::page::screens::results::{self, Standing};
use crate::words;
use crate::worker::protocol::Overview;

use super::dates::day;
use super::fetch::Fetched;
use super::{cost, items, paragraphs, part, strong};

/// Findings named for their weight, and for what they add to the loss.
const WEIGHTY: usize = 5;
const COSTLY: usize = 3;
/// Dates named.
const DATES: usize = 3;

pub(super) fn summary(
    overview: &Overview,
    all: &[Placed<'_>],
    fetched: &Fetched,
    sample: bool,
) -> Html {
    let assessment = &overview.assessment;
    let mut parts = vec![
        part(words::brief_looked_at(), results::coverage(assessment)),
        part(words::brief_found(), found(overview, all)),
    ];
    if let Some(exposure) = &assessment.exposure {
        parts.push(part(words::cost_title(), costs(exposure, all, fetched)));
    }
    if !assessment.deadlines.is_empty() {
        parts.push(part(words::brief_first_dates(), dates(assessment)));
    }
    parts.push(part(words::not_assessed(), missing(assessment)));
    if !all.is_empty() {
        parts.push(part(words::brief_asked(), asked(assessment)));
    }
    let mut invented = Vec::new();
    if sample {
        invented.push(strong(words::results_sample()));
    }
    html! {
        <section class="one-page">
            { paragraphs(invented) }
            <Standing assessment={Rc::new(assessment.clone())} />
            { parts }
        </section>
    }
}

/// How many findings of each grade, and the weightiest.
fn found(overview: &Overview, all: &[Placed<'_>]) -> Html {
    let assessment = &overview.assessment;
    let total: u64 = overview.totals.iter().map(|(_, count)| count).sum();
    // Of a trigger with very many findings the page holds the first alone; how
    // many there are of a grade is known above the grade of such a trigger.
    let held = |section: &Section| match &section.outcome {
        Outcome::Assessed(assessed) => Some((assessed.grade, assessed.findings.len() as u64)),
        Outcome::NotAssessed(_) => None,
    };
    let cut: Option<Grade> = assessment
        .indicators
        .iter()
        .zip(&overview.totals)
        .filter_map(|(section, (_, all))| held(section).filter(|(_, held)| held < all))
        .map(|(grade, _)| grade)
        .max();
    let mut counts: Vec<(Grade, u64)> = Vec::new();
    for (.., finding) in all.iter().filter(|(.., f)| Some(f.grade) > cut) {
        match counts.last_mut() {
            Some((grade, count)) if *grade == finding.grade => *count += 1,
            _ => counts.push((finding.grade, 1)),
        }
    }
    let mut lower = total;
    let mut grades: Vec<String> = Vec::new();
    for (grade, count) in counts {
        lower = lower.saturating_sub(count);
        let grade = words::brief_of_grade(words::grouped(count), grade_words(grade).0);
        grades.push(grade.to_string());
    }
    if lower > 0 {
        grades.push(words::brief_lower(words::grouped(lower)).to_string());
    }
    let mut text = strong(words::findings(total));
    if total > 0 {
        text = format!("{text}: {}", grades.join(", "));
    }
    text += ". ";
    text += results::band(assessment).map_or("", |band| &band.meaning);
    let explained = assessment
        .indicators
        .iter()
        .map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => assessed.explained.len() as u64,
            Outcome::NotAssessed(_) => 0,
        });
    let explained: u64 = explained.sum();
    if explained > 0 {
        text = format!("{text} {}.", words::results_explained(explained));
    }
    if total > 0 {
        text = format!("{text} {}", words::brief_weightiest());
    }
    let weighty = (1..)
        .zip(all)
        .take(WEIGHTY)
        .map(|(number, (section, _, finding))| {
            words::brief_weighty(
                number,
                &finding.subject.label,
                &section.title,
                words::dollars(finding.affected),
            )
            .to_string()
        });
    let texts = std::iter::once(text).chain(weighty);
    paragraphs(texts.collect())
}

/// The loss, where most of it comes from, and what the penalties could be.
fn costs(exposure: &Exposure, all: &[Placed<'_>], fetched: &Fetched) -> Html {
    let total = &exposure.total;
    let Some(likely) = total.readings.first() else {
        return Html::default();
    };
    let mut loss = format!(
        "{}: {}",
        words::brief_loss(),
        strong(cost::range(&total.readings))
    );
    if let Some(interest) = &likely.interest {
        loss += &words::brief_interest(words::dollars(interest.amount));
    }
    loss += ".";
    let mut costly: Vec<usize> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    while costly.len() < COSTLY {
        let others = (1..=all.len()).filter(|number| !costly.contains(number));
        let most = others.max_by_key(|number| (fetched.adds(*number), usize::MAX - number));
        let Some((number, adds)) = most.map(|number| (number, fetched.adds(number))) else {
            break;
        };
        costly.push(number);
        if let Some((.., finding)) = all.get(number - 1).filter(|_| adds.is_positive()) {
            let one = words::brief_costly(&finding.subject.label, number, words::dollars(adds));
            named.push(one.to_string());
        }
    }
    if !named.is_empty() {
        loss = format!("{loss} {}", words::brief_mostly(named.join("; ")));
    }
    let mut texts = vec![loss];
    let matrix = total
        .readings
        .iter()
        .find_map(|reading| reading.matrix.as_ref());
    if let Some(matrix) = matrix {
        texts.push(format!(
            "{}, {}",
            words::cost_matrix(),
            words::brief_if_found()
        ));
        let known = |figure: Option<&Figure>, otherwise: AttrValue| {
            figure.map_or_else(
                || otherwise.to_string(),
                |figure| words::dollars(figure.amount),
            )
        };
        texts.extend(matrix.rows.iter().map(|row| {
            let most = known(row.maximum.figure.as_ref(), words::cost_domestic_value());
            let disclosed = known(row.disclosed.as_ref(), words::unknown());
            words::brief_penalty(&row.label, most, disclosed).to_string()
        }));
    }
    paragraphs(texts)
}

fn dates(assessment: &Assessment) -> Html {
    let first = assessment.deadlines.iter().take(DATES).map(|limit| {
        let entries = words::entries(u64::from(limit.entries));
        let deadline = &limit.deadline;
        format!(
            "{}, {}: {}{}",
            day(deadline),
            left(deadline),
            deadline.label,
            words::of_entries(entries)
        )
    });
    items(first.collect())
}

fn missing(assessment: &Assessment) -> Html {
    let all = assessment.indicators.iter();
    let not = all
        .filter(|section| matches!(section.outcome, Outcome::NotAssessed(_)))
        .count();
    let sentence = if not == 0 {
        words::brief_all_ran(assessment.indicators.len())
    } else {
        let list = results::missing_titles(assessment);
        words::brief_not_run(not, assessment.indicators.len(), list)
    };
    let mut texts = vec![sentence.to_string()];
    let total = assessment.exposure.as_ref().map(|exposure| &exposure.total);
    if let Some((total, likely)) = total.and_then(|total| Some((total, total.readings.first()?))) {
        texts.extend(cost::open(&total.open, likely));
    }
    paragraphs(texts)
}

/// What counsel is asked.
fn asked(assessment: &Assessment) -> Html {
    // Limits stand in the order of their days: the first of a route is its first.
    let mut seen: Vec<&str> = Vec::new();
    let mut routes: Vec<String> = Vec::new();
    for limit in &assessment.deadlines {
        if !seen.contains(&limit.discuss.as_str()) {
            seen.push(&limit.discuss);
            let first = words::brief_route_from(&limit.discuss, words::day(limit.deadline.day));
            routes.push(first.to_string());
        }
    }
    let mut texts = Vec::new();
    if !routes.is_empty() {
        texts.push(words::brief_ask_routes(routes.join("; ")).to_string());
    }
    texts.push(words::brief_ask_questions().to_string());
    texts.push(words::brief_ask_law().to_string());
    texts.extend(pack().map(|pack| pack.texts.prior_disclosure.to_string()));
    items(texts)
}

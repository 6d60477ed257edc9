//! What the pack's measures would lead one to expect, against what is filed.

use super::{Spared, Thresholds, displaced_by, rate_of};
use crate::alike::PerSpell;
use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Effect, FurtherRate};
use crate::gather::Heard;
use crate::numbers;
use customs::{Cents, Country, Hts};
use profile::{LineIx, LineRef};
use rulebook::measures::{Coverage, Programme, RateKind};
use rulebook::{Detector, LegalStatus, Measure};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How a line and a measure are at odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Missing,
    Unexpected,
    Expired,
    Question,
}

impl Standing {
    fn pattern(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unexpected => "unexpected",
            Self::Expired => "expired",
            Self::Question => "question",
        }
    }
}

/// How the lines of a kind stand to the measures that concern them, by the
/// measure's place in the pack.
pub(super) type Stands = PerSpell<Vec<(usize, Stand)>>;

/// Spells in which no rate begins or ends, and none leaves the days after its
/// beginning in which goods were under way.
pub(super) fn stands(cx: &Context<'_>, thresholds: &Thresholds) -> Stands {
    let rates = cx.pack.measures.measures.iter().flat_map(|one| &one.rates);
    PerSpell::new(rates.flat_map(|rate| {
        let after = rate.to.map(|to| to.plus(1));
        let settled = rate.from.plus(thresholds.boundary_days.saturating_add(1));
        [Some(rate.from), Some(settled), after]
            .into_iter()
            .flatten()
    }))
}

/// What is expected and not filed, or filed and not expected.
pub(super) fn find(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    (stands, reports): (&mut Stands, bool),
    heard: &mut Heard,
) {
    let measures = &cx.pack.measures.measures;
    let mut by: BTreeMap<(Standing, &str), (&Measure, Vec<LineIx>)> = BTreeMap::new();
    let mut explained: BTreeMap<&str, (&Measure, Vec<LineIx>, Spared, bool)> = BTreeMap::new();
    for ix in &group.lines {
        let line = cx.profile.line(*ix);
        let of_kind = stands.get(&line, || {
            let all = measures.iter().enumerate();
            all.filter_map(|(at, measure)| {
                Some((at, standing(cx, thresholds, measure, &line, reports)?))
            })
            .collect()
        });
        for (at, stand) in &*of_kind {
            let Some(measure) = measures.get(*at) else {
                continue;
            };
            match *stand {
                Stand::Open(standing) => {
                    let entry = by
                        .entry((standing, &measure.id))
                        .or_insert((measure, Vec::new()));
                    entry.1.push(*ix);
                }
                Stand::Spared(spared, near) => {
                    let entry = explained.entry(&measure.id).or_insert((
                        measure,
                        Vec::new(),
                        Spared::default(),
                        false,
                    ));
                    entry.1.push(*ix);
                    entry.2 = entry.2.or(spared);
                    entry.3 |= near;
                }
            }
        }
    }
    questions(cx, detector, group, &mut by, heard);
    for ((standing, _), (measure, lines)) in by {
        explained.remove(measure.id.as_str());
        let checks = (Spared::default(), false);
        push(cx, detector, group, measure, standing, lines, checks, heard);
    }
    for (measure, lines, spared, near) in explained.into_values() {
        let checks = (spared, near);
        let standing = Standing::Missing;
        push(cx, detector, group, measure, standing, lines, checks, heard);
    }
}

/// How a line stands to a measure that concerns it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stand {
    Open(Standing),
    /// Expected, and the line says why it is not there.
    Spared(Spared, bool),
}

fn standing(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    measure: &Measure,
    line: &LineRef<'_>,
    reports: bool,
) -> Option<Stand> {
    let (day, origin, hts) = (line.entry_date()?, line.origin()?, line.hts8()?);
    if measure.rates.is_empty() {
        return None;
    }
    let filed = line.additional().any(|filed| measure.declares(filed));
    if filed {
        return if !measure.rates.iter().any(|rate| rate.holds(day)) {
            Some(Stand::Open(Standing::Expired))
        } else if !reaches(thresholds, measure, origin)
            || measure.coverage == Coverage::Whole && !measure.could_apply(hts, origin, day)
        {
            Some(Stand::Open(Standing::Unexpected))
        } else {
            None
        };
    }
    let in_force = matches!(
        measure.authority.status,
        LegalStatus::InForce | LegalStatus::InForceUnderLitigation
    );
    if !reports || !in_force || !measure.could_apply(hts, origin, day) {
        return None;
    }
    let spared = Spared::of(cx, thresholds, measure, line);
    match measure.coverage {
        // Measures on everything with unlisted exemptions single nothing out,
        // and one measure of a programme on the line answers for its others.
        Coverage::Indicative => {
            let answered = measure.prefixes.is_empty()
                || spared.any()
                || line
                    .additional()
                    .any(|filed| answers(cx, measure.programme, filed));
            (!answered).then_some(Stand::Open(Standing::Question))
        }
        Coverage::Whole => {
            let began = measure.rates_on(day, origin).map(|rate| rate.from).min()?;
            let near = day.since(began) <= thresholds.boundary_days;
            Some(if spared.any() || near {
                Stand::Spared(spared, near)
            } else {
                Stand::Open(Standing::Missing)
            })
        }
    }
}

fn answers(cx: &Context<'_>, programme: Programme, filed: Hts) -> bool {
    cx.pack
        .measures
        .declared(filed)
        .is_some_and(|declared| declared.programme == programme)
}

/// Whether the measure reaches an origin. Whether a measure on China reaches
/// Hong Kong is the pack's to say.
fn reaches(thresholds: &Thresholds, measure: &Measure, origin: Country) -> bool {
    let china = || {
        thresholds.china_with_hong_kong
            && origin.code() == "HK"
            && measure.origins.iter().any(|origin| origin.code() == "CN")
    };
    measure.reaches(origin) || china()
}

/// All questions of one subject are one finding.
fn questions(
    cx: &Context<'_>,
    detector: &Detector,
    group: &Group,
    by: &mut BTreeMap<(Standing, &str), (&Measure, Vec<LineIx>)>,
    heard: &mut Heard,
) {
    let mut lines = BTreeSet::new();
    let mut measures = Vec::new();
    by.retain(|(standing, _), (measure, of)| {
        let is_question = *standing == Standing::Question;
        if is_question {
            lines.extend(of.iter().copied());
            measures.push(*measure);
        }
        !is_question
    });
    if measures.is_empty() {
        return;
    }
    let lines: Vec<LineIx> = lines.into_iter().collect();
    let pattern = Standing::Question.pattern();
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
    finding.checks = checks(cx, group, Spared::default(), false);
    let titles = measures.iter().map(|m| draft::fact("May apply", &m.title));
    let conditions: BTreeSet<&str> = measures
        .iter()
        .flat_map(|m| m.conditions.iter().map(String::as_str))
        .collect();
    let asked = conditions
        .into_iter()
        .filter_map(|id| cx.pack.questionnaire.fact(id))
        .map(|question| draft::fact("Depends on", &question.text));
    finding.facts = titles.chain(asked).collect();
    finding.effect = Effect::unquantified("it depends on facts that the file does not hold");
    heard.push(finding);
}

fn checks(cx: &Context<'_>, group: &Group, spared: Spared, near: bool) -> Vec<Check> {
    let said =
        |question: &str| draft::said(cx, question, &draft::names(&group.subject)) == Some(true);
    vec![
        Check::new("in_transit", Some(near || said("TRD-1.in-transit"))),
        Check::new("preference", Some(spared.preference)),
        Check::new("displaced", Some(spared.displaced)),
        Check::new("exemption_claimed", Some(spared.exemption)),
        Check::new("zone", Some(spared.zone || said("TRD-1.privileged-status"))),
        Check::new("origin_change", Some(false)),
    ]
}

#[expect(clippy::too_many_arguments, reason = "what one call is about")]
fn push(
    cx: &Context<'_>,
    detector: &Detector,
    group: &Group,
    measure: &Measure,
    standing: Standing,
    lines: Vec<LineIx>,
    (spared, near): (Spared, bool),
    heard: &mut Heard,
) {
    let pattern = standing.pattern();
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
    finding.id = format!("{}:{}", finding.id, measure.id);
    finding.checks = checks(cx, group, spared, near);
    finding.facts = vec![
        draft::fact("Measure", &measure.title),
        draft::fact(
            "Entry dates",
            draft::dates(cx, &finding.lines).len().to_string(),
        ),
    ];
    if standing == Standing::Missing && !finding.is_explained() {
        let further: Vec<FurtherRate> = finding
            .lines
            .iter()
            .filter_map(|ix| further(cx, measure, &cx.profile.line(*ix)))
            .collect();
        if further
            .iter()
            .any(|further| further.rate > further.displaces)
        {
            finding.duty_effect = DutyEffect::Lowers;
        }
        finding.effect = draft::further(further, "the pack has no single rate for these goods");
    }
    heard.push(finding);
}

/// The measure's rate; where it is a total with the ordinary duty included,
/// what the line's own duty leaves of it.
fn further(cx: &Context<'_>, measure: &Measure, line: &LineRef<'_>) -> Option<FurtherRate> {
    let rate = rate_of(measure, line)?;
    let kind = measure
        .rates_on(line.entry_date()?, line.origin()?)
        .find_map(|rate| rate.kind)
        .unwrap_or(measure.kind);
    let borne = || {
        let duty = line.duty().unwrap_or(Cents::ZERO);
        numbers::ratio(duty, line.value()).unwrap_or_default()
    };
    let rate = match kind {
        RateKind::Floor => (rate - borne()).max(Decimal::ZERO),
        RateKind::Additive | RateKind::Replace => rate,
        RateKind::Exempt => return None,
    };
    Some(FurtherRate {
        line: line.ix(),
        rate,
        source: measure.title.clone(),
        displaces: displaced_by(cx, measure, line),
    })
}

//! The penalty matrix of 19 USC 1592: what the statute would allow *if CBP were
//! to find* each level of culpability, and what a valid prior disclosure would
//! leave of it.
//!
//! Three rows, none chosen. A maximum is capped at domestic value only where
//! the visitor gave one; otherwise it says that it may be capped. The duties
//! themselves are owed in any case and stand beside the matrix, not in it.

use crate::derivation::{Draft, Figure, SourceKind};
use crate::money;
use customs::Cents;
use rulebook::Pack;
use rulebook::figures::RuleId;
use rulebook::{Authority, Culpability, PenaltyRow};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What the matrix is worked out from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base<'a> {
    /// Loss of duties, taxes and fees; zero where no revenue was lost.
    pub loss: &'a Figure,
    /// Goods value of the lines in question.
    pub dutiable: &'a Figure,
    /// Interest to the day of tender; `None` where it can't be worked out.
    pub interest: Option<&'a Figure>,
    /// Domestic value, where the visitor gave one.
    pub domestic: Option<&'a Figure>,
}

/// The matrix for one loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matrix {
    /// Whether it is the matrix with a revenue loss.
    pub revenue_loss: bool,
    /// One row a level of culpability, as "if CBP were to find".
    pub rows: Vec<Row>,
    /// Duties, fees and interest that are owed without any penalty.
    pub owed: Figure,
    /// Domestic value, where given.
    pub domestic_value: Option<Figure>,
    /// What stands under every table of penalties.
    pub note: String,
    /// What to say about the cap where domestic value is not given.
    pub cap_note: Option<String>,
}

/// One level of culpability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The level.
    pub culpability: Culpability,
    /// As shown.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// The statutory maximum without a disclosure.
    pub maximum: Maximum,
    /// CBP's disposition range without a disclosure: the lower end.
    pub guideline_low: Figure,
    /// The upper end.
    pub guideline_high: Figure,
    /// The penalty with a valid disclosure; `None` where it rests on interest
    /// that can't be worked out.
    pub disclosed: Option<Figure>,
    /// Duties, fees and penalty with a valid disclosure.
    pub disclosed_total: Option<Figure>,
}

/// A statutory maximum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maximum {
    /// The amount; `None` where it is domestic value and none was given.
    pub figure: Option<Figure>,
    /// What domestic value does to it.
    pub cap: Cap,
}

/// What domestic value does to an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// It lies above, so the amount stands.
    Above,
    /// It is the amount.
    Applies,
    /// It was not given: the amount may be capped by it.
    NotGiven,
    /// The statute sets no such cap here.
    None,
}

impl Matrix {
    /// The matrix. `None` past what cents can hold.
    #[must_use]
    pub fn of(pack: &Pack, base: &Base<'_>) -> Option<Self> {
        let revenue_loss = base.loss.amount.is_positive();
        let rows = pack
            .penalties
            .rows
            .iter()
            .map(|row| self::row(pack, base, row, revenue_loss))
            .collect::<Option<Vec<_>>>()?;
        let caps = |row: &Row| row.maximum.cap == Cap::NotGiven;
        let cap_note = rows
            .iter()
            .any(caps)
            .then(|| pack.texts.domestic_value_cap.text.clone());
        Some(Self {
            revenue_loss,
            rows,
            owed: owed(pack, base),
            domestic_value: base.domestic.cloned(),
            note: pack.texts.penalty_note.text.clone(),
            cap_note,
        })
    }

    /// The row of a level.
    #[must_use]
    pub fn row(&self, culpability: Culpability) -> Option<&Row> {
        self.rows.iter().find(|row| row.culpability == culpability)
    }

    /// Visits every figure, each before its parts.
    pub fn walk(&self, visit: &mut impl FnMut(&Figure)) {
        for row in &self.rows {
            let figures = [
                row.maximum.figure.as_ref(),
                Some(&row.guideline_low),
                Some(&row.guideline_high),
                row.disclosed.as_ref(),
                row.disclosed_total.as_ref(),
            ];
            for figure in figures.into_iter().flatten() {
                figure.walk(visit);
            }
        }
        self.owed.walk(visit);
        if let Some(domestic) = &self.domestic_value {
            domestic.walk(visit);
        }
    }
}

/// Domestic value worked out from a resale ratio: dutiable value × ratio.
#[must_use]
pub fn domestic_by_ratio(pack: &Pack, dutiable: &Figure, ratio: Decimal) -> Option<Figure> {
    let amount = money::share(dutiable.amount, ratio)?;
    Some(
        Draft::new(&pack.figures, RuleId::DomesticValue)
            .input("dutiable", dutiable.amount, SourceKind::Computed)
            .input("ratio", ratio.normalize(), SourceKind::Entered)
            .amount(amount),
    )
}

/// Domestic value as the visitor entered it.
#[must_use]
pub fn domestic_entered(pack: &Pack, amount: Cents) -> Figure {
    Draft::new(&pack.figures, RuleId::DomesticValueEntered)
        .input("domestic", amount, SourceKind::Entered)
        .amount(amount)
}

fn owed(pack: &Pack, base: &Base<'_>) -> Figure {
    let interest = base.interest.map(|figure| figure.amount);
    let mut draft = Draft::new(&pack.figures, RuleId::Owed)
        .authority(&pack.penalties.duties_owed)
        .input("loss", base.loss.amount, SourceKind::Computed)
        .note_if(interest.is_none(), "interest_unknown");
    draft = draft.input(
        "interest",
        interest.unwrap_or_default(),
        SourceKind::Computed,
    );
    draft.amount(base.loss.amount + interest.unwrap_or_default())
}

fn row(pack: &Pack, base: &Base<'_>, row: &PenaltyRow, revenue_loss: bool) -> Option<Row> {
    let maximum = maximum(pack, base, row, revenue_loss)?;
    let (range, rule) = if revenue_loss {
        (&row.guideline_loss, RuleId::GuidelineByLoss)
    } else {
        (&row.guideline_no_loss, RuleId::GuidelineByValue)
    };
    let end =
        |factor| by_factor(pack, base, rule, factor, &row.guideline).map(|(figure, _)| figure);
    let disclosed = disclosed(pack, base, row, revenue_loss);
    let disclosed_total = disclosed.as_ref().map(|penalty| {
        Draft::new(&pack.figures, RuleId::DisclosedTotal)
            .authority(&row.disclosed)
            .input("loss", base.loss.amount, SourceKind::Computed)
            .input("penalty", penalty.amount, SourceKind::Computed)
            .amount(base.loss.amount + penalty.amount)
    });
    Some(Row {
        culpability: row.culpability,
        label: row.label.clone(),
        meaning: row.meaning.clone(),
        maximum,
        guideline_low: end(range.low)?,
        guideline_high: end(range.high)?,
        disclosed,
        disclosed_total,
    })
}

fn maximum(pack: &Pack, base: &Base<'_>, row: &PenaltyRow, revenue_loss: bool) -> Option<Maximum> {
    let (factor, rule) = if revenue_loss {
        (row.loss_multiple, RuleId::MaximumByLoss)
    } else {
        (row.no_loss_share, RuleId::MaximumByValue)
    };
    let Some(factor) = factor else {
        let figure = base.domestic.map(|domestic| {
            Draft::new(&pack.figures, RuleId::MaximumByDomesticValue)
                .authority(&row.authority)
                .input("domestic", domestic.amount, SourceKind::Computed)
                .amount(domestic.amount)
        });
        let cap = if figure.is_some() {
            Cap::Applies
        } else {
            Cap::NotGiven
        };
        return Some(Maximum { figure, cap });
    };
    // Without a loss the statute names a share of dutiable value and no cap:
    // domestic value always lies above it.
    let (figure, cap) = by_factor(pack, base, rule, factor, &row.authority)?;
    Some(Maximum {
        figure: Some(figure),
        cap,
    })
}

/// A factor of the loss or of dutiable value, held under domestic value.
fn by_factor(
    pack: &Pack,
    base: &Base<'_>,
    rule: RuleId,
    factor: Decimal,
    authority: &Authority,
) -> Option<(Figure, Cap)> {
    let by_loss = matches!(rule, RuleId::MaximumByLoss | RuleId::GuidelineByLoss);
    let (name, amount, shown) = if by_loss {
        ("loss", base.loss.amount, factor.normalize().to_string())
    } else {
        ("dutiable", base.dutiable.amount, money::percent(factor))
    };
    let raw = money::share(amount, factor)?;
    let capped = base.domestic.map(|d| d.amount).filter(|d| *d < raw);
    let cap = match (rule, base.domestic) {
        (RuleId::MaximumByValue, _) => Cap::None,
        (_, None) => Cap::NotGiven,
        (_, Some(_)) if capped.is_some() => Cap::Applies,
        (_, Some(_)) => Cap::Above,
    };
    let amount_held = if cap == Cap::Applies {
        capped.unwrap_or(raw)
    } else {
        raw
    };
    let mut draft = Draft::new(&pack.figures, rule)
        .authority(authority)
        .input(name, amount, SourceKind::Computed)
        .input("factor", shown, SourceKind::Pack.at(authority.cite()))
        .value("raw", raw);
    if let Some(domestic) = base.domestic.filter(|_| cap != Cap::None) {
        draft = draft.input("domestic", domestic.amount, SourceKind::Computed);
    }
    let figure = draft
        .note_if(cap == Cap::Applies, "capped")
        .say_if(cap == Cap::NotGiven, &pack.texts.domestic_value_cap)
        .amount(amount_held);
    Some((figure, cap))
}

fn disclosed(pack: &Pack, base: &Base<'_>, row: &PenaltyRow, revenue_loss: bool) -> Option<Figure> {
    if !revenue_loss {
        let share = row.disclosed_no_loss_share;
        return Some(
            Draft::new(&pack.figures, RuleId::DisclosedByValue)
                .authority(&row.disclosed)
                .input("dutiable", base.dutiable.amount, SourceKind::Computed)
                .input(
                    "factor",
                    money::percent(share),
                    SourceKind::Pack.at(row.disclosed.cite()),
                )
                .amount(money::share(base.dutiable.amount, share)?),
        );
    }
    if row.disclosed_interest {
        let interest = base.interest?;
        return Some(
            Draft::new(&pack.figures, RuleId::DisclosedInterest)
                .authority(&row.disclosed)
                .input("interest", interest.amount, SourceKind::Computed)
                .say(&pack.texts.interest_estimate)
                .amount(interest.amount),
        );
    }
    let multiple = row.disclosed_loss_multiple;
    Some(
        Draft::new(&pack.figures, RuleId::DisclosedByLoss)
            .authority(&row.disclosed)
            .input("loss", base.loss.amount, SourceKind::Computed)
            .input(
                "factor",
                multiple.normalize(),
                SourceKind::Pack.at(row.disclosed.cite()),
            )
            .amount(money::share(base.loss.amount, multiple)?),
    )
}

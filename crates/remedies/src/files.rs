//! The compliance file of each product: rationale, rate, certificate, broker
//! communications.
//!
//! Filled from the product master or by hand. What neither speaks of is not
//! known, which is never the same as missing. The grid is also the register
//! that the importer can go on keeping.

use crate::ground::Ground;
use crate::settings::is_of;
use crate::words::Words;
use customs::{Cents, Day, Hts, Ordered};
use products::{Evidence, Product, ProductIx, Products};
use profile::{LineRef, MasterRow, Masters};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use triggers::context::Extent;

/// The grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// The elements, in order: id and title.
    pub elements: Vec<ElementHead>,
    /// One row a product, the one that bears most duty first.
    pub rows: Vec<FileRow>,
    /// Products that bear most of the duty or that a finding touches, those
    /// beyond the first [`MOST`] among them.
    pub looked_at: u64,
    /// Products left out: neither among those that bear most of the duty nor
    /// touched by a finding, or beyond the first [`MOST`].
    pub others: u64,
}

/// Rows of the grid, at most: nobody keeps more files by hand, and a million
/// products would fill the memory with empty ones.
pub const MOST: usize = 5_000;

/// An element of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementHead {
    /// The pack's id, which is also the question's.
    pub id: String,
    /// As shown.
    pub label: String,
    /// What it holds.
    pub text: String,
    /// Where it comes from.
    pub authority: rulebook::Authority,
    /// How many of the products looked at stand where, those without a row
    /// among them.
    pub counts: BTreeMap<Standing, u64>,
}

impl ElementHead {
    /// How many of the products looked at stand at one of these.
    #[must_use]
    pub fn count(&self, standings: &[Standing]) -> u64 {
        let counts = standings.iter().filter_map(|one| self.counts.get(one));
        counts.sum()
    }
}

/// One product's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// The product's key, which stays from run to run.
    pub key: String,
    /// As shown.
    pub label: String,
    /// How sure it is that its lines are one product.
    pub evidence: Evidence,
    /// The numbers as filed, eight digits.
    pub numbers: Vec<Hts>,
    /// The number in the product master, where there is one.
    pub master_number: Option<Hts>,
    /// Goods value.
    pub value: Cents,
    /// Duty; `None` when no file has it.
    pub duty: Option<Cents>,
    /// Last date of entry.
    pub last_entry: Option<Day>,
    /// Findings that touch it, by id.
    pub findings: Vec<String>,
    /// One cell an element, in the order of the heads.
    pub cells: Vec<Cell>,
    /// Who reviewed it, by the product master.
    pub reviewer: String,
    /// When, by the product master.
    pub last_review: Option<Day>,
}

/// One element of one product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The element's id.
    pub element: String,
    /// How far it is there.
    pub standing: Standing,
    /// The same in words.
    pub label: String,
    /// Who says so.
    pub by: By,
    /// What stands there: the rationale, the rate, the day; may be empty.
    pub detail: String,
}

pub use rulebook::papers::Standing;

/// Who says how far an element is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The product master.
    Master,
    /// The visitor.
    Answer,
    /// The entries, which show whether it is needed.
    Entries,
    /// Nobody.
    Nobody,
}

/// The pack's trigger about files, whose share of duty decides which products
/// are looked at.
const FILES: &str = "REC-1";

/// The ids of the elements that the product master can speak of.
mod element {
    pub(super) const RATIONALE: &str = "REC-1.rationale";
    pub(super) const RATE: &str = "REC-1.rate-and-date";
    pub(super) const CERTIFICATE: &str = "REC-1.certificate";
    pub(super) const RULING: &str = "REC-1.ruling";
}

/// The grid over the products that bear most of the duty and those that a
/// finding touches.
#[must_use]
pub fn files(ground: &Ground<'_>, products: &Products, masters: &Masters) -> Files {
    let words = &ground.pack.papers;
    let touched = touched(ground, products);
    let weighed = weighed(ground, products);
    let whole: Cents = weighed.iter().map(|(weight, _)| *weight).sum();
    let share = top_share(ground);
    let mut before = Cents::ZERO;
    let (mut rows, mut looked_at) = (Vec::new(), 0);
    let mut elements = heads(ground);
    for (weight, product) in weighed {
        let is_top =
            weight.is_positive() && Decimal::from(before.0) < Decimal::from(whole.0) * share;
        before += weight;
        let findings = of_product(&touched, product.ix());
        if is_top || !findings.is_empty() {
            let about = About::of(ground, words, masters, product);
            looked_at += 1;
            for element in &mut elements {
                let standing = about.standing(&element.id).0;
                *element.counts.entry(standing).or_default() += 1;
            }
            if rows.len() < MOST {
                rows.push(row(&about, findings));
            }
        }
    }
    Files {
        elements,
        looked_at,
        others: products.len() as u64 - rows.len() as u64,
        rows,
    }
}

fn heads(ground: &Ground<'_>) -> Vec<ElementHead> {
    let elements = ground.pack.audit.file_elements.iter();
    elements
        .map(|element| ElementHead {
            id: element.id.clone(),
            label: element.label.clone(),
            text: element.text.clone(),
            authority: element.authority.clone(),
            counts: BTreeMap::new(),
        })
        .collect()
}

fn top_share(ground: &Ground<'_>) -> Decimal {
    ground
        .pack
        .detector(FILES)
        .and_then(|detector| {
            detector
                .thresholds
                .get("top_duty_share")?
                .as_str()?
                .parse()
                .ok()
        })
        .unwrap_or(Decimal::ONE)
}

/// The products by duty, or by value where no duty was read, most first.
fn weighed<'a>(ground: &Ground<'_>, products: &'a Products) -> Vec<(Cents, Product<'a>)> {
    let by_value = ground.profile.lines().all(|line| line.duty().is_none());
    let mut all: Vec<(Cents, Product<'a>)> = products
        .iter()
        .map(|product| {
            let lines = product.lines().iter().map(|ix| ground.profile.line(*ix));
            let weight = lines
                .map(|line| {
                    if by_value {
                        line.value()
                    } else {
                        line.duty().unwrap_or_default()
                    }
                })
                .map(Cents::or_zero)
                .sum();
            (weight, product)
        })
        .collect();
    all.order_by(|(a, x), (b, y)| b.cmp(a).then(x.ix().cmp(&y.ix())));
    all
}

/// Pairs of a product and the place of a finding that touches it, in order.
/// Findings about the files themselves are what the grid shows anyway.
fn touched(ground: &Ground<'_>, products: &Products) -> Vec<(ProductIx, usize)> {
    let mut all: Vec<(ProductIx, usize)> = Vec::new();
    // For each product the finding it was last seen in: a finding has far more
    // lines than products.
    let mut seen: Vec<Option<usize>> = vec![None; products.len()];
    for (at, finding) in ground.findings.iter().enumerate() {
        if is_of(&finding.id, FILES) {
            continue;
        }
        for product in finding.lines.iter().filter_map(|line| products.of(*line)) {
            if let Some(last) = seen.get_mut(product.0 as usize)
                && *last != Some(at)
            {
                *last = Some(at);
                all.push((product, at));
            }
        }
    }
    all.sort_unstable();
    all
}

/// The pairs of one product.
fn of_product(touched: &[(ProductIx, usize)], product: ProductIx) -> &[(ProductIx, usize)] {
    let from = touched.partition_point(|(other, _)| *other < product);
    let rest = touched.get(from..).unwrap_or_default();
    let count = rest.partition_point(|(other, _)| *other == product);
    rest.get(..count).unwrap_or(rest)
}

fn findings_by_id(ground: &Ground<'_>, touching: &[(ProductIx, usize)]) -> Vec<String> {
    let mut ids: Vec<String> = touching
        .iter()
        .filter_map(|(_, at)| ground.findings.get(*at))
        .map(|finding| finding.id.clone())
        .collect();
    ids.sort_unstable();
    ids
}

fn row(about: &About<'_>, findings: &[(ProductIx, usize)]) -> FileRow {
    let (ground, product, lines) = (about.ground, about.product, &about.lines);
    let numbers: BTreeSet<Hts> = lines.iter().filter_map(|line| line.hts8()).collect();
    let mut duty = None;
    for more in lines.iter().filter_map(|line| line.duty()) {
        duty = Some(duty.unwrap_or(Cents::ZERO) + more);
    }
    let reviewed = about.master;
    FileRow {
        key: product.key(ground.profile),
        label: product.label(ground.profile),
        evidence: product.evidence(),
        numbers: numbers.into_iter().collect(),
        master_number: reviewed.and_then(|row| row.hts),
        value: lines.iter().map(|line| line.value().or_zero()).sum(),
        duty,
        last_entry: lines.iter().filter_map(|line| line.entry_date()).max(),
        findings: findings_by_id(ground, findings),
        cells: ground
            .pack
            .audit
            .file_elements
            .iter()
            .map(|element| about.cell(&element.id))
            .collect(),
        reviewer: reviewed.map(|row| row.reviewer.clone()).unwrap_or_default(),
        last_review: reviewed.and_then(|row| row.last_review),
    }
}

/// Whether a chapter 99 number stands for a rate of certain origins.
fn depends_on_origin(ground: &Ground<'_>, number: Hts) -> bool {
    ground
        .pack
        .measures
        .declared(number)
        .is_none_or(|measure| !measure.origins.is_empty() || !measure.except.is_empty())
}

/// What is known about one product.
struct About<'a> {
    ground: &'a Ground<'a>,
    words: &'a Words,
    product: Product<'a>,
    lines: Vec<LineRef<'a>>,
    master: Option<&'a MasterRow>,
    needs_certificate: bool,
    last_claim: Option<Day>,
}

impl<'a> About<'a> {
    fn of(
        ground: &'a Ground<'a>,
        words: &'a Words,
        masters: &'a Masters,
        product: Product<'a>,
    ) -> Self {
        let lines: Vec<LineRef<'_>> = product
            .lines()
            .iter()
            .map(|ix| ground.profile.line(*ix))
            .collect();
        let claims = || lines.iter().filter(|line| line.spi().is_some());
        let by_origin = lines
            .iter()
            .any(|line| line.additional().any(|hts| depends_on_origin(ground, hts)));
        Self {
            master: lines
                .iter()
                .find_map(|line| masters.on(line.sku_ix(), ground.as_of)),
            needs_certificate: by_origin || claims().next().is_some(),
            last_claim: claims().filter_map(|line| line.entry_date()).max(),
            ground,
            words,
            product,
            lines,
        }
    }

    /// How far an element is there, who says so, and what stands there.
    fn standing(&self, element: &str) -> (Standing, By, String) {
        let (standing, by, detail) = self
            .answered(element)
            .or_else(|| self.listed(element))
            .unwrap_or((Standing::Unsaid, By::Nobody, String::new()));
        if element == element::CERTIFICATE && !self.needs_certificate {
            (Standing::NotNeeded, By::Entries, detail)
        } else {
            (standing, by, detail)
        }
    }

    fn cell(&self, element: &str) -> Cell {
        let (standing, by, detail) = self.standing(element);
        Cell {
            element: element.to_owned(),
            standing,
            label: self.words.cells.get(&standing).cloned().unwrap_or_default(),
            by,
            detail,
        }
    }

    fn answered(&self, element: &str) -> Option<(Standing, By, String)> {
        let answers = self.ground.answers;
        let answer = self
            .product
            .texts(self.ground.profile)
            .find_map(|text| answers.about(element, text))?;
        let standing = match answer.extent()? {
            Extent::Yes => Standing::Have,
            Extent::Partly => Standing::Partly,
            Extent::No => Standing::Missing,
        };
        Some((standing, By::Answer, String::new()))
    }

    fn listed(&self, element: &str) -> Option<(Standing, By, String)> {
        let row = self.master?;
        let (standing, detail) = match element {
            element::RATIONALE if !row.rationale.is_empty() => {
                (Standing::Have, row.rationale.clone())
            }
            element::RATIONALE if !row.ruling.is_empty() => (Standing::Have, row.ruling.clone()),
            element::RATIONALE => (Standing::Missing, String::new()),
            element::RATE => {
                let rate = Decimal::new(row.rate_ppm?, 4).normalize();
                let dated = row.last_review.or(row.effective);
                match dated {
                    Some(day) => (Standing::Have, format!("{rate}%, {day}")),
                    None => (Standing::Partly, format!("{rate}%")),
                }
            }
            element::CERTIFICATE => {
                let expiry = row.certificate_expiry?;
                let covers = self.last_claim.is_none_or(|claim| claim <= expiry);
                let standing = if covers {
                    Standing::Have
                } else {
                    Standing::Partly
                };
                (standing, expiry.to_string())
            }
            element::RULING if !row.ruling.is_empty() => (Standing::Have, row.ruling.clone()),
            _ => return None,
        };
        Some((standing, By::Master, detail))
    }
}

//! The plants: each trigger's planted cases and innocent look-alikes, a module
//! for each family. A plant carries its own truth and its own products, so that
//! what the files show and what the list claims stand side by side.

pub(crate) mod adc;
mod cls1;
mod cls_dates;
mod cls_records;
mod cls_words;
mod his;
mod org;
mod prf;
mod rec;
mod trd;
mod val1;
mod val_records;
mod val_suppliers;

use crate::plan::product::Product;
use crate::truth::{Answer, AnswerSet, Case, Expect, Tier};
use jiff::civil::Date;

/// A planted case or an innocent look-alike.
#[derive(Debug)]
pub(crate) struct Plant {
    /// Its truth; part numbers and manufacturers are filled in from the
    /// products.
    pub(crate) case: Case,
    /// Whether it is a look-alike.
    pub(crate) innocent: bool,
    /// Days that must lie within the sample, or the plant is left out.
    pub(crate) needs: Vec<Date>,
    /// Its products.
    pub(crate) products: Vec<Product>,
    /// Its answers to the questionnaire.
    pub(crate) answers: Vec<Answer>,
}

impl Plant {
    /// A case that `trigger` must find.
    fn planted(id: &'static str, trigger: &'static str, tier: Tier, why: &'static str) -> Self {
        Plant {
            case: Case {
                id,
                trigger,
                skus: Vec::new(),
                mids: Vec::new(),
                expect: Expect::Finding,
                answers: AnswerSet::Sample,
                tier,
                pattern: "",
                also: &[],
                why,
            },
            innocent: false,
            needs: Vec::new(),
            products: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// A look-alike on which `trigger` must stay silent.
    fn innocent(id: &'static str, trigger: &'static str, why: &'static str) -> Self {
        let mut plant = Plant::planted(id, trigger, Tier::Exact, why);
        plant.case.expect = Expect::Silent;
        plant.innocent = true;
        plant
    }

    /// At most a note of grade *info* is due.
    fn info(mut self) -> Self {
        self.case.expect = Expect::Info;
        self
    }

    /// With the pattern to be named.
    fn pattern(mut self, pattern: &'static str) -> Self {
        self.case.pattern = pattern;
        self
    }

    /// Other triggers that may speak about the same product.
    fn also(mut self, triggers: &'static [&'static str]) -> Self {
        self.case.also = triggers;
        self
    }

    /// Left out unless `day` lies within the sample.
    fn needs(mut self, day: Date) -> Self {
        self.needs.push(day);
        self
    }

    /// About a product of another plant.
    fn about(mut self, sku: &str) -> Self {
        self.case.skus.push(sku.to_owned());
        self
    }

    /// With an answer to the questionnaire.
    fn answer(mut self, question: &'static str, subject: &str, value: &'static str) -> Self {
        self.answers.push(Answer {
            question,
            subject: subject.to_owned(),
            value,
            date: None,
        });
        self
    }

    /// With an answer about something that happened on `date`.
    fn event(
        mut self,
        question: &'static str,
        subject: &str,
        value: &'static str,
        date: Date,
    ) -> Self {
        self.answers.push(Answer {
            question,
            subject: subject.to_owned(),
            value,
            date: Some(date),
        });
        self
    }

    /// To be read with the second, clean set of answers.
    fn with_clean_answers(mut self) -> Self {
        self.case.answers = AnswerSet::Clean;
        self
    }

    /// With one more product.
    fn of(mut self, product: Product) -> Self {
        if !product.sku.is_empty() && !self.case.skus.contains(&product.sku) {
            self.case.skus.push(product.sku.clone());
        }
        for supplier in &product.suppliers {
            if !self.case.mids.contains(&supplier.mid) {
                self.case.mids.push(supplier.mid.clone());
            }
        }
        self.products.push(product);
        self
    }

    /// Lines in the smallest sample.
    pub(crate) fn least_lines(&self) -> u32 {
        self.products.iter().map(Product::least_lines).sum()
    }
}

/// The case that only the messy files hold.
pub(crate) fn messy() -> Case {
    let why = "Tariff numbers turned into powers of ten cannot be read back.";
    Plant::planted("dq1-unusable", "DQ-1", Tier::Portfolio, why)
        .pattern("unusable rows")
        .case
}

/// Every plant, the ones that a small sample keeps first.
pub(crate) fn all() -> Vec<Plant> {
    let mut plants = Vec::new();
    plants.extend(cls1::plants());
    plants.extend(val1::plants());
    plants.extend(cls_dates::plants());
    plants.extend(cls_words::plants());
    plants.extend(cls_records::plants());
    plants.extend(val_suppliers::plants());
    plants.extend(val_records::plants());
    plants.extend(trd::plants());
    plants.extend(adc::plants());
    plants.extend(org::plants());
    plants.extend(prf::plants());
    plants.extend(his::plants());
    plants.extend(rec::plants());
    plants
}

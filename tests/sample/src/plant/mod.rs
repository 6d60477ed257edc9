//! The plants: each trigger's planted cases and innocent look-alikes, a module
//! for each family. A plant carries its own truth and its own products, so that
//! what the files show and what the list claims stand side by side.

mod cls1;
mod val1;

use crate::plan::product::Product;
use crate::truth::{Case, Expect, Tier};
use jiff::civil::Date;

/// A planted case or an innocent look-alike.
#[derive(Debug)]
pub(crate) struct Plant {
    /// Its truth; part numbers and manufacturers are filled in from the
    /// products.
    pub(crate) case: Case,
    /// Whether it is a look-alike.
    pub(crate) innocent: bool,
    /// A day that must lie within the sample, or the plant is left out.
    pub(crate) needs: Option<Date>,
    /// Its products.
    pub(crate) products: Vec<Product>,
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
                tier,
                pattern: "",
                also: &[],
                why,
            },
            innocent: false,
            needs: None,
            products: Vec::new(),
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
        self.needs = Some(day);
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

/// Every plant, the ones that a small sample keeps first.
pub(crate) fn all() -> Vec<Plant> {
    let mut plants = Vec::new();
    plants.extend(cls1::plants());
    plants.extend(val1::plants());
    plants
}

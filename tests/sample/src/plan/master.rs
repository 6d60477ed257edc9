//! What the product master says about a product.

use crate::data::tariffs::Tariff;
use jiff::civil::Date;

/// What the product master says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MasterEntry {
    /// Classification; `None` leaves it blank.
    pub(crate) tariff: Option<&'static Tariff>,
    /// Written rationale.
    pub(crate) rationale: &'static str,
    /// Day from which it holds; `None` for before the sample.
    pub(crate) effective: Option<Date>,
    /// Ruling that covers it; empty when none.
    pub(crate) ruling: &'static str,
    /// End of the certificate of origin; `None` for after the as-of date.
    pub(crate) certificate_until: Option<Date>,
    /// Whether an AD/CVD order applies.
    pub(crate) adcvd: bool,
    /// Country of origin; `None` for the main supplier's.
    pub(crate) origin: Option<&'static str>,
}

impl MasterEntry {
    /// A row that says `tariff`, with a worksheet and nothing special.
    pub(crate) const fn of(tariff: &'static Tariff) -> Self {
        MasterEntry {
            tariff: Some(tariff),
            rationale: "GRI 1; worksheet on file",
            effective: None,
            ruling: "",
            certificate_until: None,
            adcvd: false,
            origin: None,
        }
    }

    /// Holding from `day`.
    pub(crate) const fn from(mut self, day: Date) -> Self {
        self.effective = Some(day);
        self
    }

    /// With another rationale.
    pub(crate) const fn because(mut self, rationale: &'static str) -> Self {
        self.rationale = rationale;
        self
    }

    /// Without a classification.
    pub(crate) const fn blank(mut self) -> Self {
        self.tariff = None;
        self
    }

    /// Covered by a ruling.
    pub(crate) const fn ruled(mut self, ruling: &'static str) -> Self {
        self.ruling = ruling;
        self
    }

    /// With a certificate of origin that ends on `day`.
    pub(crate) const fn certified_until(mut self, day: Date) -> Self {
        self.certificate_until = Some(day);
        self
    }

    /// Made elsewhere than the main supplier's code says.
    pub(crate) const fn made_in(mut self, country: &'static str) -> Self {
        self.origin = Some(country);
        self
    }

    /// Under an AD/CVD order.
    pub(crate) const fn under_order(mut self) -> Self {
        self.adcvd = true;
        self
    }
}

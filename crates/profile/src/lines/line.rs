//! One entry line, read from the columns.

use super::{Flags, KindIx, LineColumns, LineIx, LineRef, TariffRef};
use crate::columns::Sparse;
use crate::row::RowRef;
use crate::store::{HeaderRecord, PartyRecord};
use customs::{Cents, Country, Day, EntryType, Hts, Quantity, Spi, Unit, hts::Level};

const NO_HEADER: &HeaderRecord = &HeaderRecord {
    importer: 0,
    entry_type: None,
    entry_date: None,
    summary_date: None,
    import_date: None,
    release_date: None,
    liquidation_date: None,
    liquidation_status: 0,
    port: 0,
    mode: 0,
    filer: 0,
    reconciliation: None,
    reconciliation_issue: 0,
    reconciliation_status: 0,
};

const NO_PARTY: &PartyRecord = &PartyRecord {
    origin: None,
    export: None,
    mid: 0,
    supplier: 0,
    spi: None,
    related: None,
    adcvd_case: 0,
    currency: 0,
};

impl<'a> LineRef<'a> {
    fn at(&self) -> usize {
        self.ix.0 as usize
    }

    fn columns(&self) -> &'a LineColumns {
        &self.profile.lines
    }

    fn header(&self) -> &'a HeaderRecord {
        self.columns()
            .header
            .get(self.at())
            .and_then(|ix| self.profile.headers.get(*ix))
            .unwrap_or(NO_HEADER)
    }

    fn party(&self) -> &'a PartyRecord {
        self.columns()
            .party
            .get(self.at())
            .and_then(|ix| self.profile.parties.get(*ix))
            .unwrap_or(NO_PARTY)
    }

    fn text(&self, ix: u32) -> &'a str {
        self.profile.texts.get(ix)
    }

    fn cents(&self, column: &Sparse) -> Option<Cents> {
        column.get(self.at()).map(Cents)
    }

    /// Its place in the profile.
    #[must_use]
    pub fn ix(&self) -> LineIx {
        self.ix
    }

    /// The entry number, letters and digits only; empty when the file has none.
    #[must_use]
    pub fn entry(&self) -> &'a str {
        self.profile.entries.get(self.entry_ix())
    }

    /// A number that is the same for two lines of one entry.
    #[must_use]
    pub fn entry_ix(&self) -> u32 {
        self.columns().entry.get(self.at()).copied().unwrap_or(0)
    }

    /// The entry summary line number; zero when unknown.
    #[must_use]
    pub fn line_no(&self) -> u16 {
        self.columns().line_no.get(self.at()).copied().unwrap_or(0)
    }

    /// The spreadsheet row that the line's value was read from.
    #[must_use]
    pub fn row(&self) -> Option<RowRef> {
        self.columns().row.get(self.at()).copied()
    }

    /// The filer code: as given, else the first three characters of the entry
    /// number; empty when neither is there.
    #[must_use]
    pub fn filer(&self) -> &'a str {
        self.text(self.filer_ix())
    }

    /// Place of the filer code in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn filer_ix(&self) -> u32 {
        self.header().filer
    }

    /// A number that is the same for two lines whose dates, port, status and
    /// further attributes of the entry are the same.
    #[must_use]
    pub fn header_ix(&self) -> u32 {
        self.columns().header.get(self.at()).copied().unwrap_or(0)
    }

    /// How it is declared, dates and amounts apart.
    #[must_use]
    pub fn kind(&self) -> KindIx {
        self.profile.kinds.of_line(self.ix)
    }

    /// Importer of record number: a tax ID, to be masked wherever it is shown.
    #[must_use]
    pub fn importer(&self) -> &'a str {
        self.text(self.header().importer)
    }

    /// Place of the importer number in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn importer_ix(&self) -> u32 {
        self.header().importer
    }

    /// Entry type.
    #[must_use]
    pub fn entry_type(&self) -> Option<EntryType> {
        self.header().entry_type
    }

    /// Date of entry.
    #[must_use]
    pub fn entry_date(&self) -> Option<Day> {
        self.header().entry_date
    }

    /// Date of the entry summary.
    #[must_use]
    pub fn summary_date(&self) -> Option<Day> {
        self.header().summary_date
    }

    /// Date of importation.
    #[must_use]
    pub fn import_date(&self) -> Option<Day> {
        self.header().import_date
    }

    /// Date of release.
    #[must_use]
    pub fn release_date(&self) -> Option<Day> {
        self.header().release_date
    }

    /// Date of liquidation, past or scheduled.
    #[must_use]
    pub fn liquidation_date(&self) -> Option<Day> {
        self.header().liquidation_date
    }

    /// Liquidation status as the report words it.
    #[must_use]
    pub fn liquidation_status(&self) -> &'a str {
        self.text(self.header().liquidation_status)
    }

    /// Port of entry.
    #[must_use]
    pub fn port(&self) -> &'a str {
        self.text(self.header().port)
    }

    /// Mode of transport.
    #[must_use]
    pub fn mode(&self) -> &'a str {
        self.text(self.header().mode)
    }

    /// Whether the entry is flagged for reconciliation.
    #[must_use]
    pub fn reconciliation(&self) -> Option<bool> {
        self.header().reconciliation
    }

    /// The reconciliation issue code.
    #[must_use]
    pub fn reconciliation_issue(&self) -> &'a str {
        self.text(self.header().reconciliation_issue)
    }

    /// How the reconciliation stands, as the file words it.
    #[must_use]
    pub fn reconciliation_status(&self) -> &'a str {
        self.text(self.header().reconciliation_status)
    }

    /// Country of origin.
    #[must_use]
    pub fn origin(&self) -> Option<Country> {
        self.party().origin
    }

    /// Country of export.
    #[must_use]
    pub fn export(&self) -> Option<Country> {
        self.party().export
    }

    /// Manufacturer identification code as text; empty when absent.
    #[must_use]
    pub fn mid(&self) -> &'a str {
        self.text(self.party().mid)
    }

    /// Place of the MID in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn mid_ix(&self) -> u32 {
        self.party().mid
    }

    /// The country that the MID names.
    #[must_use]
    pub fn mid_country(&self) -> Option<Country> {
        self.profile.kinds.mid_country(self.ix)
    }

    /// Supplier by name; empty when absent.
    #[must_use]
    pub fn supplier(&self) -> &'a str {
        self.text(self.party().supplier)
    }

    /// Place of the supplier's name in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn supplier_ix(&self) -> u32 {
        self.party().supplier
    }

    /// Special program indicator.
    #[must_use]
    pub fn spi(&self) -> Option<Spi> {
        self.party().spi
    }

    /// Whether buyer and seller are related; `None` is *not* "no".
    #[must_use]
    pub fn related(&self) -> Option<bool> {
        self.party().related
    }

    /// AD/CVD case number; empty when absent.
    #[must_use]
    pub fn adcvd_case(&self) -> &'a str {
        self.text(self.party().adcvd_case)
    }

    /// Invoice currency; empty when absent.
    #[must_use]
    pub fn currency(&self) -> &'a str {
        self.text(self.party().currency)
    }

    /// Part number as filed; empty when absent.
    #[must_use]
    pub fn sku(&self) -> &'a str {
        self.text(self.sku_ix())
    }

    /// Place of the part number in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn sku_ix(&self) -> u32 {
        self.columns().sku.get(self.at()).copied().unwrap_or(0)
    }

    /// Description of the goods; empty when absent.
    #[must_use]
    pub fn description(&self) -> &'a str {
        self.text(self.description_ix())
    }

    /// Place of the description in [`Profile::texts`](crate::Profile::texts); zero when absent.
    #[must_use]
    pub fn description_ix(&self) -> u32 {
        self.columns()
            .description
            .get(self.at())
            .copied()
            .unwrap_or(0)
    }

    /// The tariff number that says what the goods are: the first chapter 1–97
    /// number with value, else the first of chapters 1–97, else of chapter 98.
    #[must_use]
    pub fn hts(&self) -> Option<Hts> {
        self.columns().hts.get(self.at()).copied().flatten()
    }

    /// The same number at the level where duty is fixed; `None` for a shorter
    /// number.
    #[must_use]
    pub fn hts8(&self) -> Option<Hts> {
        self.hts()
            .filter(|hts| hts.reaches(Level::RateLine))
            .map(|hts| hts.at(Level::RateLine))
    }

    /// Goods value. Never summed over ordinals, except for a true multi-tariff
    /// line.
    #[must_use]
    pub fn value(&self) -> Cents {
        let value = self.columns().value.get(self.at());
        value.copied().unwrap_or_default()
    }

    /// Duty, summed over ordinals; `None` when no row has the column.
    #[must_use]
    pub fn duty(&self) -> Option<Cents> {
        self.cents(&self.columns().duty)
    }

    /// First quantity.
    #[must_use]
    pub fn quantity(&self) -> Option<Quantity> {
        self.columns().quantity.get(self.at()).map(Quantity)
    }

    /// Unit of the first quantity.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        self.columns().unit.get(self.at()).copied().flatten()
    }

    /// Dollars a unit, for statistics; `None` unless value and quantity are
    /// both above zero.
    #[must_use]
    pub fn unit_value(&self) -> Option<f64> {
        let quantity = self.quantity().filter(|quantity| quantity.0 > 0)?;
        let value = self.value();
        value
            .is_positive()
            .then(|| value.0 as f64 / 100.0 / quantity.as_f64())
    }

    /// Duty rate that the file states as a plain percentage, in millionths.
    #[must_use]
    pub fn stated_rate_ppm(&self) -> Option<i64> {
        self.columns().rate_ppm.get(self.at())
    }

    /// Merchandise processing fee on the line.
    #[must_use]
    pub fn mpf(&self) -> Option<Cents> {
        self.cents(&self.columns().mpf)
    }

    /// Harbor maintenance fee on the line.
    #[must_use]
    pub fn hmf(&self) -> Option<Cents> {
        self.cents(&self.columns().hmf)
    }

    /// Duty as liquidated.
    #[must_use]
    pub fn liquidated_duty(&self) -> Option<Cents> {
        self.cents(&self.columns().liquidated_duty)
    }

    /// Freight, insurance and other charges.
    #[must_use]
    pub fn charges(&self) -> Option<Cents> {
        self.cents(&self.columns().charges)
    }

    /// Gross weight in kilograms.
    #[must_use]
    pub fn gross_kg(&self) -> Option<Quantity> {
        self.columns().gross_kg.get(self.at()).map(Quantity)
    }

    fn flags(&self) -> Flags {
        self.columns()
            .flags
            .get(self.at())
            .copied()
            .unwrap_or_default()
    }

    /// Whether several chapter 1–97 numbers carry value on the line.
    #[must_use]
    pub fn is_multi_tariff(&self) -> bool {
        self.flags().multi_tariff
    }

    /// Whether a post-summary correction is flagged; `None` when unsaid.
    #[must_use]
    pub fn psc(&self) -> Option<bool> {
        self.flags().psc
    }

    /// Whether a broker line details this entry line.
    #[must_use]
    pub fn is_detailed(&self) -> bool {
        self.flags().detailed
    }

    /// Every tariff number declared on the line, by ordinal.
    pub fn tariffs(&self) -> impl Iterator<Item = TariffRef> + use<'a> {
        let (from, to) = self
            .columns()
            .tariffs
            .get(self.at())
            .copied()
            .unwrap_or((0, 0));
        let tariffs = &self.profile.tariffs;
        (from as usize..to as usize).map(move |at| TariffRef {
            hts: tariffs.hts.get(at).copied().flatten(),
            ordinal: tariffs.ordinal.get(at).copied().unwrap_or(0),
            value: tariffs.value.get(at).map(Cents),
            duty: tariffs.duty.get(at).map(Cents),
        })
    }

    /// The chapter 99 numbers on the line.
    pub fn additional(&self) -> impl Iterator<Item = Hts> + use<'a> {
        self.profile.kinds.additional(self.ix).iter().copied()
    }

    /// Whether a chapter 98 number stands on the line.
    #[must_use]
    pub fn has_special_classification(&self) -> bool {
        self.profile.kinds.is_special(self.ix)
    }
}

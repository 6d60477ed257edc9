//! Tariff lines as the sample importer files them: number, general rate, units
//! and which additional measures reach them.

/// A tariff line of the sample.
#[derive(Debug)]
pub(crate) struct Tariff {
    /// Ten digits, undotted.
    pub(crate) hts: &'static str,
    /// General rate in basis points of the value (330 = 3.3 %).
    pub(crate) rate_bp: u32,
    /// First unit of quantity.
    pub(crate) unit: &'static str,
    /// Whether the second unit of quantity is the kilogram.
    pub(crate) second_kg: bool,
    /// The list of the China measure that names it.
    pub(crate) china: China,
    /// The Section 232 measure that reaches it, if any.
    pub(crate) s232: S232,
    /// Whether the 2025–26 general surcharges spare it by their annexes.
    pub(crate) annex_exempt: bool,
    /// Textile category, empty outside textiles.
    pub(crate) category: &'static str,
}

/// The lists of the China measure, by the years that the sample covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum China {
    /// On none, or only on the suspended one.
    None,
    /// First list.
    List1,
    /// Third list.
    List3,
    /// List 4A.
    List4A,
}

/// Section 232 measures in the simplified form used here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum S232 {
    /// None.
    None,
    /// Steel article of chapter 73: from March 2025.
    SteelArticle,
    /// Household steel: from April 2026 only.
    SteelHousehold,
    /// Article outside chapter 73 with steel in it: on the metal content from
    /// August 2025, on the full value from April 2026.
    SteelContent,
    /// Part of a passenger vehicle: from May 2025.
    AutoPart,
    /// Upholstered wooden seat: from October 2025.
    Upholstered,
}

impl Tariff {
    /// The number with its dots, as brokers write it: `3924.10.40.00`.
    pub(crate) fn dotted(&self) -> String {
        let part = |from, to| self.hts.get(from..to).unwrap_or_default();
        format!(
            "{}.{}.{}.{}",
            part(0, 4),
            part(4, 6),
            part(6, 8),
            part(8, 10)
        )
    }
}

const fn line(hts: &'static str, rate_bp: u32, unit: &'static str) -> Tariff {
    Tariff {
        hts,
        rate_bp,
        unit,
        second_kg: false,
        china: China::None,
        s232: S232::None,
        annex_exempt: false,
        category: "",
    }
}

impl Tariff {
    const fn kg(mut self) -> Self {
        self.second_kg = true;
        self
    }
    const fn china(mut self, list: China) -> Self {
        self.china = list;
        self
    }
    const fn s232(mut self, measure: S232) -> Self {
        self.s232 = measure;
        self
    }
    const fn annex(mut self) -> Self {
        self.annex_exempt = true;
        self
    }
    const fn textile(mut self, category: &'static str) -> Self {
        self.category = category;
        self.second_kg = true;
        self
    }
}

macro_rules! tariffs {
    ($($name:ident = $line:expr;)*) => {
        $(pub(crate) static $name: Tariff = $line;)*
        /// Every line of the table.
        pub(crate) static ALL: &[&Tariff] = &[$(&$name),*];
    };
}

use China::{List1, List3, List4A};

tariffs! {
    FOOD_BOX = line("3924104000", 340, "NO").kg();
    SERVING_TRAY = line("3924103000", 530, "NO").china(List4A);
    CRATE = line("3923109000", 300, "KG").china(List3);
    PLASTIC_ARTICLE = line("3926909985", 530, "NO").kg().annex();
    RUBBER_SHEET = line("4008210000", 0, "KG").china(List3);
    BACKPACK = line("4202923120", 1760, "NO").china(List3).textile("670");
    TRAVEL_POUCH = line("4202923131", 1760, "NO").china(List3).textile("670");
    HANDBAG_TEXTILE = line("4202228100", 1760, "NO").china(List3).textile("670");
    HANDBAG_TO_20 = line("4202216000", 1000, "NO").china(List3);
    HANDBAG_OVER_20 = line("4202219000", 900, "NO").china(List3);
    NOTEBOOK = line("4820102060", 0, "NO").china(List3);
    TEE = line("6109100012", 1650, "DOZ").china(List4A).textile("338");
    PULLOVER = line("6110202069", 1650, "DOZ").china(List4A).textile("338");
    KNIT_TROUSERS = line("6104622011", 1490, "DOZ").china(List4A).textile("348");
    POLO = line("6105100010", 1970, "DOZ").china(List4A).textile("338");
    SOCKS = line("6115959000", 1350, "DPR").china(List4A).textile("332");
    JEANS_MEN = line("6203424511", 1660, "DOZ").china(List4A).textile("347");
    JEANS_WOMEN = line("6204628011", 1660, "DOZ").china(List4A).textile("348");
    SHIRT_WOVEN = line("6205202051", 1970, "DOZ").china(List4A).textile("340");
    TOWEL = line("6302600020", 910, "NO").china(List4A).textile("363");
    BED_LINEN = line("6302319020", 670, "NO").china(List4A).textile("361");
    TEXTILE_ARTICLE = line("6307909891", 700, "NO").kg().china(List4A);
    SHOE_LEATHER = line("6403996075", 850, "PRS").china(List4A);
    SHOE_PLASTIC = line("6402993165", 600, "PRS");
    SHOE_SPORT = line("6404119020", 2000, "PRS").china(List4A);
    PLATES = line("6911103710", 800, "DPC").china(List4A);
    MUG = line("6912004400", 1000, "DPC");
    FIGURINE = line("6913905000", 600, "DPC").china(List4A);
    JAR = line("7010905049", 0, "GRS").china(List3);
    NUTS = line("7318160085", 0, "KG").china(List4A).s232(S232::SteelArticle);
    SCREWS = line("7318152061", 0, "KG").china(List3).s232(S232::SteelArticle);
    KITCHEN_STEEL = line("7323930060", 200, "NO").kg().s232(S232::SteelHousehold);
    WRENCH = line("8204110030", 900, "NO").china(List3);
    WRENCH_ADJUSTABLE = line("8204120000", 900, "NO").china(List3);
    KITCHEN_TOOL = line("8205513030", 370, "NO").china(List3);
    PUMP = line("8413702004", 0, "NO").china(List1).annex();
    FAN = line("8414519090", 470, "NO").annex();
    LABEL_PRINTER = line("8443321050", 0, "NO").annex();
    DRILL_BATTERY = line("8467210010", 170, "NO");
    DRILL_CORDED = line("8467210030", 170, "NO");
    VALVE_STEEL = line("8481803090", 560, "NO").kg().china(List3);
    VALVE_OTHER = line("8481805090", 300, "NO").kg().china(List3);
    POWER_SUPPLY = line("8504409530", 0, "NO").china(List3).annex();
    BLENDER = line("8509400015", 420, "NO");
    HAIR_DRYER = line("8516310000", 390, "NO");
    COFFEE_MAKER = line("8516710020", 370, "NO").china(List4A);
    HEADPHONES = line("8518302000", 0, "NO").annex();
    SWITCH = line("8536509033", 0, "NO").china(List1);
    PLUG = line("8536698000", 270, "NO").china(List3);
    BRAKE_ROTOR = line("8708305030", 250, "NO").china(List3).s232(S232::AutoPart);
    SUSPENSION = line("8708806590", 250, "NO").china(List3).s232(S232::AutoPart);
    RADIATOR = line("8708915000", 250, "NO").china(List3).s232(S232::AutoPart);
    DRIVE_PART = line("8708996890", 250, "NO").china(List3).s232(S232::AutoPart);
    // Valid until 26 January 2022; HS 2022 renumbered it to the line below.
    SWIVEL_CHAIR_2017 = line("9401308031", 0, "NO").china(List3);
    SWIVEL_CHAIR = line("9401390030", 0, "NO").china(List3);
    ARMCHAIR = line("9401614011", 0, "NO").china(List3).s232(S232::Upholstered);
    OFFICE_DESK = line("9403308090", 0, "NO").china(List3);
    BEDROOM = line("9403509080", 0, "NO").china(List3);
    DINING_TABLE = line("9403608040", 0, "NO").china(List3);
    CUSHION = line("9404902090", 600, "NO").china(List4A);
    TOY = line("9503000073", 0, "NO");
    ORNAMENT = line("9505102500", 0, "NO");
    PARTY = line("9505906000", 0, "NO");
    BASKETBALL = line("9506628020", 480, "NO").china(List4A);
    EXERCISE = line("9506910030", 460, "NO").china(List4A).s232(S232::SteelContent);
    // Split into the line below and others on 1 January 2025.
    WOOD_FURNITURE_2024 = line("9403608081", 0, "NO").china(List3);
    WOOD_FURNITURE = line("9403608093", 0, "NO").china(List3);
    STEEL_OTHER = line("7326908688", 290, "KG").china(List3).s232(S232::SteelArticle);
    THREADED_ROD = line("7318155056", 0, "KG").china(List3).s232(S232::SteelArticle);
    BRACKET = line("8302500000", 0, "KG").china(List3);
    MATTRESS = line("9404210095", 300, "NO").china(List3);
    LANTERN = line("9405504000", 600, "NO").china(List3);
    FLASK = line("9617001000", 720, "NO");
}

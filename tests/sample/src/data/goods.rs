//! What the importer buys when nothing is wrong: articles by trade, each trade
//! within one chapter, and the towns that its suppliers sit in.
//!
//! Two rules keep the unplanted part of a sample silent. Within a trade no two
//! articles share a subheading, so that a supplier never has two tariff lines
//! under one subheading. And origins avoid the combinations that a screening
//! list names (Chinese cotton, Chinese fasteners, bedroom furniture from
//! China), so that such a match is always a planted one.

use super::tariffs::{self as t, Tariff};

/// An article that the importer buys.
#[derive(Debug)]
pub(crate) struct Article {
    /// Its tariff line.
    pub(crate) tariff: &'static Tariff,
    /// Commercial description, without the model.
    pub(crate) name: &'static str,
    /// Price in cents of one unit of the tariff line.
    pub(crate) cents: i64,
    /// Net weight in grams of one unit of the tariff line.
    pub(crate) grams: i64,
}

/// A trade: articles of one chapter from one kind of supplier.
#[derive(Debug)]
pub(crate) struct Trade {
    /// First letters of its part numbers.
    pub(crate) prefix: &'static str,
    /// The word in its suppliers' names.
    pub(crate) word: &'static str,
    /// Where its suppliers sit, in the order in which they were found.
    pub(crate) origins: &'static [&'static str],
    /// Its articles.
    pub(crate) articles: &'static [Article],
}

const fn article(tariff: &'static Tariff, name: &'static str, cents: i64, grams: i64) -> Article {
    Article {
        tariff,
        name,
        cents,
        grams,
    }
}

/// The trades of the importer.
pub(crate) static TRADES: &[Trade] = &[
    Trade {
        prefix: "HW",
        word: "HOUSEWARES",
        origins: &["CN", "MX", "TH"],
        articles: &[
            article(
                &t::FOOD_BOX,
                "PLASTIC FOOD STORAGE BOX WITH CLIP LID 1.2 L",
                190,
                210,
            ),
            article(&t::CRATE, "POLYPROPYLENE STACKING CRATE 40 L", 330, 1000),
        ],
    },
    Trade {
        prefix: "KN",
        word: "KNITWEAR",
        origins: &["BD", "VN", "KH"],
        articles: &[
            article(&t::TEE, "MENS COTTON JERSEY CREW NECK T-SHIRT", 3900, 1900),
            article(&t::POLO, "MENS COTTON PIQUE POLO SHIRT", 6600, 2600),
            article(
                &t::KNIT_TROUSERS,
                "WOMENS COTTON KNIT JOGGER PANTS",
                7800,
                3900,
            ),
            article(
                &t::PULLOVER,
                "MENS COTTON FLEECE CREW SWEATSHIRT",
                8900,
                4700,
            ),
            article(&t::SOCKS, "COTTON RIB CREW SOCKS 3 PAIR PACK", 840, 700),
        ],
    },
    Trade {
        prefix: "EL",
        word: "ELECTRIC",
        origins: &["CN", "MY", "MX"],
        articles: &[
            article(
                &t::BLENDER,
                "COUNTERTOP BLENDER 700 W GLASS JAR",
                1890,
                3200,
            ),
            article(&t::PLUG, "GROUNDED AC INLET CONNECTOR C14", 46, 18),
            article(&t::HAIR_DRYER, "FOLDING TRAVEL HAIR DRYER 1200 W", 920, 560),
            article(
                &t::COFFEE_MAKER,
                "DRIP COFFEE MAKER 12 CUP PROGRAMMABLE",
                1740,
                2400,
            ),
            article(&t::SWITCH, "LATCHING PUSH BUTTON SWITCH 16 MM", 118, 22),
            article(
                &t::HEADPHONES,
                "OVER EAR WIRED STUDIO HEADPHONES",
                1460,
                300,
            ),
            article(
                &t::POWER_SUPPLY,
                "ENCLOSED POWER SUPPLY 24 VDC 240 W",
                2210,
                900,
            ),
        ],
    },
    Trade {
        prefix: "FW",
        word: "FOOTWEAR",
        origins: &["VN", "ID"],
        articles: &[
            article(
                &t::SHOE_SPORT,
                "MENS MESH RUNNING SHOE FOAM SOLE",
                1880,
                720,
            ),
            article(
                &t::SHOE_LEATHER,
                "MENS LEATHER OXFORD SHOE RUBBER SOLE",
                2650,
                1050,
            ),
            article(&t::SHOE_PLASTIC, "WOMENS EVA CLOG SLIP ON", 540, 380),
        ],
    },
    Trade {
        prefix: "AP",
        word: "AUTO PARTS",
        origins: &["MX", "JP"],
        articles: &[
            article(
                &t::BRAKE_ROTOR,
                "VENTED FRONT BRAKE DISC 300 MM",
                2140,
                8200,
            ),
            article(&t::RADIATOR, "ENGINE COOLING RADIATOR TWO ROW", 6870, 5400),
            article(
                &t::SUSPENSION,
                "LOWER CONTROL ARM WITH BUSHING LEFT",
                3320,
                3100,
            ),
            article(&t::DRIVE_PART, "CV HALF SHAFT ASSEMBLY FRONT", 4980, 7000),
        ],
    },
    Trade {
        prefix: "FU",
        word: "FURNITURE",
        origins: &["VN", "MY", "ID"],
        articles: &[
            article(
                &t::DINING_TABLE,
                "ACACIA WOOD EXTENDING DINING TABLE 1.8 M",
                15400,
                41000,
            ),
            article(&t::BEDROOM, "RUBBERWOOD NIGHTSTAND TWO DRAWER", 5900, 14000),
            article(
                &t::OFFICE_DESK,
                "OAK VENEER EXECUTIVE WRITING DESK",
                13200,
                38000,
            ),
            article(
                &t::ARMCHAIR,
                "UPHOLSTERED ACCENT ARMCHAIR BEECH FRAME",
                9800,
                17000,
            ),
            article(
                &t::CUSHION,
                "OUTDOOR SEAT PAD POLYESTER FILL 45 CM",
                410,
                520,
            ),
        ],
    },
    Trade {
        prefix: "CE",
        word: "CERAMICS",
        origins: &["CN", "TH", "PT"],
        articles: &[
            article(&t::MUG, "STONEWARE MUG REACTIVE GLAZE 400 ML", 1620, 4400),
            article(&t::PLATES, "PORCELAIN DINNER PLATE COUPE 27 CM", 2050, 7600),
            article(
                &t::FIGURINE,
                "EARTHENWARE GARDEN GNOME FIGURINE",
                3900,
                9100,
            ),
        ],
    },
    Trade {
        prefix: "TL",
        word: "TOOLS",
        origins: &["TW", "DE"],
        articles: &[
            article(
                &t::WRENCH,
                "COMBINATION SPANNER CHROME VANADIUM 17 MM",
                390,
                190,
            ),
            article(
                &t::KITCHEN_TOOL,
                "STAINLESS GARLIC PRESS WITH HANDLE GRIP",
                480,
                260,
            ),
            article(
                &t::WRENCH_ADJUSTABLE,
                "ADJUSTABLE JAW WRENCH 10 INCH",
                710,
                430,
            ),
        ],
    },
    Trade {
        prefix: "MC",
        word: "MACHINERY",
        origins: &["TW", "KR", "DE"],
        articles: &[
            article(
                &t::VALVE_STEEL,
                "FORGED STEEL BALL VALVE DN25 THREADED",
                1270,
                980,
            ),
            article(&t::PUMP, "SUBMERSIBLE SUMP PUMP 0.5 HP", 4630, 6100),
            article(&t::FAN, "PEDESTAL FAN OSCILLATING 16 INCH", 1480, 5200),
            article(
                &t::LABEL_PRINTER,
                "THERMAL SHIPPING LABEL PRINTER 4 INCH",
                6900,
                1800,
            ),
            article(
                &t::DRILL_BATTERY,
                "CORDLESS IMPACT DRILL 20 V TWO SPEED",
                3150,
                1700,
            ),
        ],
    },
    Trade {
        prefix: "TY",
        word: "TOYS",
        origins: &["CN", "VN"],
        articles: &[
            article(&t::TOY, "WOODEN RAILWAY PLAYSET 80 PIECE", 1390, 2100),
            article(&t::ORNAMENT, "SHATTERPROOF BAUBLE SET 24 COUNT", 360, 480),
            article(&t::BASKETBALL, "RUBBER BASKETBALL SIZE 7", 470, 600),
            article(&t::PARTY, "PAPER GARLAND BIRTHDAY BUNTING", 85, 90),
        ],
    },
    Trade {
        prefix: "TX",
        word: "TEXTILES",
        origins: &["IN", "PK", "TR"],
        articles: &[
            article(&t::TOWEL, "COTTON TERRY BATH SHEET 90 X 170 CM", 640, 720),
            article(&t::BED_LINEN, "COTTON PERCALE FLAT SHEET QUEEN", 930, 800),
        ],
    },
    Trade {
        prefix: "WV",
        word: "APPAREL",
        origins: &["BD", "IN", "VN"],
        articles: &[
            article(&t::JEANS_MEN, "MENS BLUE DENIM STRAIGHT JEANS", 9900, 7800),
            article(
                &t::SHIRT_WOVEN,
                "MENS COTTON OXFORD BUTTON DOWN SHIRT",
                8700,
                3300,
            ),
            article(
                &t::JEANS_WOMEN,
                "WOMENS BLUE DENIM SKINNY JEANS",
                9600,
                6600,
            ),
        ],
    },
    Trade {
        prefix: "FS",
        word: "FASTENERS",
        origins: &["TW"],
        articles: &[
            article(&t::SCREWS, "HEX CAP SCREW STAINLESS M10 X 40", 455, 1000),
            article(&t::NUTS, "HEX FLANGE NUT ZINC PLATED M8", 290, 1000),
        ],
    },
    Trade {
        prefix: "GL",
        word: "GLASSWORKS",
        origins: &["CN", "TR"],
        articles: &[article(
            &t::JAR,
            "GLASS STORAGE JAR 0.25 L CLEAR",
            5200,
            26000,
        )],
    },
    Trade {
        prefix: "BG",
        word: "LUGGAGE",
        origins: &["VN", "KH", "IN"],
        articles: &[
            article(&t::BACKPACK, "NYLON SCHOOL BACKPACK 22 L", 860, 540),
            article(
                &t::HANDBAG_TEXTILE,
                "POLYESTER SHOULDER TOTE HANDBAG",
                690,
                380,
            ),
        ],
    },
    Trade {
        prefix: "PP",
        word: "STATIONERY",
        origins: &["VN", "IN"],
        articles: &[article(
            &t::NOTEBOOK,
            "HARDCOVER RULED JOURNAL A5 192 PAGES",
            155,
            330,
        )],
    },
    Trade {
        prefix: "FL",
        word: "FLASKWARE",
        origins: &["CN"],
        articles: &[article(
            &t::FLASK,
            "VACUUM INSULATED BOTTLE 0.75 L STEEL",
            620,
            410,
        )],
    },
];

/// Invented first words of suppliers' names.
pub(crate) static HOUSES: [&str; 24] = [
    "BRIGHTWELL",
    "LARKFIELD",
    "GOLDEN HERON",
    "NORTHSTAR",
    "EVERLANE",
    "SILVERPINE",
    "REDWATER",
    "MERIDIAN",
    "HARVEST MOON",
    "BLUE ANCHOR",
    "TALLGRASS",
    "QUARRY HILL",
    "CEDAR GATE",
    "OPALINE",
    "FAIRWIND",
    "KINGSFORD",
    "WESTBRIDGE",
    "UNITED LOTUS",
    "CRANE VALLEY",
    "PACIFIC ARC",
    "VIOLET CREEK",
    "IRONWOOD",
    "JADE TERRACE",
    "ZENITH",
];

/// Three towns of a country and the legal form of a company there.
pub(crate) fn towns(country: &str) -> ([&'static str; 3], &'static str) {
    match country {
        "CN" => (["NINGBO", "DONGGUAN", "XIAMEN"], "CO LTD"),
        "VN" => (["HO CHI MINH CITY", "BINH DUONG", "HAI PHONG"], "JSC"),
        "TW" => (["TAICHUNG", "TAINAN", "CHANGHUA"], "CO LTD"),
        "TH" => (["BANGKOK", "CHONBURI", "LAMPANG"], "CO LTD"),
        "ID" => (["TANGERANG", "SURABAYA", "JEPARA"], "PT"),
        "MY" => (["PENANG", "MUAR", "JOHOR BAHRU"], "SDN BHD"),
        "KH" => (["PHNOM PENH", "SIHANOUKVILLE", "KANDAL"], "LTD"),
        "BD" => (["DHAKA", "CHITTAGONG", "GAZIPUR"], "LTD"),
        "IN" => (["TIRUPPUR", "MORADABAD", "CHENNAI"], "PVT LTD"),
        "PK" => (["KARACHI", "FAISALABAD", "LAHORE"], "PVT LTD"),
        "TR" => (["DENIZLI", "BURSA", "IZMIR"], "AS"),
        "MX" => (["MONTERREY", "SALTILLO", "QUERETARO"], "SA DE CV"),
        "JP" => (["NAGOYA", "HAMAMATSU", "OSAKA"], "KK"),
        "KR" => (["ANSAN", "CHANGWON", "DAEGU"], "CO LTD"),
        "DE" => (["REMSCHEID", "STUTTGART", "HAMBURG"], "GMBH"),
        "PT" => (["PORTO", "AVEIRO", "LEIRIA"], "LDA"),
        _ => (["CAPITAL CITY", "PORT CITY", "NEW TOWN"], "LTD"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_trade_keeps_to_one_chapter_and_one_line_a_subheading() {
        for trade in TRADES {
            let digits = |n: usize| trade.articles.iter().map(move |a| &a.tariff.hts[..n]);
            let chapters: BTreeSet<_> = digits(2).collect();
            let subheadings: BTreeSet<_> = digits(6).collect();
            assert_eq!(chapters.len(), 1, "{}", trade.word);
            assert_eq!(subheadings.len(), trade.articles.len(), "{}", trade.word);
        }
    }

    #[test]
    fn tariff_lines_are_ten_digits_and_listed_once() {
        let codes: BTreeSet<_> = t::ALL.iter().map(|line| line.hts).collect();
        assert_eq!(codes.len(), t::ALL.len());
        for code in codes {
            assert!(
                code.len() == 10 && code.bytes().all(|b| b.is_ascii_digit()),
                "{code}"
            );
        }
    }
}

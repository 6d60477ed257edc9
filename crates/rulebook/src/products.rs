//! What makes entry lines one product: thresholds and word lists.
//!
//! Whether two wordings are one product is a matter of judgement, so its
//! settings are the pack's. They say nothing of how goods are classified.

use crate::authority::Authority;
use crate::read::record;
use std::collections::{BTreeMap, BTreeSet};

record! {
    /// Everything that decides an identity and is a matter of judgement.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Rules {
        /// Part numbers.
        pub part_number: PartNumberRules,
        /// Descriptions.
        pub description: DescriptionRules,
        /// The proxy for lines without any identifier.
        pub proxy: ProxyRules,
        /// What all of it rests on.
        pub authority: Authority,
    }
}

record! {
    /// What makes a part number an identity.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PartNumberRules {
        /// Words, in capitals without punctuation, that identify nothing. A part
        /// number made of them alone is none.
        pub free_text: BTreeSet<String>,
        /// Words, in capitals, that a revision follows.
        pub revision_marks: BTreeSet<String>,
    }
}

record! {
    /// When two descriptions are one product. Words are lower case, without
    /// accents, singular.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DescriptionRules {
        /// Similarity, from 0 to 1, at which two descriptions are linked.
        pub link_at: f64,
        /// Share, from 0 to 1, of the weight of all words of both that the words
        /// in common must have.
        pub shared_weight: f64,
        /// Share, from 0 to 1, of the weight of their other words that two
        /// descriptions with the same model number must have in common, counted by
        /// the lighter one.
        pub words_beside_model: f64,
        /// With more distinct descriptions than this, those that say the same are
        /// one product and none are compared: it would take too long.
        pub most_described: usize,
        /// Where more descriptions than this share a rare word or a model number,
        /// each is compared with the nearest of them alone.
        pub most_compared: usize,
        /// How many those nearest are.
        pub nearest: usize,
        /// A description keeps at most this many links to descriptions before it.
        pub most_links: usize,
        /// A description with fewer telling words identifies nothing.
        pub telling_words: usize,
        /// Words without any meaning for what the goods are.
        pub stop_words: BTreeSet<String>,
        /// Words that any goods could be called by.
        pub generic_words: BTreeSet<String>,
        /// Words such as colours, which vary within one product.
        pub minor_words: BTreeSet<String>,
        /// Words and abbreviations, with the word that they are read as.
        pub same_words: BTreeMap<String, String>,
        /// Words after which the text says what the goods are used with.
        pub application_words: BTreeSet<String>,
        /// Words after which a number is of an order or a shipment.
        pub order_words: BTreeSet<String>,
        /// Standards, whose numbers are of many products.
        pub standards: BTreeSet<String>,
        /// Words that keep descriptions apart.
        pub discriminators: Vec<Discriminator>,
        /// Measures, which keep descriptions apart.
        pub measures: Vec<Measure>,
        /// Units of how many there are, which says nothing about what they are.
        pub count_units: BTreeSet<String>,
        /// Words of a company's name that do not name it.
        pub legal_forms: BTreeSet<String>,
    }
}

record! {
    /// A quality of goods that keeps descriptions apart.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Discriminator {
        /// What the quality is called.
        pub name: String,
        /// Whether it keeps descriptions apart even if both name the same model.
        pub always: bool = false,
        /// Whether its words say nothing of what the goods are: `part`, `set`.
        pub vague: bool = false,
        /// The values, each with other words for it.
        pub values: BTreeMap<String, BTreeSet<String>>,
    }
}

record! {
    /// A kind of measure with its units.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Measure {
        /// What is measured.
        pub name: String,
        /// The unit that values are compared in.
        pub base: String,
        /// Each unit as written, and how many base units it is, as a decimal with
        /// at most six places.
        pub units: BTreeMap<String, String>,
    }
}

record! {
    /// How lines without any identifier are told apart.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ProxyRules {
        /// Neighbouring unit values at least this many times apart are two price
        /// levels.
        pub price_gap_ratio: f64,
    }
}

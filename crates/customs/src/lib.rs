//! The field's vocabulary as types.
//!
//! Everything here is *text first*: a cell is text until a field asks for a
//! type, and parsing never repairs anything on its own. A repair (a lost
//! leading zero, a stripped SPI prefix) is a decision of intake, which records
//! it; the types below only say whether a text *is* the thing.
//!
//! | module | holds |
//! |---|---|
//! | [`cents`] | money as integer cents |
//! | [`country`] | ISO 3166 alpha-2 countries |
//! | [`day`] | calendar days, two bytes each |
//! | [`days`] | a set of days |
//! | [`entry_number`] | the entry number and its check digit |
//! | [`entry_type`] | the two-digit entry type |
//! | [`field`] | the canonical fields a column can mean |
//! | [`hts`] | tariff numbers at their levels |
//! | [`mid`] | manufacturer identification codes |
//! | [`order`] | sorting that is compiled once |
//! | [`quantity`] | quantities |
//! | [`spi`] | special program indicators |
//! | [`mod@unit`] | units of quantity, as codes and as words |

/// Serialises a type as its display text and reads it back by `parse`.
macro_rules! text_serde {
    ($name:ident, $what:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                $name::parse(&text).map_err(|error| {
                    serde::de::Error::custom(format!("{text:?} is not {}: {error}", $what))
                })
            }
        }
    };
}
pub(crate) use text_serde;

pub mod cents;
pub mod country;
pub mod day;
pub mod days;
pub mod entry_number;
pub mod entry_type;
pub mod field;
pub mod grouped;
pub mod hts;
pub mod mid;
pub mod order;
pub mod quantity;
pub mod spi;
pub mod unit;

pub use cents::Cents;
pub use country::Country;
pub use day::Day;
pub use days::Days;
pub use entry_number::EntryNumber;
pub use entry_type::EntryType;
pub use field::{Field, FieldSet};
pub use grouped::grouped;
pub use hts::Hts;
pub use mid::Mid;
pub use order::Ordered;
pub use quantity::Quantity;
pub use spi::Spi;
pub use unit::Unit;

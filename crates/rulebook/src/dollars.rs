//! Dollars in the pack: plain decimal strings such as `"634.62"`, exact to the
//! cent, which a lawyer reads as they stand.

use customs::Cents;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(crate) fn serialize<S: Serializer>(cents: &Cents, out: S) -> Result<S::Ok, S::Error> {
    let sign = if cents.0 < 0 { "-" } else { "" };
    let magnitude = cents.0.unsigned_abs();
    out.collect_str(&format_args!(
        "{sign}{}.{:02}",
        magnitude / 100,
        magnitude % 100
    ))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Cents, D::Error> {
    let text = String::deserialize(from)?;
    let places = text.split_once('.').map_or("", |(_, after)| after).len();
    match Cents::parse(&text) {
        Ok(Some(cents)) if places == 2 => Ok(cents),
        _ => Err(D::Error::custom(format!(
            "{text:?} is not dollars and cents, written like \"634.62\""
        ))),
    }
}

/// The same for an amount that may be absent.
pub(crate) mod option {
    use super::{Cents, Deserializer, Serializer};
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    struct Dollars(#[serde(with = "super")] Cents);

    pub(crate) fn serialize<S: Serializer>(
        cents: &Option<Cents>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        cents.map(Dollars).serialize(out)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Cents>, D::Error> {
        Ok(Option::<Dollars>::deserialize(from)?.map(|dollars| dollars.0))
    }
}

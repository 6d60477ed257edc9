//! What a pack must keep to beyond its schema.
use crate::error::PackError;
use crate::pack::Pack;

/// Every fault of a pack that the schema lets through.
pub(crate) fn all(_pack: &Pack) -> Vec<PackError> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use crate::Pack;

    #[test]
    fn the_embedded_pack_is_valid_and_round_trips() {
        let pack = Pack::embedded().unwrap();
        let text = pack.to_json().unwrap();
        assert_eq!(Pack::from_json(&text).unwrap(), pack);
    }
}

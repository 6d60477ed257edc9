//! What unit tests share.

use crate::rules::Rules;
use rulebook::Pack;

/// The embedded pack's rules.
pub(crate) fn embedded() -> Rules {
    Pack::embedded().unwrap().products
}

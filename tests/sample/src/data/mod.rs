//! The small tables that the generator draws on. They are sample data, not
//! law: numbers and rates are simplified to what a believable importer would
//! have filed, and nothing outside this crate may read them as authority.

pub(crate) mod brokers;
pub(crate) mod chapter99;
pub(crate) mod fees;
pub(crate) mod goods;
pub(crate) mod lanes;
pub(crate) mod tariffs;

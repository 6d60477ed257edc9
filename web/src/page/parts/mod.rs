//! What several screens share.

pub(crate) mod accounting;
pub(crate) mod ask;
pub(crate) mod authority;
pub(crate) mod categories;
pub(crate) mod contact;
pub(crate) mod cost;
pub(crate) mod deadlines;
pub(crate) mod domestic;
pub(crate) mod figure;
pub(crate) mod file_card;
pub(crate) mod filters;
pub(crate) mod finding_list;
pub(crate) mod fold;
pub(crate) mod glosses;
pub(crate) mod grade;
pub(crate) mod issues;
pub(crate) mod mapping;
pub(crate) mod paper;
pub(crate) mod pick;
pub(crate) mod picker;
pub(crate) mod prose;
pub(crate) mod routes;
pub(crate) mod rows;
pub(crate) mod share;
pub(crate) mod working;

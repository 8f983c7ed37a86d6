//! x

pub(crate) mod deserializer;
pub(crate) mod error;
pub(crate) mod value;
pub(crate) mod wording;

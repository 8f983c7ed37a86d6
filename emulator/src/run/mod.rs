//! One run of a function.

mod ending;

pub(crate) use self::ending::Ending;

use std::sync::Arc;

use crate::state::spreadsheets::formula::scalar::{Computed, Scalar};

/// A value that can be compared with many others at once. Capitals make a difference.
#[derive(PartialEq, Eq, Hash)]
pub(super) enum Mark {
    Number(u64),
    Boolean(bool),
    Text(Arc<str>),
    Empty,
    Fault(&'static str),
}

impl Mark {
    pub(super) fn of(value: Computed) -> Self {
        match value {
            Ok(Scalar::Number(number, _)) => Self::Number((number + 0.0).to_bits()),
            Ok(Scalar::Boolean(boolean)) => Self::Boolean(boolean),
            Ok(Scalar::Text(text)) => Self::Text(text),
            Ok(Scalar::Empty) => Self::Empty,
            Err(fault) => Self::Fault(fault.name()),
        }
    }
}

//! The memory that the values of one computation may take at a time.

use std::{cell::Cell, rc::Rc};

use super::{
    fault::Fault,
    scalar::{Computed, Scalar},
};

/// Far more than the values of a useful spreadsheet take, and less than a machine's memory.
const BYTES: usize = 256 * 1024 * 1024;

/// What is left of it.
#[derive(Clone)]
pub(super) struct Memory {
    left: Rc<Cell<usize>>,
    /// Whether more was asked for than is left.
    is_short: Rc<Cell<bool>>,
}

/// Memory that is given back when this is dropped.
pub(super) struct Lease {
    memory: Memory,
    bytes: usize,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self {
            left: Rc::new(Cell::new(BYTES)),
            is_short: Rc::default(),
        }
    }

    /// Whether it did not suffice since this was last asked.
    pub(super) fn was_short(&self) -> bool {
        self.is_short.take()
    }

    pub(super) fn lease(&self) -> Lease {
        Lease {
            memory: self.clone(),
            bytes: 0,
        }
    }
}

impl Lease {
    /// An error where there is not enough left for so many values.
    pub(super) fn check(&self, values: usize) -> Result<(), Fault> {
        if values.saturating_mul(size_of::<Computed>()) > self.memory.left.get() {
            self.memory.is_short.set(true);
            return Err(Fault::Formula);
        }
        Ok(())
    }

    /// Takes what a value needs; an error where there is not as much left.
    pub(super) fn extend(&mut self, value: &Computed) -> Result<(), Fault> {
        let text = match value {
            Ok(Scalar::Text(text)) => text.len(),
            _ => 0,
        };
        let bytes = size_of::<Computed>() + text;
        let Some(left) = self.memory.left.get().checked_sub(bytes) else {
            self.memory.is_short.set(true);
            return Err(Fault::Formula);
        };
        self.memory.left.set(left);
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let left = &self.memory.left;
        left.set(left.get() + self.bytes);
    }
}

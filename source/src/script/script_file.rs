use std::path::Path;

use super::lines::Lines;
use crate::function::Place;

/// What reading a file needs to know of it.
pub(super) struct ScriptFile<'s> {
    /// The path below the root.
    pub(super) file: &'s Path,
    pub(super) code: &'s str,
    pub(super) lines: Lines<'s>,
}

impl ScriptFile<'_> {
    pub(super) fn place(&self, offset: u32) -> Place {
        self.lines.place(self.file, offset)
    }
}

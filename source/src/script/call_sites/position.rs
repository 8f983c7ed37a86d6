/// A place in a file: lines and columns are counted from 1. The engine counts columns in bytes of UTF-8, V8 in units of
/// UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Where the lines of a text begin. A line ends with `\n`.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    pub(super) fn position(&self, at: u32) -> Position {
        let above = self.0.partition_point(|&start| start <= at as usize);
        let start = above.checked_sub(1).and_then(|line| self.0.get(line));
        let column = at as usize - start.copied().unwrap_or_default() + 1;
        Position {
            line: u32::try_from(above).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    /// The offset of a place that is in one of the lines, or behind its end.
    pub(super) fn offset(&self, place: Position) -> Option<usize> {
        let start = self.0.get((place.line as usize).checked_sub(1)?)?;
        Some(start + (place.column as usize).saturating_sub(1))
    }

    /// The first offset of a line, and that of the next one.
    pub(super) fn bounds(&self, line: u32) -> Option<(usize, usize)> {
        let line = (line as usize).checked_sub(1)?;
        let start = *self.0.get(line)?;
        let end = self.0.get(line + 1).copied().unwrap_or(usize::MAX);
        Some((start, end))
    }
}

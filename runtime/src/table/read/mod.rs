//! From a grid to rows of a type, in one pass.

mod blank;
mod describe;
mod empty_cells;
mod grid;
mod header;
mod reader;
mod row;
#[cfg(test)]
mod tests;

/// A cell: the ID of its sheet, its row and its column.
pub(crate) type Place = (u32, usize, usize);

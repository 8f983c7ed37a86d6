/// Writes zeros before digits, so that there are at least `width` of them.
///
/// The formatting of the standard library panics at widths that a script may ask for: those above 65,535.
pub(crate) fn zero_padded(digits: &str, width: usize) -> String {
    let missing = width.saturating_sub(digits.len());
    let mut padded = "0".repeat(missing);
    padded.push_str(digits);
    padded
}

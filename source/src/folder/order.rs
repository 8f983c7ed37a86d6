use std::cmp::Ordering;

/// Punctuation and symbols in the order of the Unicode collation algorithm; they stand before digits and letters.
const MARKS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// The order of names that clasp pushes files in: that of JavaScript's `localeCompare`, where case matters only
/// between names that are else the same.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    let by_letters = left.chars().map(letter).cmp(right.chars().map(letter));
    by_letters
        .then_with(|| {
            left.chars()
                .map(char::is_uppercase)
                .cmp(right.chars().map(char::is_uppercase))
        })
        .then_with(|| left.cmp(right))
}

/// What a character counts as, whatever its case.
fn letter(character: char) -> (u8, usize) {
    if character.is_whitespace() {
        return (0, character as usize);
    }
    if let Some(at) = MARKS.find(character) {
        return (1, at);
    }
    let lower = character.to_lowercase().next().unwrap_or(character) as usize;
    (if character.is_ascii_digit() { 2 } else { 3 }, lower)
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn sorts_as_locale_compare_does() {
        let cases: [&[&str]; 4] = [
            &["_lib.gs", "1.gs", "a.gs", "B.gs", "c.gs"],
            &["code.gs", "Code.gs", "code2.gs"],
            &["a.gs", "a/b.gs", "a1.gs", "aa.gs"],
            &["a_b.gs", "a-b.gs", "a.gs", "ab.gs", "é.gs"],
        ];
        for sorted in cases {
            let mut names = sorted.to_vec();
            names.reverse();
            names.sort_by(|left, right| compare(left, right));
            assert_eq!(names, sorted);
        }
    }
}

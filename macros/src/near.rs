//! Finds the word that was probably meant.

use std::cmp::Reverse;

/// The candidate that is nearest to `word`, if one is near enough to have been meant.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let allowed = 1 + word.chars().count() / 4;
    candidates
        .iter()
        .map(|candidate| {
            (
                distance(&word.to_lowercase(), &candidate.to_lowercase()),
                *candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, candidate)| (*distance, Reverse(same_start(word, candidate))))
        .map(|(_, candidate)| candidate)
}

/// How many letters two words begin with together.
fn same_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// How many letters must be put in, taken out or replaced to get from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, letter) in a.chars().enumerate() {
        row = next_row(&row, line, letter, &b);
    }
    row.last().copied().unwrap_or_default()
}

fn next_row(above: &[usize], line: usize, letter: char, b: &[char]) -> Vec<usize> {
    let mut left = line + 1;
    let mut row = vec![left];
    for (pair, other) in above.windows(2).zip(b) {
        let &[diagonal, up] = pair else { continue };
        let replaced = diagonal + usize::from(letter != *other);
        left = replaced.min(up + 1).min(left + 1);
        row.push(left);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_edits() {
        for (a, b, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("timeout", "timout", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), edits, "{a} -> {b}");
        }
    }

    #[test]
    fn suggests_only_what_is_near() {
        let keys = ["id", "client", "timeout", "dev_mode"];
        for (word, near) in [
            ("timout", Some("timeout")),
            ("devmode", Some("dev_mode")),
            ("ID", Some("id")),
            ("retries", None),
        ] {
            assert_eq!(nearest(word, &keys), near, "{word}");
        }
        assert_eq!(nearest("titel", &["item", "title"]), Some("title"));
    }
}

//! Texts with `*` for any letters and `?` for one; `~` takes the meaning from the letter after it.

use crate::state::spreadsheets::formula::{evaluation::Evaluation, fault::Fault};

pub(super) struct Wildcards(Vec<Piece>);

#[derive(PartialEq, Eq)]
enum Piece {
    Any,
    One,
    Letter(char),
}

impl Wildcards {
    /// Capitals make no difference.
    pub(super) fn new(pattern: &str) -> Self {
        let mut pieces = Vec::new();
        let lower = pattern.to_lowercase();
        let mut letters = lower.chars().peekable();
        while let Some(letter) = letters.next() {
            pieces.push(match letter {
                '*' => Piece::Any,
                '?' => Piece::One,
                '~' => match letters.next_if(|next| matches!(next, '*' | '?' | '~')) {
                    Some(next) => Piece::Letter(next),
                    None => Piece::Letter('~'),
                },
                letter => Piece::Letter(letter),
            });
        }
        Self(pieces)
    }

    /// Whether a whole text looks like this; an error only where the caller gives up.
    pub(super) fn matches(&self, evaluator: &dyn Evaluation<'_>, text: &str) -> Result<bool, Fault> {
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        let (mut place, mut piece) = (0, 0);
        let mut star = None;
        while let Some(letter) = letters.get(place) {
            match self.0.get(piece) {
                Some(Piece::Any) => {
                    star = Some((place, piece));
                    piece += 1;
                }
                Some(Piece::One) => {
                    place += 1;
                    piece += 1;
                }
                Some(Piece::Letter(wanted)) if wanted == letter => {
                    place += 1;
                    piece += 1;
                }
                _ => {
                    evaluator.look()?;
                    let Some((start, after)) = &mut star else {
                        return Ok(false);
                    };
                    *start += 1;
                    place = *start;
                    piece = *after + 1;
                }
            }
        }
        Ok(self.0.iter().skip(piece).all(|left| *left == Piece::Any))
    }
}

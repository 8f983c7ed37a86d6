use super::{Section, Token, general};
use crate::dates::zero_padded;

/// The shape that the digits of a section ask for.
#[derive(Default)]
struct Shape {
    whole: Vec<char>,
    fraction: Vec<char>,
    grouped: bool,
    /// Commas after the last digit: each divides by a thousand.
    thousands: i32,
    percents: i32,
    /// Digits of the exponent, if there is one.
    exponent: Option<usize>,
}

impl Shape {
    fn of(tokens: &[Token]) -> Self {
        let mut shape = Self::default();
        let mut after_point = false;
        let mut commas = 0;
        for token in tokens {
            match token {
                Token::Digit(digit) => {
                    if commas > 0 {
                        shape.grouped = true;
                        commas = 0;
                    }
                    match &mut shape.exponent {
                        Some(digits) => *digits += 1,
                        None if after_point => shape.fraction.push(*digit),
                        None => shape.whole.push(*digit),
                    }
                }
                Token::Point => after_point = true,
                Token::Comma => commas += 1,
                Token::Percent => shape.percents += 1,
                Token::Exponent { .. } => shape.exponent = Some(0),
                _ => {}
            }
        }
        shape.thousands = commas;
        shape
    }

    fn required(digits: &[char]) -> usize {
        digits.iter().filter(|digit| **digit == '0').count()
    }
}

pub(super) fn show(number: f64, section: &Section) -> String {
    let shape = Shape::of(&section.0);
    let scaled = number.abs() * 100f64.powi(shape.percents) / 1000f64.powi(shape.thousands);
    let written = if shape.exponent.is_some() {
        scientific(scaled, &shape, &section.0)
    } else {
        plain(scaled, &shape)
    };
    let negative = number < 0.0 && written.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
    let mut text = String::new();
    if negative {
        text.push('-');
    }
    let mut digits_are_written = false;
    for token in &section.0 {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Percent => text.push('%'),
            Token::Digit(_) | Token::Point if !digits_are_written => {
                text.push_str(&written);
                digits_are_written = true;
            }
            _ => {}
        }
    }
    text
}

fn plain(number: f64, shape: &Shape) -> String {
    let rounded = rounded(number, shape.fraction.len());
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let whole = whole.trim_start_matches('0');
    let width = Shape::required(&shape.whole);
    let whole = zero_padded(whole, width);
    let whole = if shape.grouped { grouped(&whole) } else { whole };
    let least = Shape::required(&shape.fraction);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() && least == 0 {
        let is_bare = !shape.fraction.is_empty() && whole.is_empty();
        return if is_bare { "0".into() } else { whole };
    }
    let zeros = "0".repeat(least.saturating_sub(fraction.len()));
    format!("{whole}.{fraction}{zeros}")
}

/// Rounds as a person does with the digits that are shown: 1.005 becomes 1.01.
fn rounded(number: f64, decimals: usize) -> String {
    if number >= 1e15 {
        return format!("{number:.0}");
    }
    let decimals = decimals.min(15);
    let factor = 10f64.powi(i32::try_from(decimals).unwrap_or_default());
    let scaled = number * factor;
    if scaled >= 1e15 {
        return format!("{number:.decimals$}");
    }
    let nudged = (scaled + scaled * f64::EPSILON * 2.0).round() / factor;
    format!("{nudged:.decimals$}")
}

fn grouped(whole: &str) -> String {
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn scientific(number: f64, shape: &Shape, tokens: &[Token]) -> String {
    let decimals = shape.fraction.len().min(15);
    let written = format!("{number:.decimals$e}");
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return general::show(number);
    };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let plus = tokens.contains(&Token::Exponent { plus: true });
    let sign = match (exponent < 0, plus) {
        (true, _) => "-",
        (false, true) => "+",
        (false, false) => "",
    };
    let exponent = exponent.unsigned_abs().to_string();
    let exponent = zero_padded(&exponent, shape.exponent.unwrap_or_default());
    format!("{mantissa}E{sign}{exponent}")
}

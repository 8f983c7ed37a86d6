use super::{
    fault::Fault,
    format::{Format, Formats},
    scalar::{Computed, Scalar, finite, joined},
};

/// What a sign makes of one value.
pub(super) fn unary(sign: &str, values: &[Scalar]) -> Computed {
    let value = values.first().ok_or(Fault::Formula)?;
    match sign {
        "-" => finite(-value.to_number()?, value.format()),
        "%" => finite(value.to_number()? / 100.0, Format::GENERAL),
        _ => Ok(value.clone()),
    }
}

/// What an operator makes of two values.
pub(super) fn binary(formats: &Formats, sign: &str, values: &[Scalar]) -> Computed {
    let [left, right] = values else {
        return Err(Fault::Formula);
    };
    match sign {
        "&" => joined([left, right]),
        "=" | "<>" | "<" | ">" | "<=" | ">=" => Ok(Scalar::Boolean(compares(sign, left, right))),
        _ => arithmetic(formats, sign, left, right),
    }
}

fn arithmetic(formats: &Formats, sign: &str, left: &Scalar, right: &Scalar) -> Computed {
    let (one, other) = (left.to_number()?, right.to_number()?);
    let number = match sign {
        "+" => one + other,
        "-" => one - other,
        "*" => one * other,
        "/" if other == 0.0 => return Err(Fault::DivisionByZero),
        "/" => one / other,
        _ => one.powf(other),
    };
    finite(number, format_of(formats, sign, left.format(), right.format()))
}

/// The days between two dates are a number; what else is made of a date by addition is a date.
fn format_of(formats: &Formats, sign: &str, left: Format, right: Format) -> Format {
    let are_dates = (formats.is_date(left), formats.is_date(right));
    match (sign, are_dates) {
        ("-", (true, true)) => Format::GENERAL,
        ("+" | "-", (false, true)) => right,
        ("+" | "-", _) => left.or(right),
        ("*" | "/", (false, false)) if left != right => left.or(right),
        ("*", (false, false)) => left,
        _ => Format::GENERAL,
    }
}

/// Compares two values; capitals make no difference.
pub(super) fn compares(sign: &str, left: &Scalar, right: &Scalar) -> bool {
    let order = left.compare(right);
    match sign {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    }
}

/// A number without a format: ten digits that matter, and no more than it has.
pub(super) fn show(number: f64) -> String {
    if number == 0.0 {
        return "0".into();
    }
    let size = number.abs();
    if !(1e-6..1e15).contains(&size) {
        return scientific(number);
    }
    if number.fract() == 0.0 {
        return format!("{number:.0}");
    }
    let digits_before = size.log10().floor() as i32 + 1;
    let decimals = usize::try_from(10 - digits_before.max(0)).unwrap_or_default();
    without_zeros(&format!("{number:.decimals$}")).to_owned()
}

fn scientific(number: f64) -> String {
    let written = format!("{number:.5e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}E{sign}{:02}", without_zeros(mantissa), exponent.unsigned_abs())
}

fn without_zeros(written: &str) -> &str {
    if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.')
    } else {
        written
    }
}

//! What `COUNTIF` and its like ask of a value: `5`, `">=5"`, `"A*"`.

use super::wildcards::Wildcards;
use crate::state::spreadsheets::{
    formula::{
        evaluation::Evaluation,
        fault::Fault,
        operators::compares,
        scalar::{Computed, Scalar},
    },
    input::{self, Typed},
};

pub(super) struct Criterion {
    sign: &'static str,
    wanted: Scalar,
    /// What a text must look like to be equal.
    pattern: Option<Wildcards>,
}

const SIGNS: [&str; 6] = ["<>", "<=", ">=", "<", ">", "="];

impl Criterion {
    pub(super) fn of(wanted: &Scalar) -> Self {
        let Scalar::Text(text) = wanted else {
            let wanted = match wanted {
                Scalar::Empty => Scalar::from(0.0),
                wanted => wanted.clone(),
            };
            return Self {
                sign: "=",
                wanted,
                pattern: None,
            };
        };
        let sign = SIGNS.into_iter().find(|sign| text.starts_with(sign));
        let rest = text.get(sign.map_or(0, str::len)..).unwrap_or_default();
        let sign = sign.unwrap_or("=");
        let wanted = match input::typed(rest) {
            Typed::Number(number, _) => Scalar::from(number),
            Typed::Boolean(boolean) => Scalar::Boolean(boolean),
            _ => Scalar::text(rest),
        };
        let takes_wildcards = matches!(wanted, Scalar::Text(_)) && matches!(sign, "=" | "<>");
        Self {
            sign,
            pattern: takes_wildcards.then(|| Wildcards::new(rest)),
            wanted,
        }
    }

    /// Whether a value meets it; an error only where the caller gives up.
    pub(super) fn meets(&self, evaluator: &dyn Evaluation<'_>, value: &Computed) -> Result<bool, Fault> {
        let asks_for_equal = self.sign == "=";
        let asks_for_different = self.sign == "<>";
        let value = match value {
            Ok(value) => value,
            Err(fault) => {
                let is_wanted = matches!(&self.wanted, Scalar::Text(text) if **text == *fault.name());
                return Ok(if is_wanted {
                    asks_for_equal
                } else {
                    asks_for_different
                });
            }
        };
        Ok(match (value, &self.wanted) {
            (value, wanted) if value.is_blank() || wanted.is_blank() => {
                let is_equal = value.is_blank() && wanted.is_blank();
                if is_equal {
                    asks_for_equal
                } else {
                    asks_for_different
                }
            }
            (Scalar::Text(text), Scalar::Text(_)) => match &self.pattern {
                Some(pattern) => pattern.matches(evaluator, text)? == asks_for_equal,
                None => compares(self.sign, value, &self.wanted),
            },
            (Scalar::Number(..), Scalar::Number(..)) | (Scalar::Boolean(_), Scalar::Boolean(_)) => {
                compares(self.sign, value, &self.wanted)
            }
            _ => asks_for_different,
        })
    }
}

//! What the client makes of the emulator's answers, against what it makes of the recorded ones.

use apps_script::Error;
use serde_json::Value;

use self::recorded::{Expected, ROWS, has_help};
use super::row::Row;

/// The table of the runtime's own tests, so that what an answer means stands once.
#[allow(
    dead_code,
    reason = "status, text and stack are compared with the emulator's answer already"
)]
#[path = "../../../runtime/tests/it/fixtures/table.rs"]
mod recorded;

/// What is wrong with an outcome, if anything is.
pub(crate) fn complaint(row: &Row, outcome: Option<Result<Value, Error>>) -> Option<String> {
    let name = row.compared_with.unwrap_or(row.fixture);
    let recorded = ROWS.iter().find(|recorded| recorded.file == name);
    match (recorded, outcome) {
        (Some(recorded), Some(outcome)) => differs(&recorded.expected, row, outcome),
        (None, None) => None,
        (recorded, outcome) => Some(format!(
            "in the runtime's table: {}, called by the client: {}",
            recorded.is_some(),
            outcome.is_some()
        )),
    }
}

fn differs(expected: &Expected, row: &Row, outcome: Result<Value, Error>) -> Option<String> {
    match (expected, outcome) {
        (Expected::Value(json), Ok(value)) => {
            // Two values are equal whatever the order of their keys.
            let is_same = serde_json::from_str::<Value>(json).is_ok_and(|json| json == value);
            (!is_same).then(|| format!("the client read {value}, not {json}"))
        }
        (Expected::Fails(kind, executed, ..), Err(error)) => {
            let recorded = (*kind, *executed);
            let (kind, executed) = match row.seen_as {
                Some((kind, executed, why)) if (kind, executed) == recorded => {
                    return Some(format!("seen as the fixture is, although: {why}"));
                }
                Some((kind, executed, _)) => (kind, executed),
                None => recorded,
            };
            let expected = (kind, executed, has_help(kind));
            let seen = (error.kind(), error.executed(), error.help().is_some());
            (seen != expected).then(|| format!("the client said {seen:?}, not {expected:?}: {error}"))
        }
        (_, outcome) => Some(format!("the client said {outcome:?}")),
    }
}

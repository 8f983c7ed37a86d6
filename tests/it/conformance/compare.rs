//! Compares an answer with a fixture, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{call::Answer, fixture::Fixture, row::Row};

/// What differs and may not, and what may differ and doesn't.
pub(crate) fn complaints(row: &Row, fixture: &Fixture, answer: &Answer) -> Vec<String> {
    if fixture.text.starts_with('<') {
        return texts(&fixture.text, &answer.body);
    }
    let expected: Value = serde_json::from_str(&fixture.text).unwrap();
    let expected = row
        .correction
        .map_or(expected.clone(), |correct| correct(expected));
    let answered: Value = match serde_json::from_str(&answer.body) {
        Ok(answered) => answered,
        Err(fault) => return vec![format!("{fault}: {}", answer.body)],
    };
    fields_that_differ(row, &leaves(&expected), &leaves(&answered))
}

fn texts(expected: &str, answered: &str) -> Vec<String> {
    if expected == answered {
        Vec::new()
    } else {
        vec![format!("expected {expected:?}, answered {answered:?}")]
    }
}

fn fields_that_differ(
    row: &Row,
    expected: &BTreeMap<String, Value>,
    answered: &BTreeMap<String, Value>,
) -> Vec<String> {
    let paths: BTreeSet<&String> = expected.keys().chain(answered.keys()).collect();
    let mut unused: BTreeSet<&str> = row.may_differ.iter().map(|(path, _)| *path).collect();
    let mut complaints = Vec::new();
    for path in paths {
        let (expected, answered) = (expected.get(path), answered.get(path));
        if expected == answered {
            continue;
        }
        match row.may_differ.iter().find(|(allowed, _)| is_below(path, allowed)) {
            Some((allowed, why)) => {
                assert!(!why.is_empty(), "say why {allowed} may differ");
                unused.remove(allowed);
            }
            None => complaints.push(format!("{path}: expected {expected:?}, answered {answered:?}")),
        }
    }
    complaints.extend(
        unused
            .iter()
            .map(|path| format!("{path} may differ, and does not")),
    );
    complaints
}

fn is_below(path: &str, allowed: &str) -> bool {
    path.strip_prefix(allowed)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Every value that holds no other, by its path. An empty object or list counts as one.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    collect(String::new(), value, &mut found);
    found
}

fn collect(path: String, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, field) in fields {
                collect(format!("{path}/{name}"), field, found);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (place, item) in items.iter().enumerate() {
                collect(format!("{path}/{place}"), item, found);
            }
        }
        leaf => {
            found.insert(path, leaf.clone());
        }
    }
}

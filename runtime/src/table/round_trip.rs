//! A table that is sent to a script, and that the script returns, is what it was.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{decode, encode::Parameters, table::Table};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
enum Kind {
    #[serde(rename = "in")]
    In,
    Out,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Sku(String);

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    /// Not empty, so that the row is not blank.
    always_there: bool,
    text: String,
    sku: Sku,
    kind: Kind,
    letter: char,
    byte: u8,
    integer: i64,
    float: f64,
    single: f32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    option: Option<u32>,
    words: Option<String>,
    #[serde(flatten)]
    inner: Option<Inner>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Inner {
    size: u16,
    note: Option<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind")]
enum Booking {
    In { amount: u32, note: Option<String> },
    Out { reason: String },
}

const SAFE: i64 = (1 << 53) - 1;

/// An empty text is read as `None`.
fn words() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("\\PC{1,8}")
}

fn row() -> impl Strategy<Value = Row> {
    let texts = (any::<String>(), any::<String>(), any::<char>(), words());
    let numbers = (any::<u8>(), -SAFE..=SAFE, -1e300..1e300_f64, any::<f32>());
    let inner = proptest::option::of((any::<u16>(), words()).prop_map(|(size, note)| Inner { size, note }));
    let kind = prop_oneof![Just(Kind::In), Just(Kind::Out)];
    (texts, numbers, any::<bool>(), kind, any::<Option<u32>>(), inner).prop_map(
        |((text, sku, letter, words), (byte, integer, float, single), always_there, kind, option, inner)| {
            Row {
                always_there,
                text,
                sku: Sku(sku),
                kind,
                letter,
                byte,
                integer,
                float,
                single: if single.is_finite() { single } else { 0.5 },
                option,
                words,
                inner,
            }
        },
    )
}

fn booking() -> impl Strategy<Value = Booking> {
    prop_oneof![
        (any::<u32>(), words()).prop_map(|(amount, note)| Booking::In { amount, note }),
        any::<String>().prop_map(|reason| Booking::Out { reason }),
    ]
}

fn echoed<T: Serialize + DeserializeOwned>(table: &Table<T>) -> Result<Table<T>, String> {
    let mut parameters = Parameters::default();
    parameters.push(table).map_err(|fault| fault.to_string())?;
    let body = [br#"{"response":{"result":"#, parameters.json(), b"}}"].concat();
    decode::value(200, &body).map_err(|error| error.to_string())
}

proptest! {
    #[test]
    fn structs_come_back(rows in vec(row(), 0..5)) {
        let table = Table::from(rows);
        prop_assert_eq!(echoed(&table), Ok(table));
    }

    #[test]
    fn blank_rows_come_back(rows in vec(proptest::option::of(row()), 0..5), last in row()) {
        let table: Table<Option<Row>> = rows.into_iter().chain([Some(last)]).collect();
        prop_assert_eq!(echoed(&table), Ok(table));
    }

    #[test]
    fn enums_come_back(rows in vec(booking(), 0..6)) {
        let table = Table::from(rows);
        prop_assert_eq!(echoed(&table), Ok(table));
    }

    #[test]
    fn maps_come_back(rows in vec(proptest::collection::btree_map("[a-d]{1,2}", 1..9_u8, 1..4), 0..5)) {
        let table: Table<BTreeMap<String, Option<u8>>> = rows
            .iter()
            .map(|row| row.iter().map(|(name, value)| (name.clone(), Some(*value))).collect())
            .collect();
        // A map has all columns; those that a row did not have are empty.
        let read = echoed(&table).map(|table| {
            table
                .into_iter()
                .map(|row| row.into_iter().filter(|(_, value)| value.is_some()).collect())
                .collect::<Table<_>>()
        });
        prop_assert_eq!(read, Ok(table));
    }
}

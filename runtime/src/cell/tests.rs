//! The helpers in a plain struct and in a row; and what the types of other crates do without one.

use std::{collections::BTreeMap, fmt::Debug};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{cell, table::Table};

/// Reads the field `it` of an object.
fn of_object<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    let object = json!({ "it": value }).to_string();
    serde_json::from_str(&object).map_err(|error| error.to_string())
}

/// Reads the column `it` of a row.
fn of_row<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    let grid = json!([["key", "it"], [1, value]]).to_string();
    let table: Table<T> = serde_json::from_str(&grid).map_err(|error| error.to_string())?;
    Ok(table.into_iter().next().unwrap())
}

#[track_caller]
fn reads<T: DeserializeOwned + PartialEq + Debug>(value: Value, expected: &T) {
    assert_eq!(of_object::<T>(&value).as_ref(), Ok(expected), "{value}");
    assert_eq!(of_row::<T>(&value).as_ref(), Ok(expected), "{value}");
}

#[track_caller]
fn refuses<T: DeserializeOwned + Debug>(value: Value, words: &str) {
    for message in [
        of_object::<T>(&value).unwrap_err(),
        of_row::<T>(&value).unwrap_err(),
    ] {
        assert!(message.contains(words), "{value}: {message}");
    }
}

#[track_caller]
fn writes<T: Serialize>(value: &T, object: Value, in_cell: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), json!({ "it": object }));
    let table = Table::from(vec![value]);
    assert_eq!(serde_json::to_value(table).unwrap(), json!([["it"], [in_cell]]));
}

/// A struct of one field with a helper on it.
macro_rules! field {
    ($name:ident, $ty:ty, $($options:tt)*) => {
        #[derive(Debug, Deserialize, PartialEq, Serialize)]
        struct $name {
            #[serde($($options)*)]
            it: $ty,
        }
    };
}

#[test]
fn empty_as_none() {
    field!(Number, Option<u32>, with = "cell::empty_as_none");
    field!(Text, Option<String>, with = "cell::empty_as_none");
    field!(List, Option<Vec<u8>>, with = "cell::empty_as_none");
    field!(Map, Option<BTreeMap<String, u8>>, with = "cell::empty_as_none");
    for empty in [json!(""), Value::Null] {
        reads(empty.clone(), &Number { it: None });
        reads(empty.clone(), &Text { it: None });
        assert_eq!(of_object(&empty), Ok(List { it: None }));
    }
    for five in [json!(5), json!(5.0)] {
        reads(five, &Number { it: Some(5) });
    }
    let a = "a\n".to_owned();
    reads(json!(a), &Text { it: Some(a) });
    refuses::<Number>(json!("n/a"), r#"expected a number, found text "n/a""#);
    refuses::<Number>(json!(true), "expected a number, found the boolean true");
    refuses::<Number>(json!(-1), "expected a whole number from 0 to 4294967295");
    refuses::<Number>(json!(1e17), "as text");
    assert_eq!(of_object(&json!([1, 2])), Ok(List { it: Some(vec![1, 2]) }));
    let map = |entries: &[(&str, u8)]| Map {
        it: Some(
            entries
                .iter()
                .map(|(key, value)| ((*key).to_owned(), *value))
                .collect(),
        ),
    };
    assert_eq!(of_object(&json!({})), Ok(map(&[])));
    assert_eq!(
        of_object(&json!({"a": 1, "b": 2})),
        Ok(map(&[("a", 1), ("b", 2)]))
    );
    writes(&Number { it: None }, json!(""), json!(""));
    writes(&Number { it: Some(5) }, json!(5), json!(5));
}

#[test]
fn text_or_number() {
    field!(Text, String, with = "cell::text_or_number");
    field!(Number, f64, with = "cell::text_or_number");
    field!(Integer, u8, with = "cell::text_or_number");
    field!(
        Perhaps,
        Option<u8>,
        with = "cell::text_or_number::option",
        default
    );
    for (value, text) in [
        (json!("08"), "08"),
        (json!(8), "8"),
        (json!(8.0), "8"),
        (json!(-8), "-8"),
        (json!(0.1), "0.1"),
        (json!(" "), " "),
        (json!(""), ""),
    ] {
        reads(value, &Text { it: text.to_owned() });
    }
    for value in [json!(0.5), json!("0.5"), json!(" 0.5\n")] {
        reads(value, &Number { it: 0.5 });
    }
    reads(json!("5"), &Integer { it: 5 });
    for nothing in [json!(""), Value::Null] {
        reads(nothing, &Perhaps { it: None });
    }
    reads(json!("5"), &Perhaps { it: Some(5) });
    assert_eq!(serde_json::from_str("{}").ok(), Some(Perhaps { it: None }));
    refuses::<Integer>(json!("n/a"), r#"invalid digit found in string, in text "n/a""#);
    refuses::<Integer>(json!("300"), "too large");
    refuses::<Integer>(json!(0.5), r#"in text "0.5""#);
    refuses::<Text>(json!(true), "text or a number");
    refuses::<Text>(json!(1e17), "as text");
    refuses::<Perhaps>(json!("n/a"), "invalid digit");
    writes(&Text { it: "8".into() }, json!("8"), json!("8"));
    writes(&Number { it: 0.5 }, json!(0.5), json!(0.5));
    writes(&Perhaps { it: None }, Value::Null, json!(""));
}

#[test]
fn integer_as_text() {
    field!(Unsigned, u64, with = "cell::integer_as_text");
    field!(Signed, i64, with = "cell::integer_as_text");
    field!(Wide, i128, with = "cell::integer_as_text");
    field!(Exact, Decimal, with = "cell::integer_as_text");
    field!(Perhaps, Option<u64>, with = "cell::integer_as_text::option");
    reads(json!(u64::MAX.to_string()), &Unsigned { it: u64::MAX });
    reads(json!(i64::MIN.to_string()), &Signed { it: i64::MIN });
    reads(json!(i128::MIN.to_string()), &Wide { it: i128::MIN });
    reads(
        json!("0.10"),
        &Exact {
            it: Decimal::new(10, 2),
        },
    );
    reads(
        json!(0.1),
        &Exact {
            it: Decimal::new(1, 1),
        },
    );
    reads(json!(5.0), &Unsigned { it: 5 });
    reads(
        json!(9_007_199_254_740_991_u64),
        &Unsigned {
            it: 9_007_199_254_740_991,
        },
    );
    for nothing in [json!(""), Value::Null] {
        reads(nothing, &Perhaps { it: None });
    }
    reads(json!("5"), &Perhaps { it: Some(5) });
    refuses::<Unsigned>(json!(9_007_199_254_740_992_u64), "as text");
    refuses::<Unsigned>(json!("18446744073709551616"), "too large");
    refuses::<Unsigned>(json!(0.5), "in text");
    refuses::<Unsigned>(json!(""), "in text");
    let text = json!(u64::MAX.to_string());
    writes(&Unsigned { it: u64::MAX }, text.clone(), text.clone());
    writes(&Perhaps { it: Some(u64::MAX) }, text.clone(), text);
    writes(&Perhaps { it: None }, Value::Null, json!(""));
    writes(
        &Exact {
            it: Decimal::new(10, 2),
        },
        json!("0.10"),
        json!("0.10"),
    );
}

#[test]
fn bytes_as_base64() {
    field!(Bytes, Vec<u8>, with = "cell::bytes_as_base64");
    field!(Shared, bytes::Bytes, with = "cell::bytes_as_base64");
    field!(Array, [u8; 2], with = "cell::bytes_as_base64");
    field!(Perhaps, Option<Vec<u8>>, with = "cell::bytes_as_base64::option");
    let bytes = |it: &[u8]| Bytes { it: it.to_vec() };
    for text in ["w6Q=", "w6Q"] {
        reads(json!(text), &bytes("ä".as_bytes()));
        reads(json!(text), &Shared { it: "ä".into() });
        reads(json!(text), &Array { it: [0xc3, 0xa4] });
    }
    for text in ["++//", "--__"] {
        reads(json!(text), &bytes(&[0xfb, 0xef, 0xff]));
    }
    reads(json!(""), &bytes(b""));
    assert_eq!(of_object(&json!([-61, -92])), Ok(bytes("ä".as_bytes())));
    assert_eq!(of_object(&json!([195.0, 164])), Ok(bytes("ä".as_bytes())));
    assert_eq!(of_object(&json!([])), Ok(bytes(b"")));
    for nothing in [json!(""), Value::Null] {
        reads(nothing, &Perhaps { it: None });
    }
    reads(
        json!("w6Q="),
        &Perhaps {
            it: Some("ä".into())
        },
    );
    assert_eq!(of_object(&json!([])), Ok(Perhaps { it: Some(vec![]) }));
    refuses::<Bytes>(json!("n/a!"), r#"not Base64"#);
    refuses::<Bytes>(json!("+-"), "not Base64");
    refuses::<Bytes>(json!(5), "Base64");
    refuses::<Array>(json!("AQID"), "expected [u8; 2], found 3 bytes");
    for number in [json!(256), json!(-129), json!(0.5), json!("a"), json!(1e300)] {
        let message = of_object::<Bytes>(&json!([1, number])).unwrap_err();
        assert!(message.contains("a byte from -128 to 255"), "{message}");
    }
    assert!(of_object::<Bytes>(&Value::Null).is_err());
    writes(&bytes("ä".as_bytes()), json!("w6Q="), json!("w6Q="));
    writes(&Array { it: [0xc3, 0xa4] }, json!("w6Q="), json!("w6Q="));
    writes(&Perhaps { it: None }, Value::Null, json!(""));
}

#[test]
fn dates_need_no_helper() {
    field!(ChronoDate, chrono::NaiveDate, default);
    field!(JiffDate, jiff::civil::Date, default);
    field!(TimeDate, Option<time::Date>, default);
    field!(ChronoInstant, chrono::DateTime<chrono::Utc>, default);
    field!(JiffInstant, jiff::Timestamp, default);
    field!(TimeInstant, time::OffsetDateTime, with = "time::serde::rfc3339");
    field!(
        ChronoMilliseconds,
        chrono::DateTime<chrono::Utc>,
        with = "chrono::serde::ts_milliseconds"
    );
    field!(
        JiffMilliseconds,
        jiff::Timestamp,
        with = "jiff::fmt::serde::timestamp::millisecond::required"
    );
    fn both_ways<T: DeserializeOwned + Serialize>(
        value: Value,
        milliseconds: impl Fn(&T) -> i64,
        expected: i64,
    ) {
        for read in [of_object::<T>(&value).unwrap(), of_row::<T>(&value).unwrap()] {
            assert_eq!(milliseconds(&read), expected, "{value}");
            let again: T = serde_json::from_value(serde_json::to_value(&read).unwrap()).unwrap();
            assert_eq!(milliseconds(&again), expected, "{value}");
        }
    }
    let date = json!("2024-02-29");
    writes(
        &of_object::<ChronoDate>(&date).unwrap(),
        date.clone(),
        date.clone(),
    );
    writes(&of_object::<JiffDate>(&date).unwrap(), date.clone(), date.clone());
    writes(&of_object::<TimeDate>(&date).unwrap(), date.clone(), date.clone());
    refuses::<ChronoDate>(json!("2024-02-30"), "out of range");
    assert!(
        of_row::<JiffDate>(&json!("29.2.2024"))
            .unwrap_err()
            .starts_with("B2 (it): ")
    );

    let instant = json!("2024-02-29T12:30:00.250Z");
    let millis = 1_709_209_800_250;
    both_ways::<ChronoInstant>(instant.clone(), |read| read.it.timestamp_millis(), millis);
    both_ways::<JiffInstant>(instant.clone(), |read| read.it.as_millisecond(), millis);
    let nanoseconds = |read: &TimeInstant| i64::try_from(read.it.unix_timestamp_nanos() / 1_000_000).unwrap();
    both_ways::<TimeInstant>(instant, nanoseconds, millis);

    let number = json!(millis);
    both_ways::<ChronoMilliseconds>(number.clone(), |read| read.it.timestamp_millis(), millis);
    both_ways::<JiffMilliseconds>(number.clone(), |read| read.it.as_millisecond(), millis);
}

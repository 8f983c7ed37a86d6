//! Numbers of every spelling into types of every kind, and what is said of those that do not fit.

use std::{collections::BTreeMap, fmt::Debug, num::NonZeroU8, time::Duration};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _},
};
use serde_json::{Value, json, value::RawValue};

use super::value;
use crate::error::{Error, ErrorKind, Executed};

fn read<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    let body = format!(r#"{{"done": true, "response": {{"result": {json}}}}}"#);
    value(200, body.as_bytes())
}

#[track_caller]
fn fits<T: DeserializeOwned + Debug + PartialEq>(json: &str, expected: T) {
    assert_eq!(read::<T>(json).unwrap(), expected, "{json}");
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(json: &str, parts: &[&str]) {
    let error = read::<T>(json).unwrap_err();
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Decode, Executed::Yes)
    );
    let text = format!("{error:#}");
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Untagged {
    Integer(i64),
    Float(f64),
    Text(String),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum IntegerOrText {
    Integer(u32),
    Text(String),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "kind")]
enum Internal {
    Stock { left: u32, price: f64 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "t", content = "c")]
enum Adjacent {
    Pair(u8, i16),
    One(i128),
}

#[derive(Debug, Deserialize, PartialEq)]
enum External {
    One(u64),
    Pair(u8, i16),
    Named { count: u128 },
    Unit,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Counts {
    total: u64,
    #[serde(flatten)]
    rest: BTreeMap<String, i32>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Flattened {
    #[serde(flatten)]
    inner: Inner,
    name: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Inner {
    integer: i64,
    float: f64,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Newtype(u16);

#[test]
fn an_integral_float_is_an_integer_for_every_type() {
    for json in ["5", "5.0", "5e0", "50e-1", "0.5E1", "5.000"] {
        fits(json, 5_i8);
        fits(json, 5_i16);
        fits(json, 5_i32);
        fits(json, 5_i64);
        fits(json, 5_i128);
        fits(json, 5_isize);
        fits(json, 5_u8);
        fits(json, 5_u16);
        fits(json, 5_u32);
        fits(json, 5_u64);
        fits(json, 5_u128);
        fits(json, 5_usize);
        fits(json, 5.0_f32);
        fits(json, 5.0_f64);
        fits(json, NonZeroU8::new(5).unwrap());
        fits(json, Newtype(5));
        fits(json, Some(5_u8));
        fits(json, Untagged::Integer(5));
        fits(json, IntegerOrText::Integer(5));
        fits(json, json!(5));
        let object = |text: &str| text.replace('5', json);
        fits(&object("[5, 5]"), vec![5_u8, 5]);
        fits(&object("[5, 5]"), (5_u8, 5.0_f64));
        fits(&object(r#"{"a": 5}"#), BTreeMap::from([("a".to_owned(), 5_u8)]));
        fits(&object(r#"{"One": 5}"#), External::One(5));
        fits(&object(r#"{"Pair": [5, 5]}"#), External::Pair(5, 5));
        fits(
            &object(r#"{"Named": {"count": 5}}"#),
            External::Named { count: 5 },
        );
        fits(&object(r#"{"t": "One", "c": 5}"#), Adjacent::One(5));
        fits(&object(r#"{"c": [5, 5], "t": "Pair"}"#), Adjacent::Pair(5, 5));
        let stock = Internal::Stock { left: 5, price: 5.0 };
        fits(&object(r#"{"left": 5, "price": 5, "kind": "Stock"}"#), stock);
        let counts = Counts {
            total: 5,
            rest: BTreeMap::from([("x".to_owned(), 5)]),
        };
        fits(&object(r#"{"x": 5, "total": 5}"#), counts);
        fits(&object(r#"{"secs": 5, "nanos": 5}"#), Duration::new(5, 5));
    }
    fits("\"Unit\"", External::Unit);
    fits("-5.0", -5_i8);
    fits("-5.0", Untagged::Integer(-5));
    fits(r#"{"1": "a"}"#, BTreeMap::from([(1_u64, "a".to_owned())]));
}

#[test]
fn zero_has_a_sign_for_floats_alone() {
    for json in ["-0.0", "-0", "-0e7", "-0.000"] {
        fits(json, 0_i32);
        fits(json, 0_u8);
        fits(json, 0_i128);
        fits(json, IntegerOrText::Integer(0));
        let float = |value: f64| (value, value.is_sign_negative());
        assert_eq!(float(read(json).unwrap()), (0.0, true), "{json}");
        let body = format!(r#"{{"integer": 1, "float": {json}}}"#);
        let flattened: Flattened = read(&body).unwrap();
        assert_eq!(float(flattened.inner.float), (0.0, true), "{json}");
        let body = format!(r#"{{"integer": {json}, "float": 2, "name": "-0.0"}}"#);
        let flattened: Flattened = read(&body).unwrap();
        assert_eq!(
            (flattened.inner.integer, flattened.name.as_deref()),
            (0, Some("-0.0"))
        );
    }
}

#[test]
fn an_integer_that_javascript_rounds_is_refused() {
    let said = ["already rounded in the script: return it as text", "help: "];
    for json in [
        "9007199254740993",
        "9007199254740992",
        "-9007199254740992",
        "9.007199254740993e15",
        "9007199254740992.0",
        "18446744073709551616",
        "1e300",
    ] {
        refused::<i8>(json, &said);
        refused::<u64>(json, &said);
        refused::<i64>(json, &said);
        refused::<i128>(json, &said);
        refused::<u128>(json, &said);
        refused::<Option<u64>>(json, &said);
        refused::<IntegerOrText>(json, &["did not match any variant", "as text"]);
        refused::<Vec<u64>>(&format!("[1, {json}]"), &["result[1]: the integer", said[0]]);
        refused::<External>(&format!(r#"{{"Named": {{"count": {json}}}}}"#), &said);
        refused::<Internal>(
            &format!(r#"{{"kind": "Stock", "left": {json}, "price": 1}}"#),
            &said,
        );
        refused::<Internal>(
            &format!(r#"{{"left": {json}, "price": 1, "kind": "Stock"}}"#),
            &said,
        );
        refused::<Counts>(&format!(r#"{{"total": 1, "x": {json}}}"#), &said);
        let float: f64 = json.parse().unwrap();
        fits(json, float);
        fits(json, Untagged::Float(float));
        assert_eq!(read::<Value>(json).unwrap().as_f64(), Some(float));
        let body = format!(r#"{{"integer": 1, "float": {json}}}"#);
        assert_eq!(read::<Flattened>(&body).unwrap().inner.float, float);
    }
    fits("9007199254740991", 9_007_199_254_740_991_u64);
    fits("-9007199254740991.0", -9_007_199_254_740_991_i64);
    fits("9.007199254740991e15", Untagged::Integer(9_007_199_254_740_991));
}

#[test]
fn a_fraction_stays_one() {
    fits("5.5", Untagged::Float(5.5));
    fits("0.1", 0.1_f64);
    fits("0.1", 0.1_f32);
    fits("5e-324", 5e-324_f64);
    refused::<u32>("5.5", &["result: expected u32, found floating point `5.5`"]);
    refused::<f32>("1e300", &["number out of range", "change the method's"]);
    refused::<u8>("256.0", &["expected u8, found integer `256`"]);
    refused::<u8>("-1.0", &["expected u8, found integer `-1`"]);
}

#[test]
fn what_serde_json_knows_alone_passes() {
    let raw: Box<RawValue> = read(r#"{"a": 5.0, "b": 9007199254740993}"#).unwrap();
    assert_eq!(raw.get(), r#"{"a": 5.0, "b": 9007199254740993}"#);
    let raw: Vec<Box<RawValue>> = read("[5.0, null]").unwrap();
    assert_eq!((raw[0].get(), raw[1].get()), ("5.0", "null"));
    assert_eq!(read::<Box<RawValue>>("null").unwrap().get(), "null");
    let number: serde_json::Number = read("2.5").unwrap();
    assert_eq!(number.as_f64(), Some(2.5));
    let value: Value = read(r#"{"a": [5, 2.5, -1, "x", null, true, {"b": {}}]}"#).unwrap();
    assert_eq!(value, json!({"a": [5, 2.5, -1, "x", null, true, {"b": {}}]}));
}

#[test]
fn unit_drops_what_came() {
    let deep = "[".repeat(5000) + &"]".repeat(5000);
    for json in [
        "null",
        "true",
        "5.5",
        "\"x\"",
        "[1, 2]",
        r#"{"a": 1}"#,
        "1e400",
        &deep,
    ] {
        fits(json, ());
        assert_eq!(read(json).ok(), Some(Box::new(())), "{json}");
    }
    assert_eq!(value::<()>(200, br#"{"response": {}}"#).ok(), Some(()));
    refused::<((), u8)>("[5, 5]", &["result[0]: ", "expected unit"]);
    let thrown = br#"{"error": {"details": [{"errorMessage": "no"}]}}"#;
    assert_eq!(value::<()>(200, thrown).unwrap_err().kind(), ErrorKind::Script);
    assert_eq!(value::<()>(200, b"{}").unwrap_err().kind(), ErrorKind::Transport);
}

/// A date as crates for dates read it: of its text, with an error of their own.
#[derive(Debug)]
struct Date;

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.len() {
            10 => Ok(Self),
            _ => Err(D::Error::custom("trailing input")),
        }
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    #[serde(rename = "due")]
    _due: Option<Date>,
    #[serde(rename = "price")]
    _price: f64,
}

#[test]
fn says_what_came_and_what_to_do() {
    const DATES: &str = "Utilities.formatDate(date, Session.getScriptTimeZone(), 'yyyy-MM-dd')";
    refused::<Vec<Vec<f64>>>(
        r#"[[1, 2], [3, ""]]"#,
        &[
            "result[1][1]: expected f64, found string \"\"",
            "empty cell",
            "empty_as_none",
        ],
    );
    refused::<Row>(r#"{"price": ""}"#, &["result.price: ", "empty cell"]);
    refused::<Row>(
        r#"{"price": 1, "due": ""}"#,
        &["trailing input, found string \"\"", "empty cell"],
    );
    refused::<Vec<Row>>(
        r#"[{"price": 1, "due": "2026-11-22T23:00:00.000Z"}]"#,
        &[
            "result[0].due: trailing input, found string \"2026-11-22T23:00:00.000Z\"",
            DATES,
            "toISOString",
        ],
    );
    for date in [
        "Mon Nov 23 2026 00:00:00 GMT+0100",
        "23.11.2026 00:00",
        "11/23/26 0:00",
        "2026-11-23 9:00",
    ] {
        let json = json!({"price": 1, "due": date}).to_string();
        refused::<Row>(&json, &[date, DATES]);
    }
    refused::<Row>(
        r#"{"price": 1, "due": "soon"}"#,
        &["found string \"soon\"", "change the method's"],
    );
    refused::<Vec<u8>>(
        "[-61, 12]",
        &[
            "result[0]: expected u8, found integer `-61`",
            "Base64",
            "base64Encode",
        ],
    );
    refused::<String>(
        "[-61, 12]",
        &["expected a string, found sequence", "base64Encode"],
    );
    refused::<String>("[1000]", &["change the method's"]);
    refused::<Row>(
        r#"{"price": null}"#,
        &["result.price: ", "found null", "Option<T>"],
    );
    refused::<Row>("{}", &["result: missing field `price`"]);
    refused::<f64>(
        r#""a, expected b""#,
        &["expected f64, found string \"a, expected b\""],
    );
    refused::<f64>(
        &format!("{:?}", "x".repeat(1000)),
        &["expected f64, found string \"xxx"],
    );
}

#[test]
fn an_odd_envelope_hides_no_failure_and_no_value() {
    let thrown = r#"{"code": "3", "details": {"errorMessage": "Error: no", "scriptStackTraceElements":
        [{"function": "f", "lineNumber": -1}, {"function": null, "lineNumber": 1e99}, 7]}}"#;
    for body in [
        format!(r#"{{"error": {thrown}}}"#),
        format!(r#"{{"done": "true", "error": {thrown}, "metadata": [1]}}"#),
        format!(r#"{{"done": [], "response": 7, "error": {thrown}}}"#),
        format!(r#"{{"response": [{thrown}], "error": {thrown}}}"#),
        format!(r#"{{"response": {{"error": {thrown}, "result": {{}}}}}}"#),
        format!(r#"{{"response": null, "error": {thrown}, "name": null}}"#),
    ] {
        let error = value::<u8>(200, body.as_bytes()).unwrap_err();
        assert_eq!(
            (error.kind(), error.executed()),
            (ErrorKind::Script, Executed::Yes),
            "{body}"
        );
        let stack = &error.exception().unwrap().stack;
        assert_eq!(stack.len(), 3, "{body}");
        assert!(stack.iter().all(|frame| frame.line.is_none()), "{body}");
        let error = value::<u8>(403, body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Script, "{body}");
    }
    for body in [
        r#"{"done": 0, "response": {"result": 5.0, "@type": 7}}"#,
        r#"{"error": null, "response": {"error": null, "result": 5}, "name": []}"#,
    ] {
        assert_eq!(value::<u8>(200, body.as_bytes()).ok(), Some(5), "{body}");
    }
    for body in [
        r#"{"response": 7}"#,
        r#"{"response": [5]}"#,
        r#"{"done": true, "response": null}"#,
    ] {
        let error = value::<u8>(200, body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{body}");
        assert!(error.help().is_some(), "{body}");
    }
}

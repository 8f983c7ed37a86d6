//! Arguments to JSON, in one pass, straight into the body.

mod checked;
mod keys;
mod raw_json;

use std::fmt;

use serde::Serialize;

use self::checked::Checked;

/// The elements of `parameters`, as JSON text.
#[derive(Clone, Default)]
pub(crate) struct Parameters {
    /// `1,"a",null`: elements and the commas between them.
    json: Vec<u8>,
    /// How much of `json` must be sent: what lies behind it was omitted.
    given: usize,
}

impl Parameters {
    /// Adds an argument.
    pub(crate) fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), serde_json::Error> {
        self.write(value)?;
        self.given = self.json.len();
        Ok(())
    }

    /// Adds a `null` that is sent only if an argument follows it.
    pub(crate) fn push_omitted(&mut self) {
        self.separate();
        self.json.extend_from_slice(b"null");
    }

    /// The elements that must be sent.
    pub(crate) fn json(&self) -> &[u8] {
        self.json.get(..self.given).unwrap_or_default()
    }

    fn write<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), serde_json::Error> {
        self.separate();
        serde_json::to_writer(&mut self.json, &Checked(value))
    }

    fn separate(&mut self) {
        if !self.json.is_empty() {
            self.json.push(b',');
        }
    }
}

/// Arguments are the user's data, which no log is to have by accident.
impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.given)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Serialize, Serializer, ser::SerializeStruct};
    use serde_json::{json, value::RawValue};

    use super::Parameters;

    #[derive(Serialize)]
    struct Flattened {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, u8>,
    }

    fn encoded(value: &(impl Serialize + ?Sized)) -> Result<String, String> {
        let mut parameters = Parameters::default();
        parameters.push(value).map_err(|error| error.to_string())?;
        Ok(String::from_utf8(parameters.json().to_vec()).unwrap())
    }

    #[test]
    fn writes_what_javascript_can_hold() {
        assert_eq!(
            encoded(&(1, "a", None::<u8>, 2.5, true)).unwrap(),
            r#"[1,"a",null,2.5,true]"#
        );
        assert_eq!(encoded(&9_007_199_254_740_991_u64).unwrap(), "9007199254740991");
        assert_eq!(
            encoded(&-9_007_199_254_740_991_i128).unwrap(),
            "-9007199254740991"
        );
        assert_eq!(
            encoded(&BTreeMap::from([(u64::MAX, 1)])).unwrap(),
            r#"{"18446744073709551615":1}"#
        );
    }

    #[test]
    fn refuses_what_it_cannot() {
        let refused = |result: Result<String, String>, word: &str| {
            let message = result.unwrap_err();
            assert!(message.contains(word), "{message}");
        };
        refused(encoded(&f64::NAN), "NaN");
        refused(encoded(&[1.0, f64::INFINITY]), "inf");
        refused(
            encoded(&BTreeMap::from([("deep", vec![f32::NEG_INFINITY])])),
            "-inf",
        );
        refused(encoded(&9_007_199_254_740_992_u64), "9007199254740992");
        refused(encoded(&Some(i64::MIN)), "-9223372036854775808");
        refused(encoded(&u128::MAX), "340282366920938463463374607431768211455");
        refused(encoded(&BTreeMap::from([(vec![1], 1)])), "key");
        let twice = Flattened {
            a: 1,
            rest: BTreeMap::from([("a", 2)]),
        };
        refused(encoded(&twice), "two entries");
    }

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    /// What `serde_json::Number` is with the feature `arbitrary_precision`.
    struct ArbitraryNumber(&'static str);

    impl Serialize for ArbitraryNumber {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut number = serializer.serialize_struct("$serde_json::private::Number", 1)?;
            number.serialize_field("$serde_json::private::Number", self.0)?;
            number.end()
        }
    }

    #[test]
    fn checks_the_numbers_of_any_json() {
        for json in [
            "9007199254740991",
            r#"{"b": [1, 2.5, -1e300], "a": "9007199254740993", "9007199254740993": null}"#,
            r#"[0.1, {"a": {"a": 1}}]"#,
        ] {
            assert_eq!(encoded(&raw(json)).unwrap(), json);
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert!(encoded(&value).is_ok(), "{json}");
        }
        for (json, word) in [
            ("9007199254740992", "the integer 9007199254740992 is beyond"),
            ("-9007199254740992", "the integer -9007199254740992 is beyond"),
            (
                r#"{"a": [1, {"b": 12345678901234567890}]}"#,
                "12345678901234567890 is beyond",
            ),
        ] {
            let error = encoded(&raw(json)).unwrap_err();
            assert!(error.contains(word), "{error}");
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            let error = encoded(&value).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
        for (json, word) in [
            ("[9007199254740993.0]", "9007199254740993.0 has more digits"),
            ("1e400", "1e400 is beyond"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890 is beyond",
            ),
            (r#"{"a": 1, "b": {"c": 1, "c": 2}}"#, "two entries \"c\""),
        ] {
            let error = encoded(&raw(json)).unwrap_err();
            assert!(error.contains(word), "{error}");
        }
        for (number, is_sent) in [
            ("9007199254740991", true),
            ("0.1", true),
            ("1e300", true),
            ("9007199254740993", false),
            ("0.1000000000000000000001", false),
            ("1e400", false),
        ] {
            assert_eq!(encoded(&[ArbitraryNumber(number)]).is_ok(), is_sent, "{number}");
        }
        let error = encoded(&json!({"deep": [u64::MAX]})).unwrap_err();
        assert!(error.contains("18446744073709551615"), "{error}");
    }

    #[test]
    fn leaves_out_what_is_omitted_at_the_end_only() {
        let mut parameters = Parameters::default();
        parameters.push(&1).unwrap();
        parameters.push_omitted();
        parameters.push_omitted();
        assert_eq!(parameters.json(), b"1");
        parameters.push(&2).unwrap();
        assert_eq!(parameters.json(), b"1,null,null,2");
        assert_eq!(Parameters::default().json(), b"");
    }
}

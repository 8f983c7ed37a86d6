//! Arguments to JSON, in one pass, straight into the body.

mod checked;

use serde::Serialize;

use self::checked::Checked;

/// The elements of `parameters`, as JSON text.
#[derive(Clone, Debug, Default)]
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

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

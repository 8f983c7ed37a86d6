//! The body that `scripts.run` takes: `ExecutionRequest` of the API's discovery document.

use crate::encode::Parameters;

/// Writes the body around the arguments, which are JSON already.
pub(crate) fn body(function: &str, parameters: &Parameters, dev_mode: bool) -> Vec<u8> {
    let arguments = parameters.json();
    let mut body = Vec::with_capacity(arguments.len() + function.len() + 48);
    body.extend_from_slice(br#"{"function":"#);
    body.extend_from_slice(serde_json::Value::from(function).to_string().as_bytes());
    if !arguments.is_empty() {
        body.extend_from_slice(br#","parameters":["#);
        body.extend_from_slice(arguments);
        body.push(b']');
    }
    if dev_mode {
        body.extend_from_slice(br#","devMode":true"#);
    }
    body.push(b'}');
    body
}

#[cfg(test)]
mod tests {
    use super::{Parameters, body};

    #[test]
    fn writes_the_request_of_the_documentation() {
        let mut parameters = Parameters::default();
        assert_eq!(body("f", &parameters, false), br#"{"function":"f"}"#);
        parameters.push("sampleValue").unwrap();
        let expected = br#"{"function":"sample","parameters":["sampleValue"],"devMode":true}"#;
        assert_eq!(body("sample", &parameters, true), expected);
        assert_eq!(body("\"", &Parameters::default(), false), br#"{"function":"\""}"#);
    }
}

//! Keys of objects keep their order, on the way into a script and on the way out, as do the fields of error bodies.

use serde_json::Value;

use crate::calling::{of_files, post_for_text};

const CODE: &str = "
function keys(o) { return Object.keys(o).concat(Object.keys(o.in)) }
function echo(o) { return o }
function made() { const o = { z: 1, 'ä': 2 }; o.b = { y: null, x: [{ d: 1, c: 2 }] }; o.a = 3; return o }
function fails() { throw new Error('no') }
";

async fn answered(body: &str) -> String {
    let (_folder, emulator) = of_files(&[("Code.gs", CODE)]).await;
    post_for_text(&emulator, body).await.replace([' ', '\n'], "")
}

#[tokio::test]
async fn arguments_and_values_keep_the_order_of_their_keys() {
    let object = r#"{"zebra":1,"in":{"b":2,"a":[{"y":1,"x":2}]},"apple":null,"middle":true}"#;
    let call = |function: &str| format!(r#"{{"function":"{function}","parameters":[{object}]}}"#);
    let keys = answered(&call("keys")).await;
    assert!(
        keys.contains(r#"["zebra","in","apple","middle","b","a"]"#),
        "{keys}"
    );
    let echoed = answered(&call("echo")).await;
    assert!(echoed.contains(&format!(r#""result":{object}"#)), "{echoed}");
    let made = answered(r#"{"function":"made"}"#).await;
    let expected = r#"{"z":1,"ä":2,"b":{"y":null,"x":[{"d":1,"c":2}]},"a":3}"#;
    assert!(made.contains(expected), "{made}");
}

/// As JavaScript has them, at Google too: what reads as an index comes first.
#[tokio::test]
async fn indexes_come_first() {
    let answer = answered(r#"{"function":"echo","parameters":[{"b":1,"10":2,"9":3,"a":4}]}"#).await;
    assert!(answer.contains(r#"{"9":3,"10":2,"b":1,"a":4}"#), "{answer}");
}

#[tokio::test]
async fn error_bodies_have_the_order_of_googles() {
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let thrown: Value = serde_json::from_str(&answered(r#"{"function":"fails"}"#).await).unwrap();
    assert_eq!(keys(&thrown), ["done", "error"]);
    assert_eq!(keys(&thrown["error"]), ["code", "message", "details"]);
    let detail = &thrown["error"]["details"][0];
    assert_eq!(
        keys(detail),
        ["@type", "errorMessage", "errorType", "scriptStackTraceElements"]
    );
    let refused: Value = serde_json::from_str(&answered(r#"{"functon":"fails"}"#).await).unwrap();
    assert_eq!(keys(&refused["error"]), ["code", "message", "status", "details"]);
}

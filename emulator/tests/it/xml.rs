//! Runs a script that reads, makes and writes XML.

use apps_script_emulator::Emulator;
use serde_json::{Value, json};

use crate::calling::run;

async fn emulator() -> Emulator {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/xml");
    Emulator::builder().project(folder).start().await.unwrap()
}

async fn result(function: &str, parameters: Value) -> Value {
    let answer = run(&emulator().await, function, parameters).await;
    assert!(answer["error"].is_null(), "{function}: {answer}");
    answer["response"]["result"].clone()
}

#[tokio::test]
async fn a_document_is_read() {
    let expected = json!([
        "feed",
        "http://www.w3.org/2005/Atom",
        "News & more",
        null,
        [["1", "One", "5"], ["2", "<Two>", null]],
        "news",
        3,
        "News & more One5 <Two>",
        6,
        "m",
    ]);
    assert_eq!(result("readFeed", json!([])).await, expected);
    let expected = json!([
        ["COMMENT", "ELEMENT", "PROCESSINGINSTRUCTION"],
        " c ",
        true,
        null,
        "go",
        "b",
        2,
        true,
        true,
        true,
        "b",
        "[Element]",
    ]);
    assert_eq!(result("walk", json!([])).await, expected);
}

#[tokio::test]
async fn a_document_is_made_and_written() {
    let thread = |place: u8, subject: &str, eol: &str, indent: &str| {
        format!(
            "{indent}<thread place=\"{place}\" of=\"&quot;2&quot; &amp; &lt;3&gt;\">{eol}{indent}{indent}<subject>{subject} \
             &amp; &lt;last&gt;</subject>{eol}{indent}</thread>{eol}"
        )
    };
    let (first, second) = (
        thread(0, "first", "\r\n", "  "),
        thread(1, "second", "\r\n", "  "),
    );
    let expected = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<threads>\r\n  <!--made-->\r\n{first}{second}  <empty />\r\n</threads>\r\n"
    );
    assert_eq!(result("pretty", json!([])).await, expected);
    let (first, second) = (thread(0, "first", "", ""), thread(1, "second", "", ""));
    let expected = format!("<threads><!--made-->{first}{second}<empty /></threads>\r\n");
    assert_eq!(result("compact", json!([])).await, expected);
}

#[tokio::test]
async fn formats_differ_in_spaces_alone() {
    let xml = "<a>\n <b> x\n y </b>\n <c/>mixed <d/> text\n</a>";
    let expected = json!([
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n <b> x\n y </b>\n <c />mixed <d /> text\n</a>\n",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n    <b>x\n y</b>\n    <c />\n    mixed\n    <d />\n    text\n</a>\n",
        "<?xml version=\"1.0\"?>\n<a><b>x y</b><c />mixed <d /> text</a>\n",
        "<a>\r\n <b> x\r\n y </b>\r\n <c />mixed <d /> text\r\n</a>",
    ]);
    assert_eq!(result("formats", json!([xml])).await, expected);
}

#[tokio::test]
async fn namespaces_are_declared_where_they_begin() {
    let expected = "<soap:Envelope xmlns:soap=\"urn:soap\"><soap:Body><run xmlns=\"urn:own\" soap:id=\"1\" \
                    xml:lang=\"en\" /></soap:Body><plain /></soap:Envelope>";
    assert_eq!(result("namespaces", json!([])).await, expected);
}

#[tokio::test]
async fn a_document_is_changed() {
    let expected = json!([
        [true, false],
        "new",
        null,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!DOCTYPE a PUBLIC \"-//P\" \"a.dtd\"><a x=\"9\">\
         <d><![CDATA[<raw>]]>t</d><b>new</b><d><![CDATA[<raw>]]>t</d></a>\r\n",
    ]);
    assert_eq!(result("change", json!([])).await, expected);
}

#[tokio::test]
async fn what_cannot_be_done_is_refused() {
    let emulator = emulator().await;
    for (function, parameters, message) in [
        (
            "parse",
            json!(["no xml"]),
            "Error on line 1: Content is not allowed in prolog.",
        ),
        (
            "parse",
            json!(["<a>\n<b>\n</a>"]),
            "Error on line 3: The element type \"b\" must be terminated by the matching end-tag \"</b>\".",
        ),
        (
            "parse",
            json!([null]),
            "The parameters (null) don't match the method signature for XmlService.parse.",
        ),
        (
            "twice",
            json!([]),
            "The Content already has an existing parent \"root\": detach it first.",
        ),
        (
            "intoItself",
            json!([]),
            "The Element cannot be added to itself or to an element inside of it.",
        ),
        (
            "badName",
            json!([]),
            "The name \"1 a\" is not legal for JDOM/XML elements.",
        ),
        (
            "secondRoot",
            json!([]),
            "Cannot add a second root element, only one is allowed.",
        ),
        (
            "elementOf",
            json!([]),
            "The parameters ((class)) don't match the method signature for XmlService.createElement.",
        ),
    ] {
        let answer = run(&emulator, function, parameters.clone()).await;
        let error = &answer["error"]["details"][0]["errorMessage"];
        assert_eq!(error, &format!("Exception: {message}"), "{function} {parameters}");
    }
    let answer = run(&emulator, "lacking", json!([])).await;
    let error = &answer["error"]["details"][0]["errorMessage"];
    assert_eq!(
        error,
        "TypeError: XmlService.parse(...).getRootElement(...).getXPath is not a function"
    );
}

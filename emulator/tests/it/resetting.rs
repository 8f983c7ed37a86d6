//! An emulator that tests in any language share: state that is filled, read and put back.

use apps_script_emulator::{DriveFile, Emulator, Fault, Sheet, Spreadsheet};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::calling::{run, script};

const CODE: &str = "
function change() {
  PropertiesService.getScriptProperties().setProperty('runs', '1');
  CacheService.getScriptCache().put('key', 'kept', 600);
  SpreadsheetApp.getActive().getActiveSheet().getRange('A1').setValue('changed');
  SpreadsheetApp.create('new');
  DriveApp.createFile('b.txt', 'y');
  DriveApp.getFileById('1File').setContent('changed');
}
function state() {
  const files = DriveApp.getFiles();
  const names = [];
  while (files.hasNext()) { const file = files.next(); names.push(file.getName()); }
  return [
    PropertiesService.getScriptProperties().getProperty('runs'),
    CacheService.getScriptCache().get('key'),
    SpreadsheetApp.getActive().getActiveSheet().getRange('A1').getValue(),
    names.sort(),
    DriveApp.getFileById('1File').getBlob().getDataAsString(),
  ];
}
function read(name) { return SpreadsheetApp.openById(name).getSheets().map((s) => [s.getName(), s.getDataRange().getDisplayValues()]) }
";

async fn emulator(folder: &tempfile::TempDir, state_file: bool) -> Emulator {
    let sheet = Sheet::from_csv("Items", "sku,stock\nA-1,5\n").unwrap();
    let mut builder = Emulator::builder()
        .project(folder.path())
        .container(Spreadsheet::new("Stock").sheet(sheet))
        .drive_file(DriveFile::new("a.txt", "x").with_id("1File"));
    if state_file {
        builder = builder.state_file(folder.path().join("state.sqlite"));
    }
    builder.start().await.unwrap()
}

async fn result(emulator: &Emulator, function: &str, parameters: Value) -> Value {
    let answer = run(emulator, function, parameters).await;
    assert!(answer["error"].is_null(), "{answer}");
    answer["response"]["result"].clone()
}

async fn ask(emulator: &Emulator, method: Method, path: &str, media_type: &str, body: &str) -> (u16, String) {
    let request = Client::new().request(method, format!("{}/_emulator/{path}", emulator.url()));
    let request = request
        .header("content-type", media_type)
        .header("accept", media_type);
    let response = request.body(body.to_owned()).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn a_reset_puts_back_what_scripts_have_changed() {
    let start = json!([null, null, "sku", ["Stock", "a.txt"], "x"]);
    for state_file in [false, true] {
        let folder = script(CODE);
        let emulator = emulator(&folder, state_file).await;
        assert_eq!(result(&emulator, "state", json!([])).await, start);
        for over_http in [true, false] {
            result(&emulator, "change", json!([])).await;
            let changed = result(&emulator, "state", json!([])).await;
            assert_eq!(
                changed,
                json!([
                    "1",
                    "kept",
                    "changed",
                    ["Stock", "a.txt", "b.txt", "new"],
                    "changed"
                ])
            );
            emulator.fault(Fault::status(503));
            if over_http {
                let (status, text) = ask(&emulator, Method::POST, "reset", "application/json", "").await;
                assert_eq!(status, 204, "{text}");
            } else {
                emulator.reset().unwrap();
            }
            assert_eq!(emulator.executions().len(), 0);
            assert_eq!(emulator.pending_faults(), []);
            assert_eq!(
                result(&emulator, "state", json!([])).await,
                start,
                "over HTTP: {over_http}"
            );
        }
    }
}

#[tokio::test]
async fn spreadsheets_are_filled_and_read_over_http() {
    let folder = script(CODE);
    let emulator = emulator(&folder, false).await;
    let json = "application/json";
    let body = r#"{ "sheets": { "Items": [["sku", "stock", "since"], ["A-1", 5, "2026-01-31"], [true, "=B2*2", null]], "Log": [] } }"#;
    let (status, answer) = ask(&emulator, Method::PUT, "spreadsheets/Orders", json, body).await;
    assert_eq!(status, 201, "{answer}");
    let id = serde_json::from_str::<Value>(&answer).unwrap()["id"].clone();
    let read = result(&emulator, "read", json!([id])).await;
    assert_eq!(read[0][1][2], json!(["TRUE", "10", ""]), "{read}");
    let (status, answer) = ask(&emulator, Method::GET, "spreadsheets/Orders", json, "").await;
    assert_eq!(status, 200);
    let expected = json!({
        "id": id, "name": "Orders",
        "sheets": { "Items": [["sku", "stock", "since"], ["A-1", 5, "2026-01-31"], [true, 10, null]], "Log": [] }
    });
    assert_eq!(serde_json::from_str::<Value>(&answer).unwrap(), expected);
    // What was read can be written.
    let (status, text) = ask(&emulator, Method::PUT, "spreadsheets/Orders", json, &answer).await;
    assert_eq!(status, 200, "{text}");
    let path = "spreadsheets/Orders?sheet=Items";
    let (_, csv) = ask(&emulator, Method::GET, path, "text/csv", "").await;
    assert_eq!(csv, "sku,stock,since\nA-1,5,2026-01-31\nTRUE,10,\n");
    let (status, _) = ask(
        &emulator,
        Method::PUT,
        "spreadsheets/Stock",
        "text/csv",
        "a,1\nb,2\n",
    )
    .await;
    assert_eq!(status, 200);
    let id = emulator.container().unwrap().spreadsheet_id().to_owned();
    let read = result(&emulator, "read", json!([id])).await;
    assert_eq!(read, json!([["Sheet1", [["a", "1"], ["b", "2"]]]]));
    let (_, listed) = ask(&emulator, Method::GET, "spreadsheets", json, "").await;
    assert!(listed.contains(r#""sheets":["Items","Log"]"#), "{listed}");
}

#[tokio::test]
async fn what_is_no_spreadsheet_is_refused_with_the_reason() {
    let folder = script(CODE);
    let emulator = emulator(&folder, false).await;
    for (method, path, body, status, expected) in [
        (
            Method::GET,
            "spreadsheets/None",
            "",
            404,
            "there is no spreadsheet",
        ),
        (
            Method::GET,
            "spreadsheets/Stock?sheet=None",
            "",
            404,
            "there is no sheet",
        ),
        (Method::GET, "spreadsheets/Stock?shet=Items", "", 400, "shet"),
        (Method::PUT, "spreadsheets/X", "{", 422, "EOF"),
        (
            Method::PUT,
            "spreadsheets/X",
            r#"{ "sheet": {} }"#,
            422,
            "unknown field `sheet`",
        ),
        (
            Method::PUT,
            "spreadsheets/X",
            r#"{ "sheets": {} }"#,
            422,
            "one sheet at least",
        ),
        (
            Method::PUT,
            "spreadsheets/X",
            r#"{ "sheets": { "A": [1] } }"#,
            422,
            "not an array of rows",
        ),
        (
            Method::PUT,
            "spreadsheets/X",
            r#"[["a"], ["b", {}]]"#,
            422,
            "row 2, column 2: a cell is",
        ),
    ] {
        let (code, text) = ask(&emulator, method, path, "application/json", body).await;
        assert_eq!(code, status, "{path} {body}: {text}");
        assert!(text.contains(expected), "{path} {body}: {text}");
    }
}

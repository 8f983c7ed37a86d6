//! What the emulator does not have is reported.

use apps_script_emulator::{Emulator, LogLevel, Sheet, Spreadsheet};
use serde_json::{Value, json};

use super::builder;
use crate::calling::run;

/// Runs a body over the spreadsheet.
async fn evaluate(emulator: &Emulator, body: &str) -> Value {
    run(emulator, "evaluate", json!([body])).await["response"]["result"].take()
}

async fn emulator(formulas: &[&str]) -> Emulator {
    let mut sheet = Sheet::new("Items");
    for (place, formula) in formulas.iter().enumerate() {
        sheet.set(&format!("A{}", place + 1), *formula).unwrap();
    }
    sheet.set("B1", 7).unwrap();
    let book = Spreadsheet::new("Lacking").id("lacking").sheet(sheet);
    builder().container(book).start().await.unwrap()
}

/// The warnings of the newest run.
fn warnings(emulator: &Emulator) -> Vec<String> {
    let newest = emulator
        .executions()
        .into_iter()
        .max_by_key(|execution| execution.id)
        .unwrap();
    let warnings = newest
        .logs
        .into_iter()
        .filter(|entry| entry.level == LogLevel::Warning);
    warnings.map(|entry| entry.message).collect()
}

#[tokio::test]
async fn the_log_names_functions_and_cells() {
    let emulator = emulator(&[
        "=QUERY(B1:B2,\"select *\")",
        "=GOOGLEFINANCE(\"GOOG\")",
        "=IFERROR(QUERY(B1:B2,\"select *\"),0)",
        "=IF(FALSE,IMPORTRANGE(\"x\",\"y\"),1)",
        "=nothing+1",
        "=LAMBDA(x,x+1)(5)",
    ])
    .await;
    let expected = [
        "The emulator lacks the function GOOGLEFINANCE: Items!A2 reads #NAME?.",
        "The emulator lacks the function LAMBDA: Items!A6 reads #NAME?.",
        "The emulator lacks the function QUERY: Items!A1, Items!A3 read #NAME?.",
    ];
    for (body, read) in [
        ("sheet.getRange('A1').getValue()", json!("#NAME?")),
        ("sheet.getRange('A1').getDisplayValue()", json!("#NAME?")),
        ("sheet.getRange('A3').getValue()", json!(0)),
        (
            "sheet.getDataRange().getValues(); return sheet.getRange('B1').getValue()",
            json!(7),
        ),
    ] {
        assert_eq!(evaluate(&emulator, body).await, read);
        assert_eq!(warnings(&emulator), expected, "{body}");
    }
    assert_eq!(evaluate(&emulator, "book.getName()").await, "Lacking");
    assert_eq!(warnings(&emulator), [""; 0], "no value is read");
}

#[tokio::test]
async fn the_page_names_functions_and_cells() {
    let emulator = emulator(&["=QUERY(B1:B2,\"select *\")"]).await;
    evaluate(&emulator, "sheet.getDataRange().getValues(); return 1").await;
    let page = reqwest::get(emulator.url()).await.unwrap().text().await.unwrap();
    let warning = "The emulator lacks the function QUERY: Items!A1 reads #NAME?.";
    assert!(page.contains(warning), "{page}");
}

#[tokio::test]
async fn the_log_names_options() {
    for (formula, expected) in [
        (
            "=TEXT(5,\"[>3]0\")",
            "The emulator lacks the format \"[>3]0\" of the function TEXT: Items!A1 reads #ERROR!.",
        ),
        (
            "=XLOOKUP(1,B1:B2,B1:B2,,0,2)",
            "The emulator lacks a binary search of the function XLOOKUP: Items!A1 reads #ERROR!.",
        ),
        (
            "=MATCH(2,{1,3,2})",
            "The emulator lacks a sorted search of values that are not sorted of the function MATCH: Items!A1 reads #ERROR!.",
        ),
        (
            "=SUMPRODUCT({TRUE,2})",
            "The emulator lacks TRUE and FALSE among the values of the function SUMPRODUCT: Items!A1 reads #ERROR!.",
        ),
        (
            "=1+",
            "The emulator lacks the syntax of a formula, if it is valid at Google: Items!A1 reads #ERROR!.",
        ),
        (
            "=DATEDIF(1,2,\"MD\")",
            "The emulator lacks this unit of the function DATEDIF: Items!A1 reads #ERROR!.",
        ),
    ] {
        let emulator = emulator(&[formula]).await;
        let read = evaluate(&emulator, "sheet.getRange('A1').getValue()").await;
        assert_eq!(read, "#ERROR!");
        assert_eq!(warnings(&emulator), [expected]);
    }
}

#[tokio::test]
async fn many_cells_are_counted() {
    let emulator = emulator(&["=CUSTOM(B1)"; 12]).await;
    evaluate(&emulator, "sheet.getRange('B1').getValue()").await;
    assert_eq!(
        warnings(&emulator),
        [
            "The emulator lacks the function CUSTOM: Items!A1, Items!A2, Items!A3, Items!A4, Items!A5 and 7 more read #NAME?."
        ]
    );
}

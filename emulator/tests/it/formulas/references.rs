use apps_script_emulator::{Sheet, Spreadsheet};
use serde_json::json;

use super::{builder, check, emulator};
use crate::calling::run;

#[tokio::test]
async fn references_name_cells() {
    check(&[
        ("=B2", "5"),
        ("=B4", ""),
        ("=$B$2", "5"),
        ("='My own'!A1", "10"),
        ("='my OWN'!B2", "10"),
        ("=Nowhere!A1", "#REF!"),
        ("=nothing", "#NAME?"),
        ("=H1", "#REF!"),
        ("=A2000", "#REF!"),
        ("=ZZ1", "#REF!"),
        ("=SUM(1000000:A99999)", "#REF!"),
        ("=SUM(B2:B2000)", "24"),
        ("=SUM(B:B)", "24"),
        ("=SUM(B3:B)", "19"),
        ("=SUM(2:2)", "46357.5"),
        ("=SUM('My own'!A1:B2)", "70"),
        ("=B1:B4", "stock"),
        ("=A2:D2", "#VALUE!"),
        ("=LEN(A1:A4)", "3"),
        ("=LEN(A2:A4)", "#VALUE!"),
        ("=B1:B3*2", "#VALUE!"),
        ("=SUM(B2:B3:B5)", "24"),
        ("=SUM(B2:OFFSET(B2,1,0))", "17"),
    ])
    .await;
}

#[tokio::test]
async fn named_ranges_are_read() {
    let book = Spreadsheet::new("Names")
        .id("names")
        .sheet(Sheet::from_csv("One", "1\n2\n3\n").unwrap());
    let emulator = builder().container(book).start().await.unwrap();
    let body = "
        book.setNamedRange('Some_cells', sheet.getRange('A1:A3'));
        sheet.getRange('B1').setFormula('=SUM(some_cells)*2');
        sheet.getRange('B2').setFormula('=ARRAYFORMULA(Some_cells+1)');
        return sheet.getRange('B1:B4').getValues()";
    let answer = run(&emulator, "evaluate", json!([body])).await;
    assert_eq!(
        answer["response"]["result"],
        json!([[12], [2], [3], [4]]),
        "{answer}"
    );
}

/// What cannot be known in advance is computed when it is met.
#[tokio::test]
async fn chains_of_computed_references_are_followed() {
    let emulator = emulator().await;
    emulator.change_spreadsheet("stock-id", |book| {
        let mut longer = Sheet::new("Chain").row([0]).unwrap();
        for row in 2..=900 {
            longer
                .set(&format!("A{row}"), format!("=OFFSET(A{row},-1,0)+1"))
                .unwrap();
        }
        *book = Spreadsheet::new("x").id("stock-id").sheet(longer);
    });
    let book = emulator.spreadsheet("stock-id").unwrap();
    assert_eq!(book.get("Chain").unwrap().value("A900"), 899.into());
}

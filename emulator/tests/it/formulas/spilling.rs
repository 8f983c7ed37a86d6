//! Values of a formula in the cells around it.

use apps_script_emulator::{CellValue, Emulator, Sheet, Spreadsheet};
use serde_json::json;

use super::{builder, emulator};
use crate::calling::run;

/// What the cells show once these are set in an empty sheet.
fn shown(emulator: &Emulator, cells: &[(&str, &str)]) -> Vec<Vec<String>> {
    emulator.change_spreadsheet("stock-id", |book| {
        let mut sheet = Sheet::new("Spill");
        for (cell, value) in cells {
            sheet.set(cell, *value).unwrap();
        }
        *book = Spreadsheet::new("Spills").id("stock-id").sheet(sheet);
    });
    let book = emulator.spreadsheet("stock-id").unwrap();
    book.get("Spill").unwrap().display_values()
}

#[tokio::test]
async fn a_cell_in_the_way_is_an_error() {
    let emulator = emulator().await;
    for (cells, expected) in [
        (
            &[("A1", "=SEQUENCE(3)"), ("A3", "x")][..],
            &[&["#REF!"][..], &[""], &["x"]][..],
        ),
        (&[("A1", "=SEQUENCE(1,2)"), ("B1", "=\"\"")], &[&["#REF!", ""]]),
        (&[("A1", "=SEQUENCE(2)"), ("A2", "=1")], &[&["#REF!"], &["1"]]),
        // The first one fills the cells.
        (
            &[("B1", "=SEQUENCE(2)"), ("A2", "=SEQUENCE(1,2)")],
            &[&["", "1"], &["#REF!", "2"]],
        ),
        (&[("A1", "=SEQUENCE(2)+0"), ("A2", "x")], &[&["1"], &["x"]]),
        (
            &[("Y1", "=SEQUENCE(1,3)")],
            &[&[""; 24].iter().copied().chain(["#REF!"]).collect::<Vec<_>>()],
        ),
        (
            &[("A1000", "=1"), ("B999", "=SEQUENCE(3)"), ("A999", "=B999")],
            &[],
        ),
    ] {
        let found = shown(&emulator, cells);
        if expected.is_empty() {
            assert_eq!(found[998], ["#REF!", "#REF!"]);
        } else {
            assert_eq!(found, expected, "{cells:?}");
        }
    }
}

#[tokio::test]
async fn other_formulas_read_what_is_filled() {
    let emulator = emulator().await;
    for (cells, expected) in [
        (
            &[("A1", "=A3*2"), ("B1", "=SUM(A2:A)"), ("A2", "=SEQUENCE(3)")][..],
            "4|6",
        ),
        // A formula that fills cells, of cells that another one below and after it fills.
        (&[("A1", "=TRANSPOSE(B4:B5)"), ("B3", "={10;20;30}")], "20|30"),
        (
            &[
                ("A1", "=TRANSPOSE(C3:C4)"),
                ("C2", "=FLATTEN(E6:E8)"),
                ("E5", "={1;2;3;4}"),
            ],
            "3|4",
        ),
        // Rows are numbered although the numbers are in those rows.
        (
            &[("A1", "=ARRAYFORMULA(IF(ROW(A1:A2)=1,\"no\",ROW(A1:A2)))")],
            "no",
        ),
        // A formula that fills what it reads.
        (&[("A1", "=ARRAYFORMULA(A2:A4)")], "#REF!"),
        // Two that fill what the other one reads.
        (
            &[("A1", "=TRANSPOSE(D2:D3)"), ("D1", "=TRANSPOSE({B1,C1})")],
            "#REF!|||#REF!",
        ),
        (&[("A1", "=INDIRECT(\"B5\")"), ("B4", "={1;2}")], "2"),
        (&[("A1", "=COUNTA(B:B)"), ("B2", "=FILTER({1;2;3},{1;0;1})")], "2"),
        (
            &[("A1", "=MAX(ARRAYFORMULA(B2:B*2))"), ("B2", "=SEQUENCE(3)")],
            "6",
        ),
    ] {
        let found = shown(&emulator, cells);
        assert_eq!(found[0].join("|").trim_end_matches('|'), expected, "{cells:?}");
    }
}

#[tokio::test]
async fn scripts_see_what_is_filled_and_may_write_over_it() {
    let emulator = emulator().await;
    let body = "
               sheet = book.insertSheet('x');
               const cell = sheet.getRange('A1').setFormula('=SORT({3;1;2})');
               const seen = [sheet.getLastRow(), sheet.getDataRange().getValues(), sheet.getRange('A2').getFormula(),
                 sheet.getRange('A2').isBlank()];
               sheet.getRange('A2').setValue('x');
               seen.push(sheet.getRange('A1:A3').getValues());
               sheet.getRange('A2').clearContent();
               seen.push(sheet.getRange('A1:A3').getValues());
               cell.setFormula('=SORT({5;4})');
               seen.push(sheet.getDataRange().getValues());
               sheet.getRange('A2').copyTo(sheet.getRange('B1'));
               sheet.insertRowBefore(2);
               seen.push(sheet.getDataRange().getValues());
               sheet.appendRow(['end']);
               cell.clearContent();
               seen.push(sheet.getDataRange().getValues());
               cell.setFormula('=TODAY()');
               seen.push(cell.getValue() instanceof Date);
               cell.setFormula('=1+1');
               seen.push(cell.getDisplayValue());
               return seen";
    let answer = run(&emulator, "evaluate", json!([body])).await;
    assert_eq!(
        answer["response"]["result"],
        json!([
            3,
            [[1], [2], [3]],
            "",
            false,
            [["#REF!"], ["x"], [""]],
            [[1], [2], [3]],
            [[4], [5]],
            [[4, 5], [5, ""]],
            [["", 5], ["", ""], ["end", ""]],
            true,
            "2",
        ]),
        "{answer}"
    );
}

#[tokio::test]
async fn what_is_filled_is_known_after_a_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let builder = || builder().state_file(&file);
    let sheet = Sheet::new("Spill").row(["=SORT({2;1})"]).unwrap();
    let book = Spreadsheet::new("Spills").id("spills").sheet(sheet);
    let first = builder().spreadsheet(book).start().await.unwrap();
    assert_eq!(
        first.spreadsheet("spills").unwrap().values("Spill"),
        [[CellValue::from(1)], [2.into()]]
    );
    first.change_spreadsheet("spills", |_| ());
    drop(first);
    let second = builder().start().await.unwrap();
    second
        .change_spreadsheet("spills", |book| {
            book.get_mut("Spill").unwrap().set("A1", "=SORT({3;4;5})")
        })
        .unwrap()
        .unwrap();
    assert_eq!(
        second.spreadsheet("spills").unwrap().values("Spill"),
        [[CellValue::from(3)], [4.into()], [5.into()]]
    );
}

/// An array that does not fit into the memory of a computation is an error, which comes soon.
#[tokio::test]
async fn arrays_have_a_limit() {
    let emulator = emulator().await;
    for formula in [
        "=SUM(SEQUENCE(100000000,100000000))",
        "=COUNTA(ARRAYFORMULA(REPT(\"x\",40000)&SEQUENCE(100000)))",
    ] {
        assert_eq!(shown(&emulator, &[("A1", formula)])[0], ["#ERROR!"], "{formula}");
    }
}

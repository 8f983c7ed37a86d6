//! Runs scripts that work on spreadsheets, and compares with what Google gives.

use std::{path::PathBuf, sync::Arc};

use apps_script_emulator::{CellValue, Emulator, EmulatorBuilder, Sheet, Spreadsheet};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::calling::run;

const ITEMS: &str = "sku,stock,counted\nA-1,5,2026-11-24\nB-2,12,2026-11-20\nC-3,0,\n";

fn builder() -> EmulatorBuilder {
    let project = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/spreadsheets"));
    Emulator::builder().project(project)
}

fn stock() -> Spreadsheet {
    Spreadsheet::new("Stock")
        .id("stock-id")
        .time_zone("Europe/Berlin")
        .sheet(Sheet::from_csv("Items", ITEMS).unwrap())
        .sheet(Sheet::new("Log"))
}

async fn emulator() -> Emulator {
    builder().container(stock()).start().await.unwrap()
}

async fn evaluate(emulator: &Emulator, body: &str) -> Value {
    run(emulator, "evaluate", json!([body])).await
}

/// Runs each body on the spreadsheet as it was at the start.
async fn check(rows: &[(&str, Value)]) {
    let emulator = emulator().await;
    for (body, expected) in rows {
        emulator.change_spreadsheet("stock-id", |book| *book = stock());
        let answer = evaluate(&emulator, body).await;
        let result = answer["response"].get("result").unwrap_or(&Value::Null);
        assert_eq!(result, expected, "{body}: {answer}");
    }
}

async fn check_refusals(rows: &[(&str, &str)]) {
    let emulator = emulator().await;
    for (body, expected) in rows {
        emulator.change_spreadsheet("stock-id", |book| *book = stock());
        let answer = evaluate(&emulator, body).await;
        let message = &answer["error"]["details"][0]["errorMessage"];
        assert_eq!(message, &format!("Exception: {expected}"), "{body}: {answer}");
    }
}

#[tokio::test]
async fn values_are_read_and_written() {
    check(&[
        ("sheet.getRange('A2').getValue()", json!("A-1")),
        ("sheet.getRange(2, 1, 2, 2).getValues()", json!([["A-1", 5], ["B-2", 12]])),
        ("sheet.getRange('C4').getValue()", json!("")),
        ("sheet.getRange('C2').getValue() instanceof Date", json!(true)),
        ("sheet.getRange('C2').getValue().toISOString()", json!("2026-11-23T23:00:00.000Z")),
        ("sheet.getRange('C2').getDisplayValue()", json!("2026-11-24")),
        ("sheet.getDataRange().getA1Notation()", json!("A1:C4")),
        ("[sheet.getLastRow(), sheet.getLastColumn(), sheet.getMaxRows(), sheet.getMaxColumns()]", json!([4, 3, 1000, 26])),
        ("book.getSheetByName('Log').getDataRange().getValues()", json!([[""]])),
        (
            "sheet.getRange('D1:D6').setValues([['5'], ['TRUE'], ['x'], [null], [undefined], [\"'5\"]]);
             return sheet.getRange('D1:D6').getValues().map(row => row[0])",
            json!([5, true, "x", "", "", "5"]),
        ),
        (
            "const now = new Date(1795543200123); sheet.getRange('D1').setValue(now);
             const read = sheet.getRange('D1'); return [read.getValue().getTime(), read.getDisplayValue()]",
            json!([1_795_543_200_123i64, "11/24/2026 19:00:00"]),
        ),
        (
            "sheet.getRange('D1').setNumberFormat('@').setValue('007'); return sheet.getRange('D1').getValue()",
            json!("007"),
        ),
        (
            "sheet.getRange('B2').setNumberFormat('#,##0.00').setValue(1234.5);
             return [sheet.getRange('B2').getValue(), sheet.getRange('B2').getDisplayValue()]",
            json!([1234.5, "1,234.50"]),
        ),
        (
            "sheet.getRange('B2').setFormula('=A1&A2'); const cell = sheet.getRange('B2');
             return [cell.getFormula(), cell.isBlank(), sheet.getRange('B3').getFormula()]",
            json!(["=A1&A2", false, ""]),
        ),
        ("sheet.getRange('A1:B2').setValue(true); return sheet.getRange('B2').getDisplayValue()", json!("TRUE")),
        (
            "sheet.appendRow(['D-4', 7, new Date(0)]).appendRow(['E-5']); return [sheet.getLastRow(), sheet.getRange('A5:B6').getValues()]",
            json!([6, [["D-4", 7], ["E-5", ""]]]),
        ),
        (
            "sheet.deleteRows(5, 996); sheet.appendRow(['last']); return [sheet.getMaxRows(), sheet.getLastRow()]",
            json!([5, 5]),
        ),
        ("sheet.getRange('A2:C2').clearContent(); return sheet.getRange('A2:C2').isBlank()", json!(true)),
        ("JSON.stringify(sheet.getRange('A1'))", json!("{}")),
        ("`${book} ${sheet} ${sheet.getRange('A1')} ${SpreadsheetApp}`", json!("Spreadsheet Sheet Range SpreadsheetApp")),
    ])
    .await;
}

#[tokio::test]
async fn a_date_from_a_cell_cannot_travel() {
    let answer = evaluate(&emulator().await, "sheet.getDataRange().getValues()").await;
    assert_eq!(
        answer["error"]["details"][0]["errorMessage"],
        "The script completed but the returned value is not a supported return type."
    );
}

#[tokio::test]
async fn ranges_know_where_they_are() {
    check(&[
        (
            "const range = sheet.getRange('B2:C4'); return [range.getRow(), range.getColumn(), range.getLastRow(),
             range.getLastColumn(), range.getNumRows(), range.getNumColumns(), range.getHeight(), range.getWidth()]",
            json!([2, 2, 4, 3, 3, 2, 3, 2]),
        ),
        ("['A:C', '2:5', 'A2:C', 'a1', 'C3:A1'].map(name => sheet.getRange(name).getA1Notation())",
         json!(["A1:C1000", "A2:Z5", "A2:C1000", "A1", "A1:C3"])),
        ("sheet.getRange('Log!B2').getSheet().getName()", json!("Log")),
        ("book.getRange(\"'Log'!B2:B3\").getSheet().getName()", json!("Log")),
        ("sheet.getRange('B2').offset(1, 1, 2, 3).getA1Notation()", json!("C3:E4")),
        ("sheet.getRange('B2:C3').offset(-1, 0).getA1Notation()", json!("B1:C2")),
        ("sheet.getRange('B2:C3').getCell(2, 1).getA1Notation()", json!("B3")),
        ("sheet.getRange('R3C2').getValue()", json!(12)),
        ("book.getRange('Items!R2C1:R3C2').getValues()", json!([["A-1", 5], ["B-2", 12]])),
        ("sheet.getRange('E1:E3').setFormula('=B1&$A$1').getFormulas()", json!([["=B1&$A$1"], ["=B2&$A$1"], ["=B3&$A$1"]])),
        ("sheet.getRange('E2:F3').setValue('=B2*10').getValues()[0][0]", json!(50)),
        ("sheet.getRange('E2').setFormulaR1C1('=RC[-3]*2').getFormula()", json!("=B2*2")),
        ("sheet.getRange('E2:E3').setFormulaR1C1('=RC[-3]*2').getValues()", json!([[10], [24]])),
        ("sheet.getRange('E2:E3').setFormulasR1C1([['=RC[-3]'], ['']]).getFormulasR1C1()", json!([["=R[0]C[-3]"], [""]])),
        ("sheet.getRange('E2').setFormula('=SUM(B$2:B3)').getFormulaR1C1()", json!("=SUM(R2C[-3]:R[1]C[-3])")),
        ("sheet.getRange('A2').getDataRegion().getA1Notation()", json!("A1:C4")),
        ("sheet.getRange('D5').setValue('corner'); return sheet.getRange('A2').getDataRegion().getA1Notation()", json!("A1:C4")),
        ("sheet.getRange('D5').setValue('corner').getDataRegion().getA1Notation()", json!("D5")),
        ("sheet.getRange('A2').setNumberFormat('@').setValue(' 12 ').setNumberFormat('0'); sheet.getRange('B2').setFormula('=\" x \"'); sheet.getRange('A2:B2').trimWhitespace(); return [sheet.getRange('A2:B2').getValues(), sheet.getRange('B2').getFormula()]", json!([[["12", " x "]], "=\" x \""])),
        ("sheet.getRange('A1').getNextDataCell(SpreadsheetApp.Direction.DOWN).getRow()", json!(4)),
        ("sheet.getRange('A1000').getNextDataCell(SpreadsheetApp.Direction.UP).getRow()", json!(4)),
        ("sheet.getRange('A1').getNextDataCell(SpreadsheetApp.Direction.NEXT).getColumn()", json!(3)),
        ("sheet.getRangeList(['A1', 'B2:B3']).setValue('x').getRanges().length", json!(2)),
        ("sheet.getSheetValues(2, 1, -1, 1)", json!([["A-1"], ["B-2"], ["C-3"]])),
    ])
    .await;
}

#[tokio::test]
async fn refusals_are_in_the_words_of_google() {
    check_refusals(&[
        ("sheet.getRange(1001, 1)", "The coordinates of the range are outside the dimensions of the sheet."),
        ("sheet.getRange(0, 1)", "The starting row of the range is too small."),
        ("sheet.getRange(1, 0)", "The starting column of the range is too small."),
        ("sheet.getRange(1, 1, 0)", "The number of rows in the range must be at least 1."),
        ("sheet.getRange(1, 1, 1, 0)", "The number of columns in the range must be at least 1."),
        ("sheet.getRange('nothing')", "Range not found"),
        ("sheet.getRange('ZZ1')", "Range not found"),
        ("sheet.getRange(1, NaN)", "The parameters (number,number) don't match the method signature for SpreadsheetApp.Sheet.getRange."),
        ("sheet.getRange(1, null)", "The parameters (number,null) don't match the method signature for SpreadsheetApp.Sheet.getRange."),
        ("sheet.getRange('A1:B2').setValues([['a', 'b']])", "The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2."),
        ("sheet.getRange('A1:B1').setValues([['a', 'b', 'c']])", "The number of columns in the data does not match the number of columns in the range. The data has 3 but the range has 2."),
        ("sheet.getRange('A1:B1').setValues([1, 2])", "The parameters (number[]) don't match the method signature for SpreadsheetApp.Range.setValues."),
        ("sheet.getRange('A1').setValues('x')", "The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues."),
        ("sheet.getRange('A1').setValue('x'.repeat(50001))", "Your input contains more than the maximum of 50000 characters in a single cell."),
        ("book.insertSheet('Items')", "A sheet with the name \"Items\" already exists. Please enter another name."),
        ("SpreadsheetApp.openById('none')", "Unexpected error while getting the method or property openById on object SpreadsheetApp."),
        ("SpreadsheetApp.openByUrl('none')", "Invalid argument: url"),
        ("SpreadsheetApp.getUi()", "Cannot call SpreadsheetApp.getUi() from this context."),
        ("sheet.deleteRows(1, 1000)", "You can't delete all the rows on the sheet."),
        ("sheet.deleteRow(1001)", "Those rows are out of bounds."),
        ("sheet.insertColumnAfter(27)", "Those columns are out of bounds."),
        ("sheet.insertRows(1, 1000000)", "This action would increase the number of cells in the workbook above the limit of 10000000 cells."),
        ("book.getSheets().forEach(each => book.deleteSheet(each)); return 1", "You can't remove all the sheets in a document."),
        ("sheet.getRange('A1').setBackground('reddish')", "Invalid argument: reddish is not a color"),
        ("sheet.setTabColor('#12')", "Invalid argument: #12 is not a color"),
        ("sheet.getPivotTables()", "Sheet.getPivotTables is not part of the emulator. Give a fake for it: a JavaScript file (--fake FILE, or EmulatorBuilder::fake_file), or a Rust closure (EmulatorBuilder::fake)."),
    ])
    .await;
}

#[tokio::test]
async fn sheets_are_arranged() {
    check(&[
        ("book.getSheets().map(each => each.getName())", json!(["Items", "Log"])),
        ("[book.getId(), book.getName(), book.getUrl(), book.getSpreadsheetTimeZone()]",
         json!(["stock-id", "Stock", "https://docs.google.com/spreadsheets/d/stock-id/edit", "Europe/Berlin"])),
        ("SpreadsheetApp.openByUrl(book.getUrl() + '#gid=0').getId()", json!("stock-id")),
        ("book.insertSheet('New', 0); return book.getSheets().map(each => each.getName())", json!(["New", "Items", "Log"])),
        ("book.insertSheet().getName()", json!("Sheet1")),
        ("book.insertSheet('New'); return book.getSheetByName('New').getIndex()", json!(2)),
        ("book.insertSheet('Copy', 9, { template: sheet }).getRange('A2').getValue()", json!("A-1")),
        ("sheet.copyTo(book).getName()", json!("Copy of Items")),
        ("sheet.setName('Things'); return [book.getSheetByName('Items'), book.getSheetByName('Things').getSheetId()]", json!([null, 0])),
        ("book.deleteSheet(sheet); return book.getNumSheets()", json!(1)),
        ("book.setActiveSheet(sheet); book.moveActiveSheet(2); return sheet.getIndex()", json!(2)),
        ("book.duplicateActiveSheet(); return book.getSheets().map(each => each.getName())", json!(["Items", "Copy of Items", "Log"])),
        ("book.getSheetById(0).getName()", json!("Items")),
        ("const copy = book.copy('Other'); copy.getSheets()[0].getRange('A2').setValue('z'); return [copy.getName(), sheet.getRange('A2').getValue()]", json!(["Other", "A-1"])),
        ("const made = SpreadsheetApp.create('Made', 5, 4); const first = made.getSheets()[0]; return [first.getName(), first.getMaxRows(), first.getMaxColumns(), SpreadsheetApp.openById(made.getId()).getName()]", json!(["Sheet1", 5, 4, "Made"])),
        ("sheet.hideSheet(); return sheet.isSheetHidden()", json!(true)),
        ("sheet.setFrozenRows(1); return sheet.getFrozenRows()", json!(1)),
        ("SpreadsheetApp.getActiveSheet().getName()", json!("Items")),
        ("book.getSheetByName('Log').activate(); return SpreadsheetApp.getActiveSheet().getName()", json!("Log")),
        ("sheet.getRange('B2').activate(); return SpreadsheetApp.getActiveRange().getA1Notation()", json!("B2")),
    ])
    .await;
}

#[tokio::test]
async fn rows_and_columns_are_inserted_deleted_and_moved() {
    let column = "sheet.getRange('A1:A6').getValues().map(row => row[0])";
    let row = "sheet.getRange('A1:E1').getValues()[0]";
    for (change, read, expected) in [
        (
            "sheet.insertRowBefore(2)",
            column,
            json!(["sku", "", "A-1", "B-2", "C-3", ""]),
        ),
        (
            "sheet.insertRowsAfter(1, 2)",
            column,
            json!(["sku", "", "", "A-1", "B-2", "C-3"]),
        ),
        (
            "sheet.deleteRow(2)",
            column,
            json!(["sku", "B-2", "C-3", "", "", ""]),
        ),
        (
            "sheet.deleteRows(2, 2)",
            column,
            json!(["sku", "C-3", "", "", "", ""]),
        ),
        (
            "sheet.moveRows(sheet.getRange('A2'), 5)",
            column,
            json!(["sku", "B-2", "C-3", "A-1", "", ""]),
        ),
        (
            "sheet.moveRows(sheet.getRange('A3:A4'), 2)",
            column,
            json!(["sku", "B-2", "C-3", "A-1", "", ""]),
        ),
        (
            "sheet.insertColumnBefore(1)",
            row,
            json!(["", "sku", "stock", "counted", ""]),
        ),
        (
            "sheet.insertColumnsAfter(1, 2)",
            row,
            json!(["sku", "", "", "stock", "counted"]),
        ),
        (
            "sheet.deleteColumn(2)",
            row,
            json!(["sku", "counted", "", "", ""]),
        ),
        (
            "sheet.moveColumns(sheet.getRange('A1'), 4)",
            row,
            json!(["stock", "counted", "sku", "", ""]),
        ),
        (
            "sheet.getRange('A2').insertCells(SpreadsheetApp.Dimension.ROWS)",
            column,
            json!(["sku", "", "A-1", "B-2", "C-3", ""]),
        ),
        (
            "sheet.getRange('A2').deleteCells(SpreadsheetApp.Dimension.ROWS)",
            column,
            json!(["sku", "B-2", "C-3", "", "", ""]),
        ),
        (
            "sheet.getRange('A1').deleteCells(SpreadsheetApp.Dimension.COLUMNS)",
            row,
            json!(["stock", "counted", "", "", ""]),
        ),
        (
            "sheet.sort(2, false)",
            column,
            json!(["sku", "B-2", "A-1", "C-3", "", ""]),
        ),
        (
            "sheet.setFrozenRows(1); sheet.sort(2)",
            column,
            json!(["sku", "C-3", "A-1", "B-2", "", ""]),
        ),
        (
            "sheet.getRange('A2:C4').sort([{ column: 2, ascending: false }, 1])",
            column,
            json!(["sku", "B-2", "A-1", "C-3", "", ""]),
        ),
        (
            "sheet.getRange('A2:C4').sort({ column: 3 })",
            column,
            json!(["sku", "B-2", "A-1", "C-3", "", ""]),
        ),
        (
            "sheet.getRange('A2:A3').copyTo(sheet.getRange('A5'))",
            column,
            json!(["sku", "A-1", "B-2", "C-3", "A-1", "B-2"]),
        ),
        (
            "sheet.getRange('A2').copyTo(sheet.getRange('A3:A6'))",
            column,
            json!(["sku", "A-1", "A-1", "A-1", "A-1", "A-1"]),
        ),
        (
            "sheet.getRange('A2:A3').copyTo(sheet.getRange('D1'), SpreadsheetApp.CopyPasteType.PASTE_VALUES, true)",
            row,
            json!(["sku", "stock", "counted", "A-1", "B-2"]),
        ),
        (
            "sheet.getRange('A2').moveTo(sheet.getRange('A6'))",
            column,
            json!(["sku", "", "B-2", "C-3", "", "A-1"]),
        ),
        (
            "sheet.getRange('A3').setValue('a-1'); sheet.getRange('A1:A4').removeDuplicates()",
            column,
            json!(["sku", "A-1", "C-3", "", "", ""]),
        ),
        (
            "sheet.getRange('A1:A2').copyValuesToRange(sheet, 5, 5, 1, 2)",
            row,
            json!(["sku", "stock", "counted", "", "sku"]),
        ),
    ] {
        check(&[(&format!("{change}; return {read}"), expected)]).await;
    }
}

#[tokio::test]
async fn ranges_have_names() {
    check(&[
        (
            "book.setNamedRange('Stock', sheet.getRange('B2:B4')); sheet.insertRowBefore(2);
             return [book.getRangeByName('Stock').getA1Notation(), sheet.getRange('Stock').getValues()]",
            json!(["B3:B5", [[5], [12], [0]]]),
        ),
        (
            "book.setNamedRange('Stock', sheet.getRange('B2')); const [range] = book.getNamedRanges();
             range.setName('Total').setRange(sheet.getRange('B3'));
             return [book.getRangeByName('Stock'), book.getRangeByName('Total').getValue(), range.getName()]",
            json!([null, 12, "Total"]),
        ),
        (
            "book.setNamedRange('Stock', sheet.getRange('B2')); book.removeNamedRange('Stock'); return book.getNamedRanges().length",
            json!(0),
        ),
    ])
    .await;
}

#[tokio::test]
async fn texts_are_found_and_replaced() {
    check(&[
        ("sheet.createTextFinder('b').findAll().map(range => range.getA1Notation())", json!(["A3"])),
        ("sheet.createTextFinder('b').matchCase(true).findAll().length", json!(0)),
        ("sheet.createTextFinder('5').matchEntireCell(true).findNext().getA1Notation()", json!("B2")),
        ("sheet.createTextFinder('^[A-B]-').useRegularExpression(true).findAll().length", json!(2)),
        ("sheet.createTextFinder('(').findNext()", Value::Null),
        ("book.createTextFinder('2026').findAll().length", json!(2)),
        ("sheet.getRange('A1:A2').createTextFinder('-').findAll().length", json!(1)),
        (
            "const finder = sheet.createTextFinder('-'); const places = [];
             for (let range; (range = finder.findNext()) !== null;) places.push(range.getA1Notation());
             return places",
            json!(["A2", "C2", "A3", "C3", "A4"]),
        ),
        (
            "const count = sheet.getRange('A:A').createTextFinder('-').replaceAllWith('/'); return [count, sheet.getRange('A2').getValue()]",
            json!([3, "A/1"]),
        ),
        (
            "sheet.getRange('A:A').createTextFinder('(\\\\w)-(\\\\d)').useRegularExpression(true).replaceAllWith('$2$1'); return sheet.getRange('A2').getValue()",
            json!("1A"),
        ),
    ])
    .await;
}

#[tokio::test]
async fn formats_notes_and_boxes_are_kept() {
    check(&[
        ("sheet.getRange('A1').getBackground()", json!("#ffffff")),
        ("sheet.getRange('A1:B1').setBackground('#ff0000').setFontWeight('bold').getBackgrounds()", json!([["#ff0000", "#ff0000"]])),
        ("sheet.getRange('A1').setFontSize(12).getFontSize()", json!(12)),
        ("sheet.getRange('A1:B1').setBackgrounds([['red', null]]).getBackgrounds()", json!([["#ff0000", "#ffffff"]])),
        ("['#F00', ' Red ', '#FF0000', 'RebeccaPurple'].map(color => sheet.getRange('A1').setBackground(color).getBackground())", json!(["#ff0000", "#ff0000", "#ff0000", "#663399"])),
        ("sheet.getRange('A1').setFontColor('white').getFontColor()", json!("#ffffff")),
        ("sheet.setTabColor('#ABC').getTabColor()", json!("#aabbcc")),
        ("sheet.setTabColor('red').setTabColor(null).getTabColor()", json!("")),
        ("sheet.getRange('A1').setWrap(true).getWrapStrategy().toString()", json!("WRAP")),
        ("const cell = sheet.getRange('A1').setWrap(false); return [cell.getWrap(), cell.getWrapStrategy().toString()]", json!([false, "OVERFLOW"])),
        ("const cell = sheet.getRange('A1').setWrapStrategy(SpreadsheetApp.WrapStrategy.CLIP); return [cell.getWrap(), `${cell.getWrapStrategies()}`]", json!([false, "CLIP"])),
        ("sheet.getRange('A1').setNote('see').clear().getNote()", json!("see")),
        ("sheet.getRange('A1').setNote('see').clear({ commentsOnly: true }).getNote()", json!("")),
        ("sheet.getRange('A1').setFontWeight('bold').clearFormat().getFontWeight()", json!("normal")),
        ("sheet.getRange('C2').getNumberFormat()", json!("yyyy-mm-dd")),
        ("sheet.getRange('C2').setNumberFormat('0').getValue()", json!(46350)),
        ("sheet.getRange('C2').copyTo(sheet.getRange('D2'), { contentsOnly: true }); return sheet.getRange('D2').getValue()", json!(46350)),
        ("sheet.getRange('E1:E2').insertCheckboxes().check().getValues()", json!([[true], [true]])),
        ("[sheet.getRange('E1').insertCheckboxes().isChecked(), sheet.getRange('A1').isChecked()]", json!([false, null])),
        ("sheet.getRange('E1').insertCheckboxes('yes', 'no').check().getValue()", json!("yes")),
        ("const box = sheet.getRange('E1').setValue(7).insertCheckboxes('DONE'); return [box.getValue(), box.isChecked(), box.check().getValue(), box.uncheck().getValue()]", json!(["", false, "DONE", ""])),
        ("sheet.getRange('E1:E2').setValues([[true], [1]]).insertCheckboxes().getValues()", json!([[false], [false]])),
        ("const boxes = sheet.getRange('E1:E2').insertCheckboxes().check(); sheet.getRange('E2').setValue('own'); boxes.removeCheckboxes(); return [boxes.getValues(), boxes.getDataValidation()]", json!([[[""], ["own"]], null])),
        ("sheet.getRange('E1').insertCheckboxes().clear().getDataValidation() !== null", json!(true)),
        ("sheet.clear().getRange('A1').getValue()", json!("")),
        ("SpreadsheetApp.newDataValidation().requireValueInList([9, false, 'z']).build().getCriteriaValues()", json!([["9", "false", "z"], true])),
        ("SpreadsheetApp.newDataValidation().requireValueInList(['a'], false).getCriteriaValues()", json!([["a"], false])),
        ("sheet.getRange('A1:B2').merge(); return [sheet.getRange('B2').isPartOfMerge(), sheet.getRange('B1').getValue(), sheet.getRange('A1').getValue()]", json!([true, "", "sku"])),
        ("sheet.setColumnWidth(2, 200).getColumnWidth(2)", json!(200)),
    ])
    .await;
}

#[tokio::test]
async fn formulas_are_computed() {
    check(&[
        (
            "sheet.getRange('D1').setFormula('SUM(B2:B4)'); const before = sheet.getRange('D1').getValue();
             sheet.getRange('B2').setValue(6); return [before, sheet.getRange('D1').getValue(), sheet.getRange('D1').getFormula()]",
            json!([17, 18, "=SUM(B2:B4)"]),
        ),
        (
            "sheet.getRange('D2').setFormula('=B2*$B$2').copyTo(sheet.getRange('D3:D4')); sheet.insertRowBefore(2);
             return [sheet.getRange('D3:D5').getFormulas(), sheet.getRange('D4').getValue()]",
            json!([[["=B3*$B$3"], ["=B4*$B$3"], ["=B5*$B$3"]], 60]),
        ),
        (
            "sheet.appendRow(['sum', '=B2+B3']); return sheet.getRange('A5:B5').getDisplayValues()",
            json!([["sum", "17"]]),
        ),
        (
            "sheet.getRange('D1').setFormula('=B2').copyTo(sheet.getRange('E1'), { contentsOnly: true });
             return [sheet.getRange('E1').getFormula(), sheet.getRange('E1').getValue()]",
            json!(["", 5]),
        ),
        (
            "sheet.getRange('D1:D3').setFormulas([['=1/0'], ['=UNKNOWN()'], ['=D2']]); return sheet.getRange('D1:D3').getValues()",
            json!([["#DIV/0!"], ["#NAME?"], ["#NAME?"]]),
        ),
    ])
    .await;
    let csv = Sheet::from_csv("Items", "stock\n5\n=A2*2\n").unwrap();
    let emulator = builder()
        .container(Spreadsheet::new("Stock").sheet(csv))
        .start()
        .await
        .unwrap();
    assert_eq!(emulator.container().unwrap().values("Items")[2], [10.into()]);
}

#[tokio::test]
async fn rules_and_filters_are_kept() {
    check(&[
        (
            "const rule = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b'], true).setAllowInvalid(false).setHelpText('one').build();
             sheet.getRange('D1:D2').setDataValidation(rule); const kept = sheet.getRange('D2').getDataValidation();
             return [`${kept.getCriteriaType()}`, kept.getCriteriaValues(), kept.getAllowInvalid(), kept.getHelpText()]",
            json!(["VALUE_IN_LIST", [["a", "b"], true], false, "one"]),
        ),
        (
            "const rule = SpreadsheetApp.newDataValidation().requireValueInRange(sheet.getRange('A2:A4')).build();
             const cell = sheet.getRange('D1').setDataValidation(rule); const range = cell.getDataValidation().getCriteriaValues()[0];
             cell.setDataValidation(null); return [range.getA1Notation(), cell.getDataValidation()]",
            json!(["A2:A4", null]),
        ),
        (
            "const rule = SpreadsheetApp.newDataValidation().requireDateAfter(new Date(0)).build();
             return sheet.getRange('D1').setDataValidation(rule).getDataValidation().getCriteriaValues()[0].getTime()",
            json!(0),
        ),
        (
            "const before = sheet.getFilter(); sheet.getDataRange().createFilter(); sheet.getFilter().sort(2, false);
             const range = sheet.getFilter().getRange().getA1Notation(); sheet.getFilter().remove();
             return [before, range, sheet.getRange('A2').getValue(), sheet.getFilter()]",
            json!([null, "A1:C4", "B-2", null]),
        ),
        (
            "sheet.getRange('A2').setValue('  a  b '); return sheet.getRange('A1:B2').trimWhitespace().getValues()",
            json!([["sku", "stock"], ["a b", 5]]),
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_script_that_stands_alone_has_no_spreadsheet() {
    let emulator = builder().spreadsheet(stock()).start().await.unwrap();
    let answer = evaluate(&emulator, "[book, SpreadsheetApp.openById('stock-id').getName()]").await;
    assert_eq!(answer["response"]["result"], json!([null, "Stock"]), "{answer}");
    assert!(emulator.container().is_none());
}

#[tokio::test]
async fn a_script_with_a_parent_belongs_to_it() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["appsscript.json", "Evaluate.gs"] {
        let from = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/spreadsheets")).join(name);
        std::fs::copy(from, folder.path().join(name)).unwrap();
    }
    std::fs::write(
        folder.path().join(".clasp.json"),
        r#"{ "scriptId": "1", "parentId": "parent-id" }"#,
    )
    .unwrap();
    let builder = || Emulator::builder().project(folder.path());
    let named = Spreadsheet::new("Stock").sheet(Sheet::from_csv("Items", ITEMS).unwrap());
    for (builder, expected) in [
        (builder(), json!(["parent-id", "Sheet1"])),
        (builder().container(named), json!(["parent-id", "Items"])),
        (builder().container(stock()), json!(["stock-id", "Items"])),
    ] {
        let emulator = builder.start().await.unwrap();
        let answer = evaluate(&emulator, "[book.getId(), sheet.getName()]").await;
        assert_eq!(answer["response"]["result"], expected, "{answer}");
    }
}

#[tokio::test]
async fn services_objects_cannot_travel() {
    let emulator = emulator().await;
    for body in [
        "book",
        "[sheet]",
        "({ range: sheet.getRange('A1') })",
        "sheet.createTextFinder('x')",
    ] {
        let answer = evaluate(&emulator, body).await;
        let message = "The script completed but the returned value is not a supported return type.";
        assert_eq!(answer["error"]["details"][0]["errorMessage"], message, "{body}");
    }
}

#[tokio::test]
async fn a_run_that_writes_without_end_is_stopped() {
    let emulator = emulator().await;
    for body in [
        "const text = 'x'.repeat(50000); for (;;) sheet.getRange('A1').setValue(text)",
        "for (;;) book.insertSheet('x' + Math.random(), { template: sheet })",
        "for (;;) SpreadsheetApp.create('x')",
    ] {
        let answer = evaluate(&emulator, &format!("{body}; return")).await;
        let message = answer["error"]["details"][0]["errorMessage"].as_str().unwrap();
        assert!(message.starts_with("Exception: "), "{body}: {message}");
    }
}

#[tokio::test]
async fn a_test_reads_what_the_script_wrote() {
    let emulator = emulator().await;
    evaluate(
        &emulator,
        "sheet.appendRow(['D-4', 7.5, '2026-11-24 18:30', true])",
    )
    .await;
    let stock = emulator.container().unwrap();
    assert_eq!(stock.sheet_names(), ["Items", "Log"]);
    let moment: jiff::civil::DateTime = "2026-11-24T18:30".parse().unwrap();
    let expected: [CellValue; 4] = ["D-4".into(), 7.5.into(), moment.into(), true.into()];
    assert_eq!(stock.values("Items")[4], expected);
    let csv = stock.get("Items").unwrap().to_csv();
    assert_eq!(csv.lines().last(), Some("D-4,7.5,2026-11-24 18:30:00,TRUE"));
    let set = |stock: &mut Spreadsheet| stock.get_mut("Items").unwrap().set("B2", 70);
    emulator.change_spreadsheet("stock-id", set).unwrap().unwrap();
    let answer = evaluate(&emulator, "sheet.getRange('B2').getValue()").await;
    assert_eq!(answer["response"]["result"], 70);
}

#[tokio::test]
async fn a_state_file_keeps_spreadsheets() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let bound = Spreadsheet::new("Stock").sheet(Sheet::from_csv("Items", ITEMS).unwrap());
        builder()
            .state_file(folder.path().join("state"))
            .container(bound)
            .start()
    };
    let body = "sheet.getRange('B2').setValue(6).setBackground('red'); return book.getId()";
    let id = evaluate(&start().await.unwrap(), body).await["response"]["result"].clone();
    let body = "const cell = sheet.getRange('B2'); return [book.getId(), cell.getValue(), cell.getBackground(), sheet.getRange('C2').getDisplayValue()]";
    let answer = evaluate(&start().await.unwrap(), body).await;
    assert_eq!(
        answer["response"]["result"],
        json!([id, 6, "#ff0000", "2026-11-24"]),
        "{answer}"
    );
}

#[tokio::test]
async fn runs_at_once_lose_no_row() {
    let emulator = Arc::new(emulator().await);
    let mut runs = JoinSet::new();
    for _ in 0..8 {
        let emulator = Arc::clone(&emulator);
        let body = "for (let row = 0; row < 20; row++) book.getSheetByName('Log').appendRow([row]); return 1";
        runs.spawn(async move { evaluate(&emulator, body).await });
    }
    for answer in runs.join_all().await {
        assert_eq!(answer["response"]["result"], 1, "{answer}");
    }
    assert_eq!(emulator.container().unwrap().values("Log").len(), 160);
}

#[tokio::test]
async fn large_grids_cross_whole() {
    let body = "const grid = Array.from({ length: 10000 }, (_, row) => Array.from({ length: 20 }, (_, column) => row * column));
        sheet.insertRows(1, 9000); sheet.getRange(1, 1, 10000, 20).setValues(grid);
        const read = sheet.getDataRange().getValues(); return [read.length, read[9999][19]]";
    check(&[(body, json!([10000, 189_981]))]).await;
}

#[test]
fn blank_rows_stay_where_they_are() {
    for csv in [
        "a\n\nb\n\n\nc\n",
        "a\r\n\r\nb\r\n\r\n\r\nc",
        "a\r\rb\r\r\rc\r",
        "a\n\"\"\nb\n,\n\"\",\"\"\nc\n",
    ] {
        let sheet = Sheet::from_csv("Items", csv).unwrap();
        for (cell, text) in [("A1", "a"), ("A3", "b"), ("A6", "c")] {
            assert_eq!(sheet.value(cell), CellValue::from(text), "{cell} of {csv:?}");
        }
    }
    let led = Sheet::from_csv("Items", "\n\n\"x\n\ny\"\n\nz").unwrap();
    assert_eq!(led.value("A3"), CellValue::from("x\n\ny"));
    assert_eq!(led.value("A5"), CellValue::from("z"));

    let rows = Sheet::new("Items").row(["a"]).unwrap();
    let rows = rows.row(["", ""]).unwrap().row([] as [&str; 0]).unwrap();
    let rows = rows.row(["d"]).unwrap();
    assert_eq!(rows.value("A4"), CellValue::from("d"));
}

#[test]
fn a_sheet_comes_back_from_its_csv() {
    for sheet in [
        Sheet::new("Items"),
        Sheet::from_csv("Items", "\n,,x\n\n\n5,TRUE,2026-11-24,\"a \"\"b\"\"\nc\"\n").unwrap(),
        Sheet::new("Items").row(["", ""]).unwrap().row(["", "x"]).unwrap(),
        Sheet::new("Items")
            .row(["'007", "'=A1", "''quoted", "'TRUE", "'5%", " x ", "7.5%", "$5"])
            .unwrap(),
        Sheet::new("Items")
            .row([""])
            .unwrap()
            .row(["one column"])
            .unwrap(),
    ] {
        let csv = sheet.to_csv();
        let back = Sheet::from_csv("Items", &csv).unwrap();
        assert_eq!(back.values(), sheet.values(), "{csv:?}");
        assert_eq!(back.display_values(), sheet.display_values(), "{csv:?}");
        assert_eq!(back.to_csv(), csv);
    }
}

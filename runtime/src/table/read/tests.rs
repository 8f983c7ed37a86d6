use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::table::Table;

/// Reads text, and the value that the text is: both must agree.
fn read<T: DeserializeOwned>(grid: &Value) -> Result<Vec<T>, String> {
    let of_text = serde_json::from_str::<Table<T>>(&grid.to_string());
    let of_value = serde_json::from_value::<Table<T>>(grid.clone());
    assert_eq!(of_text.is_ok(), of_value.is_ok(), "{grid}");
    of_value.map(Table::into_rows).map_err(|error| error.to_string())
}

#[track_caller]
fn reads<T: DeserializeOwned + PartialEq + std::fmt::Debug>(grid: Value, expected: &[T]) {
    assert_eq!(read::<T>(&grid).as_deref(), Ok(expected), "{grid}");
}

#[track_caller]
fn refuses<T: DeserializeOwned + std::fmt::Debug>(grid: Value, message: &str) {
    assert_eq!(read::<T>(&grid).unwrap_err(), message, "{grid}");
}

#[derive(Debug, Deserialize, PartialEq)]
struct Order {
    #[serde(rename = "SKU")]
    sku: String,
    #[serde(rename = "Total", alias = "Sum")]
    total: f64,
    #[serde(rename = "Count", default)]
    count: u32,
    #[serde(rename = "Note")]
    note: Option<String>,
}

fn order(sku: &str, total: f64, count: u32, note: Option<&str>) -> Order {
    Order {
        sku: sku.to_owned(),
        total,
        count,
        note: note.map(str::to_owned),
    }
}

#[test]
fn columns_are_found_by_their_header() {
    let expected = [order("A", 1.5, 2, Some("x")), order("B", 3.0, 4, None)];
    for grid in [
        json!([
            ["SKU", "Total", "Count", "Note"],
            ["A", 1.5, 2, "x"],
            ["B", 3, 4.0, ""]
        ]),
        json!([
            ["Note", "Count", "Else", "Total", "SKU"],
            ["x", 2, [1], 1.5, "A"],
            ["", 4, {}, 3, "B"]
        ]),
        json!([
            [" SKU", "Sum ", "Count\n", "Note", ""],
            ["A", 1.5, 2, "x", 7],
            ["B", 3, 4, null, ""]
        ]),
        json!([
            ["SKU", "Total", "Count", "Note"],
            ["A", 1.5, 2, "x", "beyond"],
            ["B", 3, 4]
        ]),
        json!([
            ["SKU", "sku", "sku", "Total", "Count", "Note"],
            ["A", 0, 0, 1.5, 2, "x"],
            ["B", 0, 0, 3, 4, ""]
        ]),
    ] {
        reads(grid, &expected);
    }
    reads(json!([["SKU", "Total"], ["A", 1]]), &[order("A", 1.0, 0, None)]);
}

#[test]
fn headers_that_do_not_fit_are_named() {
    let refuses = |header: Value, message: &str| {
        let row: Vec<Value> = header.as_array().unwrap().iter().map(|_| json!("1")).collect();
        refuses::<Order>(json!([header, row]), message);
    };
    refuses(
        json!(["SKU", "Totl"]),
        "row 1 has no column `Total`: the nearest is B1 (Totl)",
    );
    refuses(
        json!(["sku", "Total"]),
        "B2 (Total): expected a number, found text \"1\"",
    );
    refuses(
        json!(["Name", "Price"]),
        "row 1 has no column `SKU`: there is `Name`, `Price`",
    );
    refuses(
        json!(["SKU", "Note", "Note"]),
        "the columns B1 (Note) and C1 (Note) have the same name: rename one in the sheet",
    );
    refuses(
        json!(["SKU", "SKU "]),
        "row 1 has no column `Total`: there is `SKU`, `SKU`",
    );
    refuses(
        json!(["SKU", ["a"]]),
        "B1: expected the name of a column, found a list",
    );
}

#[test]
fn a_second_column_under_an_alias_is_refused() {
    refuses::<Order>(
        json!([["SKU", "Total", "Sum"], ["A", 1, 2]]),
        "C1 (Sum): `Total` is read from another column already: rename one of the two in the sheet",
    );
}

#[test]
fn unknown_columns_are_denied_on_demand() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        size: u32,
        colour: Option<String>,
    }
    let strict = Strict {
        size: 1,
        colour: None,
    };
    reads(json!([["size", "colour", "", ""], [1, "", "", null]]), &[strict]);
    for (grid, message) in [
        (
            json!([["size", "color"], [1, ""]]),
            "B1 (color): no field is read from this column: the nearest is `colour`",
        ),
        (
            json!([["size", "weight"], [1, ""]]),
            "B1 (weight): no field is read from this column: there is `size`, `colour`",
        ),
        (
            json!([["size", ""], [1, ""], [1, "x"]]),
            "B3: the column has no header, and columns without a field are denied",
        ),
        (
            json!([["size"], [1, "", "x"]]),
            "C2: the column has no header, and columns without a field are denied",
        ),
    ] {
        refuses::<Strict>(grid, message);
    }
}

#[test]
fn an_error_names_the_cell() {
    let mut grid = vec![json!(["SKU", "Count", "Total", "Note"])];
    grid.extend((2..17).map(|row| json!([row.to_string(), row, row, ""])));
    for (cells, message) in [
        (
            json!(["A", 1, "n/a", ""]),
            r#"C17 (Total): expected a number, found text "n/a""#,
        ),
        (
            json!(["A", 1, "", ""]),
            "C17 (Total): expected a number, and the cell is empty",
        ),
        (
            json!(["A", 1, null, ""]),
            "C17 (Total): expected a number, and the cell is empty",
        ),
        (
            json!(["A", 1]),
            "C17 (Total): expected a number, and the cell is empty",
        ),
        (
            json!(["A", 1, true, ""]),
            "C17 (Total): expected a number, found the boolean true",
        ),
        (
            json!(["A", 1, [], ""]),
            "C17 (Total): expected a number, found a list, which a cell cannot hold",
        ),
        (
            json!(["A", 1, {"a": 1}, ""]),
            "C17 (Total): expected a number, found an object, which a cell cannot hold",
        ),
        (
            json!(["A", -1, 1, ""]),
            "B17 (Count): expected a whole number from 0 to 4294967295, found the number -1",
        ),
        (
            json!(["A", 0.5, 1, ""]),
            "B17 (Count): expected a whole number from 0 to 4294967295, found the number 0.5",
        ),
        (
            json!([5, 1, 1, ""]),
            "A17 (SKU): expected text, found the number 5",
        ),
        (
            json!(["A", 1, 1, 5]),
            "D17 (Note): expected text, found the number 5",
        ),
        (
            json!(["A", 9_007_199_254_740_993_u64, 1, ""]),
            "B17 (Count): the integer 9007199254740992 is beyond ±(2^53 - 1), where the script has rounded it: let the script return it as text; the cell holds the number 9007199254740992",
        ),
        (
            json!("A"),
            "invalid type: string \"A\", expected a list of cells as row 17 of the grid",
        ),
        (
            json!({"SKU": 1}),
            "invalid type: map, expected a list of cells as row 17 of the grid",
        ),
    ] {
        let mut grid = grid.clone();
        grid.push(cells);
        refuses::<Order>(Value::Array(grid), message);
    }
    let long = "x".repeat(1_000_000);
    let message = read::<Order>(&json!([["SKU", "Total"], ["A", long]])).unwrap_err();
    assert!(message.len() < 200, "{message}");
}

#[test]
fn what_is_no_grid_is_refused() {
    for grid in [json!("x"), json!({}), json!(5), Value::Null] {
        let message = read::<Order>(&grid).unwrap_err();
        assert!(message.contains("expected a grid"), "{message}");
    }
}

#[test]
fn grids_without_rows_are_empty() {
    for grid in [
        json!([]),
        json!([[]]),
        json!([[""]]),
        json!([["", null], ["", ""]]),
        json!([["SKU", "Total"]]),
        json!([["SKU", "Total"], ["", ""], [], [null]]),
    ] {
        reads::<Order>(grid, &[]);
    }
    refuses::<Order>(
        json!([["", ""], [], ["SKU", "Total"]]),
        "row 1 must name the columns, and it is blank, while row 3 is not: let the script begin the range at the header",
    );
}

#[test]
fn blank_rows_are_dropped_at_the_end_and_refused_between() {
    let grid = json!([
        ["SKU", "Total"],
        ["A", 1],
        ["", ""],
        [],
        ["B", 2],
        ["", null],
        ["", ""]
    ]);
    refuses::<Order>(
        grid.clone(),
        "row 3: the row is blank, and there are rows below it: read `Table<Option<T>>` to have it as `None`",
    );
    let (a, b) = (order("A", 1.0, 0, None), order("B", 2.0, 0, None));
    reads(grid, &[Some(a), None, None, Some(b)]);
    refuses::<HashMap<String, Value>>(
        json!([["a"], [""], [1]]),
        "row 2: the row is blank, and there are rows below it: read `Table<Option<T>>` to have it as `None`",
    );
}

#[test]
fn empty_cells_are_what_a_field_is_without_a_column() {
    fn seven() -> u32 {
        7
    }
    fn nobody() -> String {
        "nobody".to_owned()
    }
    #[derive(Debug, Deserialize, PartialEq)]
    struct Row {
        key: u8,
        text: String,
        option: Option<String>,
        nested: Option<Option<u8>>,
        #[serde(default)]
        default: bool,
        #[serde(default = "seven")]
        given: u32,
        #[serde(default = "nobody")]
        name: String,
        #[serde(alias = "Long")]
        long: String,
    }
    let header = json!([
        "given", "default", "key", "text", "option", "nested", "name", "Long"
    ]);
    let row = |key, given, name: &str| Row {
        key,
        text: String::new(),
        option: None,
        nested: None,
        default: false,
        given,
        name: name.to_owned(),
        long: String::new(),
    };
    let empty = json!(["", "", 1, "", "", "", "", ""]);
    let nulls = json!([null, null, 1, null, null, null, null, null]);
    let full = json!([8, false, 1, "", "", "", "somebody", ""]);
    let nobody = || row(1, 7, "nobody");
    let somebody = || row(1, 8, "somebody");
    // Whatever row comes first.
    reads(
        json!([header, empty, full, nulls, empty]),
        &[nobody(), somebody(), nobody(), nobody()],
    );
    reads(
        json!([header, full, nulls, empty, full]),
        &[somebody(), nobody(), nobody(), somebody()],
    );
}

#[test]
fn an_empty_cell_that_does_not_fit_is_said_to_be_empty() {
    #[derive(Debug, Deserialize)]
    struct Row {
        #[expect(dead_code)]
        key: String,
        #[expect(dead_code)]
        #[serde(alias = "Size")]
        size: u32,
        #[expect(dead_code)]
        #[serde(default)]
        count: u32,
    }
    refuses::<Row>(
        json!([["key", "size", "count"], ["a", 1, 1], ["a", "", ""]]),
        "B3 (size): expected a number, and the cell is empty",
    );
    refuses::<Row>(
        json!([["key", "Size"], ["", 1], ["a", ""]]),
        "row 3: a field needs a value, and the cell is empty: B3 (Size)",
    );
    refuses::<Row>(
        json!([["key", "count"], ["a", 1]]),
        "row 1 has no column `size`: there is `key`, `count`",
    );
}

#[test]
fn flattened_fields_are_read_as_others() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Address {
        street: String,
        zip: Option<u32>,
        #[serde(default)]
        floor: u8,
    }
    #[derive(Debug, Deserialize, PartialEq)]
    struct Person {
        name: String,
        age: Option<u8>,
        #[serde(flatten)]
        address: Address,
        #[serde(flatten)]
        rest: BTreeMap<String, Value>,
    }
    let person = |street: &str, zip, rest: &[(&str, Value)]| Person {
        name: "Ann".to_owned(),
        age: None,
        address: Address {
            street: street.to_owned(),
            zip,
            floor: 0,
        },
        rest: rest
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    };
    let header = json!(["name ", "age", "street", "zip", "floor", "x", ""]);
    reads(
        json!([
            header,
            ["Ann", "", "", "", "", "", "z"],
            ["Ann", "", "Elm", 12.0, "", 5.0, ""]
        ]),
        &[person("", None, &[]), person("Elm", Some(12), &[("x", json!(5))])],
    );
    refuses::<Person>(
        json!([header, ["Ann", "", "Elm", "n/a", "", "", ""]]),
        r#"D2 (zip): expected a number, found text "n/a""#,
    );
    refuses::<Person>(
        json!([header, ["n/a", "", "Elm", "n/a", "", "", ""]]),
        r#"row 2: expected a number, found text "n/a""#,
    );
    refuses::<Person>(
        json!([["name", "stret"], ["Ann", "x"]]),
        "row 1 has no column `street`: the nearest is B1 (stret)",
    );
    refuses::<Person>(
        json!([["name", "x", "x"], ["Ann", 1, 2]]),
        "the columns B1 (x) and C1 (x) have the same name: rename one in the sheet",
    );
}

#[test]
fn a_flattened_field_that_needs_a_value_names_its_empty_cell() {
    #[derive(Debug, Deserialize)]
    struct Inner {
        #[expect(dead_code)]
        size: u32,
    }
    #[derive(Debug, Deserialize)]
    struct Outer {
        #[expect(dead_code)]
        note: Option<String>,
        #[expect(dead_code)]
        #[serde(flatten)]
        inner: Inner,
    }
    refuses::<Outer>(
        json!([["note", "size", "x"], ["", "", 1]]),
        "B2 (size): expected a number, and the cell is empty",
    );
}

#[test]
fn a_column_may_say_which_variant_a_row_is() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Booking {
        In {
            amount: u32,
            note: String,
        },
        Out {
            note: Option<String>,
            reason: Option<u8>,
        },
        Open,
    }
    let note = |text: &str| text.to_owned();
    reads(
        json!([
            ["kind", "amount", "note", "reason"],
            ["in", 5, "", ""],
            ["out", "", "", ""],
            ["in", 5, "x", ""],
            ["out", "", "x", 3.0],
            ["open", "", "", ""],
        ]),
        &[
            Booking::In {
                amount: 5,
                note: note(""),
            },
            Booking::Out {
                note: None,
                reason: None,
            },
            Booking::In {
                amount: 5,
                note: note("x"),
            },
            Booking::Out {
                note: Some(note("x")),
                reason: Some(3),
            },
            Booking::Open,
        ],
    );
    refuses::<Booking>(
        json!([["kind", "amount", "note"], ["inn", 5, ""]]),
        r#"A2 (kind): expected one of `in`, `out`, `open`, found text "inn""#,
    );
    refuses::<Booking>(
        json!([["kind", "amount", "note"], ["in", "", ""]]),
        "B2 (amount): expected a number, and the cell is empty",
    );
}

#[test]
fn untagged_variants_are_tried() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(untagged)]
    enum Either {
        Sized { name: String, size: u32 },
        Named { name: String, weight: Option<u32> },
    }
    reads(
        json!([
            ["name", "size", "weight"],
            ["a", 1, ""],
            ["b", "", ""],
            ["c", "", 2]
        ]),
        &[
            Either::Sized {
                name: "a".to_owned(),
                size: 1,
            },
            Either::Named {
                name: "b".to_owned(),
                weight: None,
            },
            Either::Named {
                name: "c".to_owned(),
                weight: Some(2),
            },
        ],
    );
}

#[test]
fn rows_without_a_struct() {
    let grid = || json!([["a", "b ", ""], ["x", 1.0, true], ["", 2, ""]]);
    reads(grid(), &[json!({"a": "x", "b": 1}), json!({"a": "", "b": 2})]);
    let map = |a: Value, b: Value| HashMap::from([("a".to_owned(), a), ("b".to_owned(), b)]);
    reads(grid(), &[map(json!("x"), json!(1)), map(json!(""), json!(2))]);
    reads(
        grid(),
        &[
            vec![json!("x"), json!(1), json!(true)],
            vec![json!(""), json!(2), json!("")],
        ],
    );
    reads(
        grid(),
        &[(Some("x".to_owned()), 1_u8, Some(true)), (None, 2, None)],
    );
    reads(json!([["a"], [1], [2]]), &[[1_u8], [2]]);
    reads(json!([["a"], [1], [2]]), &[(), ()]);

    #[derive(Debug, Deserialize, PartialEq)]
    struct Wrapped(HashMap<String, Option<u8>>);
    let wrapped = |value| Wrapped(HashMap::from([("a".to_owned(), value)]));
    reads(
        json!([["a"], [1], [null], [2]]),
        &[Some(wrapped(Some(1))), None, Some(wrapped(Some(2)))],
    );
    #[derive(Debug, Deserialize, PartialEq)]
    struct Pair(String, u8);
    reads(json!([["a", "b"], ["x", 1]]), &[Pair("x".to_owned(), 1)]);
}

#[test]
fn rows_that_do_not_fit_without_a_struct() {
    refuses::<(String, u8)>(
        json!([["a", "b"], ["x", "y"]]),
        r#"B2 (b): expected a number, found text "y""#,
    );
    refuses::<(String, u8)>(
        json!([["a", "b"], ["x"]]),
        "B2 (b): expected a number, and the cell is empty",
    );
    refuses::<(String,)>(
        json!([["a", "b"], ["x", "y"]]),
        "row 2: there are 2 columns, and 1 are expected: read a struct, which takes columns by name",
    );
    refuses::<HashMap<String, u8>>(
        json!([["a", "b"], [1, ""]]),
        "B2 (b): expected a number, and the cell is empty",
    );
    refuses::<HashMap<String, u8>>(
        json!([["a", " a"], [1, 2]]),
        "the columns A1 (a) and B1 (a) have the same name: rename one in the sheet",
    );
    refuses::<String>(
        json!([["a"], ["x"]]),
        "row 2: expected a string, found a row of cells: read a struct, a map, a tuple or a list",
    );
    #[derive(Debug, Deserialize)]
    enum External {
        #[expect(dead_code)]
        A { a: u8 },
    }
    let message = read::<External>(&json!([["a"], [1]])).unwrap_err();
    assert!(message.contains("serde(tag"), "{message}");
}

#[test]
fn a_check_of_the_type_names_the_row_or_the_cell() {
    #[derive(Debug, Deserialize)]
    #[serde(try_from = "String")]
    struct Sku(#[expect(dead_code)] String);
    impl TryFrom<String> for Sku {
        type Error = &'static str;
        fn try_from(text: String) -> Result<Self, &'static str> {
            if text.contains('-') {
                Ok(Self(text))
            } else {
                Err("a SKU has a hyphen")
            }
        }
    }
    #[derive(Debug, Deserialize)]
    struct Raw {
        sku: Sku,
    }
    refuses::<Raw>(
        json!([["sku"], ["A-1"], ["A1"]]),
        r#"A3 (sku): a SKU has a hyphen; the cell holds text "A1""#,
    );
    #[derive(Debug, Deserialize)]
    #[serde(try_from = "Raw")]
    struct Checked;
    impl TryFrom<Raw> for Checked {
        type Error = String;
        fn try_from(raw: Raw) -> Result<Self, String> {
            Err(format!("refused {:?}", raw.sku))
        }
    }
    refuses::<Checked>(json!([["sku"], ["A-1"]]), r#"row 2: refused Sku("A-1")"#);
}

#[test]
fn texts_can_be_borrowed() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Borrowed<'a> {
        sku: &'a str,
    }
    let json = r#"[["sku"],["A"],["B"]]"#;
    let table: Table<Borrowed<'_>> = serde_json::from_str(json).unwrap();
    assert_eq!(table.rows(), [Borrowed { sku: "A" }, Borrowed { sku: "B" }]);
}

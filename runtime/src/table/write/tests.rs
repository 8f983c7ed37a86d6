use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::{encode::Parameters, table::Table};

/// As an argument is sent.
fn written<T: Serialize>(table: &Table<T>) -> Result<Value, String> {
    let mut parameters = Parameters::default();
    parameters.push(table).map_err(|error| error.to_string())?;
    Ok(serde_json::from_slice(parameters.json()).unwrap())
}

#[track_caller]
fn writes<T: Serialize>(rows: Vec<T>, expected: Value) {
    assert_eq!(written(&Table::from(rows)), Ok(expected));
}

#[track_caller]
fn refuses<T: Serialize>(rows: Vec<T>, message: &str) {
    assert_eq!(written(&Table::from(rows)).unwrap_err(), message);
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Order {
    #[serde(skip_serializing_if = "is_zero")]
    count: u32,
    #[serde(rename = "SKU")]
    sku: &'static str,
    total: Option<f64>,
}

fn order(count: u32, sku: &'static str, total: Option<f64>) -> Order {
    Order { count, sku, total }
}

#[test]
fn the_header_is_that_of_the_struct() {
    writes(
        vec![order(0, "A", None), order(1, "B", Some(1.5))],
        json!([["Count", "SKU", "Total"], ["", "A", ""], [1, "B", 1.5]]),
    );
    writes(
        vec![None, Some(order(1, "B", None)), None],
        json!([
            ["Count", "SKU", "Total"],
            ["", "", ""],
            [1, "B", ""],
            ["", "", ""]
        ]),
    );
    writes(Vec::<Order>::new(), json!([]));
    writes(vec![None::<Order>], json!([]));
}

#[test]
fn the_header_of_maps_has_all_names() {
    #[derive(Serialize)]
    struct Flattened {
        id: u8,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, u8>,
    }
    let flattened = |id, rest: &[(&'static str, u8)]| Flattened {
        id,
        rest: rest.iter().copied().collect(),
    };
    writes(
        vec![
            flattened(1, &[("b", 1)]),
            flattened(2, &[("a", 2), ("b", 3)]),
            flattened(3, &[]),
        ],
        json!([["id", "b", "a"], [1, 1, ""], [2, 3, 2], [3, "", ""]]),
    );
    writes(
        vec![BTreeMap::from([(5, true)]), BTreeMap::from([(7, false)])],
        json!([["5", "7"], [true, ""], ["", false]]),
    );
}

#[test]
fn a_header_may_be_given() {
    let table = |rows| Table::from(rows).with_header(["Total", "SKU", "Count", "Checked"]);
    assert_eq!(
        written(&table(vec![order(1, "A", None)])),
        Ok(json!([["Total", "SKU", "Count", "Checked"], ["", "A", 1, ""]]))
    );
    assert_eq!(
        written(&table(vec![])),
        Ok(json!([["Total", "SKU", "Count", "Checked"]]))
    );
    let too_small = Table::from(vec![order(1, "A", None)]).with_header(["SKU", "Total"]);
    assert_eq!(
        written(&too_small).unwrap_err(),
        "row 2: the field `Count` has no column in the header that `with_header` gave: there is `SKU`, `Total`"
    );
    let twice = Table::<Order>::new().with_header(["a", "b", "a"]);
    assert_eq!(
        written(&twice).unwrap_err(),
        "the header names two columns `a`: the 1. and the 3."
    );
}

#[test]
fn tuples_need_a_header() {
    let rows = || vec![("A", 1), ("B", 2)];
    refuses(
        rows(),
        "row 2: a tuple or a list does not name its columns: give the table a header by `with_header`",
    );
    assert_eq!(
        written(&Table::from(rows()).with_header(["a", "", "c"])),
        Ok(json!([["a", "", "c"], ["A", 1, ""], ["B", 2, ""]]))
    );
    assert_eq!(
        written(&Table::from(rows()).with_header(["a"])).unwrap_err(),
        "row 2: a row has more cells than the 1 columns of the header"
    );
}

#[test]
fn cells_hold_text_numbers_and_booleans() {
    #[derive(Serialize)]
    enum Kind {
        In,
    }
    #[derive(Serialize)]
    struct Wrapped(u8);
    #[derive(Serialize)]
    struct Cells {
        texts: (),
        kind: Kind,
        letter: char,
        wrapped: Wrapped,
        single: f32,
        wide: i128,
        boolean: Option<Option<bool>>,
    }
    let cells = Cells {
        texts: (),
        kind: Kind::In,
        letter: 'x',
        wrapped: Wrapped(1),
        single: 0.1,
        wide: -5,
        boolean: Some(Some(true)),
    };
    writes(
        vec![cells],
        json!([
            ["texts", "kind", "letter", "wrapped", "single", "wide", "boolean"],
            ["", "In", "x", 1, 0.1, -5, true]
        ]),
    );
}

#[test]
fn what_no_cell_can_hold_is_refused_at_its_place() {
    #[derive(Serialize)]
    enum Shape {
        Circle(u8),
        Point { x: u8 },
    }
    fn cell<T: Serialize>(value: T) -> String {
        #[derive(Serialize)]
        struct Row<T> {
            key: u8,
            value: T,
        }
        written(&Table::from(vec![Row { key: 1, value }])).unwrap_err()
    }
    let not_a_cell =
        |what: &str| format!("B2 (value): a cell holds text, a number or a boolean, and this is {what}");
    assert_eq!(cell(vec![1]), not_a_cell("a list"));
    assert_eq!(cell((1, 2)), not_a_cell("a list"));
    assert_eq!(cell(BTreeMap::from([(1, 2)])), not_a_cell("a map"));
    assert_eq!(cell(Shape::Circle(1)), not_a_cell("an enum with a value"));
    assert_eq!(cell(Shape::Point { x: 1 }), not_a_cell("an enum with fields"));
    let message = cell(order(1, "A", None));
    assert!(
        message.contains("the struct `Order`") && message.contains("serde(flatten)"),
        "{message}"
    );
    for (message, words) in [
        (cell(9_007_199_254_740_992_u64), "9007199254740992 is beyond"),
        (cell(u128::MAX), "is beyond"),
        (cell(f64::NAN), "NaN"),
        (cell(f32::INFINITY), "inf"),
    ] {
        assert!(
            message.starts_with("B2 (value): ") && message.contains(words),
            "{message}"
        );
    }
}

#[test]
fn what_is_no_row_is_refused() {
    #[derive(Serialize)]
    enum Row {
        Circle { radius: u8 },
    }
    #[derive(Serialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Circle { radius: u8 },
        Square { side: u8 },
    }
    let message = written(&Table::from(vec![Row::Circle { radius: 1 }])).unwrap_err();
    assert!(
        message.contains("row 2") && message.contains("serde(tag"),
        "{message}"
    );
    refuses(
        vec![5],
        "row 2: a row is a struct, a map, a tuple or a list, and this is a number",
    );
    refuses(
        vec![BTreeMap::from([("", 1)])],
        "row 2: a field has an empty name, which cannot name a column",
    );
    refuses(
        vec![BTreeMap::from([((), 1)])],
        "row 2: the key of a map does not name a column: it must be text",
    );
    writes(
        vec![Tagged::Circle { radius: 1 }, Tagged::Square { side: 2 }],
        json!([["kind", "radius", "side"], ["Circle", 1, ""], ["Square", "", 2]]),
    );
}

#[test]
fn two_values_for_one_column_are_refused() {
    #[derive(Serialize)]
    struct Twice {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, u8>,
    }
    let row = Twice {
        a: 1,
        rest: BTreeMap::from([("a", 2)]),
    };
    refuses(vec![row], "A2 (a): the row has two values for this column");
}

//! Tables that a script writes into a sheet and reads from it.

use apps_script::{Table, apps_script, cell};
use apps_script_emulator::{Emulator, Spreadsheet};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Order {
    #[serde(rename = "SKU", with = "cell::text_or_number")]
    sku: String,
    count: u32,
    price: f64,
    paid: bool,
    note: Option<String>,
    #[serde(with = "cell::bytes_as_base64::option")]
    signature: Option<Vec<u8>>,
}

#[apps_script(id = "AKfycbxTables", source = "it/tables/script")]
trait Orders {
    #[function(name = "orders")]
    async fn orders(&self) -> apps_script::Result<Table<Order>>;
    #[function(name = "orders")]
    async fn orders_and_blanks(&self) -> apps_script::Result<Table<Option<Order>>>;
    async fn store(&self, grid: &Table<Order>) -> apps_script::Result<()>;
    #[function(name = "set")]
    async fn set(&self, cell: &str, value: &str) -> apps_script::Result<()>;
}

async fn orders() -> (Emulator, OrdersClient) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/it/tables/script");
    let spreadsheet = Spreadsheet::new("Orders");
    let builder = Emulator::builder().project(script).container(spreadsheet);
    let emulator = builder.start().await.unwrap();
    let client = OrdersClient::from_vars(emulator.vars()).unwrap();
    (emulator, client)
}

fn order(sku: &str, note: Option<&str>) -> Order {
    Order {
        sku: sku.to_owned(),
        count: 2,
        price: 0.5,
        paid: false,
        note: note.map(str::to_owned),
        signature: note.map(|note| note.as_bytes().to_vec()),
    }
}

#[tokio::test]
async fn rows_come_back_from_a_sheet() {
    let (_emulator, orders) = orders().await;
    assert_eq!(orders.orders().await.unwrap(), Table::new(), "an empty sheet");
    // The sheet makes a number of the second SKU.
    let table = Table::from(vec![order("BOLT-8", None), order("4711", Some("call before"))]);
    orders.store(&table).await.unwrap();
    assert_eq!(orders.orders().await.unwrap(), table);
}

#[tokio::test]
async fn an_error_names_the_cell_of_the_sheet() {
    let (_emulator, orders) = orders().await;
    orders
        .store(&Table::from(vec![order("BOLT-8", None); 20]))
        .await
        .unwrap();
    orders.set("C17", "n/a").await.unwrap();
    let error = orders.orders().await.unwrap_err().to_string();
    assert!(
        error.contains(r#"C17 (Price): expected a number, found text "n/a""#),
        "{error}"
    );
}

#[tokio::test]
async fn a_blank_row_between_is_none() {
    let (_emulator, orders) = orders().await;
    orders
        .store(&Table::from(vec![order("BOLT-8", None); 3]))
        .await
        .unwrap();
    for column in ["A", "B", "C", "D", "E", "F"] {
        orders.set(&format!("{column}3"), "").await.unwrap();
    }
    let error = orders.orders().await.unwrap_err().to_string();
    assert!(error.contains("row 3: the row is blank"), "{error}");
    let rows = orders.orders_and_blanks().await.unwrap().into_rows();
    let bolt = Some(order("BOLT-8", None));
    assert_eq!(rows, [bolt.clone(), None, bolt]);
}

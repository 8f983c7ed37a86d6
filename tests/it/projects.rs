//! Runs script projects of the kinds that people write, unchanged, from the client to the services.

use std::{path::PathBuf, time::Duration};

use apps_script::{Client, ErrorKind, credentials::FixedToken};
use apps_script_emulator::{Emulator, EmulatorBuilder, Sheet, Spreadsheet};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinSet,
};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/projects")).join(name)
}

/// A project under test: the emulator that runs it, and a client.
struct Project {
    emulator: Emulator,
    client: Client,
}

impl Project {
    async fn start(name: &str, shape: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Self {
        let builder = shape(Emulator::builder().project(folder(name)));
        let emulator = builder.start().await.unwrap();
        let client = Client::builder()
            .base_url(emulator.url())
            .credentials(FixedToken::new(emulator.token()))
            .build()
            .unwrap();
        Self { emulator, client }
    }

    async fn call(&self, function: &'static str, parameters: Value) -> apps_script::Result<Value> {
        let id = self.emulator.deployment_id().to_owned();
        let mut call = self.client.call(id, function);
        for parameter in parameters.as_array().unwrap() {
            call = call.parameter(parameter)?;
        }
        call.send().await
    }

    /// Calls in order: a function, its arguments, and what it must return.
    async fn returns(&self, calls: impl IntoIterator<Item = (&'static str, Value, Value)>) {
        for (function, parameters, expected) in calls {
            let returned = self.call(function, parameters.clone()).await;
            let returned = returned.unwrap_or_else(|error| panic!("{function}{parameters}: {error:#}"));
            assert_eq!(returned, expected, "{function}{parameters}");
        }
    }

    /// A call that must fail with an exception.
    async fn throws(&self, function: &'static str, parameters: Value, class: &str, message: &str) {
        let error = self.call(function, parameters).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Script, "{error:#}");
        let exception = error.exception().unwrap();
        assert_eq!(
            (exception.class.as_deref(), &*exception.message),
            (Some(class), message)
        );
    }
}

#[tokio::test]
async fn a_board_creates_reads_updates_and_deletes_rows() {
    let board = Project::start("task-board", |builder| {
        builder.container(Spreadsheet::new("Board"))
    })
    .await;
    board
        .throws(
            "listTasks",
            json!([]),
            "Error",
            "There is no sheet Tasks: run setUp first",
        )
        .await;
    let task = |id: u32, title: &str, owner: &str, status: &str, points: u32| json!({ "id": id, "title": title, "owner": owner, "status": status, "points": points });
    let mut dated = task(2, "Print", "", "open", 3);
    dated["due"] = json!("2026-12-24");
    board
        .returns([
            ("setUp", json!([]), Value::Null),
            ("setUp", json!([]), Value::Null),
            ("listTasks", json!([]), json!([])),
            ("addTask", json!(["Write "]), task(1, "Write", "", "open", 1)),
            ("addTask", json!(["Print", 3, "2026-12-24"]), dated.clone()),
            (
                "updateTask",
                json!([1, { "owner": "Ada", "status": "doing" }]),
                task(1, "Write", "Ada", "doing", 1),
            ),
            ("getTask", json!([2]), dated),
            ("getTask", json!([3]), Value::Null),
            ("pointsByStatus", json!([]), json!({ "doing": 1, "open": 3 })),
            ("deleteTask", json!([1]), json!(true)),
            ("deleteTask", json!([1]), json!(false)),
            ("pointsByStatus", json!([]), json!({ "open": 3 })),
        ])
        .await;
    board
        .throws("updateTask", json!([9, {}]), "RangeError", "No task 9")
        .await;
}

#[tokio::test]
async fn a_report_is_read_from_a_sheet_and_mailed() {
    let sales = "date,region,rep,amount\n2026-11-20,North,Ada,100\n2026-11-21,South,Bob,50.5\n2026-11-21,North,Cy,\n2026-11-22,North,Cy,9.5\n";
    let report = Project::start("weekly-report", |builder| {
        builder.container(Spreadsheet::new("Sales 2026").sheet(Sheet::from_csv("Sales", sales).unwrap()))
    })
    .await;
    let rows = report.call("loadRows", json!([])).await.unwrap();
    assert_eq!(
        rows[1],
        json!({ "date": "2026-11-21", "region": "South", "rep": "Bob", "amount": 50.5 })
    );
    let html = "<h2>Weekly sales report</h2><table><tr><td>North</td><td>109.50</td></tr><tr><td>South</td><td>50.50</td></tr><tr><th>Total</th><th>160.00</th></tr></table>";
    report
        .returns([
            ("previewReport", json!([]), json!(html)),
            ("money", json!([12.5, "USD"]), json!("12.50 USD")),
            ("remainingQuota", json!([]), json!(1500)),
            (
                "sendReport",
                json!(["ada@example.com, bob@example.com"]),
                json!(2),
            ),
            ("remainingQuota", json!([]), json!(1498)),
        ])
        .await;
    let outbox = report.emulator.outbox();
    assert_eq!(outbox.len(), 2);
    assert_eq!(outbox[1].to, ["bob@example.com"]);
    assert_eq!(outbox[1].subject, "Weekly sales report (3 sales)");
    assert_eq!(
        outbox[1].body,
        "Sales: 3\nTotal: 160.00\n\nNorth: 109.50\nSouth: 50.50"
    );
}

/// Answers every request with these rates, and counts.
async fn rates() -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = std::sync::Arc::<std::sync::atomic::AtomicUsize>::default();
    let count = std::sync::Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let mut head = [0; 4096];
            let _ = stream.read(&mut head).await;
            let body = r#"{"rates":{"EUR":1.05,"USD":1.1}}"#;
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (address, asked)
}

#[tokio::test]
async fn a_cache_stands_in_front_of_a_fetch() {
    let (address, asked) = rates().await;
    let project = Project::start("exchange-rates", |builder| builder.allow_host(&address)).await;
    project
        .emulator
        .script_properties()
        .set("RATES_URL", format!("http://{address}/latest"))
        .unwrap();
    let asked = || asked.load(std::sync::atomic::Ordering::SeqCst);
    project
        .returns([
            ("convert", json!([10, "CHF"]), json!(10.5)),
            ("convert", json!([10, "CHF", "USD"]), json!(11)),
            ("convertAll", json!([[1, 2], "CHF", "EUR"]), json!([1.05, 2.1])),
            ("convert", json!([10, "EUR"]), json!(10)),
        ])
        .await;
    assert_eq!(asked(), 1);
    project
        .throws(
            "convert",
            json!([1, "CHF", "XAU"]),
            "RangeError",
            "no rate from CHF to XAU",
        )
        .await;
    project
        .returns([
            ("forget", json!(["CHF"]), Value::Null),
            ("getRates", json!(["CHF"]), json!({ "EUR": 1.05, "USD": 1.1 })),
        ])
        .await;
    assert_eq!(asked(), 2);
}

#[tokio::test]
async fn a_lock_protects_a_counter() {
    let project = std::sync::Arc::new(Project::start("ticket-numbers", |builder| builder).await);
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let project = std::sync::Arc::clone(&project);
        calls.spawn(async move { project.call("nextNumber", json!(["A"])).await.unwrap() });
    }
    let mut numbers: Vec<u64> = calls
        .join_all()
        .await
        .iter()
        .map(|number| number.as_u64().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
    project
        .returns([
            ("reserve", json!(["B", 5]), json!({ "first": 1, "last": 5 })),
            ("currentNumber", json!(["A"]), json!(20)),
            ("currentNumber", json!(["C"]), Value::Null),
            ("seriesNames", json!([]), json!(["A", "B"])),
            ("番号をリセット", json!(["A"]), Value::Null),
            ("seriesNames", json!([]), json!(["B"])),
        ])
        .await;
    project
        .throws(
            "reserve",
            json!(["B", 0.5]),
            "RangeError",
            "個数は1以上の整数です: 0.5",
        )
        .await;
}

#[tokio::test]
async fn a_newsletter_uses_a_library() {
    let project = Project::start("newsletter", |builder| {
        builder.library("TextTools", folder("text-tools"))
    })
    .await;
    project
        .returns([
            ("TextTools.slugify", json!(["Ça va bien?"]), json!("ca-va-bien")),
            ("TextTools.version", json!([]), json!("1.4.0")),
            ("libraryVersion", json!([]), json!("1.4.0")),
            (
                "unknownPlaceholders",
                json!([{ "subject": "", "body": "{{name}} {{shoe}}", "topic": null }]),
                json!(["shoe"]),
            ),
            (
                "sendIssue",
                json!([
                    { "subject": "Été 2026!", "body": "Dear {{name}}", "topic": "sun" },
                    [
                        { "email": "ada@example.com", "name": "Ada", "topics": ["sun"] },
                        { "email": "bob@example.com", "name": "Bob" },
                    ],
                ]),
                json!({ "sent": 1, "skipped": 1, "slug": "ete-2026" }),
            ),
        ])
        .await;
    let outbox = project.emulator.outbox();
    assert_eq!((outbox.len(), &*outbox[0].body), (1, "Dear Ada"));
}

#[tokio::test]
async fn modules_make_and_mail_invoices() {
    let ledger = "customer,description,quantity,unitPrice\nAda,Tea,2,10\nBob,Cup,1,5\nAda,Returned,-1,10\n";
    let project = Project::start("invoices", |builder| {
        let spreadsheet = Spreadsheet::new("Books")
            .sheet(Sheet::from_csv("Ledger", ledger).unwrap())
            .sheet(Sheet::new("Sent"));
        builder.container(spreadsheet)
    })
    .await;
    let line = json!({ "description": "Tea", "quantity": 2, "unitPrice": 10 });
    let invoice =
        json!({ "number": "7", "customer": "Ada", "lines": [line], "net": 20, "vat": 4.2, "gross": 24.2 });
    project
        .returns([
            ("buildInvoice", json!(["Ada", "7"]), invoice.clone()),
            ("mailInvoice", json!(["Ada", "7", "ada@example.com"]), invoice),
            ("sentInvoices", json!([]), json!([[7, "Ada"]])),
        ])
        .await;
    project
        .throws(
            "buildInvoice",
            json!(["Cy", "8"]),
            "Error",
            "Nothing to invoice for Cy",
        )
        .await;
    let body = format!(
        "Invoice 7\nAda\n\n{:<20} {:>5} x {:>8}\n\nTotal 24.20 EUR",
        "Tea", 2, "10.00"
    );
    assert_eq!(project.emulator.outbox()[0].body, body);
}

#[tokio::test]
async fn compiled_typescript_runs_as_it_is() {
    let project = Project::start("timesheet-compiled", |builder| {
        builder.container(Spreadsheet::new("Hours"))
    })
    .await;
    let entry = json!({ "overtime": 1.5, "person": "Ada", "day": "Mon", "hours": 9.5, "kind": "work" });
    project
        .returns([
            ("logHours", json!(["Ada", "Mon", 9.5]), entry),
            (
                "logHours",
                json!(["Bob", "Mon", 8, "leave"]),
                json!({ "overtime": 0, "person": "Bob", "day": "Mon", "hours": 8, "kind": "leave" }),
            ),
            ("hoursOf", json!(["Ada"]), json!(9.5)),
            ("hoursOf", json!(["Bob", "work"]), json!(0)),
            ("overtime", json!([]), json!({ "Ada": 1.5, "Bob": 0 })),
            ("people", json!([]), json!(["Ada", "Bob"])),
        ])
        .await;
}

#[tokio::test]
async fn classes_over_several_files_keep_orders() {
    let project = Project::start("shop-classes", |builder| {
        builder.container(Spreadsheet::new("Shop"))
    })
    .await;
    let tea = json!({ "sku": "TEA-1", "quantity": 2, "price": 4.5 });
    let cup = json!({ "sku": "CUP-2", "quantity": 1, "price": 12 });
    project
        .returns([
            (
                "placeOrder",
                json!([{ "customer": "Ada", "lines": [tea] }]),
                json!(1),
            ),
            ("addLine", json!([1, "CUP-2"]), Value::Null),
            (
                "getOrder",
                json!([1]),
                json!({ "number": 1, "customer": "Ada", "total": 21, "lines": [tea, cup] }),
            ),
            ("revenue", json!([]), json!(21)),
        ])
        .await;
    project
        .throws("getOrder", json!([7]), "NotFound", "Orders has no number 7")
        .await;
}

#[tokio::test]
async fn rows_are_imported_in_batches() {
    let project = Project::start("batch-import", |builder| {
        builder.container(Spreadsheet::new("Imports"))
    })
    .await;
    let csv = "sku,name\nA-1,\"Bolt, long\"\nB-2,Nut\nbad\n";
    let again = "sku,name\nB-2,Nut M8\nC-3,Washer\n";
    project
        .returns([
            (
                "importCsv",
                json!([{ "csv": csv }]),
                json!({ "inserted": 2, "replaced": 0, "skipped": [{ "line": 4, "reason": "has 1 cells, not 2" }] }),
            ),
            (
                "importCsv",
                json!([{ "csv": again }]),
                json!({ "inserted": 1, "replaced": 1, "skipped": [] }),
            ),
            ("countRows", json!([]), json!(3)),
            (
                "columns",
                json!(["Import", [0, 2]]),
                json!([["sku", "name"], ["A-1", "Bolt, long"], ["B-2", "Nut M8"], ["C-3", "Washer"]]),
            ),
        ])
        .await;
}

#[tokio::test]
async fn old_style_code_reads_its_arguments() {
    let sheet = Sheet::from_csv("Stock", "A-1,5\nB-2,7\n").unwrap();
    let project = Project::start("stock-legacy", |builder| {
        let spreadsheet = Spreadsheet::new("Stock")
            .id("1aBcDeFgHiJkLmNoPqRsTuVwXyZ")
            .sheet(sheet);
        builder.spreadsheet(spreadsheet)
    })
    .await;
    project
        .returns([
            ("getCounts", json!(["A-1", "B-2"]), json!([5, 7])),
            ("setCount", json!(["B-2", 9]), json!([7, 9])),
            ("min", json!([3, 1, 2]), json!(1)),
            ("average", json!([[1, 2]]), json!(1.5)),
            ("newName", json!(["A-1"]), json!(5)),
            ("version", json!([]), json!(3)),
        ])
        .await;
    let stock = project
        .emulator
        .spreadsheet("1aBcDeFgHiJkLmNoPqRsTuVwXyZ")
        .unwrap();
    assert_eq!(stock.values("Stock").len(), 3);
}

#[tokio::test]
async fn one_async_door_stands_for_all_functions() {
    let project = Project::start("key-value-api", |builder| {
        builder.execution_limit(Duration::from_secs(30))
    })
    .await;
    project
        .returns([
            ("invoke", json!(["set", { "key": "a", "value": [1] }]), json!([1])),
            (
                "handle",
                json!([r#"{"method":"get","key":"a"}"#]),
                json!(r#"{"ok":true,"value":[1]}"#),
            ),
            (
                "handle",
                json!([r#"{"method":"lose"}"#]),
                json!(r#"{"ok":false,"error":"TypeError: unknown method lose"}"#),
            ),
            (
                "invoke",
                json!(["digest", { "text": "abc" }]),
                json!("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ),
            ("dump", json!([]), json!([{ "key": "a", "value": [1] }])),
        ])
        .await;
}

#[tokio::test]
async fn a_library_runs_by_itself_too() {
    let project = Project::start("text-tools", |builder| builder).await;
    project
        .returns([
            (
                "fill",
                json!(["Dear {{ name }}, {{x}}", { "name": "Ada" }]),
                json!("Dear Ada, {{x}}"),
            ),
            (
                "placeholders",
                json!(["{{a}} {{b.c}} {{a}}"]),
                json!(["a", "b.c"]),
            ),
            ("slugify", json!(["Long words here", 5]), json!("long-")),
        ])
        .await;
}

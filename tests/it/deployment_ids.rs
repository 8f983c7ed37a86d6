//! An ID that is known only at run time is checked as one in the attribute is.

use std::{fs, path::Path};

use apps_script::{Client, Error, ErrorKind, Executed, apps_script, credentials::FixedToken};
use apps_script_emulator::Emulator;

#[apps_script]
trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = concat!("https://script.google.com/macros/s/", "AKfycbxConstant", "/exec"))]
trait Pasted {
    async fn total(&self) -> apps_script::Result<f64>;
}

/// A client without credentials: a call that gets as far as a token ends with another kind of error.
fn client() -> Client {
    Client::builder().build().unwrap()
}

/// IDs that are refused, and the case in `ui/id` in which the attribute refuses the same one.
const REFUSED: [(&str, &str); 7] = [
    ("", "empty"),
    (" \n", "white_space_alone"),
    ("AKfycb xyz", "foreign_characters"),
    (
        "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkLmNoPqRsT",
        "script_id",
    ),
    (
        "https://script.google.com/macros/s/AKfycbxInventory-1_2/exec",
        "url_of_a_deployment",
    ),
    ("https://docs.google.com/spreadsheets", "url_of_something_else"),
    (
        "https://script.google.com/home/projects/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkLmNoPqRsT/edit",
        "url_of_the_editor",
    ),
];

fn assert_refused(error: &Error, case: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/id");
    let of_the_attribute = fs::read_to_string(folder.join(case).with_extension("stderr")).unwrap();
    let words = format!(
        "error: {}\n       help: {}\n",
        error.message(),
        error.help().unwrap()
    );
    assert!(of_the_attribute.starts_with(&words), "{case}: {words}");
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Configuration, Executed::No),
        "{case}"
    );
}

#[tokio::test]
async fn an_id_of_run_time_is_refused_in_the_words_of_the_attribute() {
    for (id, case) in REFUSED {
        let inventory = InventoryClient::with_id(client(), id);
        assert_refused(&inventory.total().await.unwrap_err(), case);
        let call = client().call(id, "total");
        assert_refused(&call.send::<f64>().await.unwrap_err(), case);
    }
}

#[tokio::test]
async fn a_constant_is_checked_with_the_first_call() {
    let error = PastedClient::new(client()).total().await.unwrap_err();
    assert_eq!(
        format!("{error:#}"),
        "`total` of deployment https://script.google.com/macros/s/AKfycbxConstant/exec: this is a URL, not a deployment ID\n\
         help: use the part of it that is the ID: `AKfycbxConstant`"
    );
}

#[tokio::test]
async fn white_space_around_an_id_is_ignored() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/inventory/script");
    let emulator = Emulator::builder().project(folder).start().await.unwrap();
    let client = Client::builder()
        .base_url(emulator.url())
        .credentials(FixedToken::new(emulator.token()))
        .build()
        .unwrap();
    let id = format!("\u{feff}\t{}\r\n", emulator.deployment_id());
    let error = InventoryClient::with_id(client.clone(), &*id)
        .total()
        .await
        .unwrap_err();
    assert_eq!(error.message(), "a deployment ID has no `\\u{feff}` in it");
    let inventory = InventoryClient::with_id(client, &id[3..]);
    assert!(inventory.total().await.is_ok());
}

//! Runs a script that works with files and folders, and reads them in the test.

use apps_script_emulator::{DriveFile, Emulator, EmulatorBuilder, Spreadsheet};
use serde_json::{Value, json};

use crate::calling::run;

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/drive"))
        .drive_folder("reports", "1Reports")
        .drive_file(DriveFile::new("reports/June report.csv", "day,sum\n").with_id("1June"))
        .drive_file(DriveFile::new("settings.json", "{}").with_id("1Settings"))
}

async fn emulator() -> Emulator {
    builder().start().await.unwrap()
}

async fn result(emulator: &Emulator, function: &str, parameters: Value) -> Value {
    let answer = run(emulator, function, parameters).await;
    assert!(answer["error"].is_null(), "{function}: {answer}");
    answer["response"]["result"].clone()
}

#[tokio::test]
async fn files_are_made_and_read_back() {
    let emulator = Emulator::builder()
        .project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/drive"))
        .start()
        .await
        .unwrap();
    let made = result(&emulator, "create", json!([])).await;
    let expected = json!([
        [
            "notes.txt",
            "text/plain",
            5,
            ["My Drive"],
            "notes.txt",
            "me@example.com"
        ],
        [
            "page.html",
            "text/html",
            3,
            ["My Drive"],
            "page.html",
            "me@example.com"
        ],
        [
            "dot.png",
            "image/png",
            2,
            ["reports"],
            "dot.png",
            "me@example.com"
        ],
    ]);
    assert_eq!(made, expected);
    let files = emulator.drive_files();
    let read: Vec<_> = files
        .iter()
        .map(|file| (file.path.as_str(), file.name(), &*file.content))
        .collect();
    let expected: [(_, _, &[u8]); 3] = [
        ("notes.txt", "notes.txt", "ünï".as_bytes()),
        ("page.html", "page.html", b"<p>"),
        ("reports/dot.png", "dot.png", &[0, 255]),
    ];
    assert_eq!(read, expected);
    assert!(files.iter().all(|file| file.id.len() > 30 && !file.trashed));
}

#[tokio::test]
async fn what_the_test_puts_there_is_found() {
    let emulator = emulator().await;
    let read = result(&emulator, "read", json!([])).await;
    let expected = json!([
        "day,sum\n",
        "text/csv",
        "June report.csv",
        "https://drive.google.com/file/d/1June/view?usp=drivesdk",
        "https://drive.google.com/uc?id=1June&export=download",
        true,
        [["reports", "1Reports"]],
    ]);
    assert_eq!(read, expected);
    let lists = result(&emulator, "lists", json!([])).await;
    let expected = json!([
        "My Drive",
        ["reports"],
        ["reports"],
        ["settings.json"],
        ["June report.csv"],
        ["June report.csv"],
        [],
        true,
    ]);
    assert_eq!(lists, expected);
}

#[tokio::test]
async fn changes_are_kept() {
    let emulator = emulator().await;
    let changed = result(&emulator, "change", json!([])).await;
    let expected = json!([
        "July.csv",
        "sums",
        true,
        "a,b",
        3,
        "ANYONE_WITH_LINK",
        true,
        ["ann@example.com"],
        ["bob@example.com"],
    ]);
    assert_eq!(changed, expected);
    let june = emulator
        .drive_files()
        .into_iter()
        .find(|file| file.id == "1June")
        .unwrap();
    assert_eq!(june.path, "reports/July.csv");
    assert_eq!(
        (june.content, june.description.as_deref()),
        (b"a,b".to_vec(), Some("sums"))
    );
}

#[tokio::test]
async fn files_are_copied_moved_and_trashed() {
    let copied = result(&emulator().await, "copyAndMove", json!([])).await;
    let name = "June report.csv";
    let copy = "Copy of June report.csv";
    assert_eq!(copied, json!([[copy, name, "copy.csv"], [copy]]));
    let trashed = result(&emulator().await, "trash", json!([])).await;
    let expected = json!([
        [["settings.json", name], false],
        [["settings.json"], true, [name]],
        false,
    ]);
    assert_eq!(trashed, expected);
}

#[tokio::test]
async fn queries_find_files() {
    let emulator = emulator().await;
    let (june, settings) = ("June report.csv", "settings.json");
    for (query, expected) in [
        ("title contains 'june'", vec![june]),
        ("title contains 'rep'", vec![june]),
        ("title contains 'eport'", vec![]),
        ("title = 'settings.json'", vec![settings]),
        ("title != \"settings.json\" and trashed = false", vec![june]),
        (
            "mimeType = 'text/csv' or mimeType = 'application/json'",
            vec![june, settings],
        ),
        ("mimeType contains 'text/'", vec![june]),
        ("not title contains 'june'", vec![settings]),
        ("'1Reports' in parents", vec![june]),
        ("'root' in parents and (starred = false)", vec![settings]),
        ("modifiedDate > '2020-01-01T00:00:00'", vec![june, settings]),
        ("modifiedDate < '2020-01-01'", vec![]),
        ("title = 'it\\'s'", vec![]),
    ] {
        assert_eq!(
            result(&emulator, "search", json!([query])).await,
            json!(expected),
            "{query}"
        );
    }
    let folders = result(&emulator, "searchFolders", json!(["title contains 'reports'"])).await;
    assert_eq!(folders, json!(["reports"]));
}

#[tokio::test]
async fn what_cannot_be_done_is_refused() {
    let emulator = emulator().await;
    let missing = "No item with the given ID could be found, or you do not have permission to access it.";
    for (function, parameters, message) in [
        ("byId", json!(["1Missing"]), missing),
        ("byId", json!([""]), "Invalid argument: id"),
        ("folderById", json!(["1June"]), missing),
        ("byId", json!([null]), "Invalid argument: id"),
        (
            "createWith",
            json!(["only a name"]),
            "The parameters (String) don't match the method signature for DriveApp.createFile.",
        ),
        (
            "end",
            json!([]),
            "Cannot retrieve the next object: iterator has reached the end.",
        ),
        (
            "intoItself",
            json!([]),
            "A folder cannot be moved into itself or into a folder inside of it.",
        ),
        ("search", json!(["title"]), "Invalid argument: q (title)"),
        (
            "search",
            json!(["title ~ 'x'"]),
            "Invalid argument: q (title ~ 'x')",
        ),
        (
            "search",
            json!(["(title = 'x'"]),
            "Invalid argument: q ((title = 'x')",
        ),
    ] {
        let answer = run(&emulator, function, parameters.clone()).await;
        let error = &answer["error"]["details"][0]["errorMessage"];
        assert_eq!(error, &format!("Exception: {message}"), "{function} {parameters}");
    }
    for (function, parameters, beginning) in [
        (
            "lacking",
            json!([]),
            "Exception: File.getAccess is not part of the emulator.",
        ),
        (
            "search",
            json!(["fullText contains 'x'"]),
            "Exception: The emulator does not know the query term \"fullText contains\".",
        ),
    ] {
        let answer = run(&emulator, function, parameters).await;
        let error = answer["error"]["details"][0]["errorMessage"]
            .as_str()
            .unwrap_or_default();
        assert!(error.starts_with(beginning), "{function}: {answer}");
    }
}

#[tokio::test]
async fn a_state_file_keeps_the_drive() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.sqlite");
    let emulator = builder().state_file(&state).start().await.unwrap();
    result(&emulator, "change", json!([])).await;
    let before = emulator.drive_files();
    drop(emulator);
    let emulator = Emulator::builder()
        .project(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/drive"))
        .state_file(&state)
        .start()
        .await
        .unwrap();
    assert_eq!(emulator.drive_files(), before);
}

#[tokio::test]
async fn spreadsheets_are_files() {
    let emulator = builder()
        .spreadsheet(Spreadsheet::new("Given").id("1Given"))
        .start()
        .await
        .unwrap();
    let seen = result(&emulator, "asFiles", json!([])).await;
    let expected = json!([
        "Stock",
        true,
        0,
        true,
        "me@example.com",
        true,
        true,
        ["Stock"],
        ["Given", "Stock"],
        ["Stock"],
        5,
        "Stock",
    ]);
    assert_eq!(seen, expected);
    let given = result(&emulator, "givenOnes", json!([])).await;
    assert_eq!(given, json!(["Given", "me@example.com", true]));
    assert_eq!(result(&emulator, "changedNow", json!([])).await, true);
    let files = emulator.drive_files();
    let named = files.iter().find(|file| file.path == "Stock").unwrap();
    assert_eq!(named.mime_type, "application/vnd.google-apps.spreadsheet");
    assert!(emulator.spreadsheet(&named.id).is_some());
}

#[tokio::test]
async fn spreadsheets_are_moved_renamed_trashed_and_copied_as_files() {
    let emulator = emulator().await;
    let moved = result(&emulator, "moved", json!([])).await;
    let expected = json!([
        "Plan 2027",
        true,
        true,
        "next year",
        "Plan 2028",
        true,
        false,
        "Plan 2028",
        "Plan 2028",
    ]);
    assert_eq!(moved, expected);
    let copied = result(&emulator, "copied", json!([])).await;
    let expected = json!(["June", "reports", 3, "Copy of Template", "Third", "", false]);
    assert_eq!(copied, expected);
}

#[tokio::test]
async fn what_needs_the_bytes_of_a_spreadsheet_is_refused() {
    let emulator = emulator().await;
    for (function, method, what) in [
        ("noArgument", "getBlob", "File.getBlob of a spreadsheet"),
        (
            "noArgument",
            "getDownloadUrl",
            "File.getDownloadUrl of a spreadsheet",
        ),
        ("notThere", "getAs", "File.getBlob of a spreadsheet"),
        ("notThere", "setContent", "File.setContent of a spreadsheet"),
        (
            "notThere",
            "createFile",
            "Making a spreadsheet of a text or a blob",
        ),
    ] {
        let answer = run(&emulator, function, json!([method])).await;
        let message = format!("Exception: {what} is not part of the emulator.");
        assert_eq!(answer["error"]["details"][0]["errorMessage"], message, "{method}");
    }
}

#[tokio::test]
async fn the_file_of_a_spreadsheet_outlives_the_emulator() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state.sqlite");
    let emulator = builder().state_file(&state).start().await.unwrap();
    let moved = result(&emulator, "moved", json!([])).await;
    assert_eq!(moved[5], true);
    drop(emulator);
    let emulator = builder().state_file(&state).start().await.unwrap();
    let files = emulator.drive_files();
    let plan = files
        .iter()
        .find(|file| file.path == "reports/Plan 2028")
        .unwrap();
    assert!(plan.trashed);
}

//! The classic failures, each brought about in the emulator.

use std::{fs, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder};
use snapbox::{cmd::OutputAssert, str};

use crate::program::{inventory, program, program_for, run};

const SHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";

fn builder() -> EmulatorBuilder {
    Emulator::builder().project(inventory())
}

/// What `doctor --source` prints against this emulator.
async fn examined(builder: EmulatorBuilder) -> OutputAssert {
    let emulator = builder.start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .arg("doctor")
            .arg("--source")
            .arg(inventory())
            .assert()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_is_ok_where_a_call_would_succeed() {
    examined(builder()).await.success().stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
ok           scopes: all 1 of the manifest are granted
ok           service reached
ok           Apps Script API enabled in the Cloud project
ok           API switched on by the user
ok           deployed as an API executable
ok           same Cloud project, and access for this user
ok           script loads
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_id() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .args(["doctor", "--id", emulator.script_id()])
            .assert()
            .code(1)
            .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
not checked  scopes: give the script's folder with --source, whose manifest lists `oauthScopes`
not checked  service reached: nothing was sent
not checked  Apps Script API enabled in the Cloud project: nothing was sent
not checked  API switched on by the user: nothing was sent
failed       deployed as an API executable: this looks like a script ID, and the run endpoint takes a deployment ID
             help: in the script editor (https://script.google.com/home), Deploy > New deployment > API Executable, and use its deployment ID, which begins with AKfycb; a script ID and a web app's ID do not work
not checked  same Cloud project, and access for this user: an earlier step has failed
not checked  script loads: an earlier step has failed

"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_no_deployment() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .args(["doctor", "--id", "AKfycbxNowhere"])
            .assert()
            .code(1)
            .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
not checked  scopes: give the script's folder with --source, whose manifest lists `oauthScopes`
ok           service reached
ok           Apps Script API enabled in the Cloud project
ok           API switched on by the user
failed       deployed as an API executable: Requested entity was not found.
             help: in the script editor (https://script.google.com/home), Deploy > New deployment > API Executable, and use its deployment ID, which begins with AKfycb; a script ID and a web app's ID do not work
not checked  same Cloud project, and access for this user: an earlier step has failed
not checked  script loads: an earlier step has failed

"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_cloud_project() {
    examined(builder().shared_cloud_project(false))
        .await
        .code(1)
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
ok           scopes: all 1 of the manifest are granted
ok           service reached
ok           Apps Script API enabled in the Cloud project
ok           API switched on by the user
not checked  deployed as an API executable: Google does not tell it to a caller without permission
failed       same Cloud project, and access for this user: The caller does not have permission
             help: let script and OAuth client share one standard Cloud project: in the script editor (https://script.google.com/home), Project Settings > Google Cloud Platform (GCP) Project > Change project; or let the owner give this user access to the script and to its API executable
not checked  script loads: an earlier step has failed
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_is_off_in_the_cloud_project() {
    examined(builder().api_enabled(false))
        .await
        .code(1)
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
ok           scopes: all 1 of the manifest are granted
ok           service reached
failed       Apps Script API enabled in the Cloud project: Apps Script API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/script.googleapis.com/overview?project=123456789012 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.
             help: enable it, and wait a few minutes: https://console.cloud.google.com/apis/library/script.googleapis.com?project=123456789012
not checked  API switched on by the user: an earlier step has failed
not checked  deployed as an API executable: an earlier step has failed
not checked  same Cloud project, and access for this user: an earlier step has failed
not checked  script loads: an earlier step has failed
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_user_has_not_switched_the_api_on() {
    examined(builder().user_setting(false))
        .await
        .code(1)
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
ok           scopes: all 1 of the manifest are granted
ok           service reached
ok           Apps Script API enabled in the Cloud project
failed       API switched on by the user: User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.
             help: switch "Google Apps Script API" on: https://script.google.com/home/usersettings
not checked  deployed as an API executable: an earlier step has failed
not checked  same Cloud project, and access for this user: an earlier step has failed
not checked  script loads: an earlier step has failed
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_whose_top_level_code_fails() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("appsscript.json"),
        format!(r#"{{"executionApi":{{}},"oauthScopes":["{SHEETS}"]}}"#),
    )
    .unwrap();
    fs::write(
        folder.path().join("Code.gs"),
        "const sheet = null.name;\nfunction f() {}",
    )
    .unwrap();
    examined(Emulator::builder().project(folder.path()))
        .await
        .code(1)
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained, good for 60 minutes
ok           scopes: all 1 of the manifest are granted
ok           service reached
ok           Apps Script API enabled in the Cloud project
ok           API switched on by the user
ok           deployed as an API executable
ok           same Cloud project, and access for this user
failed       script loads: the script threw TypeError: Cannot read properties of null (reading 'name')
             help: the top-level code of the script fails, and with it every call: correct it, and deploy a new version
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_the_scopes_of_the_script() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.issue_token(
        emulator.owner(),
        ["https://www.googleapis.com/auth/userinfo.email"],
        Duration::from_secs(3600),
    );
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .env("APPS_SCRIPT_TOKEN", token)
            .arg("doctor")
            .arg("--source")
            .arg(inventory())
            .assert()
            .code(1)
            .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained of me@example.com, good for [..] minutes
failed       scopes: the token lacks https://www.googleapis.com/auth/spreadsheets
             help: sign in again with every scope of the script: `apps-script login --client-secret FILE --source DIR`
ok           service reached
not checked  Apps Script API enabled in the Cloud project: the token was refused
not checked  API switched on by the user: the token was refused
not checked  deployed as an API executable: the token was refused
not checked  same Cloud project, and access for this user: the token was refused
not checked  script loads: the token was refused
not checked  deployed functions are those of the folder: no script ID (--script-id, or scriptId in .clasp.json) was given

"#]]);
    })
    .await;
}

#[test]
fn a_service_account() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("key.json");
    fs::write(&file, r#"{"type":"service_account"}"#).unwrap();
    program(home.path())
        .args(["doctor", "--id", "AKfycbx"])
        .env("GOOGLE_APPLICATION_CREDENTIALS", &file)
        .assert()
        .code(1)
        .stdout_eq(str![[r#"
failed       credentials: [..]/key.json: these are credentials of a service account, and a service account cannot run a script
             help: sign in as a person: `gcloud auth application-default login --client-id-file=client_secret.json --scopes=…` with every scope of the script, or `apps-script login`
not checked  access token: there are no credentials
not checked  scopes: there is no access token
not checked  service reached: there is no access token to call with
not checked  Apps Script API enabled in the Cloud project: there is no access token to call with
not checked  API switched on by the user: there is no access token to call with
not checked  deployed as an API executable: there is no access token to call with
not checked  same Cloud project, and access for this user: there is no access token to call with
not checked  script loads: there is no access token to call with

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_steps_as_json() {
    let emulator = builder().user_setting(false).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let output = program_for(home.path(), &emulator)
            .args(["doctor", "--json"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let steps: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let failed: Vec<_> = steps
            .as_array()
            .unwrap()
            .iter()
            .filter(|step| step["state"] == "failed")
            .collect();
        assert_eq!(failed.len(), 1, "{steps}");
        assert_eq!(failed[0]["step"], "API switched on by the user");
        assert!(failed[0]["help"].as_str().unwrap().contains("usersettings"));
    })
    .await;
}

/// A folder with this code, as the emulator serves it and `doctor` reads it.
fn folder(code: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("appsscript.json"),
        format!(r#"{{"executionApi":{{}},"oauthScopes":["{SHEETS}"]}}"#),
    )
    .unwrap();
    fs::write(folder.path().join("Code.gs"), code).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_has_changed_since_it_was_deployed() {
    let folder = folder("function same(a) {}\nfunction gone() {}\nfunction other(a) {}");
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let last_step = || {
            let output = program_for(home.path(), &emulator)
                .arg("doctor")
                .arg("--source")
                .arg(folder.path())
                .args(["--script-id", emulator.script_id()])
                .output()
                .unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let place = text.find("script loads\n").unwrap() + "script loads\n".len();
            (output.status.code(), text[place..].to_owned())
        };
        let (code, step) = last_step();
        assert_eq!(code, Some(0));
        snapbox::assert_data_eq!(step, str![[r#"
ok           deployed functions are those of the folder

"#]]);
        let changed = "function same(a) {}\nfunction added(x = 1) {}\nfunction other(a, b) {}";
        fs::write(folder.path().join("Code.gs"), changed).unwrap();
        let (code, step) = last_step();
        assert_eq!(code, Some(1));
        snapbox::assert_data_eq!(step, str![[r#"
failed       deployed functions are those of the folder: not deployed yet: added(x?); deployed, but no longer in the folder: gone(); deployed as other(a), in the folder other(a, b)
             help: push the folder (`clasp push`), and let the deployment run a new version: in the script editor, Deploy > Manage deployments > Edit > Version > New version

"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deployed_code_that_this_sign_in_may_not_read() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.issue_token(emulator.owner(), emulator.scopes(), Duration::from_secs(3600));
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let output = program_for(home.path(), &emulator)
            .env("APPS_SCRIPT_TOKEN", token)
            .arg("doctor")
            .arg("--source")
            .arg(inventory())
            .args(["--script-id", emulator.script_id()])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8(output.stdout).unwrap();
        snapbox::assert_data_eq!(text.lines().last().unwrap(), str!["not checked  deployed functions are those of the folder: sign in with https://www.googleapis.com/auth/script.deployments.readonly too, so that the deployed code can be read"]);
    })
    .await;
}

//! What is wrong most often, each brought about in the emulator, and what `doctor` says of it.

use std::{fs, net::TcpListener, path::Path, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder};
use serde_json::Value;
use snapbox::{cmd::OutputAssert, str};
use tempfile::TempDir;

use crate::program::{inventory, program, program_for, run};

const HOUR: Duration = Duration::from_secs(3600);
const EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";
const SHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";
const SCRIPT_ID: &str = "1DoctorScriptIdWithAsManyLettersAsGoogleGivesToThemAllxxx";

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(inventory())
        .script_id(SCRIPT_ID)
        .deployment_id("AKfycbxDoctor")
}

/// What `doctor` prints against this emulator.
async fn examined(builder: EmulatorBuilder, arguments: &[&str]) -> OutputAssert {
    let emulator = builder.start().await.unwrap();
    let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        program_for(home.path(), &emulator)
            .arg("doctor")
            .args(arguments)
            .assert()
    })
    .await
}

/// What `doctor --source` prints to somebody who has this token.
async fn examined_with(emulator: Emulator, token: String) -> OutputAssert {
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let doctor = program_for(home.path(), &emulator).env("APPS_SCRIPT_TOKEN", token);
        doctor.arg("doctor").arg("--source").arg(inventory()).assert()
    })
    .await
}

fn script(manifest: &str, code: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("appsscript.json"), manifest).unwrap();
    fs::write(folder.path().join("Code.gs"), code).unwrap();
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_is_ok_where_a_call_would_succeed() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.token().to_owned();
    examined_with(emulator, token).await.success().stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
ok           scopes: the token holds the one of the manifest
ok           Apps Script API reached: at http://127.0.0.1:[..]
ok           API enabled in the Cloud project
ok           API switched on by the user
ok           Cloud project shared by script and OAuth client
ok           deployed as an API executable
ok           access for this user
ok           script loads
not checked  deployed functions are those of the folder: give the script ID with --script-id, or as scriptId in .clasp.json

"#]]);
}

/// The first in the list of what goes wrong: everything seems to be set up, and Google answers 404.
#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_no_deployment() {
    let arguments = ["--id", "AKfycbxOther", "--script-id", SCRIPT_ID];
    examined(builder(), &arguments)
        .await
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
ok           Apps Script API reached: at http://127.0.0.1:[..]
ok           API enabled in the Cloud project
ok           API switched on by the user
not checked  Cloud project shared by script and OAuth client: a step before it has failed
failed       deployed as an API executable: Requested entity was not found.
             API executables of this script: AKfycbxDoctor
             help: use the ID of an API executable, which begins with AKfycb: in the editor, Deploy > New deployment > API Executable makes one, and Deploy > Manage deployments shows it; a script ID, the ID of a web app or of a test deployment cannot be called
             open: https://script.google.com/home/projects/1DoctorScriptIdWithAsManyLettersAsGoogleGivesToThemAllxxx/edit
not checked  access for this user: a step before it has failed
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_id() {
    let arguments = ["--id", SCRIPT_ID, "--script-id", SCRIPT_ID];
    examined(builder(), &arguments).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
not checked  Apps Script API reached: nothing was sent
not checked  API enabled in the Cloud project: nothing was sent
not checked  API switched on by the user: nothing was sent
not checked  Cloud project shared by script and OAuth client: nothing was sent
failed       deployed as an API executable: this looks like a script ID, and the run endpoint takes a deployment ID
             API executables of this script: AKfycbxDoctor
             help: use the ID of an API executable, which begins with AKfycb: in the editor, Deploy > New deployment > API Executable makes one, and Deploy > Manage deployments shows it; a script ID, the ID of a web app or of a test deployment cannot be called
             open: https://script.google.com/home/projects/1DoctorScriptIdWithAsManyLettersAsGoogleGivesToThemAllxxx/edit
not checked  access for this user: a step before it has failed
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_id_at_all() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let doctor = program_for(home.path(), &emulator).env_remove("APPS_SCRIPT_ID");
        doctor.arg("doctor").assert().code(1).stdout_eq(str![[r#"
...
not checked  Apps Script API reached: nothing was sent
...
failed       deployed as an API executable: no deployment ID was given: --id AKfycb…, or APPS_SCRIPT_ID
...
"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_that_is_no_api_executable() {
    let folder = script(&format!(r#"{{"oauthScopes":["{EMAIL}"]}}"#), "function f() {}");
    let builder = builder().project(folder.path());
    examined(builder, &["--script-id", SCRIPT_ID])
        .await
        .code(1)
        .stdout_eq(str![[r#"
...
failed       deployed as an API executable: Requested entity was not found.
             version 1 is deployed with this ID, but not as an API executable
             help: use the ID of an API executable, [..]
             open: https://script.google.com/home/projects/[..]/edit
...
"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_test_deployment() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let doctor = program_for(home.path(), &emulator).args(["doctor", "--script-id", SCRIPT_ID]);
        let doctor = doctor.args(["--id", emulator.head_deployment_id()]);
        doctor.assert().code(1).stdout_eq(str![[r#"
...
failed       deployed as an API executable: [..]storage. Error code NOT_FOUND.
             this is the test deployment, which cannot be called
             help: use the ID of an API executable, [..]
...
"#]]);
    })
    .await;
}

/// The second: the client belongs to another Cloud project, and the message names neither.
#[tokio::test(flavor = "multi_thread")]
async fn another_cloud_project() {
    let builder = builder()
        .shared_cloud_project(false)
        .oauth_client("123456789012-x.apps.googleusercontent.com", "s");
    examined(builder, &["--script-id", SCRIPT_ID]).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
ok           Apps Script API reached: at http://127.0.0.1:[..]
ok           API enabled in the Cloud project
ok           API switched on by the user
failed       Cloud project shared by script and OAuth client: The caller does not have permission
             help: let the script use the Cloud project 123456789012, to which the OAuth client belongs: in the editor, Project Settings > Google Cloud Platform (GCP) Project > Change project; if it does, let the deployment's access (now MYSELF) include me@example.com: Deploy > Manage deployments
             open: https://script.google.com/home/projects/1DoctorScriptIdWithAsManyLettersAsGoogleGivesToThemAllxxx/settings
ok           deployed as an API executable: version 1, access MYSELF
not checked  access for this user: Google gives the same answer if this user has no access
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

/// The same answer with another cause.
#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_access() {
    let emulator = builder().user("ann@example.com").start().await.unwrap();
    let token = emulator.issue_token("ann@example.com", [EMAIL, SHEETS], HOUR);
    examined_with(emulator, token).await.code(1).stdout_eq(str![[r#"
...
failed       Cloud project shared by script and OAuth client: The caller does not have permission
             help: let the script use the Cloud project [..] include ann@example.com: Deploy > Manage deployments
             open: https://script.google.com/home
not checked  deployed as an API executable: Google does not say it without permission
not checked  access for this user: Google gives the same answer if this user has no access
...
"#]]);
}

/// The third, in its two places.
#[tokio::test(flavor = "multi_thread")]
async fn the_api_is_off_in_the_cloud_project() {
    examined(builder().api_enabled(false), &[]).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
ok           Apps Script API reached: at http://127.0.0.1:[..]
failed       API enabled in the Cloud project: Apps Script API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/script.googleapis.com/overview?project=123456789012 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.
             help: enable the Apps Script API in this Cloud project, and wait a few minutes; if the project is not yours, sign in with an OAuth client of your own: `apps-script login --client-secret FILE`
             open: https://console.cloud.google.com/apis/library/script.googleapis.com?project=123456789012
not checked  API switched on by the user: a step before it has failed
not checked  Cloud project shared by script and OAuth client: a step before it has failed
not checked  deployed as an API executable: a step before it has failed
not checked  access for this user: a step before it has failed
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_user_has_not_switched_the_api_on() {
    examined(builder().user_setting(false), &[]).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
ok           Apps Script API reached: at http://127.0.0.1:[..]
ok           API enabled in the Cloud project
failed       API switched on by the user: User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.
             help: switch the Google Apps Script API on
             open: https://script.google.com/home/usersettings
not checked  Cloud project shared by script and OAuth client: a step before it has failed
not checked  deployed as an API executable: a step before it has failed
not checked  access for this user: a step before it has failed
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

/// The fourth: an error inside of a success, which many take for one.
#[tokio::test(flavor = "multi_thread")]
async fn a_script_whose_top_level_code_fails() {
    let folder = script(
        &format!(r#"{{"executionApi":{{}},"oauthScopes":["{SHEETS}"]}}"#),
        "const sheet = null.name;\nfunction f() {}",
    );
    examined(builder().project(folder.path()), &[]).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
not checked  scopes: give the script's folder with --source
ok           Apps Script API reached: at http://127.0.0.1:[..]
ok           API enabled in the Cloud project
ok           API switched on by the user
ok           Cloud project shared by script and OAuth client
ok           deployed as an API executable
ok           access for this user
failed       script loads: the script threw TypeError: Cannot read properties of null (reading 'name')
             help: the script's top-level code fails, and with it every call: correct it, and let the deployment run a new version
             open: https://script.google.com/home
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

/// The fifth: Google does not say which scope is missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_the_scopes_of_the_script() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.issue_token(emulator.owner(), [EMAIL], HOUR);
    examined_with(emulator, token).await.code(1).stderr_eq("").stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: of me@example.com, expires in 59 minutes
failed       scopes: the token lacks https://www.googleapis.com/auth/spreadsheets
             help: sign in again: `apps-script login --client-secret FILE --source DIR`, which asks for every scope of the manifest
             open: https://script.google.com/home
ok           Apps Script API reached: at http://127.0.0.1:[..]
not checked  API enabled in the Cloud project: a step before it has failed
not checked  API switched on by the user: a step before it has failed
not checked  Cloud project shared by script and OAuth client: a step before it has failed
not checked  deployed as an API executable: a step before it has failed
not checked  access for this user: a step before it has failed
not checked  script loads: a step before it has failed
not checked  deployed functions are those of the folder: give the script ID with --script-id, or as scriptId in .clasp.json

"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_the_scopes_of_a_script_that_nobody_has_here() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.issue_token(emulator.owner(), [EMAIL], HOUR);
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let doctor = program_for(home.path(), &emulator).env("APPS_SCRIPT_TOKEN", token);
        doctor.arg("doctor").assert().code(1).stdout_eq(str![[r#"
...
failed       scopes: Request had insufficient authentication scopes.
             the token holds: https://www.googleapis.com/auth/userinfo.email
             help: sign in again with every scope of the script, which the editor lists at Overview > Project OAuth Scopes: `apps-script login --client-secret FILE --scope URL …`
...
"#]]);
    })
    .await;
}

/// The sixth: automation asks for a service account, and Google runs no script for one.
#[test]
fn a_service_account() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("key.json");
    fs::write(&file, r#"{"type":"service_account"}"#).unwrap();
    let doctor = program(home.path()).args(["doctor", "--id", "AKfycbx"]);
    let printed = doctor.env("GOOGLE_APPLICATION_CREDENTIALS", &file).assert();
    printed.code(1).stderr_eq("").stdout_eq(str![[r#"
failed       credentials: [..]/key.json: these are credentials of a service account, and a service account cannot run a script
             help: sign in as a person: `gcloud auth application-default login --client-id-file=client_secret.json --scopes=…` with every scope of the script, or `apps-script login`
             open: https://console.cloud.google.com/apis/credentials
not checked  access token: there are no credentials
not checked  scopes: there is no access token
not checked  Apps Script API reached: there is no access token to call with
not checked  API enabled in the Cloud project: there is no access token to call with
not checked  API switched on by the user: there is no access token to call with
not checked  Cloud project shared by script and OAuth client: there is no access token to call with
not checked  deployed as an API executable: there is no access token to call with
not checked  access for this user: there is no access token to call with
not checked  script loads: there is no access token to call with
not checked  deployed functions are those of the folder: give the script's folder with --source

"#]]);
}

#[test]
fn nobody_has_signed_in() {
    let home = tempfile::tempdir().unwrap();
    program(home.path()).arg("doctor").assert().code(1).stdout_eq(str![[r#"
failed       credentials: no credentials were found: APPS_SCRIPT_TOKEN, [..]: not set; [..]/.config/apps-script/credentials.json: not there; [..]
             help: sign in once: `apps-script login --help` says how; or set APPS_SCRIPT_CLIENT_ID, APPS_SCRIPT_CLIENT_SECRET and APPS_SCRIPT_REFRESH_TOKEN
             open: https://console.cloud.google.com/apis/credentials
...
"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_places_before_the_sign_in_are_named() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let store = home.path().join(".config/apps-script");
        fs::create_dir_all(&store).unwrap();
        fs::write(store.join("credentials.json"), "{").unwrap();
        let clasp = format!(
            r#"{{"token":{{"access_token":"{}","refresh_token":"r","expiry_date":4000000000000}}}}"#,
            emulator.token()
        );
        fs::write(home.path().join(".clasprc.json"), clasp).unwrap();
        let doctor = program(home.path()).env("APPS_SCRIPT_URL", emulator.url());
        doctor
            .args(["doctor", "--id", "AKfycbxDoctor"])
            .assert()
            .success()
            .stdout_eq(str![[r#"
ok           credentials: found in user `default` in [..]/.clasprc.json
             not taken: APPS_SCRIPT_TOKEN, [..]: not set
             not taken: [..]/.config/apps-script/credentials.json: [..]line 1, column 1
ok           access token: of me@example.com, expires in 59 minutes
...
"#]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_over() {
    let emulator = builder().start().await.unwrap();
    let token = emulator.issue_token(emulator.owner(), [EMAIL], HOUR);
    emulator.expire_token(&token);
    examined_with(emulator, token).await.code(1).stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
failed       access token: Request had invalid authentication credentials. [..]
             help: [..]
             open: https://myaccount.google.com/permissions
not checked  scopes: it is not known what the token may do
ok           Apps Script API reached: at http://127.0.0.1:[..]
...
"#]]);
}

#[test]
fn there_is_no_network() {
    let home = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let doctor = program(home.path())
        .env("APPS_SCRIPT_URL", url)
        .env("APPS_SCRIPT_TOKEN", "ya29.secret");
    doctor
        .args(["doctor", "--id", "AKfycbx"])
        .assert()
        .code(1)
        .stderr_eq("")
        .stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
ok           access token: obtained; what it may do is not known: Connection refused (os error [..])
not checked  scopes: it is not known what the token may do
failed       Apps Script API reached: [..]
             help: [..]
not checked  API enabled in the Cloud project: a step before it has failed
...
"#]]);
}

/// The token must not be sent to see what it may do, either.
#[test]
fn a_token_is_not_sent_unprotected() {
    let home = tempfile::tempdir().unwrap();
    let doctor = program(home.path())
        .env("APPS_SCRIPT_URL", "http://example.invalid")
        .env("APPS_SCRIPT_TOKEN", "ya29.secret");
    let arguments = ["doctor", "--id", "AKfycbx", "--script-id", "1x", "--source"];
    doctor.args(arguments).arg(inventory()).assert().code(1).stdout_eq(str![[r#"
ok           credentials: found in APPS_SCRIPT_TOKEN
not checked  access token: it is not certain that it may be sent to the API
not checked  scopes: there is no access token
failed       Apps Script API reached: the base URL `http://example.invalid` would send secrets over the network unprotected
...
"#]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn deployed_functions_are_compared_with_those_of_the_folder() {
    let manifest = format!(r#"{{"executionApi":{{}},"oauthScopes":["{EMAIL}"]}}"#);
    let folder = script(
        &manifest,
        "function same(a) {}\nfunction gone() {}\nfunction other(a) {}\n",
    );
    fs::write(
        folder.path().join(".clasp.json"),
        format!("{{scriptId: '{SCRIPT_ID}'}}"),
    )
    .unwrap();
    let emulator = builder().project(folder.path()).start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let doctor = |folder: &Path| {
            let doctor = program_for(home.path(), &emulator);
            doctor.arg("doctor").arg("--source").arg(folder).assert()
        };
        doctor(folder.path()).success().stdout_eq(str![[r#"
...
ok           deployed as an API executable: version 1, access MYSELF
...
ok           deployed functions are those of the folder

"#]]);
        let code = "function same(a) { return 1; }\nfunction added({ b }) {}\nfunction other(a, ...rest) {}\n";
        fs::write(folder.path().join("Code.gs"), code).unwrap();
        doctor(folder.path()).code(1).stdout_eq(str![[r#"
...
failed       deployed functions are those of the folder: 3 functions differ
             only in the folder: added({})
             only in the deployed version: gone()
             other(a, ...rest) is deployed as other(a)
             help: push the folder with `clasp push`, and let the deployment run a new version: in the editor, Deploy > Manage deployments > Edit > Version > New version
             open: https://script.google.com/home/projects/[..]/edit

"#]]);
        let token = emulator.issue_token(emulator.owner(), [EMAIL], HOUR);
        let doctor = program_for(home.path(), &emulator).env("APPS_SCRIPT_TOKEN", token);
        doctor.arg("doctor").arg("--source").arg(folder.path()).assert().success().stdout_eq(str![[r#"
...
not checked  deployed functions are those of the folder: the sign-in would need https://www.googleapis.com/auth/script.deployments.readonly and https://www.googleapis.com/auth/script.projects.readonly too

"#]]);
    })
    .await;
}

/// The proxy would see the token of every request to this machine.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_through_a_proxy_to_this_machine() {
    let emulator = builder().start().await.unwrap();
    run(move || {
        let home = tempfile::tempdir().unwrap();
        let through = |arguments: &[&str]| {
            let program = program_for(home.path(), &emulator);
            let proxies = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"];
            let program = proxies
                .iter()
                .fold(program, |program, name| program.env(name, "http://127.0.0.1:9"));
            program.args(arguments).assert().success()
        };
        let script = inventory();
        through(&[
            "doctor",
            "--script-id",
            SCRIPT_ID,
            "--source",
            script.to_str().unwrap(),
        ])
        .stdout_eq(str![[r#"
...
ok           access token: of me@example.com, expires in 59 minutes
...
ok           deployed as an API executable: version 1, access MYSELF
...
ok           deployed functions are those of the folder

"#]]);
        through(&["call", "total", "--record", "answer.json"]).stdout_eq("912.25\n");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_read_json() {
    let assert = examined(builder().user_setting(false), &["--json"]).await.code(1);
    let report: Value = serde_json::from_slice(&assert.get_output().stdout).unwrap();
    assert_eq!(report["ok"], false);
    let steps = report["steps"].as_array().unwrap();
    let failed: Vec<&Value> = steps.iter().filter(|step| step["state"] == "failed").collect();
    assert_eq!(failed.len(), 1, "{report:#}");
    assert_eq!(failed[0]["step"], "userSetting");
    assert_eq!(failed[0]["title"], "API switched on by the user");
    assert_eq!(failed[0]["url"], "https://script.google.com/home/usersettings");
    assert!(
        steps.iter().any(|step| step["state"] == "notChecked"),
        "{report:#}"
    );
}

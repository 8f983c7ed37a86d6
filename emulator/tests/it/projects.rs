//! What the API says of the script project: its deployments, and the files of its versions.

use std::{fs, path::Path, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;

const HOUR: Duration = Duration::from_secs(3600);
const MANIFEST: &str = r#"{ "executionApi": { "access": "DOMAIN" }, "timeZone": "Europe/Berlin" }"#;

fn script() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "appsscript.json", MANIFEST);
    write(
        folder.path(),
        "Code.gs",
        "function one(a, b) {}\nfunction two() {}\n",
    );
    write(folder.path(), "lib/Names.js", "const names = 1;\n");
    write(folder.path(), "Page.html", "<p>");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn builder(folder: &TempDir) -> EmulatorBuilder {
    Emulator::builder()
        .project(folder.path())
        .script_id("1Script")
        .deployment_id("AKfycbFirst")
}

async fn get_as(emulator: &Emulator, token: &str, path: &str) -> (u16, Value) {
    let request = reqwest::Client::new().get(format!("{}/v1/projects/{path}", emulator.url()));
    let response = request.bearer_auth(token).send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

async fn get(emulator: &Emulator, path: &str) -> Value {
    let (status, answer) = get_as(emulator, emulator.token(), path).await;
    assert_eq!(status, 200, "{path}: {answer}");
    answer
}

#[tokio::test]
async fn a_deployment_names_its_version_and_who_may_run_it() {
    let folder = script();
    let emulator = builder(&folder).start().await.unwrap();
    let mut first = get(&emulator, "1Script/deployments/AKfycbFirst").await;
    let updated = first.as_object_mut().unwrap().remove("updateTime").unwrap();
    let is_time = |text: &str| text.len() == 24 && text.starts_with("20") && text.ends_with('Z');
    assert!(updated.as_str().is_some_and(is_time), "{updated}");
    assert_eq!(
        first,
        json!({
            "deploymentId": "AKfycbFirst",
            "deploymentConfig": { "scriptId": "1Script", "manifestFileName": "appsscript", "versionNumber": 1 },
            "entryPoints": [{
                "entryPointType": "EXECUTION_API",
                "executionApi": { "entryPointConfig": { "access": "DOMAIN" } },
            }],
        })
    );
    let head = get(&emulator, "1Script/deployments/@HEAD").await;
    assert_eq!(head["deploymentId"], emulator.head_deployment_id());
    assert_eq!(head["deploymentConfig"].get("versionNumber"), None);
}

#[tokio::test]
async fn a_script_without_executable_has_no_entry_point_unless_it_is_always_one() {
    let folder = script();
    write(folder.path(), "appsscript.json", "{}");
    for (builder, access) in [
        (builder(&folder), Value::Null),
        (builder(&folder).deploy_without_execution_api(), "MYSELF".into()),
    ] {
        let emulator = builder.start().await.unwrap();
        let deployment = get(&emulator, "1Script/deployments/AKfycbFirst").await;
        let entry_point = &deployment["entryPoints"][0]["executionApi"]["entryPointConfig"]["access"];
        assert_eq!(*entry_point, access);
    }
}

#[tokio::test]
async fn every_deployment_is_listed_in_pages() {
    let folder = script();
    let emulator = builder(&folder).start().await.unwrap();
    let second = emulator.deploy().await.unwrap();
    emulator.redeploy("AKfycbFirst").await.unwrap();
    let ids = |answer: &Value| -> Vec<String> {
        let deployments = answer["deployments"].as_array().unwrap();
        let ids = deployments
            .iter()
            .map(|one| one["deploymentId"].as_str().unwrap().to_owned());
        ids.collect()
    };
    let all = get(&emulator, "1Script/deployments").await;
    assert_eq!(ids(&all), [emulator.head_deployment_id(), "AKfycbFirst", &second]);
    assert_eq!(all["deployments"][1]["deploymentConfig"]["versionNumber"], 3);
    assert_eq!(all.get("nextPageToken"), None);

    let page = get(&emulator, "1Script/deployments?pageSize=2").await;
    assert_eq!(ids(&page), [emulator.head_deployment_id(), "AKfycbFirst"]);
    let next = page["nextPageToken"].as_str().unwrap();
    let page = get(
        &emulator,
        &format!("1Script/deployments?pageSize=2&pageToken={next}"),
    )
    .await;
    assert_eq!(ids(&page), [second]);
    assert_eq!(page.get("nextPageToken"), None);

    let masked = get(
        &emulator,
        "1Script/deployments?fields=deployments(deploymentId)&pageSize=1",
    )
    .await;
    assert_eq!(
        masked,
        json!({ "deployments": [{ "deploymentId": emulator.head_deployment_id() }] })
    );
}

#[tokio::test]
async fn a_version_keeps_its_files() {
    let folder = script();
    let emulator = builder(&folder).start().await.unwrap();
    let first = json!({
        "scriptId": "1Script",
        "files": [
            { "name": "appsscript", "type": "JSON", "source": MANIFEST },
            {
                "name": "Code",
                "type": "SERVER_JS",
                "source": "function one(a, b) {}\nfunction two() {}\n",
                "functionSet": { "values": [{ "name": "one", "parameters": ["a", "b"] }, { "name": "two" }] },
            },
            { "name": "lib/Names", "type": "SERVER_JS", "source": "const names = 1;\n" },
            { "name": "Page", "type": "HTML", "source": "<p>" },
        ],
    });
    assert_eq!(get(&emulator, "1Script/content").await, first);
    write(folder.path(), "Code.gs", "function one(a) {}\n");
    emulator.redeploy("AKfycbFirst").await.unwrap();
    assert_eq!(get(&emulator, "1Script/content?versionNumber=1").await, first);
    for newer in [
        "1Script/content?versionNumber=2",
        "1Script/content",
        "1Script/content?versionNumber=0",
    ] {
        let files = get(&emulator, newer).await;
        assert_eq!(files["files"][1]["source"], "function one(a) {}\n", "{newer}");
    }
}

#[tokio::test]
async fn a_script_that_is_deployed_again_and_again_keeps_the_newest_versions() {
    let folder = script();
    let emulator = builder(&folder).start().await.unwrap();
    let kept = emulator.deploy().await.unwrap();
    for _ in 0..105 {
        emulator.redeploy("AKfycbFirst").await.unwrap();
    }
    for (version, expected) in [(1, 404), (2, 200), (6, 404), (7, 200), (107, 200), (108, 404)] {
        let path = format!("1Script/content?versionNumber={version}");
        let (status, answer) = get_as(&emulator, emulator.token(), &path).await;
        assert_eq!(status, expected, "{version}: {answer}");
    }
    assert_eq!(
        get(&emulator, &format!("1Script/deployments/{kept}")).await["deploymentConfig"]["versionNumber"],
        2
    );
}

#[tokio::test]
async fn requests_are_refused_as_calls_are() {
    let folder = script();
    let emulator = builder(&folder).user("ann@example.com").start().await.unwrap();
    let scope = |name: &str| format!("https://www.googleapis.com/auth/{name}");
    let reader = |user: &str| {
        let scopes = [scope("script.deployments.readonly"), scope("script.projects")];
        emulator.issue_token(user, scopes, HOUR)
    };
    let caller = emulator.issue_token(emulator.owner(), emulator.scopes(), HOUR);
    let owner = reader(emulator.owner());
    let cases = [
        (&*owner, "1Script/deployments/AKfycbFirst", 200, ""),
        (&*owner, "1Script/content?versionNumber=1", 200, ""),
        (
            &*owner,
            "1Script/deployments/AKfycbOther",
            404,
            "Requested entity was not found.",
        ),
        (
            &*owner,
            "1Other/deployments",
            404,
            "Requested entity was not found.",
        ),
        (&*owner, "1Other/content", 404, "Requested entity was not found."),
        (
            &*owner,
            "1Script/content?versionNumber=9",
            404,
            "Requested entity was not found.",
        ),
        (
            &*owner,
            "1Script/content?versionNumber=x",
            400,
            "Invalid value at 'version_number' (TYPE_INT32), \"x\"",
        ),
        (
            &*owner,
            "1Script/deployments?pageSize=-1",
            400,
            "Invalid value at 'page_size' (TYPE_INT32), \"-1\"",
        ),
        (
            &*owner,
            "1Script/deployments?pageToken=x",
            400,
            "Request contains an invalid argument.",
        ),
        (
            &*owner,
            "1Script/content?versionsNumber=1",
            400,
            "Invalid JSON payload received. Unknown name",
        ),
        (
            &*owner,
            "1Script/content?fields=done",
            400,
            "Request contains an invalid argument.",
        ),
        (
            &*caller,
            "1Script/content",
            403,
            "Request had insufficient authentication scopes.",
        ),
        (
            &*caller,
            "1Script/deployments",
            403,
            "Request had insufficient authentication scopes.",
        ),
        (
            &*reader("ann@example.com"),
            "1Script/content",
            403,
            "The caller does not have permission",
        ),
        (
            "unknown",
            "1Script/content",
            401,
            "Request had invalid authentication credentials.",
        ),
    ]
    .map(|(token, path, status, message)| (token.to_owned(), path, status, message));
    for (token, path, expected, message) in cases {
        let (status, answer) = get_as(&emulator, &token, path).await;
        assert_eq!(status, expected, "{path}: {answer}");
        let told = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(told.starts_with(message), "{path}: {told}");
    }
}

#[tokio::test]
async fn the_switches_of_the_api_count_here_too_but_the_cloud_project_may_be_another() {
    let folder = script();
    for (builder, status) in [
        (builder(&folder).api_enabled(false), 403),
        (builder(&folder).user_setting(false), 403),
        (builder(&folder).shared_cloud_project(false), 200),
    ] {
        let emulator = builder.start().await.unwrap();
        let (answered, answer) = get_as(&emulator, emulator.token(), "1Script/content").await;
        assert_eq!(answered, status, "{answer}");
    }
}

#[tokio::test]
async fn methods_that_are_not_served_say_so_as_the_api_does() {
    let folder = script();
    let emulator = builder(&folder).start().await.unwrap();
    let client = reqwest::Client::new();
    for (method, path, name) in [
        (
            "POST",
            "/v1/projects/1Script/deployments",
            "projects.deployments.create",
        ),
        (
            "PUT",
            "/v1/projects/1Script/deployments/AKfycbFirst",
            "projects.deployments.update",
        ),
        (
            "DELETE",
            "/v1/projects/1Script/deployments/AKfycbFirst",
            "projects.deployments.delete",
        ),
        ("PUT", "/v1/projects/1Script/content", "projects.updateContent"),
        ("GET", "/v1/projects/1Script/versions", "projects.versions.list"),
        ("GET", "/v1/projects/1Script/metrics", "projects.getMetrics"),
        ("GET", "/v1/projects/1Script?alt=json", "projects.get"),
        ("POST", "/v1/projects", "projects.create"),
        ("GET", "/v1/processes", "processes.list"),
        (
            "GET",
            "/v1/processes:listScriptProcesses?scriptId=1Script",
            "processes.listScriptProcesses",
        ),
        ("POST", "/batch", "batch requests"),
    ] {
        let url = format!("{}{path}", emulator.url());
        let request = client
            .request(method.parse().unwrap(), url)
            .bearer_auth(emulator.token());
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 501, "{method} {path}");
        let answer: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        let error = &answer["error"];
        assert_eq!(
            (&error["code"], &error["status"]),
            (&json!(501), &json!("UNIMPLEMENTED"))
        );
        assert_eq!(
            error.get("errors").is_some(),
            path.contains("alt=json"),
            "{answer}"
        );
        let message = error["message"].as_str().unwrap();
        let begins = format!("The emulator does not serve {name}. It serves scripts.run, ");
        assert!(message.starts_with(&begins), "{message}");
    }
    for (method, path) in [
        ("PATCH", "/v1/projects/1Script/content"),
        ("GET", "/v1/projects/1Script/nothing"),
    ] {
        let url = format!("{}{path}", emulator.url());
        let response = client.request(method.parse().unwrap(), url).send().await.unwrap();
        assert_eq!(response.status(), 404, "{method} {path}");
        let page = response.text().await.unwrap();
        assert!(page.starts_with("<!DOCTYPE html>"), "{method} {path}");
    }
}

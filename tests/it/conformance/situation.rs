//! Brings the emulator into a situation and calls it.

use std::{path::PathBuf, sync::Arc, time::Duration};

use apps_script_emulator::{Emulator, EmulatorBuilder, ExecutionStatus, Fault};
use reqwest::{Client, Url};
use tokio::task::JoinSet;

use super::{
    call::{Answer, Call, send},
    fixture::Fixture,
};

const HOUR: Duration = Duration::from_secs(3600);

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("it/conformance")
        .join(name)
}

fn builder() -> EmulatorBuilder {
    Emulator::builder()
        .project(folder("script"))
        .user("ann@example.com")
}

async fn emulator() -> Emulator {
    builder().start().await.unwrap()
}

pub(crate) async fn run(function: &str, parameters: &[&str]) -> Answer {
    let emulator = emulator().await;
    let mut call = Call::of(&emulator, function);
    call.parameters = parameters.to_vec();
    call.send().await
}

/// Sends this body as it is.
pub(crate) async fn body(text: &str, query: &str) -> Answer {
    let emulator = emulator().await;
    let mut call = Call::of(&emulator, "nothing").query(query);
    call.body = Some(text.to_owned());
    call.send().await
}

/// Sends a fixture that is a request, in which the function is called `sample`.
pub(crate) async fn recorded_request() -> Answer {
    let request = Fixture::read("request_with_params_devmode.json").text;
    body(&request.replace("\"sample\"", "\"object\""), "").await
}

pub(crate) async fn fault(fault: Fault, query: &str) -> Answer {
    fault_in("nothing", fault, query).await
}

/// A fault that a function meets, or a service that it uses.
pub(crate) async fn fault_in(function: &str, fault: Fault, query: &str) -> Answer {
    let emulator = emulator().await;
    emulator.fault(fault);
    Call::of(&emulator, function).query(query).send().await
}

pub(crate) async fn head_deployment() -> Answer {
    let emulator = emulator().await;
    let call = Call::of(&emulator, "nothing").to(emulator.head_deployment_id());
    call.send().await
}

pub(crate) async fn script_id(query: &str) -> Answer {
    let emulator = emulator().await;
    let call = Call::of(&emulator, "nothing")
        .query(query)
        .to(emulator.script_id());
    call.send().await
}

pub(crate) async fn without_token(query: &str) -> Answer {
    let emulator = emulator().await;
    let mut call = Call::of(&emulator, "nothing").query(query);
    call.token = None;
    call.send().await
}

pub(crate) async fn expired_token() -> Answer {
    let emulator = emulator().await;
    let token = emulator.issue_token(emulator.owner(), emulator.scopes(), HOUR);
    emulator.expire_token(&token);
    let mut call = Call::of(&emulator, "nothing");
    call.token = Some(&token);
    call.send().await
}

/// Somebody calls whom the manifest's `access` does not let in.
pub(crate) async fn stranger(query: &str) -> Answer {
    let emulator = emulator().await;
    let token = emulator.issue_token("ann@example.com", emulator.scopes(), HOUR);
    let mut call = Call::of(&emulator, "nothing").query(query);
    call.token = Some(&token);
    call.send().await
}

pub(crate) async fn too_few_scopes(query: &str) -> Answer {
    let emulator = emulator().await;
    let scopes = ["https://www.googleapis.com/auth/drive"];
    let token = emulator.issue_token(emulator.owner(), scopes, HOUR);
    let mut call = Call::of(&emulator, "nothing").query(query);
    call.token = Some(&token);
    call.send().await
}

pub(crate) async fn configured(change: fn(EmulatorBuilder) -> EmulatorBuilder, query: &str) -> Answer {
    let emulator = change(builder()).start().await.unwrap();
    Call::of(&emulator, "nothing").query(query).send().await
}

/// The manifest lists its scopes and leaves out one that the code needs.
pub(crate) async fn scope_left_out() -> Answer {
    let emulator = Emulator::builder()
        .project(folder("scope_left_out"))
        .start()
        .await
        .unwrap();
    Call::of(&emulator, "main").send().await
}

pub(crate) async fn endless() -> Answer {
    let emulator = builder()
        .execution_limit(Duration::from_millis(50))
        .start()
        .await
        .unwrap();
    Call::of(&emulator, "endless").send().await
}

async fn wait_for(emulator: &Emulator, is_so: impl Fn(&Emulator) -> bool) {
    let mut changes = emulator.execution_changes();
    while !is_so(emulator) {
        assert!(changes.changed().await);
    }
}

fn running(emulator: &Emulator) -> usize {
    let executions = emulator.executions();
    let running = executions
        .iter()
        .filter(|execution| execution.status == ExecutionStatus::Running);
    running.count()
}

fn cancel_all(emulator: &Emulator) {
    for execution in emulator.executions() {
        emulator.cancel_execution(execution.id);
    }
}

/// Thirty run; another is called.
pub(crate) async fn one_too_many() -> Answer {
    let emulator = Arc::new(emulator().await);
    let mut others = JoinSet::new();
    for _ in 0..30 {
        let emulator = Arc::clone(&emulator);
        others.spawn(async move { Call::of(&emulator, "endless").send().await });
    }
    wait_for(&emulator, |emulator| running(emulator) == 30).await;
    let answer = Call::of(&emulator, "nothing").send().await;
    cancel_all(&emulator);
    others.join_all().await;
    answer
}

pub(crate) async fn cancelled() -> Answer {
    let emulator = Arc::new(emulator().await);
    let called = Arc::clone(&emulator);
    let call = tokio::spawn(async move { Call::of(&called, "endless").send().await });
    wait_for(&emulator, |emulator| running(emulator) == 1).await;
    cancel_all(&emulator);
    call.await.unwrap()
}

pub(crate) async fn token_expires_during_the_run() -> Answer {
    let emulator = Arc::new(emulator().await);
    let token = emulator.issue_token(emulator.owner(), emulator.scopes(), HOUR);
    let (called, given) = (Arc::clone(&emulator), token.clone());
    let call = tokio::spawn(async move {
        let mut call = Call::of(&called, "fetchWhenTold");
        call.token = Some(&given);
        call.send().await
    });
    let waits = |emulator: &Emulator| emulator.executions().iter().any(|run| !run.logs.is_empty());
    wait_for(&emulator, waits).await;
    emulator.expire_token(&token);
    emulator.script_properties().set("go", "1").unwrap();
    call.await.unwrap()
}

/// A path that Google does not route: `/run` in place of `:run`.
pub(crate) async fn wrong_path() -> Answer {
    let emulator = emulator().await;
    let mut call = Call::of(&emulator, "nothing");
    call.path = Some("/v1/scripts/x/run".to_owned());
    call.send().await
}

async fn token(emulator: &Emulator, client_id: &str) -> Answer {
    let mut form = Url::parse("http://form").unwrap();
    form.query_pairs_mut()
        .append_pair("grant_type", "refresh_token")
        .append_pair("client_id", client_id)
        .append_pair("client_secret", emulator.client_secret())
        .append_pair("refresh_token", emulator.refresh_token());
    let request = Client::new()
        .post(emulator.token_url())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.query().unwrap().to_owned());
    send(request).await
}

pub(crate) async fn refreshed_token() -> Answer {
    let emulator = emulator().await;
    token(&emulator, emulator.client_id()).await
}

pub(crate) async fn revoked_refresh_token() -> Answer {
    let emulator = emulator().await;
    emulator.revoke_token(emulator.refresh_token());
    token(&emulator, emulator.client_id()).await
}

pub(crate) async fn unknown_client() -> Answer {
    let emulator = emulator().await;
    token(&emulator, "other.apps.googleusercontent.com").await
}

//! The endpoint: `POST /v1/scripts/{id}:run`.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use apps_script_source::Project;
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Json as JsonBody, Response},
};
use serde_json::Value as Json;

use crate::{
    allowed_hosts::AllowedHosts,
    body,
    engine::{self, Ending, Run},
    execution::{Execution, ExecutionStatus},
    host::Host,
    limits::Limits,
    outbox::Outbox,
    session::Session,
    store::Store,
};

/// What all requests see.
pub(crate) struct Service {
    pub(crate) folder: PathBuf,
    /// The files as they were at the start: the deployed version.
    pub(crate) deployed: Arc<Project>,
    pub(crate) deployment_id: String,
    pub(crate) token: String,
    pub(crate) limits: Limits,
    pub(crate) store: Arc<Store>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) executions: Mutex<Vec<Execution>>,
}

/// What a request asks for.
struct Request {
    function: String,
    parameters: Vec<Json>,
    dev_mode: bool,
}

/// Google's words, told apart by whether there is a token at all.
const TOKEN_MISSING: &str = "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";
const TOKEN_INVALID: &str = "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

pub(crate) fn router(service: Arc<Service>) -> Router {
    Router::new().fallback(answer).with_state(service)
}

async fn answer(
    State(service): State<Arc<Service>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let id = uri
        .path()
        .strip_prefix("/v1/scripts/")
        .and_then(|rest| rest.strip_suffix(":run"));
    let Some(id) = id.filter(|_| method == Method::POST) else {
        return (StatusCode::NOT_FOUND, Html(no_such_page(uri.path()))).into_response();
    };
    match service.run(id, &headers, &body).await {
        Ok(answer) => JsonBody(answer).into_response(),
        Err((status, answer)) => (status, JsonBody(answer)).into_response(),
    }
}

fn no_such_page(path: &str) -> String {
    let path = path.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<title>Error 404 (Not Found)</title>\n<p>The requested URL <code>{path}</code> was not found on this server.\n"
    )
}

type Refusal = (StatusCode, Json);

fn refuse(status: StatusCode, name: &str, message: &str) -> Refusal {
    (status, body::refused(status, name, message))
}

fn invalid_argument(message: &str) -> Refusal {
    refuse(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message)
}

impl Service {
    async fn run(&self, id: &str, headers: &HeaderMap, body: &[u8]) -> Result<Json, Refusal> {
        self.check_token(headers)?;
        let request = Request::read(body)?;
        let project = self.project(request.dev_mode);
        if id != self.deployment_id || project.manifest.execution_api.is_none() {
            return Err(refuse(
                StatusCode::NOT_FOUND,
                "NOT_FOUND",
                "Requested entity was not found.",
            ));
        }
        let Request {
            function, parameters, ..
        } = request;
        let run = engine::run(
            self.host(project),
            function.clone(),
            parameters,
            self.limits.memory,
        )
        .await;
        let answer = answer_of(&run.ending, &function);
        self.remember(function, run);
        Ok(answer)
    }

    pub(crate) fn host(&self, project: Arc<Project>) -> Host {
        Host {
            session: Session {
                user: "me@example.com".into(),
                token: self.token.clone(),
                script_id: self.deployment_id.clone(),
                scopes: Arc::default(),
            },
            project,
            store: Arc::clone(&self.store),
            outbox: Arc::clone(&self.outbox),
            allowed_hosts: self.allowed_hosts.clone(),
            deadline: Instant::now() + self.limits.time,
        }
    }

    fn check_token(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let unauthenticated = |message| refuse(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", message);
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let token = given.and_then(|value| value.strip_prefix("Bearer "));
        match token {
            None => Err(unauthenticated(TOKEN_MISSING)),
            Some(token) if token != self.token => Err(unauthenticated(TOKEN_INVALID)),
            Some(_) => Ok(()),
        }
    }

    /// `devMode` runs the newest files; where they cannot be read, the deployed ones stand in.
    fn project(&self, dev_mode: bool) -> Arc<Project> {
        if !dev_mode {
            return Arc::clone(&self.deployed);
        }
        match Project::read(&self.folder) {
            Ok(newest) => Arc::new(newest),
            Err(fault) => {
                tracing::warn!(%fault, "devMode runs the files of the start");
                Arc::clone(&self.deployed)
            }
        }
    }

    fn remember(&self, function: String, run: Run) {
        let status = match run.ending {
            Ending::Returned(_) => ExecutionStatus::Completed,
            Ending::NoSuchFunction => ExecutionStatus::NotStarted,
            Ending::TimedOut => ExecutionStatus::TimedOut,
            Ending::Threw { .. } | Ending::UnsupportedReturn | Ending::OutOfMemory => ExecutionStatus::Failed,
        };
        tracing::info!(function, ?status, duration = ?run.duration, "executed");
        let execution = Execution {
            function,
            status,
            duration: run.duration,
            logs: run.logs,
        };
        self.executions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(execution);
    }
}

fn answer_of(ending: &Ending, function: &str) -> Json {
    match ending {
        Ending::Returned(result) => body::returned(result.as_ref()),
        Ending::Threw { message, stack } => body::script_error(message, stack),
        Ending::NoSuchFunction => body::script_error(&format!("Script function not found: {function}"), &[]),
        Ending::UnsupportedReturn => body::script_error(
            "The script completed but the returned value is not a supported return type.",
            &[],
        ),
        Ending::TimedOut => body::script_timeout(),
        Ending::OutOfMemory => body::script_error("Exceeded memory limit", &[]),
    }
}

impl Request {
    /// `ExecutionRequest` of the API's discovery document.
    fn read(body: &[u8]) -> Result<Self, Refusal> {
        let Ok(Json::Object(fields)) = serde_json::from_slice(body) else {
            return Err(invalid_argument("Invalid JSON payload received."));
        };
        let mut request = Self {
            function: String::new(),
            parameters: Vec::new(),
            dev_mode: false,
        };
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("function", Json::String(function)) => request.function = function,
                ("parameters", Json::Array(parameters)) => request.parameters = parameters,
                ("devMode", Json::Bool(dev_mode)) => request.dev_mode = dev_mode,
                ("sessionState", Json::String(_))
                | ("function" | "parameters" | "devMode" | "sessionState", Json::Null) => {}
                ("function" | "parameters" | "devMode" | "sessionState", value) => {
                    return Err(invalid_argument(&format!("Invalid value at '{name}': {value}")));
                }
                (unknown, _) => return Err((StatusCode::BAD_REQUEST, body::unknown_field(unknown))),
            }
        }
        if request.function.is_empty() {
            return Err(invalid_argument("Request contains an invalid argument."));
        }
        Ok(request)
    }
}

//! The page of the emulator: its executions and what they leave behind, live, and a form for each function. For the
//! person at this machine.

mod arguments;
mod executions;
mod functions;
mod kept;
mod same_site;
mod shortened;
mod type_name;
mod view;

use std::{sync::Arc, time::Duration};

use apps_script_source::Project;
use axum::{
    Form, Router,
    extract::{Query, State},
    http::{HeaderName, StatusCode, header},
    middleware,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tokio::time::timeout;

use self::{arguments::RunForm, view::View};
use crate::{backend::Backend, engine, run::Run};

/// Counts the changes of the executions, for the script of the page.
const CHANGES: HeaderName = HeaderName::from_static("x-changes");

/// How long a request for news waits for them.
const LONGEST_WAIT: Duration = Duration::from_secs(25);

pub(crate) fn router(backend: Arc<Backend>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/page/style.css", get(style))
        .route("/page/script.js", get(script))
        .route("/page/executions", get(news))
        .route("/page/kept", get(left_behind))
        .route("/page/run", post(run))
        .route("/page/cancel", post(cancel))
        .layer(middleware::from_fn(same_site::keep_out_other_sites))
        .with_state(backend)
}

#[derive(Deserialize)]
struct PageQuery {
    /// The execution that the form has just started.
    ran: Option<u64>,
}

async fn page(State(backend): State<Arc<Backend>>, Query(query): Query<PageQuery>) -> Html<String> {
    Html(
        View::new(&backend, project(&backend).as_deref())
            .with_open(query.ran)
            .page(),
    )
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("style.css"),
    )
}

async fn script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("script.js"),
    )
}

#[derive(Deserialize)]
struct NewsQuery {
    /// The changes that the asker knows of.
    after: Option<u64>,
    /// How many seconds it waits for others.
    wait: Option<u64>,
}

/// The list of executions, as soon as there is something new in it.
async fn news(State(backend): State<Arc<Backend>>, Query(query): Query<NewsQuery>) -> Response {
    let mut changes = backend.executions.watch();
    let known = *changes.borrow_and_update();
    if query.after == Some(known) {
        let wait = query
            .wait
            .map_or(LONGEST_WAIT, Duration::from_secs)
            .min(LONGEST_WAIT);
        // Without news the list goes out too: what runs has run for longer.
        let _ = timeout(wait, changes.changed()).await;
    }
    let count = *changes.borrow();
    let list = executions::list(&backend.executions.all(), None);
    ([(CHANGES, count.to_string())], Html(list.into_string())).into_response()
}

/// What scripts have left behind.
async fn left_behind(State(backend): State<Arc<Backend>>) -> Html<String> {
    Html(kept::all(&backend).into_string())
}

async fn run(State(backend): State<Arc<Backend>>, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let project = project(&backend);
    let form = RunForm::new(fields);
    let parameters = match form.parameters(project.as_deref().map_or(&[], Project::functions)) {
        Ok(parameters) => parameters,
        Err(message) => return refused(&backend, project.as_deref(), &message),
    };
    let dev_mode = !form.deployed;
    match Run::begin_for_owner(&backend, form.function, parameters, dev_mode) {
        Some(run) => {
            let id = run.id();
            engine::execute(run);
            Redirect::to(&format!("/?ran={id}#execution-{id}")).into_response()
        }
        None => refused(
            &backend,
            project.as_deref(),
            "the first deployment is gone: nothing can be run",
        ),
    }
}

fn refused(backend: &Backend, project: Option<&Project>, message: &str) -> Response {
    let page = View::new(backend, project).with_notice(message).page();
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}

#[derive(Deserialize)]
struct CancelForm {
    execution: u64,
}

async fn cancel(State(backend): State<Arc<Backend>>, Form(form): Form<CancelForm>) -> Redirect {
    backend.executions.cancel(form.execution);
    Redirect::to(&format!("/?ran={0}#execution-{0}", form.execution))
}

/// The files as they are now; where they cannot be read, the deployed ones, if there are any.
fn project(backend: &Backend) -> Option<Arc<Project>> {
    backend.deployments.newest().map(Some).unwrap_or_else(|fault| {
        tracing::warn!(%fault, "the page shows the deployed functions");
        backend.deployments.first()
    })
}

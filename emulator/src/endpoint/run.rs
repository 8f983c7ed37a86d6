//! A call, from its checks to its answer.

use std::{borrow::Cow, sync::Arc};

use apps_script_source::Project;
use axum::http::HeaderMap;
use serde_json::Value as Json;
use tokio::task::JoinHandle;

use super::{
    answer,
    authentication::{self, Caller},
    authorization,
    refusal::Refusal,
    request::Request,
};
use crate::{
    engine,
    host::Host,
    run::Ending,
    service::Service,
    services::Guard,
    state::{
        deployments::Deployed,
        executions::{Begun, ExecutionError, ExecutionStatus, Outcome, StackFrame, Start},
        identity::Session,
        scopes,
    },
};

const NO_SUCH_VERSION: &str =
    "We're sorry, a server error occurred while reading from storage. Error code NOT_FOUND.";
const TOO_MANY_AT_ONCE: &str =
    "Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.";
const UNSUPPORTED_RETURN: &str =
    "The script completed but the returned value is not a supported return type.";

/// A call as it came.
#[derive(Clone, Copy)]
pub(super) struct Call<'c> {
    pub(super) id: &'c str,
    pub(super) headers: &'c HeaderMap,
    /// The token in the URL.
    pub(super) token: Option<&'c str>,
    pub(super) body: &'c [u8],
}

/// Checks a call as Google does, and carries it out.
pub(super) async fn run(service: &Arc<Service>, call: Call<'_>) -> Result<Json, Refusal> {
    let Call { id, headers, .. } = call;
    let caller = authentication::caller(&service.tokens, headers, call.token)?;
    authorization::check_cloud_project(&service.cloud, &caller)?;
    authorization::check_accepted_scopes(&caller)?;
    let request = Request::read(headers, call.body)?;
    authorization::check_user_setting(&service.cloud)?;
    let deployed = service.deployments.find(id).ok_or_else(Refusal::not_found)?;
    let Deployed::Version(project) = deployed else {
        return Ok(answer::script_error(NO_SUCH_VERSION, &[]));
    };
    let dev_mode = request.dev_mode && caller.access.user == service.people.owner;
    let project = files_to_run(service, project, dev_mode);
    authorization::check_access(&service.people, &caller, &project)?;
    let scopes = authorization::check_scopes(&caller, &project, &service.libraries)?;
    let Caller { token, access } = caller;
    let session = Session {
        user: access.user.clone(),
        token,
        script_id: service.deployments.script_id.clone(),
        scopes,
    };
    let start = Start {
        function: request.function,
        user: access.user,
        deployment_id: id.to_owned(),
        dev_mode,
        parameters: request.parameters,
    };
    Ok(execute(Arc::clone(service), project, session, start).await)
}

/// `devMode` runs the files as they are now; where they cannot be read, the deployed ones stand in.
fn files_to_run(service: &Service, deployed: Arc<Project>, dev_mode: bool) -> Arc<Project> {
    if !dev_mode {
        return deployed;
    }
    service.deployments.newest().unwrap_or_else(|fault| {
        tracing::warn!(%fault, "devMode runs the deployed files");
        deployed
    })
}

/// Starts a run for the owner, outside of the API, and gives its ID. `None` if there is nothing to run.
pub(crate) fn start_for_owner(
    service: &Arc<Service>,
    function: String,
    parameters: Vec<Json>,
    dev_mode: bool,
) -> Option<u64> {
    let id = service.deployments.first_id();
    let Deployed::Version(project) = service.deployments.find(id)? else {
        return None;
    };
    let project = files_to_run(service, project, dev_mode);
    let session = Session {
        scopes: Arc::new(scopes::of_project(&project, &service.libraries)),
        ..service.session_of(&service.people.owner)
    };
    let start = Start {
        function,
        user: service.people.owner.clone(),
        deployment_id: id.to_owned(),
        dev_mode,
        parameters,
    };
    let (id, _) = begin(Arc::clone(service), project, session, start);
    Some(id)
}

/// A caller who hangs up does not end the run, and its end is kept all the same.
async fn execute(service: Arc<Service>, project: Arc<Project>, session: Session, start: Start) -> Json {
    let (_, task) = begin(service, project, session, start);
    task.await.unwrap_or_else(|fault| {
        tracing::error!(%fault, "a run was lost");
        answer_to(&Ending::server_error(), "")
    })
}

/// The ID of the execution, and what answers when it has ended.
fn begin(
    service: Arc<Service>,
    project: Arc<Project>,
    session: Session,
    start: Start,
) -> (u64, JoinHandle<Json>) {
    let (function, parameters) = (start.function.clone(), start.parameters.clone());
    let Begun {
        id,
        journal,
        is_one_too_many,
    } = service.executions.begin(start);
    let task = tokio::spawn(async move {
        if is_one_too_many {
            service.executions.finish(id, not_started(TOO_MANY_AT_ONCE));
            return answer::script_error(TOO_MANY_AT_ONCE, &[]);
        }
        let guard = Guard {
            service: Arc::clone(&service),
            session: session.clone(),
            function: function.clone(),
        };
        let host = Host {
            guard: Some(guard),
            ..service.host(project, session, journal)
        };
        let ending = engine::run(host, function.clone(), parameters, service.limits.memory).await;
        let answer = answer_to(&ending, &function);
        service.executions.finish(id, outcome(ending, &function));
        answer
    });
    (id, task)
}

fn answer_to(ending: &Ending, function: &str) -> Json {
    match ending {
        Ending::Returned(result) => answer::returned(result.as_ref()),
        Ending::TimedOut => answer::script_timeout(),
        Ending::Cancelled => answer::cancelled(),
        Ending::Threw { message, stack } => answer::script_error(message, stack),
        _ => answer::script_error(&message_of(ending, function), &[]),
    }
}

fn message_of<'e>(ending: &'e Ending, function: &str) -> Cow<'e, str> {
    match ending {
        Ending::Returned(_) => "".into(),
        Ending::Threw { message, .. } => message.into(),
        Ending::NoSuchFunction => format!("Script function not found: {function}").into(),
        Ending::UnsupportedReturn => UNSUPPORTED_RETURN.into(),
        Ending::TimedOut => answer::TIMED_OUT.into(),
        Ending::OutOfMemory => "Exceeded memory limit".into(),
        Ending::Cancelled => "The execution was cancelled".into(),
    }
}

fn outcome(ending: Ending, function: &str) -> Outcome {
    let status = match ending {
        Ending::Returned(result) => {
            return Outcome {
                status: ExecutionStatus::Completed,
                result,
                error: None,
            };
        }
        Ending::NoSuchFunction => ExecutionStatus::NotStarted,
        Ending::TimedOut => ExecutionStatus::TimedOut,
        Ending::Cancelled => ExecutionStatus::Cancelled,
        Ending::Threw { .. } | Ending::UnsupportedReturn | Ending::OutOfMemory => ExecutionStatus::Failed,
    };
    let message = message_of(&ending, function).into_owned();
    let stack = match ending {
        Ending::Threw { stack, .. } => stack,
        _ => Vec::new(),
    };
    failed(status, message, stack)
}

fn not_started(message: &str) -> Outcome {
    failed(ExecutionStatus::NotStarted, message.to_owned(), Vec::new())
}

fn failed(status: ExecutionStatus, message: String, stack: Vec<StackFrame>) -> Outcome {
    Outcome {
        status,
        result: None,
        error: Some(ExecutionError { message, stack }),
    }
}

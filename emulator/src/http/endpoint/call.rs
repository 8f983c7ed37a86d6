//! A call, from its checks to its answer.

use std::sync::Arc;

use axum::http::HeaderMap;
use serde_json::Value as Json;

use super::{
    answer,
    authentication::{self, Caller},
    authorization,
    refusal::Refusal,
    request::Request,
};
use crate::{
    backend::Backend,
    engine,
    run::{Ending, Run, files_to_run},
    state::{deployments::Deployed, executions::Start, identity::Identity},
};

const NO_SUCH_VERSION: &str =
    "We're sorry, a server error occurred while reading from storage. Error code NOT_FOUND.";

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
pub(super) async fn carry_out(backend: &Arc<Backend>, call: Call<'_>) -> Result<Json, Refusal> {
    let Call { id, headers, .. } = call;
    let caller = authentication::caller(&backend.tokens, headers, call.token)?;
    authorization::check_cloud_project(&backend.cloud, &caller)?;
    authorization::check_accepted_scopes(&caller)?;
    let request = Request::read(headers, call.body)?;
    authorization::check_user_setting(&backend.cloud)?;
    authorization::check_shared(&backend.cloud)?;
    let deployed = backend.deployments.find(id).ok_or_else(Refusal::not_found)?;
    let Deployed::Version(project) = deployed else {
        return Ok(answer::script_error(NO_SUCH_VERSION, &[]));
    };
    let dev_mode = request.dev_mode && caller.access.user == backend.people.owner;
    let files = files_to_run(backend, project, dev_mode);
    let project = &files.project;
    authorization::check_access(&backend.people, &caller, backend.deployments.access(project))?;
    let scopes = authorization::check_scopes(&caller, project, &backend.libraries)?;
    let Caller { token, access } = caller;
    let identity = Identity {
        user: access.user.clone(),
        token,
        script_id: backend.deployments.script_id.clone(),
        called_script_id: backend.deployments.script_id.clone(),
        scopes,
    };
    let start = Start {
        function: request.function,
        user: access.user,
        deployment_id: id.to_owned(),
        dev_mode,
        parameters: request.parameters,
    };
    let function = start.function.clone();
    let run = Run::begin(Arc::clone(backend), files, identity, start);
    let ending = engine::execute(run).await.unwrap_or_else(|fault| {
        tracing::error!(%fault, "a run was lost");
        Ending::server_error()
    });
    Ok(answer::to(&ending, &function))
}

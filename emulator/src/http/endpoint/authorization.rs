//! What a caller may run.

use std::{collections::BTreeSet, sync::Arc};

use apps_script_source::{Access, Project};

use super::{authentication::Caller, refusal::Refusal};
use crate::state::{
    accounts::{GrantedScopes, People},
    cloud_project::CloudProject,
    libraries::Libraries,
    scopes,
};

/// The API must be enabled in the client's Cloud project, which has a quota.
pub(super) fn check_cloud_project(cloud: &CloudProject, caller: &Caller) -> Result<(), Refusal> {
    if !cloud.settings.api_enabled {
        return Err(Refusal::api_disabled());
    }
    if !cloud.take_call(&caller.access.user) {
        return Err(Refusal::quota_exceeded());
    }
    Ok(())
}

/// Everyone must have switched the API on.
pub(super) fn check_user_setting(cloud: &CloudProject) -> Result<(), Refusal> {
    if cloud.settings.user_setting {
        Ok(())
    } else {
        Err(Refusal::user_setting_off())
    }
}

/// A client that runs a script must belong to the script's own Cloud project.
pub(super) fn check_shared(cloud: &CloudProject) -> Result<(), Refusal> {
    if cloud.settings.is_shared {
        Ok(())
    } else {
        Err(Refusal::no_permission())
    }
}

/// The API itself asks for one of its own scopes, whatever the script needs.
pub(super) fn check_accepted_scopes(caller: &Caller) -> Result<(), Refusal> {
    match &caller.access.scopes {
        GrantedScopes::These(granted) if !scopes::ACCEPTED.iter().any(|scope| granted.contains(*scope)) => {
            Err(Refusal::insufficient_scopes())
        }
        _ => Ok(()),
    }
}

/// Who may call is what the deployment says; `None` for one that is not an API executable.
pub(super) fn check_access(people: &People, caller: &Caller, access: Option<Access>) -> Result<(), Refusal> {
    let user = &caller.access.user;
    let may_call = match access.ok_or_else(Refusal::not_found)? {
        Access::Domain => people.share_a_domain(user),
        Access::Anyone | Access::AnyoneAnonymous => true,
        _ => false,
    };
    if may_call || *user == people.owner {
        Ok(())
    } else {
        Err(Refusal::no_permission())
    }
}

/// A token must hold every scope of the project. A project that needs none cannot be run by anybody.
pub(super) fn check_scopes(
    caller: &Caller,
    project: &Project,
    libraries: &Libraries,
) -> Result<Arc<BTreeSet<String>>, Refusal> {
    let needed = scopes::of_project(project, libraries);
    if needed.is_empty() {
        tracing::warn!(
            "the project needs no scope, and Google runs no such project through the API: name one in the manifest's \
             oauthScopes, for example https://www.googleapis.com/auth/userinfo.email"
        );
        return Err(Refusal::insufficient_scopes());
    }
    if !caller.access.scopes.cover(&needed) {
        return Err(Refusal::insufficient_scopes());
    }
    Ok(Arc::new(needed))
}

//! What the attributes say: one small type for each kind of value, with the place that parses it.

mod deployment_id;
mod function_name;
mod interface;
mod method;
mod parameter;
mod rename_rule;
mod retry;
mod scope;
mod timeout;

pub(crate) use self::{
    deployment_id::DeploymentId,
    function_name::FunctionName,
    interface::{Blocking, Features, InterfaceOptions},
    method::{MethodOptions, is_ours},
    parameter::ParameterOptions,
    rename_rule::RenameRule,
    timeout::Timeout,
};

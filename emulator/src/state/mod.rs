//! What outlives a run: who may call, what is deployed, what ran, and what scripts have stored.

pub(crate) mod accounts;
pub(crate) mod allowed_hosts;
pub(crate) mod audience;
pub(crate) mod cache;
pub(crate) mod clock;
pub(crate) mod cloud_project;
pub(crate) mod deployments;
pub(crate) mod drive;
pub(crate) mod executions;
pub(crate) mod fakes;
pub(crate) mod faults;
pub(crate) mod files;
pub(crate) mod identity;
pub(crate) mod libraries;
pub(crate) mod limits;
pub(crate) mod locks;
pub(crate) mod outbox;
pub(crate) mod properties;
pub(crate) mod scopes;
pub(crate) mod sign_ins;
pub(crate) mod spreadsheets;
pub(crate) mod storage_error;
pub(crate) mod store;

//! What the API says about the script project itself: its deployments, and the files of its versions.
//!
//! The methods `projects.deployments.get`, `projects.deployments.list` and `projects.getContent`, as far as the
//! discovery document of the API describes them.

mod content;
mod deployments;
mod gate;

use std::sync::Arc;

use axum::{
    Router,
    http::{Method, Uri},
    routing::get,
};

use super::methods;
use crate::backend::Backend;

pub(super) fn router() -> Router<Arc<Backend>> {
    let elsewhere = |method: Method, uri: Uri| async move { methods::not_served(&method, &uri) };
    Router::new()
        .route(
            "/v1/projects/{script}/content",
            get(content::serve).fallback(elsewhere),
        )
        .route(
            "/v1/projects/{script}/deployments",
            get(deployments::list).fallback(elsewhere),
        )
        .route(
            "/v1/projects/{script}/deployments/{deployment}",
            get(deployments::get).fallback(elsewhere),
        )
}

//! What the API says about the script project itself: its deployments, and the files of its versions.
//!
//! The methods `projects.deployments.get`, `projects.deployments.list` and `projects.getContent`, as far as the
//! discovery document of the API describes them.

mod content;
mod deployments;
mod gate;

use std::sync::Arc;

use axum::{Router, http::Uri, routing::get};

use super::front_end_page;
use crate::backend::Backend;

pub(super) fn router() -> Router<Arc<Backend>> {
    // Methods that are not served, such as `deployments.create`, lead nowhere.
    let elsewhere = |uri: Uri| async move { front_end_page::not_found(uri.path()) };
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

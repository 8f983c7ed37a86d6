//! An OAuth 2.0 server for the people of the emulator, as Google's: it signs in, gives tokens, describes them and takes
//! them back.

mod authorize;
mod refusal;
mod revoke;
mod token;
mod token_info;
mod user_info;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

use crate::backend::Backend;

/// The routes have Google's paths, old ones too; `/authorize` is the short form of that which Google has for browsers.
pub(crate) fn router(backend: Arc<Backend>) -> Router {
    Router::new()
        .route("/authorize", get(authorize::serve))
        .route("/o/oauth2/auth", get(authorize::serve))
        .route("/o/oauth2/v2/auth", get(authorize::serve))
        .route("/token", post(token::serve))
        .route("/o/oauth2/token", post(token::serve))
        .route("/oauth2/v4/token", post(token::serve))
        .route("/revoke", get(revoke::serve).post(revoke::serve))
        .route("/o/oauth2/revoke", get(revoke::serve).post(revoke::serve))
        .route("/tokeninfo", get(token_info::serve).post(token_info::serve))
        .route(
            "/oauth2/v3/tokeninfo",
            get(token_info::serve).post(token_info::serve),
        )
        .route("/v1/userinfo", get(user_info::serve).post(user_info::serve))
        .route("/oauth2/v1/userinfo", get(user_info::serve_v2))
        .route("/oauth2/v2/userinfo", get(user_info::serve_v2))
        .route(
            "/oauth2/v3/userinfo",
            get(user_info::serve).post(user_info::serve),
        )
        .with_state(backend)
}

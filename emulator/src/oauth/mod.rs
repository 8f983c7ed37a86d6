//! An OAuth 2.0 server for the people of the emulator, as Google's: it signs in, gives tokens and takes them back.

mod authorize;
mod emulator;
mod grants;
mod pkce;
mod refusal;
mod revoke;
mod token;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    routing::{get, post},
};
use uuid::Uuid;

use self::grants::Grants;
use crate::service::Service;

/// How long Google's access tokens live.
const LIFETIME: Duration = Duration::from_secs(3599);

/// How the server was set up.
#[derive(Clone, Debug)]
pub(crate) struct OAuthSettings {
    client_id: String,
    client_secret: String,
    lifetime: Duration,
    /// Whether people agree when they are asked.
    consents: bool,
}

pub(crate) struct OAuth {
    settings: OAuthSettings,
    grants: Grants,
    /// The refresh token that the emulator hands out: the owner's, for every scope.
    refresh_token: String,
}

impl Default for OAuthSettings {
    fn default() -> Self {
        Self {
            client_id: format!(
                "123456789012-{}.apps.googleusercontent.com",
                Uuid::new_v4().simple()
            ),
            client_secret: format!("GOCSPX-{}", Uuid::new_v4().simple()),
            lifetime: LIFETIME,
            consents: true,
        }
    }
}

impl OAuth {
    pub(crate) fn new(settings: OAuthSettings, owner: &str) -> Self {
        let grants = Grants::default();
        let refresh_token = grants.add(owner, None);
        Self {
            settings,
            grants,
            refresh_token,
        }
    }
}

/// The routes have Google's paths; `/authorize` is the short form of that which Google has for browsers.
pub(crate) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/authorize", get(authorize::serve))
        .route("/o/oauth2/v2/auth", get(authorize::serve))
        .route("/token", post(token::serve))
        .route("/revoke", post(revoke::serve))
        .with_state(service)
}

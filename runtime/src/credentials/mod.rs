//! Where access tokens come from.
//!
//! `scripts.run` takes tokens of people only: a service account cannot run a script
//! ([Google](https://developers.google.com/apps-script/api/how-tos/execute)). So somebody signs in once, with an
//! OAuth client of the Cloud project that the script belongs to, and the refresh token of that sign-in is used from
//! then on:
//!
//! | you have | use |
//! |---|---|
//! | nothing yet | [`InstalledApp`]: opens a page to sign in, and gives an [`AuthorizedUser`] |
//! | a sign-in that was stored | [`Credentials::discover`], or [`TokenStore`] |
//! | client ID, secret and refresh token, as in CI | [`AuthorizedUser::new`], or the environment and `discover` |
//! | a sign-in of clasp or gcloud | [`AuthorizedUser::from_clasp`], [`AuthorizedUser::from_adc`] |
//! | a token for an hour | [`FixedToken`] |
//! | something else | [`from_fn`], or an implementation of [`TokenSource`] |

mod adc;
mod authorized_user;
mod clasprc;
mod client_secret;
mod credential_file;
mod discover;
mod fields;
mod fixed;
mod from_fn;
#[cfg(feature = "google-cloud-auth")]
mod google_cloud;
mod installed_app;
mod loopback;
mod oauth_client;
mod origin;
mod private_file;
mod renewal;
mod revocation;
mod signed_in;
mod stored_user;
mod surroundings;
mod token_answer;
mod token_endpoint;
mod token_error;
mod token_source;
mod token_store;
mod trim;

/// The crate whose credentials [`GoogleCloud`] takes.
#[cfg(feature = "google-cloud-auth")]
pub use google_cloud_auth;

#[cfg(feature = "google-cloud-auth")]
pub use self::google_cloud::GoogleCloud;
pub use self::{
    authorized_user::AuthorizedUser,
    discover::Credentials,
    fixed::FixedToken,
    from_fn::{FromFn, from_fn},
    installed_app::{InstalledApp, SignIn},
    oauth_client::OAuthClient,
    token_error::TokenError,
    token_source::{AccessToken, TokenFuture, TokenRequest, TokenSource},
    token_store::TokenStore,
};
pub(crate) use self::{discover::variable, surroundings::Surroundings};

/// The text of a secret, which is not printed: what `impl Into<SecretString>` takes, beside a `&str` and a `String`.
pub use secrecy::SecretString;

/// Reads every kind of credential file from one text, for the fuzzer.
#[cfg(fuzzing)]
pub(crate) fn read_any(text: &str) {
    let _ = (
        adc::read(text),
        clasprc::read(text, "default"),
        client_secret::read(text),
        token_store::read(text),
    );
}

//! The client against servers on this machine that answer as Google does, or worse.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod connections;
mod credentials;
mod fixtures;
#[cfg(feature = "google-cloud-auth")]
mod google_cloud;
#[cfg(feature = "http2")]
mod http2;
mod installed_app;
mod limits;
#[cfg(feature = "middleware")]
mod middleware;
mod oauth_server;
mod other_servers;
mod outgoing;
mod proxies;
mod recorder;
mod secrets;
mod sign_ins;
mod token_store;
mod tokio_context;

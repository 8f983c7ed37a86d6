//! What listens: the endpoint of scripts.run, the OAuth server, the page and the routes for tests, all on one port.

mod admin;
mod connection;
mod endpoint;
mod oauth;
mod origin;
mod page;
mod server;
mod wire;

pub(crate) use self::server::{listen, serve, url};

//! A web service over a script: `cargo run --example axum_service`, then
//! `curl http://127.0.0.1:3000/orders?least=100`.
//!
//! The script beside this file runs in an emulator, unless the environment names a deployment of it by
//! `APPS_SCRIPT_ID`. `PORT` chooses another port, and `RUST_LOG` what is logged. Ctrl+C or SIGTERM ends it once the
//! requests that are under way have their answers.

mod error;
mod orders;
mod routes;
mod shutdown;

use std::{env, error::Error, net::Ipv4Addr, path::Path};

use apps_script_emulator::Emulator;
use tokio::net::TcpListener;
use tracing_subscriber::{EnvFilter, fmt::format::FmtSpan};

use crate::orders::{DynOrders, OrdersClient};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/axum_service/script");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(std::io::stderr)
        .init();
    let port = match env::var("PORT") {
        Ok(port) => port
            .parse()
            .map_err(|_| format!("PORT is `{port}`, which is not a port"))?,
        Err(_) => 3000,
    };
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        return serve(port, OrdersClient::from_env()?).await;
    }
    let emulator = Emulator::builder().project(Path::new(SCRIPT)).start().await?;
    serve(port, OrdersClient::from_vars(emulator.vars())?).await
}

async fn serve(port: u16, orders: OrdersClient) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("Serving http://{}/orders", listener.local_addr()?);
    axum::serve(listener, routes::router(DynOrders::new(orders)))
        .with_graceful_shutdown(shutdown::requested())
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests;

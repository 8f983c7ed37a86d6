//! Listens, and serves every part of the emulator on one port.

mod connection;
mod wire;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::Router;
use tokio::{net::TcpListener, sync::oneshot};

pub(crate) use self::{connection::Peer, wire::Wire};
use crate::{admin, endpoint, oauth, page, service::Service, start_error::StartError};

/// Listens on this machine alone; port 0 takes a free one.
pub(crate) async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let taken = |source| StartError::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    Ok((listener, address))
}

/// Serves until the sender is dropped.
pub(crate) fn serve(listener: TcpListener, service: Arc<Service>) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    let router = router(service).into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move {
        let until_dropped = async {
            // An error says that the sender was dropped, which is how an emulator is stopped.
            let _ = stopped.await;
        };
        let listener = connection::Listener(listener);
        let served = axum::serve(listener, router).with_graceful_shutdown(until_dropped);
        if let Err(fault) = served.await {
            tracing::error!(%fault, "the emulator stopped serving");
        }
    });
    stop
}

fn router(service: Arc<Service>) -> Router {
    endpoint::router(Arc::clone(&service))
        .merge(oauth::router(Arc::clone(&service)))
        .merge(admin::router(Arc::clone(&service)))
        .merge(page::router(service))
}

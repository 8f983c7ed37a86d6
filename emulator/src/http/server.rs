//! Listens, and serves every part of the emulator on one port.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::Router;
use tokio::{net::TcpListener, sync::oneshot};

use super::{
    admin,
    connection::{Listener, Peer},
    endpoint, oauth, page,
};
use crate::backend::Backend;

/// Listens on this address, and tells on which one it does: port 0 takes a free port.
pub(crate) async fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The address by which this machine reaches it.
pub(crate) fn url(address: SocketAddr) -> String {
    let host = match address.ip() {
        IpAddr::V4(host) if host.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(host) if host.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        host => host,
    };
    format!("http://{}", SocketAddr::new(host, address.port()))
}

/// Serves until the sender is dropped.
pub(crate) fn serve(listener: TcpListener, backend: Arc<Backend>) -> oneshot::Sender<()> {
    let (stop, stopped) = oneshot::channel::<()>();
    let router = router(backend).into_make_service_with_connect_info::<Peer>();
    tokio::spawn(async move {
        let until_dropped = async {
            // An error says that the sender was dropped, which is how an emulator is stopped.
            let _ = stopped.await;
        };
        let listener = Listener(listener);
        let served = axum::serve(listener, router).with_graceful_shutdown(until_dropped);
        if let Err(fault) = served.await {
            tracing::error!(%fault, "the emulator stopped serving");
        }
    });
    stop
}

fn router(backend: Arc<Backend>) -> Router {
    endpoint::router(Arc::clone(&backend))
        .merge(oauth::router(Arc::clone(&backend)))
        .merge(admin::router(Arc::clone(&backend)))
        .merge(page::router(backend))
}

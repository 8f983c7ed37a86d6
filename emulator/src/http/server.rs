//! Listens, and serves every part of the emulator on one port.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::{Extension, Router, extract::ConnectInfo};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::oneshot};

use super::{
    admin,
    connection::{HEADERS, Listener},
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
    let router = router(backend);
    tokio::spawn(accept_all(Listener(listener), router, stopped));
    stop
}

async fn accept_all(listener: Listener, router: Router, mut stopped: oneshot::Receiver<()>) {
    let mut server = Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS);
    let connections = GracefulShutdown::new();
    loop {
        let (connection, peer) = tokio::select! {
            accepted = listener.accept() => accepted,
            // An error says that the sender was dropped, which is how an emulator is stopped.
            _ = &mut stopped => break,
        };
        let service = TowerToHyperService::new(router.clone().layer(Extension(ConnectInfo(peer))));
        let connection = server.serve_connection_with_upgrades(TokioIo::new(connection), service);
        let connection = connections.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(fault) = connection.await {
                tracing::debug!(fault, "a connection ended early");
            }
        });
    }
    connections.shutdown().await;
}

fn router(backend: Arc<Backend>) -> Router {
    endpoint::router(Arc::clone(&backend))
        .merge(oauth::router(Arc::clone(&backend)))
        .merge(admin::router(Arc::clone(&backend)))
        .merge(page::router(backend))
}

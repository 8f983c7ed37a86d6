//! Listens, and serves every part of the emulator on one port.

mod connection;
mod host;
mod wire;

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use axum::Router;
use tokio::{net::TcpListener, sync::oneshot};

pub(crate) use self::{
    connection::Peer,
    host::{host, is_this_machine},
    wire::Wire,
};
use crate::{
    admin,
    backend::Backend,
    emulator::{EmulatorBuilder, StartError},
    endpoint, oauth, page,
};

impl EmulatorBuilder {
    /// The address to listen on; `127.0.0.1`, which only this machine reaches, if not given.
    ///
    /// Beyond this machine everybody who reaches the address, and has a token, runs the script. The page and the
    /// admin routes stay with this machine.
    pub fn host(mut self, host: impl Into<IpAddr>) -> Self {
        self.host = host.into();
        self
    }
}

/// Port 0 takes a free one.
pub(crate) async fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let address = SocketAddr::new(host, port);
    let taken = |source| StartError::Port { address, source };
    let listener = TcpListener::bind(address).await.map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
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
        let listener = connection::Listener(listener);
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

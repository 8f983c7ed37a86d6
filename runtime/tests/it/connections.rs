//! Connections that cannot be made: which cause is shown, and what is to be done.

use std::{net::Ipv4Addr, sync::Arc};

use apps_script::{Client, Error, ErrorKind, Executed, credentials::FixedToken, retry::RetryPolicy};
use tokio::net::TcpListener;
use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

async fn call(base_url: String) -> Error {
    let direct = reqwest::Client::builder().no_proxy().build().unwrap();
    let client = Client::builder()
        .http(direct)
        .base_url(base_url)
        .credentials(FixedToken::new("ya29.secret"))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = client
        .call("AKfycbxConnections", "f")
        .send::<u32>()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.executed()),
        (ErrorKind::Transport, Executed::No),
        "{error:#}"
    );
    error
}

/// The causes that `anyhow` shows, of which none may be told twice.
fn causes(error: Error) -> Vec<String> {
    let shown = format!("{:#}", anyhow::Error::new(error));
    let causes: Vec<String> = shown.split(": ").map(str::to_owned).collect();
    for (place, cause) in causes.iter().enumerate() {
        assert!(!causes[..place].contains(cause), "{cause:?} twice in: {shown}");
    }
    causes
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_named() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = made.signing_key.serialize_der().try_into().unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // The handshake fails, since the client hangs up.
            let _ = acceptor.accept(connection).await;
        }
    });
    let error = call(format!("https://localhost:{port}")).await;
    server.abort();
    let shown = format!("{error:#}");
    assert!(
        shown.contains("\ncause: invalid peer certificate: UnknownIssuer\n"),
        "{shown}"
    );
    assert!(
        error.help().unwrap().contains("install its CA certificate"),
        "{shown}"
    );
    assert!(causes(error).contains(&"UnknownIssuer".to_owned()));
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_named() {
    let error = call("https://no-such-host.invalid".to_owned()).await;
    let shown = format!("{error:#}");
    assert!(
        shown.contains("\ncause: failed to lookup address information"),
        "{shown}"
    );
    assert!(error.help().unwrap().contains("cannot be resolved"), "{shown}");
    causes(error);
}

#[tokio::test]
async fn an_address_where_nothing_listens_is_named() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = call(format!("http://{address}")).await;
    let shown = format!("{error:#}");
    assert!(shown.contains("\ncause: Connection refused"), "{shown}");
    assert!(
        error.help().unwrap().contains("nothing accepts connections"),
        "{shown}"
    );
    assert_eq!(
        error.to_string(),
        "`f` of deployment AKfycbxConnections: the service cannot be reached"
    );
    causes(error);
}

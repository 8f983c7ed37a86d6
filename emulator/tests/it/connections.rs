//! Connections that are not used as they should be.

use std::io::ErrorKind;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::calling::emulator;

/// The clock stands still, and goes on as soon as nothing else is left to do.
#[tokio::test]
async fn a_request_whose_headers_never_end_is_given_up() {
    let emulator = emulator().await;
    let address = emulator.url().trim_start_matches("http://").to_owned();
    tokio::time::pause();
    for begun in [
        "",
        "PRI * HTTP/2.0",
        "GET",
        "POST /v1/scripts/AKfycbx:run HTTP/1.1\r\nhost: a\r\n",
    ] {
        let mut connection = TcpStream::connect(&address).await.unwrap();
        connection.write_all(begun.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        match connection.read_to_end(&mut answer).await {
            Ok(_) => {}
            Err(fault) => assert_eq!(fault.kind(), ErrorKind::ConnectionReset),
        }
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn what_is_no_host_is_refused_at_the_start() {
    let builder = apps_script_emulator::Emulator::builder().project(crate::calling::project());
    let fault = builder.allow_host("no host").start().await.unwrap_err();
    assert_eq!(
        fault.to_string(),
        "\"no host\" is not a host that scripts can call: write it as api.example.com or 127.0.0.1:8080"
    );
}

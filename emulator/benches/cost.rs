//! What the emulator costs: its start, and a run of a function that does nothing.
//!
//! `cargo bench -p apps-script-emulator` prints both. The run stands beside a bare HTTP server, which is asked with
//! the same request over the same kind of connection, so that the numbers of one machine can be compared with
//! those of another. The start is to stay under a second, and a run under 2 ms.

#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use apps_script_emulator::Emulator;
use axum::{Router, routing::post};
use reqwest::Client;
use tokio::net::TcpListener;

const STARTS: usize = 20;
const RUNS: usize = 1000;
const REQUEST: &str = r#"{"function":"empty","parameters":[]}"#;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = folder.join("../examples/inventory/script");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut starts: Vec<_> = (0..STARTS).map(|_| runtime.block_on(start(&script))).collect();
    show("start of examples/inventory/script", &mut starts);

    let (mut runs, mut bare) = runtime.block_on(runs(&folder.join("benches/empty")));
    let run = show("run of an empty function", &mut runs);
    let peer = show("bare HTTP round trip", &mut bare);
    println!(
        "a run costs {:.1} bare round trips",
        run.as_secs_f64() / peer.as_secs_f64()
    );
}

/// Until the emulator listens.
async fn start(script: &Path) -> Duration {
    let started = Instant::now();
    let emulator = Emulator::builder().project(script).start().await.unwrap();
    let elapsed = started.elapsed();
    drop(emulator);
    elapsed
}

/// The emulator and its peer are asked in turns, so that both meet the same machine.
async fn runs(folder: &Path) -> (Vec<Duration>, Vec<Duration>) {
    let emulator = Emulator::builder().project(folder).start().await.unwrap();
    let url = format!("{}/v1/scripts/{}:run", emulator.url(), emulator.deployment_id());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let peer = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async {
        axum::serve(
            listener,
            Router::new().route("/", post(async |body: String| body)),
        )
        .await
    });
    let client = Client::new();
    let ask = async |url: &str| {
        let started = Instant::now();
        let request = client.post(url).bearer_auth(emulator.token()).body(REQUEST);
        let answer = request.send().await.unwrap().error_for_status().unwrap();
        answer.bytes().await.unwrap();
        started.elapsed()
    };
    let (mut runs, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        runs.push(ask(&url).await);
        bare.push(ask(&peer).await);
    }
    (runs, bare)
}

/// Prints the median and the slowest tenth; gives the median.
fn show(name: &str, times: &mut [Duration]) -> Duration {
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 10).copied().unwrap_or_default();
    println!(
        "{name:<36} {:>10.3?} median, {:>10.3?} for the slowest tenth",
        at(5),
        at(9)
    );
    at(5)
}

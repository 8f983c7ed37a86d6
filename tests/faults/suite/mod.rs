//! Many calls against a server that misbehaves, and what became of them.

mod calls;
mod fault;
mod ledger;
mod network;
mod panics;
mod report;
mod server;
#[cfg(test)]
mod tests;
mod tokens;

use std::{io, sync::Arc, sync::atomic::Ordering, time::Duration};

use apps_script::{
    Client,
    retry::{RetryBudget, RetryPolicy},
};
use tokio::task::JoinSet;

pub(crate) use self::report::Report;
use self::{
    calls::{FaultyClient, Plan},
    network::Network,
    panics::Panics,
    server::Server,
    tokens::Tokens,
};

/// How many requests may be under way at once.
const CONCURRENCY: usize = 64;

/// How many calls may be under way or in line.
const CROWD: usize = CONCURRENCY * 4;

/// Makes `calls` calls, which are the same for the same `seed`, and counts.
pub(crate) async fn run(calls: u32, seed: u64) -> io::Result<Report> {
    let panics = Panics::watch();
    let server = Server::start(seed, CONCURRENCY).await?;
    let network = Arc::new(Network::new(seed));
    let tokens = Arc::new(Tokens::new(seed));
    let client = client(&server, Arc::clone(&network), Arc::clone(&tokens)).map_err(io::Error::other)?;

    let mut report = Report::default();
    let mut running = JoinSet::new();
    for call in 0..calls {
        let client = client.clone();
        let plan = Plan::of(seed, call);
        running.spawn(async move { (call, plan, calls::make(client, call, plan).await) });
        if running.len() >= CROWD {
            judge_next(&mut running, &mut report, &server).await;
        }
    }
    while !running.is_empty() {
        judge_next(&mut running, &mut report, &server).await;
    }
    // A call that was dropped may still have been on its way when it was judged.
    report.count_runs(seed, &server.state.ledger);
    network.calm();
    tokens.calm();
    report.leaked_permits = leaked_permits(&client).await;
    drop(client);
    report.leaked_connections = leaked_connections(&server).await;
    report.count_faults(&server.state.ledger, &network, &tokens);
    report.panics = panics.count();
    Ok(report)
}

type Running = JoinSet<(u32, Plan, calls::Ending)>;

async fn judge_next(running: &mut Running, report: &mut Report, server: &Server) {
    // A task that panics is counted where panics are.
    if let Some(Ok((call, plan, ending))) = running.join_next().await {
        report.judge(call, plan, ending, &server.state.ledger.entry(call));
    }
}

fn client(
    server: &Server,
    network: Arc<Network>,
    tokens: Arc<Tokens>,
) -> Result<FaultyClient, Box<dyn std::error::Error + Send + Sync>> {
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .dns_resolver(network)
        .build()?;
    let client = Client::builder()
        .base_url(format!("http://faults.localhost:{}", server.address.port()))
        .http(http)
        .credentials(tokens)
        .max_concurrency(CONCURRENCY)
        .timeout(Duration::from_secs(120))
        .retry(
            RetryPolicy::default()
                .first_delay(Duration::from_millis(1))
                .max_delay(Duration::from_millis(4)),
        )
        // Far more calls fail here than a budget is made for.
        .retry_budget(RetryBudget::unlimited())
        .build()?;
    Ok(FaultyClient::new(client))
}

/// As many calls as there are permits must be able to be under way at once.
async fn leaked_permits(client: &FaultyClient) -> usize {
    let mut running = JoinSet::new();
    for call in 0..CONCURRENCY {
        let client = client.clone().with_timeout(Duration::from_secs(60));
        running.spawn(async move { client.gate(u32::try_from(call).unwrap_or_default()).await.is_ok() });
    }
    let passed = running.join_all().await.into_iter().filter(|passed| *passed);
    CONCURRENCY - passed.count()
}

/// Connections that are still open after their client is gone.
async fn leaked_connections(server: &Server) -> usize {
    let connections = &server.state.connections;
    for _ in 0..600 {
        if connections.load(Ordering::SeqCst) == 0 {
            return 0;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    connections.load(Ordering::SeqCst)
}

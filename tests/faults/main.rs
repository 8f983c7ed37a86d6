//! Thousands of calls against a server that misbehaves: every call ends with the right value or the right error,
//! and no function runs twice by accident.
//!
//! `FAULTS_SEED` and `FAULTS_CALLS` choose another run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fault;
mod ledger;
mod server;

use std::{env, sync::atomic::Ordering, time::Duration};

use apps_script::{
    Client, Error, ErrorKind, Executed, apps_script, credentials::FixedToken, retry::RetryPolicy,
};
use serde::Deserialize;
use tokio::task::JoinSet;

use crate::{fault::Fault, ledger::Entry, server::Server};

const CALLS: u32 = 12_000;
const CONCURRENCY: usize = 30;

#[derive(Debug, Deserialize, PartialEq)]
struct Answer {
    call: u32,
    text: String,
}

#[apps_script(id = "AKfycbxFaults")]
trait Faulty {
    async fn once(&self, call: u32) -> apps_script::Result<Answer>;

    #[function(idempotent)]
    async fn again(&self, call: u32) -> apps_script::Result<Answer>;

    /// Gives up soon.
    #[function(name = "hurried", timeout = "60ms")]
    async fn hurried(&self, call: u32) -> apps_script::Result<Answer>;

    #[function(name = "hurried", timeout = "60ms", idempotent)]
    async fn hurried_again(&self, call: u32) -> apps_script::Result<Answer>;

    /// Comes back once `CONCURRENCY` calls of it have arrived.
    async fn gate(&self, call: u32) -> apps_script::Result<Answer>;
}

#[derive(Clone, Copy, Debug)]
struct Plan {
    idempotent: bool,
    hurried: bool,
    /// Milliseconds after which the caller drops the call.
    dropped_after: Option<u64>,
}

#[derive(Debug)]
enum Ending {
    Value(Answer),
    Failed(Error),
    Dropped,
}

/// What is counted over all calls.
#[derive(Debug, Default)]
struct Counts {
    values: u32,
    errors: u32,
    dropped: u32,
    tries: usize,
    duplicates: u32,
    lost: u32,
    wrong: Vec<String>,
}

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |text| text.parse().unwrap())
}

fn plan(seed: u64, call: u32) -> Plan {
    let mut chance = fastrand::Rng::with_seed(!seed ^ u64::from(call));
    Plan {
        idempotent: chance.bool(),
        hurried: chance.u8(..10) == 0,
        dropped_after: (chance.u8(..10) == 0).then(|| chance.u64(..20)),
    }
}

async fn make(client: FaultyClient, call: u32, plan: Plan) -> Ending {
    let made = async {
        match (plan.idempotent, plan.hurried) {
            (false, false) => client.once(call).await,
            (true, false) => client.again(call).await,
            (false, true) => client.hurried(call).await,
            (true, true) => client.hurried_again(call).await,
        }
    };
    let ended = match plan.dropped_after {
        None => Some(made.await),
        Some(after) => tokio::select! {
            ended = made => Some(ended),
            () = tokio::time::sleep(Duration::from_millis(after)) => None,
        },
    };
    match ended {
        Some(Ok(answer)) => Ending::Value(answer),
        Some(Err(error)) => Ending::Failed(error),
        None => Ending::Dropped,
    }
}

impl Counts {
    fn judge(&mut self, call: u32, plan: Plan, ending: Ending, entry: &Entry) {
        self.tries += entry.faults.len();
        if !plan.idempotent && entry.runs > 1 {
            self.duplicates += 1;
        }
        let fault = match ending {
            Ending::Value(answer) => {
                self.values += 1;
                self.lost += u32::from(entry.runs == 0);
                (answer.call != call || answer.text != format!("the value of {call}"))
                    .then(|| format!("{answer:?}"))
            }
            Ending::Failed(error) => {
                self.errors += 1;
                // An answer that came whole, and that the caller never saw.
                let whole = entry.faults.last().is_some_and(|last| last.ending().is_none());
                self.lost += u32::from(whole && error.kind() != ErrorKind::Timeout);
                wrong_error(&error, plan, entry)
            }
            Ending::Dropped => {
                self.dropped += 1;
                None
            }
        };
        if let Some(fault) = fault {
            self.wrong
                .push(format!("call {call}, {plan:?}, {entry:?}: {fault}"));
        }
    }
}

/// What is wrong with an error, after what the server did.
fn wrong_error(error: &Error, plan: Plan, entry: &Entry) -> Option<String> {
    let (kind, executed) = (error.kind(), error.executed());
    let honest = match executed {
        Executed::No => entry.runs == 0,
        Executed::Yes => entry.runs > 0,
        Executed::Unknown => true,
    };
    let gave_up = plan.hurried && kind == ErrorKind::Timeout;
    let of_last_try = entry.faults.last().and_then(|last| last.ending());
    let right = gave_up
        || of_last_try.is_some_and(|(right_kind, right_executed)| {
            let earlier_may_have_run =
                plan.idempotent && entry.faults.len() > 1 && executed == Executed::Unknown;
            kind == right_kind && (executed == right_executed || earlier_may_have_run)
        });
    (!honest || !right).then(|| format!("{kind:?}, executed {executed:?}: {error}"))
}

fn client(server: &Server) -> FaultyClient {
    let client = Client::builder()
        .base_url(format!("http://{}", server.address))
        .credentials(FixedToken::new("ya29.faults"))
        .max_concurrency(CONCURRENCY)
        .timeout(Duration::from_secs(120))
        .retry(
            RetryPolicy::default()
                .max_tries(4)
                .first_delay(Duration::from_millis(1))
                .max_delay(Duration::from_millis(4)),
        )
        .build()
        .unwrap();
    FaultyClient::new(client)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_right_and_none_runs_twice_by_accident() {
    let seed = number("FAULTS_SEED", 20_261_124);
    let calls = u32::try_from(number("FAULTS_CALLS", CALLS.into())).unwrap();
    let server = Server::start(seed, CONCURRENCY).await.unwrap();
    let client = client(&server);

    let mut counts = Counts::default();
    let mut running = JoinSet::new();
    for call in 0..calls {
        let client = client.clone();
        let plan = plan(seed, call);
        running.spawn(async move { (call, plan, make(client, call, plan).await) });
        // Half as many again as there are permits, so that some always wait.
        if running.len() >= CONCURRENCY * 3 / 2 {
            let (call, plan, ending) = running.join_next().await.unwrap().unwrap();
            counts.judge(call, plan, ending, &server.state.ledger.entry(call));
        }
    }
    while let Some(ended) = running.join_next().await {
        let (call, plan, ending) = ended.unwrap();
        counts.judge(call, plan, ending, &server.state.ledger.entry(call));
    }
    // A call that was dropped may still have been on its way when it was judged.
    let late_duplicates = (0..calls)
        .filter(|call| !plan(seed, *call).idempotent && server.state.ledger.entry(*call).runs > 1)
        .count();

    let leaked_permits = leaked_permits(&client).await;
    drop(client);
    let leaked_connections = leaked_connections(&server).await;

    let (faults, by_kind) = server.state.ledger.count_of_faults();
    println!(
        "seed {seed}: {calls} calls, {} tries, {faults} faults",
        counts.tries
    );
    for (fault, count) in by_kind {
        println!("  {count:>6} {fault:?}");
    }
    println!(
        "{} values, {} errors, {} dropped by the caller",
        counts.values, counts.errors, counts.dropped
    );
    println!("duplicates: {}", late_duplicates);
    println!("lost: {}", counts.lost);
    println!("leaked permits: {leaked_permits}");
    println!("leaked connections: {leaked_connections}");

    assert!(
        counts.wrong.is_empty(),
        "{} wrong:\n{}",
        counts.wrong.len(),
        counts.wrong.join("\n")
    );
    assert_eq!((counts.duplicates, late_duplicates, counts.lost), (0, 0, 0));
    assert_eq!((leaked_permits, leaked_connections), (0, 0));
}

/// As many calls as there are permits must be able to be under way at once.
async fn leaked_permits(client: &FaultyClient) -> usize {
    let mut running = JoinSet::new();
    for call in 0..u32::try_from(CONCURRENCY).unwrap() {
        let client = client.clone().with_timeout(Duration::from_secs(60));
        running.spawn(async move { client.gate(call).await.is_ok() });
    }
    running
        .join_all()
        .await
        .into_iter()
        .filter(|passed| !passed)
        .count()
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

#[test]
fn the_plan_covers_every_kind_of_call_and_every_fault() {
    let plans: Vec<Plan> = (0..1000).map(|call| plan(1, call)).collect();
    assert!(
        plans
            .iter()
            .any(|plan| plan.idempotent && plan.hurried && plan.dropped_after.is_some())
    );
    assert!(
        plans
            .iter()
            .any(|plan| !plan.idempotent && !plan.hurried && plan.dropped_after.is_none())
    );
    let mut chance = fastrand::Rng::with_seed(1);
    let met: std::collections::BTreeSet<Fault> =
        (0..10_000).map(|_| Fault::choose(&mut chance, true)).collect();
    assert_eq!(met.len(), 20);
}

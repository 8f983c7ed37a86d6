//! Thousands of calls against a server that misbehaves: every call ends with the right value or the right error,
//! and no function runs twice by accident.
//!
//! `FAULTS_SEED` and `FAULTS_CALLS` choose another run. `cargo run --release -p apps-script-tests --bin faults -- CALLS`
//! makes the same as a program.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod suite;

const CALLS: u32 = 12_000;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_ends_right_and_none_runs_twice_by_accident() {
    let seed = number("FAULTS_SEED", 20_261_124);
    let calls = u32::try_from(number("FAULTS_CALLS", CALLS.into())).unwrap();
    let report = suite::run(calls, seed).await.unwrap();
    println!("seed {seed}: {report}");
    assert_eq!(report.calls, calls);
    assert!(report.is_clean(), "seed {seed}: {report}");
}

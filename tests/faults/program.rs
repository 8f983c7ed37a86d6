//! Makes many calls through faults of every kind and prints what became of them.
//!
//! ```sh
//! cargo run --release -p apps-script-tests --bin faults -- 1000000
//! ```
//!
//! It ends with 0 if nothing was lost, leaked or run by accident, with 1 if something was, and with 2 if the
//! arguments are wrong.

mod suite;

use std::{env, process::ExitCode, time::Instant};

const USAGE: &str = "usage: faults [CALLS [SEED]]";

fn main() -> ExitCode {
    let Some((calls, seed)) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let started = Instant::now();
    let report = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .and_then(|runtime| runtime.block_on(suite::run(calls, seed)));
    match report {
        Ok(report) => {
            println!("seed {seed}, {:.0?}: {report}", started.elapsed());
            ExitCode::from(u8::from(!report.is_clean() || report.calls != calls))
        }
        Err(fault) => {
            eprintln!("the server cannot start: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// The number of calls and the seed.
fn arguments() -> Option<(u32, u64)> {
    let mut arguments = env::args().skip(1);
    let calls = arguments.next().map_or(Some(100_000), |text| text.parse().ok())?;
    let seed = arguments
        .next()
        .map_or(Some(20_261_125), |text| text.parse().ok())?;
    arguments.next().is_none().then_some((calls, seed))
}

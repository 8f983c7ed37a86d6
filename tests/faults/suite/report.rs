//! What is counted over all calls.

use std::fmt;

use apps_script::{Error, ErrorKind, Executed};

use super::{
    calls::{Ending, Plan},
    fault::Fault,
    ledger::{Entry, Ledger},
    network::Network,
    tokens::{self, Tokens},
};

/// The default of `RetryPolicy::max_runs`.
const MAX_RUNS: u32 = 2;

/// As many descriptions of wrong endings as are kept.
const KEPT: usize = 20;

#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) calls: u32,
    pub(crate) tries: usize,
    pub(crate) values: u32,
    pub(crate) errors: u32,
    pub(crate) dropped: u32,
    pub(crate) faults: usize,
    by_kind: Vec<(String, usize)>,
    /// Calls of methods that are not idempotent and whose function ran more than once.
    pub(crate) duplicates: usize,
    /// Calls of idempotent methods whose function ran more often than the policy allows.
    pub(crate) beyond_max_runs: usize,
    /// Calls whose error says that the function has not run, and it has.
    pub(crate) untrue: usize,
    /// Answers that came whole, and that the caller never saw.
    pub(crate) lost: u32,
    /// Calls that ended with another value or error than they should have.
    pub(crate) wrong: usize,
    descriptions: Vec<String>,
    pub(crate) leaked_permits: usize,
    pub(crate) leaked_connections: usize,
    pub(crate) panics: usize,
    said_no: Vec<u32>,
}

impl Report {
    /// Notes how a call ended, after what the server did.
    pub(crate) fn judge(&mut self, call: u32, plan: Plan, ending: Ending, entry: &Entry) {
        self.calls += 1;
        let fault = match ending {
            Ending::Value(answer) => {
                self.values += 1;
                let right = answer.call == call && answer.text == format!("the value of {call}");
                (!right || entry.runs == 0).then(|| format!("{answer:?}"))
            }
            Ending::Failed(error) => {
                self.errors += 1;
                let whole = entry.faults.last().is_some_and(|last| last.ending().is_none());
                let gave_up = error.kind() == ErrorKind::Timeout;
                self.lost += u32::from(whole && !gave_up && !is_of_the_credentials(&error));
                if error.executed() == Executed::No {
                    self.said_no.push(call);
                }
                wrong_error(&error, plan, entry)
            }
            Ending::Dropped => {
                self.dropped += 1;
                None
            }
        };
        if let Some(fault) = fault {
            self.wrong += 1;
            if self.descriptions.len() < KEPT {
                self.descriptions
                    .push(format!("call {call}, {plan:?}, {entry:?}: {fault}"));
            }
        }
    }

    /// Counts the runs when all is over.
    pub(crate) fn count_runs(&mut self, seed: u64, ledger: &Ledger) {
        ledger.for_each(|call, entry| {
            let idempotent = Plan::of(seed, call).idempotent;
            self.tries += entry.faults.len();
            self.duplicates += usize::from(!idempotent && entry.runs > 1);
            self.beyond_max_runs += usize::from(idempotent && entry.runs > MAX_RUNS);
        });
        let ran = self.said_no.iter().filter(|call| ledger.entry(**call).runs > 0);
        self.untrue = ran.count();
    }

    pub(crate) fn count_faults(&mut self, ledger: &Ledger, network: &Network, tokens: &Tokens) {
        self.by_kind = ledger
            .count_of_faults()
            .into_iter()
            .map(|(fault, count)| (format!("{fault:?}"), count))
            .collect();
        self.by_kind.push(("at connect".to_owned(), network.faults()));
        self.by_kind
            .push(("of the credentials".to_owned(), tokens.faults()));
        self.faults = self.by_kind.iter().map(|(_, count)| count).sum();
    }

    /// Whether all is as it should be.
    pub(crate) fn is_clean(&self) -> bool {
        let counts = [
            self.duplicates,
            self.beyond_max_runs,
            self.untrue,
            self.lost as usize,
            self.wrong,
            self.leaked_permits,
            self.leaked_connections,
            self.panics,
        ];
        counts.iter().all(|count| *count == 0)
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
    let gave_up = plan.hurried && matches!(kind, ErrorKind::Timeout | ErrorKind::Transport);
    let earlier_may_have_run = plan.idempotent && entry.faults.len() > 1 && executed == Executed::Unknown;
    let of_last_try = entry.faults.last().and_then(|last: &Fault| last.ending());
    let right = gave_up
        || is_of_the_credentials(error)
        || of_last_try.is_some_and(|(right_kind, right_executed)| {
            kind == right_kind && (executed == right_executed || earlier_may_have_run)
        });
    (!honest || !right).then(|| format!("{kind:?}, executed {executed:?}: {error}"))
}

fn is_of_the_credentials(error: &Error) -> bool {
    error.kind() == ErrorKind::Auth && error.message().contains(tokens::FAILURE)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} calls, {} tries, {} faults:",
            self.calls, self.tries, self.faults
        )?;
        for (kind, count) in &self.by_kind {
            writeln!(f, "  {count:>8} {kind}")?;
        }
        writeln!(
            f,
            "{} values, {} errors, {} dropped by the caller",
            self.values, self.errors, self.dropped
        )?;
        for (what, count) in [
            (
                "duplicate runs of methods that are not idempotent",
                self.duplicates,
            ),
            ("runs beyond max_runs", self.beyond_max_runs),
            ("runs of calls that were reported as not run", self.untrue),
            ("lost results", self.lost as usize),
            ("wrong values or errors", self.wrong),
            ("leaked permits", self.leaked_permits),
            ("leaked connections", self.leaked_connections),
            ("panics", self.panics),
        ] {
            writeln!(f, "{what}: {count}")?;
        }
        for description in &self.descriptions {
            writeln!(f, "  {description}")?;
        }
        Ok(())
    }
}

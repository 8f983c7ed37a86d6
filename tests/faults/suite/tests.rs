//! The suite itself: that it meets every fault, and that it would notice what it counts.

use std::collections::BTreeSet;

use super::{
    calls::{Answer, Ending, Plan},
    fault::{Fault, KINDS},
    ledger::{Entry, Ledger},
    report::Report,
};

#[test]
fn the_plan_covers_every_kind_of_call_and_every_fault() {
    let plans: Vec<Plan> = (0..1000).map(|call| Plan::of(1, call)).collect();
    for idempotent in [false, true] {
        for hurried in [false, true] {
            for dropped in [false, true] {
                assert!(plans.iter().any(|plan| {
                    (plan.idempotent, plan.hurried, plan.dropped_after.is_some())
                        == (idempotent, hurried, dropped)
                }));
            }
        }
    }
    let mut chance = fastrand::Rng::with_seed(1);
    let met: BTreeSet<Fault> = (0..10_000).map(|_| Fault::choose(&mut chance, true)).collect();
    assert_eq!(met.len(), KINDS);
}

/// A call that is, or is not, idempotent.
fn number(idempotent: bool) -> u32 {
    (0..100)
        .find(|call| Plan::of(1, *call).idempotent == idempotent)
        .unwrap()
}

#[test]
fn runs_that_should_not_be_are_counted() {
    let ledger = Ledger::default();
    let (once, again) = (number(false), number(true));
    for _ in 0..2 {
        ledger.note(once, Fault::DroppedAfterRun);
    }
    for _ in 0..3 {
        ledger.note(again, Fault::InternalErrorAfterRun);
    }
    let mut report = Report::default();
    report.count_runs(1, &ledger);
    assert_eq!(
        (report.duplicates, report.beyond_max_runs, report.tries),
        (1, 1, 5)
    );
    assert!(!report.is_clean());
}

#[test]
fn a_value_of_another_call_is_counted() {
    let plan = Plan::of(1, 7);
    let entry = Entry {
        runs: 1,
        faults: vec![Fault::None],
    };
    for (call, clean) in [(7, true), (8, false)] {
        let mut report = Report::default();
        let answer = Answer {
            call,
            text: format!("the value of {call}"),
        };
        report.judge(7, plan, Ending::Value(answer), &entry);
        assert_eq!(report.is_clean(), clean);
    }
}

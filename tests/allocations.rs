//! What the type-erased handle costs: one allocation more than the implementation behind it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use allocation_counter::measure;
use apps_script::apps_script;

#[apps_script(id = "AKfycbxAllocations", dyn)]
trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
    async fn owned(&self, threshold: u32, price: f64) -> apps_script::Result<f64>;
    async fn borrowed(&self, sku: &str, prices: &[f64]) -> apps_script::Result<f64>;
}

#[derive(Clone)]
struct Fake;

impl Inventory for Fake {
    async fn total(&self) -> apps_script::Result<f64> {
        Ok(1.0)
    }

    async fn owned(&self, threshold: u32, price: f64) -> apps_script::Result<f64> {
        Ok(f64::from(threshold) * price)
    }

    async fn borrowed(&self, _sku: &str, prices: &[f64]) -> apps_script::Result<f64> {
        Ok(prices.iter().sum())
    }
}

/// Polls a future that is ready at once.
fn ready<T>(future: impl Future<Output = apps_script::Result<T>>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer.unwrap(),
        Poll::Pending => unreachable!("a fake does not wait"),
    }
}

fn allocations_of_each_call(inventory: &impl Inventory) -> [u64; 3] {
    [
        measure(|| _ = ready(inventory.total())).count_total,
        measure(|| _ = ready(inventory.owned(2, 3.0))).count_total,
        measure(|| _ = ready(inventory.borrowed("BOLT-8", &[1.0, 2.0]))).count_total,
    ]
}

#[test]
fn a_call_through_the_handle_allocates_once() {
    assert_eq!(allocations_of_each_call(&Fake), [0, 0, 0]);
    let handle = DynInventory::new(Fake);
    assert_eq!(allocations_of_each_call(&handle), [1, 1, 1]);
    let clone = measure(|| drop(handle.clone()));
    assert_eq!(clone.count_total, 0);
}

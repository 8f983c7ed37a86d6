//! No answer, whatever its status and body, makes the decoder panic; and an error can always be printed.
#![no_main]

use std::collections::BTreeMap;

use apps_script::{Table, fuzzing};
use libfuzzer_sys::fuzz_target;
use serde::{Deserialize, de::DeserializeOwned};

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "the fields are there to be decoded")]
struct Item {
    sku: String,
    stock: u32,
    price: Option<f64>,
    tags: Vec<String>,
    more: BTreeMap<String, i64>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "the fields are there to be decoded")]
struct Rest {
    sku: String,
    #[serde(flatten)]
    rest: BTreeMap<String, Option<u32>>,
}

fn decode<T: DeserializeOwned>(status: u16, body: &[u8]) {
    if let Err(error) = fuzzing::decode::<T>(status, body) {
        let _ = (format!("{error} {error:#} {error:?}"), error.script::<Item>());
    }
}

fuzz_target!(|input: &[u8]| {
    const STATUSES: [u16; 10] = [200, 200, 200, 302, 400, 401, 403, 404, 429, 500];
    let Some((first, body)) = input.split_first() else { return };
    let status = STATUSES[usize::from(*first) % STATUSES.len()];
    decode::<serde_json::Value>(status, body);
    decode::<Vec<Item>>(status, body);
    decode::<Table<Item>>(status, body);
    decode::<Table<Option<Rest>>>(status, body);
    decode::<Table<Vec<serde_json::Value>>>(status, body);
    decode::<u32>(status, body);
    decode::<()>(status, body);
});

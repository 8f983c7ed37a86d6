//! No answer, whatever its status and body, makes the decoder panic; and an error can always be printed.
#![no_main]

use std::collections::BTreeMap;

use apps_script::{Error, __private::Outcome};
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "the fields are there to be decoded")]
struct Item {
    sku: String,
    stock: u32,
    price: Option<f64>,
    tags: Vec<String>,
    more: BTreeMap<String, i64>,
}

fn decode<T>(status: u16, body: &[u8])
where
    Result<T, Error>: Outcome,
{
    let decoded = <Result<T, Error> as Outcome>::decode(status, body);
    if let Ok(Err(error)) | Err(error) = decoded {
        let _ = (format!("{error} {error:#} {error:?}"), error.script::<Item>());
    }
}

fuzz_target!(|input: &[u8]| {
    const STATUSES: [u16; 10] = [200, 200, 200, 302, 400, 401, 403, 404, 429, 500];
    let Some((first, body)) = input.split_first() else { return };
    let status = STATUSES[usize::from(*first) % STATUSES.len()];
    decode::<serde_json::Value>(status, body);
    decode::<Vec<Item>>(status, body);
    decode::<u32>(status, body);
    decode::<()>(status, body);
});

#![allow(dead_code, unused_macros)]

mod std {}
mod core {}
mod alloc {}
mod serde {}
mod tokio {}
struct Result;
struct Option;
struct String;
struct Box;
struct Pin;
struct Arc;
struct Function;
struct Handle;
trait Future {}
trait Send {}
trait Sync {}
trait Clone {}
trait Debug {}
trait Into {}
trait Serialize {}
fn drop() {}
#[allow(non_snake_case)]
fn Ok() {}
#[allow(non_snake_case)]
fn Some() {}

#[::apps_script::apps_script(
    id = "AKfycbxInventory",
    scopes = ["https://www.googleapis.com/auth/spreadsheets"],
    timeout = "30s",
    dyn,
)]
trait Inventory {
    #[function(timeout = "10s", idempotent, dev_mode)]
    async fn total(&self, sku: &str, #[parameter(omit_none)] by: ::core::option::Option<u8>) -> ::apps_script::Result<f64>;
}

fn main() {}

//! Structs whose fields fit, in the ways of serde.

use std::collections::HashMap;

use apps_script::{Shape, apps_script};
use serde::{Deserialize, Serialize};

type Maybe<T> = Option<T>;

#[derive(Deserialize, Serialize, Shape)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub sku: String,
    pub unit_price: f64,
    pub note: Option<String>,
}

#[derive(Deserialize, Shape)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    #[serde(rename = "sku")]
    pub number: String,
    #[serde(alias = "unitPrice", rename(deserialize = "price"))]
    pub price: f64,
    #[serde(default)]
    pub note: String,
    #[serde(skip)]
    pub here_only: u8,
}

#[derive(Deserialize, Shape)]
#[serde(default)]
#[derive(Default)]
pub struct Defaults {
    pub sku: String,
    pub nowhere: u8,
}

#[derive(Deserialize, Shape)]
pub struct MayBeMissing {
    pub sku: String,
    pub note: Maybe<String>,
    pub boxed: Option<Box<u8>>,
}

#[derive(Deserialize, Shape)]
pub struct Flattened {
    #[serde(flatten)]
    pub item: Item,
}

#[derive(Deserialize, Serialize, Shape)]
pub struct Open {
    pub sku: String,
    #[serde(flatten)]
    pub rest: HashMap<String, serde_json::Value>,
}

#[derive(Serialize, Shape)]
pub struct Borrowed<'a> {
    pub sku: &'a str,
    #[serde(rename = "unitPrice")]
    pub price: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
    pub more: u8,
}

#[derive(Deserialize, Shape)]
pub struct Generic<T> {
    pub sku: T,
    #[serde(rename = "unitPrice")]
    pub price: Maybe<T>,
}

mod renamed_crate {
    pub use apps_script;

    #[derive(serde::Deserialize, apps_script::Shape)]
    #[shape(crate = crate::renamed_crate::apps_script)]
    pub struct Elsewhere {
        pub sku: String,
    }
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Inventory {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
    #[function(name = "item")]
    async fn renamed(&self, sku: &str) -> apps_script::Result<Renamed>;
    #[function(name = "item")]
    async fn defaults(&self, sku: &str) -> apps_script::Result<Defaults>;
    #[function(name = "item")]
    async fn may_be_missing(&self, sku: &str) -> apps_script::Result<MayBeMissing>;
    #[function(name = "item")]
    async fn flattened(&self, sku: &str) -> apps_script::Result<Box<Flattened>>;
    #[function(name = "item")]
    async fn open(&self, sku: &str) -> apps_script::Result<Open>;
    #[function(name = "item")]
    async fn generic(&self, sku: &str) -> apps_script::Result<Generic<String>>;
    #[function(name = "item")]
    async fn elsewhere(&self, sku: &str) -> apps_script::Result<renamed_crate::Elsewhere>;
    async fn find(&self, sku: &str) -> apps_script::Result<Option<Item>>;
    #[function(name = "store")]
    async fn store<'a>(&self, item: &'a Borrowed<'a>) -> apps_script::Result<()>;
    #[function(name = "store")]
    async fn store_open(&self, item: &Open) -> apps_script::Result<()>;
    #[function(name = "store")]
    async fn store_item(&self, item: Item) -> apps_script::Result<()>;
}

fn main() {}

//! What the check cannot know, or what may be meant, is no error.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use apps_script::apps_script;
use serde::{Deserialize, Serialize};

type Answer<T> = Result<T, apps_script::Error>;
type Text = Answer<String>;

#[derive(Deserialize, Serialize)]
pub struct Sku(pub String);

#[derive(Deserialize, Serialize)]
pub struct Unchecked {
    pub anything: u8,
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait Plain {
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Unchecked>>;
    async fn item(&self, sku: Cow<'_, str>) -> Answer<HashMap<String, serde_json::Value>>;
    async fn find(&self, sku: &Sku) -> Answer<Option<Unchecked>>;
    #[function(name = "adjust")]
    async fn adjust(&self, sku: Box<str>, by: i32, #[parameter(omit_none)] reason: Option<&str>) -> Answer<u32>;
    #[function(name = "adjust")]
    async fn adjust_without_reason(&self, sku: &str, by: f64) -> Answer<f64>;
    async fn tag<'a>(
        &'a self,
        sku: &'a str,
        flag: bool,
        tags: &[&'a str],
        prices: &BTreeMap<String, u32>,
    ) -> Answer<()>;
    async fn store(&self, item: &serde_json::Value) -> Answer<()>;
    async fn sum(&self, first: u8, second: f64, third: i64) -> Answer<f64>;
    async fn by_key(&self, key: u32) -> Answer<()>;
    async fn refresh(&self) -> Answer<()>;
    async fn name_of(&self) -> Answer<Option<String>>;
    async fn title(&self) -> Text;
    #[cfg(all())]
    async fn prices(&self) -> Answer<HashMap<String, f64>>;
    #[cfg(any())]
    async fn not_yet_there(&self) -> Answer<Absent>;
    async fn untyped(&self, first: u8, second: &str, third: bool) -> Answer<u32>;
    #[function(name = "Ledger.book")]
    async fn book(&self, anything: bool) -> Answer<()>;
    async fn here(&self) -> Answer<f64> {
        Ok(self.adjust_without_reason("BOLT-8", 1.0).await? * 2.0)
    }
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock")]
pub trait WithoutItsValue {
    async fn title(&self) -> Answer<()>;
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock/Stock.gs")]
pub trait OneFile {
    async fn title(&self) -> apps_script::Result<String>;
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/path with spaces")]
pub trait PathWithSpaces {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = "AKfycbxInventory", source = r"ui\source\scripts\stock")]
pub trait WindowsPath {
    async fn title(&self) -> apps_script::Result<String>;
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/typed")]
pub trait Typed {
    async fn lines(&self, kind: &str, #[parameter(omit_none)] least: Option<u32>) -> apps_script::Result<Vec<Unchecked>>;
    async fn save(&self, line: &Unchecked) -> apps_script::Result<()>;
}

#[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock", scopes = [])]
pub trait WithoutScopes {
    async fn title(&self) -> apps_script::Result<String>;
}

fn main() {
    #[apps_script(id = "AKfycbxInventory", source = "ui/source/scripts/stock", dyn, blocking)]
    trait Local {
        async fn title(&self) -> apps_script::Result<String>;
    }

    let manifest = ["https://www.googleapis.com/auth/spreadsheets"];
    assert_eq!(LocalClient::SCOPES, manifest);
    assert_eq!(PlainClient::SCOPES, manifest);
    assert!(PathWithSpacesClient::SCOPES.is_empty());
    assert!(WithoutScopesClient::SCOPES.is_empty());
}

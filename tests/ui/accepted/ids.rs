//! An ID that is a constant, and one that is known only at run time.
#![deny(warnings)]

use std::borrow::Cow;

use apps_script::{Client, apps_script};

const DEPLOYMENT: &str = "AKfycbxConstant";

struct Settings {
    deployment: &'static str,
}

const SETTINGS: Settings = Settings { deployment: "AKfycbxSettings" };

const fn deployment() -> &'static str {
    "AKfycbxFunction"
}

#[apps_script(id = DEPLOYMENT)]
trait Constant {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = SETTINGS.deployment)]
trait Field {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = deployment())]
trait Function {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = env!("CARGO_PKG_NAME"))]
trait Environment {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = "  AKfycbxSpaces\n")]
trait Spaces {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script]
trait WithoutKeys {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script()]
trait WithoutId {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(dyn, blocking, scopes = ["https://www.googleapis.com/auth/spreadsheets"])]
trait Everything {
    async fn total(&self) -> apps_script::Result<f64>;
}

fn with_ids(client: Client) {
    let _ = WithoutKeysClient::with_id(client.clone(), "AKfycbxText");
    let _ = WithoutIdClient::with_id(client.clone(), String::from("AKfycbxText"));
    let _ = WithoutIdClient::with_id(client.clone(), Cow::Borrowed("AKfycbxText"));
    let _ = DynEverything::new(EverythingClient::with_id(client.clone(), Box::<str>::from("AKfycbxText")));
    let _ = BlockingEverythingClient::with_id(client, 'A');
}

fn main() {
    let _ = with_ids;
    assert_eq!(ConstantClient::DEPLOYMENT_ID, DEPLOYMENT);
    assert_eq!(FieldClient::DEPLOYMENT_ID, SETTINGS.deployment);
    assert_eq!(FunctionClient::DEPLOYMENT_ID, deployment());
    assert_eq!(EnvironmentClient::DEPLOYMENT_ID, env!("CARGO_PKG_NAME"));
    assert_eq!(SpacesClient::DEPLOYMENT_ID, "AKfycbxSpaces");
}

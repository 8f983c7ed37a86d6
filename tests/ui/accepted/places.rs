//! Several traits in one module, one in a function body, one from a macro.

use apps_script::apps_script;

const DEPLOYMENT: &str = "AKfycbxConstant";

#[apps_script(id = "AKfycbxInventory", dyn)]
pub trait Inventory {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = DEPLOYMENT, client = Ledger, dyn = AnyAccounts)]
pub(crate) trait Accounts {
    async fn total(&self) -> apps_script::Result<f64>;
}

#[apps_script(id = concat!("AKfycbx", "Made"))]
trait Made {
    async fn total(&self) -> apps_script::Result<f64>;
}

macro_rules! interface {
    ($name:ident, $id:expr, $($method:ident($($parameter:ident: $ty:ty),*) -> $value:ty;)*) => {
        #[apps_script(id = $id, dyn)]
        pub trait $name {
            $(async fn $method(&self, $($parameter: $ty),*) -> apps_script::Result<$value>;)*
        }
    };
}

interface!(Generated, "AKfycbxGenerated", first(call: u8, function: &str) -> f64; second() -> String;);

macro_rules! whole_interface {
    () => {
        #[apps_script(id = "AKfycbxWhole", dyn)]
        pub trait Whole {
            async fn third(&self, parameter: &str) -> apps_script::Result<f64>;

            async fn twice(&self, parameter: &str) -> apps_script::Result<f64> {
                Ok(self.third(parameter).await? * 2.0)
            }
        }
    };
}

whole_interface!();

fn main() {
    #[apps_script(id = "AKfycbxLocal", dyn)]
    trait Local {
        async fn total(&self) -> apps_script::Result<f64>;
    }
    let _ = (LocalClient::DEPLOYMENT_ID, Ledger::DEPLOYMENT_ID, MadeClient::SCOPES);
    let _ = (GeneratedClient::SCOPES, WholeClient::SCOPES, InventoryClient::SCOPES);
}

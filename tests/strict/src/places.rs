use apps_script::{Client, apps_script};

const DEPLOYMENT: &str = "AKfycbxPlaces";

#[apps_script(id = DEPLOYMENT, rename_all = "none", dyn, blocking)]
trait First {
    async fn total(&self) -> apps_script::Result<f64>;
}

mod inside {
    use apps_script::apps_script;

    #[apps_script(id = super::DEPLOYMENT, rename_all = "PascalCase")]
    pub(super) trait Second {
        async fn total(&self) -> apps_script::Result<f64>;
    }
}

/// Calls through every kind of client.
///
/// # Errors
///
/// What the first call that fails fails with.
pub async fn sum_of_totals(client: Client) -> apps_script::Result<f64> {
    use inside::{Second, SecondClient};

    #[apps_script(id = "AKfycbxLocal")]
    trait Local {
        async fn total(&self) -> apps_script::Result<f64>;
    }

    let first = DynFirst::new(FirstClient::new(client.clone()));
    let second = SecondClient::with_id(client.clone(), SecondClient::DEPLOYMENT_ID);
    let local = LocalClient::new(client);
    Ok(first.total().await? + Second::total(&second).await? + local.total().await?)
}

/// Calls outside of any runtime.
///
/// # Errors
///
/// What the call fails with.
pub fn total(client: Client) -> apps_script::Result<f64> {
    generic_total(&BlockingFirstClient::new(client))
}

fn generic_total(first: &dyn BlockingFirst) -> apps_script::Result<f64> {
    first.total()
}

/// Calls through a client whose trait has a name of its own.
///
/// # Errors
///
/// What the call fails with.
pub fn stock(client: Client) -> Result<usize, crate::inventory::Failed> {
    use crate::inventory::{WaitingInventory, WaitingInventoryClient};

    fn of(inventory: &impl WaitingInventory) -> Result<usize, crate::inventory::Failed> {
        Ok(inventory
            .low_stock(5)
            .map_err(crate::inventory::Failed::from)?
            .len())
    }
    of(&WaitingInventoryClient::new(client))
}

/// A private trait of which a program uses a part: nothing of the rest is reported as unused.
mod partly_used {
    use apps_script::{Client, apps_script};

    #[apps_script(id = "AKfycbxPartly", blocking)]
    trait Partly {
        async fn used(&self, sku: &str) -> apps_script::Result<u32>;
        async fn unused(&self, sku: &str) -> apps_script::Result<u32>;
    }

    pub(super) async fn used(client: Client) -> apps_script::Result<u32> {
        PartlyClient::new(client).used("BOLT-8").await
    }
}

/// Calls one of two functions.
///
/// # Errors
///
/// What the call fails with.
pub async fn used(client: Client) -> apps_script::Result<u32> {
    partly_used::used(client).await
}

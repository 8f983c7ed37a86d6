//! The methods of the client need no trait in scope, and their futures borrow neither arguments nor client.
#![deny(warnings)]

use apps_script::Client;

mod script {
    use std::{borrow::Cow, marker::PhantomData};

    use apps_script::{apps_script, Result};

    #[derive(Debug)]
    pub struct Failed<'a>(PhantomData<&'a ()>);

    impl From<apps_script::Error> for Failed<'_> {
        fn from(_: apps_script::Error) -> Self {
            Self(PhantomData)
        }
    }

    /// A pointer to a function is a lifetime of nobody.
    pub type Visitor = PhantomData<fn(&str)>;

    #[apps_script(id = "AKfycbxInventory", dyn, blocking)]
    pub(super) trait Inventory {
        /// Nothing that is borrowed goes into the future.
        async fn adjust<'a, 'b: 'a>(
            &'a self,
            sku: &'a str,
            steps: &'b [i32],
            #[cfg(any())] absent: Absent,
            #[cfg(all())] reason: Option<&str>,
        ) -> Result<u32>;
        async fn visitor(&self, name: Cow<'_, str>) -> Result<Visitor>;
        async fn visitors(&self, name: &str) -> Result<PhantomData<fn(&str) -> &str>>;

        /// A return type may say that it borrows.
        async fn label<'a>(&self, sku: &'a str) -> Result<Cow<'a, str>>;
        async fn name(&self) -> Result<Cow<'_, str>, Failed<'_>>;

        #[deprecated = "use `adjust`"]
        #[must_use]
        async fn set(&self, sku: String, stock: u32) -> Result<()>;
        #[cfg(any())]
        async fn absent(&self) -> Result<Absent>;
        #[cfg(not(any()))]
        async fn present(&self) -> Result<u8>;
        async fn unused(&self) -> Result<u8>;
        #[expect(clippy::too_many_arguments)]
        async fn many(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> Result<u8>;

        async fn adjust_twice(&self, sku: &str) -> Result<u32> {
            self.adjust(sku, &[1], None).await?;
            self.adjust(sku, &[1], None).await
        }
    }
}

fn is_static<F: Future<Output = apps_script::Result<T>> + Send + 'static, T>(future: F) -> F {
    future
}

fn detached(client: Client) -> [Box<dyn std::any::Any>; 5] {
    let inventory = script::InventoryClient::new(client);
    let sku = String::from("BOLT-8");
    let adjusted = is_static(inventory.adjust(&sku, &[1, 2], Some(&sku)));
    let visitor = is_static(inventory.visitor(sku.as_str().into()));
    let visitors = is_static(inventory.visitors(&sku));
    let present = is_static(inventory.present());
    let many = is_static(inventory.many(1, 2, 3, 4, 5, 6, 7, 8));
    drop((sku, inventory));
    [Box::new(adjusted), Box::new(visitor), Box::new(visitors), Box::new(present), Box::new(many)]
}

/// The label lives as long as its SKU, and longer than the client.
async fn label(client: Client, sku: &str) -> apps_script::Result<std::borrow::Cow<'_, str>> {
    let label = {
        let inventory = script::InventoryClient::new(client);
        inventory.label(sku)
    };
    label.await
}

async fn name(inventory: &script::InventoryClient) -> bool {
    inventory.name().await.is_ok()
}

/// A method with a body is the trait's alone.
async fn provided(inventory: &script::InventoryClient) -> apps_script::Result<u32> {
    use script::Inventory as _;
    inventory.adjust_twice("BOLT-8").await
}

fn main() {
    #[expect(deprecated, reason = "the client's own method is as deprecated as the trait's")]
    let _ = (detached, label, name, provided, script::InventoryClient::set);
}

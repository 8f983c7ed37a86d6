#![allow(unexpected_cfgs)]

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", dyn)]
pub trait Inventory {
    async fn adjust(
        &self,
        #[cfg(not(a))] a: u8,
        #[cfg(not(b))] b: u8,
        #[cfg(not(c))] c: u8,
        #[cfg(not(d))] d: u8,
        #[cfg(not(e))] e: u8,
    ) -> apps_script::Result<f64>;
}

fn main() {}

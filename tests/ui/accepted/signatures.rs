use std::{borrow::Cow, collections::HashMap, fmt::Debug, rc::Rc};

use apps_script::apps_script;

#[apps_script(id = "AKfycbxInventory", dyn)]
pub trait Inventory: Debug + Send + Sync {
    async fn r#type(&self, r#match: &str) -> apps_script::Result<f64>;
    async fn lifetimes<'a, 'b: 'a>(&'a self, first: &'a str, second: &'b [&'b str]) -> apps_script::Result<f64>;
    async fn clause<'a, 'b>(&self, first: &'a str, second: &'b str) -> apps_script::Result<f64>
    where
        'a: 'b;
    async fn borrowed(&self, a: &str, b: &[u8], c: Cow<'_, str>, d: Option<&HashMap<String, Vec<f64>>>) -> apps_script::Result<f64>;
    async fn many(
        &self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8, j: u8, k: u8, l: u8, m: u8, n: u8,
        o: u8, p: u8, q: u8, r: u8, s: u8, t: u8,
    ) -> apps_script::Result<f64>;
    #[function(name = "Library.function")]
    async fn of_a_library(&self) -> apps_script::Result<f64>;
    #[function(name = "$odd_Name9")]
    async fn odd(&self) -> apps_script::Result<f64>;
    #[cfg(any())]
    async fn absent(&self, nothing: Absent) -> apps_script::Result<f64>;
    #[cfg(all())]
    async fn present(
        &self,
        #[cfg(any())] absent: Absent,
        #[cfg(all())] here: u8,
        #[cfg(any())] gone: Absent,
        always: u8,
    ) -> apps_script::Result<f64>;

    fn describe(&self, words: usize) -> String {
        format!("{self:?}, in {words} words")
    }
    async fn twice(&self, mut sku: String) -> apps_script::Result<f64> {
        sku.push('!');
        Ok(self.r#type(&sku).await? * 2.0)
    }
    fn listen(&self, listener: &dyn Fn(&str), visitor: &mut dyn FnMut(&str, Option<&u8>) -> bool) {
        listener("heard");
        visitor("seen", None);
    }
    fn pointers(&self, first: fn(&str) -> &str, second: &dyn for<'x> Fn(&'x str, &str) -> &'x str) -> usize {
        first("one").len() + second("two", "three").len()
    }
    async fn listen_later(
        &self,
        listener: &(dyn Fn(&str) + Sync),
        boxed: Box<dyn Fn(&str, Cow<'_, str>) -> usize + Send + '_>,
    ) -> apps_script::Result<f64> {
        let total = self.odd().await?;
        listener("heard");
        Ok(total + f64::from(u8::try_from(boxed("a", "b".into())).unwrap_or_default()))
    }
    fn generic<T: Debug>(&self, value: T) -> String
    where
        Self: Sized,
    {
        format!("{value:?}")
    }
}

pub struct Shared(Rc<u8>);

impl serde::Serialize for Shared {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self.0)
    }
}

/// Arguments are encoded at the call, so that the future is `Send` whatever they are.
#[apps_script(id = "AKfycbxInventory")]
pub trait Counters {
    async fn count(&self, counter: &std::cell::Cell<u32>, shared: Shared) -> apps_script::Result<f64>;
}

fn sendable(counters: &CountersClient, counter: &std::cell::Cell<u32>) {
    fn is_send<T: Send>(_: T) {}
    is_send(counters.count(counter, Shared(Rc::new(1))));
}

fn spawnable<I: Inventory>(inventory: &I) {
    fn is_send<T: Send>(_: T) {}
    is_send(inventory.twice(String::new()));
}

fn main() {
    let _ = (spawnable::<InventoryClient>, spawnable::<DynInventory>, sendable);
}

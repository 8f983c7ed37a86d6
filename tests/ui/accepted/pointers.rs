//! References, boxes and `Arc`s of an implementation are implementations, beside those that a user writes.
#![deny(warnings)]

use std::{
    cell::Cell,
    fmt::{Debug, Display},
    rc::Rc,
    sync::{Arc, Mutex},
};

use apps_script::{Result, apps_script};

/// A supertrait of the user's own, which pointers need not have.
pub trait Audited {
    fn audit(&self);
}

#[apps_script(id = "AKfycbxInventory", dyn, blocking)]
pub trait Inventory: Audited + Debug {
    async fn lifetimes<'a, 'b: 'a>(&'a self, first: &'a str, second: &'b [&'b str]) -> Result<f64>
    where
        'b: 'b;
    async fn adjust(&self, sku: &str, #[cfg(any())] gone: Absent, #[cfg(all())] by: i32) -> Result<u32>;
    #[deprecated = "use `adjust`"]
    async fn set(&self, sku: &str) -> Result<u32>;
    #[cfg(any())]
    async fn absent(&self) -> Result<Absent>;

    fn describe(&self, (words, _): (usize, u8), _: bool, mut name: String) -> String {
        name.push('!');
        format!("{name} {words}")
    }
    fn listen(&self, listener: &dyn Fn(&str)) {
        listener("heard");
    }
    fn generic<'a, T: Display, const N: usize>(&self, values: &'a [T; N]) -> impl Iterator<Item = &'a T>
    where
        T: 'a,
    {
        values.iter()
    }
    fn unconstrained<T: Default + ToString>(&self) -> String {
        T::default().to_string()
    }
    fn shown(&self, value: impl Display) -> String {
        value.to_string()
    }
    fn same(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
    fn sized(&self) -> usize
    where
        Self: Sized,
    {
        size_of::<Self>()
    }
    fn into_boxed(self) -> Box<Self>
    where
        Self: Sized,
    {
        Box::new(self)
    }
    fn kind() -> &'static str
    where
        Self: Sized,
    {
        "a kind"
    }
}

#[derive(Debug)]
struct Fake;

impl Audited for Fake {
    fn audit(&self) {}
}

impl Audited for Arc<Fake> {
    fn audit(&self) {}
}

impl Audited for InventoryClient {
    fn audit(&self) {}
}

impl Audited for DynInventory {
    fn audit(&self) {}
}

impl Inventory for Fake {
    async fn lifetimes<'a, 'b: 'a>(&'a self, _: &'a str, _: &'b [&'b str]) -> Result<f64>
    where
        'b: 'b,
    {
        Ok(1.0)
    }
    async fn adjust(&self, _: &str, by: i32) -> Result<u32> {
        Ok(by.unsigned_abs())
    }
    async fn set(&self, _: &str) -> Result<u32> {
        Ok(0)
    }
}

/// Nothing here needs `Sync`, so a fake need not be.
#[apps_script(id = "AKfycbxCounter")]
trait Counter {
    async fn count(&self, step: u32) -> Result<u32>;
}

#[derive(Default)]
struct Counted(Cell<u32>);

impl Counter for Counted {
    fn count(&self, step: u32) -> impl Future<Output = Result<u32>> + Send {
        self.0.set(self.0.get() + step);
        let count = self.0.get();
        async move { Ok(count) }
    }
}

/// Pointers of the user's own, and pointers to types of the user's own.
struct Shared;

impl Counter for Rc<Shared> {
    fn count(&self, _: u32) -> impl Future<Output = Result<u32>> + Send {
        async { Ok(1) }
    }
}

impl Counter for Arc<Shared> {
    async fn count(&self, _: u32) -> Result<u32> {
        Ok(1)
    }
}

impl Counter for Arc<Mutex<Shared>> {
    async fn count(&self, _: u32) -> Result<u32> {
        Ok(1)
    }
}

impl Counter for Box<dyn Fn(u32) -> u32 + Send + Sync> {
    async fn count(&self, step: u32) -> Result<u32> {
        Ok(self(step))
    }
}

/// A type without a size, behind each kind of pointer.
trait Backend: Sync {
    fn value(&self) -> u32;
}

impl Counter for dyn Backend {
    async fn count(&self, _: u32) -> Result<u32> {
        Ok(self.value())
    }
}

impl Backend for Shared {
    fn value(&self) -> u32 {
        7
    }
}

async fn counted(counter: impl Counter) -> Result<u32> {
    counter.count(2).await
}

async fn audited(inventory: &impl Inventory) -> Result<u32> {
    inventory.adjust("BOLT-8", 3).await
}

fn is_send<T: Send>(value: T) -> T {
    value
}

fn main() {
    let counter = Counted::default();
    let backend: Arc<dyn Backend> = Arc::new(Shared);
    let all = async {
        counted(&counter).await?;
        counted(&&counter).await?;
        counted(Box::new(Arc::new(&counter))).await?;
        counted(Rc::new(Shared)).await?;
        counted(Arc::new(Shared)).await?;
        counted(Arc::new(Mutex::new(Shared))).await?;
        counted(Box::new(|step| step) as Box<dyn Fn(u32) -> u32 + Send + Sync>).await?;
        counted(&*backend).await?;
        counted(backend).await?;
        audited(&Arc::new(Fake)).await
    };
    drop(all);
    drop(is_send(audited(&Arc::new(Fake))));
    let _ = is_send(CounterClient::count);
    assert_eq!(Fake.generic(&[1, 2]).count(), 2);
    assert_eq!(<Arc<Fake> as Inventory>::generic(&Arc::new(Fake), &[1, 2]).count(), 2);
    assert_eq!(<Arc<Fake> as Inventory>::unconstrained::<u8>(&Arc::new(Fake)), "0");
}

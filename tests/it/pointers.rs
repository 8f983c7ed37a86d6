//! A pointer to an implementation calls the implementation, whichever methods that has of its own.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use apps_script::{Result, apps_script};

#[apps_script(id = "AKfycbxPointers", dyn)]
trait Inventory: Send + Sync {
    async fn total(&self, sku: &str) -> Result<u32>;

    async fn twice(&self, sku: &str) -> Result<u32> {
        Ok(2 * self.total(sku).await?)
    }

    fn describe(&self, (words, name): (u8, &str), listener: &dyn Fn(&str)) -> String {
        listener(name);
        format!("{words} words")
    }

    fn parsed<T: std::str::FromStr + Default>(&self, text: &str) -> T {
        text.parse().unwrap_or_default()
    }
}

#[derive(Default)]
struct Plain {
    calls: AtomicU32,
}

impl Inventory for Plain {
    async fn total(&self, sku: &str) -> Result<u32> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Ok(sku.len().try_into().unwrap())
    }
}

/// Has every method of its own.
struct Own;

impl Inventory for Own {
    async fn total(&self, _: &str) -> Result<u32> {
        Ok(1)
    }

    async fn twice(&self, _: &str) -> Result<u32> {
        Ok(100)
    }

    fn describe(&self, (words, _): (u8, &str), listener: &dyn Fn(&str)) -> String {
        listener("own");
        format!("{words} own words")
    }

    fn parsed<T: std::str::FromStr + Default>(&self, _: &str) -> T {
        T::default()
    }
}

/// Everything that the trait has, through a type that is known only here.
async fn answers<I: Inventory>(inventory: I) -> (u32, u32, String, String, i32) {
    let heard = std::cell::RefCell::new(String::new());
    let description = inventory.describe((3, "given"), &|name| heard.borrow_mut().push_str(name));
    (
        inventory.total("four").await.unwrap(),
        inventory.twice("four").await.unwrap(),
        description,
        heard.into_inner(),
        inventory.parsed("7"),
    )
}

#[tokio::test]
async fn every_pointer_answers_as_what_it_points_to() {
    let own = (1, 100, "3 own words".to_owned(), "own".to_owned(), 0);
    assert_eq!(answers(Own).await, own);
    assert_eq!(answers(&Own).await, own);
    assert_eq!(answers(&&Own).await, own);
    assert_eq!(answers(Box::new(Own)).await, own);
    assert_eq!(answers(Arc::new(Own)).await, own);
    assert_eq!(answers(Arc::new(Box::new(&Own))).await, own);
}

#[tokio::test]
async fn a_handle_takes_pointers_and_is_pointed_to() {
    let fake = Arc::new(Plain::default());
    let handle = DynInventory::new(Arc::clone(&fake));
    let plain = (4, 8, "3 words".to_owned(), "given".to_owned(), 7);
    assert_eq!(answers(handle.clone()).await, plain);
    assert_eq!(answers(&handle).await, plain);
    assert_eq!(answers(Box::new(handle.clone())).await, plain);
    let of_pointers = DynInventory::new(Box::new(Arc::new(handle)));
    let task = tokio::spawn(async move { of_pointers.twice("four").await });
    assert_eq!(task.await.unwrap().unwrap(), 8);
    assert_eq!(fake.calls.load(Ordering::Relaxed), 7);
}

use apps_script::apps_script;

type Answer<T> = std::result::Result<T, AppError>;
type Numbers = apps_script::Result<Vec<f64>>;

#[derive(Debug)]
pub struct AppError(#[allow(dead_code)] apps_script::Error);

impl From<apps_script::Error> for AppError {
    fn from(error: apps_script::Error) -> Self {
        Self(error)
    }
}

#[apps_script(id = "AKfycbxInventory")]
pub trait Inventory {
    async fn total(&self) -> Answer<f64>;
    async fn all(&self) -> Numbers;
    async fn anything(&self) -> anyhow::Result<String>;
    async fn nothing(&self) -> apps_script::Result<()>;
    async fn maybe(&self) -> Result<Option<u32>, Box<dyn std::error::Error + Send + Sync>>;
}

fn main() {}

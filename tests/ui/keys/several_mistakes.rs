use apps_script::apps_script;

#[apps_script(id = "", timout = "30s", rename_all = "kebab-case", timeout = "0s")]
pub trait Inventory {
    fn total(&self) -> apps_script::Result<f64>;

    async fn all<T>(self) -> T;

    #[function(name = "refresh()")]
    async fn refresh(&self);
}

fn main() {}

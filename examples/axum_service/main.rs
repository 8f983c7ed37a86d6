//! A web service over a script: `cargo run --example axum_service`, then
//! `curl http://127.0.0.1:3000/orders?least=100`.
//!
//! The script beside this file runs in an emulator, unless the environment names a deployment of it by
//! `APPS_SCRIPT_ID`. `PORT` chooses another port.

mod orders;
mod routes;

use std::{env, error::Error, net::Ipv4Addr, path::Path};

use apps_script_emulator::Emulator;
use tokio::net::TcpListener;

use crate::orders::{DynOrders, OrdersClient};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/axum_service/script");

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = match env::var("PORT") {
        Ok(port) => port
            .parse()
            .map_err(|_| format!("PORT is `{port}`, which is no port"))?,
        Err(_) => 3000,
    };
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        return serve(port, OrdersClient::from_env()?).await;
    }
    let emulator = Emulator::builder().project(Path::new(SCRIPT)).start().await?;
    serve(port, OrdersClient::from_vars(emulator.vars())?).await
}

async fn serve(port: u16, orders: OrdersClient) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("Serving http://{}/orders", listener.local_addr()?);
    axum::serve(listener, routes::router(DynOrders::new(orders))).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::{Order, Orders};

    async fn served(orders: DynOrders) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes::router(orders)).await });
        format!("http://{address}")
    }

    async fn get(url: String) -> (u16, String) {
        let response = reqwest::get(url).await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    #[tokio::test]
    async fn serves_what_the_script_answers() {
        let emulator = Emulator::builder()
            .project(Path::new(SCRIPT))
            .start()
            .await
            .unwrap();
        let orders = OrdersClient::from_vars(emulator.vars()).unwrap();
        let url = served(DynOrders::new(orders)).await;
        let (status, body) = get(format!("{url}/orders?least=100")).await;
        assert_eq!(status, 200, "{body}");
        assert_eq!(
            serde_json::from_str::<Vec<Order>>(&body).unwrap(),
            [Order {
                number: 17,
                customer: "Baker".into(),
                total: 149.0
            }]
        );
        assert_eq!(get(format!("{url}/orders/18")).await.0, 200);
        assert_eq!(get(format!("{url}/orders/19")).await.0, 404);
        let (status, body) = get(format!("{url}/orders?least=-1")).await;
        assert_eq!((status, &*body), (422, "least must not be negative"));
    }

    struct Fake;

    impl Orders for Fake {
        async fn order(&self, _number: u32) -> apps_script::Result<Option<Order>> {
            Ok(None)
        }

        async fn orders(&self, _least: Option<f64>) -> apps_script::Result<Vec<Order>> {
            Ok(Vec::new())
        }
    }

    #[tokio::test]
    async fn serves_any_implementation() {
        let url = served(DynOrders::new(Fake)).await;
        assert_eq!(get(format!("{url}/orders")).await, (200, "[]".into()));
    }
}

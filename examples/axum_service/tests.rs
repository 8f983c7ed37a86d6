use std::sync::Arc;

use tokio::sync::{Notify, oneshot};

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
    let missing = r#"{"error":"there is no order 19"}"#;
    assert_eq!(get(format!("{url}/orders/19")).await, (404, missing.into()));
    let thrown = r#"{"error":"least must not be negative"}"#;
    assert_eq!(get(format!("{url}/orders?least=-1")).await, (422, thrown.into()));
}

struct Empty;

impl Orders for Empty {
    async fn order(&self, _number: u32) -> apps_script::Result<Option<Order>> {
        Ok(None)
    }

    async fn orders(&self, _least: Option<f64>) -> apps_script::Result<Vec<Order>> {
        Ok(Vec::new())
    }
}

#[tokio::test]
async fn serves_any_implementation() {
    let url = served(DynOrders::new(Empty)).await;
    assert_eq!(get(format!("{url}/orders")).await, (200, "[]".into()));
}

/// A script that answers when it is allowed to.
#[derive(Default)]
struct Slow {
    called: Notify,
    allowed: Notify,
}

impl Orders for Slow {
    async fn order(&self, _number: u32) -> apps_script::Result<Option<Order>> {
        Ok(None)
    }

    async fn orders(&self, _least: Option<f64>) -> apps_script::Result<Vec<Order>> {
        self.called.notify_one();
        self.allowed.notified().await;
        Ok(Vec::new())
    }
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_service_ends() {
    let slow = Arc::new(Slow::default());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel();
    let router = routes::router(DynOrders::new(Arc::clone(&slow)));
    let service = axum::serve(listener, router).with_graceful_shutdown(async { ended.await.unwrap() });
    let service = tokio::spawn(service.into_future());
    let request = tokio::spawn(get(format!("http://{address}/orders")));
    slow.called.notified().await;

    end.send(()).unwrap();
    slow.allowed.notify_one();
    assert_eq!(request.await.unwrap(), (200, "[]".into()));
    service.await.unwrap().unwrap();
    assert!(reqwest::get(format!("http://{address}/orders")).await.is_err());
}

//! The routes of the service. Their state is `DynOrders`, so that they run on any implementation of `Orders`.

use apps_script::ErrorKind;
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

use crate::orders::{DynOrders, Order, Orders};

pub(crate) fn router(orders: DynOrders) -> Router {
    Router::new()
        .route("/orders", get(all))
        .route("/orders/{number}", get(one))
        .with_state(orders)
}

#[derive(Deserialize)]
struct Filter {
    least: Option<f64>,
}

async fn all(
    State(orders): State<DynOrders>,
    Query(filter): Query<Filter>,
) -> Result<Json<Vec<Order>>, Failed> {
    Ok(Json(orders.orders(filter.least).await?))
}

async fn one(State(orders): State<DynOrders>, Path(number): Path<u32>) -> Result<Response, Failed> {
    Ok(match orders.order(number).await? {
        Some(order) => Json(order).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    })
}

/// What a caller of the service is told; the operator reads the rest in the log.
struct Failed(apps_script::Error);

impl From<apps_script::Error> for Failed {
    fn from(error: apps_script::Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        eprintln!("error: {:#}", self.0);
        let status = match self.0.kind() {
            ErrorKind::Script => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorKind::RateLimited => StatusCode::SERVICE_UNAVAILABLE,
            ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::BAD_GATEWAY,
        };
        let message = self
            .0
            .exception()
            .map_or("the script cannot be called", |thrown| &thrown.message);
        (status, message.to_owned()).into_response()
    }
}

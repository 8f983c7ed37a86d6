//! The routes of the service. Their state is `DynOrders`, so that they run on any implementation of `Orders`.

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    routing::get,
};
use serde::Deserialize;
use tower_http::trace::{DefaultMakeSpan, TraceLayer};
use tracing::Level;

use crate::{
    error::Error,
    orders::{DynOrders, Order, Orders},
};

pub(crate) fn router(orders: DynOrders) -> Router {
    Router::new()
        .route("/orders", get(all))
        .route("/orders/{number}", get(one))
        .with_state(orders)
        // A span for each request, of which the spans of the script's calls are children.
        .layer(TraceLayer::new_for_http().make_span_with(DefaultMakeSpan::new().level(Level::INFO)))
}

#[derive(Deserialize)]
struct Filter {
    least: Option<f64>,
}

async fn all(
    State(orders): State<DynOrders>,
    Query(filter): Query<Filter>,
) -> Result<Json<Vec<Order>>, Error> {
    Ok(Json(orders.orders(filter.least).await?))
}

async fn one(State(orders): State<DynOrders>, Path(number): Path<u32>) -> Result<Json<Order>, Error> {
    let order = orders.order(number).await?;
    order.map(Json).ok_or(Error::NoSuchOrder(number))
}

//! What a subscriber sees of a call.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, prelude::*, registry::LookupSpan};

use super::server::{SECOND, builder, call, replying, status, too_many_requests, value};
use crate::{credentials::FixedToken, http_client::in_process::Reply};

type Fields = BTreeMap<String, String>;

/// A span or an event, under the name of its parent.
#[derive(Debug)]
struct Seen {
    parent: Option<String>,
    name: String,
    fields: Fields,
}

/// Collects the spans, when they close, and the events of this crate.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Seen>>>);

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Collector {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::new();
        attributes.record(&mut Reader(&mut fields));
        context.span(id).unwrap().extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, record: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        record.record(&mut Reader(span.extensions_mut().get_mut().unwrap()));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        if !event.metadata().target().starts_with("apps_script::send") {
            return;
        }
        let mut fields = Fields::new();
        event.record(&mut Reader(&mut fields));
        self.0.lock().unwrap().push(Seen {
            parent: context.event_span(event).map(|span| span.name().to_owned()),
            name: fields.remove("message").unwrap_or_default(),
            fields,
        });
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).unwrap();
        let fields = span.extensions_mut().remove::<Fields>().unwrap_or_default();
        self.0.lock().unwrap().push(Seen {
            parent: span.parent().map(|parent| parent.name().to_owned()),
            name: span.name().to_owned(),
            fields,
        });
    }
}

/// Makes a call that gets these replies, and tells what was seen of it.
async fn seen(replies: impl Fn(usize) -> Reply + Send + Sync + 'static, idempotent: bool) -> Vec<Seen> {
    fastrand::seed(3);
    let (server, _) = replying(replies);
    let client = builder(server)
        .credentials(FixedToken::new("ya29.spans"))
        .max_concurrency(1)
        .build()
        .unwrap();
    let call = call(&client, 4242);
    let call = if idempotent { call.idempotent() } else { call };
    let collector = Collector::default();
    let subscriber = tracing_subscriber::registry().with(collector.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    let permit = client.0.permits.acquire().await.unwrap();
    let busy = async move {
        tokio::time::sleep(2 * SECOND).await;
        drop(permit);
    };
    let (_, _) = tokio::join!(busy, call.send::<u32>());
    drop(guard);
    let seen = std::mem::take(&mut *collector.0.lock().unwrap());
    assert!(!format!("{seen:?}").contains("4242"), "an argument: {seen:?}");
    assert!(!format!("{seen:?}").contains("ya29"), "a token: {seen:?}");
    assert!(!format!("{seen:?}").contains("31415"), "a result: {seen:?}");
    seen
}

fn check(seen: &Seen, parent: Option<&str>, name: &str, fields: &[(&str, &str)]) {
    assert_eq!((seen.parent.as_deref(), &*seen.name), (parent, name), "{seen:?}");
    for (field, value) in fields {
        assert_eq!(
            seen.fields.get(*field).map(String::as_str),
            Some(*value),
            "{field} of {seen:?}"
        );
    }
}

const CALL: Option<&str> = Some("apps_script.call");

#[tokio::test(start_paused = true)]
async fn a_call_its_tries_and_its_waits_are_seen() {
    let result = || super::server::answer(200, serde_json::json!({"response": {"result": 31415}}));
    let seen = seen(
        move |request| {
            if request == 1 {
                too_many_requests("7")
            } else {
                result()
            }
        },
        false,
    )
    .await;
    let [line, first, wait, second, call] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    check(line, CALL, "waited", &[("reason", "permit"), ("length", "2s")]);
    check(
        first,
        CALL,
        "apps_script.try",
        &[
            ("otel.kind", "client"),
            ("otel.status_code", "ERROR"),
            ("http.request.method", "POST"),
            ("http.request.resend_count", "0"),
            ("http.response.status_code", "429"),
            ("server.address", "script.googleapis.com"),
            ("server.port", "443"),
            ("error.type", "RateLimited"),
            ("apps_script.executed", "No"),
        ],
    );
    check(wait, CALL, "waits", &[("reason", "RateLimited")]);
    let length = &wait.fields["length"];
    assert!(length.starts_with("7."), "{length}");
    check(
        second,
        CALL,
        "apps_script.try",
        &[
            ("otel.status_code", "OK"),
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "200"),
            ("apps_script.executed", "Yes"),
        ],
    );
    assert_eq!(second.fields.get("error.type"), None);
    check(
        call,
        None,
        "apps_script.call",
        &[
            ("otel.kind", "client"),
            ("otel.status_code", "OK"),
            ("rpc.system", "apps_script"),
            ("rpc.service", "AKfycbxTests"),
            ("rpc.method", "f"),
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "200"),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_says_so() {
    let seen = seen(
        |request| if request == 1 { status(503) } else { Reply::Lost },
        true,
    )
    .await;
    let [_, first, wait, second, call] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    check(
        first,
        CALL,
        "apps_script.try",
        &[("error.type", "Service"), ("apps_script.executed", "Unknown")],
    );
    check(wait, CALL, "waits", &[("reason", "Service")]);
    check(
        second,
        CALL,
        "apps_script.try",
        &[("error.type", "Transport"), ("otel.status_code", "ERROR")],
    );
    assert_eq!(second.fields.get("http.response.status_code"), None);
    assert_eq!(call.fields.get("http.response.status_code"), None);
    check(
        call,
        None,
        "apps_script.call",
        &[
            ("otel.status_code", "ERROR"),
            ("error.type", "Transport"),
            ("http.request.resend_count", "1"),
            ("apps_script.executed", "Unknown"),
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_sent_has_no_try() {
    let collector = Collector::default();
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(collector.clone()));
    let (server, _) = replying(|_| value());
    let client = crate::Client::builder().http(server).build().unwrap();
    let error = call(&client, 1).send::<u32>().await.unwrap_err();
    drop(guard);
    let seen = std::mem::take(&mut *collector.0.lock().unwrap());
    let [call] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    check(
        call,
        None,
        "apps_script.call",
        &[("error.type", "Auth"), ("otel.status_code", "ERROR")],
    );
    assert_eq!(error.tries(), 0);
}

//! Sends requests, while the script waits: only to the hosts that are allowed, at every step of the way.

use std::{error::Error, time::Duration};

use reqwest::{
    Client, Method, Response, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION},
    redirect::Policy,
};
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::request::{BODY_SIZE, Request};
use crate::{run::RunContext, state::allowed_hosts::AllowedHosts};

/// How long Google waits for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a run that waits asks whether it is to end.
const PAUSE: Duration = Duration::from_millis(20);

const REDIRECTS: usize = 10;

/// What a server answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Where it came from, after all redirects.
    pub(super) url: Url,
}

/// A run's own way into the network. It has a runtime to itself, so that it never waits for the emulator's.
pub(super) struct Network {
    runtime: Runtime,
    run: RunContext,
    checking: Option<Client>,
    trusting: Option<Client>,
}

/// What one request needs of the network.
#[derive(Clone)]
struct Route {
    client: Client,
    allowed: AllowedHosts,
}

impl Network {
    pub(super) fn new(run: RunContext) -> Result<Self, String> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|fault| format!("the emulator cannot use the network: {fault}"))?;
        Ok(Self {
            runtime,
            run,
            checking: None,
            trusting: None,
        })
    }

    /// Sends all requests at once; the answers come in the order of the requests. A run that is to end waits for
    /// none of them.
    pub(super) fn send(&mut self, requests: Vec<Request>) -> Vec<Result<Answer, String>> {
        let unanswered: Vec<_> = requests.iter().map(timed_out).collect();
        let routes: Vec<_> = requests
            .into_iter()
            .map(|request| (self.route(request.validate_certificates), request))
            .collect();
        let run = &self.run;
        self.runtime.block_on(async {
            tokio::select! {
                answers = all(routes) => answers,
                () = must_end(run) => unanswered.into_iter().map(Err).collect(),
            }
        })
    }

    fn route(&mut self, validate: bool) -> Result<Route, String> {
        let kept = if validate {
            &mut self.checking
        } else {
            &mut self.trusting
        };
        let client = match kept {
            Some(client) => client.clone(),
            None => {
                let made = Client::builder()
                    .redirect(Policy::none())
                    .tls_danger_accept_invalid_certs(!validate)
                    .build()
                    .map_err(|fault| format!("the emulator cannot use the network: {fault}"))?;
                kept.insert(made).clone()
            }
        };
        Ok(Route {
            client,
            allowed: self.run.allowed_hosts.clone(),
        })
    }
}

async fn all(routes: Vec<(Result<Route, String>, Request)>) -> Vec<Result<Answer, String>> {
    let mut waiting = JoinSet::new();
    for (place, (route, request)) in routes.into_iter().enumerate() {
        waiting.spawn(async move { (place, patiently(route, request).await) });
    }
    let mut answers = waiting.join_all().await;
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

async fn must_end(run: &RunContext) {
    while !run.must_end() {
        sleep(PAUSE).await;
    }
}

async fn patiently(route: Result<Route, String>, request: Request) -> Result<Answer, String> {
    let late = timed_out(&request);
    timeout(PATIENCE, route?.follow(request))
        .await
        .unwrap_or(Err(late))
}

fn timed_out(request: &Request) -> String {
    format!("Timeout: {}", request.written_url)
}

impl Route {
    /// Goes where the server sends the request, as far as the hosts are allowed.
    async fn follow(&self, mut request: Request) -> Result<Answer, String> {
        let written = request.written_url.clone();
        for _ in 0..=REDIRECTS {
            let response = self.send(&request, &written).await?;
            let target = target(&response, &request);
            match target {
                Some(target) => redirect(&mut request, response.status(), target),
                None => return read(response, &written).await,
            }
        }
        Err(format!("Too many redirects: {written}"))
    }

    async fn send(&self, request: &Request, written: &str) -> Result<Response, String> {
        if !self.allowed.allow_url(&request.url) {
            return Err(not_allowed(&request.url));
        }
        let mut sent = self
            .client
            .request(request.method.clone(), request.url.clone())
            .headers(request.headers.clone());
        if let Some(body) = &request.body {
            sent = sent.body(body.clone());
        }
        sent.send().await.map_err(|fault| failure(&fault, written))
    }
}

fn not_allowed(url: &Url) -> String {
    let host = authority(url);
    format!(
        "Address unavailable: {url}. The emulator does not let scripts call {host}: allow it with \
         --allow-host {host}, or EmulatorBuilder::allow_host(\"{host}\")."
    )
}

/// The host, and the port where it is not the scheme's own.
pub(super) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// Where the server sends a request that follows redirects.
fn target(response: &Response, request: &Request) -> Option<Url> {
    if !request.follow_redirects || !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let target = request.url.join(location).ok()?;
    matches!(target.scheme(), "http" | "https").then_some(target)
}

fn redirect(request: &mut Request, status: StatusCode, target: Url) {
    // Only 307 and 308 say that the method stays.
    if matches!(status.as_u16(), 301..=303) && request.method != Method::GET {
        request.method = Method::GET;
        request.body = None;
        request.headers.remove(CONTENT_TYPE);
        request.headers.remove(CONTENT_LENGTH);
    }
    if target.origin() != request.url.origin() {
        // What was meant for one host is not given to another.
        request.headers.remove(AUTHORIZATION);
        request.headers.remove(COOKIE);
    }
    request.url = target;
}

async fn read(mut response: Response, written: &str) -> Result<Answer, String> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|fault| failure(&fault, written))? {
        if body.len() + chunk.len() > BODY_SIZE {
            return Err("Limit Exceeded: URLFetch Response Size.".into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status: response.status(),
        headers: response.headers().clone(),
        body,
        url: response.url().clone(),
    })
}

/// Google's word for what went wrong on the way.
fn failure(fault: &reqwest::Error, written: &str) -> String {
    let mut reasons = String::new();
    let mut source: Option<&dyn Error> = Some(fault);
    while let Some(reason) = source {
        reasons.push_str(&reason.to_string().to_ascii_lowercase());
        reasons.push('\n');
        source = reason.source();
    }
    tracing::debug!(reasons, url = written, "a fetch failed");
    if reasons.contains("dns error") || reasons.contains("failed to lookup") {
        format!("DNS error: {written}")
    } else if reasons.contains("certificate") || reasons.contains("tls") {
        format!("SSL Error: {written}")
    } else {
        format!("Address unavailable: {written}")
    }
}

//! `UrlFetchApp`: real requests, to the hosts that are allowed.

mod answer;
mod network;
mod request;

use std::{cell::RefCell, rc::Rc};

use reqwest::header::{CONTENT_TYPE, HeaderValue, USER_AGENT};
use rquickjs::{Array, Ctx, Object};

use self::{network::Network, request::Request};
use super::{
    byte_string::ByteString, charset::Charset, host_functions::HostFunctions, script_exception::throw,
    script_service::ScriptService,
};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["UrlFetchApp"],
    file: "url_fetch_app.js",
    code: include_str!("url_fetch_app.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    let encode = |text: String| ByteString(text.into_bytes());
    host.function("encode", encode)?;
    host.function("decode", decode)?;
    host.function("check", check)?;
    let agent = format!(
        "Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; +https://script.google.com; id: {})",
        run.identity.script_id
    );
    let run = run.clone();
    let network = Rc::new(RefCell::new(None));
    let send = move |ctx: Ctx<'js>, requests: Array<'js>| {
        let requests = requests
            .iter::<Object<'js>>()
            .map(|request| read(&ctx, &request?, &agent))
            .collect::<rquickjs::Result<Vec<_>>>()?;
        let origins: Vec<_> = requests
            .iter()
            .map(|request| request.url.origin().ascii_serialization())
            .collect();
        let mut network = network.borrow_mut();
        if network.is_none() {
            let made = Network::new(run.clone()).map_err(|fault| throw(&ctx, &fault))?;
            *network = Some(made);
        }
        let answers = network.as_mut().map(|network| network.send(requests));
        let shown = answers.into_iter().flatten().zip(origins);
        let shown = shown.map(|(answer, origin)| answer::to_script(&ctx, answer, &origin));
        shown.collect::<rquickjs::Result<Vec<_>>>()
    };
    host.function("send", send)?;
    Ok(host.finish())
}

fn decode(ctx: Ctx<'_>, bytes: ByteString, charset: String) -> rquickjs::Result<String> {
    match Charset::named(&charset) {
        Some(charset) => Ok(charset.decode(&bytes.0)),
        None => Err(throw(&ctx, &format!("Invalid argument: {charset}"))),
    }
}

/// The URL that a request would go to.
fn check(ctx: Ctx<'_>, written: String, escaping: bool) -> rquickjs::Result<String> {
    let url = request::url(&written, escaping);
    url.map(String::from).map_err(|message| throw(&ctx, &message))
}

fn read<'js>(ctx: &Ctx<'js>, given: &Object<'js>, agent: &str) -> rquickjs::Result<Request> {
    let refuse = |message: String| throw(ctx, &message);
    let written_url: String = given.get("url")?;
    let pairs: Vec<Vec<String>> = given.get("headers")?;
    let pairs = pairs.into_iter().filter_map(|pair| {
        let [name, value] = <[String; 2]>::try_from(pair).ok()?;
        Some((name, value))
    });
    let mut headers = request::headers(pairs.collect()).map_err(refuse)?;
    if let Some(content_type) = given.get::<_, Option<String>>("contentType")? {
        let value = HeaderValue::from_str(&content_type)
            .map_err(|_| throw(ctx, "Attribute provided with invalid value: contentType"))?;
        headers.insert(CONTENT_TYPE, value);
    }
    if let (false, Ok(agent)) = (headers.contains_key(USER_AGENT), HeaderValue::from_str(agent)) {
        headers.insert(USER_AGENT, agent);
    }
    let body = given.get::<_, Option<ByteString>>("body")?.map(|bytes| bytes.0);
    if body.as_ref().is_some_and(|body| body.len() > request::BODY_SIZE) {
        return Err(throw(ctx, "Limit Exceeded: URLFetch POST Size."));
    }
    Ok(Request {
        method: request::method(&given.get::<_, String>("method")?).map_err(refuse)?,
        url: request::url(&written_url, given.get("escaping")?).map_err(refuse)?,
        written_url,
        headers,
        body,
        follow_redirects: given.get("followRedirects")?,
        validate_certificates: given.get("validateHttpsCertificates")?,
    })
}

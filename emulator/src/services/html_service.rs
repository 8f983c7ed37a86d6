//! `HtmlService`: pages and templates, from texts and from the project's HTML files.

use rquickjs::{Ctx, Object};

use super::{
    charset::{decode, encode},
    host_functions::HostFunctions,
    script_service::ScriptService,
};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["HtmlService"],
    file: "html_service.js",
    code: include_str!("html_service.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.function("encode", encode)?;
    host.function("decode", decode)?;
    let of = run.clone();
    host.function("page", move |name: String| page(&of, &name))?;
    Ok(host.finish())
}

/// An HTML file, by its name with or without the extension.
fn page(run: &RunContext, name: &str) -> Option<String> {
    let stem = name.strip_suffix(".html").unwrap_or(name);
    let found = run.project.pages.iter().find(|page| page.name == stem);
    found.map(|page| page.code.clone())
}

//! `HtmlService`: pages and templates, from texts and from the project's HTML files.

use rquickjs::{Ctx, Function, Object};

use super::{
    ScriptService,
    charset::{decode, encode},
};
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["HtmlService"],
    file: "html.js",
    code: include_str!("html.js"),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let object = Object::new(ctx.clone())?;
    object.set("encode", Function::new(ctx.clone(), encode)?)?;
    object.set("decode", Function::new(ctx.clone(), decode)?)?;
    let of = run.clone();
    object.set(
        "page",
        Function::new(ctx.clone(), move |name: String| page(&of, &name))?,
    )?;
    Ok(object)
}

/// An HTML file, by its name with or without the extension.
fn page(run: &RunContext, name: &str) -> Option<String> {
    let stem = name.strip_suffix(".html").unwrap_or(name);
    let found = run.project.pages.iter().find(|page| page.name == stem);
    found.map(|page| page.code.clone())
}

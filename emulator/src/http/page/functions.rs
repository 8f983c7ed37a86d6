//! The functions of the script, each with its JSDoc and a form that runs it.

use apps_script_source::{Function, Parameter};
use maud::{Markup, html};

use super::{
    arguments::{is_rest, takes_more},
    type_name::type_name,
};

/// `open` is the name of the one whose form is shown at once.
pub(super) fn list(functions: &[Function], open: Option<&str>) -> Markup {
    let public = || functions.iter().filter(|function| !function.is_private());
    html! {
        @if public().next().is_none() {
            p.quiet { "The script has no public function." }
        }
        @for function in public() {
            details.function name="function" open[open == Some(function.name.as_str())] {
                summary {
                    code { b { (function.name) } "(" (signature(function)) ")" }
                }
                (description(function))
                (form(function))
            }
        }
    }
}

fn signature(function: &Function) -> String {
    let names = function.parameters.iter().map(|parameter| {
        let name = parameter.name.as_deref().unwrap_or("{ … }");
        match (is_rest(parameter), parameter.optional) {
            (true, _) => format!("...{name}"),
            (false, true) => format!("{name}?"),
            (false, false) => name.to_owned(),
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

fn description(function: &Function) -> Markup {
    let returns = function.returns.as_ref().and_then(type_name);
    html! {
        @if let Some(text) = &function.description {
            p.text { (text) }
        }
        p.quiet {
            (function.place.to_string())
            @if let Some(returns) = returns { ", returns " code { (returns) } }
        }
    }
}

fn form(function: &Function) -> Markup {
    html! {
        form method="post" action="/page/run" {
            input type="hidden" name="function" value=(function.name);
            @for parameter in function.parameters.iter().filter(|parameter| !is_rest(parameter)) {
                (field(parameter))
            }
            @if takes_more(function) {
                label {
                    span { "further parameters " span.quiet { "a list in JSON" } }
                    input name="more" placeholder="[]" autocomplete="off" spellcheck="false";
                }
            }
            div.send {
                button type="submit" { "Run" }
                label.choice { input type="checkbox" name="deployed"; " the deployed version" }
            }
        }
    }
}

fn field(parameter: &Parameter) -> Markup {
    let name = parameter.name.as_deref().unwrap_or("an object or a list");
    let ty = parameter.ty.as_ref().and_then(type_name);
    html! {
        label {
            span {
                code { (name) } " "
                span.quiet {
                    (ty.unwrap_or_else(|| "JSON or text".into()))
                    @if parameter.optional { ", may be empty" }
                }
            }
            @if let Some(text) = &parameter.description {
                span.quiet.text { (text) }
            }
            input name="argument" autocomplete="off" spellcheck="false";
        }
    }
}

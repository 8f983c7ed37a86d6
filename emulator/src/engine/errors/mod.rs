//! Makes the errors of the engine read as V8's: their messages and their stacks, for the script's own `catch` too.

mod fault;
mod in_code;
mod json;
mod message;
mod site;
mod syntax;
mod wording;

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use apps_script_source::{CallSites, Position, Project};
use rquickjs::{Ctx, FromJs, Function, Object, Value};

use self::{fault::Fault, site::Site, wording::Spoken};
use crate::{services::evaluate, state::executions::StackFrame};

/// The engine's hook, which is called with every error that is made.
const HOOK: &str = include_str!("hook.js");

/// The function that calls the script's at Google, as stacks show it.
const TOP_CALL: &str = "    at __GS_INTERNAL_top_function_call__.gs:1:8";

/// An error, as the hook shows it.
struct Made<'js> {
    class: String,
    message: String,
    sites: String,
    /// How many lines its stack may have.
    limit: usize,
    /// What `JSON.parse` reads.
    json: Option<String>,
    may_be_the_engines: bool,
    /// Whether names lead from the global object to a function.
    is_function: Function<'js>,
}

impl<'js> FromJs<'js> for Made<'js> {
    fn from_js(ctx: &Ctx<'js>, value: Value<'js>) -> rquickjs::Result<Self> {
        let made = Object::from_js(ctx, value)?;
        Ok(Self {
            class: made.get("name")?,
            message: made.get("message")?,
            sites: made.get("calls")?,
            limit: made.get("limit")?,
            json: made.get("reads")?,
            may_be_the_engines: made.get("mayBeTheEngines")?,
            is_function: made.get("isFunction")?,
        })
    }
}

/// What is known of the errors of one global scope.
pub(super) struct Errors<'js> {
    /// Where an error was made, as the hook noted it.
    sites_of: Function<'js>,
    /// What the hooks of all scopes note, since errors pass from one to another.
    pub(super) shared: Object<'js>,
    sources: Rc<Sources>,
}

/// The files of the user's script and its libraries, read only when an error asks for a place in them.
#[derive(Default)]
pub(super) struct Sources {
    /// By what stands before the names of their files.
    projects: RefCell<Vec<(String, Arc<Project>)>>,
    read: RefCell<HashMap<String, Option<Rc<CallSites>>>>,
}

impl<'js> Errors<'js> {
    pub(super) fn install(
        ctx: &Ctx<'js>,
        sources: &Rc<Sources>,
        shared: Option<Object<'js>>,
        is_over: impl Fn() -> bool + 'js,
    ) -> rquickjs::Result<Self> {
        let sources = Rc::clone(sources);
        let reader = Rc::clone(&sources);
        let describe = move |error: Made<'js>| reader.describe(&error);
        let install: Function<'js> = evaluate(ctx, "hook.js", HOOK)?;
        let installed: Object<'js> = install.call((
            Function::new(ctx.clone(), describe)?,
            shared,
            Function::new(ctx.clone(), is_over)?,
        ))?;
        Ok(Self {
            sites_of: installed.get("sitesOf")?,
            shared: installed.get("shared")?,
            sources,
        })
    }

    /// The frames of the user's own functions, deepest first.
    pub(super) fn frames(&self, error: &Object<'js>) -> Vec<StackFrame> {
        let sites: Option<String> = self.sites_of.call((error.clone(),)).unwrap_or_default();
        let sites = sites.unwrap_or_default();
        let all = site::read(&sites);
        let own = all.iter().filter(|site| site.is_own());
        own.map(|site| site.frame(&self.sources.label(site))).collect()
    }

    /// Whether the hook has seen this value made.
    pub(super) fn has_seen(&self, value: &Value<'js>) -> bool {
        let sites: rquickjs::Result<Option<String>> = self.sites_of.call((value.clone(),));
        matches!(sites, Ok(Some(_)))
    }
}

impl Sources {
    /// A project whose files are named behind this prefix.
    pub(super) fn add(&self, prefix: &str, project: &Arc<Project>) {
        self.projects
            .borrow_mut()
            .push((prefix.to_owned(), Arc::clone(project)));
    }

    /// The class and the message in V8's words, the lines of the stack below them, and the calls, each where V8 says
    /// that it is.
    fn describe(&self, error: &Made<'_>) -> Vec<String> {
        let sites = site::read(&error.sites);
        let is_function = |path: &[String]| {
            let found = error.is_function.call((path.to_vec(),));
            found.unwrap_or(false)
        };
        let fault = Fault {
            class: &error.class,
            message: &error.message,
            sites: &sites,
            json: error.json.as_deref(),
            may_be_the_engines: error.may_be_the_engines,
            is_function: &is_function,
        };
        let code = fault.place().and_then(|place| self.code(&place.file));
        let spoken = wording::as_v8(&fault, code.as_deref()).unwrap_or_else(|| Spoken {
            class: error.class.clone(),
            message: error.message.clone(),
            deepest: 0,
            place: None,
        });
        let is_place = |site: &Site| spoken.class == "SyntaxError" && site.is_place_in_text();
        let deepest = spoken
            .deepest
            .max(usize::from(sites.first().is_some_and(is_place)));
        let placed = self.placed(&sites, &error.class, spoken.place);
        let stack = self.stack(placed.get(deepest..).unwrap_or_default(), error.limit);
        vec![spoken.class, spoken.message, stack, site::written(&placed)]
    }

    fn stack(&self, sites: &[Site], limit: usize) -> String {
        let shown = sites.iter().filter(|site| site.is_shown());
        let mut lines: Vec<String> = shown
            .map(|site| format!("    at {}", site.line_of_stack(&self.label(site))))
            .collect();
        if sites.last().is_some_and(|site| !site.is_top_level()) {
            lines.push(TOP_CALL.to_owned());
        }
        lines.truncate(limit);
        lines.join("\n")
    }

    /// The calls, each where V8 says that it is. `place` is that of the deepest of the user's.
    fn placed(&self, sites: &[Site], class: &str, place: Option<Position>) -> Vec<Site> {
        let deepest = sites.iter().position(|site| !site.is_native());
        let placed = sites.iter().enumerate().map(|(depth, site)| {
            let above = depth.checked_sub(1).and_then(|above| sites.get(above));
            let found = match (place, above) {
                (Some(place), _) if deepest == Some(depth) => Some(place),
                (_, None) => self.place_of_call(site, class),
                (_, Some(above)) => self.place_of_call(site, &above.function),
            };
            found.map_or_else(|| site.clone(), |place| site.at(place))
        });
        placed.collect()
    }

    /// Where a call has called this function, or made an error of this class.
    fn place_of_call(&self, site: &Site, function: &str) -> Option<Position> {
        let code = self.code(&site.file)?;
        let calls = code.calls_at(site.position());
        let named = calls.iter().find(|call| fault::is_call_of(call, function));
        let getter = function.strip_prefix("get ").filter(|_| named.is_none());
        if let Some(property) = getter {
            let reads = code.reads_at(site.position());
            let read = reads.iter().find(|read| read.name.as_deref() == Some(property))?;
            return Some(read.place);
        }
        named.or_else(|| fault::only(calls.iter())).map(|call| call.place)
    }

    /// The function's name as V8 gives it: `Stock.adjust`, `new Stock`.
    fn label(&self, site: &Site) -> String {
        if site.is_native() || site.function.is_empty() {
            return site.function.clone();
        }
        let code = self.code(&site.file);
        let label = code
            .as_ref()
            .and_then(|code| code.method_at(&site.function, site.line));
        label.unwrap_or(&site.function).to_owned()
    }

    fn code(&self, file: &str) -> Option<Rc<CallSites>> {
        if let Some(read) = self.read.borrow().get(file) {
            return read.clone();
        }
        let projects = self.projects.borrow();
        let code = projects.iter().find_map(|(prefix, project)| {
            let name = file.strip_prefix(prefix.as_str())?;
            let source = project.files.iter().find(|source| source.name == name)?;
            Some(Rc::new(CallSites::of(&source.code)))
        });
        self.read.borrow_mut().insert(file.to_owned(), code.clone());
        code
    }
}

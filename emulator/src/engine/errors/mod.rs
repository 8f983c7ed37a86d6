//! Makes the errors of the engine read as V8's: their messages and their stacks, for the script's own `catch` too.

mod json;
mod message;
mod site;
mod syntax;
mod wording;

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use apps_script_source::{CallSites, Project};
use rquickjs::{Ctx, Function, Object, Value};

use self::{site::Site, wording::Fault};
use crate::{services::evaluate, state::executions::StackFrame};

/// The engine's hook, which is called with every error that is made.
const HOOK: &str = include_str!("hook.js");

/// The function that calls the script's at Google, as stacks show it.
const TOP_CALL: &str = "    at __GS_INTERNAL_top_function_call__.gs:1:8";

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
    ) -> rquickjs::Result<Self> {
        let sources = Rc::clone(sources);
        let reader = Rc::clone(&sources);
        let describe =
            move |class: String, message: String, sites: String, limit: usize, json: Option<String>| {
                reader.describe(&class, &message, &sites, limit, json.as_deref())
            };
        let install: Function<'js> = evaluate(ctx, "hook.js", HOOK)?;
        let installed: Object<'js> = install.call((Function::new(ctx.clone(), describe)?, shared))?;
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
        let all = self.sources.placed(&all);
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

    /// The class and the message in V8's words, and the lines of the stack below them. `json` is what `JSON.parse`
    /// reads.
    fn describe(
        &self,
        class: &str,
        message: &str,
        sites: &str,
        limit: usize,
        json: Option<&str>,
    ) -> Vec<String> {
        let sites = site::read(sites);
        let fault = Fault {
            class,
            message,
            sites: &sites,
            json,
        };
        let code = fault.place().and_then(|place| self.code(&place.file));
        let spoken = wording::as_v8(&fault, code.as_deref());
        let (class, message, deepest) = match spoken {
            Some(spoken) => (spoken.class, spoken.message, spoken.deepest),
            None => (class.to_owned(), message.to_owned(), 0),
        };
        let is_place = |site: &Site| class == "SyntaxError" && site.is_place_in_text();
        let deepest = deepest.max(usize::from(sites.first().is_some_and(is_place)));
        vec![
            class,
            message,
            self.stack(sites.get(deepest..).unwrap_or_default(), limit),
        ]
    }

    fn stack(&self, sites: &[Site], limit: usize) -> String {
        let placed = self.placed(sites);
        let shown = placed.iter().filter(|site| site.is_shown());
        let mut lines: Vec<String> = shown
            .map(|site| format!("    at {}", site.line_of_stack(&self.label(site))))
            .collect();
        if sites.last().is_some_and(|site| !site.is_top_level()) {
            lines.push(TOP_CALL.to_owned());
        }
        lines.truncate(limit);
        lines.join("\n")
    }

    /// The calls, each where V8 stands in it. The deepest is one only where the script makes an error itself.
    fn placed(&self, sites: &[Site]) -> Vec<Site> {
        let place = |(depth, site): (usize, &Site)| {
            let code = self.code(&site.file)?;
            let call = code.call_at(site.line, site.column)?;
            let is_call = depth > 0 || wording::makes_an_error(call);
            let (line, column) = code.start_of_call(site.line, site.column).filter(|_| is_call)?;
            Some(Site {
                line,
                column,
                ..site.clone()
            })
        };
        let sites = sites.iter().enumerate();
        sites
            .map(|(depth, site)| place((depth, site)).unwrap_or_else(|| site.clone()))
            .collect()
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

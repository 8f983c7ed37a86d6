//! Makes the errors of the engine read as V8's: their messages and their stacks, for the script's own `catch` too.

mod code;
mod message;
mod printed;
mod site;
mod wording;

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use apps_script_source::Project;
use rquickjs::{Ctx, Function, Object, Value, context::EvalOptions};

use self::{code::Code, site::Site, wording::Fault};
use crate::{engine::Frame, services::FILE_PREFIX};

/// The engine's hook, which is called with every error that is made.
const HOOK: &str = include_str!("hook.js");

/// The function that calls the script's at Google, as stacks show it.
const TOP_CALL: &str = "    at __GS_INTERNAL_top_function_call__.gs:1:8";

/// What is known of the errors of one global scope.
pub(super) struct Errors<'js> {
    /// Where an error was made, as the hook noted it.
    sites_of: Function<'js>,
    sources: Rc<Sources>,
}

/// The user's files, read only when an error asks for a place in them.
struct Sources {
    project: Arc<Project>,
    read: RefCell<HashMap<String, Option<Rc<Code>>>>,
}

impl<'js> Errors<'js> {
    pub(super) fn install(ctx: &Ctx<'js>, project: &Arc<Project>) -> rquickjs::Result<Self> {
        let sources = Rc::new(Sources {
            project: Arc::clone(project),
            read: RefCell::default(),
        });
        let reader = Rc::clone(&sources);
        let describe = move |class: String, message: String, sites: String, limit: usize| {
            reader.describe(&class, &message, &sites, limit)
        };
        let mut options = EvalOptions::default();
        options.filename = Some(format!("{FILE_PREFIX}hook.js"));
        let install: Function<'js> = ctx.eval_with_options(HOOK, options)?;
        let sites_of = install.call((Function::new(ctx.clone(), describe)?,))?;
        Ok(Self { sites_of, sources })
    }

    /// The frames of the user's own functions, deepest first.
    pub(super) fn frames(&self, error: &Object<'js>) -> Vec<Frame> {
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
    /// The class and the message in V8's words, and the lines of the stack below them.
    fn describe(&self, class: &str, message: &str, sites: &str, limit: usize) -> Vec<String> {
        let sites = site::read(sites);
        let fault = Fault {
            class,
            message,
            sites: &sites,
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
        let mut lines: Vec<String> = sites
            .iter()
            .filter(|site| site.is_shown())
            .map(|site| {
                let column = self
                    .code(&site.file)
                    .map_or(site.column, |code| code.column(site.line, site.column));
                format!("    at {}", site.line_of_stack(&self.label(site), column))
            })
            .collect();
        if sites.last().is_some_and(|site| !site.is_top_level()) {
            lines.push(TOP_CALL.to_owned());
        }
        lines.truncate(limit);
        lines.join("\n")
    }

    /// The function's name as V8 gives it: `Stock.adjust`, `new Stock`.
    fn label(&self, site: &Site) -> String {
        if site.is_native() || site.function.is_empty() {
            return site.function.clone();
        }
        let code = self.code(&site.file);
        let label = code.and_then(|code| code.method(&site.function, site.line));
        label.unwrap_or_else(|| site.function.clone())
    }

    fn code(&self, file: &str) -> Option<Rc<Code>> {
        if let Some(read) = self.read.borrow().get(file) {
            return read.clone();
        }
        let source = self.project.files.iter().find(|source| source.name == file);
        let code = source.map(|source| Rc::new(Code::read(&source.code)));
        self.read.borrow_mut().insert(file.to_owned(), code.clone());
        code
    }
}

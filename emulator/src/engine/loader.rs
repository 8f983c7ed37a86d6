//! Loads the libraries of a project, each into a global scope of its own in the same engine.

use std::{collections::HashMap, rc::Rc};

use rquickjs::{Context, Ctx, Function, Object, Persistent, object::Property};

use super::{console::Console, errors::Sources, exception::Thrown, limited::Limited, natives, scope::Scope};
use crate::{
    run::{Ending, RunContext},
    services::evaluate,
    state::identity::Identity,
};

const EXPORTS: &str = include_str!("exports.js");

/// What Google says where a library cannot be found.
const NOT_FOUND: &str =
    "We're sorry, a server error occurred while reading from storage. Error code NOT_FOUND.";

type Kept = Persistent<Object<'static>>;

/// What a project includes: what each library shows, by the name that the code knows it by.
pub(super) type Symbols = Vec<(String, Kept)>;

/// Opens the global scopes of one run, those of libraries before those that include them.
pub(super) struct Loader<'l> {
    limited: &'l Limited,
    console: &'l Console,
    sources: Rc<Sources>,
    /// What the scopes know together of their errors.
    shared: Option<Kept>,
    /// What is loaded already, by script ID.
    loaded: HashMap<String, Kept>,
    /// The scopes of libraries, which last as long as the run.
    contexts: Vec<Context>,
}

impl<'l> Loader<'l> {
    pub(super) fn new(limited: &'l Limited, console: &'l Console) -> Self {
        Self {
            limited,
            console,
            sources: Rc::default(),
            shared: None,
            loaded: HashMap::new(),
            contexts: Vec::new(),
        }
    }

    /// Loads the libraries of this host's project; `prefix` stands before the names of its files.
    pub(super) fn load(&mut self, run: &RunContext, prefix: &str) -> Result<Symbols, Thrown> {
        let project = &run.project;
        self.sources.add(prefix, project);
        let mut symbols = Vec::new();
        for library in &project.manifest.dependencies.libraries {
            let included = run
                .libraries
                .find(library)
                .ok_or_else(|| not_found(&library.user_symbol))?;
            let shown = match self.loaded.get(&included.script_id) {
                Some(shown) => shown.clone(),
                None => {
                    let run = RunContext {
                        identity: Identity {
                            script_id: included.script_id.clone(),
                            ..run.identity.clone()
                        },
                        project: included.project,
                        ..run.clone()
                    };
                    let prefix = format!("{prefix}{}:", library.user_symbol);
                    let shown = self.load_one(&run, &prefix)?;
                    self.loaded.insert(included.script_id, shown.clone());
                    shown
                }
            };
            symbols.push((library.user_symbol.clone(), shown));
        }
        Ok(symbols)
    }

    fn load_one(&mut self, run: &RunContext, prefix: &str) -> Result<Kept, Thrown> {
        let symbols = self.load(run, prefix)?;
        let context = self.limited.new_context()?;
        let shown = context.with(|ctx| {
            let scope = self.open(&ctx, run, symbols)?;
            let catch = |_| scope.catch(&ctx);
            let collect = exports(&ctx).map_err(catch)?;
            scope
                .load(&ctx, &run.project, prefix)
                .map_err(|(_, thrown)| thrown)?;
            let shown: Object<'_> = collect.call(()).map_err(catch)?;
            Ok(Persistent::save(&ctx, shown))
        });
        self.contexts.push(context);
        shown
    }

    /// Gives a global scope what Apps Script has in it, and these libraries.
    pub(super) fn open<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        run: &RunContext,
        symbols: Symbols,
    ) -> Result<Scope<'js>, Thrown> {
        let bare = |_| Thrown::catch_bare(ctx);
        self.limited.undisturbed(|| natives::replace(ctx)).map_err(bare)?;
        let shared = self.shared.clone().map(|shared| shared.restore(ctx));
        let shared = shared.transpose().map_err(bare)?;
        let scope = Scope::open(ctx, run, self.console, &self.sources, shared)?;
        if self.shared.is_none() {
            self.shared = Some(Persistent::save(ctx, scope.shared()));
        }
        for (symbol, shown) in symbols {
            let shown = shown.restore(ctx).map_err(bare)?;
            let property = Property::from(shown).writable().configurable();
            ctx.globals().prop(symbol, property).map_err(bare)?;
        }
        Ok(scope)
    }
}

/// A function that collects what is new in the global scope.
fn exports<'js>(ctx: &Ctx<'js>) -> rquickjs::Result<Function<'js>> {
    evaluate(ctx, "exports.js", EXPORTS)
}

fn not_found(symbol: &str) -> Thrown {
    tracing::error!(
        "the library {symbol} has no folder: give one with --library {symbol}=DIR, or EmulatorBuilder::library"
    );
    Thrown {
        ending: Ending::Threw {
            message: NOT_FOUND.into(),
            stack: Vec::new(),
        },
        class: String::new(),
    }
}

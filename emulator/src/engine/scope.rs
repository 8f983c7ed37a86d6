use std::rc::Rc;

use apps_script_source::{Project, SourceFile};
use rquickjs::{CatchResultExt, Ctx, Function, Object, Value};

use super::{
    clock,
    console::Console,
    errors::{Errors, Sources},
    exception::Thrown,
};
use crate::{
    run::RunContext,
    services::{self, evaluate, evaluate_script},
};

/// Takes from the engine what Apps Script's V8 lacks.
const LANGUAGE: &str = include_str!("language.js");

/// A global scope, in which one project runs.
pub(super) struct Scope<'js> {
    errors: Errors<'js>,
}

/// A public function, by its name, which must not be one that was there before the script.
pub(super) struct Known<'js> {
    name: String,
    before: Option<Value<'js>>,
}

impl<'js> Scope<'js> {
    /// Gives a global scope what Apps Script has in it.
    pub(super) fn open(
        ctx: &Ctx<'js>,
        run: &RunContext,
        console: &Console,
        sources: &Rc<Sources>,
        shared: Option<Object<'js>>,
    ) -> Result<Self, Thrown> {
        let over = run.clone();
        let is_over = move || over.must_end();
        let errors = Errors::install(ctx, sources, shared, is_over).map_err(|_| Thrown::catch_bare(ctx))?;
        let scope = Self { errors };
        let catch = |_| scope.catch(ctx);
        evaluate::<()>(ctx, "language.js", LANGUAGE).map_err(catch)?;
        let warnings = console.clone();
        let warn = move |message: String| warnings.warn(message);
        clock::install(ctx, run, warn).map_err(catch)?;
        console.install(ctx).map_err(catch)?;
        services::install(ctx, run).map_err(catch)?;
        Ok(scope)
    }

    /// What this scope knows of errors, for other scopes of the run.
    pub(super) fn shared(&self) -> Object<'js> {
        self.errors.shared.clone()
    }

    /// Defines the functions of all files of the project, then runs the files; returns the one that failed. In stacks,
    /// each file's name follows the prefix.
    pub(super) fn load<'p>(
        &self,
        ctx: &Ctx<'js>,
        project: &'p Project,
        prefix: &str,
    ) -> Result<(), (&'p SourceFile, Thrown)> {
        let evaluate = |file: &'p SourceFile, code: &str| {
            let evaluated = evaluate_script(ctx, format!("{prefix}{}", file.name), code);
            evaluated.map_err(|_| (file, self.catch(ctx)))
        };
        let files = project.files.iter();
        for (file, functions) in files.filter_map(|file| Some((file, file.function_declarations()?))) {
            evaluate(file, functions)?;
        }
        for file in &project.files {
            evaluate(file, file.code_without_functions())?;
        }
        Ok(())
    }

    /// Takes the exception that the engine holds.
    pub(super) fn catch(&self, ctx: &Ctx<'js>) -> Thrown {
        Thrown::catch(ctx, &self.errors)
    }
}

impl<'js> Known<'js> {
    /// Nothing, if no public function can have this name.
    pub(super) fn of(ctx: &Ctx<'js>, name: &str, libraries: &[String]) -> Option<Self> {
        let is_name = name.split('.').count() <= 2 && name.split('.').all(is_identifier);
        if !is_name || name.ends_with('_') {
            return None;
        }
        let root = name.split('.').next().unwrap_or_default();
        let is_of_library = root != name && libraries.iter().any(|library| library == root);
        Some(Self {
            name: name.to_owned(),
            before: if is_of_library { None } else { value(ctx, name) },
        })
    }

    /// The function, wherever it was declared: `let` and `const` make no property of the global object.
    pub(super) fn find(self, ctx: &Ctx<'js>) -> Option<Function<'js>> {
        let found = value(ctx, &self.name)?;
        let is_new = self.before.is_none_or(|before| before != found);
        found.into_function().filter(|_| is_new)
    }
}

fn value<'js>(ctx: &Ctx<'js>, name: &str) -> Option<Value<'js>> {
    let code = format!("typeof {name} === 'function' ? {name} : undefined");
    let found: rquickjs::Result<Value<'js>> = evaluate(ctx, "find", &code);
    found.catch(ctx).ok().filter(Value::is_function)
}

fn is_identifier(name: &str) -> bool {
    let is_first = |letter: char| letter.is_alphabetic() || letter == '_' || letter == '$';
    name.starts_with(is_first)
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$')
}

use rquickjs::{Ctx, Function, context::EvalOptions};

use crate::executions::{Journal, LogEntry, LogLevel};

/// Makes `console` and `Logger` of a function that takes a level and a text.
const SCRIPT: &str = include_str!("console.js");

/// Collects what a script logs, and hands it to the host's `tracing`.
#[derive(Clone)]
pub(super) struct Console(Journal);

impl Console {
    pub(super) fn install(&self, ctx: &Ctx<'_>) -> rquickjs::Result<()> {
        let console = self.clone();
        let emit = Function::new(ctx.clone(), move |level: String, text: String| {
            console.add(&level, text)
        })?;
        let mut options = EvalOptions::default();
        options.filename = Some("console.js".into());
        let install: Function<'_> = ctx.eval_with_options(SCRIPT, options)?;
        install.call((emit,))
    }

    pub(super) fn of(journal: Journal) -> Self {
        Self(journal)
    }

    fn add(&self, level: &str, message: String) {
        let level = match level {
            "debug" => LogLevel::Debug,
            "warn" => LogLevel::Warning,
            "error" => LogLevel::Error,
            _ => LogLevel::Info,
        };
        match level {
            LogLevel::Debug => tracing::debug!(target: "apps_script_emulator::script", "{message}"),
            LogLevel::Info => tracing::info!(target: "apps_script_emulator::script", "{message}"),
            LogLevel::Warning => tracing::warn!(target: "apps_script_emulator::script", "{message}"),
            LogLevel::Error => tracing::error!(target: "apps_script_emulator::script", "{message}"),
        }
        self.0.log(LogEntry { level, message });
    }
}

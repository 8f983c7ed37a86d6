use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use rquickjs::{Ctx, Function};

use crate::{
    dates,
    run::RunContext,
    services::evaluate,
    state::{
        clock::Clock,
        executions::{Journal, LogEntry, LogLevel},
    },
};

/// Makes `console` and `Logger` of a function that takes a level and a text.
const SCRIPT: &str = include_str!("console.js");

/// How much one run may log, in bytes. What comes after is left out, as at Google, which says so once.
const LIMIT: usize = 10 * 1024 * 1024;
const TRUNCATED: &str = "Logging output too large. Truncating output.";

/// Collects what a script logs, and hands it to the host's `tracing`.
#[derive(Clone)]
pub(super) struct Console {
    journal: Journal,
    clock: Clock,
    /// The script's time zone, in which `Logger.getLog` tells the time.
    zone: String,
    /// How much was logged, in bytes.
    written: Arc<AtomicUsize>,
}

impl Console {
    pub(super) fn install(&self, ctx: &Ctx<'_>) -> rquickjs::Result<()> {
        let console = self.clone();
        let emit = Function::new(ctx.clone(), move |level: String, text: String| {
            console.add(&level, text)
        })?;
        let (clock, zone) = (self.clock.clone(), self.zone.clone());
        let stamp = Function::new(ctx.clone(), move || stamp(&clock, &zone))?;
        evaluate::<Function<'_>>(ctx, "console.js", SCRIPT)?.call((emit, stamp))
    }

    pub(super) fn of(run: &RunContext) -> Self {
        Self {
            journal: run.journal.clone(),
            clock: run.clock.clone(),
            zone: run.time_zone().to_owned(),
            written: Arc::default(),
        }
    }

    /// Says in the run's log what the emulator does in another way than Apps Script.
    pub(super) fn warn(&self, message: String) {
        self.add("warn", message);
    }

    fn add(&self, level: &str, mut message: String) {
        let before = self.written.fetch_add(message.len().max(1), Ordering::Relaxed);
        if before > LIMIT {
            return;
        }
        if before + message.len() > LIMIT {
            self.written.fetch_add(LIMIT, Ordering::Relaxed);
            message = TRUNCATED.into();
        }
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
        self.journal.log(LogEntry { level, message });
    }
}

/// The time as Java writes it: `Tue Nov 24 21:48:09 CET 2026`.
fn stamp(clock: &Clock, zone: &str) -> String {
    dates::format(clock.milliseconds() as f64, zone, "EEE MMM dd HH:mm:ss zzz yyyy").unwrap_or_default()
}

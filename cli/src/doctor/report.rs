//! The steps as a person reads them, and as a program does.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use serde_json::json;

use super::step::{State, Step};

const OK: Style = AnsiColor::Green.on_default();
const FAILED: Style = AnsiColor::Red.on_default().bold();
const NOT_CHECKED: Style = AnsiColor::BrightBlack.on_default();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// What stands below a step begins where its name does.
const INDENT: &str = "             ";

/// A line for each step, and below it what to do.
pub(super) fn text(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a string does not fail.
        let _ = write_step(&mut text, step);
    }
    text
}

fn write_step(text: &mut String, step: &Step) -> std::fmt::Result {
    let (style, word) = match step.state {
        State::Ok => (OK, "ok"),
        State::Failed => (FAILED, "failed"),
        State::NotChecked => (NOT_CHECKED, "not checked"),
    };
    let colon = if step.detail.is_empty() { "" } else { ": " };
    writeln!(
        text,
        "{style}{word:<11}{style:#}  {}{colon}{}",
        step.name.title, step.detail
    )?;
    for note in &step.notes {
        writeln!(text, "{INDENT}{note}")?;
    }
    if let Some(help) = &step.help {
        writeln!(text, "{INDENT}{HELP}help:{HELP:#} {help}")?;
    }
    if let Some(url) = &step.url {
        writeln!(text, "{INDENT}{HELP}open:{HELP:#} {url}")?;
    }
    Ok(())
}

pub(super) fn json(steps: &[Step]) -> String {
    let is_ok = !steps.iter().any(Step::has_failed);
    format!("{:#}\n", json!({ "ok": is_ok, "steps": steps }))
}

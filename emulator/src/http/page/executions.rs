//! The executions, the newest first.

use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::Value as Json;

use super::shortened;
use crate::state::executions::{Execution, ExecutionError, ExecutionStatus, LogEntry, LogLevel};

/// How many are shown.
const SHOWN: usize = 200;

/// `open` is the ID of the one whose details are shown at once.
pub(super) fn list(executions: &[Execution], open: Option<u64>) -> Markup {
    let hidden = executions.len().saturating_sub(SHOWN);
    html! {
        @if executions.is_empty() {
            p.quiet { "Nothing has run yet. Call the deployment, or run a function from this page." }
        }
        ol.executions {
            @for execution in executions.iter().rev().take(SHOWN) {
                li id=(format!("execution-{}", execution.id)) {
                    (one(execution, open == Some(execution.id)))
                }
            }
        }
        @if hidden > 0 {
            p.quiet { (hidden) " older ones are not shown." }
        }
    }
}

fn one(execution: &Execution, open: bool) -> Markup {
    html! {
        details open[open] {
            summary {
                span.status.(class(execution.status)) { (label(execution.status)) }
                @if execution.is_ending {
                    span.status.running title="The script's thread has not ended yet." { "Ending" }
                }
                code.name { (execution.function) }
                span.user { (execution.user) }
                (time(execution))
                span.duration { (format!("{:.3} s", execution.duration.as_secs_f64())) }
            }
            div.details {
                (details(execution))
            }
        }
    }
}

fn details(execution: &Execution) -> Markup {
    html! {
        @if execution.status == ExecutionStatus::Running {
            form method="post" action="/page/cancel" {
                input type="hidden" name="execution" value=(execution.id);
                button type="submit" { "Cancel" }
            }
        }
        @if let Some(error) = &execution.error { (failure(error)) }
        h3 { "Parameters" }
        @if execution.parameters.is_empty() {
            p.quiet { "none" }
        } @else {
            pre { (shortened::json(&Json::Array(execution.parameters.clone()))) }
        }
        @if execution.status == ExecutionStatus::Completed {
            h3 { "Result" }
            @match &execution.result {
                Some(result) => pre { (shortened::json(result)) },
                None => p.quiet { "nothing" },
            }
        }
        h3 { "Logs" }
        (logs(&execution.logs))
        p.quiet {
            "Deployment " code { (execution.deployment_id) }
            @if execution.dev_mode { ", run from the saved files" }
        }
    }
}

fn failure(error: &ExecutionError) -> Markup {
    html! {
        p.error { (shortened::text(&error.message)) }
        @if let Some(detail) = &error.detail {
            p.error { (shortened::text(detail)) }
        }
        @if !error.stack.is_empty() {
            ul.stack {
                @for frame in &error.stack {
                    li {
                        code {
                            @if frame.function.is_empty() { "(anonymous)" } @else { (frame.function) }
                        }
                        " " span.quiet { (frame.file) ":" (frame.line) }
                    }
                }
            }
        }
    }
}

fn logs(entries: &[LogEntry]) -> Markup {
    html! {
        @if entries.is_empty() {
            p.quiet { "none" }
        } @else {
            ul.logs {
                @for entry in entries {
                    li.(level(entry.level)) {
                        span.level { (level(entry.level)) }
                        span.text { (shortened::text(&entry.message)) }
                    }
                }
            }
        }
    }
}

fn time(execution: &Execution) -> Markup {
    let started = Timestamp::try_from(execution.started).unwrap_or(Timestamp::UNIX_EPOCH);
    html! {
        time datetime=(started.to_string()) { (started.strftime("%Y-%m-%d %H:%M:%S UTC")) }
    }
}

fn label(status: ExecutionStatus) -> &'static str {
    match status {
        ExecutionStatus::Running => "Running",
        ExecutionStatus::Completed => "Completed",
        ExecutionStatus::Failed => "Failed",
        ExecutionStatus::TimedOut => "Timed out",
        ExecutionStatus::Cancelled => "Cancelled",
        ExecutionStatus::NotStarted => "Not started",
    }
}

fn class(status: ExecutionStatus) -> &'static str {
    match status {
        ExecutionStatus::Running => "running",
        ExecutionStatus::Completed => "completed",
        ExecutionStatus::Cancelled => "cancelled",
        ExecutionStatus::Failed | ExecutionStatus::TimedOut | ExecutionStatus::NotStarted => "failed",
    }
}

fn level(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warning => "warning",
        LogLevel::Error => "error",
    }
}

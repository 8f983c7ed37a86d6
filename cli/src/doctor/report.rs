use anstyle::{AnsiColor, Style};

use super::step::{State, Step};
use crate::failure::Failure;

const OK: Style = AnsiColor::Green.on_default();
const FAILED: Style = AnsiColor::Red.on_default().bold();
const NOT_CHECKED: Style = AnsiColor::BrightBlack.on_default();

pub(super) fn json(steps: &[Step]) -> Result<String, Failure> {
    serde_json::to_string_pretty(steps).map_err(Failure::new)
}

pub(super) fn print(steps: &[Step]) {
    for Step {
        name,
        state,
        detail,
        help,
    } in steps
    {
        let (style, word) = match state {
            State::Ok => (OK, "ok"),
            State::Failed => (FAILED, "failed"),
            State::NotChecked => (NOT_CHECKED, "not checked"),
        };
        let colon = if detail.is_empty() { "" } else { ": " };
        anstream::println!("{style}{word:<11}{style:#}  {name}{colon}{detail}");
        if let Some(help) = help {
            anstream::println!("             help: {help}");
        }
    }
}

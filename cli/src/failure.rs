//! What a command ends with when it cannot do its work: one message, what to do, and an exit code.

use std::{fmt::Display, process::ExitCode};

use anstyle::{AnsiColor, Style};
use apps_script::credentials::TokenError;
use apps_script_emulator::StartError;
use apps_script_source::ReadError;

use crate::exit;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Why a command did not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
    code: ExitCode,
}

impl Failure {
    pub(crate) fn new(message: impl Display) -> Self {
        Self {
            message: message.to_string(),
            help: None,
            code: ExitCode::FAILURE,
        }
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn with_code(mut self, code: ExitCode) -> Self {
        self.code = code;
        self
    }

    /// Prints it for the person at the terminal.
    pub(crate) fn report(self) -> ExitCode {
        anstream::eprintln!("{ERROR}error{ERROR:#}: {}", self.message);
        if let Some(help) = self.help {
            anstream::eprintln!("{HELP}help{HELP:#}: {help}");
        }
        self.code
    }
}

/// Prints what is wrong, but does not keep the command from its work.
pub(crate) fn warn(message: impl Display) {
    anstream::eprintln!("{WARNING}warning{WARNING:#}: {message}");
}

impl From<apps_script::Error> for Failure {
    fn from(error: apps_script::Error) -> Self {
        let long = format!("{error:#}");
        // The long form ends with the help, which is printed apart.
        let message = long.split("\nhelp: ").next().unwrap_or_default();
        let failure = Self::new(message);
        match error.help() {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        let failure = Self::new(&error);
        match error.help() {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Self::new(&error).with_code(exit::of_start(&error))
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::new(error)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

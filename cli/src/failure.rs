//! How a command ends that did not do its work: one message, what to do, and an exit code.

use std::{fmt::Display, io::Write, process::ExitCode};

use anstyle::{AnsiColor, Style};
use apps_script::ErrorKind;
use apps_script_emulator::StartError;
use apps_script_source::ReadError;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// The arguments are wrong. clap ends with the same code.
const USAGE: u8 = 2;

/// An emulator that cannot listen, and one that cannot open its state file.
const PORT: u8 = 3;
const STATE: u8 = 4;

/// Why a command did not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
    code: u8,
}

impl Failure {
    /// A failure that ends the program with code 1.
    pub(crate) fn new(message: impl Display) -> Self {
        Self {
            message: message.to_string(),
            help: None,
            code: 1,
        }
    }

    /// Wrong arguments, which end the program with code 2.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self::new(message).into_usage()
    }

    pub(crate) fn with_help(mut self, help: impl Display) -> Self {
        self.help = Some(help.to_string());
        self
    }

    /// The same failure, as one of wrong arguments.
    fn into_usage(self) -> Self {
        self.with_code(USAGE)
    }

    pub(crate) fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// Prints it to standard error, and returns the code to end with.
    pub(crate) fn report(self) -> ExitCode {
        tell(ERROR, "error:", &self.message);
        if let Some(help) = &self.help {
            tell(HELP, "help:", help);
        }
        ExitCode::from(self.code)
    }
}

/// Prints what a person may want to know to standard error.
pub(crate) fn note(message: impl Display) {
    tell(HELP, "note:", message);
}

/// Prints what does not keep the command from its work to standard error.
pub(crate) fn warn(message: impl Display) {
    tell(WARNING, "warning:", message);
}

/// If standard error is closed, nobody can be told.
fn tell(style: Style, word: &str, message: impl Display) {
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#} {message}");
}

impl From<apps_script::Error> for Failure {
    /// With the script's stack. What a call or a client cannot be made of came from options or from variables.
    fn from(error: apps_script::Error) -> Self {
        let is_usage = match error.kind() {
            ErrorKind::Encode => true,
            ErrorKind::Configuration => error.status().is_none(),
            _ => false,
        };
        let text = format!("{error:#}");
        let help = error.help();
        let message = help.and_then(|help| text.strip_suffix(&format!("\nhelp: {help}")));
        let failure = match (message, help) {
            (Some(message), Some(help)) => Self::new(message).with_help(help),
            _ => Self::new(text),
        };
        if is_usage { failure.into_usage() } else { failure }
    }
}

impl From<apps_script::credentials::TokenError> for Failure {
    fn from(error: apps_script::credentials::TokenError) -> Self {
        let failure = Self::new(&error);
        match error.help() {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::new(error)
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        let failure = Self::new(&error);
        match error {
            StartError::Port { .. } => failure.with_code(PORT),
            StartError::State { .. } | StartError::StateInUse { .. } => failure.with_code(STATE),
            StartError::Host { .. } => failure.into_usage(),
            _ => failure,
        }
    }
}

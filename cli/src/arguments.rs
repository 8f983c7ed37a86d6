use clap::{Parser, Subcommand, ValueEnum};

use crate::{bindings, call, completions, doctor, exec, exit, login, logout, serve};

/// Signs in, diagnoses, calls and emulates Google Apps Script.
#[derive(Debug, Parser)]
#[command(name = "apps-script", version, after_help = exit::GENERAL)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colors. `auto` uses them on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Signs in with Google, and keeps the sign-in for every program that uses this library.
    #[command(after_help = login::AFTER_HELP)]
    Login(login::Options),
    /// Revokes the sign-in that `login` has kept, and deletes it.
    #[command(after_help = exit::GENERAL)]
    Logout(logout::Options),
    /// Checks every step between here and a successful call, and says how to repair the one that fails.
    #[command(after_help = doctor::AFTER_HELP)]
    Doctor(doctor::Options),
    /// Calls a function of a script, and prints its result as JSON.
    #[command(after_help = call::AFTER_HELP)]
    Call(call::Options),
    /// Prints the Rust trait that calls a script.
    #[command(after_help = bindings::AFTER_HELP)]
    Bindings(bindings::Options),
    /// Runs a script in the local emulator until it is interrupted.
    #[command(after_help = exit::SERVE)]
    Serve(serve::Options),
    /// Runs a command with the local emulator of a script, and ends with the command's exit code.
    #[command(after_help = exit::EXEC)]
    Exec(exec::Options),
    /// Prints completions for a shell.
    #[command(after_help = exit::GENERAL)]
    Completions(completions::Options),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn as_anstream(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }
}

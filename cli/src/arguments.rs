use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use colorchoice_clap::{Color, ColorChoice};

use crate::{bindings, call, completions, doctor, exec, login, logout, serve};

/// Signs in, diagnoses, calls and emulates Google Apps Script.
#[derive(Debug, Parser)]
#[command(name = "apps-script", version, after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    color: Color,
}

const AFTER_HELP: &str = "\
Every command says what its exit codes mean: `apps-script call --help`.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Signs in with Google, and keeps the sign-in for all programs that use the library.
    #[command(after_help = login::AFTER_HELP)]
    Login(login::Options),
    /// Revokes the sign-in that `login` has kept, and deletes it.
    #[command(after_help = logout::AFTER_HELP)]
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
    /// Runs a script in the emulator until it is interrupted.
    #[command(after_help = serve::AFTER_HELP)]
    Serve(serve::Options),
    /// Runs a command with the emulator of a script, and ends as the command does.
    #[command(after_help = exec::AFTER_HELP)]
    Exec(exec::Options),
    /// Prints the completions of a shell.
    #[command(after_help = completions::AFTER_HELP)]
    Completions(completions::Options),
}

impl Arguments {
    /// Reads the command line. Ends the program with status 2 where it is wrong, and with 0 after `--help`.
    pub(crate) fn read() -> Self {
        let choice = chosen_color(std::env::args_os());
        let matches = Self::command().color(choice).get_matches();
        let arguments = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        arguments.color.write_global();
        arguments
    }
}

/// The value of `--color`, which clap itself needs before it has read the arguments.
fn chosen_color(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let before_command = arguments.take_while(|argument| argument != "--");
    let mut words = before_command.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(choice) = value.and_then(|value| ColorChoice::from_str(&value, true).ok()) {
            return choice;
        }
    }
    ColorChoice::Auto
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use colorchoice_clap::ColorChoice;

    use super::{Arguments, chosen_color};

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_explains_its_exit_codes() {
        for command in Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            assert!(
                help.is_some_and(|help| help.contains("Exit codes:\n  0")),
                "{}",
                command.get_name()
            );
        }
    }

    #[test]
    fn the_color_is_known_before_the_rest() {
        for (arguments, expected) in [
            ("", ColorChoice::Auto),
            ("call f", ColorChoice::Auto),
            ("--color never call f", ColorChoice::Never),
            ("call --color=always f", ColorChoice::Always),
            ("call f --color", ColorChoice::Auto),
            ("call f --colors=never", ColorChoice::Auto),
            ("exec . -- ls --color=always", ColorChoice::Auto),
        ] {
            let words = arguments.split_whitespace().map(Into::into);
            assert_eq!(chosen_color(words), expected, "{arguments}");
        }
    }
}

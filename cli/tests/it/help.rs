//! What `--help` says.

use snapbox::str;

use crate::program::program;

#[test]
fn the_program_lists_its_commands() {
    let home = tempfile::tempdir().unwrap();
    program(home.path())
        .arg("--help")
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
Signs in, diagnoses, calls and emulates Google Apps Script

Usage: apps-script [OPTIONS] <COMMAND>

Commands:
  login        Signs in with Google, and keeps the sign-in for all programs that use the library
  logout       Revokes the sign-in that `login` has kept, and deletes it
  doctor       Checks every step between here and a successful call, and says how to repair the one that fails
  call         Calls a function of a script, and prints its result as JSON
  bindings     Prints the Rust trait that calls a script
  serve        Runs a script in the emulator until it is interrupted
  exec         Runs a command with the emulator of a script, and ends as the command does
  completions  Prints the completions of a shell
  help         Print this message or the help of the given subcommand(s)

Options:
      --color <WHEN>  Controls when to use color [default: auto] [possible values: auto, always, never]
  -h, --help          Print help
  -V, --version       Print version

Every command says what its exit codes mean: `apps-script call --help`.

"#]]);
}

#[test]
fn a_command_explains_its_arguments_and_its_exit_codes() {
    let home = tempfile::tempdir().unwrap();
    program(home.path())
        .args(["call", "--help"])
        .assert()
        .success()
        .stderr_eq("")
        .stdout_eq(str![[r#"
Calls a function of a script, and prints its result as JSON

Usage: apps-script call [OPTIONS] <FUNCTION> [JSON]...

Arguments:
  <FUNCTION>  The name of the function
  [JSON]...   The arguments of the function: JSON, a word, @FILE, or - for standard input

Options:
      --id <ID>              The deployment ID, which begins with AKfycb: in the script editor, Deploy > Manage deployments [env: APPS_SCRIPT_ID]
      --url <URL>            Where the API is, if not at Google: the URL of an emulator or of a gateway [env: APPS_SCRIPT_URL]
      --allow-insecure-http  Accepts plain http to another machine, which can read the access token and everything else
      --timeout <TIME>       How long the call may take with all its tries, such as 30s or 2m; by default 6 minutes and a half
      --dev-mode             Runs the newest saved code in place of the deployed version. Only the owner of the script may
      --idempotent           Allows the function to run twice: the call is repeated after a lost connection or a server error, too
      --record <FILE>        Writes the answer to this file, and the request beside it, without tokens, IDs and mail addresses. The arguments and the result stay in: read the files before you share them
      --color <WHEN>         Controls when to use color [default: auto] [possible values: auto, always, never]
  -h, --help                 Print help

Forms of arguments:
  5  -5  true  null  '"text"'  '[1, 2]'  '{"a": 1}'
                what is valid JSON is sent as it is
  BOLT-8        what is not JSON is a text; if it begins with {, [ or ", it is an error
  '"5"'         a text that would be JSON
  @items.json   the JSON in a file
  -             the JSON on standard input

The result is printed as JSON: on several lines to a terminal, on one line elsewhere. Numbers and the order of keys
are those of the answer. A function that returns nothing prints null.

Exit codes:
  0  the function has returned
  1  the call failed; standard error says why, with the script's stack and what to do
  2  the arguments are wrong

"#]]);
}

/// Secrets and addresses in variables are not for everybody who looks at the screen.
#[test]
fn values_of_variables_are_not_shown() {
    let home = tempfile::tempdir().unwrap();
    for command in ["call", "doctor", "serve", "exec", "login"] {
        let mut help = program(home.path()).args([command, "--help"]);
        for name in [
            "APPS_SCRIPT_ID",
            "APPS_SCRIPT_URL",
            "APPS_SCRIPT_SCRIPT_ID",
            "APPS_SCRIPT_EMULATOR_TOKEN",
        ] {
            help = help.env(name, "hunter2");
        }
        let output = help.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && !text.contains("hunter2"), "{text}");
    }
}

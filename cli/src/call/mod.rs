//! `apps-script call`: one call, its result as JSON.

mod argument;
mod layout;
mod recording;

use std::{io::IsTerminal, path::PathBuf, process::ExitCode, time::Duration};

use apps_script::{Call, Client};
use clap::Args;
use serde_json::value::RawValue;

use self::{argument::Argument, recording::Recorder};
use crate::{
    connection::{self, Deployment},
    failure::Failure,
    progress,
};

pub(crate) const AFTER_HELP: &str = "\
Arguments:
  5 true null \"text\" [1, 2] {\"a\": 1}   JSON
  bolt                              a word is a text; one that begins with - goes behind --
  @file.json                        JSON in a file
  -                                 JSON on standard input

The result is printed to standard output: indented on a terminal, else on one line. A function that returns nothing prints null.

Exit codes:
  0  the function has returned
  1  the call failed: standard error says why, and what to do
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The name of the function.
    function: String,
    /// The arguments of the function.
    #[arg(value_name = "JSON", allow_negative_numbers = true)]
    arguments: Vec<String>,
    #[command(flatten)]
    deployment: Deployment,
    /// How long the call may take, such as 30s or 5m; 390 seconds if left out.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    timeout: Option<Duration>,
    /// Runs the newest saved code in place of the deployed version. Only the owner of the script may.
    #[arg(long)]
    dev_mode: bool,
    /// Repeats the call after a lost connection or a server error too: the function may then run twice.
    #[arg(long)]
    idempotent: bool,
    /// Writes what Google answered to this file, and the request beside it, without tokens and IDs. Arguments and
    /// results stay in them: read both files before you give them to others.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let id = options.deployment.required()?.to_owned();
    let arguments = argument::read_all(&options.arguments)?;
    let recorder = options.record.as_ref().map(|_| Recorder::default());
    let mut builder = connection::client_builder()?;
    if let Some(recorder) = &recorder {
        builder = builder.http(recorder.http_client()?);
    }
    let call = prepare(&builder.build()?, id, &options, &arguments)?;
    let what = format!("{} is running", options.function);
    let called = progress::during(&what, call.send::<Option<Box<RawValue>>>()).await;
    if let (Some(recorder), Some(file)) = (recorder, &options.record) {
        recorder.write(file)?;
    }
    let result = called?;
    let json = result.as_deref().map_or("null", RawValue::get);
    let is_for_people = std::io::stdout().is_terminal();
    println!(
        "{}",
        if is_for_people {
            layout::indented(json)
        } else {
            layout::compact(json)
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn prepare(client: &Client, id: String, options: &Options, arguments: &[Argument]) -> Result<Call, Failure> {
    let mut call = client
        .call(id, options.function.clone())
        .dev_mode(options.dev_mode);
    for argument in arguments {
        call = call.parameter(argument.json())?;
    }
    if options.idempotent {
        call = call.idempotent();
    }
    Ok(match options.timeout {
        Some(timeout) => call.timeout(timeout),
        None => call,
    })
}

/// `30s`, `5m`, `1500ms`, or seconds without a unit.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let wrong = || "write it as 30s, 5m or 1500ms".to_owned();
    let number: u64 = number.parse().map_err(|_| wrong())?;
    match unit {
        "ms" => Ok(Duration::from_millis(number)),
        "s" | "" => Ok(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::duration;

    #[test]
    fn reads_times() {
        for (text, expected) in [
            ("30s", Some(30_000)),
            ("30", Some(30_000)),
            ("5m", Some(300_000)),
            ("1500ms", Some(1_500)),
            ("5h", None),
            ("-1s", None),
            ("1.5s", None),
            ("", None),
            ("18446744073709551615m", None),
        ] {
            assert_eq!(duration(text).ok(), expected.map(Duration::from_millis), "{text}");
        }
    }
}

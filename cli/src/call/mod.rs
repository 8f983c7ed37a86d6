//! `apps-script call`: calls one function, and prints what it returns.

mod anonymous;
mod argument;
mod json_text;
mod recording;

use std::{
    io::{IsTerminal, stdout},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use apps_script::{Call, credentials::Credentials};
use clap::Args;
use serde_json::value::RawValue;

use self::{json_text::Layout, recording::Recorder};
use crate::{connection::Connection, duration::duration, failure::Failure, output, progress};

pub(crate) const AFTER_HELP: &str = "\
Forms of arguments:
  5  -5  true  null  '\"text\"'  '[1, 2]'  '{\"a\": 1}'
                what is valid JSON is sent as it is
  BOLT-8        what is not JSON is a text; if it begins with {, [ or \", it is an error
  '\"5\"'         a text that would be JSON
  @items.json   the JSON in a file
  -             the JSON on standard input

The result is printed as JSON: on several lines to a terminal, on one line elsewhere. Numbers and the order of keys
are those of the answer. A function that returns nothing prints null.

Exit codes:
  0  the function has returned
  1  the call failed; standard error says why, with the script's stack and what to do
  2  the arguments are wrong";

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The name of the function.
    function: String,
    /// The arguments of the function: JSON, a word, @FILE, or - for standard input.
    #[arg(value_name = "JSON", allow_negative_numbers = true)]
    arguments: Vec<String>,
    #[command(flatten)]
    connection: Connection,
    /// How long the call may take with all its tries, such as 30s or 2m; by default 6 minutes and a half.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    timeout: Option<Duration>,
    /// Runs the newest saved code in place of the deployed version. Only the owner of the script may.
    #[arg(long)]
    dev_mode: bool,
    /// Allows the function to run twice: the call is repeated after a lost connection or a server error, too.
    #[arg(long)]
    idempotent: bool,
    /// Writes the answer to this file, and the request beside it, without tokens, IDs and mail addresses. The
    /// arguments and the result stay in: read the files before you share them.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let id = options.connection.id()?.to_owned();
    let arguments = argument::read_all(&options.arguments)?;
    let recorder = options.record.as_ref().map(|_| Recorder::default());
    let mut builder = options.connection.client().credentials(Credentials::discover()?);
    if let Some(recorder) = &recorder {
        builder = builder.http(recorder.http_client()?);
    }
    let call = prepared(
        builder.build()?.call(id, options.function.clone()),
        &options,
        &arguments,
    )?;
    let waiting = format!("{} is running", options.function);
    let called = progress::during(&waiting, call.send::<Option<Box<RawValue>>>()).await;
    let written = match (&recorder, &options.record) {
        (Some(recorder), Some(file)) => recorder.write(file),
        _ => Ok(()),
    };
    // The function has run, so its result comes before a file that cannot be written.
    match called {
        Ok(result) => output::print(&printed(result.as_deref(), stdout().is_terminal()))?,
        Err(error) => {
            if let Err(failure) = written {
                failure.report();
            }
            return Err(error.into());
        }
    }
    written.map(|()| ExitCode::SUCCESS)
}

fn prepared(mut call: Call, options: &Options, arguments: &[Box<RawValue>]) -> Result<Call, Failure> {
    for argument in arguments {
        call = call.parameter(argument)?;
    }
    if let Some(timeout) = options.timeout {
        call = call.timeout(timeout);
    }
    if options.idempotent {
        call = call.idempotent();
    }
    Ok(call.dev_mode(options.dev_mode))
}

fn printed(result: Option<&RawValue>, is_terminal: bool) -> String {
    let layout = if is_terminal { Layout::Lines } else { Layout::Line };
    let mut text = json_text::laid_out(result.map_or("null", RawValue::get), layout);
    text.push('\n');
    text
}

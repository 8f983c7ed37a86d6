//! A command-line tool without async code: `cargo run --example cli_tool -- low 5`.
//!
//! The script beside this file runs in an emulator with a sheet of its own, which is gone when the tool ends, unless the
//! environment names a deployment of the script by `APPS_SCRIPT_ID`.

use std::{
    env,
    error::Error,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use apps_script::{Shape, apps_script};
use apps_script_emulator::{Emulator, Sheet, Spreadsheet};
use clap::{Parser, Subcommand};
use serde::Deserialize;
use tokio::runtime::Runtime;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cli_tool/script");

/// What is left of an item.
#[derive(Debug, Deserialize, Shape)]
pub struct Item {
    sku: String,
    left: u32,
}

/// The functions of `script/Stock.gs`. `blocking` makes `BlockingStock`, which the commands take, and its client.
#[apps_script(source = "cli_tool/script", blocking)]
pub trait Stock {
    /// Items of which `threshold` or fewer are left.
    #[function(idempotent)]
    async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;

    /// Takes items out of the stock, or puts some in, and returns how many are left.
    async fn adjust(&self, sku: &str, by: i32) -> apps_script::Result<u32>;
}

/// Looks after the stock.
#[derive(Debug, Parser)]
#[command(name = "stock")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the items of which few are left.
    Low {
        /// How many are few.
        #[arg(default_value_t = 5)]
        threshold: u32,
    },
    /// Takes items out of the stock, or puts some in.
    Adjust {
        /// The item.
        sku: String,
        /// How many to put in; below 0 to take out.
        #[arg(allow_negative_numbers = true)]
        by: i32,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command, &mut io::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The alternate form adds the script's stack, and what to do.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command, output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    if ["APPS_SCRIPT_ID", "APPS_SCRIPT_URL"]
        .iter()
        .any(|name| env::var_os(name).is_some())
    {
        return execute(command, &BlockingStockClient::from_env()?, output);
    }
    // Only the emulator is async; the client has a runtime of its own.
    let runtime = Runtime::new()?;
    let sheet = Sheet::from_csv("Stock", "SKU,Left\nBOLT-8,3\nNUT-8,240\nDRILL-1,5\n")?;
    let emulator = Emulator::builder()
        .project(Path::new(SCRIPT))
        .container(Spreadsheet::new("Stock").sheet(sheet));
    let emulator = runtime.block_on(emulator.start())?;
    execute(command, &BlockingStockClient::from_vars(emulator.vars())?, output)
}

fn execute(
    command: &Command,
    stock: &impl BlockingStock,
    output: &mut impl Write,
) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Low { threshold } => {
            for Item { sku, left } in stock.low_stock(*threshold)? {
                writeln!(output, "{sku:<10} {left:>5}")?;
            }
        }
        Command::Adjust { sku, by } => {
            writeln!(output, "{} of {sku} left", stock.adjust(sku, *by)?)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use apps_script::ErrorKind;

    use super::*;

    fn printed(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
        let arguments = Arguments::try_parse_from([&["stock"], arguments].concat())?;
        let mut output = Vec::new();
        run(&arguments.command, &mut output)?;
        Ok(String::from_utf8(output)?)
    }

    #[test]
    fn prints_what_the_script_returns() {
        let low = "BOLT-8         3\nDRILL-1        5\n";
        assert_eq!(printed(&["low"]).unwrap(), low);
        assert_eq!(printed(&["low", "2"]).unwrap(), "");
        assert_eq!(
            printed(&["adjust", "NUT-8", "-40"]).unwrap(),
            "200 of NUT-8 left\n"
        );
    }

    #[test]
    fn says_what_the_script_threw() {
        let error = printed(&["adjust", "BOLT-8", "-4"]).unwrap_err().to_string();
        assert!(error.ends_with("RangeError: only 3 of BOLT-8 left"), "{error}");
        let error = printed(&["adjust", "BOLT-9", "1"]).unwrap_err().to_string();
        assert!(
            error.ends_with("RangeError: no item has the SKU BOLT-9"),
            "{error}"
        );
    }

    /// A fake of the blocking trait needs no emulator and no runtime.
    struct Closed;

    impl BlockingStock for Closed {
        fn low_stock(&self, _threshold: u32) -> apps_script::Result<Vec<Item>> {
            let message = "the stock is being counted";
            Err(apps_script::Error::simulated(ErrorKind::Script, message))
        }

        fn adjust(&self, _sku: &str, _by: i32) -> apps_script::Result<u32> {
            Ok(0)
        }
    }

    #[test]
    fn the_commands_take_any_implementation() {
        let mut output = Vec::new();
        let adjust = Command::Adjust {
            sku: "BOLT-8".into(),
            by: -3,
        };
        execute(&adjust, &Closed, &mut output).unwrap();
        assert_eq!(output, b"0 of BOLT-8 left\n");
        let error = execute(&Command::Low { threshold: 5 }, &Closed, &mut output).unwrap_err();
        assert!(
            error.to_string().contains("the stock is being counted"),
            "{error}"
        );
    }
}

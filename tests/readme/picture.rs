use std::{fs, sync::Mutex};

use apps_script_emulator::{Emulator, Sheet, Spreadsheet};

static PRINTED: Mutex<String> = Mutex::new(String::new());

macro_rules! println {
    ($($what:tt)*) => { *PRINTED.lock().unwrap() += &(format!($($what)*) + "\n") };
}
// …
#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let script = concat!(env!("OUT_DIR"), "/script");
    let sheets = "https://www.googleapis.com/auth/spreadsheets";
    let manifest = format!(r#"{{"executionApi":{{"access":"MYSELF"}},"oauthScopes":["{sheets}"]}}"#);
    fs::write(format!("{script}/appsscript.json"), manifest)?;
    let stock = Sheet::from_csv("Stock", "SKU,Left\nBOLT-8,3\nNUT-8,240\n")?;
    let emulator = Emulator::builder()
        .project(script)
        .deployment_id(InventoryClient::DEPLOYMENT_ID)
        .container(Spreadsheet::new("Stock").sheet(stock))
        .start()
        .await?;
    let inventory = InventoryClient::new(apps_script::Client::from_vars(emulator.vars())?);
    order(&inventory).await?;
    order(&inventory).await?;
    let output = fs::read_to_string(concat!(env!("OUT_DIR"), "/output.txt"))?;
    assert_eq!(*PRINTED.lock().unwrap(), output);
    Ok(())
}

use apps_script_emulator::{Emulator, EmulatorBuilder, Spreadsheet, StartError};

use crate::arguments::ServeOptions;

pub(crate) async fn serve(options: ServeOptions) -> Result<(), StartError> {
    let emulator = builder(&options).start().await?;
    println!("Serving {}. Copy this to call it:\n", options.folder.display());
    println!("export URL={}", emulator.url());
    println!("export ID={}", emulator.deployment_id());
    println!("export TOKEN={}\n", emulator.token());
    println!(
        "curl -s -X POST -H \"Authorization: Bearer $TOKEN\" \\\n  -d '{{\"function\":\"name\",\"parameters\":[]}}' $URL/v1/scripts/$ID:run\n"
    );
    if let Err(fault) = tokio::signal::ctrl_c().await {
        tracing::warn!(%fault, "no signal can stop the emulator but one that ends the process");
        std::future::pending::<()>().await;
    }
    Ok(())
}

fn builder(options: &ServeOptions) -> EmulatorBuilder {
    let mut builder = Emulator::builder().project(&options.folder).port(options.port);
    if let Some(token) = &options.token {
        builder = builder.token(token);
    }
    if let Some(state) = &options.state {
        builder = builder.state_file(state);
    }
    for file in &options.fake {
        builder = builder.fake_file(file);
    }
    for host in &options.allow_host {
        builder = builder.allow_host(host);
    }
    if !options.sheet.is_empty() {
        let named = Spreadsheet::new(options.folder.display().to_string());
        builder = builder.container(options.sheet.iter().cloned().fold(named, Spreadsheet::sheet));
    }
    builder
}

//! `SpreadsheetApp`: spreadsheets in memory.
//!
//! The JavaScript files are the members that scripts see, over the functions of `*_functions.rs`.

mod book_functions;
mod cell_functions;
mod crossing;
mod format_functions;
mod functions;
mod sheet_functions;
mod texts;

use rquickjs::{Ctx, Object};

use self::functions::Functions;
use super::script_service::ScriptService;
use crate::run::RunContext;

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["SpreadsheetApp"],
    file: "spreadsheet_app.js",
    // Each part adds its classes to what they share; the last makes the service.
    code: concat!(
        "((host, kit) => { const shared = {}; for (const part of [",
        include_str!("arguments.js"),
        ",",
        include_str!("enumerations.js"),
        ",",
        include_str!("colors.js"),
        ",",
        include_str!("range.js"),
        ",",
        include_str!("range_formats.js"),
        ",",
        include_str!("data_validation.js"),
        ",",
        include_str!("filter.js"),
        ",",
        include_str!("range_list.js"),
        ",",
        include_str!("text_finder.js"),
        ",",
        include_str!("sheet.js"),
        ",",
        include_str!("spreadsheet.js"),
        ",",
        include_str!("app.js"),
        "]) { part(host, kit, shared); } return { SpreadsheetApp: shared.app }; })"
    ),
    host,
};

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let functions = Functions::new(ctx, run)?;
    book_functions::add(&functions)?;
    sheet_functions::add(&functions)?;
    cell_functions::add(&functions)?;
    format_functions::add(&functions)?;
    functions.value("container", run.spreadsheets.container())?;
    functions.value("user", run.identity.user.as_str())?;
    Ok(functions.finish())
}

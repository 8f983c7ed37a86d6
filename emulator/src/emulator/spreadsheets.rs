//! Spreadsheets in tests: what a script finds, and what it left behind.

use super::{builder::EmulatorBuilder, handle::Emulator};
use crate::state::spreadsheets::{Patience, Spreadsheet};

impl EmulatorBuilder {
    /// A spreadsheet that scripts open by its ID or its URL.
    ///
    /// With a state file, a spreadsheet that the file keeps already stays as it is there.
    ///
    /// ```no_run
    /// use apps_script_emulator::{CellValue, Emulator, Sheet, Spreadsheet};
    ///
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let items = Sheet::from_csv("Items", "sku,stock\nA-1,5\n")?;
    /// let emulator = Emulator::builder()
    ///     .project("script")
    ///     .spreadsheet(Spreadsheet::new("Stock").id("1AbCdEf").sheet(items))
    ///     .start()
    ///     .await?;
    /// // … call functions of the script …
    /// let stock = emulator.spreadsheet("1AbCdEf").ok_or("it was deleted")?;
    /// assert_eq!(stock.values("Items")[1], [CellValue::from("A-1"), CellValue::from(4)]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn spreadsheet(mut self, spreadsheet: Spreadsheet) -> Self {
        self.spreadsheets.others.push(spreadsheet);
        self
    }

    /// The spreadsheet that the script belongs to: what `SpreadsheetApp.getActiveSpreadsheet()` gives. Without
    /// one, a script whose `.clasp.json` names a parent has an empty spreadsheet, and any other gets `null`.
    pub fn container(mut self, spreadsheet: Spreadsheet) -> Self {
        self.spreadsheets.container = Some(spreadsheet);
        self
    }
}

impl Emulator {
    /// A spreadsheet as it is now.
    #[must_use]
    pub fn spreadsheet(&self, id: &str) -> Option<Spreadsheet> {
        let patience = Patience::endless();
        let spreadsheets = &self.backend.spreadsheets;
        spreadsheets.read(id, &patience, |found| Ok(found.clone())).ok()
    }

    /// The spreadsheet that the script belongs to, as it is now.
    #[must_use]
    pub fn container(&self) -> Option<Spreadsheet> {
        self.spreadsheet(self.backend.spreadsheets.container()?)
    }

    /// Every spreadsheet as it is now, those that scripts created among them.
    #[must_use]
    pub fn spreadsheets(&self) -> Vec<Spreadsheet> {
        let ids = self.backend.spreadsheets.ids();
        ids.iter().filter_map(|id| self.spreadsheet(id)).collect()
    }

    /// Changes a spreadsheet between calls; nothing can come between. Says whether there is one of this ID.
    ///
    /// ```no_run
    /// # fn run(emulator: &apps_script_emulator::Emulator) -> Result<(), apps_script_emulator::SpreadsheetError> {
    /// let changed = emulator.change_spreadsheet("1AbCdEf", |stock| match stock.get_mut("Items") {
    ///     Some(items) => items.set("B2", 7),
    ///     None => Ok(()),
    /// });
    /// # changed.unwrap_or(Ok(()))
    /// # }
    /// ```
    pub fn change_spreadsheet<T>(&self, id: &str, change: impl FnOnce(&mut Spreadsheet) -> T) -> Option<T> {
        let changed = self
            .backend
            .spreadsheets
            .change(id, &Patience::endless(), |found| Ok(change(found)))
            .ok();
        // What is wrong is logged, and the change is written the next time.
        let _ = self.backend.spreadsheets.save();
        changed
    }
}

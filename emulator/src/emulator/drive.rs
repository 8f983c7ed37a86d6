//! Google Drive, for a test to fill and to read.

use super::{builder::EmulatorBuilder, handle::Emulator};
use crate::state::{
    drive::{DriveFile, Given},
    files::Files,
};

impl EmulatorBuilder {
    /// Puts a file into the Drive that `DriveApp` sees.
    ///
    /// ```no_run
    /// # use apps_script_emulator::{DriveFile, Emulator};
    /// # async fn start() -> Result<(), apps_script_emulator::StartError> {
    /// let emulator = Emulator::builder()
    ///     .project("script")
    ///     .drive_file(DriveFile::new("reports/june.csv", "day,sum\n").with_id("1JuneReport"))
    ///     .start()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn drive_file(mut self, file: DriveFile) -> Self {
        self.drive.push(Given::File(file));
        self
    }

    /// Puts a folder into the Drive that `DriveApp` sees, with the ID that the script knows it by.
    pub fn drive_folder(mut self, path: impl Into<String>, id: impl Into<String>) -> Self {
        self.drive.push(Given::Folder {
            path: path.into(),
            id: id.into(),
        });
        self
    }
}

impl Emulator {
    /// The files in the Drive, in the order in which they were made. Spreadsheets are among them, without content: read
    /// them with [`spreadsheet`](Self::spreadsheet).
    ///
    /// ```no_run
    /// # fn check(emulator: &apps_script_emulator::Emulator) {
    /// let files = emulator.drive_files();
    /// assert_eq!(files[0].path, "reports/june.csv");
    /// assert_eq!(files[0].content, b"day,sum\n");
    /// # }
    /// ```
    #[must_use]
    pub fn drive_files(&self) -> Vec<DriveFile> {
        Files::of(&self.backend.store, &self.backend.spreadsheets).files()
    }
}

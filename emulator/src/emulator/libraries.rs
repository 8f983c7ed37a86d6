//! Libraries, from Rust.

use std::path::PathBuf;

use super::builder::EmulatorBuilder;

impl EmulatorBuilder {
    /// The folder of a library that the project's manifest includes, or that another library does.
    ///
    /// `name` is the library's script ID (`libraryId`) or the name that the code knows it by (`userSymbol`). A
    /// library runs in a global scope of its own, with properties of its own. Where a library has no folder, every
    /// run fails as it does at Google where a library cannot be found.
    ///
    /// ```no_run
    /// # async fn start() -> Result<(), apps_script_emulator::StartError> {
    /// let emulator = apps_script_emulator::Emulator::builder()
    ///     .project("script")
    ///     .library("Formats", "../formats/script")
    ///     .start()
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn library(mut self, name: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        self.libraries.insert(name.into(), folder.into());
        self
    }
}

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::hoisting::{Hoisting, Parts};

/// One file of code.
#[derive(Debug)]
#[non_exhaustive]
pub struct SourceFile {
    /// The name that stack traces show: the path below the root, without its extension.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it holds.
    pub code: String,
    hoisting: Hoisting,
    /// Made when it is asked for first, since only those who run a script need it.
    parts: OnceLock<Option<Parts>>,
}

impl SourceFile {
    pub(crate) fn new(root: &Path, path: PathBuf, code: String) -> Self {
        let below = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        let name = below.to_string_lossy().replace('\\', "/");
        Self {
            name,
            path,
            code,
            hoisting: Hoisting::default(),
            parts: OnceLock::new(),
        }
    }

    pub(crate) fn set_hoisting(&mut self, hoisting: Hoisting) {
        self.hoisting = hoisting;
    }

    /// The function declarations at the top level alone, with all else blank, so that lines and columns are those of
    /// the file. Apps Script defines the functions of all files before it runs the first file.
    ///
    /// `None` if there are none, or the file cannot be parsed.
    #[must_use]
    pub fn function_declarations(&self) -> Option<&str> {
        self.parts().map(|parts| parts.functions.as_str())
    }

    /// What runs when the file is loaded: the code without the [declarations](Self::function_declarations).
    #[must_use]
    pub fn code_without_functions(&self) -> &str {
        self.parts().map_or(&self.code, |parts| &parts.rest)
    }

    fn parts(&self) -> Option<&Parts> {
        self.parts
            .get_or_init(|| self.hoisting.parts(&self.code))
            .as_ref()
    }

    pub(crate) fn is_page(&self) -> bool {
        let extension = self.path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
    }

    pub(crate) fn is_typescript(&self) -> bool {
        let extension = self.path.extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("ts"))
    }
}

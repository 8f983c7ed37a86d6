use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::tree::normalized;

/// What `.clasp.json` says about files.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Settings {
    src_dir: Option<PathBuf>,
    root_dir: Option<PathBuf>,
    file_push_order: Option<Vec<PathBuf>>,
    file_extension: Option<String>,
    script_extensions: Option<OneOrMore>,
    pub(crate) skip_subdirectories: bool,
    parent_id: Option<OneOrMore>,
    pub(crate) script_id: Option<String>,
}

/// The parser calls itself for each value within another, without a limit. Settings have two or three of them.
const MOST_VALUES: usize = 256;

/// Whether values might nest too deeply. Closing brackets do not count, since a text or a comment may hold any number of
/// them.
fn may_nest_too_deeply(text: &str) -> bool {
    let opening = text.bytes().filter(|byte| matches!(byte, b'{' | b'['));
    opening.count() > MOST_VALUES
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Settings {
    /// clasp reads its settings as JSON5, with comments and trailing commas.
    pub(crate) fn parse(text: &str) -> Result<Self, json5::Error> {
        if may_nest_too_deeply(text) {
            return Err(json5::Error::custom("too many values within each other"));
        }
        json5::from_str(text)
    }

    /// Whether they say where the code is.
    pub(crate) fn names_root(&self) -> bool {
        self.below().is_some()
    }

    /// clasp passes over a name that is empty.
    fn below(&self) -> Option<&Path> {
        let named = [&self.src_dir, &self.root_dir].into_iter().flatten();
        named
            .map(PathBuf::as_path)
            .find(|path| !path.as_os_str().is_empty())
    }

    /// clasp writes one ID, and wrote a list of one.
    pub(crate) fn parent_id(&self) -> Option<&str> {
        let id = match self.parent_id.as_ref()? {
            OneOrMore::One(id) => Some(id),
            OneOrMore::More(ids) => ids.first(),
        };
        id.map(String::as_str).filter(|id| !id.is_empty())
    }

    /// The folder of the manifest and the code, as seen from that of `.clasp.json`.
    pub(crate) fn root(&self, folder: &Path) -> PathBuf {
        self.below()
            .map_or_else(|| folder.to_owned(), |below| normalized(&folder.join(below)))
    }

    /// The files that are pushed before the others, in their order.
    pub(crate) fn first(&self, folder: &Path) -> Vec<PathBuf> {
        let paths = self.file_push_order.iter().flatten();
        paths.map(|path| normalized(&folder.join(path))).collect()
    }

    /// The extensions of code, without their dots.
    pub(crate) fn extensions(&self) -> Vec<String> {
        let given: Vec<&str> = match (&self.script_extensions, &self.file_extension) {
            (Some(OneOrMore::More(several)), _) => several.iter().map(String::as_str).collect(),
            (Some(OneOrMore::One(one)), _) | (None, Some(one)) => vec![one],
            (None, None) => vec!["js", "gs"],
        };
        let bare = given
            .into_iter()
            .map(|extension| extension.trim().trim_start_matches('.'));
        bare.map(str::to_lowercase).collect()
    }
}

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    finding::{SyntaxError, Warning},
    function::Function,
    manifest::Manifest,
    read_error::ReadError,
    script::{self, Declarations, Language},
    types::Type,
};

/// The files of a script, as they were when they were read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Project {
    /// The folder that holds the manifest and the code.
    pub root: PathBuf,
    /// The manifest; an empty one where there is none.
    pub manifest: Manifest,
    /// The code, in the order in which Google loads it.
    pub files: Vec<SourceFile>,
    /// TypeScript, which Google never sees: what is compiled from it is among the files, or made when it is pushed.
    pub typescript: Vec<SourceFile>,
    functions: Vec<Function>,
    types: HashMap<String, Type>,
    syntax_errors: Vec<SyntaxError>,
    warnings: Vec<Warning>,
    /// The document that the script is bound to, where `.clasp.json` names one.
    pub parent_id: Option<String>,
}

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
}

/// What decides about files in `.clasp.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Clasp {
    root_dir: PathBuf,
    file_push_order: Vec<PathBuf>,
    parent_id: Option<Parent>,
}

/// clasp writes one ID, and wrote a list of one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Parent {
    One(String),
    Several(Vec<String>),
}

impl Parent {
    fn into_id(self) -> Option<String> {
        match self {
            Self::One(id) => Some(id),
            Self::Several(ids) => ids.into_iter().next(),
        }
        .filter(|id| !id.is_empty())
    }
}

impl Project {
    /// Reads a project from its folder.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] if a file cannot be read, if there is no code, or if the manifest is malformed.
    pub fn read(folder: impl AsRef<Path>) -> Result<Self, ReadError> {
        let folder = folder.as_ref();
        let clasp: Clasp = json_if_there(&folder.join(".clasp.json"))?;
        let root = folder.join(&clasp.root_dir);
        let mut paths = Vec::new();
        collect(&root, &mut paths)?;
        if paths.is_empty() {
            return Err(ReadError::NoScript { path: root });
        }
        let first: Vec<PathBuf> = clasp
            .file_push_order
            .iter()
            .map(|path| folder.join(path))
            .collect();
        paths.sort_by_key(|path| {
            let place = first
                .iter()
                .position(|pushed| pushed == path)
                .unwrap_or(first.len());
            (place, path.clone())
        });
        let (typescript, files) = paths
            .into_iter()
            .map(|path| SourceFile::read(&root, path))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .partition(SourceFile::is_typescript);
        let mut project = Self {
            manifest: json_if_there(&root.join("appsscript.json"))?,
            root,
            files,
            typescript,
            parent_id: clasp.parent_id.and_then(Parent::into_id),
            functions: Vec::new(),
            types: HashMap::new(),
            syntax_errors: Vec::new(),
            warnings: Vec::new(),
        };
        let declarations: Vec<_> = project
            .files
            .iter()
            .map(|file| (file, Language::JavaScript))
            .chain(project.typescript.iter().map(|file| (file, Language::TypeScript)))
            .map(|(file, language)| {
                let below = file.path.strip_prefix(&project.root).unwrap_or(&file.path);
                script::read(below, &file.code, language)
            })
            .collect();
        for declarations in declarations {
            project.add(declarations);
        }
        Ok(project)
    }

    /// The functions of the global scope. Of several with one name it is the one that wins when the files are loaded.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The function that a call of `name` runs.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }

    /// What a name stands for that the project itself gives to a type: by `@typedef`, `@callback`, interface,
    /// alias or enum.
    #[must_use]
    pub fn named_type(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// Why files cannot be parsed. Their functions are missing from the project.
    #[must_use]
    pub fn syntax_errors(&self) -> &[SyntaxError] {
        &self.syntax_errors
    }

    /// Code that parses and that Apps Script refuses all the same.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Takes what the next file declares: a later declaration of a name wins.
    fn add(&mut self, declarations: Declarations) {
        for function in declarations.functions {
            self.functions.retain(|earlier| earlier.name != function.name);
            self.functions.push(function);
        }
        self.types.extend(declarations.types);
        self.syntax_errors.extend(declarations.syntax_errors);
        self.warnings.extend(declarations.warnings);
    }
}

impl SourceFile {
    fn read(root: &Path, path: PathBuf) -> Result<Self, ReadError> {
        let code = read(&path)?;
        let below = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        let name = below.to_string_lossy().replace('\\', "/");
        Ok(Self { name, path, code })
    }

    fn is_typescript(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "ts")
    }
}

fn read(path: &Path) -> Result<String, ReadError> {
    fs::read_to_string(path).map_err(|source| ReadError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

fn json_if_there<T: DeserializeOwned + Default>(path: &Path) -> Result<T, ReadError> {
    if !path.exists() {
        return Ok(T::default());
    }
    serde_json::from_str(&read(path)?).map_err(|source| ReadError::Malformed {
        path: path.to_owned(),
        source,
    })
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        if entry.file_type().map_err(unreadable)?.is_dir() {
            if entry.file_name() != "node_modules" {
                collect(&path, paths)?;
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "gs" || extension == "js" || extension == "ts")
            && !path.to_string_lossy().ends_with(".d.ts")
        {
            paths.push(path);
        }
    }
    Ok(())
}

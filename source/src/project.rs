use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use crate::{
    finding::{SyntaxError, Warning},
    folder::{
        self, Folder,
        tree::{Disk, Memory, Tree},
    },
    function::Function,
    manifest::Manifest,
    named_types::{NamedTypes, known},
    read_error::ReadError,
    script::{self, Declarations},
    source_file::SourceFile,
    types::Type,
};

/// The files of a script, as they were when they were read, and what they declare.
#[derive(Debug)]
#[non_exhaustive]
pub struct Project {
    /// The folder that holds the manifest and the code.
    pub root: PathBuf,
    /// The manifest; an empty one where there is none.
    pub manifest: Manifest,
    /// The text of the manifest, where there is one.
    pub manifest_text: Option<String>,
    /// The code, in the order in which Google loads it.
    pub files: Vec<SourceFile>,
    /// TypeScript, which Google never sees: what is compiled from it is among the files, or made when it is pushed.
    pub typescript: Vec<SourceFile>,
    /// The HTML files, which scripts reach through `HtmlService`.
    pub pages: Vec<SourceFile>,
    /// The document that the script is bound to, where `.clasp.json` names one.
    pub parent_id: Option<String>,
    /// The ID of the script at Google, where `.clasp.json` names it.
    pub script_id: Option<String>,
    settings: Vec<PathBuf>,
    functions: Vec<Function>,
    opaque: HashSet<String>,
    types: HashMap<String, Type>,
    syntax_errors: Vec<SyntaxError>,
    warnings: Vec<Warning>,
}

impl Project {
    /// Reads a project from its folder, as clasp pushes it: `rootDir`, `filePushOrder` and the extensions of
    /// `.clasp.json` and the patterns of `.claspignore` are obeyed. Or reads one file of code.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] if the path does not exist, a file cannot be read, there is no code, or the manifest or
    /// `.clasp.json` is malformed. Code that cannot be parsed is no error here: see
    /// [`syntax_errors`](Self::syntax_errors).
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ReadError> {
        Self::from_tree(&Disk, path.as_ref())
    }

    /// Reads a project from texts by their paths, as if they were the files of a folder.
    ///
    /// ```
    /// # fn main() -> Result<(), apps_script_source::ReadError> {
    /// use apps_script_source::Project;
    ///
    /// let project = Project::from_files([("Code.gs", "const total = (...prices) => 0")])?;
    /// assert!(project.function("total").is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn from_files<P, T>(files: impl IntoIterator<Item = (P, T)>) -> Result<Self, ReadError>
    where
        P: Into<PathBuf>,
        T: Into<Vec<u8>>,
    {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into()));
        Self::from_tree(&Memory::of(files), Path::new(""))
    }

    fn from_tree(tree: &impl Tree, path: &Path) -> Result<Self, ReadError> {
        let folder = folder::read(tree, path)?;
        let declarations = script::read_all(&folder).map_err(|source| ReadError::Unreadable {
            path: folder.root.clone(),
            source,
        })?;
        let Folder {
            root,
            manifest,
            manifest_text,
            code,
            typescript,
            pages,
            parent_id,
            script_id,
            settings,
        } = folder;
        let mut project = Self {
            root,
            manifest,
            manifest_text,
            files: code,
            typescript,
            pages,
            parent_id,
            script_id,
            settings,
            functions: Vec::new(),
            opaque: HashSet::new(),
            types: HashMap::new(),
            syntax_errors: Vec::new(),
            warnings: Vec::new(),
        };
        let mut types = NamedTypes::default();
        for (place, mut declarations) in declarations.into_iter().enumerate() {
            // What is in TypeScript comes after all code.
            if let Some(file) = project.files.get_mut(place) {
                file.set_hoisting(std::mem::take(&mut declarations.hoisting));
            }
            project.add(declarations, &mut types);
        }
        project.types = types.into_types();
        project.settle();
        Ok(project)
    }

    /// Takes what the next file declares: a later declaration of a name wins.
    fn add(&mut self, declarations: Declarations, types: &mut NamedTypes) {
        for function in declarations.functions {
            self.functions.retain(|earlier| earlier.name != function.name);
            self.functions.push(function);
        }
        self.opaque.extend(declarations.opaque);
        for (name, declared) in declarations.types {
            types.add(name, declared);
        }
        self.syntax_errors.extend(declarations.syntax_errors);
        self.warnings.extend(declarations.warnings);
    }

    /// Completes the types of the functions, now that all names are known.
    fn settle(&mut self) {
        for function in &mut self.functions {
            let parameters = function.parameters.iter_mut().map(|parameter| &mut parameter.ty);
            for ty in parameters.chain([&mut function.returns]) {
                *ty = ty.take().map(|ty| known(ty, &self.types));
            }
        }
    }

    /// The type that a name stands for in the end, where the project itself says it: a name that is an alias of
    /// another is followed. Names of Apps Script and unknown ones stay what they are; an alias of itself may be
    /// anything.
    #[must_use]
    pub fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut resolved = ty;
        // Each step takes another name, unless they go in a circle.
        for _ in 0..=self.types.len() {
            match resolved {
                Type::Named(name) => match self.types.get(name) {
                    Some(next) => resolved = next,
                    None => return resolved,
                },
                _ => return resolved,
            }
        }
        &Type::Any
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

    /// Whether a name is a function, or a variable whose value may be one for all that can be seen, as in
    /// `const total = memoized(sum)`.
    #[must_use]
    pub fn may_be_function(&self, name: &str) -> bool {
        self.opaque.contains(name) || self.function(name).is_some()
    }

    /// What a name stands for that the project itself gives to a type: by `@typedef`, `@callback`, interface,
    /// alias or enum.
    #[must_use]
    pub fn named_type(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// Why files cannot be parsed. Functions of theirs may be missing from the project.
    #[must_use]
    pub fn syntax_errors(&self) -> &[SyntaxError] {
        &self.syntax_errors
    }

    /// Code that parses and that Apps Script refuses all the same.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The files that this was read from, settings and manifest too: when one of them changes, read it again.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let code = self
            .files
            .iter()
            .chain(&self.typescript)
            .map(|file| file.path.as_path());
        self.settings.iter().map(PathBuf::as_path).chain(code)
    }
}

//! Which file imports from which: paths are followed through re-exports to the file that defines what they name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::imports::{Import, imports};

/// More re-exports of re-exports than there are.
const HOPS: usize = 50;

/// The files of a crate.
pub(super) struct Files {
    files: Vec<File>,
    /// The place of each module's file in `files`.
    modules: BTreeMap<Vec<String>, usize>,
    /// What a name in a module stands for, if a `use` brought it there.
    names: BTreeMap<(Vec<String>, String), Vec<String>>,
}

pub(super) struct File {
    /// Below `src/`.
    pub(super) path: String,
    /// From the root of the crate; empty for `lib.rs`.
    pub(super) module: Vec<String>,
    pub(super) imports: Vec<Import>,
}

/// Files that reach each other.
pub(super) struct Circle {
    pub(super) files: Vec<String>,
    /// The imports between them: `a.rs:3 -> b.rs`.
    pub(super) arrows: Vec<String>,
}

impl Files {
    /// Reads a folder.
    pub(super) fn read(folder: &Path) -> Self {
        let mut texts = Vec::new();
        collect(folder, "", &mut texts);
        assert!(!texts.is_empty(), "no files in {}", folder.display());
        Self::new(texts)
    }

    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let texts = files
            .iter()
            .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()));
        Self::new(texts.collect())
    }

    fn new(texts: Vec<(String, String)>) -> Self {
        let read = |(path, code): (String, String)| {
            let module = module_of(&path);
            let imports = imports(&code, &module);
            File {
                path,
                module,
                imports,
            }
        };
        let files: Vec<File> = texts.into_iter().map(read).collect();
        let modules = files
            .iter()
            .enumerate()
            .map(|(at, file)| (file.module.clone(), at))
            .collect();
        let brought = files.iter().flat_map(|file| &file.imports);
        let names = brought.filter_map(|import| Some((import.brings.clone()?, import.path.clone())));
        Self {
            names: names.collect(),
            modules,
            files,
        }
    }

    pub(super) fn all(&self) -> &[File] {
        &self.files
    }

    /// The file that defines what this path names.
    fn definition(&self, path: &[String]) -> Option<usize> {
        let mut path = path.to_vec();
        for _ in 0..HOPS {
            let mut module = Vec::new();
            let mut rest = path.iter();
            let brought = loop {
                let Some(name) = rest.next() else {
                    break None;
                };
                module.push(name.clone());
                if self.modules.contains_key(&module) {
                    continue;
                }
                module.pop();
                break self.names.get(&(module.clone(), name.clone()));
            };
            match brought {
                Some(target) if *target != path => path = target.iter().chain(rest).cloned().collect(),
                _ => return self.modules.get(&module).copied(),
            }
        }
        None
    }

    /// For each file, the files that it imports from and the line that does.
    fn arrows(&self) -> Vec<BTreeMap<usize, usize>> {
        let arrows = self.files.iter().enumerate().map(|(from, file)| {
            // The first line that does is told: later ones take its place if they come before it here.
            let targets = file.imports.iter().rev().filter_map(|import| {
                let to = self.definition(&import.path)?;
                (to != from).then_some((to, import.line))
            });
            targets.collect()
        });
        arrows.collect()
    }
}

/// The circles in which files import each other.
pub(super) fn circles(files: &Files) -> Vec<Circle> {
    let arrows = files.arrows();
    let reached: Vec<BTreeSet<usize>> = (0..arrows.len()).map(|from| reached(&arrows, from)).collect();
    let is_together = |a: usize, b: usize| reached[a].contains(&b) && reached[b].contains(&a);
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut circles = Vec::new();
    for (from, of_this) in reached.iter().enumerate() {
        if done.contains(&from) || !of_this.contains(&from) {
            continue;
        }
        let members: BTreeSet<usize> = (0..arrows.len())
            .filter(|&other| is_together(from, other))
            .collect();
        done.extend(members.iter().copied());
        circles.push(circle(files, &arrows, &members));
    }
    circles
}

fn circle(files: &Files, arrows: &[BTreeMap<usize, usize>], members: &BTreeSet<usize>) -> Circle {
    let path = |at: usize| files.files[at].path.clone();
    let inside = members.iter().flat_map(|&from| {
        let to = arrows[from].iter().filter(|(to, _)| members.contains(to));
        to.map(move |(&to, line)| format!("{}:{line} -> {}", path(from), path(to)))
    });
    Circle {
        arrows: inside.collect(),
        files: members.iter().map(|&at| path(at)).collect(),
    }
}

/// The files that a file reaches; itself among them only if it is in a circle.
fn reached(arrows: &[BTreeMap<usize, usize>], from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        open.extend(arrows[at].keys().filter(|&&to| reached.insert(to)));
    }
    reached
}

fn collect(folder: &Path, below: &str, texts: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), texts);
        } else if name.ends_with(".rs") {
            texts.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn module_of(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" {
        return Vec::new();
    }
    path.split('/').map(str::to_owned).collect()
}

//! The attribute and the runtime are written for older toolchains than the one that tests them, and that one accepts
//! newer syntax. (clippy's `incompatible_msrv` finds newer parts of the standard library.)

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use syn::{
    BinOp, Expr, ExprBinary, File,
    visit::{self, Visit},
};

/// Counts conditions such as `if let … && …`, which are stable since 1.88.
#[derive(Default)]
struct LetChains(usize);

impl<'ast> Visit<'ast> for LetChains {
    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        let is_let = |side: &Expr| matches!(side, Expr::Let(_));
        let is_chain = matches!(binary.op, BinOp::And(_)) && (is_let(&binary.left) || is_let(&binary.right));
        self.0 += usize::from(is_chain);
        visit::visit_expr_binary(self, binary);
    }
}

fn let_chains(code: &str) -> usize {
    let file: File = syn::parse_file(code).unwrap();
    let mut found = LetChains::default();
    found.visit_file(&file);
    found.0
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn let_chains_are_found() {
    for (code, count) in [
        ("fn f() { if let Some(_) = a && b {} }", 1),
        ("fn f() { if b && let Some(_) = a {} }", 1),
        ("fn f() { while let Some(_) = a && let Some(_) = b {} }", 1),
        ("fn f() { if a && b { if let Some(_) = c {} } }", 0),
    ] {
        assert_eq!(let_chains(code), count, "{code}");
    }
}

#[test]
fn there_are_no_let_chains() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "../runtime/src"] {
        rust_files(&here.join(folder), &mut files);
    }
    assert!(files.len() > 50, "only {} files", files.len());
    for file in files {
        assert_eq!(
            let_chains(&fs::read_to_string(&file).unwrap()),
            0,
            "{}",
            file.display()
        );
    }
}

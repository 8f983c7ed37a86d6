//! The paths that a file names, wherever it does: in `use`, in code and in macros.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path into the crate.
pub(super) struct Import {
    /// From the root of the crate: `["state", "store", "Store"]`.
    pub(super) path: Vec<String>,
    /// Counted from 1.
    pub(super) line: usize,
    /// The name that it begins with, if that is not `crate`, `self` or `super`: another crate's, or one of its module.
    pub(super) bare: Option<String>,
    /// The module that it stands in, and the name that it brings in there, if it is a `use`.
    pub(super) brings: Option<(Vec<String>, String)>,
}

/// Reads the code of this module.
pub(super) fn imports(code: &str, module: &[String]) -> Vec<Import> {
    let tokens: TokenStream = code.parse().unwrap();
    let mut found = Vec::new();
    walk(tokens, module, &mut found);
    found
}

fn walk(tokens: TokenStream, module: &[String], found: &mut Vec<Import>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) => {
                let inner = at.checked_sub(3).and_then(|before| module_name(&tokens, before));
                let module: Vec<String> = module.iter().cloned().chain(inner).collect();
                walk(group.stream(), &module, found);
            }
            TokenTree::Ident(name) if is_path_separator(&tokens, at) => {
                let (root, bare) = match name.to_string().as_str() {
                    "crate" => (Vec::new(), None),
                    "self" => (module.to_vec(), None),
                    "super" => (parent(module), None),
                    bare => {
                        let path = module.iter().cloned().chain([bare.to_owned()]);
                        (path.collect(), Some(bare.to_owned()))
                    }
                };
                let is_use = at
                    .checked_sub(2)
                    .is_some_and(|before| is_ident(&tokens, before, "use"));
                let reader = Reader {
                    tokens: &tokens,
                    brings_into: is_use.then_some(module),
                    bare,
                };
                at = reader.rest(at, root, name.span().start().line, found);
            }
            _ => {}
        }
    }
}

/// The name of the module that begins at this token: `mod name { … }`.
fn module_name(tokens: &[TokenTree], at: usize) -> Option<String> {
    let name = tokens.get(at + 1).filter(|_| is_ident(tokens, at, "mod"))?;
    matches!(name, TokenTree::Ident(_)).then(|| name.to_string())
}

fn is_ident(tokens: &[TokenTree], at: usize, text: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(name)) if name == text)
}

fn is_punct(tokens: &[TokenTree], at: usize, letter: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == letter)
}

fn is_path_separator(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens, at, ':') && is_punct(tokens, at + 1, ':')
}

fn parent(module: &[String]) -> Vec<String> {
    let mut parent = module.to_vec();
    parent.pop();
    parent
}

/// Reads paths, with the braces of `use`.
struct Reader<'t> {
    tokens: &'t [TokenTree],
    /// The module that a `use` brings its names into.
    brings_into: Option<&'t [String]>,
    bare: Option<String>,
}

impl Reader<'_> {
    /// Reads what follows `path`, from its `::` on, and says where it ends.
    fn rest(&self, mut at: usize, mut path: Vec<String>, line: usize, found: &mut Vec<Import>) -> usize {
        while is_path_separator(self.tokens, at) {
            match self.tokens.get(at + 2) {
                Some(TokenTree::Ident(name)) if name == "super" => path = parent(&path),
                Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                Some(TokenTree::Punct(star)) if star.as_char() == '*' => path.push("*".to_owned()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    self.braces(group.stream(), &path, found);
                    return at + 3;
                }
                _ => break,
            }
            at += 3;
        }
        self.found(at, path, line, found);
        at
    }

    /// Each of the paths in `{ … }`.
    fn braces(&self, tokens: TokenStream, path: &[String], found: &mut Vec<Import>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let inner = Reader {
            tokens: &tokens,
            brings_into: self.brings_into,
            bare: self.bare.clone(),
        };
        for (at, token) in tokens.iter().enumerate() {
            if at > 0 && !is_punct(&tokens, at - 1, ',') {
                continue;
            }
            let path = match token.to_string().as_str() {
                "self" => path.to_vec(),
                "super" => parent(path),
                name => path.iter().cloned().chain([name.to_owned()]).collect(),
            };
            inner.rest(at + 1, path, token.span().start().line, found);
        }
    }

    fn found(&self, at: usize, path: Vec<String>, line: usize, found: &mut Vec<Import>) {
        let alias = self
            .tokens
            .get(at + 1)
            .filter(|_| is_ident(self.tokens, at, "as"));
        let name = alias.map(ToString::to_string).or_else(|| path.last().cloned());
        found.push(Import {
            brings: self.brings_into.map(<[String]>::to_vec).zip(name),
            path,
            line,
            bare: self.bare.clone(),
        });
    }
}

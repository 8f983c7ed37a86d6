//! One function of a script and one method of a trait in each row, and what is said of the two.

mod types;

use std::fs;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item, LitStr};

use crate::entry;

/// What is wrong with a method, `help:` included.
fn mistakes(script: &str, method: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("Code.gs"), script).expect("the script can be written");
    mistakes_in(folder.path().to_str().expect("a plain path"), method)
}

fn mistakes_in(source: &str, method: &str) -> Vec<String> {
    let method: TokenStream = method.parse().expect("Rust");
    let tokens = entry::apps_script(
        quote!(id = "AKfycbxTest", source = #source),
        quote!(
            trait Script {
                #method
            }
        ),
    );
    let file: File = syn::parse2(tokens).expect("the expansion is a file of items");
    file.items
        .into_iter()
        .filter_map(|item| match item {
            Item::Macro(item) if item.mac.path.segments.last()?.ident == "compile_error" => Some(
                item.mac
                    .parse_body::<LitStr>()
                    .ok()?
                    .value()
                    .replace(source, "DIR"),
            ),
            _ => None,
        })
        .collect()
}

#[test]
fn the_function_must_be_there() {
    const SCRIPT: &str = "function lowStock() {}\nfunction adjust() {}\nfunction secret_() {}\nconst total = memoized(sum), rate = 5;";
    for (method, expected) in [
        ("async fn low_stock(&self) -> R<()>;", None),
        (
            "async fn low_stok(&self) -> R<()>;",
            Some(
                "the script in `DIR` has no function `lowStok`\nhelp: it has `lowStock` (Code.gs:1): write \
                 `#[function(name = \"lowStock\")]`, or rename one of the two",
            ),
        ),
        (
            "async fn worth(&self) -> R<()>;",
            Some("the script in `DIR` has no function `worth`\nhelp: it has `lowStock`, `adjust`"),
        ),
        (
            "async fn secret(&self) -> R<()>;",
            Some(
                "the script in `DIR` has no function `secret`\nhelp: `secret_` (Code.gs:3) is private, because its \
                 name ends in `_`: give the script a public function that calls it",
            ),
        ),
        ("async fn total(&self) -> R<()>;", None),
        (
            "async fn rate(&self) -> R<()>;",
            Some("the script in `DIR` has no function `rate`\nhelp: it has `lowStock`, `adjust`"),
        ),
        (
            "#[function(name = \"Library.total\")] async fn total(&self) -> R<()>;",
            None,
        ),
        ("async fn here(&self) -> R<()> { Ok(()) }", None),
    ] {
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(mistakes(SCRIPT, method), expected, "{method}");
    }
}

#[test]
fn the_arguments_must_be_as_many() {
    for (parameters, method, wrong) in [
        ("", "", None),
        ("a", "a: T", None),
        (
            "a",
            "",
            Some("`f` (Code.gs:1) needs 1 argument, and this method gives none"),
        ),
        (
            "a, b",
            "a: T",
            Some("`f` (Code.gs:1) needs 2 arguments, and this method gives 1"),
        ),
        ("a, b = 1", "a: T", None),
        (
            "a = 1, b",
            "a: T",
            Some("`f` (Code.gs:1) needs 2 arguments, and this method gives 1"),
        ),
        (
            "",
            "a: T",
            Some("`f` (Code.gs:1) takes no argument, and this method gives 1"),
        ),
        (
            "a",
            "a: T, b: T, c: T",
            Some("`f` (Code.gs:1) takes 1 argument, and this method gives 3"),
        ),
        ("...a", "", None),
        ("...a", "a: T, b: T, c: T", None),
        (
            "a, ...b",
            "",
            Some("`f` (Code.gs:1) needs 1 argument, and this method gives none"),
        ),
        ("a", "#[cfg(x)] a: T, #[cfg(y)] b: T", None),
        ("a, b", "#[cfg(x)] a: T, b: T", None),
        (
            "",
            "a: T, #[cfg(y)] b: T",
            Some("`f` (Code.gs:1) takes no argument, and this method gives 2"),
        ),
        ("{ a, b }", "a: T", None),
        ("{ a, b } = {}", "", None),
    ] {
        let script = format!("function f({parameters}) {{}}");
        let found = mistakes(&script, &format!("async fn f(&self, {method}) -> R<()>;"));
        let found: Vec<&str> = found.iter().filter_map(|text| text.lines().next()).collect();
        let wrong: Vec<&str> = wrong.into_iter().collect();
        assert_eq!(found, wrong, "function f({parameters}), f({method})");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_the_place() {
    const METHOD: &str = "async fn f(&self) -> R<()>;";
    type Files = &'static [(&'static str, &'static str)];
    let cases: [(Files, &str, &str); 4] = [
        (
            &[],
            "there is no script at DIR",
            "write the path of the script's folder as seen from the folder of Cargo.toml",
        ),
        (
            &[("notes.txt", "No code.")],
            "no script in DIR: it has no .gs, .js or .ts file",
            "`source` names the folder of the script, or its one file",
        ),
        (
            &[("Code.gs", "function f() {}"), ("appsscript.json", "{")],
            "DIR/appsscript.json is malformed: EOF while parsing an object at line 1 column 1",
            "`source` names the folder of the script, or its one file",
        ),
        (
            &[("Code.gs", "function f() {}\nfunction g() { return (; }")],
            "the script cannot be parsed: Code.gs:2:24: Unexpected token",
            "Google refuses the whole script until this is mended",
        ),
    ];
    for (files, wrong, help) in cases {
        let parent = tempfile::tempdir().expect("a folder can be made");
        let folder = parent.path().join("the script");
        for (name, text) in files {
            fs::create_dir_all(&folder).expect("a folder can be made");
            fs::write(folder.join(name), text).expect("the script can be written");
        }
        let found = mistakes_in(folder.to_str().expect("a plain path"), METHOD);
        assert_eq!(found, [format!("{wrong}\nhelp: {help}")]);
    }
}

/// The mistake is one only where the method is there.
#[test]
fn a_mistake_under_a_condition_is_told_under_it() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("Code.gs"), "function f(a) {}").expect("the script can be written");
    let source = folder.path().to_str().expect("a plain path");
    let tokens = entry::apps_script(
        quote!(id = "AKfycbxTest", source = #source),
        quote!(
            trait Script {
                #[cfg(feature = "later")]
                async fn later(&self) -> R<()>;
            }
        ),
    );
    let text = tokens.to_string();
    let (_, error) = text
        .split_once("# [cfg (feature = \"later\")] :: core :: compile_error")
        .expect("the error is under the condition");
    assert!(error.contains("has no function `later`"), "{error}");
}

//! `bindings`: the trait of a script, and whether a file still holds it.

use std::fs;

use snapbox::str;

use crate::program::{inventory, program};

#[test]
fn prints_a_trait_and_checks_a_file() {
    let home = tempfile::tempdir().unwrap();
    let print = || {
        let bindings = program(home.path()).arg("bindings").arg(inventory());
        bindings.args(["--name", "stock", "--id", "AKfycbxStock", "--source", "script"])
    };
    let printed = print().output().unwrap();
    assert!(printed.status.success());
    let code = String::from_utf8(printed.stdout).unwrap();
    for part in [
        "pub trait Stock {",
        "id = \"AKfycbxStock\"",
        "source = \"script\"",
        "low_stock",
    ] {
        assert!(code.contains(part), "no {part} in {code}");
    }
    let file = home.path().join("stock.rs");
    fs::write(&file, code.replace('\n', "\r\n")).unwrap();
    let check = || print().arg("--check").arg(&file).assert();
    check().success().stdout_eq("").stderr_eq("");
    fs::write(&file, code.replace("pub trait Stock {", "pub trait Store {")).unwrap();
    check().code(1).stdout_eq("").stderr_eq(str![[r#"
error: [..]stock.rs:[..]: not what the script's bindings are now
  expected: pub trait Stock {
  found:    pub trait Store {
help: write the file again, with the same options: `apps-script bindings [..]script > [..]stock.rs`

"#]]);
}

#[test]
fn a_file_that_cannot_be_checked_is_named() {
    let home = tempfile::tempdir().unwrap();
    let check = program(home.path())
        .arg("bindings")
        .arg(inventory())
        .args(["--check", "missing.rs"]);
    check
        .assert()
        .code(1)
        .stdout_eq("")
        .stderr_eq("error: cannot read missing.rs: No such file or directory (os error 2)\n");
}

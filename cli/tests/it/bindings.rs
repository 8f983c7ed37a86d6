use std::fs;

use snapbox::str;

use crate::program::{inventory, program};

#[test]
fn prints_a_trait_and_checks_a_file() {
    let home = tempfile::tempdir().unwrap();
    let print = || {
        program(home.path())
            .arg("bindings")
            .arg(inventory())
            .args(["--name", "Inventory"])
    };
    let printed = print().output().unwrap();
    assert!(printed.status.success());
    let code = String::from_utf8(printed.stdout).unwrap();
    assert!(code.contains("pub trait Inventory {"), "{code}");
    let file = home.path().join("inventory.rs");
    fs::write(&file, &code).unwrap();
    print()
        .arg("--check")
        .arg(&file)
        .assert()
        .success()
        .stdout_eq("")
        .stderr_eq("");
    fs::write(&file, code.replace("threshold", "limit")).unwrap();
    print().arg("--check").arg(&file).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
error: [..]inventory.rs:[..]: differs from the script's bindings
help: write the file again: `apps-script bindings [..]script > [..]inventory.rs`, with the options of this call

"#]]);
}

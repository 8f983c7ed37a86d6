//! `completions`: each shell's own script, which knows every command.

use std::process::Command;

use crate::{program::program, python::skipped};

#[test]
fn every_shell_has_its_script() {
    let home = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = program(home.path())
            .args(["completions", shell])
            .output()
            .unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success());
        for part in [
            "login",
            "logout",
            "doctor",
            "call",
            "bindings",
            "serve",
            "exec",
            "client-secret",
        ] {
            assert!(script.contains(part), "{shell} does not know {part}");
        }
    }
}

#[test]
fn bash_takes_it() {
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path())
        .args(["completions", "bash"])
        .output()
        .unwrap();
    let script = String::from_utf8(output.stdout).unwrap();
    let asked = "function=$(complete -p apps-script | sed 's/.*-F \\([^ ]*\\).*/\\1/'); COMP_WORDS=(apps-script doc); \
                 COMP_CWORD=1; $function apps-script doc apps-script; echo \"${COMPREPLY[@]}\"";
    let Ok(bash) = Command::new("bash")
        .args(["-c", &format!("{script}\n{asked}")])
        .output()
    else {
        return skipped("there is no bash on this machine");
    };
    assert_eq!(String::from_utf8_lossy(&bash.stdout), "doctor\n", "{bash:?}");
}

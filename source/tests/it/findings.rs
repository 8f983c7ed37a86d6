//! What is wrong in a script is said with its place.

use apps_script_source::Project;

fn read(name: &str, code: &str) -> Project {
    Project::from_files([(name, code)]).expect("a project")
}

#[test]
fn a_syntax_error_has_file_line_and_column() {
    let cases = [
        (
            "Code.gs",
            "function f( {}",
            "Code.gs:1:15: Expected `)` but found `EOF`",
        ),
        ("Code.gs", "let a = ;", "Code.gs:1:9: Unexpected token"),
        ("Code.gs", "\r\n\r\n  let ö = ;", "Code.gs:3:11: Unexpected token"),
        ("sub/a.js", "}", "sub/a.js:1:1: Unexpected token"),
        (
            "Code.gs",
            "const f = (a: string) => a",
            "Code.gs:1:13: Expected `,` or `)` but found `:`",
        ),
        ("Code.ts", "let a: = 1", "Code.ts:1:8: Unexpected token"),
        ("Code.gs", "'a", "Code.gs:1:1: Unterminated string"),
    ];
    for (name, code, expected) in cases {
        let project = read(name, code);
        let errors: Vec<_> = project.syntax_errors().iter().map(ToString::to_string).collect();
        assert_eq!(errors, [expected], "{code}");
    }
}

#[test]
fn a_file_that_cannot_be_parsed_leaves_the_others() {
    let project =
        Project::from_files([("a.gs", "function f() {}"), ("b.gs", "function g( {}")]).expect("a project");
    assert!(project.function("f").is_some());
    assert_eq!(project.syntax_errors().len(), 1);
}

#[test]
fn what_google_runs_is_no_syntax_error() {
    let cases = [
        "with (a) { b }",
        "var let_ = 010",
        "var await = 1; var yield = 2",
        "<!-- an HTML comment",
        "label: for (;;) { continue label }",
        "a?.b ?? c; a ||= b; 1_000n ** 2n",
        "for await (const a of b) {}",
        "async function f() { for await (const a of b) {} }",
        "class C { a = 1; get b() { return 1 } static c() {} }",
        "function f(a, a) {}",
        "if (a) function f() {}",
        "delete a",
        "/(?<year>\\d{4})/u.test(a)",
        "const { a, ...rest } = b",
        "try {} catch {}",
        "new.target",
        "#!/usr/bin/env node",
        "",
        "\u{feff}",
        "\r\n",
    ];
    // Of these two V8 refuses the first everywhere and the other outside of a function.
    let refused = ["for await (const a of b) {}", "new.target"];
    for code in cases {
        let project = read("Code.gs", code);
        assert_eq!(
            project.syntax_errors().is_empty(),
            !refused.contains(&code),
            "{code}"
        );
    }
}

#[test]
fn code_that_nests_too_deeply_is_a_syntax_error() {
    for (before, after) in [
        ("(", ")"),
        ("[", "]"),
        ("f(", ")"),
        ("{", "}"),
        ("!", ""),
        ("if (a) ", ""),
        ("a ? b : ", ""),
    ] {
        for (times, is_read) in [(500, true), (100_000, false)] {
            let project = read(
                "Code.gs",
                &format!("{}a{}", before.repeat(times), after.repeat(times)),
            );
            let errors: Vec<_> = project
                .syntax_errors()
                .iter()
                .map(|error| error.message.as_str())
                .collect();
            let expected: &[&str] = if is_read {
                &[]
            } else {
                &["this code nests too deeply to be read"]
            };
            assert_eq!(errors, expected, "{times} times {before}");
        }
    }
}

#[test]
fn code_that_nests_almost_too_deeply_is_read() {
    let script = [
        ("(", ")", 990),
        ("[", "]", 990),
        ("f(", ")", 990),
        ("{", "}", 990),
        ("`${", "}`", 990),
        ("function f() {", "}", 990),
        ("(class { a() { return ", "} })", 330),
        ("(function () { return ", "})", 490),
        ("(() => { return ", "})", 490),
        ("(a = ", ") => 1", 990),
        ("switch (a) { case 1: ", "}", 990),
        ("try {", "} finally {}", 990),
        ("!", "", 19_900),
        ("new ", "", 19_900),
        ("typeof ", "", 19_900),
        ("a = ", "", 19_900),
        ("a => ", "", 19_900),
        ("a ** ", "", 19_900),
        ("a ? b : ", "", 9_900),
        ("if (a) ", "", 9_900),
        ("if (a); else ", "", 4_900),
        ("for (;;) ", "", 9_900),
        ("!!!!!!!!!!!!!!!!!!!!(", ")", 900),
    ];
    let typescript = [
        ("let a: ", "keyof ", "", 19_900),
        ("let a: ", "() => ", "", 990),
        ("let a: ", "A<", ">", 9_900),
        ("let a: ", "A extends B ? C : ", "", 4_900),
        ("let a: ", "{ a: ", "}", 900),
        ("let a: ", "A.", "", 19_900),
        ("a = ", "<A>", "", 9_900),
    ];
    for (before, after, times) in script {
        let project = read(
            "Code.gs",
            &format!("{}a{}", before.repeat(times), after.repeat(times)),
        );
        assert_eq!(project.syntax_errors(), [], "{before}");
    }
    for (start, before, after, times) in typescript {
        let project = read(
            "Code.ts",
            &format!("{start}{}A{}", before.repeat(times), after.repeat(times)),
        );
        assert_eq!(project.syntax_errors(), [], "{before}");
    }
}

#[test]
fn long_chains_are_read() {
    for link in ["+ a", ".b", "()", "[0]", ", a", " && a", "``", "?.b"] {
        let code = format!("function f() {{ return a{} + arguments }}", link.repeat(50_000));
        let project = read("Code.gs", &code);
        assert_eq!(project.syntax_errors(), [], "{link}");
        assert!(project.function("f").unwrap().reads_arguments, "{link}");
    }
}

#[test]
fn warns_of_what_apps_script_refuses() {
    let private = "Apps Script refuses private members of classes: name it `a_` in place of `#a`";
    let r#static =
        "Apps Script refuses static fields of classes: assign it after the class, as in `Name.field = value`";
    let import =
        "Apps Script has no modules: all files share one scope, so leave `import` out, or push a bundle";
    let export =
        "Apps Script has no modules: all files share one scope, so leave `export` out, or push a bundle";
    type Finding = (u32, u32, &'static str);
    let cases: [(&str, &[Finding]); 15] = [
        ("class C { #a = 1 }", &[(1, 11, private)]),
        ("class C { #a() {} }", &[(1, 11, private)]),
        ("class C { get #a() { return 1 } }", &[(1, 11, private)]),
        ("class C { static #a = 1 }", &[(1, 11, private)]),
        ("class C { static a = 1 }", &[(1, 11, r#static)]),
        ("class C { static a }", &[(1, 11, r#static)]),
        (
            "class C {\n  #a = 1;\n  static b = 2;\n}",
            &[(2, 3, private), (3, 3, r#static)],
        ),
        ("const C = class { static a = 1 }", &[(1, 19, r#static)]),
        ("function f() { return [class { #a = 1 }] }", &[(1, 32, private)]),
        ("class C { a = 1; static b() {} static { } }", &[]),
        ("class C { static get b() { return 1 } }", &[]),
        ("import a from 'a';", &[(1, 1, import)]),
        ("var a;\nexport default a", &[(2, 1, export)]),
        ("export function f() {}", &[(1, 1, export)]),
        ("const a = { '#a': 1 }", &[]),
    ];
    for (code, expected) in cases {
        let project = read("Code.gs", code);
        let found: Vec<_> = project
            .warnings()
            .iter()
            .map(|warning| (warning.place.line, warning.place.column, warning.message.as_str()))
            .collect();
        assert_eq!(found, expected, "{code}");
    }
    assert_eq!(read("Code.ts", "class C { static a = 1 }").warnings(), []);
    let project = read("sub/Code.gs", "class C { static a = 1 }");
    assert_eq!(
        project.warnings().first().unwrap().to_string(),
        format!("sub/Code.gs:1:11: {}", r#static)
    );
}

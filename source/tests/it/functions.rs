//! Every function of a script is found, in whichever way it is written.

use apps_script_source::{Function, ParameterKind, Project};

/// A signature as the table writes it: `name(plain, optional?, {}destructured, ...rest) reads arguments`.
fn signature(function: &Function) -> String {
    let parameters = function.parameters.iter().map(|parameter| {
        let name = parameter.name.as_deref().unwrap_or_default();
        let mark = if parameter.optional { "?" } else { "" };
        match parameter.kind {
            ParameterKind::Destructured => format!("{{}}{name}{mark}"),
            ParameterKind::Rest => format!("...{name}"),
            _ => format!("{name}{mark}"),
        }
    });
    let parameters: Vec<_> = parameters.collect();
    let arguments = if function.reads_arguments { "+" } else { "" };
    format!("{}({}){arguments}", function.name, parameters.join(", "))
}

fn signatures(project: &Project) -> String {
    let signatures: Vec<_> = project.functions().iter().map(signature).collect();
    signatures.join(" ")
}

fn in_file(name: &str, code: &str) -> Project {
    Project::from_files([(name, code)]).expect("a project")
}

#[test]
fn finds_a_function_in_whichever_way_it_is_written() {
    let cases = [
        ("", ""),
        ("// only\n/* comments */", ""),
        ("function f() {}", "f()"),
        ("async function f() {}", "f()"),
        ("function* f() {}", "f()"),
        ("async function* f() {}", "f()"),
        ("var f = function () {}", "f()"),
        ("let f = function g(a) {}", "f(a)"),
        ("const f = (a) => a", "f(a)"),
        ("const f = a => a", "f(a)"),
        ("const f = async (a) => a", "f(a)"),
        ("const f = async function* (a) {}", "f(a)"),
        ("const f = (((a) => a))", "f(a)"),
        ("const a = 1, f = (b) => b, g = function () {}", "f(b) g()"),
        ("f = function (a) {}", "f(a)"),
        ("this.f = (a) => a", "f(a)"),
        ("globalThis.f = function (a) {}", "f(a)"),
        ("globalThis['f'] = function (a) {}", "f(a)"),
        ("var f = g = function (a) {}", "g(a) f(a)"),
        (
            "function f(a, b = 1, { c }, [d], { e } = {}, ...rest) {}",
            "f(a, b?, {}, {}, {}?, ...rest)",
        ),
        ("function f(...[a, b]) {}", "f(...)"),
        ("const f = function () {}, f2 = f", "f()"),
        ("const o = { f() {}, g: () => 1 }", ""),
        ("class C { f() {} }", ""),
        ("if (a) { function f() {} }", "f()"),
        ("{ const f = () => 1 }", ""),
        ("(function () { function f() {} })()", ""),
        ("function f_() {}", "f_()"),
        ("function größe(ä) {}", "größe(ä)"),
        ("function $f$() {}", "$f$()"),
        ("function \\u0066() {}", "f()"),
        ("function f() {} (() => { global.f = (a) => a })()", "f()+"),
        ("function f() { g() } (() => { global.f = (a) => a })()", "f()"),
        ("var f = 5", ""),
        ("function f(a) {} function f(b) {}", "f(b)"),
        ("var f = (a) => a; function f(b) {}", "f(a)"),
        ("var f = (a) => a; var f = (b) => b", "f(b)"),
        ("function f() {\r\n}\r\nfunction g() {}", "f() g()"),
        ("'use strict'; function f() {}", "f()"),
        ("function f() { return arguments.length }", "f()+"),
        ("function f() { return () => arguments[0] }", "f()+"),
        ("function f(a = arguments.length) {}", "f(a?)+"),
        ("function f() { function g() { arguments } }", "f()"),
        ("function f() { return { g() { return arguments } } }", "f()"),
        ("function f() { class C { a = arguments } }", "f()"),
        ("function f() { return a.arguments }", "f()"),
        ("function f() { return { arguments } }", "f()+"),
        ("function f() { return { arguments: 1 } }", "f()"),
        ("function f() { var arguments = 1 }", "f()"),
        ("const f = () => arguments", "f()"),
        (
            "var f = function () { if (a) { try { g(...arguments) } catch (e) {} } }",
            "f()+",
        ),
        ("function f() { eval('arguments') }", "f()"),
    ];
    for (code, expected) in cases {
        let project = in_file("Code.gs", code);
        assert_eq!(signatures(&project), expected, "{code}");
        assert_eq!(project.syntax_errors(), [], "{code}");
    }
}

#[test]
fn finds_a_function_in_typescript() {
    let cases = [
        (
            "function f(a: string, b?: number, ...c: string[]): void {}",
            "f(a, b?, ...c)",
        ),
        ("export function f() {}", "f()"),
        ("export default function f() {}", "f()"),
        ("export const f = (a: string): string => a", "f(a)"),
        ("import { a } from './a'; export { f }; function f() {}", "f()"),
        ("const f = ((a) => a) as Handler", "f(a)"),
        ("const f = ((a) => a) satisfies Handler", "f(a)"),
        ("const f = <Handler>((a) => a)", "f(a)"),
        ("const f: Handler = function (a) {}", "f(a)"),
        ("function f(this: Sheet, a: string) {}", "f(a)"),
        (
            "function f(a: string): string; function f(a: number): number; function f(a: any) { return a }",
            "f(a)",
        ),
        ("declare function f(a: string): string", ""),
        ("function f<T extends object>(a: T): T { return a }", "f(a)"),
        ("namespace N { export function f() {} }", ""),
        ("(globalThis as any).f = function (a) {}", "f(a)"),
    ];
    for (code, expected) in cases {
        let project = in_file("Code.ts", code);
        assert_eq!(signatures(&project), expected, "{code}");
        assert_eq!(project.syntax_errors(), [], "{code}");
    }
}

#[test]
fn of_several_functions_with_one_name_the_last_loaded_wins() {
    let cases: [(&[(&str, &str)], &str); 5] = [
        (
            &[("a.gs", "function f(a) {}"), ("b.gs", "function f(b) {}")],
            "b.gs:1",
        ),
        (
            &[("b.gs", "function f(b) {}"), ("a.gs", "function f(a) {}")],
            "b.gs:1",
        ),
        (
            &[
                (".clasp.json", r#"{"filePushOrder": ["b.gs"]}"#),
                ("a.gs", "function f(a) {}"),
                ("b.gs", "function f(b) {}"),
            ],
            "a.gs:1",
        ),
        (
            &[("f.js", "function f(a) {}"), ("f.ts", "function f(a: string) {}")],
            "f.ts:1",
        ),
        (
            &[
                ("f.js", "function f(a) {}"),
                ("f.d.ts", "declare function f(a: string): void"),
            ],
            "f.js:1",
        ),
    ];
    for (files, expected) in cases {
        let project = Project::from_files(files.iter().copied()).expect("a project");
        let found = project.function("f").expect("the function");
        assert_eq!(found.place.to_string(), expected, "{files:?}");
    }
}

#[test]
fn places_are_those_of_the_names() {
    let cases = [
        ("function f() {}", (1, 10)),
        ("\u{feff}function f() {}", (1, 10)),
        ("\r\n\r\n  const f = () => 1", (3, 9)),
        ("/* äöü */ function f() {}", (1, 20)),
        ("'\u{1F600}'; function f() {}", (1, 15)),
        ("// a\u{2028}function f() {}", (2, 10)),
        ("async\tfunction f() {}", (1, 16)),
        ("this.f = () => 1", (1, 6)),
    ];
    for (code, expected) in cases {
        let project = in_file("Code.gs", code);
        let place = &project.function("f").unwrap_or_else(|| panic!("{code}")).place;
        assert_eq!((place.line, place.column), expected, "{code:?}");
    }
}

#[test]
fn knows_what_may_be_a_function() {
    let cases = [
        ("var f = Library.f", true),
        ("const { f } = Library", true),
        ("const f = wrap(() => 1)", true),
        ("(function () { this.f = () => 1 })()", true),
        ("(() => { global.f = g })()", true),
        ("function g() { global.f = h }", true),
        ("(function () { this.f = g }).call(this)", true),
        ("(() => { global.f = 5 })()", false),
        ("class C { constructor() { this.f = g } }", false),
        ("function C() { this.f = g }", false),
        (
            "(function () { class C { constructor() { this.f = g } } })()",
            false,
        ),
        ("g(function () { this.f = g })", false),
        ("var f = new Map()", false),
        ("var f = new Function('return 1')", true),
        ("function f() {}", true),
        ("var f = 5", false),
        ("var f = { g() {} }", false),
        ("class f {}", false),
        ("function g() { var f = h() }", false),
        ("", false),
    ];
    for (code, expected) in cases {
        assert_eq!(in_file("Code.gs", code).may_be_function("f"), expected, "{code}");
    }
    assert!(in_file("Code.ts", "import { f } from './f'").may_be_function("f"));
}

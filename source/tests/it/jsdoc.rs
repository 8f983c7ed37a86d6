//! What JSDoc says of functions and types.

use apps_script_source::Project;

use crate::notation::{typed_signature, written};

fn read(code: &str) -> Project {
    let project = Project::from_files([("Code.gs", code)]).expect("a project");
    assert_eq!(project.syntax_errors(), [], "{code}");
    project
}

#[test]
fn reads_type_expressions() {
    let cases = [
        ("string", "string"),
        ("number", "number"),
        ("boolean", "boolean"),
        ("null", "null"),
        ("undefined", "undefined"),
        ("void", "undefined"),
        ("*", "any"),
        ("?", "any"),
        ("any", "any"),
        ("unknown", "any"),
        ("bigint", "bigint"),
        ("symbol", "symbol"),
        ("String", "string"),
        ("Number", "number"),
        ("Boolean", "boolean"),
        ("Number|Null", "number | null"),
        ("Undefined", "undefined"),
        ("Byte[]", "number[]"),
        ("integer", "number"),
        ("bool", "boolean"),
        ("object", "{[]: any}"),
        ("Object", "any"),
        ("Object[][]", "any[][]"),
        ("Array", "any[]"),
        ("array", "any[]"),
        ("function", "function"),
        ("Function", "function"),
        ("Date", "Date"),
        ("GoogleAppsScript.Base.Blob", "GoogleAppsScript.Base.Blob"),
        ("SpreadsheetApp.Sheet", "SpreadsheetApp.Sheet"),
        ("string[]", "string[]"),
        ("string[][]", "string[][]"),
        ("(string|number)[]", "(string | number)[]"),
        ("Array<string>", "string[]"),
        ("Array.<string>", "string[]"),
        ("Array<Array<number>>", "number[][]"),
        ("ReadonlyArray<string>", "string[]"),
        ("readonly string[]", "string[]"),
        ("Object<string, number>", "{[]: number}"),
        ("Object.<string, number>", "{[]: number}"),
        ("Object.<string, Array.<number>>", "{[]: number[]}"),
        ("object<string, number>", "{[]: number}"),
        ("Record<string, number>", "{[]: number}"),
        ("Promise<string>", "string"),
        ("Promise", "any"),
        ("Promise<void>", "undefined"),
        ("string|number", "string | number"),
        ("string | number | null", "string | number | null"),
        ("(string|number)", "string | number"),
        ("| string | number", "string | number"),
        ("string|*", "any"),
        ("string|string", "string"),
        ("?string", "string | null"),
        ("string?", "string | null"),
        ("!string", "string"),
        ("!Array<!string>", "string[]"),
        ("?Array<?string>", "(string | null)[] | null"),
        ("'a'|\"b\"", "string"),
        ("`a`", "string"),
        ("1|2|-3", "number"),
        ("1.5e3", "number"),
        ("true|false", "boolean"),
        ("{a: number}", "{a: number}"),
        ("{a: number, b: string}", "{a: number, b: string}"),
        ("{a: number; b?: string;}", "{a: number, b?: string}"),
        ("{a: number=}", "{a?: number}"),
        ("{a, b}", "{a: any, b: any}"),
        ("{'a-b': number}", "{a-b: number}"),
        ("{}", "{}"),
        ("{readonly a: number}", "{a: number}"),
        ("{readonly: number}", "{readonly: number}"),
        ("{a: {b: {c: string[]}}}", "{a: {b: {c: string[]}}}"),
        ("{[key: string]: number}", "{[]: number}"),
        ("{a: number, [key: string]: number}", "{[]: any}"),
        ("{f(): void}", "{f: function}"),
        ("Array<{a: number}>", "{a: number}[]"),
        ("{a: number}[]", "{a: number}[]"),
        ("{a: number} & {b: string}", "{a: number, b: string}"),
        ("Item & {b: string}", "any"),
        ("[string, number]", "(string | number)[]"),
        ("[a: string, b: string]", "string[]"),
        ("[string, ...number[]]", "(string | number)[]"),
        ("function(string, number): boolean", "function"),
        ("function()", "function"),
        ("(a: string, b?: number) => void", "function"),
        ("() => string", "function"),
        ("(() => string)[]", "function[]"),
        ("new (a: string) => Item", "function"),
        ("typeof Item", "any"),
        ("keyof Item", "any"),
        ("Item['a']", "any"),
        ("import('./item').Item", "Item"),
        ("import(\"./item\")", "any"),
        ("a is string", "boolean"),
        ("Map<string, number>", "Map"),
        ("module:models/item", "module:models/item"),
        ("größe", "größe"),
        ("", "any"),
        ("   ", "any"),
        ("|", "any"),
        ("string or number", "any"),
        ("Array<string", "any"),
        ("string]", "any"),
        ("'a", "any"),
        ("{a: number", "any"),
        ("a.b.", "any"),
        ("<>", "any"),
        ("1 2", "any"),
    ];
    for (expression, expected) in cases {
        // Only balanced braces are a type at all; the others are the text of a tag.
        let code = format!("/** @return {{{expression}}} */ function f() {{}}");
        let project = read(&code);
        let found = project.function("f").unwrap().returns.as_ref().map(written);
        let unbalanced = expression.matches('{').count() != expression.matches('}').count();
        let expected = if unbalanced {
            None
        } else {
            Some(expected.to_owned())
        };
        assert_eq!(found, expected, "{expression}");
    }
}

#[test]
fn types_that_nest_too_deeply_may_be_anything() {
    let cases = [
        ("Array<", "string", ">"),
        ("(", "string", ")"),
        ("{a: ", "string", "}"),
        ("[", "string", "]"),
        ("", "string", "[]"),
        ("typeof ", "string", ""),
        ("new ", "string", ""),
        ("(a) => ", "string", ""),
        ("?", "string", ""),
        ("string|", "string", ""),
    ];
    for (before, inner, after) in cases {
        for times in [3, 100, 5_000] {
            let ty = format!("{}{inner}{}", before.repeat(times), after.repeat(times));
            let project = read(&format!("/** @return {{{ty}}} */ function f() {{}}"));
            assert!(
                project.function("f").unwrap().returns.is_some(),
                "{before}{after}"
            );
        }
    }
}

#[test]
fn reads_the_comment_of_a_function() {
    let cases = [
        ("/** @param {string} a */ function f(a) {}", "f(a: string)"),
        (
            "/** @param {string} a - the a */ function f(a) {}",
            "f(a: string 'the a')",
        ),
        (
            "/** @param {string} a the a\n * of all. */ function f(a) {}",
            "f(a: string 'the a\nof all.')",
        ),
        ("/** @param {string=} a */ function f(a) {}", "f(a?: string)"),
        ("/** @param {string} [a] */ function f(a) {}", "f(a?: string)"),
        (
            "/** @param {string} [a=x] the a */ function f(a) {}",
            "f(a?: string 'the a')",
        ),
        (
            "/** @param {string} [a='b c'] */ function f(a) {}",
            "f(a?: string)",
        ),
        ("/** @param {string} a */ function f(a = '') {}", "f(a?: string)"),
        ("/** @param a the a */ function f(a) {}", "f(a 'the a')"),
        (
            "/** @param a {string} the a */ function f(a) {}",
            "f(a: string 'the a')",
        ),
        (
            "/** @arg {string} a @argument {number} b */ function f(a, b) {}",
            "f(a: string, b: number)",
        ),
        (
            "/** Text. @param {string} a @param {number} b @return {boolean} */ function f(a, b) {}",
            "f(a: string, b: number): boolean",
        ),
        (
            "/**\n * @arg {string} a\n * @argument {number} b */ function f(a, b) {}",
            "f(a: string, b: number)",
        ),
        (
            "/** @param {number} b\n * @param {string} a */ function f(a, b) {}",
            "f(a: string, b: number)",
        ),
        ("/** @param {string} other */ function f(a) {}", "f(a)"),
        (
            "/** @param {...string} a */ function f(...a) {}",
            "f(...a: string)",
        ),
        (
            "/** @param {string[]} a */ function f(...a) {}",
            "f(...a: string)",
        ),
        (
            "/** @param {...string[]} a */ function f(...a) {}",
            "f(...a: string[])",
        ),
        ("/** @param {string} a */ function f(...a) {}", "f(...a: string)"),
        ("/** @param {...string} a */ function f(a) {}", "f(a?: string)"),
        (
            "/** @param {{a: string}} o */ function f({ a }) {}",
            "f({o}: {a: string})",
        ),
        (
            "/** @param {Object} o\n @param {string} o.a */ function f({ a }) {}",
            "f({o}: {a: string})",
        ),
        (
            "/** @param {string} a\n @param {{b: string}} o */ function f(a, { b }) {}",
            "f(a: string, {o}: {b: string})",
        ),
        (
            "/** @param {string} a */ function f({ b }, a) {}",
            "f({}, a: string)",
        ),
        (
            "/** @param {Object} o\n @param {string} o.a the a\n @param {number} [o.b] */ function f(o) {}",
            "f(o: {a: string 'the a', b?: number})",
        ),
        (
            "/** @param {Object[]} o\n @param {string} o[].a */ function f(o) {}",
            "f(o: {a: string}[])",
        ),
        (
            "/** @param {Array<Object>} [o]\n @param {string} o.a */ function f(o) {}",
            "f(o?: {a: string}[])",
        ),
        (
            "/** @param {?Object} o\n @param {string} o.a */ function f(o) {}",
            "f(o: {a: string} | null)",
        ),
        (
            "/** @param {object} o\n @param {object} o.p\n @param {string} o.p.q */ function f(o) {}",
            "f(o: {p: {q: string}})",
        ),
        (
            "/** @param {object} o\n @param {string} o.p.q */ function f(o) {}",
            "f(o: {p?: {q: string}})",
        ),
        (
            "/** @param o\n @param {string} o.a */ function f(o) {}",
            "f(o: {a: string})",
        ),
        (
            "/** @param {Item} o\n @param {string} o.a */ function f(o) {}",
            "f(o: Item)",
        ),
        ("/** @param {string} o.a */ function f(o) {}", "f(o)"),
        ("/** @param {string} o..a */ function f(o) {}", "f(o)"),
        ("/** @return {string} */ function f() {}", "f(): string"),
        ("/** @returns {string} the text */ function f() {}", "f(): string"),
        ("/** @returns the text */ function f() {}", "f()"),
        (
            "/** @returns {string=} */ function f() {}",
            "f(): string | undefined",
        ),
        (
            "/** @return {Promise<string>} */ async function f() {}",
            "f(): string",
        ),
        ("/** @return {string} */ async function f() {}", "f(): string"),
        ("/** @return {string} */ function* f() {}", "f(): Generator"),
        (
            "/** @template T\n @param {T} a\n @return {T[]} */ function f(a) {}",
            "f(a: any): any[]",
        ),
        (
            "/** @template {object} T, U\n @param {T|U} a */ function f(a) {}",
            "f(a: any)",
        ),
        ("/** @return {string} */ const f = () => ''", "f(): string"),
        ("/** @return {string} */ var f = function () {}", "f(): string"),
        ("const /** @return {string} */ f = () => ''", "f(): string"),
        ("const f = /** @return {string} */ () => ''", "f(): string"),
        ("/** @return {string} */ f = () => ''", "f(): string"),
        ("/** @return {string} */ const a = 1, f = () => ''", "f()"),
        (
            "const a = 1,\n/** @return {string} */ f = () => ''",
            "f(): string",
        ),
        ("/* @return {string} */ function f() {}", "f()"),
        ("// @return {string}\nfunction f() {}", "f()"),
        (
            "/** @return {number} */ /** @return {string} */ function f() {}",
            "f(): string",
        ),
        (
            "/** @fileoverview All.\n @return {number} */ function f() {}",
            "f()",
        ),
        (
            "/** @typedef {string} T\n @return {number} */ function f() {}",
            "f()",
        ),
        ("/** @return {string} */\r\nfunction f() {}", "f(): string"),
        ("/** @return {string} */ function g() {} function f() {}", "f()"),
    ];
    for (code, expected) in cases {
        let project = read(code);
        assert_eq!(
            typed_signature(project.function("f").unwrap()),
            expected,
            "{code}"
        );
    }
}

#[test]
fn a_description_is_the_text_before_the_tags() {
    let cases = [
        ("/** Adds. */", Some("Adds.")),
        (
            "/**\n * Adds\n * two numbers.\n *\n * Fast.\n * @param {number} a\n */",
            Some("Adds\ntwo numbers.\n\nFast."),
        ),
        ("/** @return {number} */", None),
        ("/***/", None),
        ("/* Adds. */", None),
        ("/** @typedef {string} Id */", None),
    ];
    for (comment, expected) in cases {
        let project = read(&format!("{comment}\nfunction f() {{}}"));
        assert_eq!(
            project.function("f").unwrap().description.as_deref(),
            expected,
            "{comment}"
        );
    }
}

#[test]
fn a_license_is_about_the_file_unless_the_comment_describes_a_function() {
    for (comment, expected) in [
        ("/** Doubles.\n * @license MIT */", Some("Doubles.")),
        (
            "/**\n * Doubles.\n * @param {number} a\n * @license MIT\n */",
            Some("Doubles."),
        ),
        ("/** @license MIT */", None),
        ("/**\n * @license\n * Copyright 2020 */", None),
        ("/**\n * Copyright 2020\n * @license Apache-2.0 */", None),
    ] {
        let project = read(&format!("{comment}\nfunction double(a) {{}}"));
        let function = project.function("double").unwrap();
        assert_eq!(function.description.as_deref(), expected, "{comment}");
    }
    let project = read("/** @license MIT\n * @return {number} */\nfunction one() {}");
    assert_eq!(typed_signature(project.function("one").unwrap()), "one(): number");
}

#[test]
fn reads_type_definitions() {
    let cases = [
        ("/** @typedef {string} T */", "string"),
        ("/** @typedef {{a: number}} T */", "{a: number}"),
        (
            "/** @typedef {{\n *   a: number,\n *   b?: string\n * }} T - a thing */",
            "{a: number, b?: string}",
        ),
        (
            "/** @typedef {Object} T\n * @property {string} a */",
            "{a: string}",
        ),
        (
            "/** @typedef {object} T\n * @prop {string} [a] the a */",
            "{a?: string 'the a'}",
        ),
        (
            "/** @typedef {Object} T\n * @property {string=} a */",
            "{a?: string}",
        ),
        ("/** @typedef T\n * @property {string} a */", "{a: string}"),
        (
            "/** @typedef T\n * @type {Object}\n * @property {string} a */",
            "{a: string}",
        ),
        (
            "/** @typedef {Object[]} T\n * @property {string} a */",
            "{a: string}[]",
        ),
        (
            "/** @typedef {Object} T\n * @property {Object} a\n * @property {number} a.b */",
            "{a: {b: number}}",
        ),
        ("/** @typedef {Object} T\n * @property a */", "{a: any}"),
        ("/** @typedef {Object} T */", "any"),
        ("/** @typedef {object} T */", "{[]: any}"),
        ("/** @typedef {Object<string, number>} T */", "{[]: number}"),
        ("/** @typedef {T[]} T */", "T[]"),
        ("/** @typedef {number} U\n * @typedef {string} T */", "string"),
        (
            "/** @typedef {Object} U\n * @property {number} b\n * @typedef {Object} T\n * @property {string} a */",
            "{a: string}",
        ),
        ("/** @callback T\n * @param {string} a */", "function"),
        ("/** @template V\n * @typedef {{a: V}} T */", "{a: any}"),
        ("function f() { /** @typedef {string} T */ }", "string"),
        ("/** @typedef {number} T */ /** @typedef {string} T */", "string"),
        ("/** @typedef {string}\n *   T */", "string"),
    ];
    for (code, expected) in cases {
        let project = read(code);
        assert_eq!(
            project.named_type("T").map(written).as_deref(),
            Some(expected),
            "{code}"
        );
    }
    assert_eq!(read("/* @typedef {string} T */").named_type("T"), None);
    assert_eq!(read("/** @typedef {string} */").named_type("T"), None);
}

#[test]
fn a_name_is_followed_to_its_type() {
    let project = Project::from_files([
        ("a.gs", "/** @typedef {B} A */ /** @typedef {C} B */ /** @typedef {Circle} Circle */"),
        ("b.gs", "/** @typedef {{d: A}} C */ /** @typedef {Sheet} S */ /** @typedef {Two} One */ /** @typedef {One} Two */"),
    ])
    .expect("a project");
    let cases = [
        ("A", "{d: A}"),
        ("C", "{d: A}"),
        ("S", "Sheet"),
        ("Unknown", "Unknown"),
        ("Circle", "any"),
        ("One", "any"),
    ];
    for (name, expected) in cases {
        let named = apps_script_source::Type::Named(name.to_owned());
        assert_eq!(written(project.resolve(&named)), expected, "{name}");
    }
}

#[test]
fn a_type_is_opened_to_its_members() {
    let chain: String = (0..200)
        .map(|number| format!("/** @typedef {{L{}}} L{number} */ ", number + 1))
        .collect();
    let project = Project::from_files([
        (
            "a.gs",
            "/** @typedef {?string} Note */ /** @typedef {Note|number|Note} Cell */ /** @typedef {{}} Empty */",
        ),
        (
            "b.gs",
            "/** @typedef {{d: Cell}} Row */ /** @typedef {Self|?string} Self */ /** @typedef {Two} One */ \
             /** @typedef {One|undefined} Two */ /** @typedef {Nest[]} Nest */",
        ),
        ("c.gs", chain.as_str()),
    ])
    .expect("a project");
    let cases: [(&str, &[&str]); 9] = [
        ("Note", &["string", "null"]),
        ("Cell", &["string", "number", "null"]),
        ("Row", &["{d: Cell}"]),
        ("Empty", &["any"]),
        ("Self", &["any", "string", "null"]),
        ("One", &["any", "undefined"]),
        ("Nest", &["Nest[]"]),
        ("Unknown", &["Unknown"]),
        ("L0", &["any"]),
    ];
    for (name, expected) in cases {
        let named = apps_script_source::Type::Named(name.to_owned());
        let members: Vec<String> = project.members(&named).into_iter().map(written).collect();
        assert_eq!(members, expected, "{name}");
    }
}

//! What TypeScript says of functions and types.

use apps_script_source::Project;

use crate::notation::{typed_signature, written};

fn read(code: &str) -> Project {
    let project = Project::from_files([("Code.ts", code)]).expect("a project");
    assert_eq!(project.syntax_errors(), [], "{code}");
    project
}

#[test]
fn reads_types() {
    let cases = [
        ("string", "string"),
        ("number", "number"),
        ("boolean", "boolean"),
        ("bigint", "bigint"),
        ("symbol", "symbol"),
        ("unique symbol", "symbol"),
        ("any", "any"),
        ("unknown", "any"),
        ("void", "undefined"),
        ("undefined", "undefined"),
        ("never", "undefined"),
        ("null", "null"),
        ("object", "{[]: any}"),
        ("Object", "any"),
        ("String", "string"),
        ("Function", "function"),
        ("'a'", "string"),
        ("'a' | 'b'", "string"),
        ("1 | -1", "number"),
        ("true", "boolean"),
        ("1n", "bigint"),
        ("`a${string}`", "string"),
        ("string[]", "string[]"),
        ("readonly string[]", "string[]"),
        ("Array<string>", "string[]"),
        ("ReadonlyArray<string[]>", "string[][]"),
        ("(string | null)[]", "(string | null)[]"),
        ("[string, number]", "(string | number)[]"),
        ("[a: string, b?: number]", "(string | number)[]"),
        ("[string, number?]", "(string | number | null)[]"),
        ("[string, ...number[]]", "(string | number)[]"),
        ("[]", "any[]"),
        ("string | number", "string | number"),
        ("string | undefined", "string | undefined"),
        ("string | any", "any"),
        ("{ a: string; b?: number }", "{a: string, b?: number}"),
        (
            "{ readonly a: string, 'b c': number, 1: boolean }",
            "{a: string, b c: number, 1: boolean}",
        ),
        ("{ a }", "{a: any}"),
        ("{ a(): string; b?(): void }", "{a: function, b?: function}"),
        ("{ [key: string]: number }", "{[]: number}"),
        ("{ a: number; [key: string]: number }", "{[]: any}"),
        ("{ (a: string): void }", "function"),
        ("{ [Symbol.iterator]: number }", "{[]: any}"),
        ("{}", "{}"),
        ("{ a: string } & { b: number }", "{a: string, b: number}"),
        ("Item & { b: number }", "any"),
        ("Record<string, number>", "{[]: number}"),
        ("Record<'a' | 'b', string[]>", "{[]: string[]}"),
        ("Partial<{ a: string }>", "{a?: string}"),
        ("Partial<Item>", "{sku?: string, tags?: string[]}"),
        ("Partial<Unknown>", "any"),
        ("Partial<Item>[]", "{sku?: string, tags?: string[]}[]"),
        ("Readonly<Item>", "Item"),
        ("Required<Item>", "any"),
        ("Pick<Item, 'sku'>", "any"),
        ("Promise<string>", "string"),
        ("Promise<void>", "undefined"),
        ("Awaited<Promise<string>>", "string"),
        ("Date", "Date"),
        ("Map<string, number>", "Map"),
        (
            "GoogleAppsScript.Spreadsheet.Sheet",
            "GoogleAppsScript.Spreadsheet.Sheet",
        ),
        ("Item", "Item"),
        ("(a: string) => void", "function"),
        ("new () => Item", "function"),
        ("keyof Item", "any"),
        ("Item['sku']", "any"),
        ("typeof thing", "any"),
        ("Item extends object ? string : number", "any"),
        ("{ [K in 'a' | 'b']: string }", "any"),
        ("import('./item').Item", "any"),
        ("(string)", "string"),
        ("this", "any"),
    ];
    for (ty, expected) in cases {
        let code = format!("interface Item {{ sku: string; tags: string[] }} function f(): {ty} {{}}");
        let project = read(&code);
        let found = project.function("f").unwrap().returns.as_ref().map(written);
        assert_eq!(found.as_deref(), Some(expected), "{ty}");
    }
}

#[test]
fn reads_signatures() {
    let cases = [
        (
            "function f(a: string, b?: number, c = 1) {}",
            "f(a: string, b?: number, c?)",
        ),
        ("function f(a: string = '') {}", "f(a?: string)"),
        (
            "function f(...a: string[]): void {}",
            "f(...a: string): undefined",
        ),
        (
            "function f(...a: [string, number]) {}",
            "f(...a: string | number)",
        ),
        ("function f({ a }: { a: string }) {}", "f({}: {a: string})"),
        (
            "function f<T>(a: T, b: T[]): T { return a }",
            "f(a: any, b: any[]): any",
        ),
        (
            "function f(a: string): a is 'b' { return true }",
            "f(a: string): boolean",
        ),
        (
            "function f(a: string): asserts a is 'b' {}",
            "f(a: string): undefined",
        ),
        (
            "async function f(): Promise<number[]> { return [] }",
            "f(): number[]",
        ),
        ("function* f(): Generator<string> {}", "f(): Generator"),
        ("const f = (a: string): number => 1", "f(a: string): number"),
        (
            "const f = async <T,>(a: T): Promise<string> => ''",
            "f(a: any): string",
        ),
        (
            "/** @param {number} a - the a\n @return {string} */ function f(a: string) {}",
            "f(a: string 'the a'): string",
        ),
        (
            "/** @param a the a\n @returns {number} */ function f(a?: string): string {}",
            "f(a?: string 'the a'): string",
        ),
        ("export const f = (a: string) => a", "f(a: string)"),
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
fn reads_declared_types() {
    let cases = [
        ("type T = string", "string"),
        ("type T<V> = { a: V }", "{a: any}"),
        ("export type T = { a: T | null }", "{a: T | null}"),
        ("interface T { a: string; b?: number }", "{a: string, b?: number}"),
        ("export interface T { a: string }", "{a: string}"),
        ("export default interface T { a: string }", "{a: string}"),
        ("interface T { /** The a. */ a: string }", "{a: string 'The a.'}"),
        (
            "interface T { a: string } interface T { b: number }",
            "{a: string, b: number}",
        ),
        (
            "interface U { b: number } interface T extends U { a: string }",
            "{a: string, b: number}",
        ),
        (
            "interface T extends U { a: string } interface U { b: number }",
            "{a: string, b: number}",
        ),
        (
            "interface U { a: any; b: number } interface T extends U { a: string }",
            "{a: string, b: number}",
        ),
        (
            "interface V { c: null } interface U extends V {} interface T extends U {}",
            "{c: null}",
        ),
        (
            "type U = { b: number } ; interface T extends U { a: string }",
            "{a: string, b: number}",
        ),
        ("interface T extends Unknown { a: string }", "any"),
        (
            "interface T extends U { a: string } interface U extends T { b: string }",
            "{a: string, b: string}",
        ),
        ("interface T extends Record<string, number> {}", "any"),
        ("interface T { [key: string]: number }", "{[]: number}"),
        ("interface T { a: string; [key: string]: string }", "{[]: any}"),
        ("interface T { (a: string): void }", "function"),
        (
            "interface T extends N.U { a: string } namespace N { export interface U { b: number } }",
            "{a: string, b: number}",
        ),
        (
            "type T = U & { a: string }; interface U { b: number }",
            "{a: string, b: number}",
        ),
        (
            "type T = U & V; type U = { a: string }; type V = { b: number }",
            "{a: string, b: number}",
        ),
        ("type T = U & Unknown; type U = { a: string }", "any"),
        ("type T = U & string; type U = string", "any"),
        ("enum T { A, B }", "number"),
        ("enum T { A = 'a', B = 'b' }", "string"),
        ("enum T { A = 'a', B = 1 }", "string | number"),
        ("const enum T { A = 1 << 2 }", "any"),
        ("declare enum T { A }", "number"),
        ("declare global { interface T { a: string } }", "{a: string}"),
        ("type T = Partial<U>; interface U { a: string }", "{a?: string}"),
        ("/** @typedef {{a: number}} T */", "{a: number}"),
    ];
    for (code, expected) in cases {
        let project = read(code);
        assert_eq!(
            project.named_type("T").map(written).as_deref(),
            Some(expected),
            "{code}"
        );
    }
}

#[test]
fn types_come_from_all_files() {
    let project = Project::from_files([
        (
            "Code.gs",
            "/** @param {Item} item\n @return {Models.Kind} */ function f(item) {}",
        ),
        (
            "types.d.ts",
            "interface Item extends Base { a: string }\ndeclare function g(): void;",
        ),
        (
            "models.ts",
            "export interface Base { b: Models.Kind }\nnamespace Models { export enum Kind { A = 'a' } }",
        ),
    ])
    .expect("a project");
    assert_eq!(project.syntax_errors(), []);
    assert_eq!(
        project.named_type("Item").map(written).as_deref(),
        Some("{a: string, b: Models.Kind}")
    );
    assert_eq!(
        project.named_type("Models.Kind").map(written).as_deref(),
        Some("string")
    );
    assert_eq!(project.named_type("Kind"), None);
    assert_eq!(project.function("g"), None, "a declaration is no function");
}

#[test]
fn types_that_nest_too_deeply_may_be_anything() {
    let cases = [
        ("Array<", "string", ">"),
        ("(", "string", ")"),
        ("{ a: ", "string", "}"),
        ("[", "string", "]"),
        ("", "string", "[]"),
        ("", "string", "['a']"),
        ("keyof ", "string", ""),
        ("() => ", "string", ""),
        ("string | ", "string", ""),
        ("N.", "string", ""),
    ];
    for (before, inner, after) in cases {
        for times in [3, 100, 900] {
            let ty = format!("{}{inner}{}", before.repeat(times), after.repeat(times));
            let project = read(&format!("function f(): {ty} {{}}"));
            assert!(
                project.function("f").unwrap().returns.is_some(),
                "{before}{after}"
            );
        }
    }
}

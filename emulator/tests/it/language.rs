//! What scripts see of the language: V8's messages and stacks, and what Apps Script lacks.

use std::fmt::Write as _;

use apps_script_emulator::Emulator;
use serde_json::{Value, json};

use crate::calling::{of_files, run};

/// Code that throws, and what V8 says.
const MESSAGES: &[(&str, &str)] = &[
    ("const o = {}; o.foo();", "TypeError: o.foo is not a function"),
    (
        "const o = {}, x = 1; o.foo(x, x);",
        "TypeError: o.foo is not a function",
    ),
    (
        "const o = { a: {} }; o.a.foo(1, 2);",
        "TypeError: o.a.foo is not a function",
    ),
    ("let u; u();", "TypeError: u is not a function"),
    ("const o = {}; o['foo']();", "TypeError: o.foo is not a function"),
    (
        "const o = [[]]; o[0][1]();",
        "TypeError: o[0][1] is not a function",
    ),
    ("'abc'.foo();", "TypeError: \"abc\".foo is not a function"),
    (
        "[].concat().foo();",
        "TypeError: [].concat(...).foo is not a function",
    ),
    ("this.absent();", "TypeError: this.absent is not a function"),
    ("({}).foo();", "TypeError: {}.foo is not a function"),
    ("const o = {}; o.foo`x`;", "TypeError: o.foo is not a function"),
    (
        "Session.getActiveUser().getEmail().foo();",
        "TypeError: Session.getActiveUser(...).getEmail(...).foo is not a function",
    ),
    ("let u; new u();", "TypeError: u is not a constructor"),
    ("const o = {}; new o.A();", "TypeError: o.A is not a constructor"),
    ("new Symbol();", "TypeError: Symbol is not a constructor"),
    (
        "undefined.x;",
        "TypeError: Cannot read properties of undefined (reading 'x')",
    ),
    (
        "let u = null; u[0];",
        "TypeError: Cannot read properties of null (reading '0')",
    ),
    (
        "let u; u.x = 1;",
        "TypeError: Cannot set properties of undefined (setting 'x')",
    ),
    (
        "const o = {}; o.a.b();",
        "TypeError: Cannot read properties of undefined (reading 'b')",
    ),
    ("absent;", "ReferenceError: absent is not defined"),
    (
        "z; let z = 1;",
        "ReferenceError: Cannot access 'z' before initialization",
    ),
    (
        "const c = 1; c = 2;",
        "TypeError: Assignment to constant variable.",
    ),
    (
        "'use strict'; const o = Object.freeze({ a: 1 }); o.a = 2;",
        "TypeError: Cannot assign to read only property 'a' of object '#<Object>'",
    ),
    (
        "'use strict'; const o = Object.freeze({}); o.q = 2;",
        "TypeError: Cannot add property q, object is not extensible",
    ),
    (
        "'use strict'; const o = { get a() { return 1; } }; o.a = 2;",
        "TypeError: Cannot set property a of #<Object> which has only a getter",
    ),
    ("for (const x of 5) { x; }", "TypeError: 5 is not iterable"),
    (
        "const o = {}; for (const x of o) { x; }",
        "TypeError: o is not iterable",
    ),
    (
        "const f = () => 5; const [a] = f();",
        "TypeError: f is not a function or its return value is not iterable",
    ),
    (
        "const [a] = undefined;",
        "TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    ("const o = {}; [...o];", "TypeError: o is not iterable"),
    (
        "let u; Math.max(...u);",
        "TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function",
    ),
    (
        "new Map(5);",
        "TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "const { a } = null;",
        "TypeError: Cannot destructure property 'a' of 'null' as it is null.",
    ),
    (
        "const o = {}; const { a } = o.b;",
        "TypeError: Cannot destructure property 'a' of 'o.b' as it is undefined.",
    ),
    (
        "const f = ({ a }) => a; f();",
        "TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.",
    ),
    (
        "class K {} K();",
        "TypeError: Class constructor K cannot be invoked without 'new'",
    ),
    (
        "Promise();",
        "TypeError: Promise constructor cannot be invoked without 'new'",
    ),
    ("Map();", "TypeError: Constructor Map requires 'new'"),
    (
        "new Promise();",
        "TypeError: Promise resolver undefined is not a function",
    ),
    (
        "[].reduce((a, b) => a);",
        "TypeError: Reduce of empty array with no initial value",
    ),
    ("[1].map();", "TypeError: undefined is not a function"),
    ("[1].find();", "TypeError: undefined is not a function"),
    (
        "Array.prototype.findLast.call(null, String);",
        "TypeError: Array.prototype.findLast called on null or undefined",
    ),
    (
        "[1].sort(5);",
        "TypeError: The comparison function must be either a function or undefined",
    ),
    ("new Array(-1);", "RangeError: Invalid array length"),
    ("const a = []; a.length = -1;", "RangeError: Invalid array length"),
    ("'x'.repeat(-1);", "RangeError: Invalid count value: -1"),
    ("'x'.repeat(2 ** 30);", "RangeError: Invalid string length"),
    (
        "(1).toFixed(101);",
        "RangeError: toFixed() digits argument must be between 0 and 100",
    ),
    (
        "(1).toString(1);",
        "RangeError: toString() radix argument must be between 2 and 36",
    ),
    ("new Date(NaN).toISOString();", "RangeError: Invalid time value"),
    (
        "Object.keys(null);",
        "TypeError: Cannot convert undefined or null to object",
    ),
    (
        "Object.defineProperty(1, 'a', {});",
        "TypeError: Object.defineProperty called on non-object",
    ),
    (
        "const o = Object.freeze({ a: 1 }); Object.defineProperty(o, 'a', { value: 2 });",
        "TypeError: Cannot redefine property: a",
    ),
    (
        "'a' in 'b';",
        "TypeError: Cannot use 'in' operator to search for 'a' in b",
    ),
    (
        "let u; ({}) instanceof u;",
        "TypeError: Right-hand side of 'instanceof' is not an object",
    ),
    (
        "Symbol() + '';",
        "TypeError: Cannot convert a Symbol value to a string",
    ),
    (
        "1n + 1;",
        "TypeError: Cannot mix BigInt and other types, use explicit conversions",
    ),
    (
        "JSON.stringify(1n);",
        "TypeError: Do not know how to serialize a BigInt",
    ),
    (
        "JSON.parse('<html>');",
        "SyntaxError: Unexpected token '<', \"<html>\" is not valid JSON",
    ),
    (
        "JSON.parse(undefined);",
        "SyntaxError: \"undefined\" is not valid JSON",
    ),
    ("JSON.parse('');", "SyntaxError: Unexpected end of JSON input"),
    ("(0, eval)('1 +');", "SyntaxError: Unexpected end of input"),
    ("decodeURIComponent('%');", "URIError: URI malformed"),
    (
        "(function f() { f(); })();",
        "RangeError: Maximum call stack size exceeded",
    ),
    (
        "class A {} class B extends A { constructor() { this.x; } } new B();",
        "ReferenceError: Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
    ),
    (
        "const text = 'not a function'; throw new TypeError(text);",
        "TypeError: not a function",
    ),
    (
        "throw new TypeError('not a function');",
        "TypeError: not a function",
    ),
    (
        "class MyError extends Error {} throw new MyError('invalid array length');",
        "Error: invalid array length",
    ),
];

#[tokio::test]
async fn messages_are_v8s_for_the_scripts_own_catch_too() {
    let mut code = String::from("const throwing = [\n");
    for (body, _) in MESSAGES {
        writeln!(code, "function () {{ {body} }},").unwrap();
    }
    code.push_str("];\nfunction thrown(number) { throwing[number].call({}); }\n");
    code.push_str("function caught(throwing_) { try { throwing_.call({}); } catch (e) { return `${e.name}: ${e.message}`; } }\n");
    code.push_str("function allCaught() { return throwing.map(caught); }");
    let (_folder, emulator) = of_files(&[("Code.gs", &code)]).await;
    let caught = run(&emulator, "allCaught", json!([])).await["response"]["result"].clone();
    for ((body, expected), caught) in MESSAGES.iter().zip(caught.as_array().unwrap()) {
        assert_eq!(caught, expected, "{body}");
    }
    for number in (0..MESSAGES.len()).step_by(10) {
        let answer = run(&emulator, "thrown", json!([number])).await;
        assert_eq!(answer["error"]["details"][0]["errorMessage"], MESSAGES[number].1);
    }
}

/// Code that throws, and what V8 says. Where what this engine knows leaves several calls to blame, none is named.
const BLAMED: &[(&str, &str)] = &[
    (
        "const c = {}; c.appendRow([new Date()]);",
        "c.appendRow is not a function",
    ),
    (
        "const c = {}, o = {}; c.fn(JSON.stringify(o));",
        "c.fn is not a function",
    ),
    (
        "const c = { rows: {} }; c.rows.filter(r => r[0]).map(r => r);",
        "c.rows.filter is not a function",
    ),
    (
        "const c = { rows: [1] }; c.rows.filter(r => r).mapp(r => r);",
        "c.rows.filter(...).mapp is not a function",
    ),
    (
        "const s = { getRange() { return {}; } }; s.getRange('A1').getVale();",
        "s.getRange(...).getVale is not a function",
    ),
    (
        "const s = {}; s.getRange('A1').getValue();",
        "s.getRange is not a function",
    ),
    (
        "const a = { b() { return {}; } }; a.b(1).c(2).d(3);",
        "a.b(...).c is not a function",
    ),
    (
        "const list = [], row = {}; list.push(row.getVlaue(1));",
        "row.getVlaue is not a function",
    ),
    ("const o = {}; Logger.log(o.foo());", "o.foo is not a function"),
    (
        "const o = {}; console.log('x ' + o.foo());",
        "o.foo is not a function",
    ),
    ("const o = {}; parseInt(o.foo(), 10);", "o.foo is not a function"),
    (
        "const o = {}; o.foo(parseInt('1', 10));",
        "o.foo is not a function",
    ),
    (
        "const o = {}; o.foo(Utilities.getUuid());",
        "o.foo is not a function",
    ),
    (
        "const o = {}; o.foo(Session.getActiveUser());",
        "o.foo is not a function",
    ),
    (
        "const o = {}; Session.getActivUser(o.x);",
        "Session.getActivUser is not a function",
    ),
    (
        "const o = {}; SpreadsheetApp.create(o.title());",
        "o.title is not a function",
    ),
    ("const o = {}; o.foo(new Map());", "o.foo is not a function"),
    (
        "const o = {}, s = 'x'; o.foo(s.trim());",
        "o.foo is not a function",
    ),
    ("const o = {}; o.foo(elsewhere(1));", "o.foo is not a function"),
    ("const o = {}; elsewhere(o.foo(1));", "o.foo is not a function"),
    (
        "const o = {}, U = { f(x) {} }; U.f(o.foo(1));",
        "o.foo is not a function",
    ),
    ("const o = {}; o.foo(x => x.y());", "o.foo is not a function"),
    (
        "const o = { f(g) { g({}); } }; o.f(x => x.y(1));",
        "x.y is not a function",
    ),
    (
        "const o = {}; throw new Error('x ' + o.foo());",
        "o.foo is not a function",
    ),
    (
        "const o = {}; throw new TypeError('x ' + o.foo());",
        "o.foo is not a function",
    ),
    (
        "let o; throw new Error('x ' + o.id);",
        "Cannot read properties of undefined (reading 'id')",
    ),
    (
        "const o = {}; throw new TypeError('x ' + o.a.id);",
        "Cannot read properties of undefined (reading 'id')",
    ),
    ("const o = {}; throw new TypeError([...o]);", "o is not iterable"),
    (
        "const o = {}; o.foo({ at: new Date(), n: Number('1') });",
        "o.foo is not a function",
    ),
    ("const o = {}; new Map(o.foo());", "o.foo is not a function"),
    (
        "const o = {}; new o.Foo(String(1));",
        "o.Foo is not a constructor",
    ),
    ("[1].map('a');", "a is not a function"),
    ("[1].map({});", "#<Object> is not a function"),
    (
        "const o = {}; const [x] = o.y;",
        "undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    (
        "const o = { y: null }; const [x] = o.y;",
        "object null is not iterable (cannot read property Symbol(Symbol.iterator))",
    ),
    // In doubt.
    (
        "const list = {}, row = {}; list.push(row.get(1));",
        "(intermediate value) is not a function",
    ),
    (
        "const o = {}; o.f(1)(2);",
        "(intermediate value) is not a function",
    ),
    // What is in no file.
    (
        "elsewhere(new Function('o', 'o.foo(1)')({}));",
        "(intermediate value) is not a function",
    ),
    (
        "elsewhere((0, eval)('({}).foo(1)'));",
        "(intermediate value) is not a function",
    ),
    (
        "elsewhere(new Function('const [a] = 5')());",
        "(intermediate value) is not iterable",
    ),
];

#[tokio::test]
async fn only_the_call_that_failed_is_named() {
    let mut files = vec![(
        "Elsewhere.gs".to_owned(),
        "function elsewhere(x) { return x; }".to_owned(),
    )];
    for (number, (body, _)) in BLAMED.iter().enumerate() {
        let code = format!(
            "function blamed{number}() {{\n  try {{ {body} }} catch (e) {{ return `${{e.name}}: ${{e.message}}`; }}\n}}"
        );
        files.push((format!("Blamed{number}.gs"), code));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, code)| (name.as_str(), code.as_str()))
        .collect();
    let (_folder, emulator) = of_files(&files).await;
    for (number, (body, expected)) in BLAMED.iter().enumerate() {
        let answer = run(&emulator, &format!("blamed{number}"), json!([])).await;
        let expected = format!("TypeError: {expected}");
        assert_eq!(answer["response"]["result"], expected, "{body}");
    }
}

/// A file, and the place of the failure as V8 gives it.
const PLACED: &[(&str, &str)] = &[
    ("const o = {};\n  const {x} = o.y;", "3:10"),
    ("const o = {};\n\n  const [x] = o.y;", "4:15"),
    ("const o = {};\n  let x;\n  ({ x } = o.y);", "4:6"),
    ("const o = {};\n  let x;\n  [x] = o.y;", "4:9"),
    ("const o = { a: {} };\n  return o\n    .a\n    .b\n    .c;", "6:6"),
    ("const o = {};\n  o\n    .a\n    .b = 5;", "5:6"),
    ("const o = {};\n  return o\n    .foo();", "4:6"),
    (
        "const o = { foo: () => o };\n  return o\n    .foo()\n    .bar();",
        "5:6",
    ),
    ("const o = {};\n  for (const k of\n    o.rows) {}", "4:7"),
    (
        "const o = {};\n  for (let i = 0;\n    i < o.rows.length; i++) {}",
        "4:16",
    ),
    ("const o = {};\n  const all = [\n    ...o.rows,\n  ];", "4:10"),
    ("const o = {};\n  if (true) {\n    null\n      .x;\n  }", "5:8"),
    ("const f = (a,\n    { b }) => a;\n  f({});", "3:7"),
    ("throw new Error(\n    'x');", "2:9"),
    (
        "const o = { f: () => { throw new Error('x'); } };\n  o\n    .f(\n      1);",
        "2:32",
    ),
];

#[tokio::test]
async fn a_failure_has_its_own_line() {
    let code = |number: usize, body: &str| {
        format!(
            "function placed{number}() {{\n  {body}\n}}\nfunction stack{number}() {{\n  try {{ placed{number}(); }} catch (e) {{ return e.stack; }}\n}}"
        )
    };
    let files = PLACED.iter().enumerate();
    let files: Vec<_> = files
        .map(|(number, (body, _))| (format!("Placed{number}.gs"), code(number, body)))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, code)| (name.as_str(), code.as_str()))
        .collect();
    let (_folder, emulator) = of_files(&files).await;
    for (number, (body, expected)) in PLACED.iter().enumerate() {
        let answer = run(&emulator, &format!("stack{number}"), json!([])).await;
        let stack = answer["response"]["result"].as_str().unwrap();
        let place = stack.lines().nth(1).and_then(|line| line.split_once(':'));
        let place = place.map(|(_, place)| place.trim_end_matches(')'));
        assert_eq!(place, Some(*expected), "{body}: {stack}");
        let answer = run(&emulator, &format!("placed{number}"), json!([])).await;
        let frames = &answer["error"]["details"][0]["scriptStackTraceElements"];
        let line = frames[0]["lineNumber"].to_string();
        assert_eq!(
            Some(line.as_str()),
            expected.split(':').next(),
            "{body}: {answer}"
        );
    }
}

#[tokio::test]
async fn calls_that_go_too_deep_have_a_stack_that_is_a_text() {
    let code = "function deep() { return 1 + deep(); }
                function stackOfDeep() { try { deep(); } catch (e) { return [e.stack, `${e}`]; } }";
    let (_folder, emulator) = of_files(&[("Code.gs", code)]).await;
    let answer = run(&emulator, "stackOfDeep", json!([])).await;
    let text = "RangeError: Maximum call stack size exceeded";
    assert_eq!(answer["response"]["result"], json!([text, text]));
}

const STACKS: &str = "class Stock {
  constructor(sku) {
    if (!sku) throw new Error('no sku');
  }
  adjust() { return this.absent(); }
  get level() { throw new RangeError('level'); }
  static load() { return null.x; }
}
const Store = {
  find() { throw new Error('find'); },
  each: function () { [1].forEach(() => this.find()); },
};
class StockError extends Error {
  constructor(message) {
    super(message);
    this.name = 'StockError';
  }
}
function construct() { new Stock(); }
function method() {
  new Stock('a').adjust();
}
function getter() { return new Stock('a').level; }
function statically() { Stock.load(); }
function inObject() { Store.each(); }
function own() { throw new StockError('empty'); }
async function awaited() { await null; own(); }
function stack() { try { construct(); } catch (e) { return e.stack; } }
function ownStack() { try { own(); } catch (e) { return e.stack; } }
function nativeStack() { try { JSON.parse('{'); } catch (e) { return e.stack.split('\\n').slice(1); } }
function limited() { Error.stackTraceLimit = 1; return stack(); }
function captured() { const o = {}; Error.captureStackTrace(o); return o.stack.split(':')[0]; }
function settable() { const e = new Error('x'); e.stack = 5; return [e.stack, Object.hasOwn(e, 'stack')]; }
function lines(x) {
  construct(
    x,
    x
  );
}
function hidden() { return [typeof Error.prepareStackTrace, Error.stackTraceLimit, Object.keys(new Error('x'))]; }
";

#[tokio::test]
async fn frames_name_methods_and_lines_deepest_first() {
    let (_folder, emulator) = of_files(&[("Code.gs", STACKS)]).await;
    for (function, expected) in [
        ("construct", json!([["new Stock", 3], ["construct", 19]])),
        ("method", json!([["Stock.adjust", 5], ["method", 21]])),
        ("getter", json!([["Stock.get level", 6], ["getter", 23]])),
        ("statically", json!([["Stock.load", 7], ["statically", 24]])),
        (
            "inObject",
            json!([
                ["Object.find", 10],
                ["", 11],
                ["Object.each", 11],
                ["inObject", 25]
            ]),
        ),
        (
            "lines",
            json!([["new Stock", 3], ["construct", 19], ["lines", 35]]),
        ),
        ("own", json!([["own", 26]])),
        ("awaited", json!([["own", 26], ["awaited", 27]])),
    ] {
        let answer = run(&emulator, function, json!([])).await;
        let frames = answer["error"]["details"][0]["scriptStackTraceElements"]
            .as_array()
            .unwrap();
        let frames: Vec<Value> = frames
            .iter()
            .map(|frame| json!([frame["function"], frame["lineNumber"]]))
            .collect();
        assert_eq!(Value::Array(frames), expected, "{function}");
    }
}

#[tokio::test]
async fn stacks_are_written_as_v8_writes_them() {
    let (_folder, emulator) = of_files(&[("Code.gs", STACKS)]).await;
    let top = "    at __GS_INTERNAL_top_function_call__.gs:1:8";
    for (function, expected) in [
        (
            "stack",
            json!(format!(
                "Error: no sku\n    at new Stock (Code:3:21)\n    at construct (Code:19:24)\n    at stack (Code:28:26)\n{top}"
            )),
        ),
        (
            "ownStack",
            json!(format!(
                "Error: empty\n    at own (Code:26:24)\n    at ownStack (Code:29:29)\n{top}"
            )),
        ),
        (
            "nativeStack",
            json!([
                "    at JSON.parse (<anonymous>)",
                "    at nativeStack (Code:30:37)",
                top
            ]),
        ),
        ("limited", json!("Error: no sku\n    at new Stock (Code:3:21)")),
        ("captured", json!("Error\n    at captured (Code")),
        ("settable", json!([5, true])),
        ("hidden", json!(["undefined", 10, []])),
    ] {
        let answer = run(&emulator, function, json!([])).await;
        assert_eq!(answer["response"]["result"], expected, "{function}: {answer}");
    }
}

/// What belongs to browsers and to Node, and what only this engine has.
const ABSENT: &[&str] = &[
    "AbortController",
    "Blob",
    "Buffer",
    "DOMException",
    "DisposableStack",
    "EventTarget",
    "File",
    "FormData",
    "Headers",
    "InternalError",
    "ReadableStream",
    "Request",
    "Response",
    "SubtleCrypto",
    "SuppressedError",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "URLSearchParams",
    "WritableStream",
    "XMLHttpRequest",
    "atob",
    "btoa",
    "clearInterval",
    "clearTimeout",
    "crypto",
    "document",
    "exports",
    "fetch",
    "global",
    "localStorage",
    "module",
    "navigator",
    "os",
    "performance",
    "print",
    "process",
    "queueMicrotask",
    "require",
    "scriptArgs",
    "self",
    "setImmediate",
    "setInterval",
    "setTimeout",
    "std",
    "structuredClone",
    "window",
];

const PRESENT: &[&str] = &[
    "AggregateError",
    "ArrayBuffer",
    "BigInt",
    "DataView",
    "Float64Array",
    "Logger",
    "Map",
    "Promise",
    "Proxy",
    "Reflect",
    "Set",
    "Symbol",
    "Uint8Array",
    "WeakMap",
    "WeakRef",
    "console",
    "decodeURIComponent",
    "encodeURIComponent",
    "escape",
    "globalThis",
    "unescape",
    "WebAssembly",
];

#[tokio::test]
async fn the_global_scope_has_what_apps_script_has() {
    let code = "function kinds(names) { return names.map((name) => typeof globalThis[name]); }
                function inScope() { return [typeof setTimeout, typeof WebAssembly]; }";
    let (_folder, emulator) = of_files(&[("Code.gs", code)]).await;
    let kinds = run(&emulator, "kinds", json!([ABSENT])).await["response"]["result"].clone();
    for (name, kind) in ABSENT.iter().zip(kinds.as_array().unwrap()) {
        assert_eq!(kind, "undefined", "{name}");
    }
    let kinds = run(&emulator, "kinds", json!([PRESENT])).await["response"]["result"].clone();
    for (name, kind) in PRESENT.iter().zip(kinds.as_array().unwrap()) {
        assert_ne!(kind, "undefined", "{name}");
    }
    let answer = run(&emulator, "inScope", json!([])).await;
    assert_eq!(answer["response"]["result"], json!(["undefined", "object"]));
}

#[tokio::test]
async fn what_was_there_before_the_script_is_no_function_of_it() {
    let code = "function escape(text) { return `own ${text}`; } const Stock = { count: () => 3 };";
    let (_folder, emulator) = of_files(&[("Code.gs", code)]).await;
    for name in [
        "parseInt",
        "console.log",
        "Object.keys",
        "Utilities.getUuid",
        "unescape",
    ] {
        let answer = run(&emulator, name, json!(["1"])).await;
        let expected = format!("Script function not found: {name}");
        assert_eq!(answer["error"]["details"][0]["errorMessage"], expected);
    }
    assert_eq!(
        run(&emulator, "escape", json!(["x"])).await["response"]["result"],
        "own x"
    );
    assert_eq!(
        run(&emulator, "Stock.count", json!([])).await["response"]["result"],
        3
    );
}

#[tokio::test]
async fn promises_settle_before_the_answer() {
    let code = "
        let steps = [];
        async function steps3() { for (const step of [1, 2, 3]) { await null; steps.push(step); } return steps; }
        function thenable() { return Promise.resolve(1).then((x) => x + 1).finally(() => {}); }
        async function rejects() { await null; throw new RangeError('late'); }
        function never() { return new Promise(() => {}); }
        function forgotten() { rejects(); return 'fine'; }
        async function all() { return Promise.all([1, thenable(), steps3()]); }
    ";
    let (_folder, emulator) = of_files(&[("Code.gs", code)]).await;
    for (function, result) in [
        ("steps3", json!([1, 2, 3])),
        ("thenable", json!(2)),
        ("forgotten", json!("fine")),
        ("all", json!([1, 2, [1, 2, 3]])),
    ] {
        assert_eq!(
            run(&emulator, function, json!([])).await["response"]["result"],
            result,
            "{function}"
        );
    }
    let answer = run(&emulator, "never", json!([])).await;
    assert_eq!(answer["response"].get("result"), None);
    let answer = run(&emulator, "rejects", json!([])).await;
    assert_eq!(answer["error"]["details"][0]["errorMessage"], "RangeError: late");
}

#[tokio::test]
async fn syntax_errors_are_told_at_the_start_in_v8s_words() {
    for (code, expected) in [
        (
            "function a() {\n  return 1 +;\n}",
            "Code.gs:2: Unexpected token ';'",
        ),
        (
            "let a;\nlet a;",
            "Code.gs:2: Identifier 'a' has already been declared",
        ),
        ("var a b;", "Code.gs:1: Unexpected identifier 'b'"),
        ("function a() {", "Code.gs:1: Unexpected end of input"),
        (
            "import x from 'y';",
            "Code.gs:1: Cannot use import statement outside a module",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("Code.gs"), code).unwrap();
        let started = Emulator::builder().project(folder.path()).start().await;
        let error = started.unwrap_err().to_string();
        assert!(error.contains(expected), "{code}: {error}");
    }
}

/// What `find` and its like see and say, by the specification and as V8 shows it.
const SEARCHES: &str = "function searched() {
  const seen = [];
  const note = function (...values) { seen.push([values.length, this?.own ?? null]); };
  [1].find(note);
  [1].findLast(note, { own: 'given' });
  const likeList = { length: '2.5', 0: 'a', 2: 'c' };
  const find = Array.prototype.find;
  const stackOf = () => { try { [1].find(() => { throw new Error('x'); }); } catch (error) { return error.stack; } };
  return [
    seen,
    [1, 2, 3].find((one) => one > 1),
    [1, 2, 3].findLast((one) => one > 1),
    [1, 2, 3].findIndex((one) => one > 1),
    [1, 2, 3].findLastIndex((one) => one > 1),
    [[].find(Boolean) === undefined, [].findIndex(Boolean), [].findLastIndex(Boolean)],
    [, 1].findIndex((one) => one === undefined),
    Array.prototype.findLastIndex.call(likeList, (one) => one === undefined),
    find.call(likeList, (one) => one === 'c') === undefined,
    find.call('ab', (one) => one > 'a'),
    find.call({ length: -1, 0: 1 }, () => true) === undefined,
    [find.name, find.length, Object.keys(Object.getOwnPropertyDescriptor(Array.prototype, 'find'))],
    Object.keys(Array.prototype).length,
    stackOf().split('\\n')[2],
  ];
}";

#[tokio::test]
async fn lists_are_searched_as_the_specification_says() {
    let (_folder, emulator) = of_files(&[("Code.gs", SEARCHES)]).await;
    let answer = run(&emulator, "searched", json!([])).await;
    let expected = json!([
        [[3, null], [3, "given"]],
        2,
        3,
        1,
        2,
        [true, -1, -1],
        0,
        1,
        true,
        "b",
        true,
        ["find", 1, ["value", "writable", "enumerable", "configurable"]],
        0,
        "    at Array.find (<anonymous>)"
    ]);
    assert_eq!(answer["response"]["result"], expected, "{answer}");
}

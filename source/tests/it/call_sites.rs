//! What stands at the places of a file that an engine names in its messages.

use apps_script_source::{CallKind, CallSites};

/// The place of `«` in a code, and the code without it.
fn marked(code: &str) -> (String, u32, u32) {
    let at = code.find('«').expect("a mark");
    let before = &code[..at];
    let line = before.matches('\n').count() + 1;
    let column = at - before.rfind('\n').map_or(0, |start| start + 1) + 1;
    (code.replace('«', ""), line as u32, column as u32)
}

#[test]
fn a_call_is_found_by_its_place() {
    for (code, kind, callee, arguments) in [
        ("«f(1, 'a')", CallKind::Call, "f", vec!["1", "\"a\""]),
        ("f(«x)", CallKind::Call, "f", vec!["x"]),
        ("f(«g(x))", CallKind::Call, "g", vec!["x"]),
        ("a.b['c'].«d()", CallKind::Call, "a.b.c.d", vec![]),
        (
            "a[i + 1].«d()",
            CallKind::Call,
            "a[(intermediate value)].d",
            vec![],
        ),
        (
            "new «Stock(...all, [1, x])",
            CallKind::New,
            "Stock",
            vec!["[1,x]"],
        ),
        ("(«f)()", CallKind::Call, "f", vec![]),
        ("a?.«b?.()", CallKind::Call, "a?.b", vec![]),
        ("f().«g()", CallKind::Call, "f(...).g", vec![]),
        ("«tag`text`", CallKind::Call, "tag", vec![]),
        (
            "f(null, this, true, -1, !a, { b: c, ...d }, a && b, () => 1)",
            CallKind::Call,
            "f",
            vec![
                "null",
                "this",
                "true",
                "-1",
                "!a",
                "{c(intermediate value)}",
                "(a && b)",
                "(intermediate value)",
            ],
        ),
        ("\n\n  ä.«f()", CallKind::Call, "ä.f", vec![]),
    ] {
        let code = if code.contains('«') {
            code.to_owned()
        } else {
            format!("«{code}")
        };
        let (code, line, column) = marked(&code);
        let sites = CallSites::of(&code);
        let call = sites
            .call_at(line, column)
            .unwrap_or_else(|| panic!("no call in {code}"));
        assert_eq!((call.kind, call.callee.as_str()), (kind, callee), "{code}");
        assert_eq!(call.arguments, arguments, "{code}");
    }
}

#[test]
fn a_call_has_the_place_that_v8_names() {
    for (code, expected) in [
        ("stock.items.«find(1)", (1, 13)),
        ("new «Stock()", (1, 1)),
        ("f(\n  «x)", (1, 1)),
        ("a\n  .b\n  .c(«x)", (3, 4)),
    ] {
        let (code, line, column) = marked(code);
        assert_eq!(
            CallSites::of(&code).start_of_call(line, column),
            Some(expected),
            "{code}"
        );
    }
}

#[test]
fn a_call_is_found_by_the_name_that_it_ends_in() {
    let (code, line, column) = marked("values.sort(f(«1))");
    let sites = CallSites::of(&code);
    let call = sites
        .call_of("sort", line, column)
        .map(|call| call.callee.as_str());
    assert_eq!(call, Some("values.sort"));
    assert_eq!(sites.call_of("map", line, column), None);
}

#[test]
fn a_method_has_the_name_of_its_class() {
    let code = "class Stock {\n constructor() {}\n adjust() {}\n get total() {}\n set total(x) {}\n}\n\
                const o = { f: function () {}, g() {} };\nfunction adjust() {}\n";
    let sites = CallSites::of(code);
    for (function, line, expected) in [
        ("Stock", 2, Some("new Stock")),
        ("adjust", 3, Some("Stock.adjust")),
        ("get total", 4, Some("Stock.get total")),
        ("set total", 5, Some("Stock.set total")),
        ("f", 7, Some("Object.f")),
        ("g", 7, Some("Object.g")),
        ("adjust", 8, None),
        ("adjust", 0, None),
        ("adjust", 99, None),
    ] {
        assert_eq!(
            sites.method_at(function, line),
            expected,
            "{function} in line {line}"
        );
    }
}

#[test]
fn what_is_iterated_is_told_with_where_it_came_from() {
    for (code, value, called, spread_into_call) in [
        ("for (const x of «values) {}", "values", None, false),
        ("«const [a] = values;", "values", None, false),
        ("«[...f(1)]", "f(...)", Some("f"), false),
        ("f(«...values)", "values", None, true),
        ("« const a = [...values];", "values", None, false),
    ] {
        let (code, line, column) = marked(code);
        let sites = CallSites::of(&code);
        let found = sites
            .iteration_at(line, column)
            .unwrap_or_else(|| panic!("nothing in {code}"));
        assert_eq!(
            (found.value.as_str(), found.called.as_deref()),
            (value, called),
            "{code}"
        );
        assert_eq!(found.spread_into_call, spread_into_call, "{code}");
    }
}

#[test]
fn what_is_taken_apart_or_assigned_or_searched_is_told() {
    let sites = CallSites::of(
        "const { a, b } = value;\nfunction f({ c }) {}\nx.y = 1; x['z'] = 2; x[i] = 3;\n'k' in value;",
    );
    let destructuring = |line, column| {
        let found = sites.destructuring_at(line, column)?;
        Some((found.property.as_deref(), found.value.as_deref()))
    };
    assert_eq!(destructuring(1, 7), Some((Some("a"), Some("value"))));
    assert_eq!(destructuring(2, 12), Some((Some("c"), None)));
    let assigned: Vec<_> = [1, 10, 22].map(|column| sites.assigned_at(3, column)).into();
    assert_eq!(assigned, [Some("y"), Some("z"), Some("i")]);
    let operands = sites
        .in_operands_at(4, 1)
        .map(|found| (found.left.as_str(), found.right.as_str()));
    assert_eq!(operands, Some(("k", "value")));
}

#[test]
fn a_text_that_cannot_be_parsed_is_still_split() {
    for code in ["f( +\nä", "f(".repeat(5_000).as_str()] {
        let sites = CallSites::of(code);
        assert_eq!(sites.call_at(1, 1), None);
        assert_eq!(sites.split_at(1, 3).map(|(before, _)| before), Some("f("));
    }
    let sites = CallSites::of("f( +\nä");
    for (line, column) in [(0, 0), (0, 1), (2, 2), (3, 1), (1, 99), (u32::MAX, u32::MAX)] {
        assert_eq!(sites.split_at(line, column), None, "{line}:{column}");
        assert_eq!(sites.start_of_call(line, column), None, "{line}:{column}");
    }
}

#[test]
fn long_chains_and_deep_nesting_are_read() {
    for code in [
        format!("a{}", ".b()".repeat(30_000)),
        format!("a{}", "[0]".repeat(30_000)),
        format!("f({}1{})", "[".repeat(900), "]".repeat(900)),
        format!("f({}1)", "a || ".repeat(30_000)),
        format!("f(1{})", " + 1".repeat(30_000)),
        format!("{}1{}", "f(".repeat(900), ")".repeat(900)),
        format!("{}{}", "if (a) f(); else ".repeat(9_000), "f();"),
    ] {
        let sites = CallSites::of(&code);
        let end = u32::try_from(code.len()).unwrap();
        // That it comes back is enough: what nests too deeply may be left out.
        let _ = (
            sites.call_at(1, end - 1),
            sites.call_at(1, 1),
            sites.start_of_call(1, 1),
        );
    }
}

//! What stands at the places of a file that an engine names in its messages.

use apps_script_source::{CallKind, CallSite, CallSites, Callee, IterationKind, Position, PropertyAccess};

/// The place of `«` in a code, and the code without it.
fn marked(code: &str) -> (String, Position) {
    let at = code.find('«').expect("a mark");
    let before = &code[..at];
    let line = before.matches('\n').count() + 1;
    let column = at - before.rfind('\n').map_or(0, |start| start + 1) + 1;
    let place = Position {
        line: line as u32,
        column: column as u32,
    };
    (code.replace('«', ""), place)
}

#[test]
fn a_call_is_found_by_the_place_that_the_engine_gives() {
    for (code, kind, callee, arguments) in [
        ("f(«x)", CallKind::Call, "f", vec!["x"]),
        ("a.b['c'].«d()", CallKind::Call, "a.b.c.d", vec![]),
        (
            "a[i + 1].«d()",
            CallKind::Call,
            "a[(intermediate value)].d",
            vec![],
        ),
        (
            "new Stock(...all, [1, «x])",
            CallKind::New,
            "Stock",
            vec!["[1,x]"],
        ),
        ("(«f)()", CallKind::Call, "f", vec![]),
        ("a?.«b?.()", CallKind::Call, "a?.b", vec![]),
        ("f().«g()", CallKind::Call, "f(...).g", vec![]),
        ("«tag`text`", CallKind::Call, "tag", vec![]),
        (
            "f(null, this, true, -1, !a, { b: c, ...d }, a && «b, () => 1)",
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
        ("ä.«f()", CallKind::Call, "ä.f", vec![]),
        ("a.b(1).«c(2)", CallKind::Call, "a.b(...).c", vec!["2"]),
        ("a.«b(1).c(2)", CallKind::Call, "a.b", vec!["1"]),
        ("a.b(/* no */ «'x y').c()", CallKind::Call, "a.b", vec!["\"x y\""]),
        (
            "a.«b('x y', / z/, `t u`).c(d)",
            CallKind::Call,
            "a.b",
            vec!["\"x y\"", "(intermediate value)", "(intermediate value)"],
        ),
        (
            "rows.filter(«r => r[0]).map(f)",
            CallKind::Call,
            "rows.filter",
            vec!["(intermediate value)"],
        ),
        (
            "rows.filter(r => r[0]).map(«f)",
            CallKind::Call,
            "rows.filter(...).map",
            vec!["f"],
        ),
        ("rows.filter(r => r.«ok()).map(f)", CallKind::Call, "r.ok", vec![]),
    ] {
        // The engine counts the columns of the first line in another way.
        let (code, place) = marked(&format!("\n  {code}"));
        let sites = CallSites::of(&code);
        let [call] = sites.calls_at(place)[..] else {
            panic!("not one call in {code}: {:?}", sites.calls_at(place));
        };
        assert_eq!((call.kind, call.callee.as_str()), (kind, callee), "{code}");
        assert_eq!(call.arguments, arguments, "{code}");
    }
}

#[test]
fn calls_of_one_place_are_all_found_in_their_order() {
    for (code, callees) in [
        ("list.push(row.get(«x))", vec!["row.get", "list.push"]),
        ("c.appendRow([new «Date()])", vec!["Date", "c.appendRow"]),
        ("c.f(JSON.stringify(«o))", vec!["JSON.stringify", "c.f"]),
        ("throw new Error('x ' + «o.f(1))", vec![]),
        ("throw new Error('x ' + o.«f(1))", vec!["o.f", "Error"]),
        ("a(1) + «b", vec![]),
        ("«a.b.c", vec![]),
    ] {
        let (code, place) = marked(&format!("\n  {code}"));
        let sites = CallSites::of(&code);
        let found: Vec<&str> = sites
            .calls_at(place)
            .iter()
            .map(|call| call.callee.as_str())
            .collect();
        assert_eq!(found, callees, "{code}");
    }
}

#[test]
fn the_first_line_has_columns_of_its_own() {
    for (code, column, callee) in [("f()", 1, "f"), ("  a.b()", 4, "a.b"), ("a.b(c)", 5, "a.b")] {
        let sites = CallSites::of(code);
        let calls = sites.calls_at(Position { line: 1, column });
        assert_eq!(
            calls.first().map(|call| call.callee.as_str()),
            Some(callee),
            "{code}"
        );
    }
}

#[test]
fn a_call_has_the_place_that_v8_names() {
    for (code, expected) in [
        ("stock.items.«find(1)", (2, 13)),
        ("new «Stock()", (2, 1)),
        ("f(\n  «x)", (2, 1)),
        ("a\n  .b\n  .c(«x)", (4, 4)),
    ] {
        let (code, place) = marked(&format!("\n{code}"));
        let sites = CallSites::of(&code);
        let places: Vec<_> = sites.calls_at(place).iter().map(|call| call.place).collect();
        let (line, column) = expected;
        assert_eq!(places, [Position { line, column }], "{code}");
    }
}

#[test]
fn what_a_file_shows_of_a_callee() {
    let global = |path: &[&str]| Callee::Global(path.iter().map(|&name| name.to_owned()).collect());
    for (code, shown) in [
        ("f(«x)", global(&["f"])),
        ("JSON.stringify(«x)", global(&["JSON", "stringify"])),
        ("[1].concat(«x)", global(&["Array", "prototype", "concat"])),
        (
            "const list = []; list.push(«x)",
            global(&["Array", "prototype", "push"]),
        ),
        (
            "const seen = new Map(); seen.get(«x)",
            global(&["Map", "prototype", "get"]),
        ),
        ("let list = []; list = null; list.push(«x)", Callee::Unknown),
        (
            "const list = []; function f(list) {} list.push(«x)",
            Callee::Unknown,
        ),
        ("function f() {} f(«x)", Callee::Function),
        ("function f() {} f = 1; f(«x)", Callee::Unknown),
        ("function f(f) {} f(«x)", Callee::Unknown),
        ("const f = () => 1; f(«x)", Callee::Function),
        ("class Stock {} new Stock(«x)", Callee::Function),
        ("const o = { f() {} }; o.f(«x)", Callee::Function),
        ("const o = { f() {} }; o.f = 1; o.f(«x)", Callee::Unknown),
        ("const o = { f() {} }; o.g(«x)", Callee::Unknown),
        ("const JSON = f; JSON.stringify(«x)", Callee::Unknown),
        ("a().f(«x)", Callee::Unknown),
        ("this.f(«x)", Callee::Unknown),
    ] {
        let (code, place) = marked(&format!("\n{code}"));
        let sites = CallSites::of(&code);
        let found: Vec<_> = sites.calls_at(place).iter().map(|call| &call.shown).collect();
        assert_eq!(found, [&shown], "{code}");
    }
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
fn what_is_iterated_is_found_with_where_it_came_from() {
    for (code, value, called, kind) in [
        (
            "for (const x of «values) {}",
            "values",
            None,
            IterationKind::Elements,
        ),
        (
            "const y = «x; const [a] = values;",
            "values",
            None,
            IterationKind::Pattern,
        ),
        ("[...f(«x)]", "f(...)", Some("f"), IterationKind::Elements),
        ("f(...«values)", "values", None, IterationKind::Arguments),
        (
            "function* g() { yield* «values; }",
            "values",
            None,
            IterationKind::Elements,
        ),
        (
            "const y = x; «[a] = values;",
            "values",
            None,
            IterationKind::Pattern,
        ),
    ] {
        let (code, place) = marked(&format!("\n{code}"));
        let sites = CallSites::of(&code);
        let iterations = sites.iterations_at(place);
        let [found] = iterations[..] else {
            panic!("not one iteration in {code}: {iterations:?}");
        };
        assert_eq!(
            (found.value.as_deref(), found.called.as_deref(), found.kind),
            (Some(value), called, kind),
            "{code}"
        );
    }
}

#[test]
fn what_is_read_or_taken_apart_or_assigned_or_searched_is_found() {
    let place = |line, column| Position { line, column };
    let sites = CallSites::of(
        "\nz; const { a, b } = value;\nfunction f({ c }) {}\nx.y = o\n  .p\n  .q;\nx['z'] = w; x[i] = v;\n'k' in value;",
    );
    let destructuring = |line, column| {
        let found = sites.destructurings_at(place(line, column));
        let found = found.first()?;
        Some((found.property.clone(), found.value.clone(), found.place))
    };
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(
        destructuring(2, 1),
        Some((named("a"), named("value"), place(2, 12)))
    );
    assert_eq!(destructuring(3, 1), Some((named("c"), None, place(3, 14))));
    let names = |accesses: Vec<&PropertyAccess>| -> Vec<_> {
        accesses
            .iter()
            .map(|access| (access.name.clone(), access.place.line))
            .collect()
    };
    assert_eq!(
        names(sites.reads_at(place(4, 7))),
        [(named("p"), 5), (named("q"), 6)]
    );
    assert_eq!(names(sites.writes_at(place(4, 7))), [(named("y"), 4)]);
    assert_eq!(names(sites.writes_at(place(7, 10))), [(named("z"), 7)]);
    assert_eq!(names(sites.writes_at(place(7, 20))), [(None, 7)]);
    let operands = sites.in_operands_at(place(8, 8));
    let operands = operands
        .first()
        .map(|found| (found.left.as_str(), found.right.as_str()));
    assert_eq!(operands, Some(("k", "value")));
}

#[test]
fn a_text_that_cannot_be_parsed_is_still_split() {
    for code in ["f( +\nä", "f(".repeat(5_000).as_str()] {
        let sites = CallSites::of(code);
        let place = |column| Position { line: 1, column };
        assert_eq!(sites.calls_at(place(1)), [] as [&CallSite; 0]);
        assert_eq!(sites.split_at(place(3)).map(|(before, _)| before), Some("f("));
    }
    let sites = CallSites::of("f( +\nä");
    for (line, column) in [(0, 0), (0, 1), (2, 2), (3, 1), (1, 99), (u32::MAX, u32::MAX)] {
        let place = Position { line, column };
        assert_eq!(sites.split_at(place), None, "{line}:{column}");
        assert_eq!(sites.calls_at(place), [] as [&CallSite; 0], "{line}:{column}");
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
        // That it comes back is enough: what nests too deeply may be left out.
        let end = u32::try_from(code.len()).unwrap();
        let calls = [1, end - 1].map(|column| sites.calls_at(Position { line: 1, column }).len());
        assert!(calls.iter().sum::<usize>() < code.len(), "{calls:?}");
    }
}

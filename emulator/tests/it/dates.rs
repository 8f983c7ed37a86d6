//! The clock that scripts read, and dates and numbers in people's languages.

use std::{fmt::Write as _, process::Command};

use apps_script_emulator::{Emulator, LogLevel};
use serde_json::{Value, json};

use crate::calling::run;

/// Expressions in a script in Berlin, and what they give. `w` is in winter, `s` in summer.
const BERLIN: &[(&str, &str)] = &[
    // The clock.
    (
        "String(w)",
        "Tue Nov 24 2026 20:05:09 GMT+0100 (Central European Standard Time)",
    ),
    (
        "String(s)",
        "Wed Jul 01 2026 02:30:00 GMT+0200 (Central European Summer Time)",
    ),
    ("w.toDateString()", "Tue Nov 24 2026"),
    (
        "s.toTimeString()",
        "02:30:00 GMT+0200 (Central European Summer Time)",
    ),
    ("String(new Date(NaN))", "Invalid Date"),
    (
        "[w.getTimezoneOffset(), s.getTimezoneOffset()].join()",
        "-60,-120",
    ),
    (
        "[s.getFullYear(), s.getMonth(), s.getDate(), s.getDay(), s.getHours(), s.getMinutes(), s.getSeconds()].join()",
        "2026,6,1,3,2,30,0",
    ),
    ("s.toISOString()", "2026-07-01T00:30:00.000Z"),
    ("JSON.stringify(s)", "\"2026-07-01T00:30:00.000Z\""),
    ("new Date(2026, 0, 1).toISOString()", "2025-12-31T23:00:00.000Z"),
    (
        "new Date(2026, 6, 1, 12, 30, 15, 7).toISOString()",
        "2026-07-01T10:30:15.007Z",
    ),
    ("new Date(99, 0).getFullYear()", "1999"),
    (
        "new Date(2026, 2, 29, 2, 30).toISOString()",
        "2026-03-29T01:30:00.000Z",
    ),
    (
        "new Date(2026, 9, 25, 2, 30).toISOString()",
        "2026-10-25T00:30:00.000Z",
    ),
    ("new Date('2026-07-01').toISOString()", "2026-07-01T00:00:00.000Z"),
    (
        "new Date('2026-07-01T12:00').toISOString()",
        "2026-07-01T10:00:00.000Z",
    ),
    (
        "new Date('2026-07-01 12:00:30').toISOString()",
        "2026-07-01T10:00:30.000Z",
    ),
    (
        "new Date('2026-07-01T12:00Z').toISOString()",
        "2026-07-01T12:00:00.000Z",
    ),
    (
        "new Date('2026-07-01T12:00:00+05:30').toISOString()",
        "2026-07-01T06:30:00.000Z",
    ),
    ("new Date('7/1/2026').toISOString()", "2026-06-30T22:00:00.000Z"),
    ("new Date('2026/07/01').toISOString()", "2026-06-30T22:00:00.000Z"),
    (
        "new Date('July 1, 2026 12:00').toISOString()",
        "2026-07-01T10:00:00.000Z",
    ),
    (
        "new Date('Wed, 01 Jul 2026 12:00:00 GMT').toISOString()",
        "2026-07-01T12:00:00.000Z",
    ),
    ("new Date(String(s)).getTime() === s.getTime()", "true"),
    ("String(new Date('soon'))", "Invalid Date"),
    ("Date.parse('2026-07-01T12:00')", "1782900000000"),
    ("new Date(s).getTime() === s.getTime()", "true"),
    ("new Date({ valueOf: () => 5 }).getTime()", "5"),
    ("new Date(null).getTime()", "0"),
    ("String(new Date(undefined))", "Invalid Date"),
    ("typeof Date() + Date().includes('GMT+0')", "stringtrue"),
    (
        "const d = new Date(w); d.setHours(0, 0, 0, 0); return d.toISOString()",
        "2026-11-23T23:00:00.000Z",
    ),
    (
        "const d = new Date(w); d.setMonth(6); return d.toISOString()",
        "2026-07-24T18:05:09.007Z",
    ),
    (
        "const d = new Date(w); d.setDate(d.getDate() + 30); return d.getDate()",
        "24",
    ),
    (
        "const d = new Date(NaN); d.setFullYear(2026); return d.getFullYear()",
        "2026",
    ),
    (
        "const d = new Date(NaN); d.setHours(1); return d.getTime()",
        "NaN",
    ),
    ("s - w < 0 && s < w && +s === s.valueOf()", "true"),
    (
        "Object.prototype.toString.call(w) + (w instanceof Date) + w.constructor.name + Date.length",
        "[object Date]trueDate7",
    ),
    (
        "class Day extends Date { next() { return new Day(this.getTime() + 864e5); } } return new Day(2026, 0, 1).next().getDate()",
        "2",
    ),
    ("`${w}`.length > 20 && (w + 1).endsWith(')1')", "true"),
    // Dates in words.
    ("w.toLocaleString()", "11/24/2026, 8:05:09 PM"),
    ("w.toLocaleDateString()", "11/24/2026"),
    ("w.toLocaleTimeString()", "8:05:09 PM"),
    ("w.toLocaleString('en-GB')", "24/11/2026, 20:05:09"),
    ("w.toLocaleString('de-DE')", "24.11.2026, 20:05:09"),
    ("s.toLocaleString('de-DE')", "1.7.2026, 02:30:00"),
    ("w.toLocaleString('fr-FR')", "24/11/2026 20:05:09"),
    ("s.toLocaleDateString('fr-FR')", "01/07/2026"),
    ("w.toLocaleDateString('en-CA')", "2026-11-24"),
    ("w.toLocaleString('sv-SE')", "2026-11-24 20:05:09"),
    ("w.toLocaleDateString('es-ES')", "24/11/2026"),
    ("w.toLocaleDateString('nl-NL')", "24-11-2026"),
    ("w.toLocaleDateString('pt-BR')", "24/11/2026"),
    ("w.toLocaleString('ja-JP')", "2026/11/24 20:05:09"),
    (
        "w.toLocaleString('en-US', { timeZone: 'America/New_York' })",
        "11/24/2026, 2:05:09 PM",
    ),
    (
        "w.toLocaleString('en-US', { timeZone: 'UTC', timeZoneName: 'short' })",
        "11/24/2026, 7:05:09 PM UTC",
    ),
    (
        "w.toLocaleTimeString('en-US', { timeZone: 'America/New_York', timeZoneName: 'short' })",
        "2:05:09 PM EST",
    ),
    (
        "w.toLocaleTimeString('en-US', { timeZoneName: 'short' })",
        "8:05:09 PM GMT+1",
    ),
    (
        "w.toLocaleTimeString('en-GB', { timeZoneName: 'long' })",
        "20:05:09 Central European Standard Time",
    ),
    (
        "w.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })",
        "Tuesday, November 24, 2026",
    ),
    (
        "w.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })",
        "Tue, 24 Nov",
    ),
    (
        "w.toLocaleDateString('de-DE', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })",
        "Dienstag, 24. November 2026",
    ),
    (
        "w.toLocaleDateString('fr-FR', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })",
        "mardi 24 novembre 2026",
    ),
    (
        "w.toLocaleDateString('es', { month: 'long', day: 'numeric', year: 'numeric' })",
        "24 de noviembre de 2026",
    ),
    (
        "w.toLocaleDateString('en-US', { month: '2-digit', day: '2-digit', year: 'numeric' })",
        "11/24/2026",
    ),
    (
        "s.toLocaleDateString('de-DE', { month: '2-digit', day: '2-digit', year: 'numeric' })",
        "01.07.2026",
    ),
    ("w.toLocaleDateString('en-US', { month: 'long' })", "November"),
    (
        "w.toLocaleDateString('en-US', { month: 'short', year: 'numeric' })",
        "Nov 2026",
    ),
    ("w.toLocaleDateString('en-US', { weekday: 'long' })", "Tuesday"),
    (
        "w.toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' })",
        "08:05 PM",
    ),
    ("w.toLocaleTimeString('en-US', { hour12: false })", "20:05:09"),
    (
        "w.toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit' })",
        "20:05",
    ),
    (
        "w.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' })",
        "Nov 24, 2026, 8:05 PM",
    ),
    (
        "w.toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'short' })",
        "Tuesday, November 24, 2026 at 8:05 PM",
    ),
    (
        "w.toLocaleString('de', { dateStyle: 'full' })",
        "Dienstag, 24. November 2026",
    ),
    (
        "w.toLocaleString('de', { dateStyle: 'short', timeStyle: 'short' })",
        "24.11.26, 20:05",
    ),
    ("new Date(NaN).toLocaleString()", "Invalid Date"),
    ("w.toLocaleString('xx-XX')", "11/24/2026, 8:05:09 PM"),
    (
        "Intl.DateTimeFormat().resolvedOptions().timeZone",
        "Europe/Berlin",
    ),
    ("new Intl.DateTimeFormat('en-US').format(w)", "11/24/2026"),
    (
        "new Intl.DateTimeFormat('de').formatToParts(w).map((p) => p.type + '=' + p.value).join(';')",
        "day=24;literal=.;month=11;literal=.;year=2026",
    ),
    (
        "[w].map(new Intl.DateTimeFormat('en-US').format).join()",
        "11/24/2026",
    ),
    (
        "try { w.toLocaleString('en', { timeZone: 'Mars/Base' }); } catch (e) { return `${e}`; }",
        "RangeError: Invalid time zone specified: Mars/Base",
    ),
    (
        "try { new Intl.DateTimeFormat('en').format(new Date(NaN)); } catch (e) { return `${e}`; }",
        "RangeError: Invalid time value",
    ),
    // Numbers.
    ("(1234567.891).toLocaleString()", "1,234,567.891"),
    ("(1234567.891).toLocaleString('de-DE')", "1.234.567,891"),
    (
        "(1234567.891).toLocaleString('fr-FR')",
        "1\u{202f}234\u{202f}567,891",
    ),
    ("(1234.5).toLocaleString('es')", "1234,5"),
    ("(12345.5).toLocaleString('es')", "12.345,5"),
    ("(1234567).toLocaleString('en-IN')", "12,34,567"),
    (
        "(0).toLocaleString() + (-0.5).toLocaleString() + (999.9996).toLocaleString()",
        "0-0.51,000",
    ),
    (
        "(1.005).toLocaleString('en-US', { maximumFractionDigits: 2 })",
        "1.01",
    ),
    (
        "(2).toLocaleString('en-US', { minimumFractionDigits: 2 })",
        "2.00",
    ),
    (
        "(1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' })",
        "$1,234.50",
    ),
    (
        "(-1234.5).toLocaleString('en-US', { style: 'currency', currency: 'EUR' })",
        "-€1,234.50",
    ),
    (
        "(1234.5).toLocaleString('de-DE', { style: 'currency', currency: 'EUR' })",
        "1.234,50\u{a0}€",
    ),
    (
        "(1234.5).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' })",
        "£1,234.50",
    ),
    (
        "(1234.5).toLocaleString('ja-JP', { style: 'currency', currency: 'JPY' })",
        "￥1,235",
    ),
    (
        "(5).toLocaleString('en-US', { style: 'currency', currency: 'CHF' })",
        "CHF\u{a0}5.00",
    ),
    ("(0.256).toLocaleString('en-US', { style: 'percent' })", "26%"),
    (
        "(0.256).toLocaleString('de', { style: 'percent', minimumFractionDigits: 1 })",
        "25,6\u{a0}%",
    ),
    (
        "new Intl.NumberFormat('en-US', { minimumIntegerDigits: 2 }).format(5)",
        "05",
    ),
    (
        "new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 }).format(123456)",
        "123,000",
    ),
    (
        "new Intl.NumberFormat('en-US', { useGrouping: false }).format(12345)",
        "12345",
    ),
    (
        "new Intl.NumberFormat('en-US', { notation: 'compact' }).format(1234567)",
        "1.2M",
    ),
    (
        "Intl.NumberFormat('en').format(1e21)",
        "1,000,000,000,000,000,000,000",
    ),
    (
        "12345678901234567890n.toLocaleString()",
        "12,345,678,901,234,567,890",
    ),
    ("[1234.5, w].toLocaleString('de')", "1.234,5,24.11.2026, 20:05:09"),
    (
        "new Intl.NumberFormat('en').formatToParts(-1234.5).map((p) => p.type).join()",
        "minusSign,integer,group,integer,decimal,fraction",
    ),
    (
        "try { (5).toLocaleString('en', { style: 'currency' }); } catch (e) { return `${e}`; }",
        "TypeError: Currency code is required with currency style.",
    ),
    // Order and plurals.
    (
        "['b', 'a', 'C', 'ä', 'A', 'z'].sort((x, y) => x.localeCompare(y)).join('')",
        "aAäbCz",
    ),
    (
        "['a10', 'a9', 'a1'].sort(new Intl.Collator('en', { numeric: true }).compare).join()",
        "a1,a9,a10",
    ),
    (
        "'a'.localeCompare('A', undefined, { sensitivity: 'base' }) + 'é'.localeCompare('e', 'fr', { sensitivity: 'base' })",
        "0",
    ),
    (
        "[1, 2, 3, 11, 21].map((n) => new Intl.PluralRules('en', { type: 'ordinal' }).select(n)).join()",
        "one,two,few,other,one",
    ),
    (
        "[0, 1, 2].map((n) => new Intl.PluralRules('fr').select(n)).join()",
        "one,one,other",
    ),
];

async fn emulator(time_zone: &str, code: &str) -> (tempfile::TempDir, Emulator) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = json!({
        "timeZone": time_zone,
        "oauthScopes": ["https://www.googleapis.com/auth/userinfo.email"],
        "executionApi": { "access": "MYSELF" },
    });
    std::fs::write(folder.path().join("appsscript.json"), manifest.to_string()).unwrap();
    std::fs::write(folder.path().join("Code.gs"), code).unwrap();
    let emulator = Emulator::builder().project(folder.path()).start().await.unwrap();
    (folder, emulator)
}

#[tokio::test]
async fn dates_and_numbers_are_those_of_the_scripts_zone_and_language() {
    let mut code =
        String::from("const w = new Date(1795547109007), s = new Date(1782865800000);\nconst rows = [\n");
    for (expression, _) in BERLIN {
        let body = if expression.contains("return ") {
            (*expression).to_owned()
        } else {
            format!("return {expression}")
        };
        writeln!(code, "() => {{ {body}; }},").unwrap();
    }
    code.push_str("];\nfunction all() { return rows.map((row) => { try { return `${row()}`; } catch (e) { return `${e}`; } }); }");
    let (_folder, emulator) = emulator("Europe/Berlin", &code).await;
    let answer = run(&emulator, "all", json!([])).await;
    let results = answer["response"]["result"].as_array().unwrap();
    assert_eq!(results.len(), BERLIN.len());
    let mut wrong = String::new();
    for ((expression, expected), result) in BERLIN.iter().zip(results) {
        if result != expected {
            writeln!(wrong, "{expression}\n  expected {expected}\n  got      {result}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[tokio::test]
async fn the_zone_is_the_manifests() {
    let code = "function read() { const d = new Date(1795547109007); return [String(d), d.getHours(), Session.getScriptTimeZone()]; }";
    for (zone, text, hour) in [
        (
            "America/New_York",
            "Tue Nov 24 2026 14:05:09 GMT-0500 (Eastern Standard Time)",
            14,
        ),
        (
            "Asia/Kolkata",
            "Wed Nov 25 2026 00:35:09 GMT+0530 (India Standard Time)",
            0,
        ),
        (
            "Europe/Istanbul",
            "Tue Nov 24 2026 22:05:09 GMT+0300 (GMT+03:00)",
            22,
        ),
        (
            "Etc/UTC",
            "Tue Nov 24 2026 19:05:09 GMT+0000 (Coordinated Universal Time)",
            19,
        ),
    ] {
        let (_folder, emulator) = emulator(zone, code).await;
        let answer = run(&emulator, "read", json!([])).await;
        assert_eq!(
            answer["response"]["result"],
            json!([text, hour, zone]),
            "{answer}"
        );
    }
}

/// A text as JSON and what V8 makes of it in New York, separated by a tab.
const TEXTS: &str = include_str!("dates/texts.tsv");

#[tokio::test]
async fn texts_are_read_as_v8_reads_them() {
    let code = "function read(texts) {
        const shown = (date) => (Number.isNaN(date.getTime()) ? 'invalid' : date.toISOString());
        return texts.map((text) => [shown(new Date(text)), shown(new Date(Date.parse(text)))]);
    }";
    let (_folder, emulator) = emulator("America/New_York", code).await;
    let rows: Vec<(Value, &str)> = TEXTS
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(text, expected)| (serde_json::from_str(text).unwrap(), expected))
        .collect();
    let texts: Vec<&Value> = rows.iter().map(|(text, _)| text).collect();
    let answer = run(&emulator, "read", json!([texts])).await;
    let read = answer["response"]["result"].as_array().unwrap();
    assert_eq!(read.len(), rows.len());
    let mut wrong = String::new();
    for ((text, expected), read) in rows.iter().zip(read) {
        if *read != json!([expected, expected]) {
            writeln!(wrong, "{text}: {read}, and V8 reads {expected}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The table is what V8 itself says, on machines that have Node.js.
#[test]
fn the_texts_are_those_of_v8() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/dates");
    let node = Command::new("node")
        .args([format!("{folder}/node.js"), format!("{folder}/texts.tsv")])
        .env("TZ", "America/New_York")
        .output();
    match node {
        Ok(output) => assert_eq!(String::from_utf8(output.stdout).unwrap(), TEXTS),
        Err(fault) => println!("not compared with Node.js, which cannot be started: {fault}"),
    }
}

#[tokio::test]
async fn what_intl_lacks_is_said() {
    let code = "function evaluate(text) { return String(eval(text)); }";
    let (_folder, emulator) = emulator("Europe/Berlin", code).await;
    let unknown = |locale: &str| {
        format!(
            "The emulator does not know the locale {locale}: it writes and sorts as in another one, en-US unless you name others."
        )
    };
    let option = |class: &str, name: &str| {
        format!("The emulator's Intl.{class} does not know the option {name}, and leaves it out.")
    };
    let no_warnings: &[String] = &[];
    for (text, result, warnings) in [
        ("new Date(0).toLocaleString('default', { month: 'long' })", "January", no_warnings),
        ("new Date(0).toLocaleDateString(undefined, { year: 'numeric' })", "1970", no_warnings),
        ("(1234.5).toLocaleString('default')", "1,234.5", no_warnings),
        ("'a'.localeCompare('b', 'default')", "-1", no_warnings),
        ("(1.5).toLocaleString('de-LI')", "1,5", no_warnings),
        ("(1.5).toLocaleString('xx') + (2).toLocaleString('xx')", "1.52", &[unknown("xx")]),
        ("(1.5).toLocaleString(['cy', 'de'])", "1,5", &[unknown("cy")]),
        ("new Date(0).toLocaleDateString('th-TH')", "1/1/1970", &[unknown("th-TH")]),
        (
            "(5).toLocaleString('en', { roundingMode: 'ceil', compactDisplay: undefined })",
            "5",
            &[option("NumberFormat", "roundingMode")],
        ),
        (
            "new Date(0).toLocaleDateString('en-US', { calendar: 'buddhist' })",
            "1/1/1970",
            &[option("DateTimeFormat", "calendar")],
        ),
        ("'z'.localeCompare('ä', 'sv')", "-1", no_warnings),
        ("['ä', 'a', 'z', 'B'].sort(new Intl.Collator('sv').compare)", "a,B,z,ä", no_warnings),
        ("['c', 'ch', 'd'].sort((a, b) => a.localeCompare(b, 'cs'))", "c,d,ch", no_warnings),
        ("'a10'.localeCompare('a9', 'en-u-kn-true')", "1", no_warnings),
        ("'a'.localeCompare('\\ud800', undefined, { usage: 'search' })", "-1", no_warnings),
        (
            "(5).toLocaleString('en', { style: 'unit', unit: 'kilometer' })",
            "5 kilometer",
            &["The emulator's Intl.NumberFormat does not know how units are written: it writes \"kilometer\".".to_owned()],
        ),
    ] {
        let answer = run(&emulator, "evaluate", json!([text])).await;
        assert_eq!(answer["response"]["result"], result, "{text}: {answer}");
        let logs = emulator.executions().pop().unwrap().logs;
        let logged: Vec<(LogLevel, &str)> =
            logs.iter().map(|entry| (entry.level, entry.message.as_str())).collect();
        let expected: Vec<(LogLevel, &str)> = warnings
            .iter()
            .map(|warning| (LogLevel::Warning, warning.as_str()))
            .collect();
        assert_eq!(logged, expected, "{text}");
    }
    for (text, member) in [
        ("new Intl.RelativeTimeFormat('en')", "Intl.RelativeTimeFormat"),
        ("new Intl.ListFormat('en')", "Intl.ListFormat"),
        (
            "new Intl.DisplayNames('en', { type: 'region' })",
            "Intl.DisplayNames",
        ),
        ("new Intl.Segmenter('en')", "Intl.Segmenter"),
        ("new Intl.Locale('en')", "Intl.Locale"),
        ("Intl.Segmenter.supportedLocalesOf('en')", "Intl.Segmenter"),
        ("Intl.supportedValuesOf('currency')", "Intl.supportedValuesOf"),
    ] {
        let answer = run(&emulator, "evaluate", json!([text])).await;
        let message = format!("Error: {member} is not part of the emulator.");
        assert_eq!(answer["error"]["details"][0]["errorMessage"], message, "{text}");
    }
}

//! `Utilities`: encodings, digests, archives and what else scripts compute with.

mod archive;
mod csv;
mod digest;
mod format_string;

use std::time::Duration;

use base64::{
    Engine, alphabet,
    engine::{GeneralPurpose, GeneralPurposeConfig},
};
use rquickjs::{Array, Ctx, IntoJs, Object, Value};
use uuid::Uuid;

use self::format_string::Argument;
use super::{
    byte_string::ByteString, charset::encode, host_functions::HostFunctions, script_exception::throw,
    script_service::ScriptService,
};
use crate::{dates, run::RunContext};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["Utilities"],
    file: "utilities.js",
    code: include_str!("utilities.js"),
    host,
};

/// The longest sleep, in milliseconds.
const SLEEP_LIMIT: f64 = 300_000.0;

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    host.function("encode", encode)?;
    host.function("base64Encode", base64_encode)?;
    host.function("base64Decode", base64_decode)?;
    host.function("digest", digest)?;
    host.function("mac", mac)?;
    host.function("rsa", rsa)?;
    host.function("formatDate", format_date)?;
    host.function("formatString", format_string)?;
    host.function("gzip", gzip)?;
    host.function("ungzip", ungzip)?;
    host.function("withoutGz", without_gz)?;
    host.function("zip", zip)?;
    host.function("unzip", unzip)?;
    host.function("parseCsv", parse_csv)?;
    let clock = run.clock.clone();
    let parse_date = move |ctx: Ctx<'js>, text: String, zone: String, pattern: String| {
        dates::parse(&text, &zone, &pattern, clock.milliseconds() as f64)
            .map_err(|dates::Unparseable| throw(&ctx, &format!("Unparseable date: \"{text}\"")))
    };
    host.function("parseDate", parse_date)?;
    host.function("uuid", || Uuid::new_v4().to_string())?;
    let of = run.clone();
    let sleep = move |ctx: Ctx<'js>, milliseconds: f64| sleep(&ctx, milliseconds, &of);
    host.function("sleep", sleep)?;
    Ok(host.finish())
}

/// Both alphabets of RFC 4648, with padding; as in Java, bits that no byte holds are no fault.
fn base64(web_safe: bool) -> GeneralPurpose {
    let alphabet = if web_safe {
        &alphabet::URL_SAFE
    } else {
        &alphabet::STANDARD
    };
    GeneralPurpose::new(
        alphabet,
        GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
    )
}

fn base64_encode(bytes: ByteString, web_safe: bool) -> String {
    base64(web_safe).encode(bytes.0)
}

fn base64_decode(ctx: Ctx<'_>, text: String, web_safe: bool) -> rquickjs::Result<ByteString> {
    let bytes = base64(web_safe).decode(text);
    bytes
        .map(ByteString)
        .map_err(|_| throw(&ctx, "Could not decode string."))
}

fn digest(ctx: Ctx<'_>, algorithm: String, bytes: ByteString) -> rquickjs::Result<ByteString> {
    let digest = digest::digest(&algorithm, &bytes.0);
    digest
        .map(ByteString)
        .ok_or_else(|| throw(&ctx, "Invalid argument: algorithm"))
}

fn mac(ctx: Ctx<'_>, algorithm: String, bytes: ByteString, key: ByteString) -> rquickjs::Result<ByteString> {
    let signature = digest::mac(&algorithm, &bytes.0, &key.0);
    signature
        .map(ByteString)
        .ok_or_else(|| throw(&ctx, "Invalid argument: algorithm"))
}

fn rsa(ctx: Ctx<'_>, algorithm: String, bytes: ByteString, key: String) -> rquickjs::Result<ByteString> {
    let signature = digest::rsa(&algorithm, &bytes.0, &key);
    signature
        .map(ByteString)
        .ok_or_else(|| throw(&ctx, "Invalid argument: key"))
}

fn format_date(ctx: Ctx<'_>, time: f64, zone: String, pattern: String) -> rquickjs::Result<String> {
    dates::format(time, &zone, &pattern).map_err(|fault| throw(&ctx, &fault.to_string()))
}

fn format_string(
    ctx: Ctx<'_>,
    template: String,
    texts: Vec<String>,
    numbers: Vec<f64>,
) -> rquickjs::Result<String> {
    let both = texts.into_iter().zip(numbers);
    let arguments: Vec<_> = both.map(|(text, number)| Argument { text, number }).collect();
    format_string::format(&template, &arguments).map_err(|place| {
        throw(
            &ctx,
            &format!("Invalid argument: {place} in the template of formatString"),
        )
    })
}

fn gzip(ctx: Ctx<'_>, bytes: ByteString) -> rquickjs::Result<ByteString> {
    let packed = archive::gzip(&bytes.0);
    packed
        .map(ByteString)
        .map_err(|fault| throw(&ctx, &fault.to_string()))
}

fn ungzip(ctx: Ctx<'_>, bytes: ByteString) -> rquickjs::Result<ByteString> {
    let unpacked = archive::ungzip(&bytes.0);
    unpacked
        .map(ByteString)
        .map_err(|fault| throw(&ctx, &format!("Could not decompress gzip: {fault}")))
}

fn without_gz(name: String) -> String {
    name.strip_suffix(".gz").map_or(name.clone(), str::to_owned)
}

fn zip(ctx: Ctx<'_>, names: Vec<String>, contents: Vec<ByteString>) -> rquickjs::Result<ByteString> {
    let contents: Vec<_> = contents.into_iter().map(|bytes| bytes.0).collect();
    let packed = archive::zip(&names, &contents);
    packed
        .map(ByteString)
        .map_err(|fault| throw(&ctx, &format!("Invalid argument: {fault}")))
}

/// A list of pairs: name and bytes.
fn unzip<'js>(ctx: Ctx<'js>, bytes: ByteString) -> rquickjs::Result<Vec<Array<'js>>> {
    let files =
        archive::unzip(&bytes.0).map_err(|fault| throw(&ctx, &format!("Invalid argument: {fault}")))?;
    let pair = |(name, bytes): (String, Vec<u8>)| {
        let pair = Array::new(ctx.clone())?;
        pair.set(0, name)?;
        pair.set(1, ByteString(bytes))?;
        Ok(pair)
    };
    files.into_iter().map(pair).collect()
}

fn parse_csv<'js>(ctx: Ctx<'js>, text: String, delimiter: String) -> rquickjs::Result<Value<'js>> {
    let mut letters = delimiter.chars();
    let (Some(delimiter), None) = (letters.next(), letters.next()) else {
        return Err(throw(&ctx, "Invalid argument: delimiter"));
    };
    match csv::parse(&text, delimiter) {
        Ok(rows) => rows.into_js(&ctx),
        Err(csv::NoCsv) => Err(throw(&ctx, "Could not parse text.")),
    }
}

fn sleep(ctx: &Ctx<'_>, milliseconds: f64, run: &RunContext) -> rquickjs::Result<()> {
    if !(0.0..=SLEEP_LIMIT).contains(&milliseconds) {
        return Err(throw(ctx, &format!("Invalid argument: {milliseconds}")));
    }
    run.sleep(Duration::from_secs_f64(milliseconds / 1000.0));
    Ok(())
}

//! `MailApp` and `GmailApp`: emails go to the outbox.

mod address;

use std::sync::Arc;

use rquickjs::{Array, Ctx, Object};

use self::address::addresses;
use super::{
    byte_string::ByteString, host_functions::HostFunctions, script_exception::throw,
    script_service::ScriptService,
};
use crate::{
    run::RunContext,
    state::outbox::{Attachment, Email, Outbox, QuotaReached},
};

pub(super) const SERVICE: ScriptService = ScriptService {
    names: &["MailApp", "GmailApp"],
    file: "mail_app.js",
    code: include_str!("mail_app.js"),
    host,
};

/// Google's limits of one email.
const RECIPIENTS: usize = 50;
const SUBJECT: usize = 250;
const BODY: usize = 400 * 1024;
const ATTACHMENTS: usize = 250;
const ATTACHED: usize = 25 * 1024 * 1024;

fn host<'js>(ctx: &Ctx<'js>, run: &RunContext) -> rquickjs::Result<Object<'js>> {
    let host = HostFunctions::of_run(ctx, run)?;
    let outbox = Arc::clone(&run.outbox);
    host.function("remainingQuota", move || outbox.remaining_quota())?;
    let (outbox, user) = (Arc::clone(&run.outbox), run.identity.user.clone());
    let send =
        move |ctx: Ctx<'js>, message: Object<'js>| deliver(&ctx, &outbox, read(&ctx, &message, &user)?);
    host.function("send", send)?;
    let (outbox, user) = (Arc::clone(&run.outbox), run.identity.user.clone());
    let add_draft = move |ctx: Ctx<'js>, message: Object<'js>| {
        Ok::<_, rquickjs::Error>(outbox.add_draft(read(&ctx, &message, &user)?))
    };
    host.function("addDraft", add_draft)?;
    let outbox = Arc::clone(&run.outbox);
    let send_draft = move |ctx: Ctx<'js>, id: String| {
        let email = outbox.take_draft(&id).ok_or_else(|| no_draft(&ctx))?;
        deliver(&ctx, &outbox, email)
    };
    host.function("sendDraft", send_draft)?;
    let outbox = Arc::clone(&run.outbox);
    let delete_draft = move |ctx: Ctx<'js>, id: String| match outbox.take_draft(&id) {
        Some(_) => Ok(()),
        None => Err(no_draft(&ctx)),
    };
    host.function("deleteDraft", delete_draft)?;
    Ok(host.finish())
}

fn no_draft(ctx: &Ctx<'_>) -> rquickjs::Error {
    throw(
        ctx,
        "Gmail operation not allowed: the draft was sent or deleted before.",
    )
}

fn deliver(ctx: &Ctx<'_>, outbox: &Outbox, email: Email) -> rquickjs::Result<()> {
    if email.recipients() == 0 {
        return Err(throw(ctx, "Failed to send email: no recipient"));
    }
    tracing::info!(to = ?email.to, subject = email.subject, "email");
    outbox
        .send(email)
        .map_err(|QuotaReached| throw(ctx, "Service invoked too many times for one day: email."))
}

fn read<'js>(ctx: &Ctx<'js>, message: &Object<'js>, user: &str) -> rquickjs::Result<Email> {
    let list = |field: &str| {
        let written: String = message.get(field)?;
        addresses(&written).map_err(|wrong| throw(ctx, &format!("Invalid email: {wrong}")))
    };
    let mut email = Email {
        from: message
            .get::<_, Option<String>>("from")?
            .unwrap_or_else(|| user.to_owned()),
        to: list("to")?,
        cc: list("cc")?,
        bcc: list("bcc")?,
        subject: message.get("subject")?,
        body: message.get("body")?,
        html_body: message.get("htmlBody")?,
        reply_to: message.get("replyTo")?,
        name: message.get("name")?,
        no_reply: message.get("noReply")?,
        ..Email::default()
    };
    for source in message.get::<_, Array<'js>>("attachments")?.iter::<Object<'js>>() {
        email.attachments.push(attachment(&source?)?);
    }
    for source in message
        .get::<_, Array<'js>>("inlineImages")?
        .iter::<Object<'js>>()
    {
        let source = source?;
        email
            .inline_images
            .insert(source.get("key")?, attachment(&source)?);
    }
    match beyond_limit(&email) {
        Some(message) => Err(throw(ctx, message)),
        None => Ok(email),
    }
}

fn attachment(source: &Object<'_>) -> rquickjs::Result<Attachment> {
    let bytes: ByteString = source.get("bytes")?;
    Ok(Attachment {
        name: source.get("name")?,
        content_type: source.get("contentType")?,
        bytes: bytes.0,
    })
}

fn beyond_limit(email: &Email) -> Option<&'static str> {
    let files = || email.attachments.iter().chain(email.inline_images.values());
    let body = email
        .body
        .len()
        .max(email.html_body.as_ref().map_or(0, String::len));
    let limits = [
        (
            email.subject.chars().count() > SUBJECT,
            "Argument too large: subject",
        ),
        (
            email.recipients() > RECIPIENTS,
            "Limit Exceeded: Email Recipients Per Message.",
        ),
        (body > BODY, "Limit Exceeded: Email Body Size."),
        (
            files().count() > ATTACHMENTS,
            "Limit Exceeded: Email Attachments Per Message.",
        ),
        (
            files().map(|file| file.bytes.len()).sum::<usize>() > ATTACHED,
            "Limit Exceeded: Email Total Attachments Size.",
        ),
    ];
    limits
        .into_iter()
        .find_map(|(beyond, message)| beyond.then_some(message))
}

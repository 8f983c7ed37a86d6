(function (host, kit) {
  'use strict';
  const { isArray } = Array;
  const { entries } = Object;

  const isText = (value) => typeof value === 'string' || value === null || value === undefined;
  const isOptions = (value) => typeof value === 'object' && value !== null && !isArray(value);
  const text = (value) => (value === null || value === undefined ? undefined : kit.text(value));

  // A blob, or anything that can be made one, such as a file.
  function attached(source) {
    const blob = kit.blobs().find(source);
    if (blob === null) {
      throw kit.exception('Invalid argument: attachments');
    }
    const { bytes, name, type } = kit.blobs().dataOf(blob);
    return { name, contentType: type, bytes };
  }

  function message(recipient, subject, body, options) {
    const given = options ?? {};
    const files = given.attachments ?? [];
    return {
      to: text(recipient) ?? '',
      cc: text(given.cc) ?? '',
      bcc: text(given.bcc) ?? '',
      subject: text(subject) ?? '',
      body: text(body) ?? '',
      htmlBody: text(given.htmlBody),
      replyTo: text(given.replyTo),
      name: text(given.name),
      from: text(given.from),
      noReply: given.noReply === true,
      attachments: (isArray(files) ? files : [files]).map(attached),
      inlineImages: entries(given.inlineImages ?? {}).map(([key, source]) => ({ key, ...attached(source) })),
    };
  }

  // The overloads that both services have: (recipient, subject, body) and (recipient, subject, body, options).
  function read(method, values) {
    const [recipient, subject, body, options] = values;
    const texts = isText(recipient) && isText(subject) && isText(body);
    const fits = values.length === 3 || (values.length === 4 && (isOptions(options) || options == null));
    if (!texts || !fits) {
      throw kit.mismatch(method, values);
    }
    return message(recipient, subject, body, options);
  }

  function readMail(values) {
    const [first, second, third, fourth] = values;
    if (values.length === 1 && isOptions(first)) {
      return message(first.to, first.subject, first.body, first);
    }
    if (values.length === 4 && typeof fourth === 'string' && isText(first) && isText(second) && isText(third)) {
      return message(first, third, fourth, { replyTo: second });
    }
    return read('MailApp.sendEmail', values);
  }

  function draft(id) {
    return kit.complete('GmailDraft', {
      getId: () => id,
      send: () => {
        host.sendDraft(id);
      },
      deleteDraft: () => {
        host.deleteDraft(id);
      },
      toString: () => 'GmailDraft',
    });
  }

  const MailApp = kit.complete('MailApp', {
    getRemainingDailyQuota: () => host.remainingQuota(),
    sendEmail: (...values) => {
      host.send(readMail(values));
    },
    toString: () => 'MailApp',
  });

  const GmailApp = kit.complete('GmailApp', {
    createDraft: (...values) => draft(host.addDraft(read('GmailApp.createDraft', values))),
    getAliases: () => [],
    sendEmail: (...values) => {
      host.send(read('GmailApp.sendEmail', values));
      return GmailApp;
    },
    toString: () => 'GmailApp',
  });

  return { MailApp, GmailApp };
})

function texts() {
  MailApp.sendEmail('ann@example.com', 'Report', 'All is well.');
  MailApp.sendEmail('ann@example.com, bob@example.com', 'answers@example.com', 'Report', 'All is well.');
}

function options() {
  MailApp.sendEmail('ann@example.com', 'Report', 'See the page.', {
    cc: 'bob@example.com',
    bcc: 'carol@example.com,dan@example.com',
    htmlBody: '<b>well</b>',
    replyTo: 'answers@example.com',
    name: 'Reporter',
    noReply: true,
  });
}

function message() {
  MailApp.sendEmail({ to: 'Ann <ann@example.com>', subject: 'Report', htmlBody: '<b>well</b>' });
}

function files() {
  const binary = Utilities.newBlob([0, 127, -128, -1], null, 'a.bin');
  const plain = Utilities.newBlob('hi', 'text/plain');
  GmailApp.sendEmail('ann@example.com', 'Files', '', {
    from: 'team@example.com',
    attachments: [binary, { getBlob: () => plain }],
    inlineImages: { logo: Utilities.newBlob([1], 'image/png', 'logo.png') },
  });
}

function drafts() {
  const first = GmailApp.createDraft('ann@example.com', 'First', '1');
  const second = GmailApp.createDraft('', 'Second', '2', { cc: 'bob@example.com' });
  const third = GmailApp.createDraft('', 'Third', '3');
  second.send();
  first.deleteDraft();
  return typeof third.getId();
}

function quota() {
  const before = MailApp.getRemainingDailyQuota();
  MailApp.sendEmail('ann@example.com', 'One', '', { cc: 'bob@example.com' });
  return [before, MailApp.getRemainingDailyQuota()];
}

function spend() {
  const list = Array.from({ length: 50 }, (_, place) => `u${place}@example.com`).join();
  for (;;) {
    MailApp.sendEmail(list, 'Again', '');
  }
}

function send(...values) {
  MailApp.sendEmail(...values);
}

function gmail(...values) {
  GmailApp.sendEmail(...values);
}

function sendText(subject, length) {
  MailApp.sendEmail('ann@example.com', 'x'.repeat(subject), 'x'.repeat(length));
}

function sendTwice() {
  const draft = GmailApp.createDraft('ann@example.com', 'First', '1');
  draft.send();
  draft.send();
}

function lacking() {
  GmailApp.getInboxThreads();
}

// Functions that bring about what the fixtures show. The project asks for the scopes of the services that it names.

function request1() {
  return 'request1';
}

function object(value) {
  return { value };
}

function nothing() {}

function nullResult() {
  return null;
}

function numbers() {
  return { int: 5, double: 5.5, big: 9007199254740993, negzero: -0, nested: [[1, 'a', true, null], []] };
}

function titles() {
  return ['fileTitle1', 'fileTitle2', 'fileTitle3'];
}

function listFolderContent() {
  throw 'The script enountered an exeception it could not resolve.';
}

function checkUrl() {
  throw new Error("Sandbox Runtime Blocked: URL 'https://google.com' is not whitelisted. Default policy is BLOCK ALL.");
}

function prhMig010Fail_() {
  throw new Error('MIG010_EXECUTION_BATCH_READBACK_MISMATCH');
}

function runMigration() {
  prhMig010Fail_();
}

function inner(value) {
  return value.length;
}

function outer() {
  return inner(undefined);
}

function myFunc() {
  return foo;
}

function main() {
  return UrlFetchApp.fetch('https://example.com/').getContentText();
}

function read() {
  return UrlFetchApp.fetch('https://example.com/').getContentText();
}

function send() {
  GmailApp.sendEmail('ann@example.com', 'subject', 'body');
}

function today() {
  return [['today', new Date(0)]];
}

function addTrigger() {
  ScriptApp.newTrigger('nothing').timeBased().everyDays(1).create();
}

function endless() {
  for (;;) {}
}

function fetchWhenTold() {
  const properties = PropertiesService.getScriptProperties();
  console.log('waits');
  while (!properties.getProperty('go')) {}
  return UrlFetchApp.fetch('https://example.com/').getContentText();
}

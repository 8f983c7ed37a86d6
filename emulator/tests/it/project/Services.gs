function whoRuns() {
  return [Session.getActiveUser().getEmail(), Session.getScriptTimeZone(), typeof Session];
}

function lackingMember() {
  return ScriptApp.getIdentityToken();
}

function lackingService() {
  return CalendarApp.getDefaultCalendar();
}

var ContactsApp = { fake: () => 'own' };

function ownService() {
  return ContactsApp.fake();
}

function countRuns() {
  const properties = PropertiesService.getScriptProperties();
  const runs = Number(properties.getProperty('runs')) + 1;
  properties.setProperty('runs', runs);
  return runs;
}

function logMuch() {
  const text = 'x'.repeat(1000000);
  for (let i = 0; i < 50; i += 1) {
    console.log(text);
  }
}

function fetchNowhere() {
  return UrlFetchApp.fetch('https://nowhere.example/');
}

function endless() {
  for (;;) {}
}

function undocumentedProperties() {
  const lock = LockService.getScriptLock();
  return [typeof lock.isFake, typeof Session.isFake, typeof CalendarApp.isFake, 'tryLok' in lock, lock.tryLok?.(1) ?? 'none'];
}

function misspeltMethod() {
  return Session.getActivUser();
}

function misspeltMethodOfObject() {
  const lock = LockService.getScriptLock();
  lock.tryLok(100);
}

function misspeltMethodOfLackingService() {
  return CalendarApp.getDefaultCalender();
}

function whoRuns() {
  return [Session.getActiveUser().getEmail(), Session.getScriptTimeZone(), typeof Session];
}

function lackingMember() {
  return Session.getWeather();
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

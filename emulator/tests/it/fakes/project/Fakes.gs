function translate(text, from, to) {
  return LanguageApp.translate(text, from, to);
}

function detect() {
  return LanguageApp.detect('x');
}

function greet() {
  return [CalendarApp.getDefaultCalendar().getName(), CalendarApp.answer];
}

function failInFake() {
  CalendarApp.fail();
}

function who() {
  return [Session.getActiveUserLocale(), Session.getScriptTimeZone()];
}

function deep() {
  return Tasks.Tasks.list('a', { maxResults: 3 });
}

function enabledService() {
  return Tasks.Tasklists.list();
}

function serviceThatIsNotEnabled() {
  return Sheets.Spreadsheets.get('id');
}

function ownName() {
  return weather('Paris');
}

function place() {
  return Maps.newGeocoder();
}

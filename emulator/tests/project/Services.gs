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

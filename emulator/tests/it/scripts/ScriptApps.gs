function testScriptAppKnowsItself() {
  equal(ScriptApp.getOAuthToken().length > 10, true);
  equal(ScriptApp.getScriptId().length > 10, true);
  equal(ScriptApp.getService().getUrl().startsWith('https://script.google.com/macros/s/'), true);
  equal(String(ScriptApp.getInstallationSource()), 'NONE');
  equal([ScriptApp.WeekDay.MONDAY.toString(), ScriptApp.EventType.CLOCK.toString()], ['MONDAY', 'CLOCK']);
}

function testScriptAppMakesStateTokens() {
  const token = () => ScriptApp.newStateToken().withMethod('f').withArgument('a', 'b').withTimeout(120).createToken();
  equal([typeof token(), token().length > 20, token() === token()], ['string', true, false]);
  fails(() => ScriptApp.newStateToken().withTimeout(3601), 'Exception: Invalid argument: 3601');
  fails(() => ScriptApp.newStateToken().withTimeout(NaN), 'Exception: Invalid argument: NaN');
  fails(
    () => ScriptApp.newStateToken().withMethod(1, 2),
    "Exception: The parameters (number,number) don't match the method signature for " +
      'ScriptApp.StateTokenBuilder.withMethod.',
  );
}

function testScriptAppTellsOfAuthorization() {
  const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
  equal(info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.NOT_REQUIRED, true);
  equal(info.getAuthorizedScopes(), ['https://www.googleapis.com/auth/userinfo.email']);
  equal(info.getAuthorizationUrl(), null);
  const scopes = ['https://www.googleapis.com/auth/drive'];
  const other = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL, scopes);
  equal(other.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED, true);
  fails(
    () => ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, scopes),
    'Exception: Authorization is required to perform that action.',
  );
}

function testScriptAppRefusesTriggers() {
  const words =
    'Script has attempted to perform an action that is not allowed when invoked through the Google Apps Script ' +
    'Execution API.';
  equal(ScriptApp.getProjectTriggers(), []);
  fails(() => ScriptApp.newTrigger('f').timeBased().everyHours(1).create(), words);
  fails(() => ScriptApp.deleteTrigger({}), words);
}

function testSession() {
  const user = Session.getActiveUser();
  equal([user.getEmail(), user.getUsername(), String(user)], ['me@example.com', 'me', 'me@example.com']);
  equal(Session.getEffectiveUser().getEmail(), 'me@example.com');
  equal(Session.getScriptTimeZone(), 'Europe/Berlin');
  equal(Session.getTemporaryActiveUserKey().includes('@'), false);
  fails(
    () => Session.getActiveUser(1),
    "Exception: The parameters (number) don't match the method signature for Session.getActiveUser.",
  );
}

function testPropertiesByTheirOlderNames() {
  PropertiesService.getScriptProperties().setProperty('older', 'yes');
  equal(ScriptProperties.getProperty('older'), 'yes');
  equal(UserProperties.getProperty('older'), null);
}

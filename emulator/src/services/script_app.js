(function (host, kit) {
  'use strict';
  const { enumeration, memberOf } = kit;
  const ErrorOf = Error;
  const { defineProperty } = Object;

  const AuthMode = enumeration(['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
  const AuthorizationStatus = enumeration(['REQUIRED', 'NOT_REQUIRED']);
  const EventType = enumeration(['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE', 'ON_EVENT_UPDATED']);
  const InstallationSource = enumeration(['APPS_MARKETPLACE_DOMAIN_ADD_ON', 'NONE', 'WEB_STORE_ADD_ON']);
  const TriggerSource = enumeration(['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']);
  const WeekDay = enumeration(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']);

  // The API's own words, which have no class before them.
  function notAllowed() {
    const error = new ErrorOf(
      'Script has attempted to perform an action that is not allowed when invoked through the Google Apps Script ' +
        'Execution API.',
    );
    defineProperty(error, 'name', { value: '', configurable: true, writable: true });
    throw error;
  }

  // A run begins only with a token that holds every scope of the project, so that nothing is ever lacking, unless
  // the script asks for a scope that the project does not have.
  function authorization(scopes) {
    const isRequired = lacksOneOf(scopes);
    return kit.service('ScriptApp.AuthorizationInfo', {
      getAuthorizationStatus: {
        '': () => (isRequired ? AuthorizationStatus.REQUIRED : AuthorizationStatus.NOT_REQUIRED),
      },
      getAuthorizationUrl: { '': () => null },
      getAuthorizedScopes: { '': () => host.scopes() },
      toString: () => 'AuthorizationInfo',
    });
  }

  function lacksOneOf(scopes) {
    for (let i = 0; i < scopes.length; i += 1) {
      if (!host.hasScope(kit.text(scopes[i]))) {
        return true;
      }
    }
    return false;
  }

  function requireScopes(mode, scopes) {
    if (lacksOneOf(scopes)) {
      throw kit.exception('Authorization is required to perform that action.');
    }
  }

  // The longest time for which a token is good, in seconds.
  const HOUR = 3600;

  // Nothing calls the script back here, so that nothing reads what the token stands for.
  function stateTokenBuilder() {
    const builder = kit.service('ScriptApp.StateTokenBuilder', {
      createToken: { '': () => host.stateToken() },
      withArgument: { 'String, String': () => builder },
      withMethod: { String: () => builder },
      withTimeout: {
        number: (seconds) => {
          if (!(seconds > 0 && seconds <= HOUR)) {
            throw kit.exception(`Invalid argument: ${seconds}`);
          }
          return builder;
        },
      },
      toString: () => 'StateTokenBuilder',
    });
    return builder;
  }

  const service = kit.service('ScriptApp.Service', {
    getUrl: { '': () => host.url },
    isEnabled: { '': () => true },
    toString: () => 'Service',
  });

  return {
    ScriptApp: kit.service(
      'ScriptApp',
      {
        AuthMode,
        AuthorizationStatus,
        EventType,
        InstallationSource,
        TriggerSource,
        WeekDay,
        deleteTrigger: { any: notAllowed },
        getAuthorizationInfo: {
          Mode: () => authorization([]),
          'Mode, Object[]': (mode, scopes) => authorization(scopes),
        },
        getInstallationSource: { '': () => InstallationSource.NONE },
        getOAuthToken: { '': () => host.token },
        getProjectKey: { '': () => host.scriptId },
        getProjectTriggers: { '': () => [] },
        getScriptId: { '': () => host.scriptId },
        getScriptTriggers: { '': () => [] },
        getService: { '': () => service },
        getUserTriggers: { any: () => [] },
        invalidateAuth: { '': () => {} },
        newStateToken: { '': stateTokenBuilder },
        newTrigger: { String: notAllowed },
        requireAllScopes: { Mode: () => {} },
        requireScopes: { 'Mode, Object[]': requireScopes },
        toString: () => 'ScriptApp',
      },
      { __proto__: null, Mode: memberOf(AuthMode) },
    ),
  };
})

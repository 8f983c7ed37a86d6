(function (host, kit) {
  'use strict';
  const user = kit.complete('Session.User', {
    getEmail: () => host.user,
    getUsername: () => host.user.split('@')[0],
    toString: () => host.user,
  });
  return {
    Session: kit.complete('Session', {
      getActiveUser: () => user,
      getEffectiveUser: () => user,
      getActiveUserLocale: () => 'en',
      getScriptTimeZone: () => host.timeZone,
      getTimeZone: () => host.timeZone,
      getTemporaryActiveUserKey: () => host.key,
      toString: () => 'Session',
    }),
  };
})

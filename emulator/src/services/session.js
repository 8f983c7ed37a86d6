(function (host, kit) {
  'use strict';
  const user = kit.service('Session.User', {
    getEmail: { '': () => host.user },
    getUserLoginId: { '': () => host.user },
    getUsername: { '': () => host.username },
    toString: () => host.user,
  });
  return {
    Session: kit.service('Session', {
      getActiveUser: { '': () => user },
      getActiveUserLocale: { '': () => 'en' },
      getEffectiveUser: { '': () => user },
      getScriptTimeZone: { '': () => host.timeZone },
      getTemporaryActiveUserKey: { '': () => host.key },
      getTimeZone: { '': () => host.timeZone },
      getUser: { '': () => user },
      toString: () => 'Session',
    }),
  };
})

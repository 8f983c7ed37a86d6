(function (host, kit) {
  'use strict';
  function lock(kind) {
    const acquire = (milliseconds) => host.acquire(kind, milliseconds);
    return kit.service('LockService.Lock', {
      hasLock: { '': () => host.holds(kind) },
      releaseLock: {
        '': () => {
          host.release(kind);
        },
      },
      toString: () => 'Lock',
      tryLock: { number: acquire },
      waitLock: {
        number: (milliseconds) => {
          if (!acquire(milliseconds)) {
            throw kit.exception('Lock timeout: another process was holding the lock for too long.');
          }
        },
      },
    });
  }

  const document = host.bound ? lock('document') : null;
  const script = lock('script');
  const user = lock('user');
  return {
    LockService: kit.service('LockService', {
      getDocumentLock: { '': () => document },
      getScriptLock: { '': () => script },
      getUserLock: { '': () => user },
      toString: () => 'LockService',
    }),
  };
})

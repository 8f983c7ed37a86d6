// A step that another run may come between, unless it is locked.
function step_() {
  const properties = PropertiesService.getScriptProperties();
  const count = Number(properties.getProperty('count'));
  Utilities.sleep(20);
  properties.setProperty('count', count + 1);
}

function countLocked() {
  const lock = LockService.getScriptLock();
  lock.waitLock(30000);
  step_();
  lock.releaseLock();
}

// Holds the lock until a property says that it is enough.
function hold() {
  const properties = PropertiesService.getScriptProperties();
  LockService.getScriptLock().waitLock(30000);
  properties.setProperty('held', 'yes');
  while (properties.getProperty('enough') === null) {
    Utilities.sleep(5);
  }
}

function tryAndWait() {
  const lock = LockService.getScriptLock();
  const got = lock.tryLock(0);
  try {
    lock.waitLock(10);
  } catch (error) {
    return [got, lock.hasLock(), String(error)];
  }
  return [got, lock.hasLock()];
}

function waitForever() {
  try {
    LockService.getScriptLock().waitLock(1000000);
  } catch (error) {
    return 'caught';
  }
  return 'got it';
}

function sleepForever() {
  try {
    Utilities.sleep(300000);
  } finally {
    return 'woke up';
  }
}

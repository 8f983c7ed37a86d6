function testLockIsHeldUntilItIsReleased() {
  const lock = LockService.getScriptLock();
  equal(lock.hasLock(), false);
  lock.waitLock(1000);
  equal([lock.hasLock(), lock.tryLock(0), LockService.getScriptLock().hasLock()], [true, true, true]);
  equal(LockService.getUserLock().hasLock(), false);
  equal(lock.releaseLock(), undefined);
  equal(lock.hasLock(), false);
  lock.releaseLock();
  equal(LockService.getDocumentLock(), null);
}

function testLockRefuses() {
  fails(
    () => LockService.getScriptLock().tryLock(),
    "Exception: The parameters () don't match the method signature for LockService.Lock.tryLock.",
  );
  equal(LockService.getScriptLock().tryLock(-1), false);
  fails(() => LockService.getScriptLock().tryLock(NaN), 'Exception: Invalid argument: NaN');
}

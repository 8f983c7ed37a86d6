function testCacheKeepsTexts() {
  const cache = CacheService.getScriptCache();
  equal(cache.get('missing'), null);
  equal(cache.put('a', '1'), undefined);
  cache.put('b', 2, 1500);
  equal([cache.get('a'), cache.get('b')], ['1', '2']);
  equal(cache.getAll(['a', 'b', 'missing']), { a: '1', b: '2' });
  equal(cache.remove('a'), undefined);
  equal(cache.get('a'), null);
  cache.putAll({ c: '3', d: '4' });
  cache.putAll({ e: '5' }, 20);
  equal(cache.getAll(['b', 'c', 'd', 'e']), { b: '2', c: '3', d: '4', e: '5' });
  cache.removeAll(['b', 'c', 'missing']);
  equal(cache.getAll(['b', 'c', 'd', 'e']), { d: '4', e: '5' });
}

function testCachesAreApart() {
  CacheService.getScriptCache().put('apart', 'script');
  equal(CacheService.getUserCache().get('apart'), null);
  CacheService.getUserCache().put('apart', 'user');
  equal(CacheService.getScriptCache().get('apart'), 'script');
  equal(CacheService.getDocumentCache(), null);
}

function testCacheRefuses() {
  const cache = CacheService.getScriptCache();
  fails(() => cache.put('x'.repeat(251), 'x'), 'Exception: Argument too large: key');
  fails(() => cache.put('x', 'x'.repeat(102401)), 'Exception: Argument too large: value');
  fails(
    () => cache.put('x', { a: 1 }, 60),
    "Exception: The parameters (String,(class),number) don't match the method signature for CacheService.Cache.put.",
  );
  fails(
    () => cache.get(),
    "Exception: The parameters () don't match the method signature for CacheService.Cache.get.",
  );
}

const atLoad = Formats.price(1.005);

function price(amount) { return Formats.price(amount); }
function kinds() {
  return [typeof Formats.price, typeof Formats.CURRENCY, typeof Formats.hidden_, typeof Formats.constant,
    typeof Formats.Price, typeof hidden_, typeof Formats.absent, typeof Formats.escape];
}
function variable() { Formats.CURRENCY = 'USD'; return [Formats.CURRENCY, Formats.price(2)]; }
function across() {
  const list = Formats.list();
  return [list instanceof Array, Array.isArray(list), Formats.isMyArray([]), list];
}
function thrown() {
  return Formats.fail('no price');
}
function caught() {
  try { Formats.fail('x'); } catch (e) { return [e instanceof Error, e.name, e.message, e.stack.split('\n').slice(0, 3)]; }
}
function absent() { return Formats.absent(); }
function nested() { return [Formats.rounded(2.449), Rounding.half(2.449), Rounding.calls()]; }
function zones() { return [Formats.zone(), Session.getScriptTimeZone(), Formats.hour(), new Date(0).getHours()]; }
function properties() {
  PropertiesService.getScriptProperties().setProperty('owner', 'script');
  Formats.remember('library');
  return [PropertiesService.getScriptProperties().getProperty('owner'), Formats.recall()];
}
function names() { return Object.keys(Formats); }
function callback() { return Formats.apply_later([1, 2], (x) => x * 2); }
async function later() { return await Formats.later(3); }
function library() { return Formats; }
function ofUser() {
  PropertiesService.getUserProperties().setProperty('mine', 'script');
  const before = Formats.recallOfUser();
  Formats.rememberOfUser('library');
  return [before, PropertiesService.getUserProperties().getProperty('mine')];
}
function caches() { CacheService.getUserCache().put('mine', 'script'); return [Formats.cached(''), Formats.cached('library'), CacheService.getUserCache().get('mine')]; }
function signInUrl() {
  const [redirect, token] = Formats.authorizationUrl();
  const url = `https://script.google.com/macros/d/${ScriptApp.getScriptId()}/usercallback`;
  return [redirect === url, typeof token, token.length > 20, token !== Formats.authorizationUrl()[1]];
}

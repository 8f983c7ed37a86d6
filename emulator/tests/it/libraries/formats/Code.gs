var CURRENCY = 'EUR';
const constant = 1;
class Price {}

function price(amount) {
  return `${hidden_(amount)} ${CURRENCY}`;
}
function hidden_(amount) { return R.half(amount).toFixed(2); }
function rounded(amount) { return R.half(amount); }
function list() { return [1, { a: 2 }]; }
function isMyArray(value) { return value instanceof Array; }
function fail(message) {
  throw new TypeError(message);
}
function zone() { return Session.getScriptTimeZone(); }
function hour() { return new Date(0).getHours(); }
function remember(value) { PropertiesService.getScriptProperties().setProperty('owner', value); }
function recall() { return PropertiesService.getScriptProperties().getProperty('owner'); }
function apply_later(values, change) { return values.map(change); }
async function later(value) { await null; return value + 1; }
function rememberOfUser(value) { PropertiesService.getUserProperties().setProperty('mine', value); }
function recallOfUser() { return PropertiesService.getUserProperties().getProperty('mine'); }
function cached(value) {
  if (value) CacheService.getUserCache().put('mine', value);
  return CacheService.getUserCache().get('mine');
}
function authorizationUrl() {
  const state = ScriptApp.newStateToken().withMethod('callback').withArgument('service', 'mail').withTimeout(3600);
  const redirect = `https://script.google.com/macros/d/${ScriptApp.getScriptId()}/usercallback`;
  return [redirect, state.createToken()];
}

/**
 * @typedef {{name: string, stage: ('new'|'called'|'won'), notes: (string[]|undefined)}} Lead
 */

/**
 * @param {string} name
 * @return {Lead}
 */
function newLead(name) {
  return Crm.Leads.create(name);
}

/**
 * @param {Lead} lead
 * @return {Lead}
 */
function nextStage(lead) {
  return Crm.Leads.advance(lead);
}

function ping() {
  return Api.ping();
}

if (typeof module !== 'undefined') {
  module.exports = { newLead, nextStage };
}

/** @namespace */
var Crm = Crm || {};

Crm.Leads = (function (ns) {
  function create(name) { return { name: name, stage: 'new' }; }
  function advance(lead) { lead.stage = ns.nextStage(lead.stage); return lead; }
  return { create: create, advance: advance };
})(Crm);

Crm.nextStage = function (stage) {
  var stages = ['new', 'called', 'won'];
  return stages[Math.min(stages.indexOf(stage) + 1, stages.length - 1)];
};

const Api = {
  version: 2,
  ping() { return 'pong'; },
  echo: (value) => value,
};

(function () {
  function hidden() {}
  hidden();
})();

(() => { const alsoHidden = () => 1; alsoHidden(); })();

{
  let blockScoped = function () {};
  const alsoBlockScoped = () => blockScoped();
  alsoBlockScoped();
}

const { createLead, advanceLead } = {
  createLead: (name) => Crm.Leads.create(name),
  advanceLead: (lead) => Crm.Leads.advance(lead),
};

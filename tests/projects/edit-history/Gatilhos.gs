/** Registra cada edição da planilha. */
function onEdit(e) {
  var range = e.range;
  if (range.getSheet().getName() === 'Histórico') return;
  registrar_(range.getA1Notation(), e.oldValue, e.value);
}

function onOpen() {
  SpreadsheetApp.getUi().createMenu('Histórico').addItem('Limpar', 'limpar').addItem('Instalar', 'instalar').addToUi();
}

/** @OnlyCurrentDoc */

function onInstall(e) { onOpen(e); }

/**
 * @param {Object} e - o evento
 */
function onFormSubmit(e) {
  registrar_('formulário', '', JSON.stringify(e.namedValues));
}

function instalar() {
  ScriptApp.getProjectTriggers().forEach(function (t) { ScriptApp.deleteTrigger(t); });
  ScriptApp.newTrigger('semanal').timeBased().onWeekDay(ScriptApp.WeekDay.MONDAY).atHour(6).create();
  ScriptApp.newTrigger('onFormSubmit').forSpreadsheet(SpreadsheetApp.getActive()).onFormSubmit().create();
}

function semanal() {
  limpar(30);
}

/**
 * Apaga o que é mais antigo.
 * @param {Number} dias quantos dias ficam
 * @returns {Number} quantas linhas foram apagadas
 */
function limpar(dias) {
  var guardar = dias || 90;
  var sheet = SpreadsheetApp.getActive().getSheetByName('Histórico');
  var limite = new Date().getTime() - guardar * 24 * 60 * 60 * 1000;
  var apagadas = 0;
  for (var linha = sheet.getLastRow(); linha > 1; linha--) {
    if (sheet.getRange(linha, 1).getValue().getTime() < limite) {
      sheet.deleteRow(linha);
      apagadas++;
    }
  }
  return apagadas;
}

function registrar_(onde, antes, depois) {
  SpreadsheetApp.getActive().getSheetByName('Histórico').appendRow([new Date(), onde, antes, depois]);
}

// Weekly sales report.
// Reads the sheet "Sales" (date, region, rep, amount) and mails a summary.

var REPORT_SHEET = 'Sales';
var REPORT_SUBJECT = 'Weekly sales report';

function onOpen(e) {
  SpreadsheetApp.getUi()
    .createMenu('Report')
    .addItem('Send now', 'sendReportFromMenu')
    .addSeparator()
    .addItem('Preview', 'previewReport')
    .addToUi();
}

function sendReportFromMenu() {
  var sent = sendReport('sales-team@example.com');
  SpreadsheetApp.getActiveSpreadsheet().toast(sent + ' mail(s) sent');
}

function previewReport() {
  var html = buildHtml(summarize(loadRows()));
  return html;
}

// recipients: one address, or several separated by commas
function sendReport(recipients) {
  var rows = loadRows();
  if (rows.length === 0) {
    Logger.log('Nothing to report');
    return 0;
  }
  var summary = summarize(rows);
  var list = recipients.split(',');
  for (var i = 0; i < list.length; i++) {
    MailApp.sendEmail({
      to: list[i].replace(/^\s+|\s+$/g, ''),
      subject: REPORT_SUBJECT + ' (' + summary.count + ' sales)',
      body: buildText(summary),
      htmlBody: buildHtml(summary)
    });
  }
  return list.length;
}

function loadRows() {
  var sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(REPORT_SHEET);
  var values = sheet.getDataRange().getValues();
  values.shift(); // headers
  var rows = [];
  for (var i = 0; i < values.length; i++) {
    if (values[i][3] === '') continue;
    rows.push({
      date: values[i][0] instanceof Date
        ? Utilities.formatDate(values[i][0], 'America/New_York', 'yyyy-MM-dd')
        : String(values[i][0]),
      region: values[i][1],
      rep: values[i][2],
      amount: Number(values[i][3])
    });
  }
  return rows;
}

function summarize(rows) {
  var summary = { count: rows.length, total: 0, regions: {} };
  for (var i = 0; i < rows.length; i++) {
    summary.total += rows[i].amount;
    if (!summary.regions[rows[i].region]) {
      summary.regions[rows[i].region] = 0;
    }
    summary.regions[rows[i].region] += rows[i].amount;
  }
  return summary;
}

function buildText(summary) {
  var lines = ['Sales: ' + summary.count, 'Total: ' + money(summary.total), ''];
  var names = Object.keys(summary.regions).sort();
  for (var i = 0; i < names.length; i++) {
    lines.push(names[i] + ': ' + money(summary.regions[names[i]]));
  }
  return lines.join('\n');
}

function buildHtml(summary) {
  var html = '<h2>' + REPORT_SUBJECT + '</h2><table>';
  var names = Object.keys(summary.regions).sort();
  for (var i = 0; i < names.length; i++) {
    html += '<tr><td>' + escapeHtml(names[i]) + '</td><td>' + money(summary.regions[names[i]]) + '</td></tr>';
  }
  html += '<tr><th>Total</th><th>' + money(summary.total) + '</th></tr></table>';
  return html;
}

// money(12.5) -> "12.50", money(12.5, "USD") -> "12.50 USD"
function money() {
  var text = Utilities.formatString('%.2f', arguments[0]);
  if (arguments.length > 1) text += ' ' + arguments[1];
  return text;
}

function escapeHtml(text) {
  return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function remainingQuota() {
  return MailApp.getRemainingDailyQuota();
}

/**
 * @typedef {{description: string, quantity: number, unitPrice: number}} InvoiceLine
 */

/**
 * @typedef {Object} Invoice
 * @property {string} number
 * @property {string} customer
 * @property {InvoiceLine[]} lines
 * @property {number} net
 * @property {number} vat
 * @property {number} gross
 */

/**
 * @callback LineFilter
 * @param {InvoiceLine} line
 * @returns {boolean}
 */

var Invoices = (function () {
  var VAT = 0.21;

  function round(amount) {
    return Math.round(amount * 100) / 100;
  }

  /**
   * @param {string} customer
   * @param {LineFilter} filter
   */
  function linesOf(customer, filter) {
    return Ledger.rows()
      .filter(function (row) { return row.customer === customer; })
      .map(function (row) {
        return { description: row.description, quantity: row.quantity, unitPrice: row.unitPrice };
      })
      .filter(filter);
  }

  function build(customer, number) {
    var lines = linesOf(customer, function (line) { return line.quantity > 0; });
    if (!lines.length) throw new Error('Nothing to invoice for ' + customer);
    var net = round(lines.reduce(function (sum, line) { return sum + line.quantity * line.unitPrice; }, 0));
    return { number: number, customer: customer, lines: lines, net: net, vat: round(net * VAT), gross: round(net * (1 + VAT)) };
  }

  function text(invoice) {
    var body = invoice.lines.map(function (line) {
      return Utilities.formatString('%-20s %5d x %8.2f', line.description, line.quantity, line.unitPrice);
    });
    return ['Invoice ' + invoice.number, invoice.customer, ''].concat(body, ['', Utilities.formatString('Total %.2f EUR', invoice.gross)]).join('\n');
  }

  return { build: build, text: text };
})();

/**
 * Builds an invoice out of the ledger, without sending it.
 *
 * @param {string} customer
 * @param {string} number
 * @return {Invoice}
 */
function buildInvoice(customer, number) {
  return Invoices.build(customer, number);
}

/**
 * Builds and mails an invoice, and writes it down.
 *
 * @param {string} customer
 * @param {string} number
 * @param {string} email
 * @return {Invoice}
 */
function mailInvoice(customer, number, email) {
  var invoice = Invoices.build(customer, number);
  MailApp.sendEmail(email, 'Invoice ' + invoice.number, Invoices.text(invoice));
  Ledger.done(customer, number);
  return invoice;
}

/**
 * The text that `mailInvoice` would send.
 *
 * @param {Invoice} invoice
 * @return {string}
 */
var invoiceText = function (invoice) {
  return Invoices.text(invoice);
};

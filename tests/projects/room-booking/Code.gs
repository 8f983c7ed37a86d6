const ROOMS = ['Ada', 'Grace', 'Katherine'];

function doGet(e) {
  const page = (e && e.parameter && e.parameter.page) || 'index';
  return HtmlService.createTemplateFromFile(page)
    .evaluate()
    .setTitle('Rooms')
    .addMetaTag('viewport', 'width=device-width, initial-scale=1');
}

/**
 * @param {GoogleAppsScript.Events.DoPost} e
 * @return {GoogleAppsScript.Content.TextOutput}
 */
function doPost(e) {
  const booking = JSON.parse(e.postData.contents);
  const answer = book(booking.room, booking.start, booking.end);
  return ContentService.createTextOutput(JSON.stringify(answer)).setMimeType(ContentService.MimeType.JSON);
}

// Called by the templates: <?!= include('style') ?>
function include(filename) {
  return HtmlService.createHtmlOutputFromFile(filename).getContent();
}

/**
 * Called by google.script.run and by the API.
 *
 * @param {string} room
 * @param {string} start ISO time
 * @param {string} end ISO time
 * @return {{room: string, start: string, end: string, by: string}}
 */
function book(room, start, end) {
  if (!ROOMS.includes(room)) throw new Error('No such room: ' + room);
  const by = Session.getActiveUser().getEmail();
  SpreadsheetApp.getActive().getSheetByName('Bookings').appendRow([room, new Date(start), new Date(end), by]);
  return { room, start, end, by };
}

/** @return {string[]} */
function rooms() { return ROOMS.slice(); }

/** @return {Date} */
function lastBooking() {
  const sheet = SpreadsheetApp.getActive().getSheetByName('Bookings');
  return sheet.getRange(sheet.getLastRow(), 2).getValue();
}

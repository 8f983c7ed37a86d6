// The members of `MimeType`.
(function () {
  'use strict';
  const google = (kind) => `application/vnd.google-apps.${kind}`;
  const word = 'application/vnd.openxmlformats-officedocument';
  return Object.freeze({
    GOOGLE_APPS_SCRIPT: google('script'),
    GOOGLE_DRAWINGS: google('drawing'),
    GOOGLE_DOCS: google('document'),
    GOOGLE_FORMS: google('form'),
    GOOGLE_SHEETS: google('spreadsheet'),
    GOOGLE_SITES: google('site'),
    GOOGLE_SLIDES: google('presentation'),
    FOLDER: google('folder'),
    SHORTCUT: google('shortcut'),
    BMP: 'image/bmp',
    GIF: 'image/gif',
    JPEG: 'image/jpeg',
    PNG: 'image/png',
    SVG: 'image/svg+xml',
    PDF: 'application/pdf',
    CSS: 'text/css',
    CSV: 'text/csv',
    HTML: 'text/html',
    JAVASCRIPT: 'application/javascript',
    PLAIN_TEXT: 'text/plain',
    RTF: 'application/rtf',
    OPENDOCUMENT_GRAPHICS: 'application/vnd.oasis.opendocument.graphics',
    OPENDOCUMENT_PRESENTATION: 'application/vnd.oasis.opendocument.presentation',
    OPENDOCUMENT_SPREADSHEET: 'application/vnd.oasis.opendocument.spreadsheet',
    OPENDOCUMENT_TEXT: 'application/vnd.oasis.opendocument.text',
    MICROSOFT_EXCEL: `${word}.spreadsheetml.sheet`,
    MICROSOFT_EXCEL_LEGACY: 'application/vnd.ms-excel',
    MICROSOFT_POWERPOINT: `${word}.presentationml.presentation`,
    MICROSOFT_POWERPOINT_LEGACY: 'application/vnd.ms-powerpoint',
    MICROSOFT_WORD: `${word}.wordprocessingml.document`,
    MICROSOFT_WORD_LEGACY: 'application/msword',
    ZIP: 'application/zip',
  });
})

(function (host, kit) {
  'use strict';
  const MimeType = kit.enumeration(['ATOM', 'CSV', 'ICAL', 'JAVASCRIPT', 'JSON', 'RSS', 'TEXT', 'VCARD', 'XML']);

  function output(text) {
    const data = { content: text, fileName: null, mimeType: MimeType.TEXT };
    const change = (field, value) => {
      data[field] = value;
      return made;
    };
    const made = kit.service(
      'ContentService.TextOutput',
      {
        append: { String: (added) => change('content', data.content + added) },
        clear: { '': () => change('content', '') },
        downloadAsFile: { String: (name) => change('fileName', name) },
        getContent: { '': () => data.content },
        getFileName: { '': () => data.fileName },
        getMimeType: { '': () => data.mimeType },
        setContent: { String: (content) => change('content', content) },
        setMimeType: { MimeType: (type) => change('mimeType', type) },
        toString: () => 'TextOutput',
      },
      { MimeType: kit.memberOf(MimeType) },
    );
    return made;
  }

  return {
    ContentService: kit.service('ContentService', {
      MimeType,
      createTextOutput: { '': () => output(''), String: output },
      toString: () => 'ContentService',
    }),
  };
})

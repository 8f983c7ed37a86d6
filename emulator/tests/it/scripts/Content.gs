function testTextOutput() {
  const output = ContentService.createTextOutput('{"a":1}').setMimeType(ContentService.MimeType.JSON);
  equal([output.getContent(), String(output.getMimeType()), output.getFileName()], ['{"a":1}', 'JSON', null]);
  equal(ContentService.createTextOutput().getContent(), '');
  equal(output.append('x').clear().append('y').downloadAsFile('y.txt').getFileName(), 'y.txt');
  equal(output.getContent(), 'y');
  fails(
    () => output.setMimeType('JSON'),
    "Exception: The parameters (String) don't match the method signature for ContentService.TextOutput.setMimeType.",
  );
}

function testHtmlOutput() {
  const output = HtmlService.createHtmlOutput('<p>').append('a').appendUntrusted('<b>').setTitle('t').setWidth(5);
  equal([output.getContent(), output.getTitle(), output.getWidth()], ['<p>a&lt;b&gt;', 't', 5]);
  equal(output.addMetaTag('viewport', 'x').getMetaTags().map((tag) => tag.getContent()), ['x']);
  equal([output.getBlob().getContentType(), output.getAs('text/html').getDataAsString()], ['text/html', '<p>a&lt;b&gt;']);
  equal(HtmlService.createHtmlOutput(Utilities.newBlob('é')).getContent(), 'é');
  equal(output.setXFrameOptionsMode(HtmlService.XFrameOptionsMode.ALLOWALL).getContent(), output.getContent());
}

function testHtmlFiles() {
  equal(HtmlService.createHtmlOutputFromFile('page').getContent().slice(0, 7), '<ul><? ');
  equal(HtmlService.createHtmlOutputFromFile('page.html').getContent().slice(0, 7), '<ul><? ');
  fails(() => HtmlService.createHtmlOutputFromFile('none'), 'Exception: No HTML file named none was found.');
  fails(() => HtmlService.createHtmlOutputFromFile('../page'), 'Exception: No HTML file named ../page was found.');
}

function greet_(name) {
  return `Hello, ${name}`;
}

function testHtmlTemplate() {
  const template = HtmlService.createTemplateFromFile('page');
  template.items = ['a', '<b>'];
  template.raw = '<hr>';
  equal(template.evaluate().getContent(), '<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>\n');
  equal(template.missing, undefined);
  equal(HtmlService.createTemplate('<?= greet_("A & B") ?>!').evaluate().getContent(), 'Hello, A &amp; B!');
  equal(HtmlService.createTemplate('<? output.append("<i>") ?>').evaluate().getContent(), '<i>');
  equal(HtmlService.createTemplate("it's `${1}`\n\\").evaluate().getContent(), "it's `${1}`\n\\");
  fails(() => HtmlService.createTemplate('<?= nothing ?>').evaluate(), 'ReferenceError: nothing is not defined');
}

function testLogger() {
  Logger.log('a %s', 1);
  Logger.log('b');
  const lines = Logger.getLog().split('\n');
  equal(lines.length, 3);
  equal(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d CES?T \d{4} INFO: a 1$/.test(lines[0]), true);
  Logger.clear();
  equal(Logger.getLog(), '');
}

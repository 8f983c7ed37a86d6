const FEED = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="urn:meta" m:kind="news">
  <title>News &amp; more</title>
  <entry id="1"><title>One</title><m:rank>5</m:rank></entry>
  <entry id="2"><title><![CDATA[<Two>]]></title></entry>
</feed>`;

function readFeed() {
  const root = XmlService.parse(FEED).getRootElement();
  const atom = XmlService.getNamespace('http://www.w3.org/2005/Atom');
  const meta = XmlService.getNamespace('m', 'urn:meta');
  return [
    root.getName(),
    root.getNamespace().getURI(),
    root.getChildText('title', atom),
    root.getChild('title'),
    root.getChildren('entry', atom).map((entry) => [
      entry.getAttribute('id').getValue(),
      entry.getChildText('title', atom),
      entry.getChildText('rank', meta),
    ]),
    root.getAttribute('kind', meta).getValue(),
    root.getChildren().length,
    root.getValue().replace(/\s+/g, ' ').trim(),
    root.getDescendants().filter((content) => content.getType() === XmlService.ContentTypes.ELEMENT).length,
    root.getNamespace('m').getPrefix(),
  ];
}

function walk() {
  const document = XmlService.parse('<a><!-- c --><b>x<c/></b><?go now?></a>');
  const a = document.getRootElement();
  const b = a.getChild('b');
  return [
    a.getAllContent().map((content) => String(content.getType())),
    a.getContent(0).asComment().getText(),
    a.getContent(1).asElement() === b,
    a.getContent(1).asText(),
    a.getContent(2).asProcessingInstruction().getTarget(),
    b.getChild('c').getParentElement().getName(),
    b.getContentSize(),
    a.isRootElement(),
    a.isAncestorOf(b),
    b.getDocument() === document,
    b.getQualifiedName(),
    String(b),
  ];
}

function write() {
  const root = XmlService.createElement('threads');
  ['first', 'second'].forEach((subject, place) => {
    const thread = XmlService.createElement('thread').setAttribute('place', place).setAttribute('of', '"2" & <3>');
    root.addContent(thread.addContent(XmlService.createElement('subject').setText(`${subject} & <last>`)));
  });
  root.addContent(XmlService.createElement('empty'));
  root.addContent(0, XmlService.createComment('made'));
  return XmlService.createDocument(root);
}

function pretty() {
  return XmlService.getPrettyFormat().format(write());
}

function compact() {
  return XmlService.getCompactFormat().setOmitDeclaration(true).format(write());
}

function formats(xml) {
  const document = XmlService.parse(xml);
  const format = (one) => one.setLineSeparator('\n').format(document);
  return [
    format(XmlService.getRawFormat()),
    format(XmlService.getPrettyFormat().setIndent('    ')),
    format(XmlService.getCompactFormat().setOmitEncoding(true)),
    XmlService.getRawFormat().format(document.getRootElement()),
  ];
}

function namespaces() {
  const soap = XmlService.getNamespace('soap', 'urn:soap');
  const own = XmlService.getNamespace('urn:own');
  const envelope = XmlService.createElement('Envelope', soap);
  const body = XmlService.createElement('Body', soap);
  body.addContent(XmlService.createElement('run', own).setAttribute('id', '1', soap).setAttribute('lang', 'en', XmlService.getXmlNamespace()));
  envelope.addContent(body).addContent(XmlService.createElement('plain'));
  return XmlService.getRawFormat().format(envelope);
}

function change() {
  const document = XmlService.parse('<a x="1" y="2"><b>old</b><c/><b/></a>');
  const a = document.getRootElement();
  a.getChild('b').setText('new');
  a.getChild('c').setName('d').addContent(XmlService.createCdata('<raw>')).addContent(XmlService.createText('t'));
  a.removeContent(a.getChildren('b')[1]);
  a.getAttribute('x').setValue('9');
  const removed = [a.removeAttribute('y'), a.removeAttribute('none')];
  const clones = a.cloneContent();
  clones.forEach((content) => a.addContent(content));
  const b = a.getChild('b').detach();
  document.setDocType(XmlService.createDocType('a', '-//P', 'a.dtd'));
  return [removed, b.getText(), b.getParentElement(), XmlService.getRawFormat().format(document)];
}

function parse(xml) {
  XmlService.parse(xml);
}

function twice() {
  const root = XmlService.createElement('root');
  const child = XmlService.createElement('child');
  root.addContent(child);
  root.addContent(child);
}

function intoItself() {
  const root = XmlService.createElement('root');
  const child = XmlService.createElement('child');
  root.addContent(child);
  child.addContent(root);
}

function badName() {
  XmlService.createElement('1 a');
}

function secondRoot() {
  XmlService.createDocument(XmlService.createElement('a')).addContent(XmlService.createElement('b'));
}

function lacking() {
  XmlService.parse('<a/>').getRootElement().getXPath();
}

function elementOf() {
  XmlService.createElement({});
}

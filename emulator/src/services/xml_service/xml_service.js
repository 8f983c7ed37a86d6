(function (host, kit) {
  'use strict';
  const { enumeration, exception, service } = kit;
  const tree = host.tree();
  const format = host.format();

  const ContentTypes = enumeration([
    'CDATA',
    'COMMENT',
    'DOCTYPE',
    'ELEMENT',
    'ENTITYREF',
    'PROCESSINGINSTRUCTION',
    'TEXT',
  ]);

  // The data behind the objects that a script holds, and the object for each node.
  const data = new WeakMap();
  const shown = new WeakMap();
  const of = (kind) => (value) => typeof value === 'object' && value !== null && data.get(value)?.kind === kind;
  const own = {
    Attribute: of('attribute'),
    Content: of('content'),
    Document: of('document'),
    Element: (value) => of('content')(value) && data.get(value).node.type === 'ELEMENT',
    DocType: (value) => of('content')(value) && data.get(value).node.type === 'DOCTYPE',
    Namespace: of('namespace'),
    nullable: (value) => value === null || value === undefined || typeof value === 'string',
  };
  const nodeOf = (value) => data.get(value).node;

  function wrap(kind, node, name, members) {
    const made = service(name, { ...members, toString: () => `[${name}]` }, own);
    data.set(made, { kind, node });
    shown.set(node, made);
    return made;
  }

  const show = (node) => shown.get(node) ?? makers[node.type](node);
  const maybe = (node) => (node === undefined || node === null ? null : show(node));

  const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.\-·]*$/u;

  function checkName(name, kind) {
    if (!NAME.test(name)) {
      throw exception(`The name "${name}" is not legal for JDOM/XML ${kind}s.`);
    }
    return name;
  }

  function namespace(node) {
    if (shown.has(node)) {
      return shown.get(node);
    }
    return wrap('namespace', node, 'Namespace', {
      getPrefix: { '': () => node.prefix },
      getURI: { '': () => node.uri },
    });
  }

  // What everything that stands in an element can do.
  function content(node) {
    const itself = () => show(node);
    const as = (type) => ({ '': () => (node.type === type ? itself() : null) });
    return {
      asCdata: as('CDATA'),
      asComment: as('COMMENT'),
      asDocType: as('DOCTYPE'),
      asElement: as('ELEMENT'),
      asEntityRef: as('ENTITYREF'),
      asProcessingInstruction: as('PROCESSINGINSTRUCTION'),
      asText: as('TEXT'),
      detach: {
        '': () => {
          tree.detach(node);
          return itself();
        },
      },
      getParentElement: { '': () => (node.parent?.type === 'ELEMENT' ? show(node.parent) : null) },
      getType: { '': () => ContentTypes[node.type] },
      getValue: { '': () => tree.valueOf(node) },
    };
  }

  // What documents and elements do with what stands in them.
  function container(node) {
    const itself = () => show(node);
    const inside = (index) => {
      if (!(index >= 0 && index < node.content.length)) {
        throw exception(`Index: ${index} Size: ${node.content.length}`);
      }
      return node.content[index];
    };
    const removed = (child) => {
      tree.detach(child);
      return show(child);
    };
    return {
      addContent: {
        Content: (child) => add(node, nodeOf(child)),
        'number, Content': (index, child) => add(node, nodeOf(child), index),
      },
      cloneContent: { '': () => node.content.map((child) => show(tree.clone(child))) },
      getAllContent: { '': () => node.content.map(show) },
      getContent: { number: (index) => show(inside(index)) },
      getContentSize: { '': () => node.content.length },
      getDescendants: { '': () => tree.descendants(node).map(show) },
      removeContent: {
        '': () => [...node.content].map(removed),
        number: (index) => removed(inside(index)),
        Content: (child) => {
          const is = nodeOf(child).parent === node;
          if (is) {
            tree.detach(nodeOf(child));
          }
          return is;
        },
      },
    };

    function add(parent, child, index = parent.content.length) {
      if (child.parent !== null) {
        const where = child.parent.type === 'DOCUMENT' ? 'the document' : `"${child.parent.name}"`;
        throw exception(`The Content already has an existing parent ${where}: detach it first.`);
      }
      for (let around = parent; around; around = around.parent) {
        if (around === child) {
          throw exception('The Element cannot be added to itself or to an element inside of it.');
        }
      }
      if (!(index >= 0 && index <= parent.content.length)) {
        throw exception(`Index: ${index} Size: ${parent.content.length}`);
      }
      checkPlace(parent, child);
      tree.append(parent, child, index);
      return itself();
    }
  }

  function checkPlace(parent, child) {
    const isDocument = parent.type === 'DOCUMENT';
    if (isDocument && (child.type === 'TEXT' || child.type === 'CDATA')) {
      throw exception('A Text is not allowed at the document root.');
    }
    if (isDocument && child.type === 'ELEMENT' && parent.content.some((one) => one.type === 'ELEMENT')) {
      throw exception('Cannot add a second root element, only one is allowed.');
    }
    if (!isDocument && child.type === 'DOCTYPE') {
      throw exception('A DocType is not allowed except at the document level.');
    }
  }

  function element(node) {
    const itself = () => show(node);
    const is = (name, uri) => (one) => one.name === name && one.namespace.uri === uri;
    const uriOf = (given) => nodeOf(given).uri;
    const children = (test) => node.content.filter((one) => one.type === 'ELEMENT' && test(one));
    const byName = (find) => ({
      String: (name) => find(is(name, '')),
      'String, Namespace': (name, given) => find(is(name, uriOf(given))),
    });
    const changed = (change) => (value) => {
      change(value);
      return itself();
    };
    const setAttribute = (name, value, space) => {
      checkName(name, 'attribute');
      const there = node.attributes.find(is(name, space.uri));
      if (there === undefined) {
        node.attributes.push({ name, namespace: space, value });
      } else {
        there.value = value;
      }
      return itself();
    };
    const removeAttribute = (attribute) => {
      const at = node.attributes.indexOf(attribute);
      if (at >= 0) {
        node.attributes.splice(at, 1);
      }
      return at >= 0;
    };
    return wrap('content', node, 'Element', {
      ...content(node),
      ...container(node),
      getAttribute: byName((test) => attributeOf(node.attributes.find(test))),
      getAttributes: { '': () => node.attributes.map(attributeOf) },
      getChild: byName((test) => maybe(children(test)[0])),
      getChildText: byName((test) => (children(test).length > 0 ? tree.textOf(children(test)[0]) : null)),
      getChildren: { '': () => children(() => true).map(show), ...byName((test) => children(test).map(show)) },
      getDocument: { '': () => documentOf(node) },
      getName: { '': () => node.name },
      getNamespace: { '': () => namespace(node.namespace), String: (prefix) => inScope(node, prefix) },
      getQualifiedName: { '': () => format.qualified(node) },
      getText: { '': () => tree.textOf(node) },
      isAncestorOf: { Element: (other) => tree.descendants(node).includes(nodeOf(other)) },
      isRootElement: { '': () => node.parent?.type === 'DOCUMENT' },
      removeAttribute: {
        Attribute: (attribute) => removeAttribute(nodeOf(attribute)),
        ...byName((test) => removeAttribute(node.attributes.find(test))),
      },
      setAttribute: {
        Attribute: (attribute) => {
          const { name, value, namespace: space } = nodeOf(attribute);
          return setAttribute(name, value, space);
        },
        'String, String': (name, value) => setAttribute(name, value, tree.NONE),
        'String, String, Namespace': (name, value, space) => setAttribute(name, value, nodeOf(space)),
      },
      setName: { String: changed((name) => (node.name = checkName(name, 'element'))) },
      setNamespace: { Namespace: changed((space) => (node.namespace = nodeOf(space))) },
      setText: { String: changed(setText), nullable: changed(setText) },
    });

    function setText(text) {
      [...node.content].forEach(tree.detach);
      if (text !== null && text !== undefined && text !== '') {
        tree.append(node, tree.leaf('TEXT', { text }));
      }
    }
  }

  function inScope(node, prefix) {
    for (let around = node; around?.type === 'ELEMENT'; around = around.parent) {
      const found = [around.namespace, ...around.declared].find((one) => one.prefix === prefix);
      if (found !== undefined) {
        return namespace(found);
      }
    }
    return prefix === 'xml' ? namespace(tree.XML) : null;
  }

  function documentOf(node) {
    let top = node;
    while (top.parent) {
      top = top.parent;
    }
    return top.type === 'DOCUMENT' ? show(top) : null;
  }

  function attributeOf(node) {
    if (node === undefined) {
      return null;
    }
    const changed = (change) => (value) => {
      change(value);
      return attributeOf(node);
    };
    return (
      shown.get(node) ??
      wrap('attribute', node, 'Attribute', {
        getName: { '': () => node.name },
        getNamespace: { '': () => namespace(node.namespace) },
        getValue: { '': () => node.value },
        setName: { String: changed((name) => (node.name = checkName(name, 'attribute'))) },
        setNamespace: { Namespace: changed((space) => (node.namespace = nodeOf(space))) },
        setValue: { String: changed((value) => (node.value = value)) },
      })
    );
  }

  // The members that read and write one field of a node.
  function field(node, name, key) {
    return {
      [`get${name}`]: { '': () => node[key] },
      [`set${name}`]: {
        String: (value) => {
          node[key] = value;
          return show(node);
        },
      },
    };
  }

  function text(name) {
    return (node) =>
      wrap('content', node, name, {
        ...content(node),
        ...field(node, 'Text', 'text'),
        append: {
          String: (more) => {
            node.text += more;
            return show(node);
          },
        },
      });
  }

  const makers = {
    DOCUMENT: document,
    ELEMENT: element,
    TEXT: text('Text'),
    CDATA: text('Cdata'),
    COMMENT: (node) => wrap('content', node, 'Comment', { ...content(node), ...field(node, 'Text', 'text') }),
    PROCESSINGINSTRUCTION: (node) =>
      wrap('content', node, 'ProcessingInstruction', {
        ...content(node),
        getData: { '': () => node.data },
        getTarget: { '': () => node.target },
      }),
    DOCTYPE: (node) =>
      wrap('content', node, 'DocType', {
        ...content(node),
        ...field(node, 'ElementName', 'name'),
        ...field(node, 'InternalSubset', 'subset'),
        ...field(node, 'PublicId', 'publicId'),
        ...field(node, 'SystemId', 'systemId'),
      }),
  };

  function document(node) {
    const first = (type) => node.content.find((one) => one.type === type);
    const members = container(node);
    const replace = (old, next, index) => {
      if (old !== undefined) {
        tree.detach(old);
      }
      members.addContent['number, Content'](Math.min(index, node.content.length), next);
      return show(node);
    };
    return wrap('document', node, 'Document', {
      ...members,
      detachRootElement: {
        '': () => {
          const root = first('ELEMENT');
          if (root !== undefined) {
            tree.detach(root);
          }
          return maybe(root);
        },
      },
      getDocType: { '': () => maybe(first('DOCTYPE')) },
      getRootElement: {
        '': () => {
          if (first('ELEMENT') === undefined) {
            throw exception('Root element not set');
          }
          return show(first('ELEMENT'));
        },
      },
      hasRootElement: { '': () => first('ELEMENT') !== undefined },
      setDocType: { DocType: (docType) => replace(first('DOCTYPE'), docType, 0) },
      setRootElement: { Element: (root) => replace(first('ELEMENT'), root, node.content.length) },
    });
  }

  function formatOf(style) {
    const set = (key) => (value) => {
      style[key] = value;
      return made;
    };
    const write = (value) => format.write(nodeOf(value), style);
    const made = service(
      'Format',
      {
        format: { Document: write, Element: write },
        setEncoding: { String: set('encoding') },
        setIndent: { nullable: (indent) => set('indent')(indent ?? null) },
        setLineSeparator: { String: set('lineSeparator') },
        setOmitDeclaration: { boolean: set('omitDeclaration') },
        setOmitEncoding: { boolean: set('omitEncoding') },
        toString: () => 'Format',
      },
      own,
    );
    return made;
  }

  const docType = (name, publicId, systemId) =>
    show(tree.leaf('DOCTYPE', { name, publicId, systemId, subset: null }));

  return {
    XmlService: service(
      'XmlService',
      {
        ContentTypes,
        createCdata: { String: (value) => show(tree.leaf('CDATA', { text: value })) },
        createComment: { String: (value) => show(tree.leaf('COMMENT', { text: value })) },
        createDocType: {
          String: (name) => docType(name, null, null),
          'String, String': (name, systemId) => docType(name, null, systemId),
          'String, String, String': docType,
        },
        createDocument: {
          '': () => show(tree.document()),
          Element: (root) => show(tree.document()).setRootElement(root),
        },
        createElement: {
          String: (name) => show(tree.element(checkName(name, 'element'), tree.NONE)),
          'String, Namespace': (name, space) => show(tree.element(checkName(name, 'element'), nodeOf(space))),
        },
        createText: { String: (value) => show(tree.leaf('TEXT', { text: value })) },
        getCompactFormat: { '': () => formatOf(format.compact()) },
        getNamespace: {
          String: (uri) => namespace({ prefix: '', uri }),
          'String, String': (prefix, uri) => namespace({ prefix, uri }),
        },
        getNoNamespace: { '': () => namespace(tree.NONE) },
        getPrettyFormat: { '': () => formatOf(format.pretty()) },
        getRawFormat: { '': () => formatOf(format.raw()) },
        getXmlNamespace: { '': () => namespace(tree.XML) },
        parse: { String: (xml) => show(tree.build(host.parse(xml))) },
        toString: () => 'XmlService',
      },
      own,
    ),
  };
})

// The nodes of a document: plain data, which `xml.js` wraps and `format.js` writes.
(function () {
  'use strict';

  const XML = { prefix: 'xml', uri: 'http://www.w3.org/XML/1998/namespace' };
  const NONE = { prefix: '', uri: '' };

  const element = (name, namespace) => ({
    type: 'ELEMENT',
    name,
    namespace,
    // Namespaces that it declares beyond its own.
    declared: [],
    attributes: [],
    content: [],
    parent: null,
  });
  const leaf = (type, fields) => ({ type, ...fields, parent: null });
  const document = () => ({ type: 'DOCUMENT', content: [] });

  function append(parent, child, index = parent.content.length) {
    child.parent = parent;
    parent.content.splice(index, 0, child);
  }

  function detach(node) {
    if (node.parent !== null) {
      node.parent.content.splice(node.parent.content.indexOf(node), 1);
      node.parent = null;
    }
  }

  function textOf(node) {
    let text = '';
    for (const child of node.content) {
      if (child.type === 'TEXT' || child.type === 'CDATA') {
        text += child.text;
      }
    }
    return text;
  }

  // The text of a node and of everything in it.
  function valueOf(node) {
    if (node.content === undefined) {
      return node.type === 'DOCTYPE' ? '' : (node.text ?? node.data ?? '');
    }
    let text = '';
    for (const child of descendants(node)) {
      if (child.type === 'TEXT' || child.type === 'CDATA') {
        text += child.text;
      }
    }
    return text;
  }

  function descendants(node) {
    const found = [];
    const waiting = [...node.content].reverse();
    while (waiting.length > 0) {
      const next = waiting.pop();
      found.push(next);
      if (next.content !== undefined) {
        waiting.push(...[...next.content].reverse());
      }
    }
    return found;
  }

  // A copy that stands nowhere.
  function clone(node) {
    const copy = { ...node, parent: null };
    if (node.content !== undefined) {
      copy.attributes = node.attributes.map((attribute) => ({ ...attribute }));
      copy.declared = [...node.declared];
      copy.content = [];
      for (const child of node.content) {
        append(copy, clone(child));
      }
    }
    return copy;
  }

  // Makes a document of what the parser read; see `parse.rs`.
  function build(events) {
    const made = document();
    let around = made;
    const scopes = [new Map([['', ''], ['xml', XML.uri]])];
    const namespace = (prefix) => ({ prefix, uri: scopes[scopes.length - 1].get(prefix) });
    const split = (name) => {
      const colon = name.indexOf(':');
      return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
    };

    function start(qualified, attributes) {
      const scope = new Map(scopes[scopes.length - 1]);
      const declared = [];
      for (const [name, value] of attributes) {
        if (name === 'xmlns' || name.startsWith('xmlns:')) {
          const prefix = name.slice(6);
          scope.set(prefix, value);
          declared.push({ prefix, uri: value });
        }
      }
      scopes.push(scope);
      const [prefix, local] = split(qualified);
      const node = element(local, namespace(prefix));
      node.declared = declared.filter((one) => one.prefix !== prefix);
      for (const [name, value] of attributes) {
        if (name !== 'xmlns' && !name.startsWith('xmlns:')) {
          const [of, own] = split(name);
          node.attributes.push({ name: own, namespace: of === '' ? NONE : namespace(of), value });
        }
      }
      append(around, node);
      around = node;
    }

    for (const [kind, first, second, third, fourth] of events) {
      const before = around.content[around.content.length - 1];
      if (kind === 'start') {
        start(first, second);
      } else if (kind === 'end') {
        around = around.parent;
        scopes.pop();
      } else if (kind === 'text' && before?.type === 'TEXT') {
        before.text += first;
      } else if (kind === 'text') {
        append(around, leaf('TEXT', { text: first }));
      } else if (kind === 'cdata') {
        append(around, leaf('CDATA', { text: first }));
      } else if (kind === 'comment') {
        append(around, leaf('COMMENT', { text: first }));
      } else if (kind === 'instruction') {
        append(around, leaf('PROCESSINGINSTRUCTION', { target: first, data: second }));
      } else {
        const docType = { name: first, publicId: second, systemId: third, subset: fourth };
        append(around, leaf('DOCTYPE', docType));
      }
    }
    return made;
  }

  return Object.freeze({
    NONE,
    XML,
    append,
    build,
    clone,
    descendants,
    detach,
    document,
    element,
    leaf,
    textOf,
    valueOf,
  });
})

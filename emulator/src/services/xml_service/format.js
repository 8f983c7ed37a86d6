// Writes nodes as XML, in the manner of JDOM, which Google uses.
(function () {
  'use strict';

  const RAW = { indent: null, text: 'keep' };
  const PRETTY = { indent: '  ', text: 'trim' };
  const COMPACT = { indent: null, text: 'normalize' };
  const COMMON = { encoding: 'UTF-8', lineSeparator: '\r\n', omitDeclaration: false, omitEncoding: false };

  const isText = (node) => node.type === 'TEXT' || node.type === 'CDATA';
  const qualified = ({ name, namespace }) => (namespace.prefix === '' ? name : `${namespace.prefix}:${name}`);

  function write(node, style) {
    const eol = style.lineSeparator;
    const mixed = { trim: (text) => text.trim(), normalize: (text) => text.replace(/\s+/g, ' '), keep: (text) => text };
    const shape = mixed[style.text];

    const inText = (text) =>
      text.replace(/[&<>\r\n]/g, (mark) => (mark === '\n' ? eol : mark === '\r' ? '&#xD;' : escaped(mark)));
    const inAttribute = (text) =>
      text.replace(/[&<>"\r\n\t]/g, (mark) => escaped(mark));

    function escaped(mark) {
      const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;', '\n': '&#xA;', '\t': '&#x9;' };
      return names[mark];
    }

    function leaf(one, text = one.text) {
      switch (one.type) {
        case 'TEXT':
          return inText(text);
        case 'CDATA':
          return `<![CDATA[${text}]]>`;
        case 'COMMENT':
          return `<!--${text}-->`;
        case 'PROCESSINGINSTRUCTION':
          return one.data === '' ? `<?${one.target}?>` : `<?${one.target} ${one.data}?>`;
        default:
          return docType(one);
      }
    }

    function docType({ name, publicId, systemId, subset }) {
      let text = `<!DOCTYPE ${name}`;
      if (publicId !== null) {
        text += ` PUBLIC "${publicId}"`;
      } else if (systemId !== null) {
        text += ' SYSTEM';
      }
      text += systemId === null ? '' : ` "${systemId}"`;
      return `${text}${subset === null ? '' : ` [${eol}${subset}]`}>`;
    }

    // The opening of a tag, with the namespaces that are not yet in scope.
    function opening(one, scope) {
      let text = `<${qualified(one)}`;
      const needed = [one.namespace, ...one.declared, ...one.attributes.map((attribute) => attribute.namespace)];
      for (const [at, { prefix, uri }] of needed.entries()) {
        const isUnprefixedAttribute = at > one.declared.length && prefix === '';
        if (prefix !== 'xml' && !isUnprefixedAttribute && scope.get(prefix) !== uri) {
          scope.set(prefix, uri);
          text += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${inAttribute(uri)}"`;
        }
      }
      for (const attribute of one.attributes) {
        text += ` ${qualified(attribute)}="${inAttribute(attribute.value)}"`;
      }
      return text;
    }

    // What is left of the content, text beside text in one run.
    function runs(content) {
      const made = [];
      for (const child of content) {
        const last = made[made.length - 1];
        if (isText(child) && Array.isArray(last)) {
          last.push(child);
        } else {
          made.push(isText(child) ? [child] : child);
        }
      }
      const isBlank = (run) => Array.isArray(run) && run.every(({ text }) => text.trim() === '');
      return style.text === 'keep' ? made : made.filter((run) => !isBlank(run));
    }

    function text(run, first, last) {
      const parts = run.map((one, at) => {
        let own = shape(one.text);
        if (style.text !== 'keep') {
          own = first && at === 0 ? own.trimStart() : own;
          own = last && at === run.length - 1 ? own.trimEnd() : own;
        }
        return leaf(one, own);
      });
      return parts.join('');
    }

    function tag(one, depth, around) {
      const scope = new Map(around);
      const start = opening(one, scope);
      const content = runs(one.content);
      if (content.length === 0) {
        return `${start} />`;
      }
      const end = `</${qualified(one)}>`;
      const lined = style.indent !== null && content.some((run) => !Array.isArray(run));
      const line = (level) => (lined ? eol + style.indent.repeat(level) : '');
      const inside = content.map((run, at) => {
        const written = Array.isArray(run)
          ? text(run, at === 0 || lined, at === content.length - 1 || lined)
          : any(run, depth + 1, scope);
        return line(depth + 1) + written;
      });
      return `${start}>${inside.join('')}${line(depth)}${end}`;
    }

    function any(one, depth, scope) {
      return one.type === 'ELEMENT' ? tag(one, depth, scope) : leaf(one);
    }

    function whole(made) {
      let written = '';
      if (!style.omitDeclaration) {
        const encoding = style.omitEncoding ? '' : ` encoding="${style.encoding}"`;
        written += `<?xml version="1.0"${encoding}?>${eol}`;
      }
      const between = style.indent === null ? '' : eol;
      const nodes = made.content.filter((one) => !isText(one)).map((one) => any(one, 0, new Map([['', '']])));
      return `${written}${nodes.join(between)}${eol}`;
    }

    return node.type === 'DOCUMENT' ? whole(node) : any(node, 0, new Map([['', '']]));
  }

  return Object.freeze({
    write,
    raw: () => ({ ...COMMON, ...RAW }),
    pretty: () => ({ ...COMMON, ...PRETTY }),
    compact: () => ({ ...COMMON, ...COMPACT }),
    qualified,
  });
})

(function (host, kit) {
  'use strict';
  const { defineProperty, entries } = Object;
  const { apply } = Reflect;
  const { indexOf, slice, replaceAll } = String.prototype;
  const { slice: copy } = Array.prototype;
  const { test } = RegExp.prototype;
  const { stringify } = JSON;
  const FunctionOf = Function;
  const { dataOf, make } = kit.blobs();

  const SandboxMode = kit.enumeration(['EMULATED', 'IFRAME', 'NATIVE']);
  const XFrameOptionsMode = kit.enumeration(['ALLOWALL', 'DEFAULT']);
  const own = {
    __proto__: null,
    Sandbox: kit.memberOf(SandboxMode),
    XFrame: kit.memberOf(XFrameOptionsMode),
  };

  const HTML = 'text/html';
  const utf8 = (text) => host.encode(text, 'UTF-8');
  const textOf = (blob) => host.decode(dataOf(blob).bytes, 'UTF-8');

  function escaped(value) {
    let text = kit.text(value);
    const replacements = ['&', '&amp;', '<', '&lt;', '>', '&gt;', '"', '&#34;', "'", '&#39;'];
    for (let i = 0; i < replacements.length; i += 2) {
      text = apply(replaceAll, text, [replacements[i], replacements[i + 1]]);
    }
    return text;
  }

  function page(name) {
    const text = host.page(name);
    if (text === undefined) {
      throw kit.exception(`No HTML file named ${name} was found.`);
    }
    return text;
  }

  function output(html) {
    const data = { content: html, title: '', favicon: null, width: null, height: null, tags: [] };
    const change = (field, value) => {
      data[field] = value;
      return made;
    };
    const addMetaTag = (name, content) => {
      const tag = { getContent: () => content, getName: () => name, toString: () => 'HtmlOutputMetaTag' };
      data.tags[data.tags.length] = kit.complete('HtmlService.HtmlOutputMetaTag', tag);
      return made;
    };
    const blob = () => make(utf8(data.content), HTML, null);
    const made = kit.service(
      'HtmlService.HtmlOutput',
      {
        addMetaTag: { 'String, String': addMetaTag },
        append: { String: (added) => change('content', data.content + added) },
        appendUntrusted: { String: (added) => change('content', data.content + escaped(added)) },
        asTemplate: { '': () => template(data.content) },
        clear: { '': () => change('content', '') },
        getAs: { String: (type) => blob().getAs(type) },
        getBlob: { '': blob },
        getContent: { '': () => data.content },
        getFaviconUrl: { '': () => data.favicon },
        getHeight: { '': () => data.height },
        getMetaTags: { '': () => apply(copy, data.tags, []) },
        getTitle: { '': () => data.title },
        getWidth: { '': () => data.width },
        setContent: { String: (content) => change('content', content) },
        setFaviconUrl: { String: (url) => change('favicon', url) },
        setHeight: { number: (height) => change('height', height) },
        setSandboxMode: { Sandbox: () => made },
        setTitle: { String: (title) => change('title', title) },
        setWidth: { number: (width) => change('width', width) },
        setXFrameOptionsMode: { XFrame: () => made },
        toString: () => 'HtmlOutput',
      },
      own,
    );
    return made;
  }

  // A template as JavaScript: what stands between scriptlets is appended, and so are the values that they print.
  function codeOf(html) {
    let code = '';
    let rest = html;
    for (;;) {
      const start = apply(indexOf, rest, ['<?']);
      const text = start < 0 ? rest : apply(slice, rest, [0, start]);
      if (text !== '') {
        code += `output._ = ${stringify(text)};\n`;
      }
      const end = start < 0 ? -1 : apply(indexOf, rest, ['?>', start]);
      if (end < 0) {
        return code;
      }
      code += scriptlet(apply(slice, rest, [start + 2, end]));
      rest = apply(slice, rest, [end + 2]);
    }
  }

  function scriptlet(written) {
    if (apply(slice, written, [0, 2]) === '!=') {
      return `output._ = ${apply(slice, written, [2])};\n`;
    }
    if (apply(slice, written, [0, 1]) === '=') {
      return `output._$ = ${apply(slice, written, [1])};\n`;
    }
    return `${written}\n`;
  }

  // What scriptlets write to: they assign what is to be printed.
  function printer() {
    let text = '';
    return {
      set _(value) {
        text += kit.text(value);
      },
      set _$(value) {
        text += escaped(value);
      },
      append: (value) => {
        text += kit.text(value);
      },
      appendUntrusted: (value) => {
        text += escaped(value);
      },
      text: () => text,
    };
  }

  const isName = (name) => apply(test, /^[A-Za-z_$][\w$]*$/, [name]);

  // Scripts set any property of a template; in its scriptlets these are variables.
  function template(html) {
    const methods = {
      __proto__: null,
      evaluate: () => {
        const names = ['output'];
        const written = printer();
        const values = [written];
        const listed = entries(made);
        for (let i = 0; i < listed.length; i += 1) {
          if (isName(listed[i][0])) {
            names[names.length] = listed[i][0];
            values[values.length] = listed[i][1];
          }
        }
        names[names.length] = codeOf(html);
        apply(new FunctionOf(...names), undefined, values);
        return output(written.text());
      },
      getCode: () => codeOf(html),
      getCodeWithComments: () => codeOf(html),
      getRawContent: () => html,
      toString: () => 'HtmlTemplate',
    };
    const made = {};
    const listed = entries(methods);
    for (let i = 0; i < listed.length; i += 1) {
      const [name, value] = listed[i];
      defineProperty(made, name, { value, writable: true, configurable: true, enumerable: false });
    }
    return made;
  }

  return {
    HtmlService: kit.service('HtmlService', {
      SandboxMode,
      XFrameOptionsMode,
      createHtmlOutput: {
        '': () => output(''),
        String: output,
        Blob: (blob) => output(textOf(blob)),
      },
      createHtmlOutputFromFile: { String: (name) => output(page(name)) },
      createTemplate: { String: template, Blob: (blob) => template(textOf(blob)) },
      createTemplateFromFile: { String: (name) => template(page(name)) },
      getUserAgent: { '': () => null },
      toString: () => 'HtmlService',
    }),
  };
})

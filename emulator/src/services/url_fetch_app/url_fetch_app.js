(function (host, kit) {
  'use strict';
  const { entries } = Object;
  const { isArray } = Array;
  const { random } = Math;
  const encode = encodeURIComponent;
  const { blobs, byteArray, byteString, exception, isBytes, mismatch, service, text } = kit;

  const SHOWN = 147;

  const isGiven = (value) => value !== null && value !== undefined;
  const isObject = (value) => typeof value === 'object' && value !== null && !isArray(value);

  // The payload as it travels: its bytes, and the type that it brings along.
  function payloadOf(value) {
    if (typeof value !== 'object') {
      return { bytes: host.encode(text(value)), type: 'application/x-www-form-urlencoded' };
    }
    const blob = blobs().find(value);
    if (blob !== null) {
      const { bytes, type } = blobs().dataOf(blob);
      return { bytes, type: type ?? 'application/octet-stream' };
    }
    if (isBytes(value)) {
      return { bytes: byteString(value), type: 'application/x-www-form-urlencoded' };
    }
    if (isArray(value)) {
      throw exception('Attribute provided with invalid value: payload');
    }
    return form(entries(value));
  }

  function form(fields) {
    if (fields.some(([, value]) => blobs().find(value) !== null)) {
      return multipart(fields);
    }
    const pairs = fields.map(([name, value]) => `${formText(name)}=${formText(value)}`);
    return { bytes: pairs.join('&'), type: 'application/x-www-form-urlencoded' };
  }

  const formText = (value) => encode(text(value)).replaceAll('%20', '+');

  function multipart(fields) {
    const boundary = `----AppsScript${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
    const quoted = (name) => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
    const parts = fields.map(([name, value]) => {
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(text(name))}"`;
      const blob = blobs().find(value);
      if (blob === null) {
        return `${host.encode(`${head}\r\n\r\n${text(value)}`)}\r\n`;
      }
      const data = blobs().dataOf(blob);
      const file = `${head}; filename="${quoted(data.name ?? '')}"`;
      const type = data.type ?? 'application/octet-stream';
      return `${host.encode(`${file}\r\nContent-Type: ${type}\r\n\r\n`)}${data.bytes}\r\n`;
    });
    return { bytes: `${parts.join('')}--${boundary}--\r\n`, type: `multipart/form-data; boundary=${boundary}` };
  }

  function read(url, params) {
    if (!isGiven(url) || url === '') {
      throw exception('Attribute provided with no value: url');
    }
    const payload = isGiven(params.payload) ? payloadOf(params.payload) : null;
    const headers = entries(params.headers ?? {}).map(([name, value]) => [text(name), text(value)]);
    const named = (wanted) => headers.some(([name]) => name.toLowerCase() === wanted);
    const type = isGiven(params.contentType) ? text(params.contentType) : (payload?.type ?? null);
    const method = isGiven(params.method) ? text(params.method).toLowerCase() : 'get';
    return {
      url: text(url),
      // A request that carries something is not sent as GET.
      method: method === 'get' && payload !== null ? 'post' : method,
      contentType: isGiven(params.contentType) || !named('content-type') ? type : null,
      headers,
      body: payload?.bytes,
      followRedirects: params.followRedirects ?? true,
      validateHttpsCertificates: params.validateHttpsCertificates ?? true,
      muteHttpExceptions: params.muteHttpExceptions ?? false,
      escaping: params.escaping ?? true,
    };
  }

  function send(requests) {
    const answers = host.send(requests);
    return requests.map((request, place) => {
      const answer = answers[place];
      if (answer.failure !== undefined) {
        throw exception(answer.failure);
      }
      if (answer.code >= 400 && !request.muteHttpExceptions) {
        throw refused(answer);
      }
      return response(answer);
    });
  }

  function refused(answer) {
    const whole = host.decode(answer.body, answer.charset);
    const shown = whole.length > SHOWN + 3 ? `${whole.slice(0, SHOWN)}...` : whole;
    return exception(
      `Request failed for ${answer.origin} returned code ${answer.code}. Truncated server response: ${shown} ` +
        '(use muteHttpExceptions option to examine full response)',
    );
  }

  function response(answer) {
    const content = () => host.decode(answer.body, answer.charset);
    const blob = () => blobs().make(answer.body, answer.type, answer.name);
    return service('HTTPResponse', {
      getAllHeaders: { '': () => headersOf(answer, (values) => (values.length > 1 ? values : values[0])) },
      getAs: { String: (type) => blob().getAs(type) },
      getBlob: { '': blob },
      getContent: { '': () => byteArray(answer.body) },
      getContentText: { '': content, String: (charset) => host.decode(answer.body, charset) },
      getHeaders: { '': () => headersOf(answer, (values) => values[values.length - 1]) },
      getResponseCode: { '': () => answer.code },
      toString: content,
    });
  }

  function headersOf(answer, choose) {
    const gathered = new Map();
    for (const [name, value] of answer.headers) {
      gathered.set(name, [...(gathered.get(name) ?? []), value]);
    }
    const headers = {};
    for (const [name, values] of gathered) {
      headers[name] = choose(values);
    }
    return headers;
  }

  // What `getRequest` shows of a request that is not made.
  function shown({ url, method, contentType, headers, body, ...rest }) {
    const { followRedirects, validateHttpsCertificates } = rest;
    const given = Object.fromEntries(headers);
    return {
      url: host.check(url, rest.escaping),
      method,
      contentType,
      headers: given,
      payload: body === undefined ? '' : host.decode(body, 'UTF-8'),
      followRedirects,
      validateHttpsCertificates,
      useIntranet: false,
    };
  }

  function one(method, values, use) {
    const [url, params] = values;
    if (values.length < 1 || values.length > 2 || isObject(url) || (isGiven(params) && !isObject(params))) {
      throw mismatch(method, values);
    }
    return use(read(url, params ?? {}));
  }

  return {
    UrlFetchApp: service('UrlFetchApp', {
      fetch: (...values) => one('UrlFetchApp.fetch', values, (request) => send([request])[0]),
      fetchAll: {
        'Object[]': (requests) =>
          send(requests.map((given) => (isObject(given) ? read(given.url, given) : read(given, {})))),
      },
      getRequest: (...values) => one('UrlFetchApp.getRequest', values, shown),
      toString: () => 'UrlFetchApp',
    }),
  };
})

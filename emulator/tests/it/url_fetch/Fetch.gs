// What a script can read of an answer.
function show(response) {
  const headers = response.getHeaders();
  return {
    code: response.getResponseCode(),
    text: response.getContentText(),
    type: headers['Content-Type'],
  };
}

function get(url, params) {
  return show(params === undefined ? UrlFetchApp.fetch(url) : UrlFetchApp.fetch(url, params));
}

function echo(url, params) {
  return JSON.parse(UrlFetchApp.fetch(url, params));
}

function postBlob(url) {
  return echo(url, { method: 'post', payload: Utilities.newBlob([0, -1, 65], 'image/png', 'a.png') });
}

function postBytes(url) {
  return echo(url, { method: 'put', contentType: 'application/x-own', payload: [104, 105, -61, -68] });
}

function postMultipart(url) {
  const file = Utilities.newBlob('<a>', 'text/html', 'a "b".html');
  return echo(url, { method: 'post', payload: { title: 'ü', file } });
}

function bytes(url) {
  const response = UrlFetchApp.fetch(url);
  const blob = response.getBlob();
  return [response.getContent(), blob.getBytes(), blob.getContentType(), blob.getName()];
}

function charsets(url) {
  const response = UrlFetchApp.fetch(url);
  return [response.getContentText(), response.getContentText('UTF-8'), String(response)];
}

function manyHeaders(url) {
  const response = UrlFetchApp.fetch(url);
  return [response.getAllHeaders()['Set-Cookie'], response.getHeaders()['Set-Cookie'], response.getAllHeaders()['X-One']];
}

function all(requests) {
  return UrlFetchApp.fetchAll(requests).map((response) => response.getContentText());
}

function request(url, params) {
  return UrlFetchApp.getRequest(url, params);
}

function caught(url) {
  try {
    UrlFetchApp.fetch(url);
    return 'no error';
  } catch (error) {
    return [error.name, error.message];
  }
}

function waits(url) {
  try {
    UrlFetchApp.fetch(url);
  } catch (error) {
    return 'went on';
  }
}

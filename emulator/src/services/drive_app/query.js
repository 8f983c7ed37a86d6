// The query language of `searchFiles` and `searchFolders`: makes a test of an item from a query, or throws.
(function (exception) {
  'use strict';
  const TOKEN = /\s*(?:([()])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(<=|>=|!=|=|<|>)|([A-Za-z]+))/y;

  const unescaped = (text) => text.replace(/\\(.)/g, '$1');

  function tokens(query) {
    const read = [];
    let at = 0;
    const end = query.trimEnd().length;
    while (at < end) {
      TOKEN.lastIndex = at;
      const found = TOKEN.exec(query);
      if (found === null) {
        throw invalid(query);
      }
      const [, bracket, single, double, operator, word] = found;
      const text = single ?? double;
      read.push(text === undefined ? { mark: bracket ?? operator ?? word.toLowerCase(), word } : { text: unescaped(text) });
      at = TOKEN.lastIndex;
    }
    return read;
  }

  const invalid = (query) => exception(`Invalid argument: q (${query})`);

  // Text matches from the start of a word, in any case.
  function hasWord(text, start) {
    const [whole, wanted] = [text.toLowerCase(), start.toLowerCase()];
    for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(whole[at - 1])) {
        return true;
      }
    }
    return false;
  }

  const texts = (field) => ({
    '=': (wanted) => (item) => item[field].toLowerCase() === wanted.toLowerCase(),
    '!=': (wanted) => (item) => item[field].toLowerCase() !== wanted.toLowerCase(),
    contains: (wanted) => (item) => hasWord(item[field], wanted),
  });
  const flags = (field) => ({
    '=': (wanted) => (item) => item[field] === (wanted === 'true'),
    '!=': (wanted) => (item) => item[field] !== (wanted === 'true'),
  });
  const times = (field) => {
    const compared = (compare) => (wanted) => {
      const time = Date.parse(wanted);
      return (item) => compare(item[field], time);
    };
    return {
      '<': compared((a, b) => a < b),
      '<=': compared((a, b) => a <= b),
      '=': compared((a, b) => a === b),
      '!=': compared((a, b) => a !== b),
      '>': compared((a, b) => a > b),
      '>=': compared((a, b) => a >= b),
    };
  };
  const FIELDS = {
    __proto__: null,
    title: texts('name'),
    name: texts('name'),
    mimetype: { ...texts('mimeType'), contains: (wanted) => (item) => item.mimeType.startsWith(wanted) },
    trashed: flags('trashed'),
    starred: flags('starred'),
    modifieddate: times('updated'),
    modifiedtime: times('updated'),
    createddate: times('created'),
    createdtime: times('created'),
  };

  return function test(query, root) {
    const read = tokens(query);
    let next = 0;
    const take = (mark) => {
      const is = read[next]?.mark === mark;
      next += is ? 1 : 0;
      return is;
    };

    function either() {
      const all = [both()];
      while (take('or')) {
        all.push(both());
      }
      return (item) => all.some((term) => term(item));
    }

    function both() {
      const all = [one()];
      while (take('and')) {
        all.push(one());
      }
      return (item) => all.every((term) => term(item));
    }

    function one() {
      if (take('not')) {
        const term = one();
        return (item) => !term(item);
      }
      if (take('(')) {
        const term = either();
        if (!take(')')) {
          throw invalid(query);
        }
        return term;
      }
      return term();
    }

    function term() {
      const [first, operator, value] = [read[next], read[next + 1], read[next + 2]];
      next += 3;
      if (first === undefined || operator === undefined || value === undefined) {
        throw invalid(query);
      }
      if (first.text !== undefined && operator.mark === 'in' && value.mark === 'parents') {
        const wanted = first.text === 'root' ? root : first.text;
        return (item) => item.parent === wanted;
      }
      const make = FIELDS[first.mark]?.[operator.mark];
      const wanted = value.text ?? value.mark;
      if (make === undefined) {
        throw exception(
          `The emulator does not know the query term "${first.word ?? first.text} ${operator.mark ?? ''}". It knows ` +
            'title, mimeType, trashed, starred, modifiedDate, createdDate, and in parents.',
        );
      }
      return make(wanted);
    }

    const whole = either();
    if (next !== read.length) {
      throw invalid(query);
    }
    return whole;
  };
})

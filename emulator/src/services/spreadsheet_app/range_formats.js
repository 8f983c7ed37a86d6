// The rest of `Range`: how cells look, notes, check boxes and merged cells.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, checkSize, color, define, simplify, take, Range } = shared;

  // A text as it is, since a template makes another of it.
  function text(value) {
    if (value === null || value === undefined || value === '') {
      return null;
    }
    return typeof value === 'string' ? value : `${value}`;
  }

  // By singular and plural of the members' names: the kind of value, what it is if nobody set it, and how it is
  // written, if not as it is.
  const FORMATS = [
    ['Background', 'Backgrounds', 'z', '#ffffff', color],
    ['FontColor', 'FontColors', 'z', '#000000', color],
    ['FontFamily', 'FontFamilies', 'z', 'Arial'],
    ['FontLine', 'FontLines', 'z', 'none'],
    ['FontSize', 'FontSizes', 'n', 10],
    ['FontStyle', 'FontStyles', 'z', 'normal'],
    ['FontWeight', 'FontWeights', 'z', 'normal'],
    ['HorizontalAlignment', 'HorizontalAlignments', 'z', 'general'],
    ['VerticalAlignment', 'VerticalAlignments', 'z', 'bottom'],
    ['Note', 'Notes', 'z', ''],
  ];

  function read(written, initial) {
    if (written === null || written === undefined) {
      return initial;
    }
    return typeof initial === 'number' ? Number(written) : written;
  }

  const methods = {};
  for (const [one, many, kind, initial, write = text] of FORMATS) {
    const name = one.toLowerCase();
    methods[`get${many}`] = function () {
      return host.attributes([addressOf(this), name]).map((row) => row.map((value) => read(value, initial)));
    };
    methods[`get${one}`] = function () {
      return this.getCell(1, 1)[`get${many}`]()[0][0];
    };
    methods[`set${many}`] = function (values) {
      take(`Range.set${many}`, arguments, 'g');
      checkSize(this, values);
      host.setAttributes([addressOf(this), name, values.map((row) => row.map(write))]);
      return this;
    };
    methods[`set${one}`] = function (value) {
      take(`Range.set${one}`, arguments, kind);
      host.setAttributes([addressOf(this), name, [[write(value)]]]);
      return this;
    };
  }
  define(Range, methods);

  const { WrapStrategy } = shared.enumerations;
  const strategyOf = (wraps) => (wraps ? WrapStrategy.WRAP : WrapStrategy.OVERFLOW);
  const isChecked = (value, checked) => `${value}` === `${checked}`;

  // The values that a check box takes: `[checked, unchecked]`.
  const boxes = (range) =>
    range.getDataValidations().map((row) =>
      row.map((rule) => {
        if (`${rule?.getCriteriaType()}` !== 'CHECKBOX') {
          return null;
        }
        const values = rule.getCriteriaValues();
        return values.length === 0 ? [true, false] : [values[0], values[1] ?? ''];
      }),
    );

  function check(range, place) {
    const found = boxes(range);
    const values = range.getValues();
    const ticked = values.map((row, y) => row.map((value, x) => (found[y][x] ? found[y][x][place] : value)));
    host.write([addressOf(range), ticked, simplify]);
    return range;
  }

  define(Range, {
    getWrapStrategies() {
      const written = host.attributes([addressOf(this), 'wrapstrategy']);
      return written.map((row) => row.map((strategy) => WrapStrategy[strategy ?? 'OVERFLOW']));
    },
    getWrapStrategy() {
      return this.getCell(1, 1).getWrapStrategies()[0][0];
    },
    setWrapStrategies(strategies) {
      take('Range.setWrapStrategies', arguments, 'g');
      checkSize(this, strategies);
      host.setAttributes([addressOf(this), 'wrapstrategy', strategies.map((row) => row.map(text))]);
      return this;
    },
    setWrapStrategy(strategy) {
      take('Range.setWrapStrategy', arguments, 'o');
      host.setAttributes([addressOf(this), 'wrapstrategy', [[`${strategy}`]]]);
      return this;
    },
    // Cells that nobody set are said to be wrapped, though their strategy is another.
    getWraps() {
      const written = host.attributes([addressOf(this), 'wrapstrategy']);
      return written.map((row) => row.map((strategy) => (strategy ?? 'WRAP') === 'WRAP'));
    },
    getWrap() {
      return this.getCell(1, 1).getWraps()[0][0];
    },
    setWraps(wraps) {
      take('Range.setWraps', arguments, 'g');
      return this.setWrapStrategies(wraps.map((row) => row.map(strategyOf)));
    },
    setWrap(wraps) {
      take('Range.setWrap', arguments, 'b');
      return this.setWrapStrategy(strategyOf(wraps));
    },
    getNumberFormats() {
      return host.numberFormats([addressOf(this)]);
    },
    getNumberFormat() {
      return this.getCell(1, 1).getNumberFormats()[0][0];
    },
    setNumberFormats(formats) {
      take('Range.setNumberFormats', arguments, 'g');
      checkSize(this, formats);
      host.setNumberFormats([addressOf(this), formats.map((row) => row.map((format) => `${format}`))]);
      return this;
    },
    setNumberFormat(format) {
      take('Range.setNumberFormat', arguments, 's');
      host.setNumberFormats([addressOf(this), [[format]]]);
      return this;
    },
    setBackgroundRGB(red, green, blue) {
      take('Range.setBackgroundRGB', arguments, 'nnn');
      const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0'));
      return this.setBackground(`#${hex.join('')}`);
    },
    setBorder(top, left, bottom, right, vertical, horizontal, color, style) {
      take('Range.setBorder', arguments, 'aaaaaa', 'aaaaaaaa');
      const borders = JSON.stringify({ top, left, bottom, right, vertical, horizontal, color, style });
      host.setAttributes([addressOf(this), 'border', [[borders]]]);
      return this;
    },

    insertCheckboxes(...values) {
      take('Range.insertCheckboxes', values, '', 'a', 'aa');
      this.setDataValidation(shared.newDataValidation().requireCheckbox(...values).build());
      const [[[, unchecked]]] = boxes(this.getCell(1, 1));
      return this.setValue(unchecked);
    },
    removeCheckboxes() {
      const values = this.getValues();
      for (const [y, row] of boxes(this).entries()) {
        for (const [x, box] of row.entries()) {
          if (box) {
            const cell = this.getCell(y + 1, x + 1).clearDataValidations();
            if (isChecked(values[y][x], box[0]) || isChecked(values[y][x], box[1])) {
              cell.clearContent();
            }
          }
        }
      }
      return this;
    },
    check() {
      return check(this, 0);
    },
    uncheck() {
      return check(this, 1);
    },
    isChecked() {
      const values = this.getValues();
      const states = boxes(this).flatMap((row, y) =>
        row.map((box, x) => (box ? isChecked(values[y][x], box[0]) : null)),
      );
      return states.every((state) => state === states[0]) ? states[0] : null;
    },

    merge() {
      host.merge([addressOf(this), 'BOTH']);
      return this;
    },
    mergeAcross() {
      host.merge([addressOf(this), 'ROWS']);
      return this;
    },
    mergeVertically() {
      host.merge([addressOf(this), 'COLUMNS']);
      return this;
    },
    breakApart() {
      host.breakApart([addressOf(this)]);
      return this;
    },
    isPartOfMerge() {
      return host.merges([addressOf(this)]).length > 0;
    },
    getMergedRanges() {
      const [book, sheet] = addressOf(this);
      return host.merges([addressOf(this)]).map((place) => new Range(book, sheet, ...place));
    },
  });
})

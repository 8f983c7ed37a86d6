// The rest of `Range`: how cells look, notes, check boxes and merged cells.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, checkSize, define, finish, simplify, take, Range } = shared;

  // By singular and plural of the members' names: the kind of value, and what it is if nobody set it.
  const FORMATS = [
    ['Background', 'Backgrounds', 'z', '#ffffff'],
    ['FontColor', 'FontColors', 'z', '#000000'],
    ['FontFamily', 'FontFamilies', 'z', 'Arial'],
    ['FontLine', 'FontLines', 'z', 'none'],
    ['FontSize', 'FontSizes', 'n', 10],
    ['FontStyle', 'FontStyles', 'z', 'normal'],
    ['FontWeight', 'FontWeights', 'z', 'normal'],
    ['HorizontalAlignment', 'HorizontalAlignments', 'z', 'general'],
    ['VerticalAlignment', 'VerticalAlignments', 'z', 'bottom'],
    ['Wrap', 'Wraps', 'b', true],
    ['Note', 'Notes', 'z', ''],
  ];

  const text = (value) => (value === null || value === undefined || value === '' ? null : `${value}`);

  function read(written, initial) {
    if (written === null || written === undefined) {
      return initial;
    }
    if (typeof initial === 'number') {
      return Number(written);
    }
    return typeof initial === 'boolean' ? written === 'true' : written;
  }

  const methods = {};
  for (const [one, many, kind, initial] of FORMATS) {
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
      host.setAttributes([addressOf(this), name, values.map((row) => row.map(text))]);
      return this;
    };
    methods[`set${one}`] = function (value) {
      take(`Range.set${one}`, arguments, kind);
      host.setAttributes([addressOf(this), name, [[text(value)]]]);
      return this;
    };
  }
  define(Range, methods);

  const isChecked = (value, checked) => `${value}` === `${checked}`;

  // The values that a check box takes: `[checked, unchecked]`.
  const boxes = (range) =>
    range.getDataValidations().map((row) =>
      row.map((rule) => {
        const [checked = true, unchecked = false] = rule?.getCriteriaValues() ?? [];
        return `${rule?.getCriteriaType()}` === 'CHECKBOX' ? [checked, unchecked] : null;
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
    setWrapStrategy(strategy) {
      take('Range.setWrapStrategy', arguments, 'o');
      host.setAttributes([addressOf(this), 'wrapstrategy', [[`${strategy}`]]]);
      return this.setWrap(`${strategy}` === 'WRAP');
    },
    getWrapStrategy() {
      const strategy = host.attributes([addressOf(this.getCell(1, 1)), 'wrapstrategy'])[0][0];
      return shared.enumerations.WrapStrategy[strategy ?? 'OVERFLOW'];
    },
    setBorder(top, left, bottom, right, vertical, horizontal, color, style) {
      take('Range.setBorder', arguments, 'aaaaaa', 'aaaaaaaa');
      const borders = JSON.stringify({ top, left, bottom, right, vertical, horizontal, color, style });
      host.setAttributes([addressOf(this), 'border', [[borders]]]);
      return this;
    },

    insertCheckboxes(checked = true, unchecked = false) {
      this.setDataValidation(shared.newDataValidation().requireCheckbox(checked, unchecked).build());
      const values = this.getValues();
      const filled = values.map((row) => row.map((value) => (value === '' ? unchecked : value)));
      host.write([addressOf(this), filled, simplify]);
      return this;
    },
    removeCheckboxes() {
      return this.clearDataValidations();
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

// `RangeList`: several ranges of a sheet, which take the same.
(function (host, kit, shared) {
  'use strict';
  const { define, finish } = shared;
  const toString = () => 'RangeList';
  let rangesOf;

  class RangeList {
    #ranges;
    toString = toString;

    constructor(ranges) {
      this.#ranges = ranges;
    }

    static {
      rangesOf = (list) => list.#ranges;
    }
  }

  const SHARED = [
    'check', 'clear', 'clearContent', 'clearDataValidations', 'clearFormat', 'clearNote', 'breakApart',
    'insertCheckboxes', 'removeCheckboxes', 'setBackground', 'setBackgroundRGB', 'setBorder', 'setFontColor',
    'setFontFamily', 'setFontLine', 'setFontSize', 'setFontStyle', 'setFontWeight', 'setFormula',
    'setHorizontalAlignment', 'setNote', 'setNumberFormat', 'setValue', 'setVerticalAlignment', 'setWrap',
    'setWrapStrategy', 'uncheck',
  ];
  for (const name of SHARED) {
    define(RangeList, {
      [name](...values) {
        rangesOf(this).forEach((range) => range[name](...values));
        return this;
      },
    });
  }
  define(RangeList, {
    getRanges() {
      return [...rangesOf(this)];
    },
    activate() {
      rangesOf(this).at(-1)?.activate();
      return this;
    },
  });
  finish(RangeList, 'RangeList');
  shared.RangeList = RangeList;
})

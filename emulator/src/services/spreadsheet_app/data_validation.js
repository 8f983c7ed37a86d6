// `DataValidation`: what a cell may hold. Rules are kept and given back; a value that breaks one is taken all the same.
(function (host, kit, shared) {
  'use strict';
  const { addressOf, checkSize, define, finish, newDate, take, Range } = shared;
  const { isArray } = Array;
  const DateOf = Date;
  const ruleToString = () => 'DataValidation';
  const builderToString = () => 'DataValidationBuilder';
  let ruleOf;
  let draftOf;

  class DataValidation {
    #rule;
    toString = ruleToString;

    constructor(rule) {
      this.#rule = rule;
    }

    static {
      ruleOf = (validation) => validation.#rule;
    }
  }

  class DataValidationBuilder {
    #rule;
    toString = builderToString;

    constructor(rule) {
      this.#rule = { ...rule };
    }

    static {
      draftOf = (builder) => builder.#rule;
    }
  }

  // What each `require…` takes, by the name of its criterion.
  const CRITERIA = {
    requireCheckbox: ['CHECKBOX', '', 'a', 'aa'],
    requireDate: ['DATE_IS_VALID_DATE', ''],
    requireDateAfter: ['DATE_AFTER', 'o'],
    requireDateBefore: ['DATE_BEFORE', 'o'],
    requireDateBetween: ['DATE_BETWEEN', 'oo'],
    requireDateEqualTo: ['DATE_EQUAL_TO', 'o'],
    requireDateNotBetween: ['DATE_NOT_BETWEEN', 'oo'],
    requireDateOnOrAfter: ['DATE_ON_OR_AFTER', 'o'],
    requireDateOnOrBefore: ['DATE_ON_OR_BEFORE', 'o'],
    requireFormulaSatisfied: ['CUSTOM_FORMULA', 's'],
    requireNumberBetween: ['NUMBER_BETWEEN', 'nn'],
    requireNumberEqualTo: ['NUMBER_EQUAL_TO', 'n'],
    requireNumberGreaterThan: ['NUMBER_GREATER_THAN', 'n'],
    requireNumberGreaterThanOrEqualTo: ['NUMBER_GREATER_THAN_OR_EQUAL_TO', 'n'],
    requireNumberLessThan: ['NUMBER_LESS_THAN', 'n'],
    requireNumberLessThanOrEqualTo: ['NUMBER_LESS_THAN_OR_EQUAL_TO', 'n'],
    requireNumberNotBetween: ['NUMBER_NOT_BETWEEN', 'nn'],
    requireNumberNotEqualTo: ['NUMBER_NOT_EQUAL_TO', 'n'],
    requireTextContains: ['TEXT_CONTAINS', 's'],
    requireTextDoesNotContain: ['TEXT_DOES_NOT_CONTAIN', 's'],
    requireTextEqualTo: ['TEXT_EQUAL_TO', 's'],
    requireTextIsEmail: ['TEXT_IS_VALID_EMAIL', ''],
    requireTextIsUrl: ['TEXT_IS_VALID_URL', ''],
    requireValueInList: ['VALUE_IN_LIST', 'l', 'lb'],
    requireValueInRange: ['VALUE_IN_RANGE', 'R', 'Rb'],
  };
  // What a rule gives back of what it was given: the texts of a list, and whether there is an arrow that opens it.
  function kept(criteria, values) {
    if (criteria === 'VALUE_IN_LIST') {
      return [values[0].map((value) => `${value}`), values[1] ?? true];
    }
    return criteria === 'VALUE_IN_RANGE' ? [values[0], values[1] ?? true] : values;
  }

  for (const [name, [criteria, ...signatures]] of Object.entries(CRITERIA)) {
    define(DataValidationBuilder, {
      [name](...values) {
        take(`DataValidationBuilder.${name}`, values, ...signatures);
        Object.assign(draftOf(this), { criteria, values: kept(criteria, values) });
        return this;
      },
    });
  }

  define(DataValidationBuilder, {
    withCriteria(criteria, values) {
      take('DataValidationBuilder.withCriteria', arguments, 'ol');
      Object.assign(draftOf(this), { criteria: `${criteria}`, values: kept(`${criteria}`, values) });
      return this;
    },
    setAllowInvalid(allowed) {
      take('DataValidationBuilder.setAllowInvalid', arguments, 'b');
      draftOf(this).allowInvalid = allowed;
      return this;
    },
    setHelpText(text) {
      take('DataValidationBuilder.setHelpText', arguments, 's');
      draftOf(this).help = text;
      return this;
    },
    build() {
      return new DataValidation({ ...draftOf(this) });
    },
  });
  for (const [type, of] of [
    [DataValidation, (rule) => ruleOf(rule)],
    [DataValidationBuilder, (builder) => draftOf(builder)],
  ]) {
    define(type, {
      copy() {
        return new DataValidationBuilder(of(this));
      },
      getAllowInvalid() {
        return of(this).allowInvalid;
      },
      getCriteriaType() {
        return shared.enumerations.DataValidationCriteria[of(this).criteria] ?? null;
      },
      getCriteriaValues() {
        return [...of(this).values];
      },
      getHelpText() {
        return of(this).help;
      },
    });
  }
  finish(DataValidation, 'DataValidation');
  finish(DataValidationBuilder, 'DataValidationBuilder');

  // Dates and ranges in a rule are written in words of their own.
  function written(value) {
    if (value instanceof Range) {
      return { range: addressOf(value) };
    }
    return value instanceof DateOf ? { date: value.getTime() } : value;
  }

  function read(value) {
    if (isArray(value?.range)) {
      return new Range(...value.range);
    }
    return typeof value?.date === 'number' ? newDate(value.date) : value;
  }

  const asText = (rule) =>
    rule ? JSON.stringify({ ...ruleOf(rule), values: ruleOf(rule).values.map(written) }) : null;

  function ruleFrom(text) {
    if (!text) {
      return null;
    }
    const rule = JSON.parse(text);
    return new DataValidation({ ...rule, values: rule.values.map(read) });
  }

  // As an argument: a rule, or null, which takes one back.
  shared.kinds.V = (value) => value === null || value instanceof DataValidation;

  define(Range, {
    getDataValidations() {
      return host.attributes([addressOf(this), 'validation']).map((row) => row.map(ruleFrom));
    },
    getDataValidation() {
      return this.getCell(1, 1).getDataValidations()[0][0];
    },
    setDataValidations(rules) {
      take('Range.setDataValidations', arguments, 'g');
      checkSize(this, rules);
      host.setAttributes([addressOf(this), 'validation', rules.map((row) => row.map(asText))]);
      return this;
    },
    setDataValidation(rule) {
      take('Range.setDataValidation', arguments, 'V');
      host.setAttributes([addressOf(this), 'validation', [[asText(rule)]]]);
      return this;
    },
  });
  shared.newDataValidation = () =>
    new DataValidationBuilder({ criteria: null, values: [], allowInvalid: true, help: null });
})

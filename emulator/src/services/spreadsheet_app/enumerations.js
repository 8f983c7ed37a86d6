// The constants of `SpreadsheetApp`.
(function (host, kit, shared) {
  'use strict';
  shared.enumerations = {
    AutoFillSeries: ['DEFAULT_SERIES', 'ALTERNATE_SERIES'],
    BandingTheme: [
      'LIGHT_GREY', 'CYAN', 'GREEN', 'YELLOW', 'ORANGE', 'BLUE', 'TEAL', 'GREY', 'BROWN', 'LIGHT_GREEN', 'INDIGO',
      'PINK',
    ],
    BooleanCriteria: [
      'CELL_EMPTY', 'CELL_NOT_EMPTY', 'DATE_AFTER', 'DATE_BEFORE', 'DATE_EQUAL_TO', 'DATE_NOT_EQUAL_TO',
      'DATE_AFTER_RELATIVE', 'DATE_BEFORE_RELATIVE', 'DATE_EQUAL_TO_RELATIVE', 'NUMBER_BETWEEN', 'NUMBER_EQUAL_TO',
      'NUMBER_GREATER_THAN', 'NUMBER_GREATER_THAN_OR_EQUAL_TO', 'NUMBER_LESS_THAN', 'NUMBER_LESS_THAN_OR_EQUAL_TO',
      'NUMBER_NOT_BETWEEN', 'NUMBER_NOT_EQUAL_TO', 'TEXT_CONTAINS', 'TEXT_DOES_NOT_CONTAIN', 'TEXT_EQUAL_TO',
      'TEXT_NOT_EQUAL_TO', 'TEXT_STARTS_WITH', 'TEXT_ENDS_WITH', 'CUSTOM_FORMULA',
    ],
    BorderStyle: ['DOTTED', 'DASHED', 'SOLID', 'SOLID_MEDIUM', 'SOLID_THICK', 'DOUBLE'],
    ColorType: ['UNSUPPORTED', 'RGB', 'THEME'],
    CopyPasteType: [
      'PASTE_NORMAL', 'PASTE_NO_BORDERS', 'PASTE_FORMAT', 'PASTE_FORMULA', 'PASTE_DATA_VALIDATION', 'PASTE_VALUES',
      'PASTE_CONDITIONAL_FORMATTING', 'PASTE_COLUMN_WIDTHS',
    ],
    DataValidationCriteria: [
      'DATE_AFTER', 'DATE_BEFORE', 'DATE_BETWEEN', 'DATE_EQUAL_TO', 'DATE_IS_VALID_DATE', 'DATE_NOT_BETWEEN',
      'DATE_ON_OR_AFTER', 'DATE_ON_OR_BEFORE', 'NUMBER_BETWEEN', 'NUMBER_EQUAL_TO', 'NUMBER_GREATER_THAN',
      'NUMBER_GREATER_THAN_OR_EQUAL_TO', 'NUMBER_LESS_THAN', 'NUMBER_LESS_THAN_OR_EQUAL_TO', 'NUMBER_NOT_BETWEEN',
      'NUMBER_NOT_EQUAL_TO', 'TEXT_CONTAINS', 'TEXT_DOES_NOT_CONTAIN', 'TEXT_EQUAL_TO', 'TEXT_IS_VALID_EMAIL',
      'TEXT_IS_VALID_URL', 'VALUE_IN_LIST', 'VALUE_IN_RANGE', 'CUSTOM_FORMULA', 'CHECKBOX',
    ],
    Dimension: ['COLUMNS', 'ROWS'],
    Direction: ['UP', 'DOWN', 'PREVIOUS', 'NEXT'],
    InterpolationType: ['NUMBER', 'PERCENT', 'PERCENTILE', 'MIN', 'MAX'],
    ProtectionType: ['RANGE', 'SHEET'],
    RecalculationInterval: ['ON_CHANGE', 'MINUTE', 'HOUR'],
    RelativeDate: ['TODAY', 'TOMORROW', 'YESTERDAY', 'PAST_WEEK', 'PAST_MONTH', 'PAST_YEAR'],
    SheetType: ['GRID', 'OBJECT', 'DATASOURCE'],
    SortOrder: ['ASCENDING', 'DESCENDING'],
    TextDirection: ['LEFT_TO_RIGHT', 'RIGHT_TO_LEFT'],
    TextToColumnsDelimiter: ['COMMA', 'SEMICOLON', 'PERIOD', 'SPACE'],
    ValueType: ['IMAGE'],
    WrapStrategy: ['WRAP', 'OVERFLOW', 'CLIP'],
  };
  for (const [name, values] of Object.entries(shared.enumerations)) {
    shared.enumerations[name] = kit.enumeration(values);
  }
})

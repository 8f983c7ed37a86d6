function sheet_() {
  return SpreadsheetApp.getActive().getSheets()[0];
}

/** @return {any[][]} */
function orders() {
  return sheet_().getDataRange().getValues();
}

/** @param {any[][]} grid */
function store(grid) {
  sheet_().clear();
  sheet_().getRange(1, 1, grid.length, grid[0].length).setValues(grid);
}

/**
 * @param {string} cell
 * @param {string} value
 */
function set(cell, value) {
  sheet_().getRange(cell).setValue(value);
}

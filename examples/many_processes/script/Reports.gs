/**
 * A report that takes its time, and returns how many rows it has.
 *
 * @param {number} month
 * @return {number}
 */
function report(month) {
  Utilities.sleep(300);
  return month * 10;
}

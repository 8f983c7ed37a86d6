var count = 0;
function half(amount) {
  count += 1;
  return Math.round(amount * 100) / 100;
}
function calls() { return count; }

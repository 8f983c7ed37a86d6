// Each public function of this project whose name begins with `test` is run by `scripts.rs`, in a run of its own.

function equal(actual, expected) {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) {
    throw new Error(`got ${got}, expected ${wanted}`);
  }
}

function fails(run, message) {
  let result;
  try {
    result = run();
  } catch (error) {
    equal(String(error), message);
    return;
  }
  throw new Error(`got ${JSON.stringify(result)}, expected the error ${message}`);
}

/** @param {{employee: string, items: {text: string, amount: number, currency: string}[]}} claim @return {number} */
function submitClaim(claim) {
  return Claim.submit(claim);
}

/**
 * @param {number} id
 * @param {boolean} approved
 * @param {string=} comment
 */
function decide(id, approved, comment) {
  Claim.load(id).decide(approved, comment);
}

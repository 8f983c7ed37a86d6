function testSubmit() {
  if (Claim.submit({ employee: 'x', items: [] }) < 1) throw new Error('no row');
}

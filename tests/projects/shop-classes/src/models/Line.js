class Line {
  constructor(sku, quantity, price) {
    Object.assign(this, { sku, quantity, price });
  }

  get total() {
    return this.quantity * this.price;
  }

  static priceOf(sku) {
    const prices = { 'TEA-1': 4.5, 'CUP-2': 12 };
    if (!(sku in prices)) throw new RangeError(`no price for ${sku}`);
    return prices[sku];
  }
}

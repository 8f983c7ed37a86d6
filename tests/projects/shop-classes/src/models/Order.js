class Order extends Model {
  constructor(number, customer = '', lines = []) {
    super(number);
    this.customer = customer;
    this.lines = lines;
  }

  static from({ number, customer, lines }) {
    return new Order(
      number,
      customer,
      lines.map(({ sku, quantity, price }) => new Line(sku, quantity, price))
    );
  }

  add(line) {
    this.lines.push(line);
    return this;
  }

  get total() {
    return this.lines.reduce((sum, line) => sum + line.total, 0);
  }

  toJSON() {
    return { ...super.toJSON(), customer: this.customer, total: this.total, lines: this.lines.map((line) => ({ ...line })) };
  }
}

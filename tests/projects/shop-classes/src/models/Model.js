/** What is kept in a sheet: a number and JSON. */
class Model {
  constructor(number) {
    this.number = number;
  }

  static from(values) {
    return Object.assign(new this(), values);
  }

  toJSON() {
    return { number: this.number };
  }
}

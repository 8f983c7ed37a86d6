const CURRENCIES = Object.freeze({ EUR: 1, USD: 0.92, GBP: 1.17 });

/** @type {(amount: number, currency: keyof typeof CURRENCIES) => number} */
const toEuro = (amount, currency) => amount * CURRENCIES[currency];

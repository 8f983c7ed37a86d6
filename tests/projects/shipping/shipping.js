/** @typedef {{street: string, city: string, zip: string|number, country?: string}} Address */
/** @typedef {{weight: number, size: [number, number, number]}} Parcel */
/** @typedef {Parcel[]} Parcels */

function quote(weight, zone = 1, express = false, currency = 'EUR') {
  return { price: weight * zone * (express ? 2 : 1), currency };
}

function label({ street, city, zip, country = 'CO' }, [width, height] = [10, 15], ...lines) {
  return { text: [street, `${zip} ${city}`, country, ...lines].join('\n'), width, height };
}

/**
 * @param {Address} to
 * @param {Parcels} parcels
 * @param {Address} [from]
 * @return {{id: string, parcels: Parcels, cost: number|null}}
 */
function ship(to, parcels, from = { street: 'Calle 1', city: 'Bogotá', zip: 110111 }) {
  return { id: Utilities.getUuid(), parcels, cost: null };
}

/**
 * @param {string} id
 * @param {number} [from=0]
 * @param {number} to
 */
function track(id, from = 0, to) {
  return [id, from, to];
}

/** @param {...(string|number)} ids */
const cancel = function (...ids) {
  return ids.length;
};

/** @return {undefined} */
const tick = () => undefined;

/** @param {null} nothing @return {null} */
const nothing = (nothing) => nothing;

/** @param {bigint} n @return {symbol} */
function odd(n) { return Symbol(String(n)); }

/** @return {function(number): number} */
function rater() { return (weight) => weight * 2; }

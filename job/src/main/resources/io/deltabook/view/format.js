// SPDX-License-Identifier: Apache-2.0
// Times are UTC everywhere. Exact times are BigInt nanoseconds; charts use seconds.

export const SECOND = 1_000_000_000n;
export const HOUR = 3600n * SECOND;
export const DAY = 24n * HOUR;

const whole = new Intl.NumberFormat('en-US');

export function count(value) {
  return value === null || value === undefined ? '–' : whole.format(value);
}

export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A number with few digits: 1.2 M, 34.5 k. */
export function short(value) {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  for (const [unit, name] of [[1e9, ' G'], [1e6, ' M'], [1e3, ' k']]) {
    if (size >= unit) return +(value / unit).toPrecision(3) + name;
  }
  return String(+value.toPrecision(3));
}

export function bytes(value) {
  for (const [unit, name] of [[1e9, 'GB'], [1e6, 'MB'], [1e3, 'kB']]) {
    if (value >= unit) return `${+(value / unit).toPrecision(3)} ${name}`;
  }
  return `${value} B`;
}

/** 99.97 % stays below 100 %. */
export function percent(share) {
  if (share === null || share === undefined) return 'not known yet';
  if (share >= 1) return '100 %';
  const value = Math.floor(share * 10000) / 100;
  return `${value.toFixed(value > 99 || value < 1 ? 2 : 1)} %`;
}

export function price(value) {
  return value === null || value === undefined || Number.isNaN(value) ? '–' : String(+value.toPrecision(12));
}

/** Decimal texts with as many decimals as the longest has, so that they line up. */
export function aligned(texts) {
  const decimals = Math.max(0, ...texts.map((text) => (text.split('.')[1] ?? '').length));
  return texts.map((text) => {
    const [whole, fraction = ''] = text.split('.');
    return decimals === 0 ? text : `${whole}.${fraction.padEnd(decimals, '0')}`;
  });
}

/** A difference of prices, whose last digits are those of floating point. */
export function difference(value) {
  return value === null || value === undefined ? '–' : String(+value.toFixed(10));
}

const two = (value) => String(value).padStart(2, '0');

/** 2024-08-08 23:54:16.613 with as many digits of a second as asked for. */
export function time(seconds, digits = 0) {
  if (seconds === null || seconds === undefined) return '–';
  let floor = Math.floor(seconds);
  let rest = '';
  if (digits > 0) {
    let fraction = Math.round((seconds - floor) * 10 ** digits);
    if (fraction === 10 ** digits) { floor += 1; fraction = 0; }
    rest = `.${String(fraction).padStart(digits, '0')}`;
  }
  const date = new Date(floor * 1000);
  return `${day(seconds)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${rest}`;
}

export function day(seconds) {
  return new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 10);
}

/** An exact time. */
export function nanoTime(nanos) {
  const seconds = nanos / SECOND;
  const fraction = String(nanos % SECOND).padStart(9, '0');
  return `${time(Number(seconds))}.${fraction}`;
}

/** Reads 2024-08-08 23:54:16.613 or a part of it; null if it is no time. */
export function parseTime(text) {
  const found = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?)?\s*Z?\s*$/.exec(text);
  if (!found) return null;
  const [, year, month, date, hour = 0, minute = 0, second = 0, fraction = ''] = found;
  const millis = Date.UTC(+year, +month - 1, +date, +hour, +minute, +second);
  if (Number.isNaN(millis)) return null;
  return BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

export function seconds(nanos) {
  return Number(nanos) / 1e9;
}

export function nanos(value) {
  return BigInt(Math.round(value * 1e6)) * 1000n;
}

/** A length of time. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '–';
  const size = Math.abs(seconds);
  for (const [unit, name] of [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's'], [1e-3, 'ms'], [1e-6, 'µs']]) {
    if (size >= unit) return `${+(seconds / unit).toPrecision(3)} ${name}`;
  }
  return `${Math.round(seconds * 1e9)} ns`;
}

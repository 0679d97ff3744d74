import { isRate } from './words.js';

const MINUS = '−';
// Non-breaking, so that a figure stays with its unit.
const SPACE = '\u00a0';
const number = (value, options) => new Intl.NumberFormat('en', options).format(value).replace('-', MINUS);
const DIGITS = { maximumSignificantDigits: 3 };
const missing = value => value === null || value === undefined;

/** An integer, such as 12,345. */
export const count = value => number(value, { maximumFractionDigits: 0 });

/** A number with three significant digits. */
export const plain = value => missing(value) ? '–' : number(value, DIGITS);

/** A number with three significant digits and its sign. */
export const signed = value => missing(value) ? '–' : number(value, { ...DIGITS, signDisplay: 'exceptZero' });

/** A fraction as a percentage, such as 12.3 %. */
export const percent = value => missing(value) ? '–' : `${number(value * 100, DIGITS)}${SPACE}%`;

/** A relative change, such as +12.3 %. */
export const change = value => missing(value) ? '–' : `${signed(value * 100)}${SPACE}%`;

/** A value of a metric. */
export const valueOf = (metric, value) => isRate(metric) ? percent(value) : plain(value);

/** A difference between two values of a metric; in percentage points for rates. */
export function differenceOf(metric, value) {
  if (missing(value)) {
    return '–';
  }
  return isRate(metric)
    ? `${signed(value * 100)}${SPACE}pp`
    : signed(value);
}

/** Whether an interval is bounded on at least one side. */
export const tells = range => !missing(range) && !(missing(range.low) && missing(range.high));

/** An interval whose bounds are formatted by `tell`; a null bound is infinite. */
export function interval(range, tell) {
  if (missing(range)) {
    return '–';
  }
  if (!tells(range)) {
    return 'still unbounded';
  }
  return `${missing(range.low) ? `${MINUS}∞` : tell(range.low)} … ${missing(range.high) ? '∞' : tell(range.high)}`;
}

/** An effect and its always-valid interval; relative to the control's value where that interval is bounded. */
export function inShort(metric, { difference, alwaysValidInterval, relative, relativeInterval: range }) {
  const tell = value => differenceOf(metric, value);
  return tells(range) ? [change(relative), interval(range, change)] : [tell(difference), interval(alwaysValidInterval, tell)];
}

/** A p-value, such as 0.032; values below 0.001 are shown as such. */
export const likelihood = p => missing(p) ? '–' : p < 0.001 ? `<${SPACE}0.001` : number(p, { maximumSignificantDigits: 2 });

/** A configured fraction as a percentage, without trailing zeros. */
export const share = value => `${number(value * 100, { maximumFractionDigits: 2 })}${SPACE}%`;

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export const moment = at => MOMENT.format(new Date(at));
export const time = at => TIME.format(new Date(at));
export const day = date => DAY.format(new Date(`${date}T00:00:00Z`));

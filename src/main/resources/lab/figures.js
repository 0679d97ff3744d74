import { isRate } from './words.js';

const MINUS = '−';
// Does not break, so that a figure stays with its unit.
const SPACE = '\u00a0';
const number = (value, options) => new Intl.NumberFormat('en', options).format(value).replace('-', MINUS);
const DIGITS = { maximumSignificantDigits: 3 };
const missing = value => value === null || value === undefined;

/** A whole number, such as 12,345. */
export const count = value => number(value, { maximumFractionDigits: 0 });

/** A number to three digits that count. */
export const plain = value => missing(value) ? '–' : number(value, DIGITS);

/** The same with its sign. */
export const signed = value => missing(value) ? '–' : number(value, { ...DIGITS, signDisplay: 'exceptZero' });

/** A part of a whole, such as 12.3 %. */
export const percent = value => missing(value) ? '–' : `${number(value * 100, DIGITS)}${SPACE}%`;

/** A change in parts of what it was, such as +12.3 %. */
export const change = value => missing(value) ? '–' : `${signed(value * 100)}${SPACE}%`;

/** A value of a metric. */
export const valueOf = (metric, value) => isRate(metric) ? percent(value) : plain(value);

/** A difference between values of a metric; of rates in percentage points. */
export function differenceOf(metric, value) {
  if (missing(value)) {
    return '–';
  }
  return isRate(metric)
    ? `${signed(value * 100)}${SPACE}pp`
    : signed(value);
}

/** Whether an interval says anything: one of its ends at least does not lie at infinity. */
export const tells = range => !missing(range) && !(missing(range.low) && missing(range.high));

/** An interval, its ends told by `tell`; an end that is null lies at infinity. */
export function interval(range, tell) {
  if (missing(range)) {
    return '–';
  }
  if (!tells(range)) {
    return 'not known yet';
  }
  return `${missing(range.low) ? `${MINUS}∞` : tell(range.low)} … ${missing(range.high) ? '∞' : tell(range.high)}`;
}

/** An effect and its interval that is good at any time: in parts of the control's value, where that has an interval with an end. */
export function inShort(metric, { difference, alwaysValidInterval, relative, relativeInterval: range }) {
  const tell = value => differenceOf(metric, value);
  return tells(range) ? [change(relative), interval(range, change)] : [tell(difference), interval(alwaysValidInterval, tell)];
}

/** How likely, such as 0.032; below a thousandth only that it is. */
export const likelihood = p => missing(p) ? '–' : p < 0.001 ? `<${SPACE}0.001` : number(p, { maximumSignificantDigits: 2 });

/** Parts of a hundred without digits after the point where there are none to tell, as people set them. */
export const share = value => `${number(value * 100, { maximumFractionDigits: 2 })}${SPACE}%`;

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

export const moment = at => MOMENT.format(new Date(at));
export const time = at => TIME.format(new Date(at));
export const day = date => DAY.format(new Date(`${date}T00:00:00Z`));

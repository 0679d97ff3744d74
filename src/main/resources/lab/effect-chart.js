import { h, panel } from './dom.js';
import { marks, paints, plotOf } from './effect-plot.js';
import { table } from './table.js';
import { differenceOf, interval, share, signed, tells } from './figures.js';
import { metricInFull } from './words.js';

const UNBOUNDED = { low: null, high: null };

/**
 * A chart of the cumulative effect, or preference, at the end of each day with its intervals. Stays in the page and is
 * updated with new results.
 */
export class EffectChart {
  #canvas = h('canvas', { role: 'img' });
  #legend = h('ul', { class: 'legend' });
  #hint = h('p', { class: 'hint' });
  #figures = h('div', {});
  #appearance = matchMedia('(prefers-color-scheme: dark)');
  #repaint = () => this.#draw();
  #chart;
  #plot;
  #experiment;
  #results;

  element = panel('over-time', 'Over time', this.#legend,
    h('div', { class: 'plot' }, this.#canvas), this.#hint,
    h('details', {}, h('summary', {}, 'Figures as a table'), this.#figures));

  constructor() {
    this.#appearance.addEventListener('change', this.#repaint);
  }

  update(experiment, results) {
    this.#experiment = experiment;
    this.#results = results;
    this.element.hidden = results.daily.length + results.dailyPreference.length === 0;
    if (!this.element.hidden) {
      this.#draw();
    }
  }

  destroy() {
    this.#appearance.removeEventListener('change', this.#repaint);
    this.#chart?.destroy();
  }

  #draw() {
    const { metric, confidence, interleaving } = this.#results;
    const { days, lines } = interleaving ? preferences(this.#results) : differences(this.#results, this.#experiment);
    const tell = interleaving ? signed : value => differenceOf(metric, value);
    const first = this.#experiment.variants[0].key;
    this.#legend.replaceChildren(...lines.map(({ variant, series }) => h('li', { class: `key v${series}` }, variant)),
      h('li', { class: 'swatch band' }, `${share(confidence)}, always valid`),
      ...(interleaving ? [] : [h('li', { class: 'swatch dotted' }, `${share(confidence)}, fixed horizon`)]));
    const what = interleaving ? `${metricInFull(metric)}: preference over ${first}, −1 to 1,` : `${metricInFull(metric)}: difference to ${first}`;
    this.#hint.textContent = `${what} at the end of each day (UTC), cumulative.`;
    this.#canvas.setAttribute('aria-label', describe(metric, days, lines, tell));
    this.#figures.replaceChildren(inFigures(days, lines, tell, !interleaving));
    this.#plot = { lines, paint: paints() };
    const { data, options } = plotOf(tell, days, this.#plot);
    if (this.#chart) {
      Object.assign(this.#chart, { data, options });
      this.#chart.update('none');
    } else {
      this.#chart = new Chart(this.#canvas, { type: 'line', data, options, plugins: marks(() => this.#plot) });
    }
  }
}

/** Each variant against the control. */
function differences({ daily, effects }, { variants }) {
  const days = [...new Set(daily.map(point => point.day))];
  return { days, lines: effects.map(({ variant }) => ({
    variant,
    series: variants.findIndex(({ key }) => key === variant),
    points: days.map(date => daily.find(point => point.day === date && point.variant === variant)?.effect ?? null),
  })) };
}

/** The second ranking against the first, in the shape of effects. A preference has no fixed-horizon interval. */
function preferences({ dailyPreference, interleaving: { second } }) {
  return { days: dailyPreference.map(({ day }) => day), lines: [{ variant: second, series: 1,
    points: dailyPreference.map(({ preference, alwaysValidInterval: range }) => ({
      difference: preference,
      interval: UNBOUNDED,
      alwaysValidInterval: range ?? UNBOUNDED,
      isSignificant: range !== null && (range.low > 0 || range.high < 0),
    })) }] };
}

function describe(metric, days, lines, tell) {
  const last = lines.map(({ variant, points }) => {
    const effect = points.findLast(point => point !== null);
    return effect ? `${variant} ${tell(effect.difference)}` : `${variant} has too few units`;
  });
  return `${metricInFull(metric)} over ${days.length} days; at the end ${last.join(', ')}. A table of the figures follows.`;
}

function inFigures(days, lines, tell, once) {
  const rows = days.flatMap((date, index) => lines.map(({ variant, points }) => {
    const effect = points[index];
    return [date, variant, effect === null ? '–' : tell(effect.difference), interval(effect?.alwaysValidInterval, tell),
      ...(once ? [interval(effect?.interval, tell)] : []),
      !tells(effect?.alwaysValidInterval) ? 'too few' : effect.isSignificant ? 'significant' : 'not significant'];
  })).reverse();
  return table('Newest day first', ['Day', 'Variant', once ? 'Difference' : 'Preference', 'Always valid', ...(once ? ['Fixed horizon'] : []), 'Verdict'], rows);
}

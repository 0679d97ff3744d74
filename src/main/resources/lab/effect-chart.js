import { h, panel } from './dom.js';
import { marks, paints, plotOf } from './effect-plot.js';
import { table } from './table.js';
import { differenceOf, interval, share } from './figures.js';
import { metricInFull } from './words.js';

/** The effect at the end of each day, with both of its intervals; it stays in the page and takes new results in. */
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

  element = panel('over-time', 'Effect over time', this.#legend,
    h('div', { class: 'plot' }, this.#canvas), this.#hint,
    h('details', {}, h('summary', {}, 'The same in figures'), this.#figures));

  constructor() {
    this.#appearance.addEventListener('change', this.#repaint);
  }

  update(experiment, results) {
    this.#experiment = experiment;
    this.#results = results;
    this.element.hidden = results.daily.length === 0;
    if (!this.element.hidden) {
      this.#draw();
    }
  }

  destroy() {
    this.#appearance.removeEventListener('change', this.#repaint);
    this.#chart?.destroy();
  }

  #draw() {
    const { metric, daily, effects, confidence } = this.#results;
    const days = [...new Set(daily.map(point => point.day))];
    const lines = effects.map(({ variant }) => ({
      variant,
      series: this.#experiment.variants.findIndex(({ key }) => key === variant),
      points: days.map(date => daily.find(point => point.day === date && point.variant === variant)?.effect ?? null),
    }));
    const control = this.#experiment.variants[0].key;
    this.#legend.replaceChildren(...lines.map(({ variant, series }) => h('li', { class: `key v${series}` }, variant)),
      h('li', { class: 'swatch band' }, `${share(confidence)}, good at any time`),
      h('li', { class: 'swatch dotted' }, `${share(confidence)}, for who looks once`));
    this.#hint.textContent = `${metricInFull(metric)}: difference to ${control} at the end of each day (UTC), of everything until then.`;
    this.#canvas.setAttribute('aria-label', describe(metric, days, lines));
    this.#figures.replaceChildren(inFigures(metric, days, lines));
    this.#plot = { lines, paint: paints() };
    const { data, options } = plotOf(metric, days, this.#plot);
    if (this.#chart) {
      Object.assign(this.#chart, { data, options });
      this.#chart.update('none');
    } else {
      this.#chart = new Chart(this.#canvas, { type: 'line', data, options, plugins: marks(() => this.#plot) });
    }
  }
}

function describe(metric, days, lines) {
  const last = lines.map(({ variant, points }) => {
    const effect = points.findLast(point => point !== null);
    return effect ? `${variant} ${differenceOf(metric, effect.difference)}` : `${variant} has too few to tell`;
  });
  return `${metricInFull(metric)} over ${days.length} days; in the end ${last.join(', ')}. The figures follow as a table.`;
}

function inFigures(metric, days, lines) {
  const tell = value => differenceOf(metric, value);
  const rows = days.flatMap((date, index) => lines.map(({ variant, points }) => {
    const effect = points[index];
    return [date, variant, tell(effect?.difference), interval(effect?.alwaysValidInterval, tell), interval(effect?.interval, tell),
      effect === null ? 'too few' : effect.isSignificant ? 'significant' : 'not significant'];
  })).reverse();
  return table('The latest day first', ['Day', 'Variant', 'Difference', 'Good at any time', 'Looked at once', 'In words'], rows);
}

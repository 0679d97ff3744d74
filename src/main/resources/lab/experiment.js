import { ask } from './api.js';
import { assignment } from './assignment.js';
import { audit } from './audit.js';
import { caveats } from './caveats.js';
import { COMPARED, LIVE, ONE } from './documents.js';
import { announce, choice, h } from './dom.js';
import { EffectChart } from './effect-chart.js';
import { effects } from './effects.js';
import { funnel } from './funnel.js';
import { guardrails } from './guardrails.js';
import { heading } from './heading.js';
import { headline, verdicts } from './headline.js';
import { interference } from './interference.js';
import { interleaving } from './interleaving.js';
import { LiveSign } from './live-sign.js';
import { offPolicy } from './off-policy.js';
import { sampleRatio } from './sample-ratio.js';
import { follow } from './stream.js';
import { warehouse } from './warehouse.js';
import { METRIC_NAMES, metric as named } from './words.js';

// The stream emits results only; a ramp does not change them at once.
const POLL_INTERVAL = 10000;

/** The page of one experiment: its definition and its results, updated live. */
export async function experiment(fill, { path: [, key], query }, signal) {
  const { experiment: found } = await ask(ONE, { key });
  if (found === null) {
    fill(h('h1', { tabindex: -1 }, 'No such experiment'), h('p', {}, `There is no experiment with the key ${key}.`));
    return;
  }
  const page = new Page(fill, found, query.get('metric') ?? found.primaryMetric, signal);
  await page.compare();
  page.listen();
}

/** Focuses the button that replaces a removed one, or the heading if none does. */
function restoreFocus(head, gone) {
  const same = [...head.querySelectorAll('button')].find(button => button.textContent === gone.textContent);
  (same ?? head.querySelector('h1')).focus();
}

class Page {
  #experiment;
  #metric;
  #signal;
  // The last drawn value of each part, as JSON.
  #drawn = {};
  #asked = 0;
  #sign = new LiveSign();
  #chart = new EffectChart();
  #places = Object.fromEntries(['head', 'headline', 'now', 'main', 'aside', 'trail', 'offPolicy'].map(name => [name, h('div', { class: `place ${name}` })]));

  constructor(fill, experiment, metric, signal) {
    this.#experiment = experiment;
    this.#metric = metric;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#chart.destroy());
    this.#showExperiment(experiment);
    const { head, headline: line, now, main, aside, trail, offPolicy: estimates } = this.#places;
    fill(head, this.#bar(), line, now,
      h('div', { class: 'columns' },
        h('div', {}, this.#chart.element, main, estimates, trail),
        h('div', {}, aside, assignment(experiment), warehouse(experiment))));
    offPolicy(experiment).then(form => form && estimates.append(form), () => {});
  }

  #bar() {
    const options = METRIC_NAMES.map(name => [name, name === this.#experiment.primaryMetric ? `${named(name)} (decides)` : named(name)]);
    return h('div', { class: 'bar-of-controls' },
      choice('metric', 'Compare by', options, this.#metric, { change: event => {
        this.#metric = event.target.value;
        history.replaceState(null, '', `#/experiments/${encodeURIComponent(this.#experiment.key)}?metric=${this.#metric}`);
        this.compare();
      } }),
      this.#sign.element);
  }

  /** Loads the results by the chosen metric. Of several pending answers only the last requested is shown. */
  async compare() {
    const asked = ++this.#asked;
    try {
      const answer = await ask(COMPARED, { key: this.#experiment.key, metric: this.#metric });
      if (asked === this.#asked && !this.#signal.aborted) {
        this.#showResults(answer.experiment.results);
      }
    } catch (failed) {
      if (asked === this.#asked) {
        this.#places.headline.replaceChildren(h('p', { class: 'alarm', role: 'alert' }, failed.message));
      }
    }
  }

  /** Follows the results by the primary metric; each event also reloads those by another chosen metric. */
  listen() {
    follow(LIVE, { key: this.#experiment.key }, {
      signal: this.#signal,
      state: (state, failure) => this.#sign.show(state, failure),
      next: ({ experimentResults: results }) => {
        if (results.metric === this.#metric) {
          this.#asked++;
          this.#showResults(results);
        } else {
          this.compare();
        }
        this.#refresh();
      },
    });
    const polling = setInterval(() => document.hidden || this.#refresh(), POLL_INTERVAL);
    this.#signal.addEventListener('abort', () => clearInterval(polling));
  }

  async #refresh() {
    const { experiment } = await ask(ONE, { key: this.#experiment.key }).catch(() => ({}));
    if (experiment && !this.#signal.aborted && experiment.version >= this.#experiment.version) {
      this.#take(experiment);
    }
  }

  #showExperiment(experiment) {
    this.#experiment = experiment;
    if (this.#isNew('experiment', experiment)) {
      const { head } = this.#places;
      const focused = head.contains(document.activeElement) ? document.activeElement : null;
      head.replaceChildren(heading(experiment, changed => this.#take(changed)));
      if (focused !== null) {
        restoreFocus(head, focused);
      }
      this.#places.trail.replaceChildren(audit(experiment));
    }
  }

  /** Shows an experiment that was changed, here or elsewhere, with its new results. */
  #take(experiment) {
    const changed = experiment.version > this.#experiment.version;
    this.#showExperiment(experiment);
    if (changed) {
      this.#drawn.results = null;
      this.compare();
    }
  }

  #showResults(results) {
    this.#sign.computed(results.computedAt);
    const { computedAt, ...figures } = results;
    if (!this.#isNew('results', figures)) {
      return;
    }
    const experiment = this.#experiment;
    const { headline: line, now, main, aside } = this.#places;
    const panels = (...some) => some.map(one => one(experiment, results)).filter(Boolean);
    const begun = experiment.state !== 'DRAFT';
    line.replaceChildren(begun ? headline(experiment, results) : h('p', { class: 'empty' }, 'No user takes part yet. Results appear here once the experiment is started.'));
    this.#chart.update(experiment, results);
    now.replaceChildren(...(begun ? panels(effects, interleaving) : []));
    main.replaceChildren(...(begun ? panels(funnel) : []));
    aside.replaceChildren(...panels(sampleRatio, guardrails, caveats, interference));
    announce(verdicts(experiment, results));
  }

  /** Unchanged parts are not drawn again, so that focus and selection survive. */
  #isNew(name, value) {
    const text = JSON.stringify(value);
    const is = this.#drawn[name] !== text;
    this.#drawn[name] = text;
    return is;
  }
}

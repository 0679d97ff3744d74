import { svg } from './dom.js';

const WIDTH = 170;
const HEIGHT = 22;

/** The range that contains the intervals of all effects and 0. */
export function rangeOf(effects) {
  const ends = effects.flatMap(effect => [effect.difference, effect.interval.low, effect.interval.high,
    effect.alwaysValidInterval.low, effect.alwaysValidInterval.high]).filter(Number.isFinite);
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

/** An effect on a scale with 0: a dot, its fixed-horizon interval, and its always-valid interval as a thinner line. */
export function intervalPicture({ difference, interval, alwaysValidInterval }, [low, high], series) {
  const x = value => high === low ? WIDTH / 2 : 5 + (WIDTH - 10) * (value - low) / (high - low);
  const from = range => x(range.low ?? low);
  const to = range => x(range.high ?? high);
  const middle = HEIGHT / 2;
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, class: `interval v${series}`, 'aria-hidden': 'true' },
    svg('line', { class: 'zero', x1: x(0), x2: x(0), y1: 1, y2: HEIGHT - 1 }),
    svg('line', { class: 'any-time', x1: from(alwaysValidInterval), x2: to(alwaysValidInterval), y1: middle, y2: middle }),
    svg('line', { class: 'once', x1: from(interval), x2: to(interval), y1: middle, y2: middle }),
    svg('circle', { class: 'value', cx: x(difference), cy: middle, r: 3.5 }));
}

import { day, interval, tells } from './figures.js';

// The same shapes as the variant keys in the style sheet.
const MARKS = ['rect', 'circle', 'triangle', 'rect', 'rectRot', 'rectRounded', 'star', 'cross'];
const DATASETS_OF_A_VARIANT = 5;
// Intervals this many times wider than the last one are cut off.
const MAX_RELATIVE_WIDTH = 3;
const FEW_DAYS = 2;

/**
 * Data and options of the chart. Each variant has a line of its effects, a band of always-valid intervals, and dotted
 * lines of fixed-horizon intervals.
 *
 * @param tell formats a value
 * @param lines one `{ variant, series, points }` per compared variant; points are effects or null, one per day
 */
export function plotOf(tell, days, { lines, paint }) {
  const [min, max] = heightOf(lines);
  return {
    data: { labels: days.map(day), datasets: lines.flatMap(line => datasets(line, paint.series[line.series], days.length)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      font: { family: paint.font },
      scales: {
        x: {
          offset: days.length <= FEW_DAYS,
          grid: { display: false },
          border: { color: paint.grid },
          ticks: { color: paint.soft, maxRotation: 0, autoSkipPadding: 16, font: { family: paint.font } },
        },
        y: {
          min, max,
          grid: { color: paint.grid },
          border: { display: false },
          ticks: { color: paint.soft, includeBounds: false, maxTicksLimit: 8, callback: tell, font: { family: paint.font } },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          filter: item => item.datasetIndex % DATASETS_OF_A_VARIANT === DATASETS_OF_A_VARIANT - 1,
          callbacks: {
            label: item => {
              const { variant, points } = lines[Math.floor(item.datasetIndex / DATASETS_OF_A_VARIANT)];
              const effect = points[item.dataIndex];
              return `${variant}: ${tell(effect.difference)}  (always valid: ${interval(effect.alwaysValidInterval, tell)})`;
            },
          },
        },
      },
    },
  };
}

/** The colours of the page for the current colour scheme. */
export function paints() {
  const style = getComputedStyle(document.documentElement);
  const paint = name => style.getPropertyValue(name).trim();
  return {
    ink: paint('--ink'), soft: paint('--soft'), grid: paint('--grid'),
    font: getComputedStyle(document.body).fontFamily,
    series: MARKS.map((_, index) => paint(`--v${index}`)),
  };
}

function datasets({ variant, series, points }, colour, days) {
  const end = (label, range, name, look) => ({
    label: `${variant}: ${label}`,
    data: points.map(effect => effect?.[range][name] ?? null),
    borderColor: colour, borderWidth: 0, pointRadius: 0, pointHitRadius: 0, fill: false,
    ...look,
  });
  const band = { fill: '+1', backgroundColor: `color-mix(in srgb, ${colour} 16%, transparent)` };
  const dotted = { borderWidth: 1, borderDash: [2, 3] };
  return [
    end('always valid, upper bound', 'alwaysValidInterval', 'high', band),
    end('always valid, lower bound', 'alwaysValidInterval', 'low'),
    end('fixed horizon, upper bound', 'interval', 'high', dotted),
    end('fixed horizon, lower bound', 'interval', 'low', dotted),
    {
      label: variant,
      data: points.map(effect => effect?.difference ?? null),
      borderColor: colour, backgroundColor: colour, borderWidth: 2,
      pointStyle: MARKS[series], pointRadius: days > 30 ? 0 : 3, pointHoverRadius: 5, pointBorderColor: colour,
    },
  ];
}

/** The range of values to show. Early intervals reach far beyond later ones, so very wide ones are cut off. */
function heightOf(lines) {
  const ends = [0];
  for (const { points } of lines) {
    const told = points.filter(effect => effect !== null);
    const widest = MAX_RELATIVE_WIDTH * width(told.at(-1));
    for (const effect of told) {
      ends.push(effect.difference);
      for (const range of [effect.interval, effect.alwaysValidInterval]) {
        if (range.low !== null && range.high !== null && range.high - range.low <= widest) {
          ends.push(range.low, range.high);
        }
      }
    }
  }
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const air = 0.06 * (high - low || 1);
  return [low - air, high + air];
}

function width(effect) {
  const range = effect?.alwaysValidInterval;
  const once = effect?.interval;
  return !range || range.low === null || range.high === null ? 3 * (once?.high - once?.low || 0) : range.high - range.low;
}

/** Chart plugins that draw beside the lines; `plot` returns the plot shown now. */
export function marks(plot) {
  return [zeroLine(plot), lastIntervals(plot)];
}

function zeroLine(plot) {
  return {
    id: 'zero',
    beforeDatasetsDraw({ ctx, chartArea, scales }) {
      stroke(ctx, chartArea, plot().paint.ink, 1, [4, 3], chartArea.left, scales.y.getPixelForValue(0), chartArea.right, scales.y.getPixelForValue(0));
    },
  };
}

/** Draws the last intervals as vertical lines during the first days, when bands have hardly any width. */
function lastIntervals(plot) {
  return {
    id: 'lastIntervals',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const { lines, paint } = plot();
      lines.forEach(({ series, points }, index) => {
        const last = points.findLastIndex(effect => effect !== null);
        if (last < 0 || last >= FEW_DAYS) {
          return;
        }
        const x = scales.x.getPixelForValue(last) + (index - (lines.length - 1) / 2) * 14;
        for (const [range, thickness] of [[points[last].alwaysValidInterval, 1.5], [points[last].interval, 4]]) {
          if (!tells(range)) {
            continue;
          }
          const y = value => value === null ? null : scales.y.getPixelForValue(value);
          stroke(ctx, chartArea, paint.series[series], thickness, [], x, y(range.low) ?? chartArea.bottom, x, y(range.high) ?? chartArea.top);
        }
      });
    },
  };
}

function stroke(ctx, { left, right, top, bottom }, colour, thickness, dash, x1, y1, x2, y2) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left - 4, top, right - left + 8, bottom - top);
  ctx.clip();
  ctx.beginPath();
  ctx.strokeStyle = colour;
  ctx.lineWidth = thickness;
  ctx.setLineDash(dash);
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
  ctx.restore();
}

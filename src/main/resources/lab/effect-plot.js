import { day, interval, tells } from './figures.js';

// As the style sheet draws the keys of variants.
const MARKS = ['rect', 'circle', 'triangle', 'rect', 'rectRot', 'rectRounded', 'star', 'cross'];
const DATASETS_OF_A_VARIANT = 5;
// An interval so many times as wide as the last one says nothing that is worth the height it takes.
const WORTH_SHOWING = 3;
const FEW_DAYS = 2;

/**
 * The data and the options of the chart: for each variant a line of its effects, a band of the intervals that are good at any time, and dotted
 * lines for those of who looks once.
 *
 * @param tell makes words of a value
 * @param lines of each variant that is compared `{ variant, series, points }`; points are effects, or null, one for each day
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
              return `${variant}: ${tell(effect.difference)}  (${interval(effect.alwaysValidInterval, tell)} at any time)`;
            },
          },
        },
      },
    },
  };
}

/** The colours of the page, which know of light and dark. */
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
    end('good at any time, upper end', 'alwaysValidInterval', 'high', band),
    end('good at any time, lower end', 'alwaysValidInterval', 'low'),
    end('looked at once, upper end', 'interval', 'high', dotted),
    end('looked at once, lower end', 'interval', 'low', dotted),
    {
      label: variant,
      data: points.map(effect => effect?.difference ?? null),
      borderColor: colour, backgroundColor: colour, borderWidth: 2,
      pointStyle: MARKS[series], pointRadius: days > 30 ? 0 : 3, pointHoverRadius: 5, pointBorderColor: colour,
    },
  ];
}

/** What is worth showing of the intervals: the first days' reach far beyond the later ones. */
function heightOf(lines) {
  const ends = [0];
  for (const { points } of lines) {
    const told = points.filter(effect => effect !== null);
    const widest = WORTH_SHOWING * width(told.at(-1));
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

/** What the chart draws beside its lines; `plot` returns what is shown now. */
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

/** Draws the last intervals as upright lines in the first days, when the bands have hardly any width. */
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

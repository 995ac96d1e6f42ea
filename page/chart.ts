import { type CostCurve, formatUsd, optionTitle } from 'endpoint-recommender';
import { COUNTED, writeBreakEven, writeBriefCount, writeCurveAssumption } from 'endpoint-recommender/words';
import { drawn, element } from './dom.ts';
import { upper } from './field.ts';

const HEIGHT = 300;
const MARGIN = { left: 64, right: 24, top: 28, bottom: 44 };
const NARROWEST = 280;
/** Below a cent per month, a logarithm has no end. */
const LEAST_USD = 0.01;
/** One per option, so that nobody needs the colors. */
const DASHES = ['', '7 4', '2 3', '9 3 2 3'];

/** What each option that fits costs at growing volumes: a drawing, its legend, and the figures as a table. */
export function chartOf(curve: CostCurve, width: number): HTMLElement {
  return element(
    'figure',
    { class: 'chart' },
    draw(curve, Math.max(width, NARROWEST)),
    element(
      'ul',
      { class: 'legend' },
      ...curve.options.map((option, at) => element('li', {}, key(at), optionTitle(option))),
    ),
    element('figcaption', {}, captionOf(curve)),
    element('details', {}, element('summary', {}, 'Figures of the chart'), tableOf(curve)),
  );
}

function key(at: number): SVGElement {
  const line = drawn('line', {
    x1: 0,
    y1: 6,
    x2: 28,
    y2: 6,
    class: `line line-${at}`,
    'stroke-dasharray': DASHES[at] ?? '',
  });
  return drawn('svg', { width: 28, height: 12, 'aria-hidden': 'true' }, line);
}

function draw({ counts, options, points }: CostCurve, width: number): SVGElement {
  const all = points.flatMap(({ usd }) => usd).map((usd) => Math.max(usd, LEAST_USD));
  const x = scale(
    points.map(({ volume }) => volume),
    MARGIN.left,
    width - MARGIN.right,
  );
  const y = scale(all, HEIGHT - MARGIN.bottom, MARGIN.top);
  const stated = points.find(({ isStated }) => isStated);
  const lines = options.map((_, at) =>
    drawn('polyline', {
      class: `line line-${at}`,
      'stroke-dasharray': DASHES[at] ?? '',
      points: points.map(({ volume, usd }) => `${x.at(volume)},${y.at(Math.max(usd[at] ?? 0, LEAST_USD))}`).join(' '),
    }),
  );
  const every = Math.ceil(x.decades.length / Math.max(2, Math.floor(width / 110)));
  return drawn(
    'svg',
    {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: 'img',
      'aria-label': `Cost per month by ${COUNTED[counts]}`,
    },
    ...y.decades.map((usd) =>
      drawn(
        'g',
        {},
        drawn('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y.at(usd), y2: y.at(usd) }),
        drawn('text', { x: MARGIN.left - 8, y: y.at(usd) + 4, 'text-anchor': 'end' }, amountOf(usd)),
      ),
    ),
    ...x.decades
      .filter((_, at) => at % every === 0)
      .map((volume) =>
        drawn('text', { x: x.at(volume), y: HEIGHT - MARGIN.bottom + 18, 'text-anchor': 'middle' }, short(volume)),
      ),
    drawn(
      'text',
      { x: (MARGIN.left + width - MARGIN.right) / 2, y: HEIGHT - 6, 'text-anchor': 'middle' },
      upper(COUNTED[counts]),
    ),
    drawn('text', { x: 0, y: 14 }, 'USD per month'),
    stated &&
      drawn('line', {
        class: 'stated',
        x1: x.at(stated.volume),
        x2: x.at(stated.volume),
        y1: MARGIN.top,
        y2: HEIGHT - MARGIN.bottom,
      }),
    ...lines,
    stated &&
      drawn(
        'text',
        { x: x.at(stated.volume), y: MARGIN.top - 8, 'text-anchor': x.at(stated.volume) > width / 2 ? 'end' : 'start' },
        `You: ${writeBriefCount(stated.volume)}`,
      ),
  );
}

/** A logarithmic axis, with the powers of ten on it: at least two ticks. */
function scale(values: readonly number[], from: number, to: number): { at(value: number): number; decades: number[] } {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const decades = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
  const at = (value: number) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
  return { at, decades };
}

/** "$0.10", "$1,000", "$100K": at most as wide as the margin. */
const amountOf = (usd: number): string => (usd < 10_000 ? formatUsd(usd) : `$${short(usd)}`);

/** "10K", "1M": an axis has no room for zeros. */
const short = (volume: number): string => new Intl.NumberFormat('en', { notation: 'compact' }).format(volume);

const captionOf = (curve: CostCurve): string =>
  [writeBreakEven(curve) ?? 'No break-even in this range.', writeCurveAssumption(curve)].filter(Boolean).join(' ');

function tableOf({ counts, options, points }: CostCurve): HTMLElement {
  const head = [upper(COUNTED[counts]), ...options.map(optionTitle)].map((title) =>
    element('th', { scope: 'col' }, title),
  );
  const rows = points.map(({ volume, isStated, usd }) =>
    element(
      'tr',
      { class: isStated ? 'is-stated' : undefined },
      element('th', { scope: 'row' }, writeBriefCount(volume)),
      ...usd.map((amount) => element('td', {}, formatUsd(amount))),
    ),
  );
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
  return element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': 'Figures of the chart' }, table);
}

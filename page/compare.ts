import { type Alternative, otherRegions, otherTypes, type Recommendation, type Workload } from 'endpoint-recommender';
import { briefCost } from 'endpoint-recommender/words';
import { element, folded } from './dom.ts';

// The choice on other instance types and in other Regions, as tables that sort by any column.

/** Rows that are shown at first: the cheapest, and the chosen one. */
const SHOWN = 12;

/** Takes what a row would change. */
export type Try = (facts: Partial<Workload>) => void;

interface Column {
  title: string;
  /** What a cell says. */
  text: (row: Alternative) => string;
  /** What the column sorts by. */
  by: (row: Alternative) => number | string;
}

const hourOf = ({
  cost: {
    components: [first],
  },
}: Alternative): number | null =>
  first?.unitPriceUsd == null ? null : first.unitPriceUsd * (first.unit === 'hours' ? 1 : 3600);

const instancesOf = ({ count, type }: Alternative): string => (type === null ? '–' : `${count ?? '?'} × ${type}`);

const COUNT: Column = {
  title: 'Instances',
  text: ({ count }) => (count === null ? 'not known' : String(count)),
  by: ({ count }) => count ?? Infinity,
};
const INSTANCES: Column = { title: 'Instances', text: instancesOf, by: instancesOf };
const HOUR: Column = {
  title: 'Per hour',
  text: (row) => writeHour(hourOf(row)),
  by: (row) => hourOf(row) ?? Infinity,
};
const MONTH: Column = {
  title: 'Per month',
  text: ({ cost }) => {
    const brief = briefCost(cost);
    // The range is that of the answer: here it would hide the order.
    return brief?.unit === 'per month' ? brief.amount.replace(/ \(.*/, '') : 'not known';
  },
  by: (row) => row.cost.monthlyUsd?.likely ?? hourOf(row) ?? Infinity,
};

const writeHour = (usd: number | null): string => (usd === null ? 'not known' : `$${Number(usd.toPrecision(4))}`);

/** The two comparisons, worked out when they are opened: each of a hundred types is an estimate. */
export function comparisonsOf(recommendation: Recommendation, tryOut: Try): (HTMLElement | null)[] {
  const { choice } = recommendation;
  if (choice === null) return [];
  const types = choice.instance && {
    title: 'Compare instance types',
    name: 'Instance type',
    rows: () => otherTypes(recommendation),
    of: ({ type }: Alternative) => type ?? '',
    facts: ({ type }: Alternative) => ({ instanceType: type ?? undefined }),
    columns: [COUNT, HOUR, MONTH],
  };
  const regions = {
    title: 'Compare Regions',
    name: 'Region',
    rows: () => otherRegions(recommendation),
    of: ({ region }: Alternative) => region,
    facts: ({ region }: Alternative) => ({ region }),
    columns: [HOUR, MONTH, ...(choice.instance ? [INSTANCES] : [])],
  };
  return [types && comparison(types, tryOut), comparison(regions, tryOut)];
}

interface Comparison {
  title: string;
  name: string;
  rows: () => Alternative[];
  of: (row: Alternative) => string;
  facts: (row: Alternative) => Partial<Workload>;
  columns: readonly Column[];
}

function comparison({ title, name, rows, of, facts, columns }: Comparison, tryOut: Try): HTMLElement {
  const place = element('div', {});
  const made = folded(title, place);
  made.classList.add('later');
  made.addEventListener('toggle', () => {
    if (!made.open || place.hasChildNodes()) return;
    const all = rows();
    const shown = all.filter(({ isChosen }, at) => at < SHOWN || isChosen);
    const head: Column = { title: name, text: of, by: of };
    const button = (row: Alternative): Node => {
      if (row.isChosen) return document.createTextNode(`✓ ${of(row)}`);
      const tried = element('button', { type: 'button', class: 'plain', title: `What if ${of(row)}` }, of(row));
      tried.addEventListener('click', () => tryOut(facts(row)));
      return tried;
    };
    place.append(
      element('p', { class: 'hint' }, countOf(shown.length, all.length)),
      sortable(title, [head, ...columns], shown, button),
    );
  });
  return made;
}

const countOf = (shown: number, all: number): string =>
  `${shown < all ? `The ${shown} cheapest of ${all}` : `All ${all}`} that could serve it. Press a name to see the difference.`;

/** A table whose headers sort it, the month first. `first`: what stands in the first cell of a row. */
function sortable(
  label: string,
  columns: readonly Column[],
  rows: Alternative[],
  first: (row: Alternative) => Node,
): HTMLElement {
  const body = element('tbody', {});
  const heads = columns.map(({ title }) =>
    element('th', { scope: 'col' }, element('button', { type: 'button', class: 'plain' }, title)),
  );
  const made = new Map(rows.map((row) => [row, rowOf(row, columns, first(row))]));
  const sort = (at: number, isUp: boolean) => {
    const { by } = columns[at] as Column;
    const compare = (one: Alternative, other: Alternative) => {
      const [a, b] = [by(one), by(other)];
      return a === b ? 0 : a < b === isUp ? -1 : 1;
    };
    body.replaceChildren(...rows.toSorted(compare).map((row) => made.get(row) as Node));
    for (const [index, head] of heads.entries()) {
      if (index === at) head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    }
  };
  for (const [at, head] of heads.entries())
    head.firstElementChild?.addEventListener('click', () => sort(at, head.getAttribute('aria-sort') !== 'ascending'));
  sort(columns.indexOf(MONTH), true);
  const table = element('table', { class: 'sortable' }, element('thead', {}, element('tr', {}, ...heads)), body);
  return element('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': label }, table);
}

function rowOf(row: Alternative, [, ...columns]: readonly Column[], first: Node): HTMLElement {
  return element(
    'tr',
    { class: row.isChosen ? 'is-chosen' : undefined },
    element('th', { scope: 'row' }, first),
    ...columns.map(({ text }) => element('td', {}, text(row))),
  );
}

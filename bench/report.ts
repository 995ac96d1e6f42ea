import { cpus, loadavg } from 'node:os';

/** The quantile of the values for a share from 0 to 1. NaN if there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The median of several rounds, and their range. */
interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[half - 1], sorted[half]];
  return {
    median: sorted.length % 2 === 0 ? (below + above) / 2 : above,
    lowest: sorted[0] ?? Number.NaN,
    highest: sorted.at(-1) ?? Number.NaN,
  };
}

/** Each value divided by the one that was measured next to it. */
export function ratiosOf(ones: readonly number[], others: readonly number[]): number[] {
  return ones.flatMap((one, index) => {
    const other = others[index];
    return other === undefined ? [] : [one / other];
  });
}

/** With three significant digits. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value
    .toPrecision(value >= 1 ? 3 : 2)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** The median of several rounds. */
export function writeMedian(values: readonly number[]): string {
  return writeNumber(spreadOf(values).median);
}

/** The median of several rounds, with the lowest and the highest. */
export function writeSpread(values: readonly number[]): string {
  const { median, lowest, highest }: Spread = spreadOf(values);
  return values.length < 2
    ? writeRatio(median)
    : `${writeRatio(median)} (${writeRatio(lowest)}–${writeRatio(highest)})`;
}

function writeRatio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '–';
}

/** The result of a measurement. */
export interface Report {
  tables: Table[];
  goals: Goal[];
}

export interface Table {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A goal, with the measured value. */
export interface Goal {
  what: string;
  measured: string;
  isMet: boolean;
}

/** A goal for the median of several rounds. */
export function atMost(what: string, measured: number, limit: number, digits = 2): Goal {
  return { what, measured: `${measured.toFixed(digits)}, not ${limit}`, isMet: measured <= limit };
}

export function atLeast(what: string, measured: number, limit: number, digits = 2): Goal {
  return { what, measured: `${measured.toFixed(digits)}, not ${limit}`, isMet: measured >= limit };
}

/** As Markdown: the first column is words, the others are numbers. Of the goals it names those that are missed. */
export function writeReport({ tables, goals }: Report): string {
  const parts = tables.map(
    ({ caption, head, rows }) =>
      `${caption}\n\n${[head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map(writeRow).join('\n')}`,
  );
  if (goals.length > 0) {
    const missed = goals.filter(({ isMet }) => !isMet);
    const lines = missed.map(({ what, measured }) => `\n- **missed**: ${what} ${measured}`);
    parts.push([`Goals: ${goals.length - missed.length} of ${goals.length} met.`, ...lines].join('\n'));
  }
  return parts.join('\n\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** When and where something was measured, and the load of the machine when it began. */
export function describeConditions(rounds: number, loadBefore: number): string {
  const [processor] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${processor?.model.trim() ?? 'processor'}`;
  return `${date}, Node ${process.versions.node}, ${machine}, ${rounds} round${rounds === 1 ? '' : 's'}, load ${loadBefore.toFixed(1)}.`;
}

/** The load average of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? Number.NaN;
}

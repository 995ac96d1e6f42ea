import type { Difference } from './compare-rows.ts';
import type { PriceRow } from './price-row.ts';

const HEAD = ['component', 'for', 'before', 'after', 'change'] as const;

/** What changed, a price a line, in columns. */
export function differenceTable(differences: readonly Difference[]): string {
  const lines = [HEAD, ...differences.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cellsOf({ row, before, after }: Difference): readonly string[] {
  return [row.component, whatFor(row), dollars(before), dollars(after), changeOf(before, after)];
}

function whatFor({ instanceType, memorySizeInMB }: PriceRow): string {
  return instanceType ?? (memorySizeInMB === undefined ? '' : `${memorySizeInMB} MB`);
}

/** All digits, for a second costs as little as $0.000005. */
function dollars(usd: number | undefined): string {
  return usd === undefined ? '–' : `$${usd.toLocaleString('en-US', { maximumFractionDigits: 12, useGrouping: false })}`;
}

function changeOf(before: number | undefined, after: number | undefined): string {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  const percent = (after / before - 1) * 100;
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(1)} %`;
}

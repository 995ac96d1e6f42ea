import { differenceTable } from './difference-table.ts';
import type { Update } from './update-region.ts';

/** An update for a terminal: what changed as a table, what stayed or was left out and why, and what was written. */
export function describeUpdate({ region, list, differences, staying, written }: Update): string {
  const components = [...new Set(staying.map(({ component }) => component))].join(', ');
  return [
    `AWS's price list of ${list.date} for ${region}; prices for endpoints and transform jobs: ${list.rows.length}.\n`,
    differences.length === 0 ? '' : `\n${differenceTable(differences)}\n`,
    `${countsOf(differences)}\n`,
    staying.length === 0 ? '' : `Kept, because the list has no line of the kind: ${components} (${staying.length}).\n`,
    list.unread.length === 0 ? '' : `Left out, because the unit is another than expected: ${list.unread.join(', ')}.\n`,
    `${whatWasWritten(written)}\n`,
  ].join('');
}

function countsOf(differences: Update['differences']): string {
  if (differences.length === 0) return 'No price changed.';
  const added = differences.filter(({ before }) => before === undefined).length;
  const removed = differences.filter(({ after }) => after === undefined).length;
  return `${differences.length - added - removed} changed, ${added} added, ${removed} removed.`;
}

function whatWasWritten(written: Update['written']): string {
  if (written === null) return 'Nothing was written: this is a dry run.';
  return written.length === 0 ? 'Nothing was written: all is as in the list.' : `Written: ${written.join(', ')}`;
}

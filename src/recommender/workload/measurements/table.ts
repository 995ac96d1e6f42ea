import type { Fault } from '../fault.ts';
import { COLUMNS } from './row.ts';

type Column = (typeof COLUMNS)[number];

/** What people call the columns, by their letters. */
const NAMES: Readonly<Record<string, Column>> = {
  instance: 'instanceType',
  instancetype: 'instanceType',
  concurrency: 'concurrency',
  inprogress: 'concurrency',
  requestspersecond: 'requestsPerSecond',
  rps: 'requestsPerSecond',
  outputtokenspersecond: 'outputTokensPerSecond',
  tokenspersecond: 'outputTokensPerSecond',
  tps: 'outputTokensPerSecond',
};

/** "p50 (s)" is p50. A column in another unit isn't known. */
function columnOf(title: string): Column | undefined {
  const plain = title.trim().toLowerCase();
  const percentile = /^p(50|95)(?: *\(?(?:s|sec|seconds)\)?)?$/.exec(plain);
  if (percentile) return `p${percentile[1]}` as Column;
  const letters = plain.replace(/[^a-z]/g, '');
  return Object.hasOwn(NAMES, letters) ? NAMES[letters] : undefined;
}

const CELL_MAX = 100;

/**
 * Rows as a spreadsheet or a text has them, a line each, cells separated by commas, semicolons or tabs: in the order of `COLUMNS`, or
 * under a line that names them. At most `max` lines and cells of each. Undefined where the text is no such table.
 */
export function rowsOfTable(text: string, max: number, faults: Fault[]): Record<string, unknown>[] | undefined {
  const lines = text.split(/\r?\n/, max + 2).filter((line) => line.trim() !== '');
  const [first] = lines;
  const separator = [';', '\t', ','].find((one) => first?.includes(one));
  if (first === undefined || separator === undefined || /^[[{<]/.test(first.trim())) return undefined;
  const cellsOf = (line: string): string[] =>
    line.split(separator, max).map((cell) => cell.trim().replace(/^"|"$/g, '').slice(0, CELL_MAX));
  const titles = cellsOf(first);
  const isHeader = titles.every((title) => title !== '' && !/^(?:ml\.|[\d.]+$)/.test(title));
  const columns = isHeader ? titles.map(columnOf) : COLUMNS.slice(0, titles.length);
  if (isHeader && !columns.includes('requestsPerSecond')) return undefined;
  if (!isHeader && !titles[0]?.startsWith('ml.')) return undefined;
  for (const [at, title] of titles.entries()) {
    if (columns[at] !== undefined) continue;
    const text = `The column ${JSON.stringify(title)} isn't known. Expected ${COLUMNS.join(', ')}, times in seconds.`;
    faults.push({ field: title, text });
  }
  return lines.slice(isHeader ? 1 : 0).map((line) => {
    const cells = cellsOf(line).flatMap((cell, at) => (columns[at] && cell !== '' ? [[columns[at], cell]] : []));
    return Object.fromEntries(cells) as Record<string, unknown>;
  });
}

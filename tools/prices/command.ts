import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Difference, type PriceRow, REGION_NAME, reasonOf } from './price-row.ts';
import { AWS_PRICE_LIST } from './read-offer.ts';
import type { Update, UpdateOrder } from './update-region.ts';

/** Where a checkout keeps the prices. */
const FOLDER = fileURLToPath(new URL('../../src/recommender/facts', import.meta.url));

export const USAGE = `Usage: npm run prices:update -- --region REGION [--from FILE] [--dry-run]

Brings the prices of a Region up to AWS's public price list and shows what changed.

  --region REGION   an AWS Region, such as us-east-1
  --from FILE       read this file, in the form of AWS's offer files, instead of the web
  --dry-run         show what would change, and write nothing
  --allow-drops     take a list that lacks more than half of the known prices
  --folder FOLDER   where prices.json is (${FOLDER})
  --base-url URL    where the price list is (${AWS_PRICE_LIST})

Exit status: 0 done; 1 the list could not be used, and nothing changed; 2 wrong use.
`;

export type ReadArguments = { kind: 'order'; order: UpdateOrder } | { kind: 'help' } | { kind: 'wrong'; text: string };

/** Parses the command's arguments, or says in one sentence what is wrong with them. */
export function readArguments(args: string[]): ReadArguments {
  const read = parse(args);
  if (typeof read === 'string') return { kind: 'wrong', text: read };
  const {
    region,
    from,
    folder = FOLDER,
    help,
    'base-url': baseUrl,
    'dry-run': dryRun,
    'allow-drops': allowDrops,
  } = read;
  if (help) return { kind: 'help' };
  if (region === undefined) return { kind: 'wrong', text: 'Name a Region: --region us-east-1.' };
  if (!REGION_NAME.test(region)) return { kind: 'wrong', text: `"${region}" is no AWS Region; one is us-east-1.` };
  if (from === '' || folder === '') return { kind: 'wrong', text: 'A file or folder has no name.' };
  if (from !== undefined && baseUrl !== undefined)
    return { kind: 'wrong', text: 'Give a file or an address to read from, not both.' };
  if (baseUrl !== undefined && !isHost(baseUrl))
    return { kind: 'wrong', text: `"${baseUrl}" is no address of a host; one is ${AWS_PRICE_LIST}.` };
  const place =
    from === undefined
      ? ({ kind: 'web', baseUrl: baseUrl ?? AWS_PRICE_LIST } as const)
      : ({ kind: 'file', path: from } as const);
  return { kind: 'order', order: { region, from: place, folder, dryRun, allowDrops } };
}

function isHost(url: string): boolean {
  return /^https?:\/\/[^/]+\/?$/.test(url) && URL.canParse(url);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        region: { type: 'string' },
        from: { type: 'string' },
        folder: { type: 'string' },
        'base-url': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'allow-drops': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Writes an update for a terminal: what changed, what stayed or was left out and why, and what was written. */
export function describeUpdate({ region, list, differences, staying, coverage, written }: Update): string {
  const components = [...new Set(staying.map(({ component }) => component))].join(', ');
  return [
    `AWS's price list of ${list.date} for ${region}; prices for endpoints and transform jobs: ${list.rows.length}.\n`,
    differences.length === 0 ? '' : `\n${differenceTable(differences)}\n`,
    `${countsOf(differences)}\n`,
    staying.length === 0 ? '' : `Kept, because the list has no line of the kind: ${components} (${staying.length}).\n`,
    list.unread.length === 0 ? '' : `Left out, because the unit is another than expected: ${list.unread.join(', ')}.\n`,
    `${coverageOf(region, coverage)}\n`,
    `${whatWasWritten(written)}\n`,
  ].join('');
}

function countsOf(differences: Update['differences']): string {
  if (differences.length === 0) return 'No price changed.';
  const added = differences.filter(({ before }) => before === undefined).length;
  const removed = differences.filter(({ after }) => after === undefined).length;
  return `${differences.length - added - removed} changed, ${added} added, ${removed} removed.`;
}

/** "Instance prices in us-east-1: 221 listed, 5 derived, 0 by regional guide, 51 unknown." */
function coverageOf(region: string, { listed, derived, 'regional-guide': guide, unknown }: Update['coverage']): string {
  return `Instance prices in ${region}: ${listed} listed, ${derived} derived, ${guide} by regional guide, ${unknown} unknown.`;
}

function whatWasWritten(written: Update['written']): string {
  if (written === null) return 'Nothing was written: this is a dry run.';
  return written.length === 0 ? 'Nothing was written: all is as in the list.' : `Written: ${written.join(', ')}`;
}

const HEAD = ['component', 'for', 'before', 'after', 'change'] as const;

/** What changed, one price per line, in columns. */
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

/** With all digits, since a second costs as little as $0.000005. */
function dollars(usd: number | undefined): string {
  return usd === undefined ? '–' : `$${usd.toLocaleString('en-US', { maximumFractionDigits: 12, useGrouping: false })}`;
}

function changeOf(before: number | undefined, after: number | undefined): string {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  const percent = (after / before - 1) * 100;
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent).toFixed(1)} %`;
}

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reasonOf } from './attempt.ts';
import { AWS_PRICE_LIST } from './aws/fetch-offer.ts';
import { REGION_NAME } from './price-row.ts';
import type { UpdateOrder } from './update-region.ts';

/** Where the data modules stand in a checkout, seen from the sources as from what is built of them. */
const FOLDER = fileURLToPath(new URL('../../src/recommender/facts/prices', import.meta.url));

export const USAGE = `Usage: npm run prices:update -- --region REGION [--from FILE] [--dry-run]

Brings the prices of a Region up to AWS's public price list and shows what changed.

  --region REGION   an AWS Region, such as us-east-1
  --from FILE       read this file, in the form of AWS's offer files, instead of the web
  --dry-run         show what would change, and write nothing
  --allow-drops     take a list that lacks more than half of the known prices
  --folder FOLDER   where the price files are (${FOLDER})
  --base-url URL    where the price list is (${AWS_PRICE_LIST})

Exit status: 0 done; 1 the list could not be used, and nothing changed; 2 wrong use.
`;

export type ReadArguments = { kind: 'order'; order: UpdateOrder } | { kind: 'help' } | { kind: 'wrong'; text: string };

/** The command's arguments as an order; what is wrong with them in one sentence. */
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

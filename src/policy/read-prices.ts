import * as z from 'zod';
import type { TeamPrices } from '../recommender/index.ts';
import { type Faulty, faultsOf, openFile, readDocument, type Unopened } from './document.ts';
import type { Path } from './lint.ts';
import { pricesSchema, teamPricesOf } from './prices.ts';

type ReadPrices = { readonly ok: true; readonly prices: TeamPrices } | Faulty;

/** Reads a team's prices from a file, YAML or JSON. Never rejects. */
export const openPrices = (path: string): Promise<{ readonly ok: true; readonly prices: TeamPrices } | Unopened> =>
  openFile(path, readPrices);

const FILE = z.object({ prices: pricesSchema });

/**
 * Reads a team's prices from YAML, of which JSON is a part: a policy's key `prices`, its content alone, or the rates of a Savings
 * Plan as the AWS CLI prints them. Of a policy the rest is neither read nor checked.
 */
export function readPrices(text: string): ReadPrices {
  const document = readDocument(text, 'Empty. Expected prices.', 'prices', 'policy');
  if (!document.ok) return document;
  const { written, at, faulty } = document;
  const isKeyed = has(written, 'prices');
  const content = has(written, 'searchResults') ? { savingsPlan: { offerings: written } } : written;
  const parsed = FILE.safeParse(isKeyed ? written : { prices: content });
  const inFile = (path: Path): Path => (isKeyed ? path : path.slice(1));
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, (path, fault) => at(inFile(path), fault)));
    return faulty(faults);
  }
  const { prices, faults } = teamPricesOf(parsed.data.prices);
  if (faults.length === 0) return { ok: true, prices };
  return faulty(faults.map(({ path, text: fault }) => at(inFile(path), fault)));
}

const has = (written: unknown, key: string): boolean =>
  typeof written === 'object' && written !== null && Object.hasOwn(written, key);

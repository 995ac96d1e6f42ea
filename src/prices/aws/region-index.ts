import * as z from 'zod';
import type { Attempt } from '../attempt.ts';
import { firstFault } from './offer-file.ts';
import { parseJson } from './parse-json.ts';

const REGION_INDEX = z.object({
  regions: z.record(z.string(), z.object({ currentVersionUrl: z.string().startsWith('/', 'is no path') })),
});

/** Where the index of an offer says that a Region's current file is: a path on the same host. */
export function pathInIndex(text: string, region: string): Attempt<string> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const index = REGION_INDEX.safeParse(json.value);
  if (!index.success) return { ok: false, text: `It is no index of AWS's price list: ${firstFault(index.error)}.` };
  const { regions } = index.data;
  const entry = Object.hasOwn(regions, region) ? regions[region] : undefined;
  if (entry) return { ok: true, value: entry.currentVersionUrl };
  return { ok: false, text: `It has no Region ${region}, only ${Object.keys(regions).sort().join(', ')}.` };
}

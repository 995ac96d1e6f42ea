import * as z from 'zod';
import { type Attempt, reasonOf } from './price-row.ts';

/** Where AWS publishes its price list. Needs no credentials. */
export const AWS_PRICE_LIST = 'https://pricing.us-east-1.amazonaws.com';

/** A Region's current offer file: its text, and the address that AWS's index gives for it. */
export async function fetchOffer(baseUrl: string, region: string): Promise<Attempt<{ address: string; text: string }>> {
  const indexUrl = new URL(`/offers/v1.0/aws/${OFFER_CODE}/current/region_index.json`, baseUrl);
  const index = await fetchText(indexUrl);
  const path = index.ok ? pathInIndex(index.value, region) : index;
  if (!path.ok) return { ok: false, text: `${indexUrl}: ${path.text}` };
  const fileUrl = new URL(path.value, indexUrl);
  if (fileUrl.origin !== indexUrl.origin)
    return { ok: false, text: `${indexUrl}: It points to another host, ${fileUrl.host}.` };
  const file = await fetchText(fileUrl);
  if (!file.ok) return { ok: false, text: `${fileUrl}: ${file.text}` };
  return { ok: true, value: { address: fileUrl.href, text: file.value } };
}

/** A Region's file has about 3.7 MB, which takes a minute on a slow connection. */
const TIMEOUT_MILLISECONDS = 120_000;
const MAX_BYTES = 64 * 2 ** 20;

/** Fetches a URL's whole body. Follows no redirects: AWS's price list has none. */
export async function fetchText(url: URL): Promise<Attempt<string>> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
    if (!answer.ok) {
      await answer.body?.cancel();
      return { ok: false, text: `The answer is ${answer.status} ${answer.statusText}.`.replace(' .', '.') };
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) return { ok: false, text: `It is larger than ${MAX_BYTES / 2 ** 20} MB.` };
      chunks.push(chunk);
    }
    return { ok: true, value: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    return { ok: false, text: `It did not arrive: ${reasonOf(error)}.` };
  }
}

/** Parses JSON, or says whether it got an empty response, a web page or a damaged file. */
export function parseJson(text: string): Attempt<unknown> {
  const start = text.trimStart();
  if (start === '') return { ok: false, text: 'It is empty.' };
  if (start.startsWith('<')) return { ok: false, text: 'It is a web page, not a price list.' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, text: `It is not whole JSON; it may have been cut off (${reasonOf(error)}).` };
  }
}

/** AWS's name for SageMaker AI in its price list. */
export const OFFER_CODE = 'AmazonSageMaker';

/**
 * The outline of an offer file of AWS's price list. Only lines that are used are checked further: a file has thousands of others,
 * and an oddity among those is no reason to refuse it.
 */
const OFFER_FILE = z.object({
  publicationDate: z.string().regex(/^\d{4}-\d{2}-\d{2}T/, 'is no date'),
  products: z.record(
    z.string(),
    z.object({ attributes: z.looseObject({ usagetype: z.string().optional(), regionCode: z.string().optional() }) }),
  ),
  terms: z.object({ OnDemand: z.record(z.string(), z.unknown()) }),
});

export type OfferFile = z.infer<typeof OFFER_FILE>;

/** Parses an offer file, and checks that it is SageMaker's. */
export function readOfferFile(text: string): Attempt<OfferFile> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const code = z.object({ offerCode: z.string() }).safeParse(json.value);
  if (!code.success) return { ok: false, text: 'It is JSON, but no offer file of AWS: it has no offerCode.' };
  if (code.data.offerCode !== OFFER_CODE)
    return { ok: false, text: `It is the price list of ${code.data.offerCode}, not of ${OFFER_CODE}.` };
  const offer = OFFER_FILE.safeParse(json.value);
  if (offer.success) return { ok: true, value: offer.data };
  return { ok: false, text: `It is not in the form of AWS's offer files: ${firstFault(offer.error)}.` };
}

/** The first fault, with its place. */
export function firstFault(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(' → ')}: ${issue.message}` : error.message;
}

const REGION_INDEX = z.object({
  regions: z.record(z.string(), z.object({ currentVersionUrl: z.string().startsWith('/', 'is no path') })),
});

/** The path of a Region's current file, from the index of an offer. */
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

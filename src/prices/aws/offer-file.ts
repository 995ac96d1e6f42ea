import * as z from 'zod';
import type { Attempt } from '../attempt.ts';
import { parseJson } from './parse-json.ts';

/** AWS's name for SageMaker AI in its price list. */
export const OFFER_CODE = 'AmazonSageMaker';

/**
 * The outline of an offer file of AWS's price list. What a line costs is looked at line by line, for the few that are
 * wanted: a file has thousands of others, and an oddity among those is no reason to refuse it.
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

/** The text of an offer file, checked to be SageMaker's and in AWS's form. */
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

/** The first thing that is wrong, with where it is. */
export function firstFault(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join(' → ')}: ${issue.message}` : error.message;
}

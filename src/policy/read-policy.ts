import { createHash } from 'node:crypto';
import { type Faulty, faultsOf, openFile, readDocument, type Unopened } from './document.ts';
import { lintPolicy } from './lint-policy.ts';
import { type Policy, policySchema } from './policy.ts';
import { teamPricesOf } from './prices.ts';

export type ReadPolicy = { readonly ok: true; readonly policy: Policy } | Faulty;

/** Reads a policy from a file, YAML or JSON. Never rejects. */
export const openPolicy = (path: string): Promise<{ readonly ok: true; readonly policy: Policy } | Unopened> =>
  openFile(path, readPolicy);

/** Reads a policy from YAML, of which JSON is a part. All faults of its shape at once; what its rules mean is checked after. */
export function readPolicy(text: string): ReadPolicy {
  const document = readDocument(text, 'Empty. Expected version: 1, and rules or defaults.', 'policy');
  if (!document.ok) return document;
  const { written, at, faulty } = document;
  const parsed = policySchema.safeParse(written);
  if (!parsed.success) return faulty(parsed.error.issues.flatMap((issue) => faultsOf(issue, at)));
  const { version: _, prices, defaults, rules, ...ofTeam } = parsed.data;
  const paid = prices && teamPricesOf(prices);
  const lints = [...lintPolicy({ defaults, rules, ...ofTeam }), ...(paid?.faults ?? [])];
  const faults = lints.map(({ path, text: fault }) => at(path, fault));
  if (faults.length > 0) return faulty(faults);
  const says = { defaults, rules, ...ofTeam, ...(paid && { prices: paid.prices }) };
  const version = createHash('sha256').update(JSON.stringify(says)).digest('hex').slice(0, 8);
  return { ok: true, policy: { version, ...says } };
}

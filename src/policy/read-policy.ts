import { createHash } from 'node:crypto';
import * as z from 'zod';
import { INFERENCE_OPTIONS, matchesGlob, REGIONS, type TeamPrices } from '../recommender/index.ts';
import { type Faulty, faultsOf, openFile, readDocument, type Unopened } from './document.ts';
import { type Lint, lintInstanceTypes, lintRegions, type Path } from './lint.ts';
import { type Policy, policySchema, type Rule } from './policy.ts';
import { pricesSchema, teamPricesOf } from './prices.ts';
import { type ApprovalRule, isGroup } from './team-rules.ts';

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

/** Finds what a policy can't mean: two rules of one name, patterns that match nothing, rules that do nothing or forbid everything. */
function lintPolicy({ rules, defaults, approvals = [], nudge }: Omit<Policy, 'version' | 'prices'>): Lint[] {
  const ofRules = rules.flatMap((rule, index) => {
    const path = ['rules', index];
    const patterns = lintPatterns(rule, path);
    // What a slip leaves out would look as if it were forbidden.
    return patterns.length > 0 ? patterns : lintRule(rule, path);
  });
  const ofApprovals = approvals.flatMap((rule, index) => lintApproval(rule, ['approvals', index]));
  const isNudging = nudge === undefined || Object.values(nudge).some((value) => value !== undefined);
  const ofNudge = isNudging ? [] : [fault(['nudge'], 'Does nothing. Add afterDays or most.')];
  const ofDefaults = defaults.flatMap(({ assume }, index) => {
    const path = ['defaults', index, 'assume'];
    const { region } = assume;
    if (Object.values(assume).every((value) => value === undefined)) return [fault(path, 'Assumes nothing.')];
    return region === undefined ? [] : lintRegions([...path, 'region'], region);
  });
  const twice = [...namedTwice('rules', rules), ...namedTwice('approvals', approvals)];
  return [...ofDefaults, ...twice, ...ofRules, ...ofApprovals, ...ofNudge];
}

function namedTwice(field: string, rules: readonly { readonly name: string }[]): Lint[] {
  return rules.flatMap(({ name }, index) => {
    const first = rules.findIndex((other) => other.name === name);
    const text = `${field}[${first}] has the same name. Choose another.`;
    return first === index ? [] : [fault([field, index, 'name'], text)];
  });
}

function lintApproval({ when, count, from }: ApprovalRule, path: Path): Lint[] {
  const places = lintGlobs([...path, 'when', 'region'], when?.region);
  const people = new Set(from);
  const isMet = from === undefined || count <= people.size || from.some(isGroup);
  const named = people.size === 1 ? '1 person' : `${people.size} people`;
  return isMet ? places : [...places, fault([...path, 'count'], `from names only ${named}. Lower it, or name more.`)];
}

const fault = (path: Path, text: string): Lint => ({ path, text });

function lintRule(rule: Rule, path: Path): Lint[] {
  const { forbid, allow, require, limit, except } = rule;
  const isRequiring = require?.availability !== undefined || (require?.tags?.length ?? 0) > 0;
  const isRuling = [forbid, allow].some((cases) => Object.values(cases ?? {}).some((list) => list !== undefined));
  if (!isRequiring && !isRuling && limit === undefined) {
    return [fault(path, 'Does nothing. Add forbid, allow, require or limit.')];
  }
  if (except !== undefined && !isRuling) {
    return [fault([...path, 'except'], 'Frees nothing, because the rule has no forbid and no allow.')];
  }
  if (except !== undefined) return [];
  const what = everything(rule);
  return what === undefined ? [] : [fault(path, `Forbids every ${what}, so nothing would fit. Leave at least one.`)];
}

/** What a rule leaves nothing of; undefined where it leaves something. */
function everything({ forbid, allow }: Rule): string | undefined {
  const isForbidden = (what: 'option' | 'region', value: string): boolean => {
    const only = allow?.[what];
    return isIn(forbid?.[what] ?? [], value) || (only !== undefined && !isIn(only, value));
  };
  if (INFERENCE_OPTIONS.every(({ id }) => isForbidden('option', id))) return 'option';
  return REGIONS.every((region) => isForbidden('region', region)) ? 'Region' : undefined;
}

function lintPatterns({ when, forbid, allow }: Rule, path: Path): Lint[] {
  const lists: readonly [Path, readonly string[] | undefined][] = [
    [['when', 'region'], when?.region],
    [['forbid', 'region'], forbid?.region],
    [['allow', 'region'], allow?.region],
    [['forbid', 'instanceType'], forbid?.instanceType],
    [['allow', 'instanceType'], allow?.instanceType],
  ];
  return lists.flatMap(([place, globs]) => lintGlobs([...path, ...place], globs));
}

/** Patterns that match nothing. `path`: to their list. */
function lintGlobs(path: Path, globs: readonly string[] = []): Lint[] {
  const lint = path.at(-1) === 'region' ? lintRegions : lintInstanceTypes;
  return globs.flatMap((glob, index) => lint([...path, index], glob));
}

const isIn = (globs: readonly string[], value: string): boolean => globs.some((glob) => matchesGlob(glob, value));

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

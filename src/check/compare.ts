import { serverlessPrice } from '../account/price-now.ts';
import {
  bookFor,
  type Estimate,
  hasInstances,
  type PriceList,
  type Recommendation,
  type Workload,
} from '../recommender/index.ts';
import type { Assessed, Checked, Difference } from './checked.ts';
import type { Decided } from './decision.ts';

/** Bills a workload, as the advisor does. */
export type Estimator = (given: Pick<Recommendation, 'workload' | 'policy' | 'doubts'>) => Estimate;

/** Compares the endpoint that a decision is about with what was decided, and prices it at the decision's load. */
export function compared(checked: Checked, decided: Decided, prices: PriceList, estimate: Estimator): Checked {
  const about = endpointOf(checked.endpoints, decided);
  if (typeof about === 'string') return { ...checked, notes: [...checked.notes, about] };
  const pairs = pairsOf(about, decided);
  const differs = pairs.filter((pair) => pair.decided !== pair.found);
  const usd = loadUsd(about, decided, prices, estimate);
  const { line } = about;
  const { minimum, maximum } = line.monthlyUsd;
  const atDecisionLoad = usd === null ? {} : { atDecisionLoad: Math.round(usd * 100) / 100 };
  // What bills by the request costs at most what the decision's load makes of it.
  const most = line.kind === 'serverless' ? (atDecisionLoad.atDecisionLoad ?? null) : maximum;
  const held = [...pairs.map(({ what }) => what), ...openIn(about, decided)];
  const priced = { ...line, compared: held, differs, monthlyUsd: { minimum, maximum: most, ...atDecisionLoad } };
  const endpoints = checked.endpoints.map((one) => (one === about ? { ...one, line: priced, isCompared: true } : one));
  return { ...checked, endpoints };
}

/** The endpoint of this name, or the only one; else a sentence. */
function endpointOf(all: readonly Assessed[], { name }: Decided): Assessed | string {
  const endpoints = all.filter(({ line }) => line.kind !== 'component');
  const [only] = endpoints;
  if (only === undefined) return `The decision on ${name} isn't compared: no endpoint is in the files.`;
  if (endpoints.length === 1) return only;
  const wanted = plain(name);
  const same = endpoints.filter((one) => [one.name, lastName(one.line.address)].some((own) => plain(own) === wanted));
  const [found] = same;
  if (found !== undefined && same.length === 1) return found;
  const count = same.length === 0 ? 'none' : `${same.length}`;
  return `The decision on ${name} isn't compared: ${count} of the ${endpoints.length} endpoints has that name.`;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** "chat" of module.x.aws_sagemaker_endpoint.chat[0] */
const lastName = (address: string): string =>
  (address.endsWith(']') ? address.slice(0, address.lastIndexOf('[')) : address).split(/[./]/).at(-1) ?? '';

type Value = string | number | null | undefined;

/** What is compared: neither what the files don't say, nor what the decision left open. */
function pairsOf({ line, runs, counts }: Assessed, { option, choice, serverless }: Decided): Difference[] {
  const found = line.runs;
  if (found.option === null) return [];
  const same = { what: 'option', decided: option, found: found.option };
  if (found.option !== option || choice === null) return [same];
  const pairs: [what: string, decided: Value, found: Value][] = [
    ['hosting', choice.hosting, found.hosting],
    ['scaling', choice.scaling, found.scaling],
    ['instance type', choice.instance?.type, found.instance],
    ['memory in MB', serverless?.memorySizeInMB, runs?.memorySizeInMB],
    ['maximum concurrency', serverless?.maxConcurrency, runs?.maxConcurrency],
    ['provisioned concurrency', serverless?.provisionedConcurrency, runs?.provisionedConcurrency],
    ...countPairs(choice, runs, counts),
  ];
  const known = pairs.flatMap(([what, decided, own]) =>
    decided == null || own == null ? [] : [{ what, decided, found: own }],
  );
  return [same, ...known];
}

/** What was decided of neither, so that nobody takes it for compared. */
function openIn({ line }: Assessed, { option, choice }: Decided): string[] {
  if (line.runs.option !== option || !hasInstances(option)) return [];
  const isSized = choice?.instance != null && choice.sizing?.basis !== 'unknown';
  return [...(choice === null ? ['instance type: not decided'] : []), ...(isSized ? [] : ['counts: not decided'])];
}

/** Counts of all variants together. Where the size isn't known, none was decided. */
function countPairs(
  { instance, scaling, sizing }: NonNullable<Decided['choice']>,
  runs: Assessed['runs'],
  { min, max }: Assessed['counts'],
): [string, Value, Value][] {
  if (instance === null || sizing?.basis === 'unknown') return [];
  const variants = instance.variants ?? 1;
  const pairs: [string, Value, Value][] = runs === null ? [] : [['variants', variants, runs.variants]];
  if (scaling === 'fixed' || scaling === 'per-job') return [...pairs, ['instances', instance.max * variants, max]];
  // Scheduled actions raise the minimum before busy hours.
  const isBusyMin = min !== null && min === (instance.busyMin ?? Number.NaN) * variants;
  return [
    ...pairs,
    ['minimum of instances', isBusyMin ? min : instance.min * variants, min],
    ['maximum of instances', instance.max * variants, max],
  ];
}

/** What these resources cost at the decision's load, in US dollars per month; null where it can't be told. */
function loadUsd(one: Assessed, { workload, rules }: Decided, prices: PriceList, estimate: Estimator): number | null {
  const { line, runs } = one;
  const { monthlyUsd, region } = line;
  const { minimum, maximum } = monthlyUsd;
  if (line.runs.option === 'serverless')
    return runs === null ? null : serverlessPrice(bookFor(prices, region), runs, workload).monthlyUsd;
  if (minimum !== null && minimum === maximum) return minimum;
  const { instance, option } = line.runs;
  if (instance === null) return null;
  // A template is of one Region.
  const availability = workload.availability === 'multi-region' ? undefined : workload.availability;
  const here = { region, otherRegions: undefined, availability };
  const asked: Workload = { ...workload, instanceType: instance, ...here };
  const policy = { version: '', rules, decidedBy: [], technicallyBest: null };
  const usd = estimate({ workload: asked, ...(rules.length > 0 && { policy }) }).costs.find(
    (cost) => cost.option === option,
  )?.monthlyUsd?.likely;
  return usd === undefined ? null : Math.min(maximum ?? Infinity, Math.max(minimum ?? 0, usd));
}

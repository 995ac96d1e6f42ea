import { serverlessPrice } from '../account/price-now.ts';
import {
  bookFor,
  type Estimate,
  hasInstances,
  type PriceList,
  type Recommendation,
  type Workload,
} from '../recommender/index.ts';
import type { Assessed, Change, ChangedEndpoint, Checked, CheckedEndpoint, Difference } from './checked.ts';
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

/** Compares the endpoints of now with those of a base. The same address in a file of the same name is the same endpoint. */
export function changeBetween(base: readonly Assessed[], now: readonly Assessed[]): Change {
  const before = new Map(keyed(base));
  const after = new Map(keyed(now));
  const minimum = (line: CheckedEndpoint | undefined) => line?.monthlyUsd.minimum ?? null;
  const endpoints = [...new Set([...after.keys(), ...before.keys()])].flatMap((key): ChangedEndpoint[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const line = is ?? was;
    if (line === undefined || (was !== undefined && is !== undefined && isSame(was, is))) return [];
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    return [{ address: line.address, file: line.file, change, monthlyUsd: { from: minimum(was), to: minimum(is) } }];
  });
  return { monthlyUsd: { from: sum(base), to: sum(now) }, endpoints };
}

const sum = (all: readonly Assessed[]): number =>
  Math.round(all.reduce((total, { line }) => total + (line.monthlyUsd.minimum ?? 0), 0) * 100) / 100;

/** By address and, where that occurs twice, the file's name. */
function keyed(all: readonly Assessed[]): [string, CheckedEndpoint][] {
  const seen = new Map<string, number>();
  for (const { line } of all) seen.set(line.address, (seen.get(line.address) ?? 0) + 1);
  return all.map(({ line }) => {
    const isTwice = (seen.get(line.address) ?? 0) > 1;
    return [isTwice ? `${line.address} ${line.file.split('/').slice(-2).join('/')}` : line.address, line];
  });
}

const isSame = (one: CheckedEndpoint, other: CheckedEndpoint): boolean =>
  JSON.stringify([one.kind, one.runs, one.monthlyUsd]) === JSON.stringify([other.kind, other.runs, other.monthlyUsd]);

import { type Runs, runsOf } from '../account/runs.ts';
import { hasInstances, type InferenceOptionId, type PriceList, SHIPPED_PRICES } from '../recommender/index.ts';
import type { Assessed, Checked, CheckedEndpoint, Size } from './checked.ts';
import { changeBetween } from './compare.ts';
import { copiesOf, countsOf, hourlyUsd, type MonthlyBounds, monthlyUsdOf, type Priced } from './costs.ts';
import { type Kind, readEndpoint, type ServedEndpoint } from './endpoints.ts';
import { Fields, shown } from './fields.ts';
import { findingsOf, inOrder } from './findings/index.ts';
import { type FoundRegion, otherRegion, type RegionFrom, regionIn } from './regions.ts';
import { ResourceIndex } from './resource-index.ts';
import { type Declared, faultText, type ReadTemplates } from './templates/declared.ts';
import { type Transform, transformFindings, transformsIn } from './transforms.ts';

export interface CheckParts {
  /** Default: those that ship. */
  readonly prices?: PriceList;
  /** For files that say none. Default: us-east-1. */
  readonly otherwise?: FoundRegion;
}

/** Prices and judges everything that serves a model. Pure. */
export function check(
  read: ReadTemplates,
  { prices = SHIPPED_PRICES, otherwise = otherRegion({}) }: CheckParts = {},
): Checked {
  const index = new ResourceIndex(read.declared);
  const pricedIn = (found: FoundRegion | null): PricedIn => ({ prices, ...(found ?? otherwise) });
  const endpoints = read.declared.filter(({ type }) => type === 'AWS::SageMaker::Endpoint');
  const served = endpoints.map((endpoint) => readEndpoint(endpoint, index));
  const used = new Set(served.flatMap(({ config }) => config ?? []));
  const schedules = read.declared.filter(({ type }) => type === 'AWS::Scheduler::Schedule');
  const switched = JSON.stringify(schedules.map(({ properties }) => properties));
  const alone = read.declared
    // A schedule makes an endpoint take some configurations in turn.
    .filter((one) => one.type === 'AWS::SageMaker::EndpointConfig' && !used.has(one) && !switched.includes(one.name))
    .map((config) => readEndpoint(config, index));
  const assessed = [...served, ...alone].flatMap((one) => {
    const priced = pricedIn(one.region);
    return [assessEndpoint(one, index, priced), ...one.components.map((each) => assessComponent(each, one, priced))];
  });
  const held = new Set(served.flatMap(({ components }) => components));
  const elsewhere = read.declared
    .filter((one) => one.type === 'AWS::SageMaker::InferenceComponent' && !held.has(one))
    .map((component) => assessComponent(component, null, pricedIn(regionIn(component, []))));
  const transforms = read.declared
    .flatMap(transformsIn)
    .map((job) => assessTransform(job, pricedIn(regionIn(job.declared, []))));
  const { files, notes, faults } = read;
  return {
    endpoints: [...assessed, ...elsewhere, ...transforms],
    files,
    notes,
    faults,
    ...(prices.team && { prices: prices.team }),
  };
}

/** The same, and what changed since `base`, else since the state in a Terraform plan; without either, no change. */
export function checkChange(read: ReadTemplates, base: ReadTemplates | undefined, parts: CheckParts = {}): Checked {
  const checked = check(read, parts);
  const before = base ?? (read.prior && { ...read, declared: read.prior });
  if (before === null) return checked;
  return { ...checked, change: changeBetween(check(before, parts).endpoints, checked.endpoints) };
}

const KINDS: Readonly<Record<string, Kind>> = { serverless: 'serverless', asynchronous: 'asynchronous' };

interface PricedIn extends Priced, FoundRegion {}

function assessEndpoint(served: ServedEndpoint, index: ResourceIndex, priced: PricedIn): Assessed {
  const { declared, variants } = served;
  const runs = runsIn(served);
  const unknown = new Set(served.unknown);
  const { option, hosting, scaling, instance } = runs;
  noteRegion(priced, unknown);
  if (served.endpoint === null)
    unknown.add('Endpoint: none in the files has this configuration; priced as if one had it');
  const nothing: MonthlyBounds = { minimum: null, maximum: null };
  const monthlyUsd = option === null ? nothing : monthlyUsdOf(served, option, priced, unknown);
  const [first] = variants;
  const line = lineOf(declared, priced, unknown, {
    kind: KINDS[option ?? ''] ?? 'real-time',
    runs: { option, hosting, scaling, instance },
    monthlyUsd: rounded(monthlyUsd),
    findings: findingsOf({ served, runs, index, priced }),
  });
  const type = first?.types[0];
  return {
    line,
    name: nameOf(declared),
    counts: { min: runs.min, max: runs.max },
    sizes: sizesOf(served),
    hourlyUsd:
      option === null || type === undefined || !hasInstances(option) ? undefined : hourlyUsd(option, type, priced),
    runs,
  };
}

type Own = Pick<CheckedEndpoint, 'kind' | 'runs' | 'monthlyUsd' | 'findings'>;

const lineOf = (
  { address, file }: Declared,
  { region, from: regionFrom }: FoundRegion,
  unknown: ReadonlySet<string>,
  { kind, ...own }: Own,
): CheckedEndpoint => ({
  address,
  file,
  kind,
  region,
  regionFrom,
  ...own,
  compared: [],
  differs: [],
  unknown: [...unknown],
});

/** Variants on the same types are one size. */
function sizesOf(served: ServedEndpoint): Size[] {
  const sizes = new Map<string, Size>();
  for (const variant of served.variants) {
    const { types, isShadow, serverless } = variant;
    if (serverless !== undefined) continue;
    const key = `${isShadow} ${types.join(' ')}`;
    const both = [sizes.get(key)?.counts ?? [], countsOf(served, variant)].flat();
    const counts = { min: total(both.map(({ min }) => min)), max: total(both.map(({ max }) => max)) };
    sizes.set(key, { types, counts, isShadow });
  }
  return [...sizes.values()];
}

/** With the bounds of every variant: those of the account's code are of the scaled ones alone. */
function runsIn(served: ServedEndpoint): Runs {
  const known = runsOf(served.facts);
  const runs = served.isKindKnown ? known : { ...known, option: null, scaling: null };
  const own = served.variants.filter(({ isShadow }) => !isShadow).map((variant) => countsOf(served, variant));
  const min = total(own.map((counts) => counts.min));
  const max = total(own.map((counts) => counts.max));
  return { ...runs, min, max, scaling: scalingOf(runs, min, max) };
}

function scalingOf({ option, scaling }: Runs, min: number | null, max: number | null): Runs['scaling'] {
  if (option === null || !hasInstances(option)) return scaling;
  if (min === 0) return 'scale-to-zero';
  if (min === null || max === null) return null;
  return min < max ? 'auto-scaling' : 'fixed';
}

const total = (counts: readonly (number | null)[]): number | null =>
  counts.length === 0
    ? null
    : counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);

/** Who says a Region that is no plain value of the files. */
const SAID_BY: Readonly<Partial<Record<RegionFrom, (region: string) => string>>> = {
  image: (region) => `only the address of an image says it; priced as ${region}`,
  option: (region) => `the files don't say it; priced as ${region}, which --region says`,
  environment: (region) => `the files don't say it; priced as ${region}, which AWS_REGION says`,
  policy: (region) => `the files don't say it; priced as ${region}, the policy's default`,
  default: (region) => `the files don't say it; priced as ${region}`,
};

function noteRegion({ region, from }: FoundRegion, unknown: Set<string>): void {
  const said = SAID_BY[from]?.(region);
  if (said !== undefined) unknown.add(`Region: ${said}`);
}

/** To whole cents: binary fractions add digits that mean nothing. */
const rounded = ({ minimum, maximum }: MonthlyBounds): MonthlyBounds => ({
  minimum: cents(minimum),
  maximum: cents(maximum),
});
const cents = (usd: number | null): number | null => (usd === null ? null : Math.round(usd * 100) / 100);

const nameOf = ({ name, address }: Declared): string => {
  const called = shown(name);
  return called === name ? called : address;
};

/** A component is billed with the instances of its endpoint. */
function assessComponent(component: Declared, served: ServedEndpoint | null, priced: PricedIn): Assessed {
  const unknown = new Set<string>();
  const fields = new Fields(component.properties, unknown);
  const isAdapter = fields.part('Specification', 'Specification')?.has('BaseInferenceComponentName') === true;
  if (served === null) unknown.add('Endpoint: not in the files');
  const option: InferenceOptionId = 'real-time';
  const counts = served === null ? { min: null, max: null } : copiesOf(served, component);
  const line = lineOf(component, priced, unknown, {
    kind: 'component',
    runs: {
      option,
      hosting: 'inference-components',
      scaling: isAdapter ? null : scalingOf({ option, scaling: null } as Runs, counts.min, counts.max),
      instance: served === null ? null : runsOf(served.facts).instance,
    },
    monthlyUsd: { minimum: 0, maximum: 0 },
    findings: [],
  });
  return {
    line,
    name: nameOf(component),
    counts,
    sizes: [],
    hourlyUsd: undefined,
    runs: null,
  };
}

/** A job is billed while it runs, which no template says. */
function assessTransform(job: Transform, priced: PricedIn): Assessed {
  const { declared, type, count = null } = job;
  const unknown = new Set(job.unknown);
  noteRegion(priced, unknown);
  unknown.add('Hours per run: known once it has run');
  const line = lineOf(declared, priced, unknown, {
    kind: 'transform',
    runs: { option: 'batch-transform', hosting: 'single-model', scaling: 'per-job', instance: type ?? null },
    monthlyUsd: { minimum: 0, maximum: null },
    findings: inOrder(transformFindings(job)),
  });
  return {
    line,
    name: declared.address,
    counts: { min: count, max: count },
    sizes: [{ types: type === undefined ? [] : [type], counts: { min: count, max: count }, isShadow: false }],
    hourlyUsd: type === undefined ? undefined : hourlyUsd('batch-transform', type, priced),
    runs: null,
  };
}

/** Whether the check says no: an error, or something that was decided otherwise. */
export const isRefused = ({ endpoints }: Checked): boolean =>
  endpoints.some(({ line }) => line.differs.length > 0 || line.findings.some(({ severity }) => severity === 'error'));

export const toJson = ({ endpoints, faults, change }: Checked) => ({
  endpoints: endpoints.map(({ line }) => line),
  notRead: faults.map((fault) => ({ file: fault.file, why: faultText({ ...fault, file: '' }) })),
  ...(change && { change }),
});

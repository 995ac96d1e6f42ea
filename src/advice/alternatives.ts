import {
  bookFor,
  candidatesFor,
  type Estimate,
  estimate,
  type InstanceComponent,
  instanceTypeOf,
  type OptionCost,
  optionOf,
  type PriceList,
  pricesOf,
  type Recommendation,
  type Workload,
} from '../recommender/index.ts';

/** What the chosen option runs on and costs with another instance type, or in another Region. */
export interface Alternative {
  readonly region: string;
  /** Null where nothing is an instance. */
  readonly type: string | null;
  /** At the peak, of all endpoints and variants. Null where it isn't known, or nothing is an instance. */
  readonly count: number | null;
  readonly cost: OptionCost;
  readonly isChosen: boolean;
}

/**
 * The instance types that could serve an answer in its Region: those that hold the load, or may where the load isn't known.
 * Cheapest month first. Left out as in every choice: Graviton, burstable types, and processors for what a GPU was chosen for.
 */
export function otherTypes(given: Recommendation, prices: PriceList = pricesOf(given)): Alternative[] {
  const { choice, workload } = given;
  if (!choice?.instance) return [];
  const { option, instance } = choice;
  // What serves on instances is priced by them.
  const component = optionOf(option).priced as InstanceComponent;
  const region = regionOf(given);
  const candidates = candidatesFor(
    component,
    instanceTypeOf(instance.type)?.gpuCount ? 'gpu' : 'cpu',
    bookFor(prices, region),
  );
  const types = new Set([instance.type, ...candidates.types.map(({ type }) => type)]);
  return cheapestFirst(
    [...types].flatMap((instanceType) => at({ ...workload, ...timeOfChosen(given), instanceType }, given, prices)),
  );
}

/** What a stated time counts on where nobody says: the recommended GPU type, with which others are compared. */
export function timeOfChosen({ choice, workload }: Recommendation): Pick<Workload, 'processingTimeOn'> {
  const { processingTimeOn = choice?.instance?.type } = workload;
  const isOpen = choice?.sizing?.basis === 'stated' && instanceTypeOf(processingTimeOn ?? '')?.gpuCount;
  return isOpen ? { processingTimeOn } : {};
}

/** The Regions where the same option is the choice and has a price, with what it takes there. Cheapest month first. */
export function otherRegions(given: Recommendation, prices: PriceList = pricesOf(given)): Alternative[] {
  const { choice, workload } = given;
  if (choice === null) return [];
  return cheapestFirst(regionsOf(prices).flatMap((region) => at({ ...workload, region }, given, prices)));
}

function at(workload: Workload, given: Recommendation, prices: PriceList): Alternative[] {
  const { choice, costs } = estimate(workload, prices, given.policy?.rules);
  const cost = costs.find(({ option }) => option === choice?.option);
  const isSame = choice?.option === given.choice?.option && choice?.hosting === given.choice?.hosting;
  if (!isSame || cost?.components[0]?.unitPriceUsd == null) return [];
  if (workload.instanceType !== undefined && holdsOn(workload.instanceType, { choice }) === false) return [];
  const { instance = null, sizing } = choice ?? {};
  const { variants = 1, endpoints = 1, type = null } = instance ?? {};
  const region = workload.region ?? regionOf(given);
  const count = sizing?.count ? sizing.count.likely * variants * endpoints : null;
  const isChosen = region === regionOf(given) && type === (given.choice?.instance?.type ?? null);
  return [{ region, type, count, cost, isChosen }];
}

/** Whether an instance type that was named holds the load; null where the load isn't known well enough. */
export function holdsOn(type: string, { choice }: Pick<Estimate, 'choice'>): boolean | null {
  if (choice === null) return false;
  const { instance, sizing } = choice;
  if (instance?.type !== type) return false;
  if (sizing?.count != null) return true;
  return instance.holds === '' || sizing?.needs.length !== 0 ? null : false;
}

const monthOf = ({ cost: { monthlyUsd, components } }: Alternative): number =>
  monthlyUsd?.likely ?? components[0]?.unitPriceUsd ?? Infinity;

const cheapestFirst = (found: readonly Alternative[]): Alternative[] =>
  found.toSorted((one, other) => monthOf(one) - monthOf(other));

/** As stated, or as it was assumed. */
function regionOf({ workload, assumptions }: Recommendation): string {
  return workload.region ?? String(assumptions.find(({ field }) => field === 'region')?.value ?? '');
}

/** Every Region with a price. */
export const regionsOf = ({ regions, table }: PriceList): string[] => [
  ...new Set([...regions.map(({ region }) => region), ...Object.keys(table?.regions ?? {})]),
];

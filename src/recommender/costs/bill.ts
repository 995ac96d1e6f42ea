import type { PriceRow } from '../facts/price-list.ts';
import { HOURS_PER_MONTH, MONTHLY_USD_MAX } from '../facts/working-figures.ts';
import { sizeFieldOf } from '../needs/computed-model.ts';
import { countsByPace, type Needs, writesTokens } from '../needs/needs.ts';
import type { ChosenRegion, CostComponent, OptionCost, Scaling } from '../recommendation.ts';
import { formatCount, formatGB, formatNumber, listOf } from '../workload/measures.ts';
import { formatRate, formatUsd } from '../workload/money.ts';
import { labelOf } from '../workload/workload.ts';
import { endpointsOf } from './capacity.ts';
import { type Circumstances, LIKELY, turnsOf } from './circumstances.ts';
import { type Capacity, type CostLine, isPaced, type Plan, type Pricing, partOf, usdOn } from './costing.ts';
import type { PriceBook, PricedThing, PriceKey } from './price-book.ts';
import { componentOf, instanceOf, takesModel } from './priced-instance.ts';
import { isQueue } from './scaling-times.ts';
import { requestsPerMonth, type Volume, volumeAt, volumeOf, volumesOf } from './volume.ts';

/**
 * The bill of a plan: its components, the month's total from low to high, and a note on what is not known about it. The
 * components add up to the likely total. Where the volume is not known there is none, and the components hold what is certain.
 */
export function costOf(pricing: Pricing): Omit<OptionCost, 'perMillionOutputTokensUsd'> {
  const { plan, needs, book } = pricing;
  const places = placesOf(pricing);
  const { capacity } = places[0];
  const isHeld = capacity === undefined || takesModel(plan, needs, String(capacity.type)) !== false;
  const isKnown = isHeld && (capacity === undefined || isPaced(needs, capacity));
  const volumes = isKnown ? volumesOf(needs) : null;
  const volume = volumes?.(LIKELY) ?? null;
  const monthlyUsd = volumes && rangeOf(pricing, places, volumes);
  const listed = places.map((place) => ({ ...place, book: place.book.list }));
  const listUsd = book.list === book ? null : volumes && rangeOf(pricing, listed, volumes);
  const billIn = (at: Place): Bill => ({ volume, monthlyUsd, ...at, entries: entriesOf(at, volume) });
  const bills = isHeld ? places.map(billIn) : [];
  // What keeps one Region's bill from having a total keeps all of them.
  const lacking = bills.find(({ capacity: there, entries }) => !there || !entries.every(isPriced));
  const note = isHeld ? noteOn(lacking ?? billIn(places[0])) : `No total: ${capacity.type} can't hold the model.`;
  const components = bills.flatMap(({ entries }) => entries.map(({ component }) => component));
  return {
    option: plan.option,
    monthlyUsd,
    ...(monthlyUsd && listUsd && listUsd.likely !== monthlyUsd.likely && { listMonthlyUsd: listUsd }),
    ...(monthlyUsd && isSpeedModelled(capacity) && { isModelled: true as const }),
    components,
    note,
  };
}

const isSpeedModelled = ({ scaled, pace, plan }: Partial<Capacity> = {}): boolean =>
  scaled !== undefined || plan?.basis === 'modelled' || (pace?.work === 'in-turn' && pace.own?.basis !== 'measured');

/**
 * From low to high: 19 of 20 months lie between. What moves the amount turns out independently of each other, so the
 * distances add up as the sides of a right angle do. How soon a queue goes to zero is no chance of a month: it's one or the other
 * every time, so both ends stand in full.
 */
function rangeOf(
  { plan, needs }: Pricing,
  places: readonly Place[],
  volumeIn: (circumstances: Circumstances) => Volume,
): OptionCost['monthlyUsd'] {
  const usdAt = (volume: Volume): number | null => usdIn(places, volume);
  const likely = usdAt(volumeIn(LIKELY));
  if (likely === null) return null;
  let below = 0;
  let above = 0;
  let [floor, top] = [likely, likely];
  for (const ends of turnsOf(needs)) {
    let least = likely;
    let most = likely;
    for (const end of ends) {
      const usd = usdAt(volumeIn(end));
      if (usd === null) return null;
      least = Math.min(least, usd);
      most = Math.max(most, usd);
    }
    if (ends[0].coolDown !== 'likely' && isQueue(plan) && plan.scaling === 'scale-to-zero') {
      [floor, top] = [least, most];
      continue;
    }
    below += (likely - least) ** 2;
    above += (most - likely) ** 2;
  }
  // What is paid without a single request is paid in any month, on the fewest instances that the peak may take.
  const least = usdAt(volumeAt(needs, 0, 0, { ...LIKELY, pace: 'high' })) ?? 0;
  return { low: Math.max(Math.min(least, likely), floor - Math.sqrt(below)), likely, high: top + Math.sqrt(above) };
}

/** Of several Regions each line says which: "Instances (ml.g5.xlarge, always on, eu-west-1)". */
function entriesOf(place: Place, volume: Volume | null): Entry[] {
  const { plan, needs, capacity, code } = place;
  if (capacity === undefined) return [];
  const where = needs.regions.length === 1 || plan.scaling === 'per-job' ? undefined : (code ?? 'second Region');
  return usedLines(plan, needs, volume, capacity).map(({ line, quantity }) => {
    const component = priced(line, place, capacity, quantity, volume !== null);
    const { name } = component;
    const named = name.endsWith(')') ? `${name.slice(0, -1)}, ${where})` : `${name} (${where})`;
    return { line, component: where === undefined ? component : { ...component, name: named } };
  });
}

function priced(
  { component, unit, byType, name }: CostLine,
  { plan, book }: Pricing,
  { type }: Capacity,
  quantity: number,
  isVolumeKnown: boolean,
): CostComponent {
  const price = book.find(component, byType ? type : '');
  const cost = price && (isVolumeKnown || quantity > 0) ? price.usd * quantity : null;
  return {
    name: name(type, plan.scaling),
    unit,
    unitPriceUsd: price?.usd ?? null,
    monthlyQuantity: Number.isFinite(quantity) ? quantity : Number.MAX_VALUE,
    monthlyCostUsd: cost !== null && cost <= MONTHLY_USD_MAX ? cost : null,
    basis: price?.basis ?? 'unknown',
  };
}

interface Entry {
  readonly line: CostLine;
  readonly component: CostComponent;
}

type PricedEntry = Entry & { readonly component: { readonly unitPriceUsd: number } };
type PaidEntry = Entry & { readonly component: { readonly monthlyCostUsd: number } };

const isPriced = (entry: Entry): entry is PricedEntry => entry.component.unitPriceUsd !== null;
const isPaid = <E extends Entry>(entry: E): entry is E & PaidEntry => entry.component.monthlyCostUsd !== null;

interface Bill extends Place {
  readonly volume: Volume | null;
  readonly entries: readonly Entry[];
  readonly monthlyUsd: OptionCost['monthlyUsd'];
}

/** What keeps a bill from having a total, or what to know about it; null where there is nothing. */
function noteOn(bill: Bill): string | null {
  const { plan, needs, book, volume, capacity, entries, monthlyUsd } = bill;
  if (!book.isPriced) return `AWS's price list has no prices for ${book.region}.`;
  if (!capacity) return withoutCapacity(needs);
  if (!entries.every(isPriced)) {
    const missing = entries.filter((entry) => !isPriced(entry)).map(({ line }) => line.subject(capacity.type));
    return `Price not listed for ${listOf(missing)} in ${book.region}.`;
  }
  if (!volume) {
    const missing = missingFacts(needs);
    const why =
      missing === '' ? `No total, because the speed on ${capacity.type} isn't known` : `No total without ${missing}`;
    return `${why}: ${certainPart(entries, capacity.type, plan.scaling)}.`;
  }
  if (!monthlyUsd) return 'These figures lead to an implausible amount, so there is no total.';
  return sharingNote(bill, volume);
}

function withoutCapacity(needs: Needs): string {
  const { modelSizeGB } = needs;
  if (modelSizeGB === undefined) return "No total without the model's size.";
  if (writesTokens(needs)) return 'No instance type on the price list holds the model and is as fast as needed.';
  return `Nothing on the price list holds a model of ${formatGB(Number(modelSizeGB.toPrecision(3)))}.`;
}

/** "requests per month and processing time" */
function missingFacts(needs: Needs): string {
  const { datasetRecordsPerRun, datasetRunsPerMonth, inputTokens, outputTokens } = needs.stated;
  const missing: string[] = [];
  if (writesTokens(needs)) {
    if (!outputTokens) missing.push('output tokens');
    if (inputTokens === undefined) missing.push('input tokens');
  }
  if (needs.isDataset) {
    if (datasetRecordsPerRun === undefined) missing.push('records per run');
    if (datasetRunsPerMonth === undefined) missing.push('runs per month');
  } else if (requestsPerMonth(needs) === undefined) missing.push('requests per month');
  if (needs.processingTimeSeconds === undefined && !countsByPace(needs)) {
    const size = sizeFieldOf(needs.model?.figures, needs.model?.known?.id);
    missing.push(size === undefined ? 'processing time' : `processing time or ${labelOf(size)}`);
  }
  return listOf(missing);
}

const SECONDS_SHOWN = 1000;

/** Of a bill without a total: what is paid whatever the volume, or else the rate of its first line. */
function certainPart(entries: readonly PricedEntry[], type: PriceKey, scaling: Scaling): string {
  const paid = entries.find(isPaid);
  if (paid) return paidPart(paid, type, scaling);
  return entries
    .slice(0, 1)
    .map((entry) => ratePart(entry, type))
    .join('');
}

function paidPart({ line, component }: PaidEntry, type: PriceKey, scaling: Scaling): string {
  const amount = `${formatUsd(component.monthlyCostUsd)} per month`;
  if (line.meter === 'warmSeconds') return `${line.subject(type)} costs ${amount}`;
  if (scaling === 'per-job') return `starting ${type} for each run costs ${amount}`;
  const count = component.monthlyQuantity / HOURS_PER_MONTH;
  return count === 1
    ? `one ${type} that stays on costs ${amount}`
    : `${formatNumber(count)} ${type} that stay on cost ${amount}`;
}

function ratePart({ line, component: { unitPriceUsd } }: PricedEntry, type: PriceKey): string {
  if (line.meter === 'instanceHours') return `${type} costs ${formatRate(unitPriceUsd)} per hour`;
  const seconds = `${formatNumber(SECONDS_SHOWN)} seconds of ${line.subject(type)}`;
  return `${seconds} cost ${formatRate(unitPriceUsd * SECONDS_SHOWN)}`;
}

/** Of what shares an endpoint: what one endpoint for each would cost instead; of models that do not, how many endpoints there are. */
function sharingNote(pricing: Pricing, volume: Volume): string | null {
  const { plan, needs } = pricing;
  if (plan.scaling === 'per-job') return null;
  if (plan.hosting === 'inference-pipeline') return pipelineNote(pricing, volume);
  const { models } = needs;
  if (models === 1) return null;
  if (endpointsOf(plan, needs) === models) {
    const apart = `${formatCount(models, 'endpoint')}, one per model.`;
    const sharing = { ...pricing, plan: { ...plan, hosting: 'multi-model' as const } };
    const shared = needs.arrangement === 'family' ? monthlyUsd(sharing, volume) : null;
    return shared === null ? apart : `${apart} Sharing one would cost ${formatUsd(shared)} per month.`;
  }
  return apartNote('model', monthlyUsd({ ...pricing, plan: separatePlan(plan) }, volume));
}

/** Every request passes all containers, so each of them has its part of the time of every request, and all of its data. */
function pipelineNote({ plan, needs, book }: Pricing, volume: Volume): string | null {
  const { containers } = needs;
  const apart = { ...volume, dataGB: volume.dataGB * containers };
  const separate = { plan: separatePlan(plan), needs: { ...needs, models: containers }, book };
  return apartNote('container', monthlyUsd(separate, apart));
}

function apartNote(each: string, usd: number | null): string | null {
  return usd === null ? null : `One endpoint per ${each} would cost ${formatUsd(usd)} per month.`;
}

/** Instances of separate endpoints cannot go to zero. */
function separatePlan(plan: Plan): Plan {
  return {
    ...plan,
    hosting: 'single-model',
    scaling: plan.scaling === 'scale-to-zero' ? 'auto-scaling' : plan.scaling,
  };
}

/**
 * What a plan costs in a month, likely or at a volume that is tried, in US dollars. Null where the volume is not known, a
 * price is not listed, no capacity holds the model, or the amount is beyond sense (MONTHLY_USD_MAX). Without a word of text,
 * so quick that a search may call it thousands of times.
 */
export const monthlyUsd = (pricing: Pricing, volume: Volume | null = volumeOf(pricing.needs)): number | null =>
  volume === null ? null : estimateFor(pricing)(volume);

/** What a plan costs at a volume, where many are tried: the cheapest type depends on the volume. */
export function estimateFor(pricing: Pricing): (volume: Volume) => number | null {
  const { capacityFor } = pricing.plan.costing;
  if (pricing.needs.regions.length === 1) return (volume) => usdOn(pricing, capacityFor(pricing, volume), volume);
  return (volume) => usdIn(placesOf(pricing, volume), volume);
}

/** A line of a bill, and how much of it a month uses. */
interface UsedLine {
  readonly line: CostLine;
  readonly quantity: number;
}

/**
 * The lines that a plan's bill shows: what serves, also where nothing is known to be used of it, because its rate is named
 * there; and of the rest what is used. Where the volume is not known, what is used without a single request.
 */
export function usedLines(plan: Plan, needs: Needs, volume: Volume | null, capacity: Capacity): UsedLine[] {
  const { lines, usageOf } = plan.costing;
  const certain = volume ?? volumeAt(needs, 0, 0);
  const usage = usageOf(plan, needs, certain, capacity);
  return lines(plan)
    .map((line) => ({ line, quantity: usage[line.meter] * partOf(line.meter, needs) }))
    .filter(({ line, quantity }) => line.byType || quantity > 0);
}

/** A row of the price list, and what it is the price of. */
export interface RowUsed {
  readonly thing: PricedThing;
  readonly row: PriceRow;
}

/** The rows of the price list that a plan's bill rests on: those of the lines that it shows. */
export const rowsUsed = (pricing: Pricing): RowUsed[] => placesOf(pricing).flatMap(rowsIn);

function rowsIn({ plan, needs, book, capacity }: Place): RowUsed[] {
  if (!capacity) return [];
  return usedLines(plan, needs, volumeOf(needs), capacity).flatMap(({ line: { component, byType } }) => {
    const key = byType ? capacity.type : '';
    const price = book.find(component, key);
    return price ? [{ thing: { component, key, region: book.region }, row: price.row }] : [];
  });
}

// One Region is judged. What the others cost beside it follows from the same plan, at their prices.

export interface Place extends Pricing {
  /** Null for a second Region that nobody named: it is priced like the first. */
  readonly code: string | null;
  readonly capacity: Capacity | undefined;
}

/** Where a plan runs all the time, the Region that was judged first. A job runs in another one only once that is lost. */
export function placesOf(pricing: Pricing, volume = volumeOf(pricing.needs)): readonly [Place, ...Place[]] {
  const { plan, needs, book } = pricing;
  const { capacityFor } = plan.costing;
  const own: Place = { ...pricing, code: needs.region, capacity: capacityFor(pricing, volume) };
  if (needs.regions.length === 1 || plan.scaling === 'per-job') return [own];
  const others = needs.regions.slice(1).map((code): Place => {
    if (code === needs.region) return { ...own, code: null };
    const stated = { ...needs.stated, instanceType: typeIn(book.in(code), own) };
    const there = { plan, needs: { ...needs, region: code, stated }, book: book.in(code) };
    return { ...there, code, capacity: capacityFor(there, volume) };
  });
  return [own, ...others];
}

/** The same type where the Region lists it, else whichever is chosen there. */
function typeIn(book: PriceBook, { plan, capacity }: Place): string | undefined {
  if (plan.costing.instancesOf === undefined || capacity === undefined) return undefined;
  const isListed = !book.isPriced || book.listed(componentOf(plan), capacity.type) !== undefined;
  return isListed ? String(capacity.type) : undefined;
}

/** A month of a volume in all of them; null where one of them can't be priced. */
export const usdIn = (places: readonly Place[], volume: Volume): number | null =>
  places.reduce<number | null>((sum, place) => {
    const usd = sum === null ? null : usdOn(place, place.capacity, volume);
    return sum === null || usd === null ? null : sum + usd;
  }, 0);

/** What runs in each Region and what it costs there. Undefined where it runs in one. */
export function regionsOf(pricing: Pricing): ChosenRegion[] | undefined {
  const volume = volumeOf(pricing.needs);
  const places = placesOf(pricing, volume);
  if (places.length === 1) return undefined;
  return places.map((place) => {
    const monthlyUsd = volume && usdIn([place], volume);
    return { code: place.code, monthlyUsd, instance: instanceOf(place) };
  });
}

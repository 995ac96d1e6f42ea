import { instanceTypeOf } from '../facts/instance-types.ts';
import type { PricedComponent, PriceRow, PriceTable } from '../facts/price-list.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import { REGIONAL_GUIDE_ERROR, REGIONAL_GUIDE_ERROR_IN_FAMILY } from '../facts/working-figures.ts';
import { MB_PER_GB } from '../workload/measures.ts';

/** What the table has of one Region, as rows. None where it does not have the Region. */
export function tableRows(table: PriceTable, region: string): PriceRow[] {
  const { date, source } = table;
  const rows: PriceRow[] = [];
  for (const entry of table.regions[region]?.split('; ') ?? []) {
    const [name = '', ...figures] = entry.split(' ');
    if (name === 'serverless') {
      const perGBSecond = Number(figures[0]);
      for (const memorySizeInMB of SERVERLESS_MEMORY_SIZES_MB) {
        const usd = exact((perGBSecond * memorySizeInMB) / MB_PER_GB);
        rows.push({ component: 'serverless', memorySizeInMB, usd, source, date, grade: 'A-' });
      }
      continue;
    }
    const isComputed = name.startsWith('~');
    const family = isComputed ? name.slice(1) : name;
    const sizes = (table.sizes[family] ?? '').split(' ');
    for (const [at, figure] of figures.entries()) {
      if (figure === '-') continue;
      const grade = isComputed && at < figures.length - 1 ? 'derived' : 'A-';
      const instanceType = `ml.${family}.${sizes[at]}`;
      rows.push({ component: 'hosting', instanceType, usd: Number(figure), source, date, grade });
    }
  }
  return rows;
}

/** Without the digits that binary fractions add: 0.00012, not 0.00012000000000000002. */
const exact = (usd: number): number => Number(usd.toPrecision(12));

/** How a Region prices what it lists, against us-east-1. */
export interface RegionRatio {
  readonly ratio: number;
  /** How far a price by this ratio may be off, as a share: 0.1 is 10 % either way. */
  readonly error: number;
  /** What it is the ratio of: "the ratio of its g5". */
  readonly of: string;
}

/** What the Region's listed price is to us-east-1's; nothing where either is missing. */
export type RatioAt = (component: PricedComponent, key: string | number) => number | undefined;

/**
 * The ratio for what the Region does not list. Of an instance that of its family, else that of its kind; of storage that of CPU
 * instances, which eu-west-1 is within 2 % of; of data none, since eu-west-1 charges the same; of provisioned concurrency that
 * of serverless inference.
 */
export function ratioFor(
  component: PricedComponent,
  key: string | number,
  { sizes }: PriceTable,
  at: RatioAt,
): RegionRatio | undefined {
  if (component === 'serverless') return undefined;
  if (component === 'data') return { ratio: 1, error: REGIONAL_GUIDE_ERROR, of: 'as in eu-west-1' };
  if (component === 'storage') return ratioOfKind(false, sizes, at);
  if (component === 'provisioned-warm' || component === 'provisioned-inference') {
    const ratio = at('serverless', key);
    return ratio === undefined
      ? undefined
      : { ratio, error: REGIONAL_GUIDE_ERROR, of: 'the ratio of its serverless prices' };
  }
  const family = String(key).split('.')[1] ?? '';
  const ratios = ratiosOf(family, sizes, at);
  if (ratios.length === 0) return ratioOfKind(isAccelerated(family, sizes), sizes, at);
  const ratio = median(ratios);
  const spread = Math.max(...ratios.map((one) => Math.abs(one / ratio - 1)));
  return { ratio, error: Math.max(spread, REGIONAL_GUIDE_ERROR_IN_FAMILY), of: `the ratio of its ${family} prices` };
}

/** Of all families with GPUs or accelerators that the Region lists, or of all others. */
function ratioOfKind(accelerated: boolean, sizes: PriceTable['sizes'], at: RatioAt): RegionRatio | undefined {
  const families = Object.keys(sizes).filter((family) => isAccelerated(family, sizes) === accelerated);
  const ratios = families.map((family) => ratiosOf(family, sizes, at)).filter((ofFamily) => ofFamily.length > 0);
  if (ratios.length === 0) return undefined;
  const of = `the ratio of its ${accelerated ? 'GPU' : 'CPU'} prices`;
  return { ratio: median(ratios.map(median)), error: REGIONAL_GUIDE_ERROR, of };
}

function ratiosOf(family: string, sizes: PriceTable['sizes'], at: RatioAt): number[] {
  return (sizes[family]?.split(' ') ?? []).flatMap((size) => at('hosting', `ml.${family}.${size}`) ?? []);
}

/** By EC2's description of its first size; a family without one is told by its name. */
function isAccelerated(family: string, sizes: PriceTable['sizes']): boolean {
  const spec = instanceTypeOf(`ml.${family}.${sizes[family]?.split(' ')[0]}`);
  return spec === undefined ? /^(?:[gp]\d|inf|trn|dl)/.test(family) : spec.acceleratorCount > 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

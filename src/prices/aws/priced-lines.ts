import type { PricedComponent, PriceRow } from '../price-row.ts';

/** A kind of line in AWS's list that endpoints and transform jobs are billed by. */
interface PricedLine {
  component: PricedComponent;
  /** Its usage type without the Region's code in front; what is in brackets tells which instance type or memory size. */
  usageType: RegExp;
  /** The units in which AWS states it; in any other a price would mean something else. */
  units: readonly string[];
}

const HOURS = ['hrs', 'hours', 'hour'];
const SECONDS = ['seconds', 'second', 'secs'];

/** ← ADD A LINE OF AWS'S PRICE LIST HERE. */
const PRICED_LINES: readonly PricedLine[] = [
  { component: 'hosting', usageType: /^Host:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'asynchronous', usageType: /^AsyncInf:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'batch', usageType: /^Tsform:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'serverless', usageType: /^ServerlessInf:Mem-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'provisioned-warm', usageType: /^ProvisionedConcurrency:Usage-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'provisioned-inference', usageType: /^ProvisionedConcurrency:Mem-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'data', usageType: /^Hst:Data-Bytes-(?:In|Out)$/, units: ['gb'] },
  { component: 'storage', usageType: /^Host:VolumeUsage(?:\.gp2)?$/, units: ['gb-mo', 'gb-month'] },
];

/** What a usage type is the price of, and in which units; undefined where endpoints and jobs are not billed by it. */
export function pricedLineOf(
  usageType: string,
): { of: Pick<PriceRow, 'component' | 'instanceType' | 'memorySizeInMB'>; units: readonly string[] } | undefined {
  const plain = usageType.replace(/^[A-Z]{2,4}\d{0,2}-/, '');
  for (const { component, usageType: pattern, units } of PRICED_LINES) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [, which] = match;
    if (which === undefined) return { of: { component }, units };
    if (which.startsWith('ml.')) return { of: { component, instanceType: which }, units };
    return { of: { component, memorySizeInMB: Number(which) * 1024 }, units };
  }
  return undefined;
}

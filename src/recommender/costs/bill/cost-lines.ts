import type { Scaling } from '../../recommendation.ts';
import type { InstanceComponent } from '../instances/candidates.ts';
import type { PriceKey } from '../price-book.ts';
import type { PricedComponent } from '../price-list.ts';
import type { Usage } from './usage.ts';

/** A line of a bill: what is priced, how much of it is used, and what AWS's pricing page calls it. */
export interface CostLine {
  readonly component: PricedComponent;
  readonly meter: keyof Usage;
  readonly unit: string;
  /** Priced by what serves (an instance type, a memory size), not at one rate for all. */
  readonly byType: boolean;
  /** "Instances (ml.m5.xlarge, always on)": what can be chosen otherwise stands in brackets. */
  readonly name: (type: PriceKey, scaling: Scaling) => string;
  /** What a sentence says of it: "ml.m5.xlarge". */
  readonly subject: (type: PriceKey) => string;
}

export const DATA: CostLine = {
  component: 'data',
  meter: 'dataGB',
  unit: 'GB',
  byType: false,
  name: () => 'Data processed',
  subject: () => 'data processing',
};

export const STORAGE: CostLine = {
  component: 'storage',
  meter: 'storageGBMonths',
  unit: 'GB-months',
  byType: false,
  name: () => 'Storage volumes',
  subject: () => 'storage volumes',
};

const HOW_LONG: Partial<Record<Scaling, string>> = {
  fixed: 'always on',
  'auto-scaling': 'auto scaling',
  'scale-to-zero': 'off while idle',
  'per-job': 'while jobs run',
};

export const instanceLine = (component: InstanceComponent): CostLine => ({
  component,
  meter: 'instanceHours',
  unit: 'hours',
  byType: true,
  name: (type, scaling) => `Instances (${type}, ${HOW_LONG[scaling]})`,
  subject: String,
});

export const serverlessLine = (
  component: Extract<PricedComponent, 'serverless' | 'provisioned-warm' | 'provisioned-inference'>,
  meter: 'inferenceSeconds' | 'warmSeconds',
  title: string,
): CostLine => ({
  component,
  meter,
  unit: 'seconds',
  byType: true,
  name: (memorySizeInMB) => `${title} (${gigabytes(memorySizeInMB)})`,
  subject: (memorySizeInMB) => `${title.toLowerCase()} at ${gigabytes(memorySizeInMB)}`,
});

const gigabytes = (memorySizeInMB: PriceKey): string => `${Number(memorySizeInMB) / 1024} GB`;

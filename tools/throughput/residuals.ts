import { FACTORS, type Factors } from '../../src/recommender/throughput/factors.ts';
import { type Case, type Compared, caseOf, compared, isCompared } from './compare.ts';
import type { Measurement } from './measurements.ts';

/** The measurements that the model is compared with: those of other setups, and those that it holds impossible, are left out. */
export const casesOf = (measurements: readonly Measurement[]): Case[] =>
  measurements.filter(isCompared).flatMap((measurement) => caseOf(measurement) ?? []);

/** How measurements lie to the model: a table for each of classes, GPUs, models and sources. */
export function residualTables(cases: readonly Case[], factors: Factors = FACTORS): string {
  const all = cases.map((one) => compared(one, factors));
  const tables = [
    tableOf('class', all, ({ grade }) => grade),
    tableOf('GPU', all, ({ measurement }) => measurement.gpu),
    tableOf('model', all, ({ measurement }) => measurement.model),
    tableOf('precision', all, ({ measurement }) => measurement.precision),
    tableOf('source', all, ({ measurement }) => measurement.source),
    firstTokenLine(all),
  ];
  return `${tables.join('\n\n')}\n`;
}

/** Rows of measured by modelled tokens per second: how many, how many inside the interval, and the quantiles. */
function tableOf(title: string, all: readonly Compared[], nameOf: (one: Compared) => string): string {
  const names = [...new Set(all.map(nameOf))].toSorted();
  const rows = [
    ...names.map((name) => [name, all.filter((one) => nameOf(one) === name)] as const),
    ['all', all] as const,
  ];
  const head = [title.padEnd(WIDTH), 'rows', 'inside', 'p05', 'median', 'p95'].map(cell).join('');
  return [head, ...rows.map(([name, group]) => rowOf(name, group))].join('\n');
}

const WIDTH = 24;

const cell = (text: string, at: number): string => (at === 0 ? text : text.padStart(9));

function rowOf(name: string, group: readonly Compared[]): string {
  const ratios = group.map(({ ratio }) => ratio).toSorted((one, other) => one - other);
  const inside = group.filter(({ isInside }) => isInside).length / group.length;
  const quantiles = [0.05, 0.5, 0.95].map((share) => quantile(ratios, share).toFixed(2));
  return [name.padEnd(WIDTH), String(group.length), percent(inside), ...quantiles].map(cell).join('');
}

function firstTokenLine(all: readonly Compared[]): string {
  const ratios = all.flatMap(({ firstTokenRatio }) => firstTokenRatio ?? []).toSorted((one, other) => one - other);
  const quantiles = [0.05, 0.5, 0.95].map((share) => quantile(ratios, share).toFixed(2));
  return ['time to first token'.padEnd(WIDTH), String(ratios.length), '', ...quantiles].map(cell).join('');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Of sorted values. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

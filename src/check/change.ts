import type { Assessed, Change, ChangedEndpoint, CheckedEndpoint } from './checked.ts';

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

/** The quantile of the values for a share from 0 to 1. NaN if there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The median of several rounds, and their range. */
export interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[half - 1], sorted[half]];
  return {
    median: sorted.length % 2 === 0 ? (below + above) / 2 : above,
    lowest: sorted[0] ?? Number.NaN,
    highest: sorted.at(-1) ?? Number.NaN,
  };
}

/** Each value divided by the one that was measured next to it. */
export function ratiosOf(ones: readonly number[], others: readonly number[]): number[] {
  return ones.flatMap((one, index) => {
    const other = others[index];
    return other === undefined ? [] : [one / other];
  });
}

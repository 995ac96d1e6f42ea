/** A recommendation's `facts.pricesAsOf` as it stands among other dates: "prices as of 2026-09-28", "undated prices", "no price used". */
export function writePricesAsOf(pricesAsOf: string): string {
  if (isDate(pricesAsOf)) return `prices as of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'undated prices' : pricesAsOf;
}

/** The same after an amount or a heading: "with the prices of 2026-09-28"; nothing where no price was used. */
export function writeWithPrices(pricesAsOf: string): string | undefined {
  if (isDate(pricesAsOf)) return `with the prices of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'with undated prices' : undefined;
}

const isDate = (text: string): boolean => /^\d/.test(text);

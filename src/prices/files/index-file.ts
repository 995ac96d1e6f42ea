import { constantOf } from './region-file.ts';

/** The module that lists every Region's prices, for the Regions that have a file. */
export function writeIndexFile(regions: readonly string[]): string {
  const sorted = [...regions].sort();
  return [
    '// biome-ignore-all format: one Region a line, as `npm run prices:update` writes them.',
    "import type { PriceList } from '../price-list.ts';",
    ...sorted.map((region) => `import { ${constantOf(region)} } from './${region}.ts';`),
    '',
    '/** The prices that ship. A Region that is not among them is not priced. */',
    'export const SHIPPED_PRICES: PriceList = {',
    '  regions: [',
    ...sorted.map((region) => `    ${constantOf(region)},`),
    '  ],',
    '};',
    '',
  ].join('\n');
}

import { FACTORS, type Factors } from '../../src/recommender/throughput/factors.ts';
import { readMeasurements } from './measurements.ts';
import { lossOf, refit } from './refit.ts';
import { casesOf, residualTables } from './residuals.ts';

/**
 * `npm run tool -- throughput`: how public measurements lie to the throughput model, and the factors that fit them best beside those in
 * use. Changes nothing: better factors are written into `src/recommender/throughput/factors.ts` by hand.
 */
const cases = casesOf(readMeasurements());
process.stdout.write(`Measured by modelled tokens per second, with the factors in use\n\n${residualTables(cases)}\n`);

const { factors, loss } = refit(cases);
const lines = (Object.keys(FACTORS) as (keyof Factors)[]).map(
  (name) => `${name.padEnd(14)} ${String(FACTORS[name]).padEnd(10)} ${factors[name].toPrecision(3)}`,
);
process.stdout.write(
  `factor         in use     refitted\n${lines.join('\n')}\nmean error     ${lossOf(cases, FACTORS).toFixed(4)}     ${loss.toFixed(4)} (of the logarithm)\n`,
);

import fc from 'fast-check';
import { setCurrency } from '../../src/recommender/workload/money.ts';

/** The same random cases in every run, so that a failure comes from a change. `npm run check:seeds` sets another. */
fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? 20_261_125) });

/** Files of one worker share their modules, and a program that a test runs may have set one. */
setCurrency(undefined);

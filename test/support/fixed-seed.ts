import fc from 'fast-check';
import { setCurrency } from '../../src/recommender/workload/money.ts';
import { LANE } from './lane.ts';

/** The same random cases in every run, so that a failure comes from a change; the deep check draws new ones and prints its seed. */
if (LANE !== 'deep') fc.configureGlobal({ seed: 20_261_125 });

/** Files of one worker share their modules, and a program that a test runs may have set one. */
setCurrency(undefined);

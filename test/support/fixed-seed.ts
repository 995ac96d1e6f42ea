import fc from 'fast-check';
import { LANE } from './lane.ts';

/** The same random cases in every run, so that a failure comes from a change; the deep check draws new ones and prints its seed. */
if (LANE !== 'deep') fc.configureGlobal({ seed: 20_261_125 });

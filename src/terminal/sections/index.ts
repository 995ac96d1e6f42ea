import { ASSUMPTIONS } from './assumptions.ts';
import { COSTS } from './costs.ts';
import { FLIPS } from './flips.ts';
import { HOSTING } from './hosting.ts';
import { OPTIONS } from './options.ts';
import type { Section } from './section.ts';
import { WARNINGS } from './warnings.ts';
import { WHY } from './why.ts';
import { WORKLOAD } from './workload.ts';

/** The parts of the answer in a terminal, in the order in which they are read. Add one here. */
export const SECTIONS: readonly Section[] = [WORKLOAD, WHY, WARNINGS, OPTIONS, HOSTING, COSTS, FLIPS, ASSUMPTIONS];

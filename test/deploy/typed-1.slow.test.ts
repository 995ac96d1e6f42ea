import fc from 'fast-check';
import { it } from 'vitest';
import { runs } from '../support/lane.ts';
import { textsAlone } from './typed.ts';

const { seed = Date.now() } = fc.readConfigureGlobal() ?? {};

it('changes nothing of a template but its texts: random names and descriptions, 2,000 in check:deep, part 1 of 2', () => {
  fc.assert(textsAlone, { numRuns: runs(1000), seed: seed + 1 });
});

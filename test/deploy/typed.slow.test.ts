import fc from 'fast-check';
import { it } from 'vitest';
import { runs } from '../support/lane.ts';
import { textsAlone } from './typed.ts';

it('changes nothing of a template but its texts: random names and descriptions, 2,000 in check:deep', () => {
  fc.assert(textsAlone, { numRuns: runs(2000) });
});

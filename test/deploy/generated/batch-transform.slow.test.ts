import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: batch transform jobs of random workloads", () => {
  expect(checkChoice(choicesNamed('batch-transform'))).toBe(runs(16, { costly: true }));
});

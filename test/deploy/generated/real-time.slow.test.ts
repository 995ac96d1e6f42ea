import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: real-time endpoints of random workloads", () => {
  expect(checkChoice(choicesNamed('real-time', 'real-time-candidate'))).toBe(runs(16, { costly: true }));
});

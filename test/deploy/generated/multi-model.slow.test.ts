import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: multi-model endpoints of random workloads", () => {
  expect(checkChoice(choicesNamed('multi-model'))).toBe(runs(16, { costly: true }));
});

import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: inference components that go to zero of random workloads", () => {
  expect(checkChoice(choicesNamed('inference-components-to-zero'))).toBe(runs(16, { costly: true }));
});

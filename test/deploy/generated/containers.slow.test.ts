import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: multi-container endpoints and pipelines of random workloads", () => {
  expect(checkChoice(choicesNamed('multi-container', 'inference-pipeline'))).toBe(runs(16, { costly: true }));
});

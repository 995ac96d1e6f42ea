import { expect, it } from 'vitest';
import { runs } from '../../support/lane.ts';
import { choicesNamed } from '../cases.ts';
import { checkChoice } from './check-choice.ts';

it("passes AWS's validator and our rules: inference components of random workloads", () => {
  expect(checkChoice(choicesNamed('inference-components', 'inference-components-adapters'))).toBe(
    runs(16, { costly: true }),
  );
});

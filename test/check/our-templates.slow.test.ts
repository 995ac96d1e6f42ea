import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import type { Checked } from '../../src/check/checked.ts';
import { compared } from '../../src/check/compare.ts';
import { readDecision } from '../../src/check/decision.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { DEPLOYMENT_FORMATS, renderDeployment } from '../../src/deploy/index.ts';
import {
  estimate,
  type Recommendation,
  recommend,
  SHIPPED_PRICES,
  type Workload,
} from '../../src/recommender/index.ts';
import { CHOICES } from '../deploy/cases.ts';

const FORMATS = DEPLOYMENT_FORMATS.filter((format) => format !== 'notebook');

interface Own {
  readonly format: string;
  readonly checked: Checked;
}

/** Its code in every format that has it, checked against the decision that it was made from. */
function checkOwn(workload: Workload): Own[] {
  const recommendation: Recommendation = recommend(workload);
  const decision = readDecision(JSON.stringify(recommendation), SHIPPED_PRICES);
  if (!decision.ok) throw new Error(decision.text);
  return FORMATS.flatMap((format): Own[] => {
    const rendered = renderDeployment(recommendation, { format });
    if (!rendered.ok) return [];
    const read = readTemplates(rendered.files.map(({ path, content: text }) => ({ path, text, isNamed: true })));
    const bill = (given: Pick<Recommendation, 'workload'>) => estimate(given.workload, SHIPPED_PRICES);
    return [{ format, checked: compared(check(read), decision.decided, SHIPPED_PRICES, bill) }];
  });
}

const told = (own: readonly Own[], severities: readonly string[]) =>
  own.flatMap(({ format, checked }) =>
    checked.endpoints.flatMap(({ line }) =>
      line.findings.filter(({ severity }) => severities.includes(severity)).map(({ text }) => `${format}: ${text}`),
    ),
  );

describe('the code of a decision', () => {
  it.each(Object.entries(CHOICES))('%s has neither an error nor a warning, and is as decided', (_, workload) => {
    const own = checkOwn(workload);
    expect(own.length).toBeGreaterThan(0);
    expect(told(own, ['error', 'warning'])).toEqual([]);
    for (const { checked } of own) {
      const compared = checked.endpoints.filter(({ isCompared }) => isCompared);
      expect(compared.map(({ line }) => line.differs)).toEqual([[]]);
      expect([checked.faults, checked.notes]).toEqual([[], []]);
    }
  });

  it.each(Object.entries(CHOICES))('%s in two zones has no error', (_, workload) => {
    expect(told(checkOwn({ ...workload, availability: 'multi-az' }), ['error'])).toEqual([]);
  });
});

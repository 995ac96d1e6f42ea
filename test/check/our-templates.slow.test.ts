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
import { moduleOf } from '../support/hcl.ts';

const FORMATS = DEPLOYMENT_FORMATS.filter((format) => format !== 'notebook');

interface Own {
  readonly format: string;
  readonly checked: Checked;
}

/** A file as it is, and Terraform's in its JSON. */
const readableOf = async ({ path, content }: { path: string; content: string }) =>
  path.endsWith('.tf')
    ? { path: `${path}.json`, text: JSON.stringify(await moduleOf(content)) }
    : { path, text: content };

/** Its code in every format that has it, checked against the decision that it was made from. */
async function checkOwn(workload: Workload): Promise<Own[]> {
  const recommendation: Recommendation = recommend(workload);
  const decision = readDecision(JSON.stringify(recommendation), SHIPPED_PRICES);
  if (!decision.ok) throw new Error(decision.text);
  const own = FORMATS.map(async (format): Promise<Own[]> => {
    const rendered = renderDeployment(recommendation, { format });
    if (!rendered.ok) return [];
    const files = await Promise.all(rendered.files.map(readableOf));
    const read = readTemplates(files.map((file) => ({ ...file, isNamed: true })));
    const bill = (given: Pick<Recommendation, 'workload'>) => estimate(given.workload, SHIPPED_PRICES);
    return [{ format, checked: compared(check(read), decision.decided, SHIPPED_PRICES, bill) }];
  });
  return (await Promise.all(own)).flat();
}

const told = (own: readonly Own[], severities: readonly string[]) =>
  own.flatMap(({ format, checked }) =>
    checked.endpoints.flatMap(({ line }) =>
      line.findings.filter(({ severity }) => severities.includes(severity)).map(({ text }) => `${format}: ${text}`),
    ),
  );

describe('the code of a decision', () => {
  it.each(Object.entries(CHOICES))('%s has neither an error nor a warning, and is as decided', async (_, workload) => {
    const own = await checkOwn(workload);
    expect(own.length).toBeGreaterThan(0);
    expect(told(own, ['error', 'warning'])).toEqual([]);
    for (const { checked } of own) {
      const compared = checked.endpoints.filter(({ isCompared }) => isCompared);
      expect(compared.map(({ line }) => line.differs)).toEqual([[]]);
      expect([checked.faults, checked.notes]).toEqual([[], []]);
    }
  });

  it.each(Object.entries(CHOICES))('%s in two zones has no error', async (_, workload) => {
    expect(told(await checkOwn({ ...workload, availability: 'multi-az' }), ['error'])).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Advisor, createAdvisor } from '../../src/advice/advisor.ts';
import { recommendTool } from '../../src/mcp/tools/recommend.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { DEFAULT_REGION, type Recommendation, SHIPPED_PRICES, type Workload } from '../../src/recommender/index.ts';
import { conditionsOf, joinClauses } from '../../src/wording/sentences.ts';
import { usersFeel } from '../../src/wording/sizes.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
import { MEASURED } from '../support/measurements.ts';
import { anyWorkload } from '../support/recommendations.ts';
import { workload } from '../support/workloads.ts';
import { PARTS } from './support/assistant.ts';

const CHAT = workload({
  name: 'chat',
  modelId: 'llama-3.1-8b',
  requiresStreaming: 'response',
  trafficPattern: 'variable',
  peakRequestsPerSecond: 20,
  inputTokens: 1000,
  outputTokens: 300,
  monthlyBudgetUsd: 2000,
});
const SCORING = workload({
  name: 'fraud-scoring',
  trafficPattern: 'steady',
  monthlyRequests: 1e6,
  processingTimeSeconds: 0.0123456789,
  payloadSizeMB: 1,
});
const MANY = workload({ modelCount: 40, modelSizeGB: 2, modelsShareContainer: true, trafficPattern: 'variable' });
const NIGHTLY = workload({
  trafficPattern: 'dataset',
  datasetSizeGB: 40,
  datasetRecordsPerRun: 2e6,
  datasetRunsPerMonth: 30,
  processingTimeSeconds: 0.1,
});

const POLICY: Policy = {
  version: '01234567',
  defaults: [{ assume: { region: 'eu-central-1', availability: undefined, costPriority: undefined } }],
  rules: [
    { name: 'no GPUs here', forbid: { instanceType: ['ml.p*', 'ml.g*'] } },
    { name: 'tags', require: { tags: ['team'] } },
  ],
};

const EUROS: Advisor = createAdvisor({
  prices: {
    ...SHIPPED_PRICES,
    team: { discountPercent: 20, currency: { code: 'EUR', perUsd: 0.91, asOf: '2026-11-20' } },
  },
});

const CASES: readonly (readonly [what: string, stated: Workload, advisor: Advisor])[] = [
  ['a language model over its budget', CHAT, ADVISOR],
  ['a measured language model', { ...CHAT, measurements: [...(MEASURED[0] ?? [])] }, ADVISOR],
  ['a firm answer with its cost', SCORING, ADVISOR],
  ['nothing that fits', { ...SCORING, payloadSizeMB: 5000 }, ADVISOR],
  ['facts that are missing', workload(), ADVISOR],
  ['many models', MANY, ADVISOR],
  ['a dataset', NIGHTLY, ADVISOR],
  ['a rule of the team', CHAT, createAdvisor({ policy: POLICY })],
  ['defaults of the team', { ...SCORING, requiresGpu: false }, createAdvisor({ policy: POLICY })],
  ["the team's prices in euros", { ...SCORING, trafficPattern: 'variable' }, EUROS],
];

interface Answer {
  text: string;
  structured: Record<string, unknown> & { recommendation: Recommendation };
}

async function ask(given: object, advisor: Advisor = ADVISOR): Promise<Answer> {
  const answer = await recommendTool.run(given, { ...PARTS, advisor });
  if (!answer.ok) throw new Error(answer.text);
  return { text: answer.text, structured: answer.structured as Answer['structured'] };
}

/** How many of a kind a short text leaves out. */
const leftOut = (text: string, of: string): number =>
  Number(new RegExp(`(?:Left out: |, )(\\d+) ${of}s?(?=[,.])`).exec(text)?.[1] ?? 0);

/** What any short answer has, or counts among what it leaves out. */
function expectShort({ text, structured: { recommendation } }: Answer): void {
  const { workload: stated, choice, rationale, rejected, warnings, assumptions, facts } = recommendation;
  const shown = (those: readonly { text: string }[]) => those.filter((one) => text.includes(one.text));
  const { holds, unless } = conditionsOf(recommendation);
  if (choice?.confidence !== 'needs-facts') {
    if (holds.length > 0) expect(text).toContain(`if ${joinClauses(holds, 'and')}`);
    if (unless.length > 0) expect(text).toContain(`unless ${joinClauses(unless, 'or')}`);
    expect(text).toContain(usersFeel(choice) ?? '');
  }
  for (const { title, verdict, reasons, wouldFitIf } of rejected) {
    const line = text
      .split('\n')
      .find((one) => one.startsWith(`- ${title} (${verdict === 'ruled-out' ? 'ruled out' : 'fits'}`));
    expect(line).toContain(reasons[0]?.text);
    if (wouldFitIf !== null) expect(line).toContain(wouldFitIf.text);
  }
  for (const { code, text: warning } of warnings) if (code === 'over-budget') expect(text).toContain(warning);
  for (const { decisive, text: assumption } of assumptions) if (decisive) expect(text).toContain(assumption);
  expect(shown(rationale).length + leftOut(text, 'reason')).toBeGreaterThanOrEqual(rationale.length);
  expect(shown(warnings).length + leftOut(text, 'warning')).toBe(warnings.length);
  expect(shown(assumptions).length + leftOut(text, 'assumption')).toBe(assumptions.length);
  const regions = [stated.region ?? `${DEFAULT_REGION} (assumed)`, ...(stated.otherRegions ?? [])].join(', ');
  expect(text).toContain(`Region ${regions}. Quotas as of ${facts.quotasAsOf}, `);
  expect(text).toMatch(/^Region .*facts \w+\.$/m);
  if (rejected.some(({ reasons: [first] }) => first?.source)) expect(text).toMatch(/^\[\d+\] .+ \(\d{4}.*\) https:/m);
}

/** The full text has each sentence of the data: nothing is in one of them alone that a person decides by. */
function expectFull({ text, structured: { recommendation } }: Answer): void {
  const { choice, rationale, rejected, warnings, assumptions, notes = [], flips, costs, outside = [] } = recommendation;
  const reasons = rejected.flatMap((other) => other.reasons);
  for (const one of [...rationale, ...reasons, ...warnings, ...assumptions, ...notes, ...flips, ...outside]) {
    expect(text).toContain(one.text);
  }
  for (const { note } of costs) if (note !== null) expect(text).toContain(note);
  if (choice?.instance) expect(text).toContain(choice.instance.type);
}

describe('the text of recommend', () => {
  it.each(CASES)('has what it is about, or says how much it leaves out, of %s', async (_, stated, advisor) => {
    const short = await ask({ workload: stated }, advisor);
    expectShort(short);
    expect(short.text.length).toBeLessThanOrEqual(2900);
    expectFull(await ask({ workload: stated, detail: 'full' }, advisor));
  });

  it('does so for any workload, in at most 5,000 characters', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkload, async (stated) => {
        const short = await ask({ workload: stated });
        expectShort(short);
        expect(short.text.length).toBeLessThanOrEqual(5000);
        expectFull(await ask({ workload: stated, detail: 'full' }));
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it('has the words that were read, unclear and not used, and counts the words beyond six entries', async () => {
    const { text } = await ask({ words: 'sql-helper 34B model, office hours, 10 s, purple' });
    expect(text).toMatch(
      /^Understood: .*34B parameters\nNot used: "purple"\nCheck: "10 s": response time or processing time\?/,
    );
    const words = `3 MB, ${Array.from({ length: 200 }, (_, at) => `purple${String.fromCharCode(97 + (at % 26))}x${'y'.repeat(at % 7)}`).join(', ')}`;
    expect((await ask({ words })).text).toMatch(/^Not used: (?:"\w+" · ){6}and \d+ more words$/m);
    const { structured } = await ask({ words });
    expect(structured).toHaveProperty('heard.notUsed.100');
  });

  it.each([
    ['what would it cost on bedrock', "Bedrock has no price here. Only SageMaker AI's options are compared."],
    ['on spot instances', 'Spot has no price here. Instances are priced on demand.'],
    ['on inferentia', 'AWS chips are priced where an instance type is named, such as ml.inf2.xlarge.'],
    ['HIPAA eligible', "Compliance isn't judged here."],
    [
      'rather than on Fargate',
      "Containers outside of SageMaker AI have no price here. Only SageMaker AI's options are compared.",
    ],
  ])('says that "%s" is not answered, and the data says it too', async (asked, said) => {
    const { text, structured } = await ask({ words: `fraud scoring, 3 MB, 20 rps, ${asked}?` });
    expect(text).toContain(`\nNot answered: ${said}\n`);
    expect(structured).toMatchObject({ heard: { unanswered: [said] } });
  });

  it('says of nothing that it is not answered where nothing else was asked', async () => {
    for (const words of ['3 MB, 20 rps, 200 ms', 'a weak spot detector for welds, called from Lambda, 20 rps']) {
      expect((await ask({ words })).text).not.toContain('Not answered');
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Advisor, createAdvisor } from '../../src/advice/advisor.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import type { ToolParts } from '../../src/mcp/tools/tool.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { INFERENCE_OPTIONS, type Recommendation, SHIPPED_PRICES, type Workload } from '../../src/recommender/index.ts';
import { conditionsOf, joinClauses } from '../../src/wording/sentences.ts';
import { NOW } from '../account/support/seeded.ts';
import { FILES } from '../recommender/workload/measurements/files.ts';
import { ADVISOR } from '../support/advisor.ts';
import { LANE, runs } from '../support/lane.ts';
import { MEASURED } from '../support/measurements.ts';
import { anyWorkload } from '../support/recommendations.ts';
import { workload } from '../support/workloads.ts';

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

/** In the quick lane the others are asked of `recommend` alone: the other tools tell the same parts of an answer. */
const IN_EVERY_TOOL = new Set(['many models', "the team's prices in euros"]);

/** What a tool was asked, and what it answered. */
interface Answer {
  text: string;
  structured: Record<string, unknown>;
}

const FOUND = { name: 'fraud', state: 'accepted', since: '2026-11-20T09:00:00.000Z', openConcerns: 2 } as const;
const LINK = 'https://acme.slack.com/archives/C1/p1';
const REVIEWS = [
  { ...FOUND, recommended: 'serverless', decided: 'real-time', link: LINK },
  { ...FOUND, name: 'churn', state: 'proposed', recommended: null, decided: null, openConcerns: 0, link: null },
] as const;

async function ask(name: string, given: object, advisor = ADVISOR): Promise<Answer | null> {
  const parts: ToolParts = {
    advisor,
    search: { isOffered: async () => true, find: async () => ({ ok: true, found: { reviews: [...REVIEWS] } }) },
    now: () => NOW,
  };
  const answer = await TOOLS.find((tool) => tool.name === name)?.run(JSON.parse(JSON.stringify(given)), parts);
  if (answer === undefined) throw new Error(`There is no tool ${name}`);
  return answer.ok ? { text: answer.text, structured: JSON.parse(JSON.stringify(answer.structured)) } : null;
}

/** Every tool that answers about a workload, and what it is asked. */
const callsAbout = (stated: Workload): [string, object][] => [
  ['recommend', { workload: stated, detail: 'full' }],
  ['what_if', { workload: stated, changes: { payloadSizeMB: 30, trafficPattern: null } }],
  ['find_savings', { workload: stated }],
  ['explain_option', { workload: stated, option: 'serverless' }],
  ['explain_option', { workload: stated, option: 'real-time' }],
  ['render_template', { workload: stated, format: 'cloudformation' }],
  ['render_template', { workload: stated, format: 'terraform', option: 'real-time' }],
];

const VARIANT = { VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 };
const described = [{ EndpointConfigName: 'fraud', ProductionVariants: [VARIANT] }];
const TEMPLATE = {
  Resources: { Config: { Type: 'AWS::SageMaker::EndpointConfig', Properties: { ProductionVariants: [VARIANT] } } },
};

const OTHER_CALLS: [string, object][] = [
  ['recommend', { words: 'sql-helper 34B model, office hours, 10 s, purple', detail: 'full' }],
  ['review_endpoint', { described }],
  ['import_measurement', { content: FILES.vllm }],
  ['search_reviews', { query: 'fraud' }],
  ['size_model', { model: 'llama-3.1-8b', load: { peakRequestsPerSecond: 50, inputTokens: 1000, outputTokens: 500 } }],
  ['check_template', { content: TEMPLATE }],
  ...INFERENCE_OPTIONS.map(({ id }): [string, object] => ['explain_option', { option: id }]),
];

/** Every string and figure, without what names it. */
function leavesOf(value: unknown): (string | number | boolean)[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/** Numbers, names, addresses and words, as they are written. */
const factsIn = (text: string): string[] =>
  text.match(/\d[\d,]*(?:\.\d+)?|ml\.[\w.-]+|https?:\/\/\S+|\p{L}{4,}/gu) ?? [];

/** Above the lines of a text, and not in the data. */
const HEADINGS = new Set(
  factsIn(
    'Policy Answer these Why Not chosen Before you deploy To confirm Assumed Size Outside SageMaker endpoints What would change it Bill Worth knowing Also against the options Hosting not chosen Measure Sources Data Notes Images Behaviour To fill in Wrong with it Not known What it should be quotas and features yaml json python',
  ),
);

/** What the text says and the data doesn't. */
function onlyInText({ text, structured }: Answer): string[] {
  const data = new Set(leavesOf(structured).flatMap((leaf) => factsIn(String(leaf))));
  const [prose = ''] = text.split('\nData:\n');
  return factsIn(prose.replace(/ \[\d+\]$|^\[\d+\] /gm, '')).filter((fact) => !data.has(fact) && !HEADINGS.has(fact));
}

/** What the data says and the text doesn't. */
function onlyInData({ text, structured: { said, ...data } }: Answer): (string | number | boolean)[] {
  const written = new Set(text.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g));
  return leavesOf(data).filter((leaf) =>
    typeof leaf === 'number'
      ? !written.has(String(leaf))
      : !text.includes(JSON.stringify(leaf).slice(1, -1)) && !text.includes(String(leaf)),
  );
}

function expectEqual(answer: Answer): void {
  expect(onlyInText(answer)).toEqual([]);
  expect(onlyInData(answer)).toEqual([]);
}

describe('the text and the data of an answer', () => {
  it.each(CASES)('have the same facts in every tool, of %s', async (what, stated, advisor) => {
    const calls = callsAbout(stated);
    const asked = LANE !== 'quick' || IN_EVERY_TOOL.has(what) ? calls : calls.slice(0, 1);
    let answered = 0;
    for (const [name, given] of asked) {
      const answer = await ask(name, given, advisor);
      if (answer === null) continue;
      answered += 1;
      expectEqual(answer);
    }
    expect(answered).toBeGreaterThanOrEqual(Math.min(4, asked.length));
  });

  it.each(OTHER_CALLS)('have the same facts in %s of %j', async (name, given) => {
    const answer = await ask(name, given);
    if (answer === null) throw new Error(`${name} refused`);
    expectEqual(answer);
  });

  it('have the same facts in every tool, for any workload', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkload, async (stated) => {
        for (const [name, given] of callsAbout(stated)) {
          const answer = await ask(name, given);
          if (answer !== null) expectEqual(answer);
        }
      }),
      { numRuns: runs(20, { costly: true }) },
    );
  });

  it('says each sentence once: of quotas, and of findings that the terminal breaks into lines', async () => {
    const quotas = await ask('explain_option', { option: 'asynchronous' });
    expect(quotas?.text).not.toContain('Data:');
    const checked = await ask('check_template', { content: TEMPLATE });
    expect(checked?.text).toMatch(/^ {2}- \w+: .{80,}$/m);
    expect(checked?.text).not.toContain('"text"');
  });

  it('says of which option each further reason is', async () => {
    const answer = await ask('recommend', { workload: CHAT, detail: 'full' }, createAdvisor({ policy: POLICY }));
    if (answer === null) throw new Error('refused');
    const { rejected } = (answer.structured as { recommendation: Recommendation }).recommendation;
    const further = rejected.flatMap(({ title, reasons }) => reasons.slice(1).map(({ text }) => ({ title, text })));
    expect(further).not.toEqual([]);
    for (const { title, text } of further) {
      expect(answer.text).toContain(text.includes(title) ? `- ${text}` : `- ${title}: ${text}`);
    }
  });

  it('cover every tool', () => {
    const asked = new Set([...callsAbout(CHAT), ...OTHER_CALLS].map(([name]) => name));
    expect(TOOLS.filter(({ name }) => !asked.has(name)).map(({ name }) => name)).toEqual([]);
  });

  it('has in the data the sentences that only the text composes: claim, size and cost, policy', async () => {
    const answer = await ask('recommend', { workload: CHAT }, createAdvisor({ policy: POLICY }));
    expect(answer?.structured['said']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^No option fits · chat$/), 'Team defaults: Region eu-central-1.']),
    );
  });
});

/** How many of a kind a short text leaves out. */
const leftOut = (text: string, of: string): number =>
  Number(new RegExp(`(?:Left out: |, )(\\d+) ${of}s?(?=[,.])`).exec(text)?.[1] ?? 0);

/** What any short answer has, or counts among what it leaves out. */
function expectShort({ text, structured }: Answer): void {
  const answer = (structured as { recommendation: Recommendation }).recommendation;
  const { choice, rationale, rejected, warnings, assumptions } = answer;
  const shown = (those: readonly { text: string }[]) => those.filter((one) => text.includes(one.text));
  const { holds, unless } = conditionsOf(answer);
  if (choice?.confidence !== 'needs-facts') {
    if (holds.length > 0) expect(text).toContain(`if ${joinClauses(holds, 'and')}`);
    if (unless.length > 0) expect(text).toContain(`unless ${joinClauses(unless, 'or')}`);
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
  expect(text).toMatch(/^Quotas as of .*facts \w+\.$/m);
  if (rejected.some(({ reasons: [first] }) => first?.source)) expect(text).toMatch(/^\[1\] .+ \(\d{4}.*\) https:/m);
}

describe('a short answer', () => {
  it.each(CASES)('has what it is about, or says how much it leaves out, of %s', async (_, stated, advisor) => {
    const answer = await ask('recommend', { workload: stated }, advisor);
    if (answer === null) throw new Error('refused');
    expectShort(answer);
    expect(answer.text.length).toBeLessThanOrEqual(2900);
  });

  it('does so for any workload, in at most 5,000 characters', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkload, async (stated) => {
        const answer = await ask('recommend', { workload: stated });
        if (answer === null) throw new Error('refused');
        expectShort(answer);
        expect(answer.text.length).toBeLessThanOrEqual(5000);
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it('has the words that were read, unclear and not used, and counts what takes over 400 characters', async () => {
    const { text } = (await ask('recommend', { words: 'sql-helper 34B model, office hours, 10 s, purple' })) as Answer;
    expect(text).toMatch(
      /^Understood: .*34B parameters\nNot used: "purple"\nCheck: "10 s": response time or processing time\?/,
    );
    const words = `3 MB, ${Array.from({ length: 200 }, (_, at) => `purple${String.fromCharCode(97 + (at % 26))}x${'y'.repeat(at % 7)}`).join(', ')}`;
    const many = (await ask('recommend', { words })) as Answer;
    expect(many.text).toMatch(/^Not used: .{300,420}and \d+ more$/m);
    const full = (await ask('recommend', { words, detail: 'full' })) as Answer;
    expect(full.text).not.toMatch(/and \d+ more$/m);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, isRefused } from '../../src/check/check.ts';
import { changeBetween, compared } from '../../src/check/compare.ts';
import { type ReadDecision, readDecision } from '../../src/check/decision.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { writeMarkdown } from '../../src/check/write-markdown.ts';
import { writeText } from '../../src/check/write-text.ts';
import { estimate, recommend, SHIPPED_PRICES, type TeamPrices } from '../../src/recommender/index.ts';
import { example } from '../deploy/cases.ts';
import { expectGolden } from '../support/golden.ts';
import { checkTexts, SOUND, templateWith, variantWith } from './support/check-text.ts';

const RECOMMENDED = recommend(example('fraud-scoring'));
const bill = (given: { workload: typeof RECOMMENDED.workload }) => estimate(given.workload, SHIPPED_PRICES);

function decided(document: unknown) {
  const read: ReadDecision = readDecision(JSON.stringify(document), SHIPPED_PRICES);
  if (!read.ok) throw new Error(read.text);
  return read.decided;
}

const against = (template: object, document: unknown = RECOMMENDED) =>
  compared(checkTexts({ 'template.json': template }), decided(document), SHIPPED_PRICES, bill);

// What fraud-scoring is decided to be: 3 to 6 × ml.c6i.large.
const AS_DECIDED = {
  ...variantWith({ InstanceType: 'ml.c6i.large', InitialInstanceCount: 3 }),
  Target: { MinCapacity: 3, MaxCapacity: 6 },
};

/** As decided, with this many variants that scale alike. */
function variantsOf(count: number, bounds: Readonly<Record<string, number>>): object {
  const { Config } = variantWith({ InstanceType: 'ml.c6i.large', InitialInstanceCount: 1 });
  const [variant] = (Config?.['ProductionVariants'] ?? []) as object[];
  const names = ['main', 'candidate'].slice(0, count);
  const target = (name: string) => ({
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ...SOUND['Target']?.Properties,
      ...bounds,
      ResourceId: { 'Fn::Sub': `endpoint/\${Endpoint.EndpointName}/variant/${name}` },
    },
  });
  return templateWith(
    { Config: { ProductionVariants: names.map((VariantName) => ({ ...variant, VariantName })) }, Target: bounds },
    Object.fromEntries(names.slice(1).map((name) => [name, target(name)])),
  );
}

describe('a decision', () => {
  it.each([
    ['a recommendation', RECOMMENDED],
    ['the body of a webhook', { type: 'accepted', recommendation: RECOMMENDED, decision: { option: 'real-time' } }],
    [
      'an exported review',
      { id: 'x', decision: { option: 'real-time' }, revisions: [{}, { recommendation: RECOMMENDED }] },
    ],
  ])('as %s is compared with the only endpoint, and what differs is refused', (_, document) => {
    const same = against(templateWith(AS_DECIDED), document);
    expect([same.endpoints[0]?.isCompared, same.endpoints[0]?.line.differs, isRefused(same)]).toEqual([
      true,
      [],
      false,
    ]);
    const other = against(templateWith(variantWith({ InstanceType: 'ml.m7i.2xlarge' })), document);
    expect(other.endpoints[0]?.line.differs).toEqual([
      { what: 'instance type', decided: 'ml.c6i.large', found: 'ml.m7i.2xlarge' },
      { what: 'minimum of instances', decided: 3, found: 2 },
      { what: 'maximum of instances', decided: 6, found: 4 },
    ]);
    expect(isRefused(other)).toBe(true);
  });

  it('lists what was compared, and that counts were not decided where the size is not known or another option was chosen', () => {
    const listed = (document: unknown, template: object = templateWith(AS_DECIDED)) => {
      const checked = against(template, document);
      return [checked.endpoints[0]?.line.compared, writeText(checked), writeMarkdown(checked)] as const;
    };
    const types = ['option', 'hosting', 'scaling', 'instance type'];
    const counts = ['variants', 'minimum of instances', 'maximum of instances'];
    expect(listed(RECOMMENDED)[0]).toEqual([...types, ...counts]);
    const unsized = { ...RECOMMENDED, choice: { ...RECOMMENDED.choice, sizing: { basis: 'unknown' } } };
    const [held, text, comment] = listed(unsized);
    expect(held).toEqual([...types, 'counts: not decided']);
    expect(text).toContain('As decided: option, hosting, scaling, instance type, counts: not decided.');
    expect(comment).toContain('as decided: option, hosting, scaling, instance type, counts: not decided');
    const queued = templateWith(
      variantWith({}, { AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://a/' } } }),
    );
    expect(listed({ recommendation: RECOMMENDED, decision: { option: 'asynchronous' } }, queued)[0]).toEqual([
      'option',
      'instance type: not decided',
      'counts: not decided',
    ]);
  });

  it('for another option than the recommended one says nothing of types and counts', () => {
    const webhook = { recommendation: RECOMMENDED, decision: { option: 'asynchronous' } };
    expect(against(templateWith({}), webhook).endpoints[0]?.line.differs).toEqual([
      { what: 'option', decided: 'asynchronous', found: 'real-time' },
    ]);
  });

  it("prices what was found at the decision's load, between its minimum and its maximum", () => {
    const { minimum, maximum, atDecisionLoad } = against(templateWith(AS_DECIDED)).endpoints[0]?.line.monthlyUsd ?? {};
    // 3 and 6 × ($0.102 × 730 h + 30 GB × $0.14).
    expect([minimum, maximum]).toEqual([235.98, 471.96]);
    expect(atDecisionLoad).toBeGreaterThan(235.98);
    expect(atDecisionLoad).toBeLessThan(471.96);
  });

  it.each([
    ['the least', 1, 1, []],
    ['what a schedule keeps in the busy hours', 2, 1, []],
    ['neither', 3, 1, [{ what: 'minimum of instances', decided: 1, found: 3 }]],
    ['the least of both variants', 1, 2, []],
    ['what a schedule keeps of both variants', 2, 2, []],
    ['neither of both variants', 3, 2, [{ what: 'minimum of instances', decided: 2, found: 6 }]],
  ])(
    'of 1 to 4 instances, 2 in busy hours, takes a minimum that is %s: %i on each of %i',
    (_, least, variants, differs) => {
      const instance = { type: 'ml.c6i.large', min: 1, start: 1, max: 4, busyMin: 2, variants, holds: '' };
      const document = { ...RECOMMENDED, choice: { ...RECOMMENDED.choice, instance } };
      expect(
        against(variantsOf(variants, { MinCapacity: least, MaxCapacity: 4 }), document).endpoints[0]?.line.differs,
      ).toEqual(differs);
    },
  );

  it("is priced in the Region of the files, not the workload's: in Frankfurt as its own workload there is", () => {
    const KmsKeyId = 'arn:aws:kms:eu-central-1:111122223333:key/a';
    const there = {
      ...AS_DECIDED,
      ...variantWith({ InstanceType: 'ml.c6i.large', InitialInstanceCount: 3 }, { KmsKeyId }),
    };
    const { line } = against(templateWith(there)).endpoints[0] ?? {};
    const { workload } = recommend({ ...RECOMMENDED.workload, region: 'eu-central-1', instanceType: 'ml.c6i.large' });
    expect(line?.region).toBe('eu-central-1');
    expect(line?.monthlyUsd.atDecisionLoad).toBeCloseTo(
      bill({ workload }).costs[0]?.monthlyUsd?.likely ?? Number.NaN,
      2,
    );
  });

  it('costs at its load no more than what the files allow: 1 × ml.c6i.large is $78.66, also where 3 are decided', () => {
    const least = templateWith({
      ...AS_DECIDED,
      ...variantWith({ InstanceType: 'ml.c6i.large', InitialInstanceCount: 1 }),
      Target: undefined,
      Policy: undefined,
    });
    const varying = templateWith({ ...AS_DECIDED, Target: { MinCapacity: 1, MaxCapacity: 2 } });
    const at = (template: object) => against(template).endpoints[0]?.line.monthlyUsd.atDecisionLoad;
    // $0.102 × 730 h + 30 GB × $0.14.
    expect([at(least), at(varying)]).toEqual([78.66, 157.32]);
  });

  it('of another name than two endpoints have is not compared, and says so', () => {
    const second = {
      Other: { Type: 'AWS::SageMaker::Endpoint', Properties: { EndpointName: 'chat', EndpointConfigName: 'x' } },
    };
    const { notes, endpoints } = against(templateWith({}, second));
    expect(notes).toEqual(["The decision on fraud-scoring isn't compared: none of the 2 endpoints has that name."]);
    expect(endpoints.some(({ isCompared }) => isCompared)).toBe(false);
    const named = templateWith({ Endpoint: { EndpointName: 'Fraud_Scoring' } }, second);
    expect(against(named).endpoints.map(({ isCompared }) => isCompared)).toEqual([true, undefined]);
  });

  it('is read with a Region that AWS never had, as earlier versions took', () => {
    const stored = { ...RECOMMENDED, workload: { ...RECOMMENDED.workload, region: 'us-east-9' } };
    expect(decided(stored).workload.region).toBe('us-east-9');
  });

  it.each([
    ['x', 'Not JSON.'],
    ['{}', 'Not a decision.'],
    ['{"choice": null, "workload": {"name": "a"}}', 'It chooses no option'],
    ['{"choice": {"option": "real-time"}, "workload": 5}', "Its workload isn't readable."],
    ['{}\n{}', '2 documents.'],
  ])('as %s is refused', (text, why) => {
    const read = readDecision(text, SHIPPED_PRICES);
    expect(read.ok ? '' : read.text.slice(0, why.length)).toBe(why);
  });
});

it('a base gives what was added, removed and changed, and both sums', () => {
  const chat = {
    Chat: {
      Type: 'AWS::SageMaker::EndpointConfig',
      Properties: { ProductionVariants: [{ ModelName: 'm', InstanceType: 'ml.g5.xlarge', InitialInstanceCount: 1 }] },
    },
  };
  const base = checkTexts({ 'base/a.json': templateWith({}, chat) });
  const now = checkTexts({ 'a.json': templateWith({ Target: { MinCapacity: 3 } }) });
  const change = changeBetween(base.endpoints, now.endpoints);
  // 2 and 3 × ml.m7i.xlarge; ml.g5.xlarge is $1.408 × 730 h.
  const each = (now.endpoints[0]?.line.monthlyUsd.minimum ?? 0) / 3;
  expect(change.monthlyUsd.from).toBeCloseTo(2 * each + 1027.84, 2);
  expect(change.monthlyUsd.to).toBeCloseTo(3 * each, 2);
  expect(change.endpoints.map(({ address, change: what }) => [address, what])).toEqual([
    ['Endpoint', 'changed'],
    ['Chat', 'removed'],
  ]);
});

describe('what people read', () => {
  const checked = () => {
    const now = against(templateWith(variantWith({ InstanceType: 'ml.m4.xlarge' })));
    return {
      ...now,
      change: changeBetween(checkTexts({ 'template.json': templateWith(AS_DECIDED) }).endpoints, now.endpoints),
    };
  };

  it('in a terminal and in a comment is as reviewed', async () => {
    await expectGolden(`${writeText(checked())}\n---\n${writeMarkdown(checked())}`, 'terminal/check.txt');
  });

  it('says once with which prices: a 20% discount, in US dollars also where the team counts in EUR', () => {
    const team: TeamPrices = { discountPercent: 20, currency: { code: 'EUR', perUsd: 0.9, asOf: '2026-11-20' } };
    const documents = [{ path: 'a.json', text: JSON.stringify(templateWith({})), isNamed: true }];
    const paid = check(readTemplates(documents), { prices: { ...SHIPPED_PRICES, team } });
    const [text, comment] = [writeText(paid), writeMarkdown(paid)];
    expect(text.split('\n').at(-2)).toBe("Amounts are with the team's 20% discount.");
    expect(comment.split('\n')[0]).toMatch(/at the minimum, with the team's 20% discount$/);
    expect(text + comment).not.toMatch(/EUR|€/);
  });

  it("doesn't say that there is no template where the only file can't be read", () => {
    expect(writeText(checkTexts({ 'a.json': '{"Resources":' }))).toBe(
      'a.json, line 1: not valid JSON. Correct it, or leave it out.\n',
    );
  });

  it('in a comment has at most 60 lines, and no name becomes markup, a mention or another cell', () => {
    const names = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('@octocat', '#1', '](http://x)', '<img src=x>', 'a|b', '`x`', '\n# x')),
      { maxLength: 90 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const endpoint = (name: string) => ({
          Type: 'AWS::SageMaker::Endpoint',
          Properties: { EndpointName: `e${name}`, EndpointConfigName: name },
        });
        const Resources = Object.fromEntries(all.map((name, at) => [`E${at}${name}`, endpoint(name)]));
        const text = writeMarkdown(checkTexts({ 'a.json': { Resources } }));
        const lines = text.trimEnd().split('\n');
        expect(lines.length).toBeLessThanOrEqual(60);
        const outside = text.replaceAll(/`[^`\n]*`/g, '');
        expect(outside).not.toMatch(/@\w|#\d|<img|\]\(http/);
        for (const row of lines.filter((line) => line.startsWith('|'))) {
          expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

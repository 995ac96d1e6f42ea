import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../src/check/change.ts';
import { check, isRefused } from '../../src/check/check.ts';
import { compared } from '../../src/check/compare.ts';
import { type ReadDecision, readDecision } from '../../src/check/decision.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { writeMarkdown } from '../../src/check/write-markdown.ts';
import { writeText } from '../../src/check/write-text.ts';
import { estimate, inCurrency, recommend, SHIPPED_PRICES, type TeamPrices } from '../../src/recommender/index.ts';
import { example } from '../deploy/cases.ts';
import { expectGolden } from '../support/golden.ts';
import { checkTexts, templateWith, variantWith } from './support/check-text.ts';

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

describe('a decision', () => {
  it.each([
    ['a recommendation', RECOMMENDED],
    ['the body of a webhook', { type: 'accepted', recommendation: RECOMMENDED, decision: { option: 'real-time' } }],
    [
      'an exported review',
      { id: 'x', decision: { option: 'real-time' }, revisions: [{}, { recommendation: RECOMMENDED }] },
    ],
  ])('as %s is compared with the only endpoint', (_, document) => {
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

describe('a base', () => {
  it('gives what was added, removed and changed, and both sums', () => {
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

  it('says once with which prices: a 20% discount, in EUR', () => {
    const team: TeamPrices = { discountPercent: 20, currency: { code: 'EUR', perUsd: 0.9, asOf: '2026-11-20' } };
    const documents = [{ path: 'a.json', text: JSON.stringify(templateWith({})), isNamed: true }];
    const paid = check(readTemplates(documents), { prices: { ...SHIPPED_PRICES, team } });
    const [text, comment] = inCurrency(team.currency, () => [writeText(paid), writeMarkdown(paid)]);
    const said = 'with your 20% discount, in EUR at 0.9 per USD (2026-11-20)';
    expect(text?.split('\n').at(-2)).toBe(`Amounts are ${said}.`);
    expect(comment?.split('\n')[0]).toMatch(
      /at the minimum, with your 20% discount, in EUR at 0\.9 per USD \(2026-11-20\)$/,
    );
  });

  it("doesn't say that there is no template where the only file can't be read", () => {
    expect(writeText(checkTexts({ 'a.json': '{"Resources":' }))).toBe('a.json, line 1: not valid JSON\n');
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

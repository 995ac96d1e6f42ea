import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPolicy, readPolicy } from '../../src/policy/read-policy.ts';
import { teamRulesFor } from '../../src/policy/team-rules.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/policy.yml', import.meta.url));

const OPTIONS = 'real-time, serverless, asynchronous, batch-transform';

/** Each alias holds the one before it nine times. */
function grownAliases(): string {
  const held = (at: number) =>
    at === 0
      ? '1'
      : Array(9)
          .fill(`*a${at - 1}`)
          .join(',');
  return Array.from({ length: 12 }, (_, at) => `k${at}: &a${at} [${held(at)}]`).join('\n');
}

/** The faults of a text, each as "line, field: sentence". */
function faultsOf(text: string): string[] {
  const read = readPolicy(text);
  return read.ok ? [] : read.faults.map(({ line, field, text: said }) => `${line}, ${field}: ${said}`);
}

const versionOf = (text: string) => {
  const read = readPolicy(text);
  return read.ok ? read.policy.version : undefined;
};

/** Compares with a golden file what is said of each text. */
const expectFaults = (golden: string, texts: Readonly<Record<string, string>>): Promise<void> =>
  expectGolden(
    Object.entries(texts)
      .map(
        ([what, text]) =>
          `${what}\n${faultsOf(text)
            .map((fault) => `  ${fault}\n`)
            .join('')}`,
      )
      .join('\n'),
    golden,
  );

describe('a policy file', () => {
  it('is read: the example in the documentation', async () => {
    const opened = await openPolicy(EXAMPLE);
    expect(opened.ok && opened.policy.rules.map(({ name }) => name)).toEqual([
      'data stays in the EU',
      'no GPUs without approval',
      'at most $5,000 per month',
      'production is in two zones',
    ]);
    expect(opened.ok && opened.policy.rules[3]?.when).toEqual({ channel: ['C0PROD'] });
  });

  it('may be JSON, and says the same with the same version', () => {
    const rules = [{ name: 'no jobs', forbid: { option: ['batch-transform'] } }];
    const json = readPolicy(JSON.stringify({ version: 1, rules }, null, 2));
    const yaml = readPolicy('version: 1\nrules:\n  - name: no jobs\n    forbid: { option: batch-transform }\n');
    expect(json.ok).toBe(true);
    expect(json).toEqual(yaml);
  });

  it('has another version when a rule of it changes, and the same when a comment does', () => {
    const text = readFileSync(EXAMPLE, 'utf8');
    expect(versionOf(text)).toMatch(/^[0-9a-f]{8}$/);
    expect(versionOf(text.replace('# What', '# Which'))).toBe(versionOf(text));
    expect(versionOf(text.replace('budgetUsd: 500 ', 'budgetUsd: 501 '))).not.toBe(versionOf(text));
  });
});

describe("what a policy says of a team's decision", () => {
  const TEAM = `
approvals:
  - name: expensive endpoints
    when:
      { monthlyUsdOver: 5000, region: eu-*, hosting: multi-model, confidence: [likely, needs-facts], environment: prod }
    count: 2
    from: [S0ARCH, U0LEAD]
    notRequester: true
  - { name: any, count: 20 }
concerns: { blockingMayBeAcceptedBy: S0ARCH }
nudge: { afterDays: 0 }
revisit: { afterDays: 90 }
timeZone: Europe/Berlin
`;

  it('is read: approvals, concerns, nudges, revisits and the time zone, one value as a list of one', () => {
    const read = readPolicy(`version: 1${TEAM}`);
    expect(read).toMatchObject({ ok: true });
    const policy = read.ok ? read.policy : null;
    expect(policy).toMatchObject({ nudge: { afterDays: 0 }, timeZone: 'Europe/Berlin' });
    expect(teamRulesFor(policy, { channel: 'C0PROD', channelName: 'ml-prod' })).toEqual({
      version: policy?.version,
      channel: 'C0PROD',
      channelName: 'ml-prod',
      approvals: [
        {
          name: 'expensive endpoints',
          when: {
            monthlyUsdOver: 5000,
            region: ['eu-*'],
            hosting: ['multi-model'],
            confidence: ['likely', 'needs-facts'],
            environment: ['prod'],
          },
          count: 2,
          from: ['S0ARCH', 'U0LEAD'],
          notRequester: true,
        },
        { name: 'any', count: 20 },
      ],
      blockingMayBeAcceptedBy: ['S0ARCH'],
      revisitAfterDays: 90,
      timeZone: 'Europe/Berlin',
    });
    expect(teamRulesFor(null, { channel: 'C0PROD' })).toBeUndefined();
  });

  it('leaves the version of a file without it as it was, and changes it where it is there', () => {
    const before = 'version: 1\nrules:\n  - { name: r, limit: { budgetUsd: 5 } }\n';
    expect(versionOf(before)).toBe('5ce4f625');
    expect(versionOf(`${before}timeZone: Europe/Berlin\n`)).not.toBe('5ce4f625');
  });

  const APPROVAL = 'version: 1\napprovals:\n  - name: a\n';
  it('has a fault with line and field for each slip, as the golden file says', () =>
    expectFaults('policy/team-faults.txt', {
      'no count': APPROVAL,
      'a count of 21': `${APPROVAL}    count: 21\n`,
      'half an approval': `${APPROVAL}    count: 1.5\n`,
      'more approvals than people: one is named twice': `${APPROVAL}    count: 2\n    from: [U0LEAD, U0LEAD]\n`,
      'nobody to approve': `${APPROVAL}    count: 1\n    from: []\n`,
      'approval by a channel': `${APPROVAL}    count: 1\n    from: [C0PROD]\n`,
      'one name for two': `${APPROVAL}    count: 1\n  - { name: a, count: 2 }\n`,
      'a Region that is none': `${APPROVAL}    count: 1\n    when: { region: eu-centrl-1 }\n`,
      'a cost of nothing': `${APPROVAL}    count: 1\n    when: { monthlyUsdOver: 0 }\n`,
      'hosting, confidence': `${APPROVAL}    count: 1\n    when:\n      hosting: shared\n      confidence: sure\n`,
      'an environment of two words': `${APPROVAL}    count: 1\n    when: { environment: ml-prod }\n`,
      'a condition in the rule itself': `${APPROVAL}    count: 1\n    monthlyUsdOver: 5\n`,
      'nobody asked about concerns': 'version: 1\nconcerns: {}\n',
      'a nudge without figures': 'version: 1\nnudge: {}\n',
      'a nudge before there is silence': 'version: 1\nnudge: { afterDays: -1, most: 0 }\n',
      'a revisit at once': 'version: 1\nrevisit: { afterDays: 0 }\n',
      'a slip in a time zone': 'version: 1\ntimeZone: Europe/Berln\n',
      'an offset': 'version: 1\ntimeZone: "+02:00"\n',
      'a number as time zone': 'version: 1\ntimeZone: 2\n',
    }));
});

describe('a fault', () => {
  const RULE = 'version: 1\nrules:\n  - name: r\n';
  it('names its line and field, as the golden file says', () =>
    expectFaults('policy/faults.txt', {
      'an unknown field': 'version: 1\nruls: []\n',
      'an unknown field of a rule': `${RULE}    forbid:\n      instanceTypes: [ml.g*]\n`,
      'a field of a rule beside the rules': 'version: 1\nname: r\n',
      'a field of the conditions in the rule itself': `${RULE}    channel: C0PROD\n    limit: { budgetUsd: 5 }\n`,
      'fields that several groups take': `${RULE}    region: eu-*\n    budgetUsd: 5\n`,
      'a field of a rule in a default':
        'version: 1\ndefaults:\n  - forbid: { option: serverless }\n    assume: { region: eu-west-1 }\n',
      'a slip in a field that belongs elsewhere': `${RULE}    budgetUSD: 5\n    wen: { channel: C0PROD }\n`,
      'a field like none': `${RULE}    zzzzzz: 5\n`,
      'a wrong type': 'version: 1\nrules: none\n',
      'a wrong type in a rule': `${RULE}    limit: 500\n`,
      'a limit of 0': `${RULE}    limit:\n      budgetUsd: 0\n`,
      'a limit in words': `${RULE}    limit: { budgetUsd: "500" }\n`,
      'no version': 'rules: []\n',
      'an unknown option': `${RULE}    forbid: { option: [realtime] }\n`,
      'a name twice': `${RULE}    limit: { budgetUsd: 5 }\n  - name: r\n    limit: { budgetUsd: 6 }\n`,
      'no name': 'version: 1\nrules:\n  - limit: { budgetUsd: 5 }\n',
      'markup of Slack as a name': 'version: 1\nrules:\n  - { name: "<!channel>", limit: { budgetUsd: 5 } }\n',
      'a name of 51 letters': `version: 1\nrules:\n  - { name: ${'n'.repeat(51)}, limit: { budgetUsd: 5 } }\n`,
      'a pattern without a type': `${RULE}    forbid:\n      instanceType:\n        - ml.g*\n        - ml.gpu*\n`,
      'a Region that is none': `${RULE}    allow: { region: eu-centrl-1 }\n`,
      'a rule that forbids every option': `${RULE}    forbid: { option: [${OPTIONS}] }\n`,
      'a rule that leaves no option': `${RULE}    allow: { option: [] }\n`,
      'a rule that forbids every Region': `${RULE}    forbid: { region: "*" }\n`,
      'a rule that does nothing': RULE,
      'an exception to nothing': `${RULE}    limit: { budgetUsd: 5 }\n    except: { budgetUsd: 5 }\n`,
      'a person who is none': `${RULE}    limit: { budgetUsd: 5 }\n    overriddenBy: [ada]\n`,
      'a default of nothing': 'version: 1\ndefaults:\n  - assume: {}\n',
      'a default Region that is none': 'version: 1\ndefaults:\n  - assume: { region: eu-nowhere-9 }\n',
      'text that is no YAML': 'version: 1\nrules: [\n',
      'an empty file': '',
      'a list': '- 1\n',
      'a huge file': ' '.repeat(4_000_001),
      'aliases that grow without end': grownAliases(),
      'three faults, in the order of their lines': 'version: 2\nrules:\n  - name: r\n    limits: {}\n    forbid: 1\n',
    }));

  it('never asks whether the field was meant that is there, wherever any field stands', () => {
    const groups = ['when', 'forbid', 'allow', 'require', 'limit', 'except'];
    const fields = [...groups, ...'version defaults rules name assume channel requestedBy region tags'.split(' ')];
    const ofTeam =
      'approvals concerns nudge revisit timeZone readerModel monthlyUsdOver hosting count from notRequester afterDays most';
    const ruled = 'option instanceType availability costPriority overriddenBy budgetUsd';
    const more = [...fields, ...ruled.split(' '), ...ofTeam.split(' ')];
    const of = (wrap: (one: object) => object) => more.map((field) => wrap({ [field]: {} }));
    const written = [
      ...of((one) => one),
      ...['concerns', 'nudge', 'revisit'].flatMap((group) => of((one) => ({ [group]: one }))),
      { rules: of((one) => ({ name: 'r', ...one })) },
      ...groups.map((group) => ({ rules: of((one) => ({ name: 'r', [group]: one })) })),
      { approvals: of((one) => ({ name: 'a', when: one, ...one })) },
      { defaults: of((one) => ({ assume: {}, ...one })) },
      { defaults: of((one) => ({ assume: one, when: one })) },
    ].map((document) => JSON.stringify({ version: 1, ...document }));
    const faults = written.flatMap(faultsOf);
    expect(faults.length).toBeGreaterThan(150);
    expect(faults.filter((fault) => /\b(\w+): Unknown field\. Did you mean \1\?/.test(fault))).toEqual([]);
    expect(faults.filter((fault) => fault.includes('Unknown field'))).toEqual([]);
  });

  it('of a file that is not there names the file', async () => {
    expect(await openPolicy('/no/policy.yml')).toEqual({
      ok: false,
      isUnread: true,
      text: '/no/policy.yml: No such file.',
    });
    expect(await openPolicy('/')).toEqual({ ok: false, isUnread: true, text: '/: This is a directory.' });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `version: 1\nrules: ${text}`),
        ),
        (text) => {
          for (const fault of faultsOf(text)) expect(fault).not.toMatch(/undefined|\[object|Invalid input/);
        },
      ),
      { numRuns: runs(2000) },
    );
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPolicy, readPolicy } from '../../src/policy/read-policy.ts';
import { teamRulesFor } from '../../src/policy/team-rules.ts';
import { runs } from '../support/lane.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/policy.yml', import.meta.url));

/** The faults of a text, each as "line, field: sentence". */
function faultsOf(text: string): string[] {
  const read = readPolicy(text);
  return read.ok ? [] : read.faults.map(({ line, field, text: said }) => `${line}, ${field}: ${said}`);
}

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
    const versionOf = (text: string) => {
      const read = readPolicy(text);
      return read.ok ? read.policy.version : undefined;
    };
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
    const versionOf = (text: string) => {
      const read = readPolicy(text);
      return read.ok ? read.policy.version : undefined;
    };
    const before = 'version: 1\nrules:\n  - { name: r, limit: { budgetUsd: 5 } }\n';
    expect(versionOf(before)).toBe('5ce4f625');
    expect(versionOf(`${before}timeZone: Europe/Berlin\n`)).not.toBe('5ce4f625');
  });

  const APPROVAL = 'version: 1\napprovals:\n  - name: a\n';
  it.each([
    ['no count', APPROVAL, ['3, approvals[0].count: Must be a whole number from 1 to 20.']],
    ['a count of 21', `${APPROVAL}    count: 21\n`, ['4, approvals[0].count: Must be a whole number from 1 to 20.']],
    [
      'half an approval',
      `${APPROVAL}    count: 1.5\n`,
      ['4, approvals[0].count: Must be a whole number from 1 to 20.'],
    ],
    [
      'more approvals than people: somebody named twice is one',
      `${APPROVAL}    count: 2\n    from: [U0LEAD, U0LEAD]\n`,
      ['4, approvals[0].count: from names only 1 person. Lower it, or name more.'],
    ],
    [
      'nobody to approve',
      `${APPROVAL}    count: 1\n    from: []\n`,
      ['5, approvals[0].from: Names nobody. Leave it out for everyone who may decide.'],
    ],
    [
      'approval by a channel',
      `${APPROVAL}    count: 1\n    from: [C0PROD]\n`,
      [
        '5, approvals[0].from[0]: Must be the ID of a person, such as U0123456789, or of a user group, such as S0123456789.',
      ],
    ],
    [
      'one name for two',
      `${APPROVAL}    count: 1\n  - { name: a, count: 2 }\n`,
      ['5, approvals[1].name: approvals[0] has the same name. Choose another.'],
    ],
    [
      'a Region that is none',
      `${APPROVAL}    count: 1\n    when: { region: eu-centrl-1 }\n`,
      ['5, approvals[0].when.region[0]: Matches no Region that has prices: eu-centrl-1. Did you mean eu-central-1?'],
    ],
    [
      'a cost of nothing',
      `${APPROVAL}    count: 1\n    when: { monthlyUsdOver: 0 }\n`,
      ['5, approvals[0].when.monthlyUsdOver: Must be US dollars per month, above 0, such as 500.'],
    ],
    [
      'an unknown hosting and confidence',
      `${APPROVAL}    count: 1\n    when:\n      hosting: shared\n      confidence: sure\n`,
      [
        '6, approvals[0].when.hosting[0]: Must be one of single-model, multi-model, multi-container, inference-pipeline, inference-components.',
        '7, approvals[0].when.confidence[0]: Must be one of firm, likely, needs-facts.',
      ],
    ],
    [
      'an environment of two words',
      `${APPROVAL}    count: 1\n    when: { environment: ml-prod }\n`,
      ['5, approvals[0].when.environment[0]: Must be one word of letters and digits, such as prod.'],
    ],
    [
      'a condition in the rule itself',
      `${APPROVAL}    count: 1\n    monthlyUsdOver: 5\n`,
      ["5, approvals[0].monthlyUsdOver: Doesn't belong here. Move it into approvals[].when."],
    ],
    [
      'nobody asked about concerns',
      'version: 1\nconcerns: {}\n',
      ['2, concerns.blockingMayBeAcceptedBy: Must be a list.'],
    ],
    ['a nudge without figures', 'version: 1\nnudge: {}\n', ['2, nudge: Does nothing. Add afterDays or most.']],
    [
      'a nudge before there is silence',
      'version: 1\nnudge: { afterDays: -1, most: 0 }\n',
      [
        '2, nudge.afterDays: Must be a whole number of days from 0 to 365; 0 for never.',
        '2, nudge.most: Must be a whole number from 1 to 20.',
      ],
    ],
    [
      'a revisit at once',
      'version: 1\nrevisit: { afterDays: 0 }\n',
      ['2, revisit.afterDays: Must be a whole number of days from 1 to 3650.'],
    ],
    [
      'a slip in a time zone',
      'version: 1\ntimeZone: Europe/Berln\n',
      ['2, timeZone: Must be a time zone, such as Europe/Berlin. Did you mean Europe/Berlin?'],
    ],
    ['an offset', 'version: 1\ntimeZone: "+02:00"\n', ['2, timeZone: Must be a time zone, such as Europe/Berlin.']],
    ['a number as time zone', 'version: 1\ntimeZone: 2\n', ['2, timeZone: Must be a text.']],
  ])('has a fault with line and field: %s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('a fault', () => {
  const RULE = 'version: 1\nrules:\n  - name: r\n';
  it.each([
    ['an unknown field', 'version: 1\nruls: []\n', ['2, ruls: Unknown field. Did you mean rules?']],
    [
      'an unknown field of a rule',
      `${RULE}    forbid:\n      instanceTypes: [ml.g*]\n`,
      ['5, rules[0].forbid.instanceTypes: Unknown field. Did you mean instanceType?'],
    ],
    [
      'a field of a rule beside the rules',
      'version: 1\nname: r\n',
      ["2, name: Doesn't belong here. Move it into rules[] or approvals[]."],
    ],
    [
      'a field of the conditions in the rule itself',
      `${RULE}    channel: C0PROD\n    limit: { budgetUsd: 5 }\n`,
      ["4, rules[0].channel: Doesn't belong here. Move it into rules[].when."],
    ],
    [
      'a field that several groups take',
      `${RULE}    region: eu-*\n    budgetUsd: 5\n`,
      [
        "4, rules[0].region: Doesn't belong here. Move it into rules[].when, rules[].forbid, or rules[].allow.",
        "5, rules[0].budgetUsd: Doesn't belong here. Move it into rules[].limit or rules[].except.",
      ],
    ],
    [
      'a field of a rule in a default',
      'version: 1\ndefaults:\n  - forbid: { option: serverless }\n    assume: { region: eu-west-1 }\n',
      ["3, defaults[0].forbid: Doesn't belong here. Move it into rules[] or readerModel."],
    ],
    [
      'a slip in a field that belongs elsewhere',
      `${RULE}    budgetUSD: 5\n    wen: { channel: C0PROD }\n`,
      [
        '4, rules[0].budgetUSD: Unknown field. Did you mean budgetUsd? It belongs in rules[].limit or rules[].except.',
        '5, rules[0].wen: Unknown field. Did you mean when?',
      ],
    ],
    ['a field like none', `${RULE}    zzzzzz: 5\n`, ['4, rules[0].zzzzzz: Unknown field.']],
    ['a wrong type', 'version: 1\nrules: none\n', ['2, rules: Must be a list.']],
    ['a wrong type in a rule', `${RULE}    limit: 500\n`, ['4, rules[0].limit: Must be a group of fields.']],
    [
      'a limit of 0',
      `${RULE}    limit:\n      budgetUsd: 0\n`,
      ['5, rules[0].limit.budgetUsd: Must be US dollars per month, above 0, such as 500.'],
    ],
    [
      'a limit in words',
      `${RULE}    limit: { budgetUsd: "500" }\n`,
      ['4, rules[0].limit.budgetUsd: Must be US dollars per month, above 0, such as 500.'],
    ],
    ['no version', 'rules: []\n', ['1, version: Must be 1, the version of the format.']],
    [
      'an unknown option',
      `${RULE}    forbid: { option: [realtime] }\n`,
      ['4, rules[0].forbid.option[0]: Must be one of real-time, serverless, asynchronous, batch-transform.'],
    ],
    [
      'a name twice',
      'version: 1\nrules:\n  - { name: r, limit: { budgetUsd: 5 } }\n  - name: r\n    limit: { budgetUsd: 6 }\n',
      ['4, rules[1].name: rules[0] has the same name. Choose another.'],
    ],
    [
      'no name',
      'version: 1\nrules:\n  - limit: { budgetUsd: 5 }\n',
      ['3, rules[0].name: Give the rule a name that people understand.'],
    ],
    [
      'a name that Slack would read as markup',
      'version: 1\nrules:\n  - { name: "<!channel>", limit: { budgetUsd: 5 } }\n',
      ['3, rules[0].name: Must be 1 to 50 letters, digits, spaces and simple punctuation.'],
    ],
    [
      'a name of 51 letters',
      `version: 1\nrules:\n  - { name: ${'n'.repeat(51)}, limit: { budgetUsd: 5 } }\n`,
      ['3, rules[0].name: Must be 1 to 50 letters, digits, spaces and simple punctuation.'],
    ],
    [
      'a pattern that matches no type',
      `${RULE}    forbid:\n      instanceType:\n        - ml.g*\n        - ml.gpu*\n`,
      ['7, rules[0].forbid.instanceType[1]: Matches no instance type: ml.gpu*.'],
    ],
    [
      'a Region that is none',
      `${RULE}    allow: { region: eu-centrl-1 }\n`,
      ['4, rules[0].allow.region[0]: Matches no Region that has prices: eu-centrl-1. Did you mean eu-central-1?'],
    ],
    [
      'a rule that forbids every option',
      `${RULE}    forbid: { option: [real-time, serverless, asynchronous, batch-transform] }\n`,
      ['3, rules[0]: Forbids every option, so nothing would fit. Leave at least one.'],
    ],
    [
      'a rule that leaves no option',
      `${RULE}    allow: { option: [] }\n`,
      ['3, rules[0]: Forbids every option, so nothing would fit. Leave at least one.'],
    ],
    [
      'a rule that forbids every Region',
      `${RULE}    forbid: { region: "*" }\n`,
      ['3, rules[0]: Forbids every Region, so nothing would fit. Leave at least one.'],
    ],
    ['a rule that does nothing', RULE, ['3, rules[0]: Does nothing. Add forbid, allow, require or limit.']],
    [
      'an exception to nothing',
      `${RULE}    limit: { budgetUsd: 5 }\n    except: { budgetUsd: 5 }\n`,
      ['5, rules[0].except: Frees nothing, because the rule has no forbid and no allow.'],
    ],
    [
      'a person who is none',
      `${RULE}    limit: { budgetUsd: 5 }\n    overriddenBy: [ada]\n`,
      ['5, rules[0].overriddenBy[0]: Must be the ID of a person, such as U0123456789.'],
    ],
    ['a default of nothing', 'version: 1\ndefaults:\n  - assume: {}\n', ['3, defaults[0].assume: Assumes nothing.']],
    [
      'a default Region that is none',
      'version: 1\ndefaults:\n  - assume: { region: eu-nowhere-9 }\n',
      ['3, defaults[0].assume.region: Matches no Region that has prices: eu-nowhere-9.'],
    ],
    [
      'text that is no YAML',
      'version: 1\nrules: [\n',
      ['3, : Not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].'],
    ],
    ['an empty file', '', ['0, : Empty. Expected version: 1, and rules or defaults.']],
    ['a list', '- 1\n', ['1, : Must be a group of fields.']],
    ['a huge file', ' '.repeat(4_000_001), ['0, : Too large. Expected at most 4,000,000 characters.']],
  ])('names its line and field: %s', (_, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('never asks whether the field was meant that is there, wherever any field stands', () => {
    const groups = ['when', 'forbid', 'allow', 'require', 'limit', 'except'];
    const fields = [...groups, ...'version defaults rules name assume channel requestedBy region tags'.split(' ')];
    const ofTeam =
      'approvals concerns nudge revisit timeZone readerModel monthlyUsdOver hosting count from notRequester afterDays most';
    const ruled = 'option instanceType availability costPriority overriddenBy budgetUsd';
    const more = [...fields, ...ruled.split(' '), ...ofTeam.split(' ')];
    const written = more.flatMap((field) => [
      JSON.stringify({ version: 1, [field]: {} }),
      JSON.stringify({ version: 1, rules: [{ name: 'r', [field]: {} }] }),
      JSON.stringify({ version: 1, approvals: [{ name: 'a', when: { [field]: {} }, [field]: {} }] }),
      ...['concerns', 'nudge', 'revisit'].map((group) => JSON.stringify({ version: 1, [group]: { [field]: {} } })),
      JSON.stringify({ version: 1, defaults: [{ assume: {}, [field]: {} }] }),
      JSON.stringify({ version: 1, defaults: [{ assume: { [field]: {} }, when: { [field]: {} } }] }),
      ...groups.map((group) => JSON.stringify({ version: 1, rules: [{ name: 'r', [group]: { [field]: {} } }] })),
    ]);
    const faults = written.flatMap(faultsOf);
    expect(faults.length).toBeGreaterThan(150);
    expect(faults.filter((fault) => /\b(\w+): Unknown field\. Did you mean \1\?/.test(fault))).toEqual([]);
    expect(faults.filter((fault) => fault.includes('Unknown field'))).toEqual([]);
  });

  it('is told with all others, in the order of the lines', () => {
    expect(faultsOf('version: 2\nrules:\n  - name: r\n    limits: {}\n    forbid: 1\n')).toEqual([
      '1, version: Must be 1, the version of the format.',
      '4, rules[0].limits: Unknown field. Did you mean limit?',
      '5, rules[0].forbid: Must be a group of fields.',
    ]);
  });

  it('of a file that is not there names the file', async () => {
    expect(await openPolicy('/no/policy.yml')).toEqual({
      ok: false,
      isUnread: true,
      text: '/no/policy.yml: No such file.',
    });
    expect(await openPolicy('/')).toEqual({ ok: false, isUnread: true, text: '/: This is a directory.' });
  });

  it('of aliases that grow without end is one sentence', () => {
    const grown = Array.from(
      { length: 12 },
      (_, at) =>
        `k${at}: &a${at} [${
          at === 0
            ? '1'
            : Array(9)
                .fill(`*a${at - 1}`)
                .join(',')
        }]`,
    );
    expect(faultsOf(grown.join('\n'))).toEqual(["0, : Aliases that repeat too much aren't allowed."]);
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

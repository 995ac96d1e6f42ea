import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { readPasted } from '../../../src/account/pasted.ts';
import { type Audit, type Line, rank } from '../../../src/account/rank.ts';
import { reviewEndpoint } from '../../../src/account/review.ts';
import { buildEndpointAnswer, buildEndpointRead, buildFromEndpoint } from '../../../src/slack/account/answer.ts';
import { writeCsv } from '../../../src/slack/account/audit-csv.ts';
import {
  buildAudit,
  buildCutShort,
  buildEnds,
  buildNotAudited,
  buildProgress,
  buildReplies,
  type Found,
  LOOKS,
  type Look,
  reviewableLines,
  shownLines,
} from '../../../src/slack/account/audit-message.ts';
import { readAccountWords } from '../../../src/slack/account/reader.ts';
import type { Rest } from '../../../src/slack/outbox/stored-posts.ts';
import type { Message } from '../../../src/slack/render/message.ts';
import { read } from '../../support/documents.ts';
import { expectGolden } from '../../support/golden.ts';

const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: 0 });
if (!pasted.ok) throw new Error(pasted.text);
const GAP = { what: 'eu-west-1: alarms', why: 'Access denied. It needs cloudwatch:DescribeAlarms.' };
const AUDIT = rank([{ reviewed: pasted.facts.map((one) => reviewEndpoint(one)), jobs: [], quotas: [] }], [GAP]);
const FOUND = { audit: AUDIT, isStopped: false, measuredIds: ['1', '2', '3', '4', '5', '6'] } as const;
const ENDPOINTS = AUDIT.lines.flatMap((line) => (line.kind === 'endpoint' ? [line] : []));

/** An account with `count` endpoints, whose names are as long as AWS allows. */
function accountOf(count: number): Audit {
  const lines = Array.from({ length: count }, (_, at): Line => {
    const line = AUDIT.lines[at % AUDIT.lines.length] as Line;
    return { ...line, name: `${at}-`.padEnd(63, 'x'), region: at % 2 === 0 ? 'eu-west-1' : 'ap-southeast-2' };
  });
  return { lines, account: { ...AUDIT.account, endpoints: count } };
}

/** The message of an audit with its end, as it is posted. */
function auditOf(found: Found, look: Look, rest: Rest = 'nowhere'): Message {
  const { text, blocks } = buildAudit(found, look);
  return { text, blocks: [...blocks, buildEnds(found, look)[rest]] };
}

/** All replies under an audit of which some lines were left out. */
function repliesOf(audit: Audit, left: readonly Line[]): Message[] {
  const { replies, more } = buildReplies(audit, left);
  return [...replies, ...more];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const faultsOf = ({ text, blocks }: Message) => validateMessage({ text, blocks });

describe('what an audit says', () => {
  it.each(LOOKS)('reads as reviewed: %s', async (look) => {
    const message = auditOf(FOUND, look);
    expect(faultsOf(message)).toEqual([]);
    await expectGolden(json(message), `slack/account/audit-${look}.json`);
  });

  it('reads as reviewed: its thread, its progress, and its ends without a result', async () => {
    const messages = [
      ...repliesOf(AUDIT, []),
      buildProgress('audit-1', 'eu-west-1: 120 of 500 endpoints', false),
      buildProgress('audit-1', 'eu-west-1: 120 of 500 endpoints', true),
      buildCutShort('audit-1', 'eu-west-1: 120 of 500 endpoints'),
      buildNotAudited('No AWS credentials found.'),
    ];
    expect(messages.flatMap(faultsOf)).toEqual([]);
    await expectGolden(json(messages), 'slack/account/around-an-audit.json');
  });

  it.each(LOOKS)("holds 500 endpoints with the longest names to Slack's limits, thread included: %s", (look) => {
    const audit = accountOf(500);
    const left = audit.lines.slice(shownLines(audit.lines, look).length);
    const measuredIds = reviewableLines(audit.lines).map((_, at) => `${at}`.padStart(36, '0'));
    const messages = [auditOf({ ...FOUND, audit, measuredIds }, look, 'thread'), ...repliesOf(audit, left)];
    expect(messages.flatMap(faultsOf)).toEqual([]);
    expect(messages.length).toBeLessThan(20);
    const all = JSON.stringify(messages);
    expect(audit.lines.filter(({ name }) => !all.includes(name.slice(0, 20)))).toEqual([]);
  });

  it.each(LOOKS)('opens a review of 100 endpoints by one choice from a list: %s', (look) => {
    const { account } = AUDIT;
    const lines = accountOf(300).lines.map(
      (line, at): Line => ({ ...line, name: `fraud-scoring-${at}`, region: 'eu-west-1' }),
    );
    const measuredIds = reviewableLines(lines).map(({ name }) => `id of ${name}`);
    const message = auditOf({ ...FOUND, audit: { lines, account }, measuredIds }, look);
    expect(faultsOf(message)).toEqual([]);
    const accessories = message.blocks.flatMap((block) => (block.type === 'section' ? (block.accessory ?? []) : []));
    const values = accessories.flatMap((one) =>
      one.type === 'static_select' ? (one.options ?? []).map(({ value }) => value) : 'value' in one ? one.value : [],
    );
    expect(values).toEqual(measuredIds);
    expect(measuredIds).toHaveLength(100);
    expect(JSON.stringify(message)).toContain('Review any other endpoint with /sagemaker-endpoint endpoint NAME.');
  });

  it.each(LOOKS)('says each endpoint once, in words and never in codes: %s', (look) => {
    const message = auditOf({ ...FOUND, measuredIds: [] }, look);
    const said = JSON.stringify(message);
    for (const { name } of AUDIT.lines) expect([name, said.split(name).length - 1]).toEqual([name, 1]);
    const codes = AUDIT.lines.flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes.filter((code) => code.includes('-') && said.includes(code))).toEqual([]);
    expect(said).toContain('Delete it');
    expect(said).not.toMatch(/deleted, \$0/);
  });

  it('says that there are no endpoints, or that none could be read', () => {
    const none = rank([], []);
    expect(auditOf({ ...FOUND, audit: none, measuredIds: [] }, 'table').text).toContain('No endpoints.');
    const unread = rank([], [GAP]);
    expect(auditOf({ ...FOUND, audit: unread, measuredIds: [] }, 'table').text).toContain('No endpoint was read.');
  });

  it('escapes what a name could ping', () => {
    const lines = AUDIT.lines.map((line) => ({ ...line, name: '<!channel>' }));
    const audit = { ...AUDIT, lines };
    // The choices of a list are no markup.
    const said = JSON.stringify([auditOf({ ...FOUND, audit, measuredIds: [] }, 'text'), ...repliesOf(audit, lines)]);
    expect(said).not.toContain('<!channel>');
    expect(said).toContain('&lt;!channel&gt;');
  });
});

describe('the CSV', () => {
  it('has a line for each endpoint, and reads as reviewed', async () => {
    expect(writeCsv(accountOf(500).lines).trimEnd().split('\r\n')).toHaveLength(501);
    await expectGolden(writeCsv(AUDIT.lines), 'slack/account/audit.csv');
  });

  it('quotes what has a comma or a quote, and runs nothing as a formula', () => {
    const [line] = AUDIT.lines;
    const [, row = ''] = writeCsv([{ ...(line as Line), name: '=HYPERLINK("x","y")' }]).split('\r\n');
    expect(row).toContain(`"'=HYPERLINK(""x"",""y"")"`);
  });

  it('runs no formula after what a spreadsheet drops: spaces, tabs, line breaks, what is not shown', () => {
    const [line] = AUDIT.lines;
    const befores = ['', ' ', '\t', '\r', '\n', '\r\n', ' \t ', '\u00a0', '\u3000', '\ufeff', '\u200b', '\0'];
    const names = befores.flatMap((before) => [...'=+-@＝＋－＠'].map((sign) => `${before}${sign}1+1`));
    const running = names.filter((name) => !writeCsv([{ ...(line as Line), name }]).includes(`'${name}`));
    expect(running).toEqual([]);
  });

  it('leaves a text as it is that no spreadsheet runs', () => {
    const [line] = AUDIT.lines;
    const named = (name: string) => writeCsv([{ ...(line as Line), name }]);
    for (const name of ['a=1', ' fraud', 'a-b', '1+1']) expect(named(name)).toContain(`,${name},`);
  });
});

describe('one endpoint', () => {
  it.each(ENDPOINTS.map((line) => [line.name, line] as const))('reads as reviewed: %s', async (name, line) => {
    const message = buildEndpointAnswer({ line, measuredId: 'measured-1' });
    expect(faultsOf(message)).toEqual([]);
    await expectGolden(json(message), `slack/account/endpoint-${name}.json`);
  });

  it('is asked for in a dialog, and shown in its place: the first five whole, the rest in the list', async () => {
    const dialog = buildFromEndpoint('{}');
    const many = Array.from({ length: 120 }, (_, at) => ({
      line: ENDPOINTS[at % ENDPOINTS.length],
      measuredId: `${at}`,
    }));
    const shown = buildEndpointRead(many as Parameters<typeof buildEndpointRead>[0], '{}', [
      'm0: Its Label names no metric.',
    ]);
    expect([dialog, shown].flatMap((view) => validateView(view))).toEqual([]);
    expect(JSON.stringify(shown)).toContain('… and 115 more in the list.');
    await expectGolden(json(dialog), 'slack/account/dialog.json');
  });
});

describe('the words after the command', () => {
  it('are `audit`, or `endpoint` before exactly one name and an optional Region', () => {
    expect(readAccountWords('audit')).toEqual({ kind: 'audit' });
    expect(readAccountWords(' Endpoint  fraud-1 ')).toEqual({ kind: 'endpoint', name: 'fraud-1', region: undefined });
    const inRegion = { kind: 'endpoint', name: 'fraud-1', region: 'us-gov-west-1' };
    expect(readAccountWords('endpoint fraud-1 us-gov-west-1')).toEqual(inRegion);
  });

  it.each([
    'audit logs 3 MB',
    'endpoint',
    'endpoint for fraud',
    'endpoint fraud-1 eu-west-1 3 MB',
    'endpoint fraud_1',
    'endpoint fraud-',
    `endpoint ${'x'.repeat(64)}`,
    'endpoints fraud',
    '3 MB within 1 s',
  ])('describe a workload otherwise: %s', (words) => {
    expect(readAccountWords(words)).toBeUndefined();
  });
});

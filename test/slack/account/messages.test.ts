import { describe, expect, it } from 'vitest';
import { validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { readPasted } from '../../../src/account/pasted.ts';
import { rank } from '../../../src/account/rank.ts';
import { reviewEndpoint } from '../../../src/account/review.ts';
import {
  buildEndpointAnswer,
  buildEndpointRead,
  buildFromEndpoint,
} from '../../../src/slack/account/endpoint-views.ts';
import { readEndpointWords } from '../../../src/slack/account/reader.ts';
import type { Message } from '../../../src/slack/render/message.ts';
import { read } from '../../support/documents.ts';
import { expectGolden } from '../../support/golden.ts';

const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: 0 });
if (!pasted.ok) throw new Error(pasted.text);
const ENDPOINTS = rank(
  [{ reviewed: pasted.facts.map((one) => reviewEndpoint(one)), jobs: [], quotas: [] }],
  [],
).lines.flatMap((line) => (line.kind === 'endpoint' ? [line] : []));

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const faultsOf = ({ text, blocks }: Message) => validateMessage({ text, blocks });

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
  it('are `endpoint` before exactly one name and an optional Region', () => {
    expect(readEndpointWords(' Endpoint  fraud-1 ')).toEqual({ name: 'fraud-1', region: undefined });
    const inRegion = { name: 'fraud-1', region: 'us-gov-west-1' };
    expect(readEndpointWords('endpoint fraud-1 us-gov-west-1')).toEqual(inRegion);
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
    expect(readEndpointWords(words)).toBeUndefined();
  });
});

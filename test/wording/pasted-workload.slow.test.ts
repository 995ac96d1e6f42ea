import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedWorkload } from '../../src/wording/read-pasted.ts';
import { readTyped } from '../../src/wording/read-words.ts';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { anyWorkload } from '../support/workloads.ts';

const JSON_TEXT = '{"name": "ct-scans", "payloadSizeMB": 500, "requiresGpu": true, "trafficPattern": "intermittent"}';
const FACTS = { payloadSizeMB: 500, requiresGpu: true, trafficPattern: 'intermittent' };

describe('a pasted workload', () => {
  it.each([
    ['JSON', JSON_TEXT],
    ['JSON in a fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['JSON in a fence on one line', `\`\`\`${JSON_TEXT}\`\`\``],
    ['JSON under "workload"', `{"workload": ${JSON_TEXT}}`],
    ['lines', 'name: ct-scans\npayloadSizeMB: 500\nrequiresGpu: true\ntrafficPattern: intermittent'],
    [
      'YAML',
      '```yaml\n---\n# of the clinic\nworkload:\n  name: "ct-scans"\n  payload_size_mb: 500 MB # at most\n\n  requires-gpu: true\n  trafficPattern: \'intermittent\'\n  region: null\n```',
    ],
  ])('is read from %s', (_, typed) => {
    const heard = readPastedWorkload(typed);
    expect(heard).toMatchObject({ name: 'ct-scans', says: FACTS, unclear: [], notUsed: [] });
  });

  it('has what its fields do not take as unclear, and other keys as not used', () => {
    const heard = readPastedWorkload(
      '{"payloadSizeMB": "huge", "requiresGpu": true, "colour": "red", "__proto__": {"x": 1}}',
    );
    expect(heard?.says).toEqual({ requiresGpu: true });
    expect(heard?.unclear).toEqual([{ field: 'payloadSizeMB', words: 'payloadSizeMB: huge' }]);
    expect(heard?.notUsed).toEqual(['colour: red', '__proto__: {"x":1}']);
  });

  it('asks about a key that means a field, with its value in the unit of the field', () => {
    const heard = readTyped(
      '{"modelSizeGB": 2, "requestsPerMonth": 2000, "latencyMs": 80, "model": "llama-3-8b", "trafficPatern": "steady"}',
    );
    expect(heard.says).toEqual({ modelSizeGB: 2 });
    expect(heard.unclear).toEqual([
      { field: 'monthlyRequests', words: 'requestsPerMonth: 2000', readings: [2000] },
      { field: 'responseTimeSeconds', words: 'latencyMs: 80', readings: [0.08] },
      { field: 'modelId', words: 'model: llama-3-8b', readings: ['llama-3-8b'] },
      { field: 'trafficPattern', words: 'trafficPatern: steady', readings: ['steady'] },
    ]);
  });

  it.each([
    '',
    '{',
    '{"a": 1}',
    '[1, 2]',
    'null',
    '{"workload": {"workload": {}}}',
    'ct-scans 500 MB within 15 min',
    'note: we scan at night',
    'region: Frankfurt',
    'payloadSizeMB: 500\nand then some prose\nrequiresGpu: true',
    '``````',
    '[{"payloadSizeMB": 5}]',
  ])('is not seen in %s', (typed) => {
    expect(readPastedWorkload(typed)).toBeUndefined();
  });

  it('leaves lines to the reader of words where fewer than half of their keys are fields', () => {
    const lines = [
      'name: parcels',
      'region: eu-central-1',
      'rps_peak: 40',
      'gpu_required: false',
      'model_size_mb: 350',
    ];
    expect(readPastedWorkload(lines.join('\n'))).toBeUndefined();
    expect(readPastedWorkload(lines.slice(0, 4).join('\n'))?.says).toMatchObject({ region: 'eu-central-1' });
  });

  it('reads back every workload, in JSON and in lines', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { name: _name, description: _description, ...facts } = workload;
        const fields = Object.keys(facts).length;
        const lines = Object.entries(facts).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
        if (fields > 0) expect(readPastedWorkload(JSON.stringify(facts))?.says).toEqual(facts);
        if (fields > 1) expect(readPastedWorkload(lines.join('\n'))?.says).toEqual(facts);
      }),
    );
  });

  it('reads a number of 21 digits, the longest that JSON writes out', () => {
    const lines = 'datasetRecordsPerRun: 100000000000000000000\ntrafficPattern: dataset';
    expect(readPastedWorkload(lines)?.says.datasetRecordsPerRun).toBe(1e20);
  });

  it('has names and values of any kind as they are written', () => {
    const heard = readTyped('{"name": {"toString": 1}, "rest": {"toString": [2]}, "payloadSizeMB": 3}');
    expect(heard).toMatchObject({ name: '{"toString":1}', says: { payloadSizeMB: 3 } });
    expect(heard.notUsed).toEqual(['rest: {"toString":[2]}']);
  });

  it('of 5,000 unknown keys is read within 200 ms, with each of them as not used', async () => {
    const keys = Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]);
    const typed = JSON.stringify({ payloadSizeMB: 3, ...Object.fromEntries(keys), region: 'eu-west-1' });
    const heard = readTyped(typed);
    expect(heard.says).toEqual({ payloadSizeMB: 3, region: 'eu-west-1' });
    expect(heard.notUsed).toHaveLength(5000);
    expect(await fastestMs(() => readTyped(typed))).toBeLessThan(SLOW_MS);
  });

  it.each([
    '{'.repeat(40_000),
    `{"payloadSizeMB":3,"a":${'['.repeat(19_000)}${']'.repeat(19_000)}}`,
    `{"a":${'['.repeat(39_000)}`,
    'a: b\n'.repeat(8000),
    ': '.repeat(20_000),
    '`'.repeat(40_000),
  ])('is looked for in 40,000 characters without getting lost (%#)', (typed) => {
    expect(readPastedWorkload(typed)).toBeUndefined();
  });
});

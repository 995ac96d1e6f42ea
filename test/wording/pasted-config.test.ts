import { describe, expect, it } from 'vitest';
import { pickConfig, recommend } from '../../src/recommender/index.ts';
import { describeChanges } from '../../src/wording/differences.ts';
import { writeReading } from '../../src/wording/heard.ts';
import { findModelConfig } from '../../src/wording/pasted-config.ts';
import { readWhatIf } from '../../src/wording/read-what-if.ts';
import { hearWorkload, readWords } from '../../src/wording/read-words.ts';
import { CONFIGS } from '../support/configs.ts';
import { workload } from '../support/workloads.ts';

const [{ config: qwen }, { config: llama }, { config: mixture }] = CONFIGS;
const pasted = JSON.stringify(llama, null, 2);
const kept = (config: object) => {
  const picked = pickConfig(config);
  return picked.ok ? picked.config : undefined;
};

describe('a config.json among words', () => {
  it.each([
    ['alone', pasted, undefined],
    ['after words', `support bot, 5 rps\n${pasted}`, 5],
    ['before words', `${pasted}\n5 rps`, 5],
    ['in a fence', `5 rps\n\`\`\`json\n${pasted}\n\`\`\``, 5],
    ['with curly quotes', `5 rps ${pasted.replaceAll('"', '“')}`, 5],
  ])('is one fact if it stands %s', (_, typed, rps) => {
    const { says, notUsed, unclear } = readWords(typed);
    expect(says.modelConfig).toEqual(kept(llama));
    expect(says.peakRequestsPerSecond).toBe(rps);
    expect([...notUsed, ...unclear]).toEqual([]);
  });

  it('is heard by what it says, not by its text', () => {
    expect(writeReading(readWords(`5 rps ${pasted}`))[0]?.text).toContain('config.json of 8.03B parameters, 16-bit');
    expect(writeReading(readWords(JSON.stringify(mixture)))[0]?.text).toContain(
      'config.json of 30.5B parameters, 3.04B active, 8-bit',
    );
  });

  it('is used in full though only 2,000 characters of words are read', () => {
    const long = JSON.stringify({ ...llama, quantization_config: { ignore: Array(2000).fill('lm_head') } });
    expect(readWords(`${long} 5 rps`).says).toMatchObject({ modelConfig: {}, peakRequestsPerSecond: 5 });
  });

  it.each([
    ['cut off', pasted.slice(0, 150), 'config.json: it is no whole JSON object of at most 256 KB.'],
    [
      'of another kind of model',
      '{"model_type":"whisper","is_encoder_decoder":true}',
      'config.json: is_encoder_decoder: models that encode and decode apart',
    ],
  ])('that is %s states nothing and says why', (_, typed, why) => {
    const { says, notUsed } = readWords(`5 rps ${typed}`);
    expect(says).toEqual({ peakRequestsPerSecond: 5 });
    expect(notUsed[0]).toContain(why);
  });

  it('is no other object in braces', () => {
    expect(findModelConfig('{"payloadSizeMB": 4}')).toBeUndefined();
    expect(findModelConfig('5 rps {x}')).toBeUndefined();
    expect(findModelConfig('5 rps }{')).toBeUndefined();
  });

  it('is a field of a pasted workload, too', () => {
    const { parsed } = hearWorkload(JSON.stringify({ name: 'bot', modelConfig: llama }));
    expect(parsed.ok && parsed.workload.modelConfig).toEqual(kept(llama));
  });
});

describe('a config.json that changes', () => {
  const current = workload({ name: 'bot', modelConfig: kept(llama) as NonNullable<ReturnType<typeof kept>> });

  it('is one change of a what-if, and the same one is none', () => {
    expect(readWhatIf(JSON.stringify(qwen), current)).toMatchObject({
      ok: true,
      whatIf: { changes: { modelConfig: {} } },
    });
    expect(readWhatIf(pasted, current)).toMatchObject({ ok: false, kind: 'unchanged' });
  });

  it('is told from the same one read again, by what it says', () => {
    const [before, same] = [
      recommend(current),
      recommend(workload({ ...current, modelConfig: { ...current.modelConfig } })),
    ];
    expect(describeChanges(before, same)).toBe('no answers changed');
    const after = recommend(workload({ ...current, modelConfig: kept(qwen) as typeof current.modelConfig }));
    expect(describeChanges(before, after)).toBe(
      'config.json config.json of 8.03B parameters, 16-bit → config.json of 8.19B parameters, 16-bit',
    );
  });
});

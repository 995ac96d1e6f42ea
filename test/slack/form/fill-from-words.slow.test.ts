import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local-workspace/block-kit/validate.ts';
import { fillWithMeasured } from '../../../src/slack/account/measured-workload.ts';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import { readingOf } from '../../../src/slack/form/draft.ts';
import { draftFrom, fillFromWords } from '../../../src/slack/form/fill-from-words.ts';
import { interpretDraft, readForm } from '../../../src/slack/form/read-form.ts';
import { buildDetails } from '../../../src/slack/render/thread/details.ts';
import { type Heard, unsettled } from '../../../src/wording/heard.ts';
import { hearWorkload } from '../../../src/wording/read-words.ts';
import { CONFIGS } from '../../support/configs.ts';
import { readPhrases } from '../../support/phrase-score.ts';
import { CT_SCANS, HOSTILE_WORDS } from '../../support/recommendations.ts';
import { workload } from '../../support/workloads.ts';

const TYPED = 'ct-scans 500 MB, gpu, 4 GB, from the <clinic>';

const HEARD: Heard = {
  name: 'ct-scans',
  says: { payloadSizeMB: 500, requiresGpu: true },
  from: { payloadSizeMB: '500 MB', requiresGpu: 'gpu' },
  unclear: [
    { field: 'modelSizeGB', words: '4 GB' },
    { field: 'payloadSizeMB', words: '4 GB' },
  ],
  notUsed: ['from the <clinic>'],
};

const LINES = [
  '*Understood:* 500 MB payload · GPU',
  '*Not used:* "from the &lt;clinic&gt;"',
  '*Check:* "4 GB": model memory or payload?',
].join('\n');

const formOf = (draft: Record<string, string>) =>
  buildForm({ draft, metadata: { draftId: 'd', channelId: 'C1' }, showMore: false });

describe('a form that words have filled', () => {
  it('begins with what was understood, not used, and unclear', () => {
    expect(formOf(draftFrom(HEARD, TYPED)).blocks[0]).toMatchObject({ type: 'section', text: { text: LINES } });
  });

  it('keeps saying so while people answer', () => {
    const draft = readForm({ question_model: { form_model: { value: '2 GB' } } }, draftFrom(HEARD, TYPED));
    expect(formOf({ ...draft }).blocks[0]).toMatchObject({ text: { text: LINES } });
  });

  it('says nothing where no words were typed, or all of them are a name', () => {
    const heard: Heard = { says: {}, from: {}, unclear: [], notUsed: [] };
    for (const draft of [draftFrom(heard, ''), draftFrom({ ...heard, name: 'churn' }, 'churn')]) {
      expect(formOf(draft).blocks[0]).toMatchObject({ type: 'context' });
    }
  });

  it('has all of the text in the description where anything was not used or is unclear', () => {
    expect(draftFrom(HEARD, TYPED)).toMatchObject({ name: 'ct-scans', payload: '500 MB', description: TYPED });
    expect(draftFrom({ ...HEARD, notUsed: [] }, TYPED)).toMatchObject({ description: TYPED });
    expect(draftFrom({ ...HEARD, unclear: [] }, TYPED)).toMatchObject({ description: TYPED });
    const clear = { ...HEARD, unclear: [], notUsed: [] };
    expect(draftFrom(clear, TYPED)).toMatchObject({ description: TYPED });
    expect(draftFrom(clear, 'a ct-scans, 500 MB and gpu')).not.toHaveProperty('description');
  });

  it('keeps the address of a message whole, however long its text is', () => {
    const { description = '' } = draftFrom(HEARD, 'long '.repeat(1000), 'https://example.com/p1');
    expect(description).toMatch(/…\nhttps:\/\/example\.com\/p1$/);
    expect(description.length).toBeLessThanOrEqual(2000);
  });
});

describe('a text of which nothing is understood', () => {
  const filled = (words: string) => fillFromWords(words, { authorId: 'U1' });
  const topOf = (words: string) => JSON.stringify(formOf({ ...filled(words).draft }).blocks[0]);

  it.each([
    ['my cat likes purple boxes', 'workload'],
    ['gonna need something nice', 'workload'],
    ['我们需要一个模型来做欺诈检测', 'workload'],
    ['crop-disease 12 cameras, one field each', 'crop-disease'],
  ])('stands at the top of the form, and gives at most its name: %s', (words, name) => {
    expect(topOf(words)).toContain(`I understood nothing of this: \\"${words}\\". Fill in what you know.`);
    expect(filled(words).draft).toMatchObject({ description: words, name });
  });

  it('is not one that is a name alone, or that asks something', () => {
    for (const name of ['fraud-scoring', 'foo', 'once-1']) expect(filled(name).draft).toEqual({ name });
    expect(topOf('4 GB')).toContain('*Check* “4 GB”');
  });
});

describe('the name in the form', () => {
  const draftOf = (words: string) => fillFromWords(words, { authorId: 'U1' }).draft;

  it.each([
    ...readPhrases('public').map(({ words }) => words),
    '{"payloadSizeMB": 5, "modelId": "llama-3-8b"}',
    '{"payloadSizeMB": 5}',
    '{"payloadSizeMB": 5, "name": " "}',
    'payloadSizeMB: 5\nrequiresGpu: true',
    JSON.stringify(CONFIGS[0].config),
  ])('is there, is what every other surface calls it, and the form can be sent as it is: %s', (words) => {
    const draft = draftOf(words);
    const { parsed } = hearWorkload(words);
    expect(draft['name']).toMatch(/^.{2,80}$/u);
    expect(parsed).toMatchObject({ ok: true, workload: { name: draft['name'] } });
    expect(interpretDraft(draft, { needsChannel: false })).toMatchObject({ workload: { name: draft['name'] } });
  });

  it('is left to the person where nothing was typed', () => {
    expect(draftOf(' ')).toEqual({});
  });

  it('gives way to that of an endpoint where nobody chose it', () => {
    const measured = {
      title: 'x',
      endpoint: 'churn-1',
      workload: workload({ name: 'churn-1' }),
      fields: [],
      unknown: [],
    };
    for (const words of ['5 MB, 20 rps', ' '])
      expect(fillWithMeasured(draftOf(words), measured).draft).toMatchObject({ name: 'churn-1' });
    expect(fillWithMeasured(draftOf('mine 5 MB'), measured).draft).toMatchObject({ name: 'mine' });
  });
});

describe('the first reply of the thread', () => {
  it('begins with what is stated now, and with what was missed in the words', () => {
    const heard = readingOf(draftFrom(HEARD, TYPED));
    const [, ...missed] = LINES.split('\n');
    const stated = '*Understood:* sporadic · response in 15 min · 500 MB payload · GPU';
    const [first, second] = buildDetails({ recommendation: CT_SCANS, ...(heard && { heard }) }).blocks;
    expect([first, second]).toMatchObject([{ text: { text: stated } }, { text: { text: missed.join('\n') } }]);
    expect(buildDetails({ recommendation: CT_SCANS }).blocks[0]).toMatchObject({ text: { text: stated } });
  });

  it.each([
    [{ payloadSizeMB: 4096 }, []],
    [{ modelSizeGB: 4 }, []],
    [{ trafficPattern: 'steady' as const }, ['Check']],
  ])('asks no more what %j has settled', (changes, titles) => {
    const before = workload({ name: 'x', payloadSizeMB: 500 });
    const lines = readingOf(draftFrom(HEARD, TYPED)) ?? [];
    const left = lines.flatMap((line) =>
      unsettled(line, { workload: before }, { workload: { ...before, ...changes } }),
    );
    expect(left.map(({ title }) => title)).toEqual(['Understood', 'Not used', ...titles]);
  });

  it('and the form stay within the limits of Slack, whatever was typed', () => {
    for (const words of [...HOSTILE_WORDS, '&'.repeat(40_000)]) {
      const heard: Heard = {
        says: { modelId: '&'.repeat(80), region: 'eu-west-1' },
        from: {},
        unclear: Array.from({ length: 20 }, (_, at) => ({ field: 'payloadSizeMB' as const, words: `${at}${words}` })),
        notUsed: Array.from({ length: 20 }, () => words),
      };
      const draft = draftFrom(heard, words);
      expect(validateBlocks('modal', formOf(draft).blocks)).toEqual([]);
      expect(
        validateBlocks('message', buildDetails({ recommendation: CT_SCANS, heard: readingOf(draft) }).blocks),
      ).toEqual([]);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local-workspace/block-kit/validate.ts';
import { WORKLOAD_FIELDS, type Workload } from '../../../src/recommender/index.ts';
import { actionIdOf, blockIdOf, type Draft, FORM_ACTION } from '../../../src/slack/form/draft.ts';
import { ROW_QUESTIONS } from '../../../src/slack/form/questions/from-field.ts';
import { QUESTIONS } from '../../../src/slack/form/questions/index.ts';
import { draftOf, factsStated } from '../../../src/slack/form/read-form.ts';
import { readWords } from '../../../src/wording/read-words.ts';
import { CONFIGS } from '../../support/configs.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, HOSTILE_WORDS } from '../../support/recommendations.ts';
import { asReadBack, nameIsVisible } from './kept.ts';

const OPTIONAL = QUESTIONS.filter(({ id }) => id !== 'name');

describe.each(QUESTIONS.map((question) => [question.id, question] as const))('the question %s', (id, question) => {
  it('is one input block with unique ids that never change', () => {
    const { type, block_id, element } = question.build({});
    expect(type).toBe('input');
    expect(block_id).toBe(blockIdOf(id));
    expect(element).toMatchObject({ action_id: actionIdOf(id) });
    expect(actionIdOf(id)).toMatch(FORM_ACTION);
  });

  it('stays inside the limits of Slack with any answer in it', () => {
    for (const answer of ['', 'dont-know', 'x'.repeat(4000), ...HOSTILE_WORDS]) {
      expect(validateBlocks('modal', [question.build({ [id]: answer })])).toEqual([]);
    }
  });

  it('reads what its own element sends, and nothing as no answer', () => {
    const { type } = question.build({}).element;
    const value = { plain_text_input: 'typed', checkboxes: 'ticked' }[type as string] ?? 'chosen';
    const [selected_option, selected_options] = [{ value: 'chosen' }, [{ value: 'ticked' }]];
    expect(question.read({ value: 'typed', selected_option, selected_options })).toBe(value);
    expect(question.read({ value: null, selected_option: null, selected_options: [] })).toBe('');
  });

  it('takes every text for an answer or refuses it with a sentence, and never throws', () => {
    for (const answer of ['-1', '1e308', 'NaN', '٣ GB', '1,5 GB', 'x'.repeat(4000), ...HOSTILE_WORDS]) {
      const interpretation = question.interpret(answer, { [id]: answer });
      if (!interpretation.ok) expect(interpretation.text).toMatch(/^\S.{10,250}$/u);
    }
  });

  it('states nothing but its own fields, of which it has at least one', () => {
    expect(question.fields.length).toBeGreaterThan(0);
    for (const answer of 'yes|no|2|2 GB|15 min|S3 link|2000/day|caller|known-hours|Mon–Fri 8–18'.split('|')) {
      const interpretation = question.interpret(answer, { [id]: answer });
      const stated = interpretation.ok ? Object.keys(interpretation.workload) : [];
      expect(question.fields).toEqual(expect.arrayContaining(stated));
    }
  });

  it('has an answer for a workload that says nothing: none', () => {
    expect(question.write({})).toBe('');
  });
});

describe.each(OPTIONAL.map((question) => [question.id, question] as const))('the question %s', (id, question) => {
  it('may be left open, which states nothing', () => {
    const input = question.build({});
    expect(input).toMatchObject({ optional: true });
    const dontKnow = input.element.type === 'plain_text_input' ? "don't know" : 'dont-know';
    for (const answer of ['', '   ', ...(id === 'description' ? [] : [dontKnow])]) {
      expect(question.interpret(answer, {})).toEqual({ ok: true, workload: {} });
    }
  });
});

describe('the questions together', () => {
  it('read back what each writes of any workload, and nothing else', () => {
    fc.assert(
      fc.property(anyWorkload.filter(nameIsVisible), (workload) => {
        const [expected, draft] = [asReadBack(workload), draftOf(workload)];
        for (const { id, interpret, write } of QUESTIONS) {
          const answer = write(workload);
          const stated = interpret(answer, draft);
          if (!stated.ok) throw new Error(`${id}, ${answer}: ${stated.text}`);
          expect(expected).toMatchObject(stated.workload);
          // Who waits says nothing beside a time.
          if (id !== 'waits') expect(Object.keys(stated.workload).length > 0, id).toBe(write(expected) !== '');
        }
      }),
      { numRuns: runs(500, { costly: true }) },
    );
  });

  it('have different names', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });

  it('ask each question of a row exactly once', () => {
    const fromRows = new Set(ROW_QUESTIONS.map(({ id }) => id));
    const asked = QUESTIONS.map(({ id }) => id).filter((id) => fromRows.has(id));
    expect(asked.toSorted()).toEqual([...fromRows].toSorted());
  });

  it('cover every field of a workload but what a file of up to 40 kB says', () => {
    const covered = new Set(QUESTIONS.flatMap(({ fields }) => fields));
    expect(WORKLOAD_FIELDS.filter((field) => !covered.has(field))).toEqual(['measurements']);
  });

  it('put at most ten on the first page, so that an engineer is done in a minute', () => {
    for (const draft of [{}, { waits: 'nobody' }, { waits: 'caller', traffic: 'known-hours' }]) {
      expect(QUESTIONS.filter((question) => question.place(draft) === 'first').length).toBeLessThanOrEqual(10);
    }
  });

  it('offer "Not sure" only where it takes an answer back', () => {
    const zero = QUESTIONS.find(({ id }) => id === 'scale-to-zero');
    const offered = (draft: Draft) => {
      const element = zero?.build(draft).element;
      return element?.type === 'static_select' ? (element.options ?? []).map(({ text }) => text.text) : [];
    };
    expect(offered({})).toEqual(['Yes', 'No']);
    expect(offered({ 'scale-to-zero': 'no' })).toEqual(['Yes', 'No', 'Not sure']);
  });

  it('ask for five needs at once, and keep one that words deny until it is unticked', () => {
    const required = QUESTIONS.find(({ id }) => id === 'required') ?? expect.fail();
    const workload = { requiresVpc: true, requiresDataCapture: false };
    const answer = required.write(workload);
    expect(required.interpret(answer, {})).toEqual({ ok: true, workload });
    const { element } = required.build({ required: answer });
    const ticked = element.type === 'checkboxes' ? (element.initial_options ?? []) : [];
    expect(ticked.map(({ text }) => text.text)).toEqual(['VPC access', 'Not needed: Data capture']);
    expect(required.read({ selected_options: [{ value: 'requiresVpc' }] })).toBe('requiresVpc');
  });
});

describe('where a question of a row belongs', () => {
  const placeOf = (id: string, draft: Record<string, string>) =>
    QUESTIONS.find((question) => question.id === id)?.place(draft);

  it.each([
    ['within', { waits: 'nobody' }, 'nowhere'],
    ['within', {}, 'first'],
    ['required', { waits: 'nobody' }, 'more'],
    ['scale-to-zero', { waits: 'nobody' }, 'if-answered'],
    ['scale-to-zero', { waits: 'caller' }, 'more'],
    ['dataset-size', { waits: 'nobody' }, 'first'],
    ['dataset-size', { waits: 'caller' }, 'nowhere'],
    ['dataset-size', {}, 'if-answered'],
    ['adapters', {}, 'if-answered'],
    ['adapters', { model: '1 model' }, 'nowhere'],
    ['adapters', { model: '2 models' }, 'more'],
    ['active-models', { model: '2 models' }, 'more'],
    ['active-models', { model: '2 models', waits: 'nobody' }, 'if-answered'],
    ['active-models', { model: '1 model', waits: 'nobody' }, 'nowhere'],
    ['container-order', { containers: '1' }, 'nowhere'],
    ['container-order', { containers: '2' }, 'more'],
  ])('%s with the answers %j: %s', (id, draft, place) => {
    expect(placeOf(id, draft)).toBe(place);
  });
});

describe('what the answers mean', () => {
  const interpret = (id: string, answer: string, others: Record<string, string> = {}): Partial<Workload> | string => {
    const question = QUESTIONS.find((candidate) => candidate.id === id);
    const interpretation = question?.interpret(answer, { ...others, [id]: answer });
    if (!interpretation) return 'no such question';
    return interpretation.ok ? interpretation.workload : interpretation.text;
  };

  it('a caller on the line counts as 30 s only while no time is given', () => {
    expect(interpret('waits', 'caller')).toEqual({ responseTimeSeconds: 30 });
    expect(interpret('waits', 'caller', { within: '300 ms' })).toEqual({});
  });

  it.each([
    ['1,500 a day, Mon–Fri, 9 to 5', { volume: '1,500/day, Mon–Fri', hours: 'Mon–Fri 9–17' }],
    ['800 calls per hour, weekdays only', { volume: '800/hour, Mon–Fri', hours: 'Mon–Fri' }],
    ['10 million per year, peak 80 per minute', { volume: '10,000,000/year, peak 80/minute' }],
    [
      '200 bytes per request, 2 TB archive scored once a quarter',
      { payload: '200 bytes', 'dataset-size': '2 TB', 'dataset-runs': 'every quarter' },
    ],
  ])('of "%s" they stand in its units, and mean the same', (words, answers) => {
    const { says } = readWords(words);
    const draft = draftOf(says);
    expect(draft).toMatchObject(answers);
    expect(says).toMatchObject(factsStated(draft));
  });

  it('a rate on named days states the days, which the answer about busy hours may change', () => {
    expect(interpret('volume', '1,500/day, Mon–Fri')).toMatchObject({
      monthlyRequests: 32142.8571428571,
      busyDaysPerWeek: 5,
    });
    expect(factsStated({ volume: '1,500/day, Mon–Fri', hours: 'Mon–Sat 8–18' })).toMatchObject({ busyDaysPerWeek: 6 });
  });

  it.each([
    ['someone for minutes is 15 min', 'waits', 'someone', { responseTimeSeconds: 900 }],
    ['nobody is a dataset', 'waits', 'nobody', { trafficPattern: 'dataset' }],
    ['known hours', 'traffic', 'known-hours', { trafficPattern: 'intermittent', trafficPredictable: true }],
    ['"no gpu" is a fact', 'model', '2 GB, no gpu', { modelSizeGB: 2, requiresGpu: false }],
    ['silence is none', 'model', '2 GB', { modelSizeGB: 2 }],
    ['"overnight" is 12 hours', 'dataset-deadline', 'overnight', { datasetDeadlineHours: 12 }],
    ['a text without blanks around it', 'name', ' !', { name: '!' }],
    ['a text of several lines', 'description', ' a  b\n', { description: 'a  b' }],
    ...['<!channel>', '\u{1F680}', 'שלום', 'x'.repeat(80)].map(
      (name) => ['only a text', 'name', name, { name }] as const,
    ),
    ...['', '  ', '\u200B', '\u2060\u200D'].map((name) => ['what nobody can see', 'name', name, {}] as const),
    ...[' ', '-', '–', '?', 'unknown'].map((id) => ['an unknown model', 'model-id', id, {}] as const),
    ['blanks alone', 'description', ' ', {}],
  ] as const)('%s: of %s, %j says exactly that', (_, id, answer, says) => {
    expect(interpret(id, answer)).toEqual(says);
  });
});

describe('the question about the config.json', () => {
  const question = QUESTIONS.find(({ id }) => id === 'model-config');
  const [{ config }] = CONFIGS;

  it('takes a file as it is, in a fence or not, and keeps what is read of it in under 3,000 characters', () => {
    const typed = JSON.stringify({ ...config, bos_token_id: 1 }, null, 2);
    for (const answer of [typed, `\`\`\`json\n${typed}\n\`\`\``]) {
      const read = question?.interpret(answer, {});
      expect(read).toMatchObject({ ok: true, workload: { modelConfig: { hidden_size: 4096 } } });
      const kept = read?.ok ? (question?.write(read.workload) ?? '') : '';
      expect(kept.length).toBeLessThan(3000);
      expect(question?.interpret(kept, {})).toEqual(read);
    }
  });

  it.each([
    ['llama 3 8b', 'A config.json is a JSON object; this text is not JSON.'],
    ['{"hidden_size": 4096', 'A config.json is a JSON object; this text is not JSON.'],
    ['{"hidden_size": "wide"}', 'hidden_size must be a whole number of at most 100000000; it is "wide".'],
  ])('says of %j: %s', (answer, text) => expect(question?.interpret(answer, {})).toEqual({ ok: false, text }));

  it('is asked of language models, and kept where it was answered', () => {
    expect(question?.place({ model: 'llama 3 8b' })).toBe('more');
    expect(question?.place({})).toBe('if-answered');
  });
});

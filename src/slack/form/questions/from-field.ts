import {
  type About,
  type FormQuestion,
  type FormWords,
  kindOf,
  pickConfig,
  type RowQuestionId,
  rowOf,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../../../recommender/index.ts';
import { readRuns, UNITS, writeRuns, writeValue } from '../../../wording/quantities/index.ts';
import { withoutFence } from '../../../wording/read-pasted.ts';
import { SLACK_LIMITS } from '../../render/limits.ts';
import { choiceQuestion, yesNoQuestion } from '../choice-question.ts';
import type { Draft } from '../draft.ts';
import { audienceOf, containerCountOf, isLanguageModel, modelCountOf, type Place, type Question } from '../question.ts';
import { textQuestion } from '../text-question.ts';

/** Rhythms in words. The first of those with the same number is written. */
const SAYINGS = [
  'every night',
  'every weekday',
  'every week',
  'every 2 weeks',
  'every month',
  'every 2 months',
  'every quarter',
  'every 6 months',
  'every year',
  'every hour',
  'every 5 min',
  'every 10 min',
  'every 15 min',
  'every 30 min',
  'every 2 hours',
  'every 3 hours',
  'every 4 hours',
  'every 6 hours',
  'every 12 hours',
  'twice a day',
  'twice a week',
];

const SAID = new Map(
  SAYINGS.toReversed().flatMap((saying) => {
    const runs = readRuns(saying);
    return runs.ok ? [[runs.value, saying] as const] : [];
  }),
);

/** Writes `every night` for 30 runs per month; reading it gives the same number. */
const writeSchedule = (runsPerMonth: number): string => SAID.get(runsPerMonth) ?? writeRuns(runsPerMonth);

/** The questions derived from the workload's rows, in their order. */
export const ROW_QUESTIONS: readonly Question[] = WORKLOAD_FIELDS.flatMap((field) => {
  const { form } = rowOf(field);
  return form === undefined ? [] : [questionOf(field, form)];
});

function questionOf(field: WorkloadField, form: FormQuestion): Question {
  const { example, hint, yes, no, choices = {}, lowerCase } = form;
  const about = form.about ?? [rowOf(field).about ?? []].flat();
  const asked = {
    id: form.id as RowQuestionId,
    fields: [field],
    place: (draft: Draft) => placeOf(form.page ?? 'more', about, draft),
  };
  const label = (draft: Draft) => wordsIn(form.label, draft);
  const typed = { ...asked, label, example, hint: hint && ((draft: Draft) => wordsIn(hint, draft)) };
  const closed = { ...asked, label: label({}), hint: hint && wordsIn(hint, {}) };
  const chosen = (stateOf: (choice: string) => string | number) =>
    choiceQuestion({
      ...closed,
      look: 'menu',
      choices: Object.entries(choices).map(([value, [text, description]]) => ({
        value,
        text,
        description,
        states: { [field]: stateOf(value) },
      })),
    });
  switch (kindOf(field)) {
    case 'number': {
      if (form.choices !== undefined) return chosen(Number);
      const unit = unitOf(field) ?? 'count';
      const { read, write } = { ...UNITS[unit], ...(unit === 'runs' ? { write: writeSchedule } : {}) };
      return textQuestion({
        ...typed,
        interpret(answer) {
          const quantity = read(answer);
          return quantity.ok ? { ok: true, workload: { [field]: quantity.value } } : quantity;
        },
        write: ({ [field]: value }) => (value === undefined ? '' : write(Number(value))),
      });
    }
    case 'list':
    case 'text': {
      const isList = kindOf(field) === 'list';
      return textQuestion({
        ...typed,
        freeText: true,
        interpret(answer) {
          const text = lowerCase || isList ? answer.toLowerCase() : answer;
          return { ok: true, workload: { [field]: isList ? text.split(/[\s,;]+/).filter(Boolean) : text } };
        },
        write: ({ [field]: value }) => (value === undefined ? '' : writeValue(field, value)),
      });
    }
    case 'object':
      return textQuestion({
        ...typed,
        multiline: true,
        maxLength: SLACK_LIMITS.input.plainText,
        interpret(answer) {
          const picked = pickConfig(withoutFence(answer));
          if (picked.ok) return { ok: true, workload: { [field]: picked.config } };
          return { ok: false, text: picked.faults[0]?.text ?? '' };
        },
        write: ({ [field]: value }) => (value === undefined ? '' : JSON.stringify(value)),
      });
    case 'yes-or-no':
      return yesNoQuestion({ ...closed, field, yes, no });
    case 'words':
      return chosen(String);
  }
}

function wordsIn(words: FormWords, draft: Draft): string {
  if (typeof words === 'string') return words;
  return audienceOf(draft) === 'stored-data' ? words.dataset : words.requests;
}

/** Shown nowhere if the answers rule out a topic of the question; only if answered where they leave one open. */
function placeOf(page: 'first' | 'more', about: readonly About[], draft: Draft): Place {
  const places = about.map((subject) => PLACES[subject](draft));
  return places.find((place) => place === 'nowhere') ?? places.find((place) => place === 'if-answered') ?? page;
}

type Narrowed = Extract<Place, 'nowhere' | 'if-answered'> | 'asked';

const PLACES: Record<About, (draft: Draft) => Narrowed> = {
  requests: (draft) => (audienceOf(draft) === 'stored-data' ? 'nowhere' : 'asked'),
  'mostly-requests': (draft) => (audienceOf(draft) === 'stored-data' ? 'if-answered' : 'asked'),
  dataset: (draft) =>
    (({ 'stored-data': 'asked', requests: 'nowhere', unknown: 'if-answered' }) as const)[audienceOf(draft)],
  'language-model': (draft) => (isLanguageModel(draft) ? 'asked' : 'if-answered'),
  'stated-elsewhere': () => 'if-answered',
  'several-models': (draft) => forSeveral(modelCountOf(draft)),
  'several-containers': (draft) => forSeveral(containerCountOf(draft)),
};

function forSeveral(count: number | null): Narrowed {
  if (count === null) return 'if-answered';
  return count > 1 ? 'asked' : 'nowhere';
}

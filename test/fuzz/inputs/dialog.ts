import fc from 'fast-check';
import type { WorkloadField } from '../../../src/recommender/index.ts';
import { VIEWS } from '../../../src/slack/ids.ts';
import { BLOCKS, type ConfirmedAct, INPUT } from '../../../src/slack/render/dialogs/dialog.ts';
import { FORMATS } from '../../../src/slack/render/thread/deploy.ts';
import { oddMetadata } from './form.ts';
import { hostileText, ping } from './hostile.ts';
import {
  type Body,
  type Drawn,
  HOME,
  HOME_CHANNEL,
  interaction,
  type Person,
  person,
  type REVIEW_IDS,
  UNPLACED,
  viewOf,
} from './payload.ts';

/** What somebody wrote, as long as the record takes it. */
const wordsOf = (max: number) =>
  fc.tuple(ping, hostileText).map(([odd, more]) => ({ value: `${odd} ${more}`.slice(0, max) }));
const someWords = wordsOf(1000);

const OPTIONS = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];
const choice = (value: string) => ({ selected_option: { value } });

/** What each input takes. */
const GOOD: Readonly<Record<keyof typeof BLOCKS, fc.Arbitrary<Body>>> = {
  concern: someWords,
  blocking: fc.constantFrom('open', 'blocking').map(choice),
  whichConcern: fc.constantFrom('1', '1', '1', '2').map(choice),
  note: someWords,
  option: fc.constantFrom(...OPTIONS).map(choice),
  reason: someWords,
  reasonAnyway: someWords,
  revisit: fc.constantFrom('30', '90', 'never').map(choice),
  decider: fc.constantFrom('U0BEN', 'W0EVE', null).map((selected_user) => ({ selected_user })),
  date: fc.constantFrom('2030-01-31', null).map((selected_date) => ({ selected_date })),
  endpoint: fc.constantFrom('fraud-scoring-1', '', null).map((value) => ({ value })),
  fact: fc.constantFrom('90 s', '', null).map((value) => ({ value })),
  format: fc.constantFrom(...Object.keys(FORMATS)).map(choice),
  extras: fc
    .subarray(['kms', 'tags', 'own-role', 'none'])
    .map((values) => ({ selected_options: values.map((value) => ({ value })) })),
  measured: fc
    .oneof(
      fc.constantFrom(
        'ml.g5.xlarge, 8, 12, 0.4, 0.9',
        '{"instance": "ml.g5.xlarge", "concurrency": 8}',
        '{"a": [',
        '',
        null,
      ),
      hostileText,
    )
    .map((value) => ({ value })),
  measuredFiles: fc.constantFrom<Body>({ files: [] }, { files: [{ id: 'F1', name: 'load.json', size: 9_999_999 }] }),
  measuredType: fc.constantFrom('ml.g5.xlarge', 'g5', null).map((value) => ({ value })),
};

/** What none of them was made for. */
const odd: fc.Arbitrary<Body> = fc.oneof(
  hostileText.map((text) => ({ value: text, selected_option: { value: text } })),
  fc.constantFrom<Body>(
    { selected_date: '2029-12-31', selected_user: 'U0BEN' },
    { value: null, selected_option: null, selected_user: null, selected_date: null },
    { value: '🚀'.repeat(600) },
    { files: [null, 7, { id: 5 }, { id: 'F1', name: 'x.json', url_private: 'https://evil.example/x' }] },
  ),
);

type Inputs = readonly (readonly [string, Body | undefined])[];

/** The state of all inputs; a dialog reads its own. */
const valuesFrom = (drawn: (good: fc.Arbitrary<Body>) => fc.Arbitrary<Body | undefined>): fc.Arbitrary<Body> =>
  fc
    .tuple(
      ...Object.entries(BLOCKS).map(([name, block]) =>
        drawn(GOOD[name as keyof typeof BLOCKS]).map((state) => [block, state] as const),
      ),
    )
    .map((states: Inputs) =>
      Object.fromEntries(states.flatMap(([block, state]) => (state ? [[block, { [INPUT]: state }]] : []))),
    );

const goodValues = valuesFrom((good) => good);
const anyValues = valuesFrom((good) => fc.oneof(fc.constant(undefined), good, odd));

const DIALOG_BLOCKS = Object.values(BLOCKS).map((block_id) => ({ type: 'input', block_id }));
const OTHERS: readonly string[] = [
  VIEWS.workload,
  VIEWS.search,
  VIEWS.fromEndpoint,
  // It has nothing to submit.
  VIEWS.concerns,
];

type Case = readonly [callbackId: string, act?: ConfirmedAct | 'name-instance'];

const CASES: readonly Case[] = [
  ...Object.values(VIEWS)
    .filter((id) => !OTHERS.includes(id))
    .map((id) => [id] as const),
  [VIEWS.addMeasurement, 'name-instance'],
  [VIEWS.confirm, 'withdraw'],
  [VIEWS.confirm, 're-open'],
  [VIEWS.confirm, 're-open-concern'],
  [VIEWS.confirm, 'withdraw-approval'],
  ['dialog_2019'],
];

/** What a dialog is mostly about, so that most can be done: only some states allow it, and only the requester withdraws. */
const FITTING: Readonly<Record<string, (typeof REVIEW_IDS)[number]>> = {
  [VIEWS.resolveConcern]: 'review-doubted',
  're-open-concern': 'review-doubted',
  'withdraw-approval': 'review-doubted',
  're-open': 'review-decided',
  [VIEWS.endpoint]: 'review-decided',
  // The one that the fuzz's policy decides.
  [VIEWS.overridePolicy]: 'review-doubted',
};

/** What a dialog carries besides. An option that is ruled out was warned of before. */
const ASKED: Readonly<
  Record<string, { fields?: WorkloadField[]; option?: string; concernIds?: number[]; storedId?: string }>
> = {
  [VIEWS.answerSize]: { fields: ['processingTimeSeconds'] },
  'name-instance': { storedId: UNPLACED },
  [VIEWS.override]: { option: 'batch-transform' },
  're-open-concern': { concernIds: [2] },
};

const personAt = ([callbackId, act]: Case): fc.Arbitrary<Person> =>
  fc.oneof(
    { weight: 2, arbitrary: person },
    {
      weight: 3,
      arbitrary: fc.record({
        teamId: fc.constant(HOME),
        reviewId: fc.constant(FITTING[act ?? callbackId] ?? 'review-open'),
        userId: fc.constantFrom('U0ADA', 'U0ADA', 'U0BEN'),
        channelId: fc.constant(HOME_CHANNEL),
      }),
    },
  );

const submitted = ([callbackId, act]: Case, who: Person): fc.Arbitrary<Drawn> => {
  const good = fc
    .record({ revision: fc.constantFrom(1, 1, 1, 2), concernIds: fc.constantFrom([1], [1, 2, 3], []) })
    .map((seen) => JSON.stringify({ reviewId: who.reviewId, ...seen, act, ...ASKED[act ?? callbackId] }));
  return fc
    .tuple(
      fc.oneof({ weight: 8, arbitrary: good }, { weight: 1, arbitrary: oddMetadata }),
      fc.oneof({ weight: 3, arbitrary: goodValues }, { weight: 1, arbitrary: anyValues }),
    )
    .map(([metadata, values]) => ({
      kind: 'dialog',
      expectsWords: false,
      body: { ...interaction(who), type: 'view_submission', view: viewOf(callbackId, metadata, values, DIALOG_BLOCKS) },
    }));
};

/** A dialog about a review, submitted. */
export const dialog: fc.Arbitrary<Drawn> = fc
  .constantFrom<Case>(...CASES)
  .chain((given) => personAt(given).chain((who) => submitted(given, who)));

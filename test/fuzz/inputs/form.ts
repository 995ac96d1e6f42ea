import type { InputBlock } from '@slack/types';
import fc from 'fast-check';
import type { Workload } from '../../../src/recommender/index.ts';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import { type Offer, withOffers } from '../../../src/slack/form/draft.ts';
import { draftOf } from '../../../src/slack/form/read-form.ts';
import { VIEWS } from '../../../src/slack/ids.ts';
import { anyJson, hostileText, ping } from './hostile.ts';
import {
  type Body,
  DRAFT,
  type Drawn,
  HOME,
  interaction,
  type Person,
  person,
  SEARCHED,
  SECRET,
  STRANGERS_CHANNEL,
  viewOf,
} from './payload.ts';

const METADATA = { draftId: 'd', channelId: null };
const isInput = (block: { type: string }): block is InputBlock => block.type === 'input';

/** The whole form, and what is in sight of it at first. */
export const FORM_BLOCKS = buildForm({ draft: {}, metadata: METADATA, showMore: true }).blocks;
const FIRST_BLOCKS = buildForm({ draft: {}, metadata: METADATA, showMore: false }).blocks;

const FORM_INPUTS = FORM_BLOCKS.flatMap((block) =>
  isInput(block) && block.block_id !== undefined && 'action_id' in block.element
    ? [{ blockId: block.block_id, actionId: String(block.element.action_id), element: block.element }]
    : [],
);

/** What stands in the form: for each question nothing, what is offered, or anything at all. */
const anyValues: fc.Arbitrary<Body> = fc
  .tuple(
    ...FORM_INPUTS.map(({ element }) => {
      const options =
        'options' in element ? (element.options ?? []).map((option) => ('value' in option ? option.value : '')) : [];
      const offered = options.length > 0 ? fc.constantFrom(...options) : hostileText;
      return fc.oneof(
        { weight: 6, arbitrary: fc.constant(undefined) },
        { weight: 2, arbitrary: offered.map((value) => ({ value, selected_option: { value } })) },
        { weight: 1, arbitrary: hostileText.map((value) => ({ value, selected_option: { value } })) },
        { weight: 1, arbitrary: fc.constantFrom({ value: null }, { selected_option: null }, {}) },
      );
    }),
  )
  .map((states) =>
    Object.fromEntries(
      FORM_INPUTS.flatMap(({ blockId, actionId }, index) =>
        states[index] === undefined ? [] : [[blockId, { [actionId]: states[index] }] as const],
      ),
    ),
  );

/** Workloads that the bot takes, for one option after the other and for none. */
const WORKLOADS: readonly Partial<Workload>[] = [
  {},
  { payloadSizeMB: 3, trafficPattern: 'steady' },
  { payloadSizeMB: 500, processingTimeSeconds: 900 },
  { trafficPattern: 'intermittent' },
  { trafficPattern: 'dataset', datasetSizeGB: 40 },
  { modelCount: 400, payloadSizeMB: 1 },
  { payloadSizeMB: 900, region: 'eu-west-1' },
];

/** The words by which a form is taken: a name and a description that Slack would act on, were they not escaped. */
const words = (who: Person) =>
  fc.record({
    name: fc
      .tuple(fc.constantFrom('', ...(who.teamId === HOME ? [`${SEARCHED} ${SECRET} `] : [])), ping, hostileText)
      .map(([own, odd, more]) => `${own}${odd} ${more}`.slice(0, 80)),
    description: fc.tuple(ping, hostileText).map(([odd, more]) => `${odd} ${more}`.slice(0, 2000)),
  });

/** What stands in a form that is taken: everything that was answered can be read. */
const goodValues = (who: Person): fc.Arbitrary<Body> =>
  fc
    .tuple(fc.constantFrom(...WORKLOADS), words(who))
    .map(([workload, { name, description }]) => valuesOf({ ...draftOf(workload), name, description }));

/** As Slack hands over what stands in a form with these answers. */
export function valuesOf(draft: Readonly<Record<string, string>>): Body {
  return Object.fromEntries(
    FORM_INPUTS.flatMap(({ blockId, actionId, element }) => {
      const value = draft[blockId.replace('question_', '')];
      const state = element.type === 'plain_text_input' ? { value } : { selected_option: { value } };
      return value === undefined ? [] : [[blockId, { [actionId]: state }] as const];
    }),
  );
}

/** What a form of ours carries: for a new review, a revision, or a successor; now and then of a draft that is another's. */
const formMetadata = (who: Person): fc.Arbitrary<string> => {
  const channelId = who.teamId === HOME ? who.channelId : STRANGERS_CHANNEL;
  const draftId = fc.oneof({ weight: 5, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant(DRAFT.id) });
  return fc.oneof(
    { weight: 4, arbitrary: draftId.map((id) => JSON.stringify({ draftId: id, channelId, isPublic: true })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(draftId, fc.constantFrom(1, 1, 2))
        .map(([id, baseRevision]) => JSON.stringify({ draftId: id, channelId, reviewId: who.reviewId, baseRevision })),
    },
    {
      weight: 1,
      arbitrary: fc.uuid().map((id) => JSON.stringify({ draftId: id, channelId, supersedes: who.reviewId })),
    },
  );
};

/** What no form of this version carries. */
export const oddMetadata: fc.Arbitrary<string> = fc.oneof(
  hostileText,
  anyJson.map((value) => JSON.stringify(value) ?? ''),
);

const submitted = (who: Person, metadata: string, values: Body, blocks: readonly unknown[]): Drawn => ({
  kind: 'form',
  expectsWords: false,
  body: {
    ...interaction(who),
    type: 'view_submission',
    view: viewOf(VIEWS.workload, metadata, values, blocks),
    response_urls: [],
  },
});

const good = person.chain((who) =>
  fc
    .tuple(formMetadata(who), goodValues(who))
    .map(([metadata, values]) => submitted(who, metadata, values, FORM_BLOCKS)),
);

const any = person.chain((who) =>
  fc
    .tuple(fc.oneof(formMetadata(who), oddMetadata), anyValues)
    .map(([metadata, values]) => submitted(who, metadata, values, FORM_BLOCKS)),
);

/** Its error would be at a question that is out of sight, so the form has to show it at the top. */
const outOfSight = person.chain((who) =>
  fc
    .tuple(formMetadata(who), fc.constantFrom('<!channel>', '<!here>', '<https://evil.example|aws>'))
    .map(([metadata, region]) => submitted(who, metadata, valuesOf({ name: 'churn', region }), FIRST_BLOCKS)),
);

/** The form, submitted: half of them can be taken. */
export const workloadForm: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 5, arbitrary: good },
  { weight: 4, arbitrary: any },
  { weight: 1, arbitrary: outOfSight },
);

/** What some words may state: the buttons of a form whose draft is lost say it. */
const offers: fc.Arbitrary<Offer[]> = fc.array(
  fc.record(
    {
      kind: fc.constant('use'),
      words: fc.tuple(ping, hostileText).map(([odd, more]) => `${odd} ${more}`),
      readings: fc.constantFrom<Offer['readings'][]>(
        [{ field: 'responseTimeSeconds', value: 0.025 }],
        [
          { field: 'modelId', value: '<!channel> <@U0EVIL>' },
          { field: 'payloadSizeMB', value: 3 },
        ],
      ),
    },
    { requiredKeys: ['words', 'readings'] },
  ),
  { minLength: 1, maxLength: 9 },
);

/** A form with what some words may state, and one of its buttons. */
const taken = fc.tuple(offers, fc.nat()).map(([shown, at]) => {
  const { blocks } = buildForm({ draft: withOffers({}, shown), metadata: METADATA, showMore: false });
  const buttons = blocks.flatMap((block) => {
    const inside: readonly object[] =
      'elements' in block ? block.elements : 'accessory' in block ? [block.accessory ?? {}] : [];
    return inside.flatMap((element) =>
      'action_id' in element && 'value' in element && String(element.action_id).startsWith('form_take')
        ? [{ action_id: element.action_id, value: String(element.value), block_id: block.block_id }]
        : [],
    );
  });
  return { blocks, button: buttons[at % buttons.length] };
});

/** What is done in the open form: an input is answered, or a reading taken. */
const acts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...FORM_INPUTS), hostileText).map(([{ actionId, blockId }, value]) => ({
      blocks: FORM_BLOCKS,
      action: { type: 'plain_text_input', action_id: actionId, block_id: blockId, value },
    })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(taken, fc.option(hostileText)).map(([{ blocks, button }, odd]) => ({
      blocks,
      action: { type: 'button', ...button, ...(odd !== null && { value: odd }) },
    })),
  },
);

/** An answer in the open form that decides what else is asked: the form is to follow, where it is one of this version. */
export const formAnswer: fc.Arbitrary<Drawn> = person.chain((who) => {
  const metadata = fc.oneof(
    { weight: 7, arbitrary: formMetadata(who).map((text) => ({ text, isOurs: true })) },
    { weight: 1, arbitrary: oddMetadata.map((text) => ({ text, isOurs: false })) },
  );
  const values = fc.oneof(
    { weight: 3, arbitrary: anyValues },
    { weight: 1, arbitrary: goodValues(who) },
    { weight: 1, arbitrary: fc.constant({}) },
  );
  return fc.tuple(metadata, values, acts).map(([{ text, isOurs }, state, { blocks, action }]) => ({
    kind: 'answer in the form',
    expectsWords: isOurs,
    body: {
      ...interaction(who),
      type: 'block_actions',
      container: { type: 'view', view_id: 'V0' },
      view: viewOf(VIEWS.workload, text, state, blocks),
      actions: [{ action_ts: '1', ...action }],
    },
  }));
});

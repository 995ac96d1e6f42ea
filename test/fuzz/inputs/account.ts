import fc from 'fast-check';
import { CHOICE, ENDPOINT_BLOCKS } from '../../../src/slack/account/endpoint-views.ts';
import { ACTIONS, VIEWS } from '../../../src/slack/ids.ts';
import { INPUT } from '../../../src/slack/render/dialogs/dialog.ts';
import { oddMetadata } from './form.ts';
import { hostileText } from './hostile.ts';
import { commandWith } from './messages.ts';
import { type Drawn, interaction, MEASURED, onMessage, type Person, person, viewOf } from './payload.ts';

const BLOCKS = [ENDPOINT_BLOCKS.name, ENDPOINT_BLOCKS.region, ...ENDPOINT_BLOCKS.pasted].map((block_id) => ({
  type: 'input',
  block_id,
}));

const metadataOf = ({ reviewId, userId, channelId }: Person, more = {}) =>
  JSON.stringify({ form: { draftId: `form-of-${userId}-${reviewId}`, channelId }, ...more });

/** What the AWS CLI prints, with anything in its names. */
const pasted = fc
  .tuple(hostileText, hostileText, fc.constantFrom('ml.m5.xlarge', 'ml.g5.xlarge', '<!here>'))
  .map(([name, variant, InstanceType]) =>
    JSON.stringify({
      EndpointConfigName: `${name}<!channel>`,
      ProductionVariants: [{ VariantName: variant, ModelName: 'm', InstanceType, InitialInstanceCount: 1 }],
    }),
  );

const submission = (who: Person, callbackId: string, metadata: string, values: object): Drawn => ({
  kind: 'account dialog',
  expectsWords: false,
  body: {
    ...interaction(who),
    type: 'view_submission',
    view: viewOf(callbackId, metadata, values as Record<string, unknown>, BLOCKS),
  },
});

const asked = person.chain((who) =>
  fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constant(metadataOf(who)) }, { weight: 1, arbitrary: oddMetadata }),
      fc.oneof(
        fc.record({ [ENDPOINT_BLOCKS.pasted[0]]: fc.oneof(pasted, hostileText) }),
        fc.record({ [ENDPOINT_BLOCKS.name]: fc.oneof(fc.constant('fraud-1'), hostileText) }),
      ),
    )
    .map(([metadata, typed]) => {
      const states = Object.entries(typed).map(([block, value]) => [block, { [INPUT]: { value } }]);
      return submission(who, VIEWS.fromEndpoint, metadata, Object.fromEntries(states));
    }),
);

const measuredId = fc.oneof({ weight: 3, arbitrary: fc.constant(MEASURED) }, { weight: 1, arbitrary: hostileText });

const read = fc.tuple(person, measuredId).map(([who, value]) => {
  const values = { [CHOICE.block]: { [CHOICE.action]: { selected_option: { value } } } };
  return submission(who, VIEWS.fromEndpoint, metadataOf(who, { isRead: true }), values);
});

const pressed = fc.tuple(person, fc.oneof(measuredId, hostileText)).map(
  ([who, value]): Drawn => ({
    kind: 'account button',
    expectsWords: true,
    body: onMessage(who, { action_id: ACTIONS.reviewEndpoint, type: 'button', value }),
  }),
);

const started = person.map(
  (who): Drawn => ({
    kind: 'account button',
    expectsWords: false,
    body: {
      ...interaction(who),
      type: 'block_actions',
      container: { type: 'view', view_id: 'V0' },
      view: viewOf(VIEWS.workload, JSON.stringify({ draftId: 'd', channelId: who.channelId }), {}, []),
      actions: [{ type: 'button', action_id: ACTIONS.startFromEndpoint, block_id: 'form_advice', action_ts: '1' }],
    },
  }),
);

const typed = fc
  .tuple(person, fc.constantFrom('audit', 'endpoint fraud-1', 'endpoint fraud-1 eu-west-1'))
  .map(([who, words]) => commandWith(who, words));

/** What asks of the AWS account, and what is done with the answer. */
export const account: fc.Arbitrary<Drawn> = fc.oneof(asked, read, pressed, started, typed);

import fc from 'fast-check';
import { VIEWS } from '../../../src/slack/ids.ts';
import { anyValues, FORM_BLOCKS, FORM_INPUTS, formMetadata, goodValues, oddMetadata } from './form-parts.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { interaction, person, viewOf } from './people.ts';

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
  return fc
    .tuple(metadata, values, fc.constantFrom(...FORM_INPUTS), hostileText)
    .map(([{ text, isOurs }, state, input, value]) => ({
      kind: 'answer in the form',
      expectsWords: isOurs,
      body: {
        ...interaction(who),
        type: 'block_actions',
        container: { type: 'view', view_id: 'V0' },
        view: viewOf(VIEWS.workload, text, state, FORM_BLOCKS),
        actions: [
          { type: 'plain_text_input', action_id: input.actionId, block_id: input.blockId, action_ts: '1', value },
        ],
      },
    }));
});

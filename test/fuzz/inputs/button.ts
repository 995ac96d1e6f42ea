import fc from 'fast-check';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { CROSSED_WHAT_IF, WHAT_IF } from './known-ids.ts';
import { onMessage, type Person, person } from './people.ts';

/** Buttons that say nothing: a link, and those that belong to a view and not to a message. */
const SILENT: readonly string[] = [ACTIONS.openSource, ACTIONS.searchOlder, ACTIONS.startFromEndpoint];

/** An id of a review as it stands in a button, or something else. */
const reviewValue = ({ reviewId }: Person) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(reviewId, `${reviewId}@1`, `${reviewId}@99`) },
    { weight: 1, arbitrary: hostileText },
  );
const whatIf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(WHAT_IF, CROSSED_WHAT_IF) },
  { weight: 1, arbitrary: hostileText },
);

/** A button of a message, of this version and of an older one. */
export const button: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .constantFrom(
      ...Object.values(ACTIONS).filter((id) => id !== ACTIONS.more),
      ...[ACTIONS.accept, ACTIONS.makeRevision, ACTIONS.makeRevision],
      'accept_2019',
    )
    .chain((actionId) =>
      (actionId === ACTIONS.makeRevision ? whatIf : reviewValue(who)).map((value) => ({
        kind: 'button',
        expectsWords: !SILENT.includes(actionId),
        body: onMessage(who, {
          type: 'button',
          action_id: actionId,
          value,
          text: { type: 'plain_text', text: 'x' },
        }),
      })),
    ),
);

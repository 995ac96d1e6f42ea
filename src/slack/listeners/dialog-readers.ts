import type { ReviewActionKind } from '../../reviews/review-action.ts';
import { BLOCKS } from '../decide/blocks.ts';
import { chosenIn, dayIn, optionIn, typedIn, userIn } from '../decide/read-dialog.ts';
import { VIEWS } from '../ids.ts';
import type { ReadActions } from './decide-view.ts';

/** What each dialog asks for when it is submitted, by its callback_id. `act`: what a person must be permitted to do. */
export const DIALOG_READERS: readonly [callbackId: string, act: ReviewActionKind, read: ReadActions][] = [
  [VIEWS.raiseConcern, 'raise-concern', (values) => [{ kind: 'raise-concern', text: typedIn(values, BLOCKS.concern) }]],
  [
    VIEWS.resolveConcern,
    'resolve-concern',
    (values) => {
      const concernId = Number(chosenIn(values, BLOCKS.whichConcern));
      return [{ kind: 'resolve-concern', concernId, note: typedIn(values, BLOCKS.note) }];
    },
  ],
  [
    VIEWS.accept,
    'accept',
    (_, { revision, concernIds = [] }) => [
      { kind: 'accept', despiteConcerns: concernIds, ...(revision !== undefined && { seenRevision: revision }) },
    ],
  ],
  [
    VIEWS.override,
    'override',
    (values, { revision }) => {
      const option = optionIn(values, BLOCKS.option);
      const reason = typedIn(values, BLOCKS.reason);
      if (option === undefined) throw new Error('The dialog has no such option');
      return [{ kind: 'override', option, reason, ...(revision !== undefined && { seenRevision: revision }) }];
    },
  ],
  [VIEWS.withdraw, 'withdraw', (values) => [{ kind: 'withdraw', reason: typedIn(values, BLOCKS.reason) }]],
  [VIEWS.reopen, 're-open', (values) => [{ kind: 're-open', reason: typedIn(values, BLOCKS.reason) }]],
  [
    VIEWS.decider,
    'set-decider',
    (values) => [
      { kind: 'set-decider', userId: userIn(values, BLOCKS.decider) },
      { kind: 'set-decide-by', date: dayIn(values, BLOCKS.date) },
    ],
  ],
  [
    VIEWS.endpoint,
    'note-endpoint',
    (values) => {
      const endpoint = typedIn(values, BLOCKS.endpoint).trim();
      return [{ kind: 'note-endpoint', endpoint: endpoint === '' ? null : endpoint }];
    },
  ],
];

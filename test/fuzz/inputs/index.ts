import fc from 'fast-check';
import { isJson } from '../../../local-workspace/json.ts';
import { account } from './account.ts';
import { dialog } from './dialog.ts';
import { directMessage, leaving, mention, workflowStep } from './events.ts';
import { formAnswer, workloadForm } from './form.ts';
import { home, homeButton, search } from './home.ts';
import { malformed } from './hostile.ts';
import { button, command, menu, shortcut } from './messages.ts';
import { type Drawn, type Input, OUTSIDER } from './payload.ts';

/** Everything that Slack sends, with how often it is drawn. What comes of a change is drawn more often. */
const KINDS: readonly { arbitrary: fc.Arbitrary<Drawn>; weight: number }[] = [
  { arbitrary: command, weight: 4 },
  { arbitrary: workloadForm, weight: 4 },
  { arbitrary: formAnswer, weight: 3 },
  { arbitrary: dialog, weight: 9 },
  { arbitrary: button, weight: 5 },
  { arbitrary: menu, weight: 4 },
  { arbitrary: shortcut, weight: 4 },
  { arbitrary: mention, weight: 4 },
  { arbitrary: directMessage, weight: 2 },
  { arbitrary: home, weight: 2 },
  { arbitrary: homeButton, weight: 2 },
  { arbitrary: search, weight: 2 },
  { arbitrary: account, weight: 3 },
  { arbitrary: leaving, weight: 1 },
  { arbitrary: workflowStep, weight: 1 },
];

const slack = fc.oneof(
  { weight: 8, arbitrary: fc.constant('takes it' as const) },
  { weight: 1, arbitrary: fc.constantFrom('refuses' as const, 'limits' as const, 'breaks' as const) },
);

const wellFormed = fc.oneof(...KINDS);

/** Everything that can come in: three of four as Slack would send it, with hostile contents; the rest malformed. */
export const anyInput: fc.Arbitrary<Input> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: wellFormed.map((drawn) => ({ ...drawn, isWellFormed: true })) },
      { weight: 1, arbitrary: malformed(wellFormed).map((drawn) => ({ ...drawn, isWellFormed: false })) },
    ),
    slack,
  )
  .map(([drawn, answer]) => ({ ...drawn, slack: hasOneWay(drawn) ? 'takes it' : answer }));

/** A command in Slack's format, for what only commands do. */
export const anyCommand: fc.Arbitrary<Input> = command.map((drawn) => ({
  ...drawn,
  isWellFormed: true,
  slack: 'takes it',
}));

/** There is one call that could show something; where Slack does not take it nobody can do anything. */
function hasOneWay({ body }: Drawn): boolean {
  const { user } = body;
  // An outsider is refused, and what is pressed in a view or at a shortcut has no address to be answered at.
  if (isJson(user) && user['id'] === OUTSIDER) return true;
  return body['type'] === 'shortcut' && body['callback_id'] === 'shortcut_2019';
}

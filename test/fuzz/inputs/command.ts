import fc from 'fast-check';
import { COMMAND } from '../../../src/slack/ids.ts';
import { hostileText } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { type Person, person } from './people.ts';

/** The command with any words, and commands that this app does not have. */
export const command: fc.Arbitrary<Drawn> = person.chain((who) =>
  fc
    .record({ text: hostileText, name: fc.oneof(fc.constant(COMMAND), fc.constantFrom('/old', '/x')) })
    .map(({ text, name }) => commandWith(who, text, name)),
);

/** The command as somebody types it. */
export const commandWith = (who: Person, text: string, name: string = COMMAND): Drawn => ({
  kind: 'command',
  expectsWords: true,
  body: {
    command: name,
    text,
    team_id: who.teamId,
    user_id: who.userId,
    channel_id: who.channelId,
    channel_name: 'ml',
    api_app_id: 'A0',
    is_enterprise_install: 'false',
  },
});

import type { Person } from '../../../local-workspace/people/person.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { until, type World } from './world.ts';

/** What the bot has told somebody in private, in a channel or in their own conversation with it. */
export function toldTo({ workspace }: World, { id }: Person) {
  return [...workspace.ephemerals(id), ...workspace.messages(workspace.directMessage(id))];
}

/**
 * Waits until something is so and the person was told, or a time is over; somebody who is asked presses the button only where
 * it is not so. Resolves to how often they were told and how often they pressed.
 */
export async function heedUntil(world: World, person: Person, isSo: () => boolean, limitMs: number) {
  const before = toldTo(world, person).length;
  const pressed = new Set<string>();
  const told = () => toldTo(world, person).slice(before);
  await until(async () => {
    for (const notice of told()) {
      if (isSo() || pressed.has(notice.ts) || !JSON.stringify(notice.blocks ?? []).includes(ACTIONS.postAgain))
        continue;
      pressed.add(notice.ts);
      await person.click(notice, ACTIONS.postAgain);
    }
    return isSo() && told().length > 0;
  }, limitMs);
  return { notices: told().length, presses: pressed.size };
}

import type { Acknowledgement } from '../../delivery/delivery.ts';
import type { PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { type Act, DONE, type Outcome } from './act.ts';
import { submit } from './submit.ts';
import { write } from './write.ts';

/** Does what a person did in the page. What they could not do in Slack either comes back as a sentence. */
export async function perform(world: PageWorld, place: Place, act: Act): Promise<Outcome> {
  const { person } = place;
  switch (act.kind) {
    case 'write':
      return write(world, place, act.text, act.threadTs);
    case 'shortcut':
      return heard(await person.globalShortcut(act.callbackId));
    case 'messageShortcut':
      return heard(await person.messageShortcut(act.callbackId, act.channelId, act.ts));
    case 'click': {
      const { channelId, ts, actionId, option, blockId } = act;
      return heard(await person.click({ channelId, ts }, actionId, option, blockId));
    }
    case 'clickInView':
      return heard(await person.clickInView(act.viewId, act.actionId, act.option, act.blockId));
    case 'answer':
      if (act.isFinished) return heard(await person.answer(act.viewId, act.blockId, act.answer));
      person.type(act.viewId, act.blockId, act.answer);
      return DONE;
    case 'submit':
      return submit(person, act);
    case 'closeView':
      await person.closeView(act.viewId);
      return DONE;
    case 'invite':
      if (place.channel !== null) await world.workspace.invite(place.channel.id);
      return DONE;
    case 'closeHint':
      world.memory.hintIsGone = true;
      return DONE;
  }
}

function heard(acknowledgement: Acknowledgement | undefined): Outcome {
  if (acknowledgement?.ok !== false) return DONE;
  return { ok: false, text: 'The bot did not answer in time. Please try again.' };
}

import { postEphemeral } from '../../state/post.ts';
import { offeredTo, type PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { DONE, type Outcome } from './act.ts';
import { asSlackText } from './slack-text.ts';

/** What somebody wrote: a message, one of the app's commands, or `/invite`, which is Slack's own. */
export async function write(
  world: PageWorld,
  { person, channel }: Place,
  typed: string,
  threadTs: string | undefined,
): Promise<Outcome> {
  const text = typed.trim();
  if (channel === null || text === '') return DONE;
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  if (command?.[1] === undefined) {
    await person.say(channel.id, asSlackText(text, world.state), threadTs);
    return DONE;
  }
  const [, name, words = ''] = command;
  if (threadTs !== undefined) return { ok: false, text: `${name} is not supported in threads. Sorry!` };
  if (name === '/invite') return invite(world, channel.id, words);
  if (!offeredTo(world, person.id).commands.some((known) => known.command === name)) {
    const text = `${name} is not a valid command.`;
    postEphemeral(world.state, { channelId: channel.id, userId: person.id }, { text: asSlackText(text, world.state) });
    return DONE;
  }
  world.memory.hintIsGone = true;
  const acknowledgement = await person.slashCommand(channel.id, words, name);
  if (acknowledgement.ok) return DONE;
  const reason = acknowledgement.reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
  return { ok: false, text: `${name} failed with the error "${reason}".` };
}

async function invite({ workspace, manifest, state }: PageWorld, channelId: string, words: string): Promise<Outcome> {
  const wanted = words.trim().replace(/^@/, '').toLowerCase();
  if (wanted !== manifest.botName.toLowerCase()) {
    return { ok: false, text: `Only @${manifest.botName} can be invited here: /invite @${manifest.botName}` };
  }
  if (state.channels.get(channelId)?.members.has(state.app.botUserId) !== true) await workspace.invite(channelId);
  return DONE;
}

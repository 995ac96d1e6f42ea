import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { forgetPast, type Member } from './crew.ts';
import type { Timed } from './errands.ts';
import { hearForms } from './send-commands.ts';
import { timeAll, upTo } from './timing.ts';
import { createEar } from './wait-for-entry.ts';

export async function sendSubmissions(
  workspace: Workspace,
  crew: readonly Member[],
  asked: { count: number; text: string },
): Promise<Timed> {
  const forms = await openForms(workspace, crew, asked);
  const posted = createEar(workspace, (entry) =>
    entry.kind === 'message' && entry.change === 'posted' ? [entry.channelId, entry.ts] : undefined,
  );
  // Everybody submits their own forms, in a channel where nobody else posts.
  const timed = await timeAll(crew, upTo(asked.count), async (member) => {
    const viewId = forms.get(member)?.pop();
    if (viewId === undefined) throw new Error('Somebody has no form left');
    const message = posted.next(member.channel);
    const started = performance.now();
    const submitted = member.person.submit(viewId);
    await message;
    const ms = performance.now() - started;
    await posted.next(member.channel);
    const { kind } = await submitted;
    if (kind !== 'closed') throw new Error(`A submission was answered with "${kind}"`);
    return ms;
  });
  posted.end();
  forgetPast(workspace);
  return timed;
}

/** Enough for everybody, since some are faster than others. */
async function openForms(
  workspace: Workspace,
  crew: readonly Member[],
  { count, text }: { count: number; text: string },
): Promise<Map<Member, string[]>> {
  const opened = hearForms(workspace);
  const forms = new Map(crew.map((member) => [member, [] as string[]]));
  const perMember = crew.length === 1 ? count : Math.ceil((count / crew.length) * 3);
  await Promise.all(
    crew.map(async (member) => {
      for (let form = 0; form < perMember; form++) {
        const seen = opened.next(member.person.id);
        await member.person.slashCommand(member.channel, text);
        forms.get(member)?.push(await seen);
      }
    }),
  );
  opened.end();
  forgetPast(workspace);
  return forms;
}

import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { forgetPast, type Member } from './crew.ts';
import type { Timed } from './errands.ts';
import { timeAll, upTo } from './timing.ts';
import { createEar } from './wait-for-entry.ts';

const FORGET_EVERY = 20;

export async function sendCommands(
  workspace: Workspace,
  crew: readonly Member[],
  { count, text }: { count: number; text: string },
): Promise<Timed> {
  const opened = hearForms(workspace);
  let acknowledged: Promise<unknown>[] = [];
  const timed = await timeAll(crew, upTo(count), async ({ person, channel }, index) => {
    const seen = opened.next(person.id);
    const started = performance.now();
    acknowledged.push(person.slashCommand(channel, text));
    const viewId = await seen;
    const ms = performance.now() - started;
    const view = workspace.state.views.find(viewId);
    if (view !== undefined) workspace.state.views.close(view);
    if (index % FORGET_EVERY === 0) {
      forgetPast(workspace);
      acknowledged = acknowledged.slice(-crew.length);
    }
    return ms;
  });
  await Promise.all(acknowledged);
  opened.end();
  forgetPast(workspace);
  return timed;
}

/** The ID of the form that opens, by person. */
export function hearForms(workspace: Workspace) {
  return createEar(workspace, (entry) =>
    entry.kind === 'view' && entry.change === 'opened' ? [entry.userId, entry.viewId] : undefined,
  );
}

import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { SEARCH_BLOCK } from '../../src/slack/render/home/home.ts';
import { forgetPast, type Member } from './crew.ts';
import type { Timed } from './errands.ts';
import { timeAll, upTo } from './timing.ts';
import { createEar } from './wait-for-entry.ts';

export async function lookAtHome(workspace: Workspace, member: Member, count: number): Promise<Timed> {
  const published = createEar(workspace, (entry) =>
    entry.kind === 'view' && entry.change === 'published' ? [entry.userId, entry.viewId] : undefined,
  );
  const timed = await timeAll([member], upTo(count), async ({ person }) => {
    const seen = published.next(person.id);
    const started = performance.now();
    const acknowledged = person.openHome();
    await seen;
    const ms = performance.now() - started;
    await acknowledged;
    return ms;
  });
  published.end();
  forgetPast(workspace);
  return timed;
}

/** From the Home tab, as a person does. */
export async function search(workspace: Workspace, member: Member, count: number, words: string): Promise<Timed> {
  const { person } = member;
  await lookAtHome(workspace, member, 1);
  const home = person.home();
  if (home === undefined) throw new Error('There is no home tab');
  await person.clickInView(home.id, ACTIONS.homeSearch);
  const { id } = await person.waitForView();
  const timed = await timeAll([member], upTo(count), async () => {
    await person.answer(id, SEARCH_BLOCK, words);
    const started = performance.now();
    const { kind } = await person.submit(id);
    if (kind !== 'updated') throw new Error(`A search was answered with "${kind}"`);
    return performance.now() - started;
  });
  await person.closeView(id);
  forgetPast(workspace);
  return timed;
}

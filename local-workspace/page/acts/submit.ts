import type { Person } from '../../people/person.ts';
import { type Act, DONE, type Outcome } from './act.ts';

/** Fills in what the form holds in the browser, and submits it. Errors beside questions are in the view, not in the outcome. */
export async function submit(person: Person, { viewId, answers }: Extract<Act, { kind: 'submit' }>): Promise<Outcome> {
  const asked = new Set(
    person
      .views()
      .find(({ id }) => id === viewId)
      ?.blocks.map((block) => block['block_id']),
  );
  for (const [blockId, answer] of Object.entries(answers)) {
    if (asked.has(blockId)) person.type(viewId, blockId, answer);
  }
  const submission = await person.submit(viewId);
  if (submission.kind !== 'failed') return DONE;
  return { ok: false, text: 'We had some trouble connecting. Try again?' };
}

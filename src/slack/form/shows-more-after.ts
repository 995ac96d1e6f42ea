import { MORE_ACTION } from './block-ids.ts';
import type { FormMetadata } from './form-metadata.ts';

/** Whether the questions behind *More details* are in sight after an action in the form: only that button changes it. */
export function showsMoreAfter(
  action: { action_id: string; value?: string | undefined },
  metadata: FormMetadata,
): boolean {
  return action.action_id === MORE_ACTION ? action.value === 'show' : (metadata.showMore ?? false);
}

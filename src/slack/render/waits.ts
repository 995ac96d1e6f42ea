import type { Waiting } from '../../reviews/action.ts';
import { joinClauses } from '../../wording/sentences.ts';

const NAMED_MAX = 10;

/**
 * "The next approval waits until the concern is resolved, or until Dana approves, with a reason." Each of those it names can do it
 * now. `until`: when the concern no longer blocks.
 */
export function waitsWords({ approved, can }: Waiting, until: string, named: (id: string) => string): string {
  const next = approved?.length === 0 ? 'The approval' : 'The next approval';
  const [what, does] = approved === null ? ['The decision', 'decides'] : [next, 'approves'];
  const names = joinClauses(can.slice(0, NAMED_MAX).map(named), 'or');
  const or = can.length === 0 ? '' : `, or until ${names} ${does}, with a reason`;
  return `${what} waits until ${until}${or}.`;
}

import type { Hit } from './patterns.ts';
import type { StatementRow } from './statement-types.ts';
import type { Reading } from './types.ts';

/** "Spiky hair", "spike detection": the word is about what follows it, and that is no traffic. */
export function describesOther(
  { items, clauses: { clauseOf } }: Reading,
  { row, from, to }: Hit<StatementRow>,
): boolean {
  if (row.says.trafficPattern === undefined || row.says.trafficPattern === 'dataset') return false;
  const [last, next] = [items[to - 1], items[to]];
  if (next?.kind !== 'word' || clauseOf[to] !== clauseOf[to - 1]) return false;
  if (/^(?:detect|classif|recogni|segment|forecast)/.test(next.text)) return true;
  return to - from === 1 && ADJECTIVES.has(last?.text ?? '') && !TRAFFIC.has(next.text);
}

const ADJECTIVES = new Set([
  'steady',
  'flat',
  'stable',
  'even',
  'uniform',
  'irregular',
  'spiky',
  'wavy',
  'uneven',
  'constant',
]);

/** What may stand behind a word about traffic: what varies, or a word that goes on with something else. */
const TRAFFIC = new Set(
  'traffic load rate use usage call request req volume demand query flow stream trickle around at on in over all and but with through during most mostly by from to as for the a we it no or not day night 24/7 rps qps about approx roughly per throughout gpu cpu since because so if until otherwise pattern access inference basis throughput only stateless vpc behavior behaviour'.split(
    ' ',
  ),
);

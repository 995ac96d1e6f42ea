import { figure } from '../../findings/words.ts';
import { writesTokens } from '../../needs/needs.ts';
import { formatNumber } from '../../workload/measures.ts';
import { plannedType, type Warning } from './warning.ts';

/** Instances of a load test: enough to see that two share the load. */
const LOAD_TESTED_MAX = 2;

/** What to measure before anybody commits to a size. */
export const MEASURING = {
  /** `asked`: how many the peak takes. `allowed`: their type. */
  'size-is-modelled': {
    rule: (situation) => {
      const { sizing } = situation;
      const type = plannedType(situation);
      if (sizing?.basis !== 'modelled' || !sizing.count || type === undefined) return null;
      return { asked: sizing.count.likely, allowed: type };
    },
    text: ({ needs, asked, allowed }) => {
      const load = needs.isDataset ? 'records' : writesTokens(needs) ? 'prompts' : 'requests';
      const of = figure(asked) > LOAD_TESTED_MAX ? ` of the ${formatNumber(figure(asked))}` : '';
      const [many, speed] = asked === 1 ? ['one', 'its speed'] : [`${LOAD_TESTED_MAX}${of} ×`, 'their speed'];
      return `Load-test ${many} ${allowed} with your own ${load} before you commit: ${speed} is modelled, not measured.`;
    },
  },
  /** Of a load that is known. `asked`: the type to measure on. */
  'size-is-unknown': {
    rule: (situation) => {
      const { sizing } = situation;
      const asked = plannedType(situation);
      const waitsForTime = sizing?.basis === 'unknown' && sizing.needs.join() === 'processingTimeSeconds';
      return waitsForTime && asked !== undefined ? { asked } : null;
    },
    text: ({ needs, asked }) =>
      `Time a ${needs.isDataset ? 'record' : 'request'} on one ${asked} before you commit: how many you need follows from it.`,
  },
} satisfies Record<string, Warning>;

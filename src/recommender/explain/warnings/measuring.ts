import { machineOf } from '../../facts/machines.ts';
import { figure } from '../../findings/words.ts';
import { computedWorkOf, writesTokens } from '../../needs/needs.ts';
import { leastSeconds } from '../../throughput/computed-work.ts';
import { gpuOf } from '../../throughput/gpus.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';
import { plannedType, type Situation, type Warning } from './warning.ts';

/** Instances of a load test: enough to see that two share the load. */
const LOAD_TESTED_MAX = 2;

/** The least that a request is expected to take where a time of it counts, in seconds. */
function expectedAtLeast(situation: Situation): number | undefined {
  const { timedOn, model, stated } = situation.needs;
  if (timedOn === undefined && stated.instanceType === undefined && computedWorkOf(situation.needs)) return undefined;
  const machine = timedOn ?? machineOf(plannedType(situation) ?? '');
  const gpu = machine && gpuOf(machine);
  return model?.computing && gpu && leastSeconds(model.computing, gpu);
}

/** What to measure before anybody commits to a size. */
export const MEASURING = {
  /** `asked`: the stated seconds. `allowed`: what it takes at least by the model. */
  'stated-time-beyond-model': {
    rule: (situation) => {
      const asked = situation.needs.stated.processingTimeSeconds;
      const allowed = expectedAtLeast(situation);
      return asked !== undefined && allowed !== undefined && asked < allowed ? { asked, allowed } : null;
    },
    text: ({ needs: { timedOn, stated }, asked, allowed }) =>
      `${formatSeconds(figure(asked))} per request is stated, and the model expects at least ${formatSeconds(Number(figure(allowed).toPrecision(2)))} on ${timedOn?.name ?? stated.instanceType ?? 'the recommended type'}. The stated time counts: check that it was measured with such requests.`,
  },
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
      return `Load-test ${many} ${allowed} with real ${load} before committing: ${speed} is modelled, not measured.`;
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
      `Time a ${needs.isDataset ? 'record' : 'request'} on one ${asked} before committing: the number of instances follows from it.`,
  },
} satisfies Record<string, Warning>;

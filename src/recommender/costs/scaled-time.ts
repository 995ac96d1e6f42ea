import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import { computedWorkOf, isTimedByMeasurement, type Needs, restated, writesTokens } from '../needs/needs.ts';
import { likelyPerSecond } from '../throughput/computed-work.ts';
import { GPUS, type GpuId, gpuOf, gpuTypeOf, isOn } from '../throughput/gpus.ts';
import type { SpanFactors } from '../throughput/interval.ts';
import type { Volume } from './volume.ts';

// A stated time on another GPU than the one that it was measured on.

/** How long a request takes there, in times of what was stated; and its speed at the least and the most, in times of the likely one. */
export type ScaledTime = SpanFactors & { readonly times: number };

/**
 * On a type with another GPU, by what limits one request at a time: the rate at which its work is done where that is modelled, else
 * the bandwidth of the memory. Undefined where the time is as stated, null where it says nothing of the type.
 */
export function scaledTime(needs: Needs, spec: InstanceType | undefined): ScaledTime | null | undefined {
  const { timedOn: machine, model } = needs;
  if (machine === undefined || spec === undefined || machine.spec === spec || !isCountedAsStated(needs))
    return undefined;
  const to = gpuTypeOf(spec.name)?.gpu;
  if (to !== undefined && isOn(machine, to)) return undefined;
  const from = gpuOf(machine);
  if (to === undefined || from === undefined) return spec.acceleratorCount === 0 ? undefined : null;
  const rateOf = (gpu: GpuId): number =>
    model?.computing ? likelyPerSecond(model.computing, gpu) : GPUS[gpu].bandwidthGBs;
  // As much as two data sheets may mislead by. Ours.
  return { times: rateOf(from) / rateOf(to), low: 0.6, high: 1.4 };
}

/** Of a request on a type, as stated or scaled; Infinity where nobody knows. */
export function secondsOn(needs: Needs, spec: InstanceType | undefined): number {
  const scaled = scaledTime(needs, spec);
  return scaled === null ? Infinity : (needs.processingTimeSeconds ?? 0) * (scaled?.times ?? 1);
}

/** The seconds that were stated are what a load is counted by. */
const isCountedAsStated = (needs: Needs): boolean =>
  needs.stated.processingTimeSeconds !== undefined &&
  !writesTokens(needs) &&
  computedWorkOf(needs) === undefined &&
  !isTimedByMeasurement(needs);

/** Where nobody says what a time was measured on, it is that of the chosen type, and other GPUs are compared with it. */
export function timedOnChosen(needs: Needs, chosen: string): Needs {
  const isOpen = needs.timedOn === undefined && isCountedAsStated(needs) && instanceTypeOf(chosen)?.gpuCount;
  return isOpen ? restated(needs, { processingTimeOn: chosen }) : needs;
}

/** Its seconds as they are there, and as fast as the month turns out. */
export function volumeOn(volume: Volume, scaled: ScaledTime | undefined): Volume {
  if (scaled === undefined) return volume;
  const times = scaled.times / (volume.pace === 'likely' ? 1 : scaled[volume.pace]);
  const sizing = { ...volume.sizing, processingSeconds: volume.sizing.processingSeconds * times };
  return { ...volume, meanSeconds: volume.meanSeconds * times, sizing };
}

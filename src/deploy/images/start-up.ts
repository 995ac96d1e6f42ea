import { QUOTAS } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { SERVING_IMAGES } from './images.ts';
import { imageOf } from './serving-image.ts';

// How long a container gets to start, by the size of its model.

/** Weights up to a size in GiB, and the seconds that they get to arrive and to load; larger ones as long as AWS allows. Ours. */
const START_UP: readonly (readonly [weightsGB: number, seconds: number])[] = [
  [10, 600],
  [150, 1800],
];

/** Seconds that a container gets to start; undefined where nothing says how large its model is: then AWS's default holds. */
export function startUpSeconds(facts: DeploymentFacts): number | undefined {
  const { model, writesTokens } = facts.serving;
  const most = QUOTAS.startUpTimeout.value;
  const { server } = imageOf(facts);
  const least = server === undefined ? 0 : (SERVING_IMAGES[server].startUpSeconds ?? 0);
  if (model.weightsGB === undefined) return writesTokens ? most : undefined;
  const { weightsGB } = model;
  return Math.max(least, START_UP.find(([size]) => weightsGB <= size)?.[1] ?? most);
}

/** The start-up time-outs of a variant or a component. */
export function startUpTimeouts(facts: DeploymentFacts): Record<string, number> {
  const seconds = startUpSeconds(facts);
  return seconds === undefined
    ? {}
    : { ModelDataDownloadTimeoutInSeconds: seconds, ContainerStartupHealthCheckTimeoutInSeconds: seconds };
}

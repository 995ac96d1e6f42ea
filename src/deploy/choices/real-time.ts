import type { Builder } from '../facts.ts';
import { answeringEndpoint } from '../parts/answering.ts';
import { containerOf } from '../parts/model.ts';

/** One model in one container, on instances that answer while the caller waits. */
export const realTime: Builder = (facts) =>
  answeringEndpoint(facts, (suffix) => ({
    containers: [containerOf(facts, suffix === '' ? 'the model' : 'the candidate', suffix)],
  }));

import * as z from 'zod';
import { INFERENCE_OPTIONS, rowOf, WORKLOAD_FIELDS } from '../../recommender/index.ts';
import { MEANINGS } from '../../wording/field-meanings.ts';

// What several tools take, as an assistant sees it. The checks of a workload are the recommender's own.

const fields = WORKLOAD_FIELDS.filter((field) => field !== 'name' && field !== 'measurements');

/** A workload, with what each field means. They are described once, in the tool that comes first. */
export const describedWorkload = z
  .strictObject({
    name: rowOf('name').schema.check(z.describe(MEANINGS.name)),
    ...Object.fromEntries(fields.map((field) => [field, z.optional(rowOf(field).schema).describe(MEANINGS[field])])),
    measurements: z
      .unknown()
      .describe(
        'What a load test measured: files of AIPerf, GuideLLM, vLLM bench serve and AWS\'s jobs as they are, or rows such as {"instanceType": "ml.g6e.xlarge", "concurrency": 8, "requestsPerSecond": 4, "outputTokensPerSecond": 512}',
      )
      .optional(),
  })
  .describe(
    'What is known of a model and its traffic. Leave out what nobody stated: absent is not the same as no. For example {"name": "fraud-scoring", "trafficPattern": "steady", "peakRequestsPerSecond": 20, "payloadSizeMB": 3, "responseTimeSeconds": 0.2}',
  );

/** A workload where its fields are described elsewhere: every schema is read with every conversation. */
export const workload = z.looseObject({ name: z.string() }).describe('As in recommend');

/** Longest text of words, in characters. A Slack message has no more (https://docs.slack.dev/reference/methods/chat.postMessage). */
export const WORDS_MAX = 40_000;

export const words = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(WORDS_MAX, `must have at most ${WORDS_MAX} characters`);

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);
export const optionId = z.enum(OPTION_IDS, `must be one of ${OPTION_IDS.join(', ')}`);

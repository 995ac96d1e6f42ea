import * as z from 'zod';
import { onInstance, parseWorkload, readMeasurement } from '../../recommender/index.ts';
import { measuredWords } from '../texts.ts';
import { anObject, workload } from './shapes.ts';
import { refuseAll, tool } from './tool.ts';

const input = z.strictObject({
  workload: workload.optional().describe('What it measured, as in recommend. The result has it with the measurements'),
  content: z
    .union(
      [z.string(), z.looseObject({}), z.array(z.looseObject({}))],
      'must be a text, an object or a list of objects',
    )
    .describe(
      'The file as text or JSON, or rows with times in seconds, for example {"instanceType": "ml.g6e.xlarge", "concurrency": 8, "requestsPerSecond": 4, "p50": 1.2, "p95": 2.1, "outputTokensPerSecond": 512}',
    ),
  instanceType: z
    .string('must be a text')
    .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, 'must be as AWS writes it, such as ml.g6e.xlarge')
    .optional()
    .describe('Where the file names none: ask the person which one was measured'),
});

const output = z.object({
  measurements: z.array(anObject).describe('To give as `measurements` of a workload'),
  workload: anObject.optional().describe('The given one with these measurements, to give to recommend'),
  asks: z.array(z.string()).describe('What to ask the person before they count'),
});

export const measurementTool = tool(
  {
    name: 'import_measurement',
    title: 'Read a load test',
    description:
      "Reads what measured a model's speed into the `measurements` of a workload: AIPerf's, GuideLLM's and vLLM bench serve's JSON, what the AWS CLI prints of AI recommendation jobs and of Inference Recommender, or plain rows. Give the result to recommend, which then sizes by it.",
    input,
    output,
  },
  ({ workload, content, instanceType }) => {
    const read = readMeasurement(content);
    if (!read.ok) return refuseAll(read.faults);
    const measurements = instanceType === undefined ? read.measurements : onInstance(read.measurements, instanceType);
    const isAsked = measurements.some((one) => one.instanceType === null);
    const asks = isAsked ? ['On which instance type was this measured? The file names none.'] : [];
    const lines = [...measurements.map(measuredWords), ...asks];
    if (workload === undefined) return { ok: true, structured: { measurements, asks }, text: lines.join('\n') };
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const { measurements: before = [] } = parsed.workload;
    const measured = parseWorkload({ ...parsed.workload, measurements: [...before, ...measurements] });
    if (!measured.ok) return refuseAll(measured.faults);
    return { ok: true, structured: { measurements, workload: measured.workload, asks }, text: lines.join('\n') };
  },
);

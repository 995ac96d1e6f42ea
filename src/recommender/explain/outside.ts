import { BEDROCK_IMPORT, OUTSIDE_SOURCES, TINY_MODEL_GB } from '../facts/outside.ts';
import { QUOTAS } from '../facts/quotas.ts';
import type { Judgement } from '../judge/judgement.ts';
import type { Needs } from '../needs/needs.ts';
import type { Choice, OutsideOption, Recommendation } from '../recommendation.ts';
import { formatHours } from '../workload/measures.ts';
import type { ReasonCode } from './rejected.ts';

/** What is known of an answer when the lines beside it are written. */
type Answered = Pick<Recommendation, 'costs' | 'rejected'> & {
  readonly choice: Pick<Choice, 'option' | 'sizing'> | null;
};

/** Something else of AWS's that may serve the workload. */
interface Outside {
  readonly id: OutsideOption['id'];
  readonly serves: (needs: Needs, answer: Answered) => boolean;
  /** It is the plain alternative, whatever the budget. */
  readonly isPlain: (needs: Needs, answer: Answered) => boolean;
  /** What it does, and what it doesn't. */
  readonly text: (needs: Needs) => string;
  readonly source: OutsideOption['source'];
}

/** What to look at outside SageMaker AI endpoints: where the bill is over the budget, or where it is the plain alternative. */
export function outsideFor({ needs }: Judgement, answer: Answered): OutsideOption[] {
  const isOver = isOverBudget(needs, answer);
  return OUTSIDE.filter(({ serves, isPlain }) => serves(needs, answer) && (isOver || isPlain(needs, answer))).map(
    ({ id, text, source }) => ({ id, text: text(needs), source }),
  );
}

function isOverBudget({ stated }: Needs, { choice, costs }: Answered): boolean {
  const likely = costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
  return stated.monthlyBudgetUsd !== undefined && likely !== undefined && likely > stated.monthlyBudgetUsd;
}

const SECONDS_PER_HOUR = 3600;
const GB_PER_GIB = 2 ** 30 / 1e9;

/** The longest that any option works on one file. */
const FILE_SECONDS_MAX = Math.max(QUOTAS.asynchronousProcessing.value, QUOTAS.batchRecordProcessing.value);

const OUTSIDE: readonly Outside[] = [
  {
    id: 'bedrock-on-demand',
    serves: (needs) => isOpenModel(needs) && needs.model?.known !== undefined && needs.stated.modelConfig === undefined,
    isPlain: (needs, answer) => isSpiky(needs) || fitsOneInstance(answer),
    text: ({ model, region }) =>
      `Bedrock on demand: billed per token, if ${model?.known?.id} itself is in Bedrock in ${region}. It doesn't serve custom weights.`,
    source: OUTSIDE_SOURCES.bedrockOnDemand,
  },
  {
    id: 'bedrock-imported',
    serves: (needs) => isOpenModel(needs) && isImportable(needs) && needs.stated.coldStarts !== 'unacceptable',
    isPlain: isSpiky,
    text: () =>
      'Bedrock Custom Model Import: for fine-tuned weights, billed in 5-minute windows of use. No batch, no CloudFormation, and up to 5 minutes of retries after idle periods.',
    source: OUTSIDE_SOURCES.bedrockImport,
  },
  {
    id: 'processing-job',
    serves: (needs, answer) => isLong(needs) || lacksTypes(answer),
    isPlain: () => true,
    text: (needs) =>
      isLong(needs)
        ? `SageMaker Processing or AWS Batch: one job per file, with no ${formatHours(FILE_SECONDS_MAX / SECONDS_PER_HOUR).replace(' ', '-')} limit. A job takes minutes to start and can't answer requests.`
        : 'SageMaker Processing or AWS Batch: a job whose script loads the model and reads the dataset. Processing takes g7e and p5, which batch transform lacks.',
    source: OUTSIDE_SOURCES.processingJob,
  },
  {
    id: 'lambda',
    serves: isTinyOnCpu,
    // Serverless Inference bills only the time in use, too.
    isPlain: (needs, { choice }) => isSpiky(needs) && choice?.option !== 'serverless',
    text: () =>
      'AWS Lambda: serves a model this small and bills only the time in use. No GPU, and separate limits on memory, payload and time.',
    source: OUTSIDE_SOURCES.lambda,
  },
];

const isLong = ({ processingTimeSeconds = 0 }: Needs): boolean => processingTimeSeconds > FILE_SECONDS_MAX;

/** Processing takes other types (`ProcessingInstanceType`, @aws-sdk/client-sagemaker 3.1142.0). */
const lacksTypes = ({ rejected }: Answered): boolean =>
  rejected.some(({ reasons }) => reasons.some(({ code }) => code === ('job-lacks-types' satisfies ReasonCode)));

/** One open model that answers requests and needs nothing that an endpoint alone has. */
function isOpenModel({ stated, isDataset, streaming, model, models, features }: Needs): boolean {
  const isPlain = features.every((feature) => feature === 'gpu');
  return (
    model?.writing !== undefined &&
    !isDataset &&
    models === 1 &&
    isPlain &&
    streaming !== 'bidirectional' &&
    stated.modelAdapters !== true &&
    stated.containerCount === undefined
  );
}

function isSpiky({ traffic }: Needs): boolean {
  return traffic === 'intermittent';
}

/** So few tokens that one instance, the least there is, would do. */
const fitsOneInstance = ({ choice }: Answered): boolean => choice?.sizing?.count?.likely === 1;

function isImportable({ model, region, stated }: Needs): boolean {
  const { regions, architectures, knownModels, onlyIn, contextTokens, textGB, multimodalGB } = BEDROCK_IMPORT;
  const configured = stated.modelConfig?.['model_type'];
  const name = typeof configured === 'string' ? configured : (model?.known?.id ?? '');
  const isSupported = configured === undefined ? knownModels.test(name) : architectures.has(name);
  if (!isSupported || !regions.has(region) || (onlyIn.model.test(name) && region !== onlyIn.region)) return false;
  const sees = model?.figures?.task === 'image-text-to-text';
  const weightsGB = (model?.weightsGiB ?? Infinity) * GB_PER_GIB;
  return weightsGB < (sees ? multimodalGB : textGB) && (model?.figures?.context ?? 0) <= contextTokens;
}

/** A small model on a CPU, alone in its container, that a caller waits seconds for and may find cold. */
function isTinyOnCpu({
  stated,
  isDataset,
  requiresGpu,
  model,
  arrangement,
  features,
  streaming,
  coldStarts,
}: Needs): boolean {
  const { modelSizeGB, processingTimeSeconds = 0 } = stated;
  return (
    modelSizeGB !== undefined &&
    modelSizeGB < TINY_MODEL_GB &&
    !isDataset &&
    !requiresGpu &&
    model?.writing === undefined &&
    arrangement === 'one' &&
    coldStarts !== 'unacceptable' &&
    features.length === 0 &&
    streaming === 'none' &&
    processingTimeSeconds <= QUOTAS.realTimeProcessing.value
  );
}

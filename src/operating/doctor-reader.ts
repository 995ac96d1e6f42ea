import { regionOf } from '../model-reader/arn.ts';
import { createModelReader, type ModelReaderSettings, type ModelReading } from '../model-reader/index.ts';
import { labelOf, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';
import { weighProposed } from '../wording/combine.ts';
import { isNear } from '../wording/evidence.ts';
import type { Proposed } from '../wording/proposed.ts';
import { readWords } from '../wording/read-words.ts';
import { type Finding, fault, fine, note } from './doctor.ts';

const ABOUT = 'language model';

/** What the model reads. Its last sentence states nothing. */
const TEXT =
  'Hello, the help desk wants summaries from an 8B model that we tuned ourselves, in Ireland. What it is handed has 1,200 tokens, and it writes 300 tokens. 25 agents use it at once and want their answer within 15 seconds. That makes 90k tickets a month; nothing has more than 8,192 tokens. Finance gave us 2.5k USD a month. The vendor we leave answered in 40 seconds and took 12 requests per second.';

const STATED: Partial<Workload> = {
  region: 'eu-west-1',
  modelParametersBillion: 8,
  inputTokens: 1200,
  outputTokens: 300,
  contextTokens: 8192,
  concurrentRequests: 25,
  responseTimeSeconds: 15,
  monthlyRequests: 90_000,
  monthlyBudgetUsd: 2500,
};

type Why = Extract<ModelReading, { ok: false }>['why'];

/**
 * Has the language model read one text, where a model is named, and compares it with the rules. A model that doesn't answer keeps
 * nothing from working: rules read alone.
 */
export async function checkReader(settings: ModelReaderSettings): Promise<Finding[]> {
  const reader = createModelReader(settings);
  const { readerModel: model, readerUrl } = settings;
  if (reader === undefined || model === null) return [];
  const region = regionOf(model) ?? "the Region of AWS's configuration";
  const place = readerUrl === null ? `in ${region}` : `at ${new URL(readerUrl).host}`;
  const named = `${model} ${place}`;
  try {
    const before = Date.now();
    const reading = await reader.read(TEXT);
    if (reading.ok) return [compare(named, reading.proposed, (Date.now() - before) / 1000)];
    const advice = (readerUrl === null ? ADVICE : SERVER_ADVICE)[reading.why];
    const text = advice?.(named, model, reading.error) ?? `${named} didn't read a text. ${reading.note}.`;
    return [reading.why === 'throttled' ? note(ABOUT, text) : fault(ABOUT, text)];
  } finally {
    reader.close();
  }
}

/** What the model alone reads, as far as the text proves it, against what the rules alone read. */
function compare(named: string, proposed: Proposed, seconds: number): Finding {
  const { heard, dropped } = weighProposed(TEXT, { says: {}, from: {}, unclear: [], notUsed: [TEXT] }, proposed);
  const [byModel, byRules] = [scoreOf(heard.says), scoreOf(readWords(TEXT).says)];
  const isWorse = byModel.others.length > byRules.others.length;
  const rules = `the rules alone read ${byRules.right}${isWorse ? ': better without it' : ''}.`;
  const others = byModel.others.map((field) => `${labelOf(field)} (${heard.says[field] ?? 'missing'})`);
  const lines = [
    `${named} reads ${byModel.right} of ${Object.keys(STATED).length} facts in ${seconds.toFixed(1)} s; ${rules}`,
    others.length > 0 && `Missing, only asked, or wrong: ${others.join(', ')}.`,
    dropped > 0 && `Not proven by the text, so not used: ${dropped}.`,
  ];
  return (isWorse ? note : fine)(ABOUT, lines.filter(Boolean).join(' '));
}

function scoreOf(says: Partial<Workload>): { right: number; others: WorkloadField[] } {
  const others = WORKLOAD_FIELDS.filter((field) => !isNear(says[field], STATED[field]));
  return { right: Object.keys(STATED).filter((field) => !others.includes(field as WorkloadField)).length, others };
}

type Advice = Partial<Record<Why, (named: string, model: string, error?: string) => string>>;

const ADVICE: Advice = {
  denied: (named, model) =>
    `AWS denied access to ${named}. Give the bot credentials that allow bedrock:InvokeModel on ${model}: on an inference profile, and on the models behind it.`,
  'not-enabled': (named) =>
    `${named} isn't enabled for this account. Enable it in the Bedrock console, or set READER_MODEL to an inference profile that contains it, or AWS_REGION to a Region that has it.`,
  timeout: (named) =>
    `${named} didn't answer in time. Check that the network reaches it, choose a smaller model, or raise READER_MODEL_TIMEOUT_MS.`,
  throttled: (named) => `${named} gets too many requests. Check its quotas in Service Quotas.`,
  nonsense: (named) => `${named} answered in another shape than it was asked for. Choose another model.`,
  error: (named) => `The call of ${named} failed. Check AWS_REGION and the network.`,
};

const SERVER_ADVICE: Advice = {
  ...ADVICE,
  denied: (named) => `The server of ${named} denied access. Set READER_KEY to a key that it takes.`,
  'not-enabled': (named) =>
    `The server of ${named} answered 404: it has no such model, or nothing at READER_URL with /chat/completions behind it. READER_URL most often ends with /v1.`,
  'no-schema': (named) => `The server of ${named} takes no JSON schema. Choose a server or a model that does.`,
  throttled: (named) => `The server of ${named} gets too many requests.`,
  error: (named, _, error) =>
    `The call of ${named} failed (${error}). Check READER_URL, its certificate and the network. Redirects are not followed.`,
};

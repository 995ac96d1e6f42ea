import { isSameValue, type Workload, type WorkloadField } from '../../recommender/index.ts';
import { readModel, writeModel } from '../../wording/quantities/index.ts';
import { readWords } from '../../wording/read-words.ts';
import { type Read, understood } from '../../wording/text.ts';
import { answerTo, type Draft } from './draft.ts';

/** Reads an answer in a question's notation. */
type Exact = (answer: string) => Read<Partial<Workload>>;

/** Invisible characters: the notation refuses them, and the reader of words would skip them. */
const HIDDEN = /\p{Cf}/u;

/**
 * Reads an answer in the question's notation, or in words: as a whole, then part by part. Words count only if they state nothing
 * but the question's fields, and nothing is unclear or left over. Otherwise the notation's error is shown.
 */
export function readFreely(answer: string, fields: readonly WorkloadField[], exact: Exact): Read<Partial<Workload>> {
  const whole = exact(answer);
  if (whole.ok || HIDDEN.test(answer)) return whole;
  const words = fromWords(answer, fields);
  if (words !== undefined) return understood(words);
  const stated: Partial<Workload> = {};
  for (const part of answer.split(/[,;] +|\n/)) {
    const read = exact(part);
    const says = read.ok ? read.value : fromWords(part, fields);
    if (says === undefined || contradicts(stated, says)) return whole;
    Object.assign(stated, says);
  }
  return understood(stated);
}

function fromWords(text: string, fields: readonly WorkloadField[]): Partial<Workload> | undefined {
  const { says, from, unclear, notUsed, name, isNamed } = readWords(text);
  // Derived facts weren't typed, and belong to another question.
  const said = (Object.keys(says) as WorkloadField[]).filter((field) => from[field] !== undefined);
  const isFact = !isNamed || Object.values(from).some((words) => words.includes(name ?? ''));
  const isWhole = unclear.length === 0 && notUsed.length === 0 && isFact;
  if (!isWhole || said.length === 0 || said.some((field) => !fields.includes(field))) return undefined;
  return Object.fromEntries(said.map((field) => [field, says[field]]));
}

function contradicts(stated: Partial<Workload>, more: Partial<Workload>): boolean {
  return (Object.keys(more) as WorkloadField[]).some(
    (field) => stated[field] !== undefined && !isSameValue(stated[field], more[field]),
  );
}

/** Whether an answer has a number that nobody would type, such as the 32142.857 requests of a month with 1,500 on each weekday. */
export const hasLongFraction = (answer: string): boolean => /\d\.\d{3}/.test(answer);

/** The fields of the answer about the model. */
export const MODEL_FIELDS = [
  'modelSizeGB',
  'requiresGpu',
  'modelCount',
  'modelId',
  'modelParametersBillion',
  'modelPrecisionBits',
  'modelsShareContainer',
  'modelAdapters',
] as const satisfies readonly WorkloadField[];

/** `14 GB gpu`, `llama 3 8b`, `400 xgboost models`, `200 LoRA adapters`. */
export const readModelAnswer = (answer: string): Read<Partial<Workload>> => readFreely(answer, MODEL_FIELDS, readModel);

/** Writes the open model, if its name reads back as the same, then size, GPU and count. */
export function writeModelAnswer(workload: Partial<Workload>): string {
  const { modelId, modelSizeGB, requiresGpu, modelCount } = workload;
  const rest = writeModel({
    ...(modelSizeGB === undefined ? {} : { modelSizeGB }),
    ...(requiresGpu === undefined ? {} : { requiresGpu }),
    ...(modelCount === undefined ? {} : { modelCount }),
  });
  return [...(namesModel(modelId) ? [modelId] : []), rest].filter((part) => part !== '').join(', ');
}

/** Returns whether the answer about the model can name this open model, so that no other question has to. */
export function namesModel(modelId: string | undefined): modelId is string {
  if (modelId === undefined) return false;
  const read = readModelAnswer(modelId);
  return read.ok && Object.keys(read.value).length === 1 && read.value.modelId === modelId;
}

const known = new WeakMap<Draft, Partial<Workload>>();

/** Returns what the draft's answer about the model states; empty if unreadable. Cached, because every question asks. */
export function modelOf(draft: Draft): Partial<Workload> {
  const before = known.get(draft);
  if (before !== undefined) return before;
  const answer = answerTo(draft, 'model').trim();
  const read = answer === '' ? undefined : readModelAnswer(answer);
  const model = read?.ok ? read.value : {};
  known.set(draft, model);
  return model;
}

import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { readModel, writeModel } from '../../wording/quantities/index.ts';
import type { Read } from '../../wording/text.ts';
import { answerTo, type Draft } from './draft.ts';
import { readFreely } from './free-answer.ts';

/** What the answer about the model can say. */
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
export function readModelAnswer(answer: string): Read<Partial<Workload>> {
  return readFreely(answer, MODEL_FIELDS, readModel);
}

/** Size, GPU and count, after the open model where its name reads back as the same. */
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

/** What the draft's answer about the model says; nothing where it cannot be read. Every question asks, so it is read once. */
export function modelOf(draft: Draft): Partial<Workload> {
  const before = known.get(draft);
  if (before !== undefined) return before;
  const answer = answerTo(draft, 'model').trim();
  const read = answer === '' ? undefined : readModelAnswer(answer);
  const model = read?.ok ? read.value : {};
  known.set(draft, model);
  return model;
}

import type { Question } from '../question.ts';
import { availability, costPriority, needs, streaming } from './demands.ts';
import {
  budget,
  datasetDeadline,
  datasetRecords,
  datasetRuns,
  datasetSize,
  imageSize,
  instanceType,
  region,
} from './from-field.ts';
import { activeModels, containerOrder, containers, invocationFrequency, manyModels, model, payload } from './models.ts';
import { description, name } from './review.ts';
import { callerTimeout, cold, hours, predictable, processing, traffic, volume, waits, within } from './traffic.ts';

/** The form's questions in the order in which they are asked; where two answers say the same field, the later one holds. */
export const QUESTIONS: readonly Question[] = [
  name,
  waits,
  within,
  processing,
  volume,
  traffic,
  hours,
  cold,
  datasetSize,
  datasetRecords,
  datasetRuns,
  datasetDeadline,
  payload,
  model,
  ...manyModels,
  activeModels,
  invocationFrequency,
  containers,
  containerOrder,
  imageSize,
  streaming,
  ...needs,
  predictable,
  callerTimeout,
  costPriority,
  budget,
  availability,
  region,
  instanceType,
  description,
];

import { activeModels } from './active-models.ts';
import { availability } from './availability.ts';
import { budget } from './budget.ts';
import { callerTimeout } from './caller-timeout.ts';
import { cold } from './cold.ts';
import { containerOrder } from './container-order.ts';
import { containers } from './containers.ts';
import { costPriority } from './cost-priority.ts';
import { datasetDeadline } from './dataset-deadline.ts';
import { datasetRecords } from './dataset-records.ts';
import { datasetRuns } from './dataset-runs.ts';
import { datasetSize } from './dataset-size.ts';
import { description } from './description.ts';
import { hours } from './hours.ts';
import { imageSize } from './image-size.ts';
import { instanceType } from './instance-type.ts';
import { invocationFrequency } from './invocation-frequency.ts';
import { manyModels } from './many-models.ts';
import { model } from './model.ts';
import { name } from './name.ts';
import { needs } from './needs.ts';
import { payload } from './payload.ts';
import { predictable } from './predictable.ts';
import { processing } from './processing.ts';
import type { Question } from './question.ts';
import { region } from './region.ts';
import { streaming } from './streaming.ts';
import { traffic } from './traffic.ts';
import { volume } from './volume.ts';
import { waits } from './waits.ts';
import { within } from './within.ts';

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

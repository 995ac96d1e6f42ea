import { readModel, writeModel } from '../../../wording/quantities/index.ts';
import { textQuestion } from '../text-question.ts';

export const model = textQuestion({
  id: 'model',
  fields: ['modelSizeGB', 'requiresGpu', 'modelCount'],
  place: () => 'first',
  label: 'The model',
  example: '2 GB, or 14 GB gpu, or 400 models',
  hint: 'The memory that one model takes when loaded, gpu or no gpu, and how many models there are. Enter asks about several.',
  dispatches: true,
  interpret(answer) {
    const read = readModel(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writeModel,
});

import { readPayload, writePayload } from '../../../wording/quantities/index.ts';
import { audienceOf } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const payload = textQuestion({
  id: 'payload',
  fields: ['payloadSizeMB', 'payloadByReference'],
  place: () => 'first',
  label: (draft) => (audienceOf(draft) === 'stored-data' ? 'Largest record' : 'Largest request or answer'),
  example: '3 MB',
  hint: 'The larger of the two. Write S3 link if a request carries only an address and the model fetches the data itself.',
  interpret(answer) {
    const read = readPayload(answer);
    return read.ok ? { ok: true, workload: read.value } : read;
  },
  write: writePayload,
});

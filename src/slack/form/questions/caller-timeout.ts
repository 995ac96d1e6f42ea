import { readDuration, writeDuration } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { forRequests } from '../relevance.ts';
import { textQuestion } from '../text-question.ts';

export const callerTimeout = textQuestion({
  id: 'caller-timeout',
  place: (draft) => forRequests('more', draft),
  label: "How long can the caller's connection be held open?",
  example: '29 s',
  hint: 'By gateways and proxies on the way, whatever the caller would like: 29 s behind API Gateway by default.',
  ...oneQuantity('callerTimeoutSeconds', readDuration, writeDuration),
});

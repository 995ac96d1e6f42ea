import { FRAMEWORKS } from './read-models.ts';
import type { Role } from './role-types.ts';
import type { Assigned } from './roles-of-quantities.ts';
import type { Item, Reading } from './types.ts';

/** Whether a role can be meant at all, given what the words are about. */
export function fits(role: Role, { quantity, at }: Assigned, { dataset, items, claims }: Reading): boolean {
  const serial = claims.some(({ field }) => field === 'containerInvocation');
  if (role === 'modelParametersBillion' && quantity.dimension === 'count') return quantity.value >= 1e7;
  if (role === 'processingTimeSeconds' && dataset && quantity.value >= 3600)
    return /^(?:per|\/|each)$/.test(items[at + 1]?.text ?? '');
  if (role === 'modelCount' && isUsingModels(items, at)) return false;
  if (role === 'monthlyBudgetUsd' && quantity.dimension === 'count') return !isOther(items[at + 1]);
  if (role === 'burstRequests' && dataset) return false;
  if (role === 'responseTimeSeconds' && quantity.value > 86_400) return false;
  if (role === 'processingTimeSeconds' && quantity.value > 86_400) return false;
  if (role === 'datasetRecordsPerRun' && quantity.value < 2) return false;
  if (role === 'containerImageSizeGB' && /^(?:biggest|largest)$/.test(items[at - 1]?.text ?? ''))
    return items.some(({ text }) => ['image', 'container', 'docker'].includes(text));
  if (role === 'modelSizeGB' && items.slice(Math.max(0, at - 5), at).some(({ text }) => text === 'lambda'))
    return false;
  if (role === 'datasetDeadlineHours' || role === 'datasetRecordsPerRun') return dataset;
  if (role === 'payloadSizeMB' && dataset && quantity.value >= 50) return isPerRecord(items, at);
  if (/^(?:token|tok)$/.test(items[at + 1]?.text ?? '') && quantity.dimension === 'count')
    return /Tokens$|ignore/.test(role);
  if (role === 'dataset') return dataset || items[at]?.quantity?.dimension === 'size';
  if (role === 'responseTimeSeconds') return !dataset;
  if (role === 'containerCount')
    return (
      quantity.value <= 15 &&
      (items[at + 1]?.text !== 'image' ||
        items.some(({ text }) => FRAMEWORKS.has(text) || text === 'container' || text === 'docker') ||
        serial)
    );
  if (role === 'inputTokens' || role === 'outputTokens' || role === 'contextTokens')
    return isAboutTokens(items) && !isNoun(items[at + 1]);
  return true;
}

/** "300 customers use the model" */
function isUsingModels(items: Reading['items'], at: number): boolean {
  const model = items.findIndex(({ text }, near) => near > at && near <= at + 5 && text === 'model');
  return (
    model > 0 &&
    items
      .slice(at + 1, model)
      .some(({ text }) =>
        ['use', 'the', 'our', 'call', 'share', 'query', 'hit', 'on', 'this', 'train', 'build', 'built'].includes(text),
      )
  );
}

const isOther = (item: Item | undefined): boolean =>
  item?.kind === 'word' &&
  !['a', 'per', 'month', 'monthly', 'max', 'or', 'and', 'for', 'total', 'usd', 'but', 'is'].includes(item.text);

const TOKEN_WORDS = new Set([
  'token',
  'tok',
  'in',
  'out',
  'ctx',
  'context',
  'prompt',
  'input',
  'output',
  'window',
  'max',
  'per',
  'each',
  'long',
  'and',
  'or',
  'for',
  'completion',
  'answer',
  'reply',
  'new',
  'generated',
  'total',
  'typical',
  'on',
  'avg',
  'of',
  'word',
  'back',
  'then',
  'with',
  'when',
  'but',
  'response',
  'summary',
  'at',
]);

/** Whether a number has its own noun: "5 users" are no tokens. */
const isNoun = (item: Item | undefined): boolean => item?.kind === 'word' && !TOKEN_WORDS.has(item.text);

const isPerRecord = (items: Reading['items'], at: number): boolean =>
  items
    .slice(at + 1, at + 4)
    .some(({ text }) => ['each', 'per', 'record', 'row', 'request', '/', 'apiece', 'line', 'single'].includes(text)) ||
  items
    .slice(Math.max(items.findLastIndex(({ text }, near) => near < at && text === ',') + 1, at - 4, 0), at)
    .some(({ text }) => ['each', 'largest', 'biggest', 'record', 'row', 'single', 'per'].includes(text));

/** A bare number is tokens only where tokens are the subject. */
function isAboutTokens(items: Reading['items']): boolean {
  return items.some(
    ({ text, thing, quantity }) =>
      /^(?:token|tok|ctx|context|prompt|llm|chat|max_new_token|rag)$/.test(text) ||
      thing?.kind === 'model' ||
      quantity?.dimension === 'params',
  );
}

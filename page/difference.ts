import type { Recommendation } from 'endpoint-recommender';
import { differenceOf } from 'endpoint-recommender/words';
import { byId, element } from './dom.ts';
import { upper } from './field.ts';

/** What some changes did to an answer, with a way back. It's told to screen readers. */
export function showDifference(before: Recommendation, after: Recommendation): void {
  const { changes, option, size, cost, confidence } = differenceOf(before, after);
  const lines = [
    ['Option', option],
    ['Size', size],
    ['Cost', cost],
    ['Confidence', confidence],
  ] as const;
  const shown = lines.flatMap(([title, text]) =>
    text === undefined ? [] : [element('div', {}, element('dt', {}, title), element('dd', {}, upper(text)))],
  );
  byId('told').replaceChildren(element('p', { id: 'changes' }, `With ${changes}:`), element('dl', {}, ...shown));
  byId('difference').hidden = false;
}

export function hideDifference(): void {
  byId('told').replaceChildren();
  byId('difference').hidden = true;
}

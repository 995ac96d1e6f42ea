import type { Reason, Source } from '../../recommender/index.ts';
import { clip, link } from '../block-kit/text.ts';
import { escapeWithin } from './escape-within.ts';

const TEXT_MAX = 400;
const LABEL_MAX = 60;
const ADDRESS_MAX = 500;

/** "The payload is 500 MB; Serverless Inference takes 4 MB at most. (Serverless Inference)", the brackets as a link. */
export function reasonLine({ text, source }: Pick<Reason, 'text' | 'source'>): string {
  const sentence = escapeWithin(text, TEXT_MAX);
  return source && source.url.length <= ADDRESS_MAX ? `${sentence} (${link(source.url, pageName(source))})` : sentence;
}

/** The page's own name, without the guide that it belongs to: everything in a review is from AWS. */
export function pageName({ title }: Source): string {
  const guide = title.lastIndexOf(', ');
  return clip(guide > 0 ? title.slice(0, guide) : title, LABEL_MAX);
}

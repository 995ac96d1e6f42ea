import type { Reason, Source } from '../recommender/index.ts';
import { inert } from './lines.ts';

/** The sources of an answer, each numbered where it is first used. */
export interface Footnotes {
  /** The reason's sentence, with the number of its source. */
  cite(reason: Pick<Reason, 'text' | 'source'>): string;
  lines(): string[];
}

export function createFootnotes(): Footnotes {
  const sources: Source[] = [];
  return {
    cite({ text, source }) {
      if (!source) return inert(text);
      const known = sources.findIndex(({ url, title }) => url === source.url && title === source.title);
      const number = known >= 0 ? known + 1 : sources.push(source);
      return `${inert(text)} [${number}]`;
    },
    lines: () =>
      sources.flatMap(({ title, url, date }, index) => [
        `  [${index + 1}] ${inert(title)} (${inert(date)})`,
        `      ${inert(url)}`,
      ]),
  };
}

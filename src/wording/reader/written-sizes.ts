import type { WorkloadField } from '../../recommender/index.ts';
import { isDrawing, isSeeing } from './kinds.ts';
import { clean } from './numbers.ts';
import type { Reading } from './types.ts';

interface Written {
  readonly pattern: RegExp;
  /** What the groups state. */
  readonly says: (...amounts: number[]) => Partial<Record<WorkloadField, number>>;
}

/** Sizes that are written as marks and numbers, and that no word between them explains. */
const WRITTEN: readonly Written[] = [
  // "1024x1024", "2,048 × 1,536 px"
  {
    pattern: /(?<![\w.])(\d{3,5})\s?(?:px)?\s?[x×]\s?(\d{3,5})(?![\w.]\d|\d)/giu,
    says: (width = 0, height = 0) => ({ imageMegapixels: clean((width * height) / 1e6) }),
  },
  // "40 MP photos", "1 megapixel"
  {
    pattern: /(?<![\w.])(\d+(?:\.\d+)?)\s?(?:MP|Mpx|Mpix|megapixels?)(?![\w/])/gu,
    says: (megapixels = 0) => ({ imageMegapixels: megapixels }),
  },
  // "600/150 tokens", "1.5k tok → 500 tok"
  {
    pattern:
      /(?<![\w.])(\d[\d,.]{0,12}k?)(?:\s?tok(?:ens?)?)?\s?(?:\/|\u2192|-{1,2}>)\s?(\d[\d,.]{0,12}k?)\s?(?:tokens?|tok)\b(?!\s?(?:\/|per|a) ?s(?:ec|\b))/giu,
    says: (inputTokens = 0, outputTokens = 0) => ({ inputTokens, outputTokens }),
  },
  // "ISL/OSL: 3000 / 250", "prompt/answer: 1.5k/300"
  {
    pattern:
      /\b(?:in|input|prompt|isl)(?: ?tokens?| ?tok)?\s?\/\s?(?:out|output|osl|answer|reply|response|completion)(?: ?tokens?| ?tok)?\s?[:=]?\s?(\d[\d,.]{0,12}k?)\s?\/\s?(\d[\d,.]{0,12}k?)(?![\w.]\d|\d)/giu,
    says: (inputTokens = 0, outputTokens = 0) => ({ inputTokens, outputTokens }),
  },
  // "28 steps", "30 diffusion steps"
  {
    pattern:
      /((?<=steps\s?[:=]\s?)\d{1,3}\b|(?<![\w.])\d{1,3}(?=\s(?:(?:diffusion|denoising|inference|sampling)\s)?steps\b))/giu,
    says: (imageSteps = 0) => ({ imageSteps }),
  },
];

/** Claims what is written in marks and numbers. */
export function readWrittenSizes(reading: Reading): void {
  const { text, items, tokens, claims, understood, asides } = reading;
  const [draws, sees] = [isDrawing(reading), isSeeing(reading)];
  // "12 MP" is said of a picture alone, "640x480" of many things.
  const fits = (stated: object, said: string): boolean =>
    draws || (!('imageSteps' in stated) && (sees || Object.keys(stated).length > 1 || /m/iu.test(said)));
  const itemAt = (place: number): number => items.findIndex(({ to }) => (tokens[to - 1]?.end ?? 0) > place);
  for (const { pattern, says } of WRITTEN) {
    for (const match of text.matchAll(pattern)) {
      const amounts = match
        .slice(1)
        .map((number) => clean(Number.parseFloat(number.replaceAll(',', '')) * (/k$/iu.test(number) ? 1000 : 1)));
      const stated = says(...amounts);
      if (!fits(stated, match[0])) continue;
      const [from, to] = [itemAt(match.index), itemAt(match.index + match[0].length - 1) + 1];
      if (from < 0 || to <= from || asides.some((aside) => aside.from <= from && from < aside.to)) continue;
      for (const [field, value] of Object.entries(stated) as [WorkloadField, number][])
        claims.push({ field, value: value as never, from, to, weight: 1.5 });
      understood.push({ from, to });
    }
  }
}

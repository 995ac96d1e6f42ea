import {
  type InferenceOptionId,
  nearFlips,
  optionTitle,
  type Recommendation,
  type RejectedOption,
} from '../recommender/index.ts';

/** What a workload is, not what it asks for: nobody with 800 models gets by with one. */
const GIVEN = ['modelCount', 'containerCount'];

/** "Fits if the payload is at most 6 MB."; undefined where nothing that a team could do would make it fit. */
export function fitWords({ wouldFitIf }: Pick<RejectedOption, 'wouldFitIf'>): string | undefined {
  if (wouldFitIf === null || GIVEN.some((field) => field in wouldFitIf.changes)) return undefined;
  return wouldFitIf.text;
}

/** The same as a whole sentence: "Real-time Inference fits if the payload is at most 6 MB." */
export function fitSentence({ option, wouldFitIf }: Pick<RejectedOption, 'option' | 'wouldFitIf'>): string | undefined {
  const text = fitWords({ wouldFitIf });
  if (text === undefined) return undefined;
  if (text.startsWith('Fits ')) return `${optionTitle(option)} fits ${text.slice('Fits '.length)}`;
  if (text.startsWith('Chosen ')) return `${optionTitle(option)} is chosen ${text.slice('Chosen '.length)}`;
  return `${optionTitle(option)}: ${text}`;
}

interface WayOut {
  option: InferenceOptionId;
  /** A sentence. */
  text: string;
}

/** Where no option fits: the changes after which an option does, nearest first, then what each other option would need. */
export function waysOut(recommendation: Recommendation, max: number): WayOut[] {
  const near = nearFlips(recommendation, max);
  const others = recommendation.rejected
    .filter(({ option }) => near.every((flip) => flip.option !== option))
    .toSorted((a, b) => changeCount(a.wouldFitIf) - changeCount(b.wouldFitIf))
    .flatMap(({ option, wouldFitIf }) => {
      const text = fitSentence({ option, wouldFitIf });
      return text === undefined ? [] : [{ option, text }];
    });
  return [...near, ...others].slice(0, max);
}

function changeCount(wouldFitIf: RejectedOption['wouldFitIf']): number {
  return wouldFitIf === null ? 0 : Object.keys(wouldFitIf.changes).length;
}

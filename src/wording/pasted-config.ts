import { type ModelConfig, pickPastedConfig } from '../recommender/index.ts';

/** A `config.json` in a text, and the words around it. */
export interface PastedConfig {
  /** What stands before and after it. */
  readonly words: string;
  /** Nothing where it can't be read. */
  readonly config?: ModelConfig;
  /** What is wrong with it, in a sentence; '' where nothing is. */
  readonly fault: string;
}

/** How the keys of a `config.json` look in a text that no JSON parser takes, as one that was cut off. */
const BROKEN = /["“](?:model_type|hidden_size|num_hidden_layers|text_config)["”]\s{0,9}:/;

/**
 * A `config.json` that was pasted into a text, alone or among words: from the first brace to the last, with or without a fence
 * around it. Undefined where braces hold anything else.
 */
export function findModelConfig(typed: string): PastedConfig | undefined {
  const from = typed.indexOf('{');
  if (from < 0) return undefined;
  const to = typed.lastIndexOf('}') + 1;
  const json = typed.slice(from, to > from ? to : undefined);
  const words = `${withoutFence(typed.slice(0, from))} ${to > from ? withoutFence(typed.slice(to)) : ''}`.trim();
  const picked = pickPastedConfig(json);
  if (picked === undefined) {
    return BROKEN.test(json) ? { words, fault: 'it is no whole JSON object of at most 256 KB.' } : undefined;
  }
  if (picked.ok) return { words, config: picked.config, fault: '' };
  return { words, fault: picked.faults[0]?.text ?? '' };
}

const withoutFence = (text: string): string => text.replaceAll('```', ' ').replace(/\bjson\s{0,9}$/i, '');

/** The text without the `config.json` in it. */
export const withoutModelConfig = (typed: string): string => findModelConfig(typed)?.words ?? typed;

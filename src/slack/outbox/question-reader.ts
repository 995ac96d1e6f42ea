import type { ModelReader } from '../../model-reader/index.ts';
import type { Proposed } from '../../wording/proposed.ts';

/** A language model that reads a question which the rules don't understand. */
export interface QuestionReader {
  /** The model and where it is, for people. */
  named: string;
  /** What it takes from the question; undefined where it failed or isn't asked. Never rejects. */
  propose(words: string): Promise<Proposed | undefined>;
}

/**
 * Reads one question, and asks once about it however often that is called. `known`: what the model has said of it already.
 * Undefined where rules alone read.
 */
export function createQuestionReader(
  reader: ModelReader | undefined,
  about: { channelId: string; limitMs?: number },
  known?: Proposed,
): QuestionReader | undefined {
  if (reader === undefined) return undefined;
  let asked = known && Promise.resolve<Proposed | undefined>(known);
  const ask = async (words: string) => {
    const reading = await reader.read(words, { ...about, asksToo: true });
    return reading.ok ? reading.proposed : undefined;
  };
  return {
    named: reader.named,
    propose(words) {
      asked ??= ask(words);
      return asked;
    },
  };
}

import type { ModelCall } from '../model-reader/index.ts';
import type { Meters } from './meters.ts';

/** What the language model costs, and how its calls end. */
export interface ReaderMetrics {
  onCall(call: ModelCall): void;
  onDropped(facts: number): void;
}

/** Seconds, about the default limit of 6. */
const BUCKETS = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 30];

/** Nothing was sent. */
const NOT_SENT = ['budget', 'forbidden', 'too-long'] as const;
const FAILED = ['timeout', 'throttled', 'denied', 'not-enabled', 'no-schema', 'nonsense', 'error'] as const;
const OUTCOMES = ['ok', ...FAILED, ...NOT_SENT] as const;

export function createReaderMetrics({ counter, histogram }: Meters): ReaderMetrics {
  const calls = counter('reader_calls_total', 'Texts for the language model: ok, or why it did not read them.', {
    outcome: OUTCOMES,
  });
  const tokens = counter('reader_tokens_total', 'Tokens of the language model.', { direction: ['in', 'out'] });
  const dropped = counter(
    'reader_dropped_facts_total',
    'Facts of its answers that have no quote in the text, and are not even asked.',
    {},
  );
  const seconds = histogram('reader_seconds', 'Seconds per call of the language model.', BUCKETS);
  return {
    onCall({ outcome, seconds: took, inputTokens, outputTokens }) {
      calls.inc({ outcome });
      tokens.inc({ direction: 'in' }, inputTokens);
      tokens.inc({ direction: 'out' }, outputTokens);
      if (!NOT_SENT.some((kept) => kept === outcome)) seconds.observe(took);
    },
    onDropped: (facts) => dropped.inc({}, facts),
  };
}

import fc from 'fast-check';
import { anyJson } from './hostile-text.ts';
import type { Drawn } from './input.ts';
import { mutate } from './mutate.ts';

/** What Slack does not send: payloads with parts missing or replaced, and anything at all. Nobody waits for an answer. */
export const malformed = (wellFormed: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn> =>
  fc
    .oneof(
      {
        weight: 5,
        arbitrary: wellFormed.chain(({ body, kind }) =>
          mutate(body).map((mutated) => ({ kind: `malformed ${kind}`, body: mutated })),
        ),
      },
      { weight: 1, arbitrary: fc.dictionary(fc.string(), anyJson).map((body) => ({ kind: 'anything', body })) },
    )
    .map((drawn) => ({ ...drawn, expectsWords: false }));

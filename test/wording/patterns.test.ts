import { expect, it } from 'vitest';
import { compile, findHits } from '../../src/wording/reader/patterns.ts';

it.each(['#sise limit', 'under %quantty', 'day|#count', '#count|one', '%'])(
  'a phrase of a table that has an unknown name is refused with what there is, since nothing would be found by it: %s',
  (phrase) => {
    expect(() => findHits([], compile([[phrase, true]]))).toThrow(
      /^"[#%|a-z]+" in a table of phrases is never found\. Write one alone of: .*(?:size, count|rhythm, clock)/,
    );
  },
);

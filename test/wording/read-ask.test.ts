import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ask, readAsk } from '../../src/wording/read-ask.ts';
import { runs } from '../support/lane.ts';

const option = (id: 'real-time' | 'serverless' | 'asynchronous' | 'batch-transform'): Ask => ({
  kind: 'why-not',
  subject: { kind: 'option', option: id },
});

describe('readAsk', () => {
  it.each<[string, Ask]>([
    ['what if payload is 5 MB and no gpu', { kind: 'what-if', words: 'payload is 5 MB and no gpu' }],
    ['What if, say, 10 GB?', { kind: 'what-if', words: 'say, 10 GB?' }],
    ['and what happens if traffic doubles', { kind: 'what-if', words: 'traffic doubles' }],
    ['suppose 400 models', { kind: 'what-if', words: '400 models' }],
    ['why not serverless', option('serverless')],
    ['Why isn’t it Real-Time?', option('real-time')],
    ['what about async', option('asynchronous')],
    ['why not batch transform', option('batch-transform')],
    ['why serverless', option('serverless')],
    ['why not multi-model endpoints', { kind: 'why-not', subject: { kind: 'hosting', hosting: 'multi-model' } }],
    [
      'why not inference components',
      { kind: 'why-not', subject: { kind: 'hosting', hosting: 'inference-components' } },
    ],
    ['why?', { kind: 'why' }],
    ['compare', { kind: 'compare' }],
    ['options please', { kind: 'compare' }],
    ['assumptions', { kind: 'assumptions' }],
    ['what did you assume?', { kind: 'assumptions' }],
    ['cost', { kind: 'cost' }],
    ['how much is it', { kind: 'cost' }],
    ['help', { kind: 'help' }],
    ['?', { kind: 'help' }],
    ['', { kind: 'help' }],
    ['sing a song', { kind: 'other', words: 'sing a song' }],
  ])('reads "%s"', (text, ask) => {
    expect(readAsk(text)).toEqual(ask);
  });

  it('keeps the case of what follows "what if", because names are read from it', () => {
    expect(readAsk('WHAT IF the Region is EU-West-1')).toEqual({
      kind: 'what-if',
      words: 'the Region is EU-West-1',
    });
  });

  it('answers any text in an instant, the longest included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 4000 }), fc.constant('what if '.repeat(500))), (text) => {
        expect(readAsk(text).kind).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: runs(300) },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Proposed } from '../../src/wording/proposed.ts';
import { weighAsk } from '../../src/wording/proposed-ask.ts';
import { ASK_KINDS } from '../../src/wording/read-ask.ts';
import { workload } from '../support/workloads.ts';

const CURRENT = workload({ name: 'clips', payloadSizeMB: 3, monthlyRequests: 60_000, processingTimeSeconds: 2 });

const SURGE = 'does this thing hold up if black friday triples us';

const asking = (kind: string, quote: string, facts: Proposed['facts'] = []): Proposed => ({
  facts,
  unclear: [],
  ask: { kind: kind as NonNullable<Proposed['ask']>['kind'], quote },
});

const weigh = (words: string, proposed: Proposed) => weighAsk(words, CURRENT, proposed);

describe('a question that a language model reads', () => {
  it('is of its kind, with what the rules read beside it and the words as typed', () => {
    expect(weigh(SURGE, asking('scaling', 'Hold  up if Black Friday triples us'))).toMatchObject({
      ask: { kind: 'scaling' },
      quote: 'hold up if black friday triples us',
    });
    expect(weigh('the bean counters on serverless', asking('cost', 'bean counters'))).toMatchObject({
      ask: { kind: 'cost', options: ['serverless'] },
    });
    expect(weigh('yaml flavour, you know the drill', asking('deploy', 'yaml flavour'))).toMatchObject({
      ask: { kind: 'deploy', format: 'cloudformation' },
    });
  });

  it('asks why not only of an option that it names', () => {
    expect(weigh('serverless, hm', asking('why-not', 'hm'))).toMatchObject({
      ask: { kind: 'why-not', subject: { kind: 'option', option: 'serverless' } },
    });
    expect(weigh(SURGE, asking('why-not', 'hold up'))).toBeUndefined();
  });

  it('is none where its quote is not in the text, or none is given', () => {
    expect(weigh(SURGE, asking('scaling', 'does it scale'))).toBeUndefined();
    expect(weigh(SURGE, asking('scaling', ' '))).toBeUndefined();
    expect(weigh(SURGE, { facts: [], unclear: [] })).toBeUndefined();
    expect(weigh(SURGE, asking('other', 'hold up'))).toBeUndefined();
  });

  it.each(ASK_KINDS)('of kind %s is never of another that needs more than the text has', (kind) => {
    const read = weigh(SURGE, asking(kind, SURGE));
    if (read === undefined) expect(['what-if', 'why-not']).toContain(kind);
    else expect(read).toMatchObject({ ask: { kind } });
  });

  const CHEWS = 'picture the gizmo wheezing 12 sec on it';
  const fact = (value: number, quote: string) =>
    ({ field: 'processingTimeSeconds', value, quote, how: 'stated' }) as const;

  it('is a change only of facts that the text proves', () => {
    const quote = 'the gizmo wheezing 12 sec on it';
    expect(weigh(CHEWS, asking('what-if', CHEWS, [fact(12, quote)]))).toMatchObject({
      whatIf: { changes: { processingTimeSeconds: 12 } },
    });
    expect(weigh(CHEWS, asking('what-if', CHEWS, [fact(90, quote)]))).toBeUndefined();
    expect(weigh(CHEWS, asking('what-if', CHEWS, [fact(12, 'takes 12 s')]))).toBeUndefined();
    expect(weigh(CHEWS, asking('what-if', CHEWS))).toBeUndefined();
    const of2 = asking('what-if', 'wheezing 2 sec', [fact(2, 'the gizmo wheezing 2 sec')]);
    expect(weigh('picture the gizmo wheezing 2 sec', of2)).toBeUndefined();
  });
});

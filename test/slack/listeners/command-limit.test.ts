import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { createCommandLimit, limitSent } from '../../../src/slack/listeners/command-limit.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';

const MINUTE = 60_000;

describe('a limit of 2 per minute', () => {
  const limited = () => {
    let at = 1_000_000;
    const limit = createCommandLimit(() => at);
    return {
      pass: (ms: number) => {
        at += ms;
      },
      count: (person: string, id: string, perMinute = 2) => limit.count(person, id, perMinute),
    };
  };

  it('takes 2 of each person, refuses the 3rd until the minute is over, and says so for the first time once', () => {
    const { count, pass } = limited();
    expect([count('a', '1'), count('a', '2'), count('b', '3')]).toEqual(Array(3).fill({ kind: 'taken' }));
    pass(20_500);
    expect(count('a', '4')).toEqual({ kind: 'refused', retryInS: 40, isFirst: true });
    expect(count('a', '5')).toEqual({ kind: 'refused', retryInS: 40, isFirst: false });
    pass(39_500);
    expect([count('a', '6'), count('a', '7')]).toEqual(Array(2).fill({ kind: 'taken' }));
    expect(count('a', '8')).toEqual({ kind: 'refused', retryInS: 60, isFirst: true });
  });

  it('counts what Slack delivers twice once', () => {
    const { count } = limited();
    expect([count('a', '1'), count('a', '1'), count('a', '2'), count('a', '1')]).toEqual(
      Array(4).fill({ kind: 'taken' }),
    );
    expect(count('a', '3')).toMatchObject({ kind: 'refused' });
  });

  it('takes everything at 0', () => {
    const { count } = limited();
    for (let id = 0; id < 100; id++) expect(count('a', String(id), 0)).toEqual({ kind: 'taken' });
  });

  it('never takes more than 4 within any minute, and always takes what comes when it said', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(MINUTE), { maxLength: 40 }), (pauses) => {
        const { count, pass } = limited();
        const taken: number[] = [];
        let at = 0;
        for (const [id, ms] of pauses.entries()) {
          pass(ms);
          at += ms;
          const counted = count('a', String(id));
          if (counted.kind === 'taken') taken.push(at);
          else {
            pass(counted.retryInS * 1000);
            at += counted.retryInS * 1000;
            expect(count('a', `${id} again`)).toEqual({ kind: 'taken' });
            taken.push(at);
          }
          expect(taken.filter((time) => time > at - MINUTE).length).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});

it('counts a person in each workspace apart, and each refusal', async () => {
  const handled: string[] = [];
  let refused = 0;
  const parts = {
    settings: { commandsPerMinute: 1 },
    logger: createLogger({ level: 'fatal' }),
    interactive: { chat: { postMessage: async () => ({}) } },
  } as unknown as ListenerParts;
  const limiting = { limit: createCommandLimit(), onRefused: () => (refused += 1) };
  let sent = 0;
  const send = limitSent<Parameters<Parameters<typeof limitSent>[3]>[0]>(
    parts,
    limiting,
    () => ({ userId: 'U1', id: String(sent++) }),
    async ({ context }) => void handled.push(context.teamId ?? ''),
  );
  for (const teamId of ['T1', 'T2', 'T1', 'T2']) await send({ context: { teamId, isEnterpriseInstall: false } });
  expect(handled).toEqual(['T1', 'T2']);
  expect(refused).toBe(2);
});

import { expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { createPeople } from '../../../src/slack/people/look-ups.ts';

type Client = Parameters<typeof createPeople>[0]['client'];

it('asks whether somebody is in a channel again after 3 s where they were not, and after 60 s where they were', async () => {
  let [now, asked] = [0, 0];
  const joined: string[] = [];
  const conversations = async () => {
    asked += 1;
    return { ok: true, channels: joined.map((id) => ({ id })) };
  };
  // Without the header that names them, all scopes count as granted.
  const client = { auth: { test: async () => ({ ok: true }) }, users: { conversations } } as unknown as Client;
  const logger = createLogger({ level: 'fatal' });
  const people = createPeople({ client, logger, teamId: 'T1', enterpriseId: undefined, now: () => now });
  const isIn = async (at: number) => {
    now = at;
    return [await people.isIn('U1', 'C1'), asked];
  };
  expect(await isIn(0)).toEqual([false, 1]);
  joined.push('C1');
  expect(await isIn(2999)).toEqual([false, 1]);
  expect(await isIn(3000)).toEqual([true, 2]);
  joined.pop();
  expect(await isIn(62_999)).toEqual([true, 2]);
  expect(await isIn(63_000)).toEqual([false, 3]);
});

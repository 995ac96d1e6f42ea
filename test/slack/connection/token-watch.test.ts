import { WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { watchToken } from '../../../src/slack/connection/identity.ts';

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });

const nothing = Symbol('nothing');

/** What a watch has found when everything has settled that can. */
async function foundBy(answers: unknown[], suspicions: unknown[]) {
  let asked = 0;
  const watch = watchToken(async () => {
    const answer = answers[asked++];
    if (answer !== undefined) throw answer;
  });
  for (const suspicion of suspicions) {
    watch.suspect(suspicion);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { found: await Promise.race([watch.revoked, Promise.resolve(nothing)]), asked };
}

describe('watchToken', () => {
  it.each(['token_revoked', 'account_inactive', 'invalid_auth', 'token_expired'])(
    'finds the token revoked where Slack says %s twice',
    async (code) => {
      const { found, asked } = await foundBy([refusal(code)], [refusal(code)]);
      expect(found).toEqual(refusal(code));
      expect(asked).toBe(1);
    },
  );

  it('finds nothing where Slack takes the token the second time, and asks again at the next suspicion', async () => {
    const { found, asked } = await foundBy([undefined, undefined], [refusal('invalid_auth'), refusal('invalid_auth')]);
    expect(found).toBe(nothing);
    expect(asked).toBe(2);
  });

  it('finds nothing where Slack cannot be asked', async () => {
    const lost = new WebAPIRequestError(new Error('fetch failed'));
    expect((await foundBy([lost], [refusal('token_revoked')])).found).toBe(nothing);
  });

  it('does not ask because of any other failure', async () => {
    const { asked } = await foundBy([], [refusal('channel_not_found'), new Error('x'), undefined]);
    expect(asked).toBe(0);
  });
});

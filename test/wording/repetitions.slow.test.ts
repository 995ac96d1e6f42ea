import { describe, expect, it } from 'vitest';
import { slowReadings } from '../support/slow-readings.ts';

describe('reading takes at most 150 ms of processor time', () => {
  it.each(['within ', 'with', 'of the ', 'up to ', 'no ', '1,11', '0e0', '500 MB ', 'twice the '])(
    'for 40 times %j and "zebra"',
    async (words) => {
      expect(await slowReadings([`${words.repeat(40)}zebra`])).toEqual([]);
    },
  );

  it('for 1,000 numbers without a unit', async () => {
    expect(await slowReadings(['1,'.repeat(1000)])).toEqual([]);
  });

  it.each(['a', '1', ' ', '.', ',', '-', '$'])(
    'for 4,000 times "%s", alone or with a letter at both ends',
    async (one) => {
      expect(await slowReadings([one.repeat(4000), `a${one.repeat(4000)}b`])).toEqual([]);
    },
  );
});

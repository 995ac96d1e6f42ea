import { expect, it } from 'vitest';
import { slowReadings } from '../support/slow-readings.ts';

it('reading takes at most 75 ms of processor time for 4,000 times any ASCII character, alone or with a letter at both ends', async () => {
  const ascii = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));
  const texts = ascii.flatMap((one) => [one.repeat(4000), `a${one.repeat(4000)}b`]);
  expect(await slowReadings(texts)).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../src/recommender/index.ts';
import * as quantities from '../../../src/wording/quantities/index.ts';
import { runs } from '../../support/lane.ts';

/** Everything a field may hold that is not beyond sense, with the round numbers that people use among it. */
const amount = (max = 1e15, min = 0) =>
  fc
    .oneof(
      fc.double({ min, max, noNaN: true }),
      fc.double({ min, max: Math.min(max, 1000), noNaN: true }),
      fc.integer({ min: Math.ceil(min), max: Math.min(max, 1e9) }),
      fc.integer({ min: Math.ceil(min * 100), max: Math.min(max * 100, 1e6) }).map((cents) => cents / 100),
    )
    .map((value) => (value === 0 ? 0 : value));
const aboveZero = (max?: number) => amount(max).filter((value) => value > 0);
const count = fc.integer({ min: 1, max: 1e9 });
const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(model: T) => fc.record(model, { requiredKeys: [] });

const KINDS: [
  name: string,
  values: fc.Arbitrary<unknown>,
  write: (value: never) => string,
  read: (text: string) => unknown,
][] = [
  [
    'payloads',
    optional({ payloadSizeMB: amount(), payloadByReference: fc.boolean() }),
    quantities.writePayload,
    quantities.readPayload,
  ],
  [
    'volumes',
    optional({ monthlyRequests: amount(), peakRequestsPerSecond: amount(), burstRequests: amount() }),
    quantities.writeVolume,
    quantities.readVolume,
  ],
  [
    'busy hours',
    optional({ busyHoursPerDay: amount(24), busyDaysPerWeek: amount(7), trafficPredictable: fc.boolean() }),
    quantities.writeBusyHours,
    quantities.readBusyHours,
  ],
  [
    'models',
    optional({ modelSizeGB: aboveZero(), requiresGpu: fc.boolean(), modelCount: count }),
    quantities.writeModel,
    quantities.readModel,
  ],
];

const AMOUNTS: Record<Unit, fc.Arbitrary<number>> = {
  seconds: aboveZero(),
  MB: amount(),
  GB: amount(),
  hours: aboveZero(1e11),
  count: amount(),
  usd: amount(),
  runs: amount(),
};
const UNITS = Object.entries(quantities.UNITS).map(
  ([unit, { read, write }]) => [unit, AMOUNTS[unit as Unit], write, read] as const,
);

describe('what is written', () => {
  it.each(UNITS)('is read as the same number of %s again, to the last digit', (_, values, write, read) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(write(value))).toEqual({ ok: true, value });
      }),
      { numRuns: runs(500) },
    );
  });

  it.each(KINDS)('is read as the same %s again, to the last digit', (_, values, write, read) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(write(value as never))).toEqual({ ok: true, value });
      }),
      { numRuns: runs(500) },
    );
  });

  it('is hours where days would lose the last digit of 3,020,106.24660168 h, and below two days', () => {
    const { write } = quantities.UNITS.hours;
    expect(write(3020106.24660168)).toBe('3020106.24660168 h');
    expect(write(24)).toBe('24 h');
    expect(write(48)).toBe('2 days');
  });
});

import { describe, expect, it } from 'vitest';
import { type AlarmState, alarmState } from '../../support/oracle/alarms.ts';
import type { Alarm, Missing } from '../../support/oracle/read-scaling.ts';

const alarm = (datapointsToAlarm: number, missing: Missing): Alarm => ({
  id: 'Errors',
  metric: { namespace: 'AWS/SageMaker', name: 'Invocation5XXErrors', dimensions: {}, statistic: 'Sum' },
  periodSeconds: 300,
  evaluationPeriods: 3,
  datapointsToAlarm,
  threshold: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  missing,
});

const POINTS: Readonly<Record<string, number | null>> = { '0': 0, X: 1, '-': null };
const pointsOf = (row: string) => row.split(' ').map((point) => POINTS[point] ?? null);

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** States of the four treatments; `keeps` is the state before. */
const statesOf = (row: string, datapoints: number): string[] =>
  TREATMENTS.map((missing) => {
    const states = (['OK', 'INSUFFICIENT_DATA'] as const).map((before: AlarmState) =>
      alarmState(alarm(datapoints, missing), pointsOf(row), before),
    );
    return states[0] === 'OK' && states[1] === 'INSUFFICIENT_DATA' ? 'keeps' : String(states[0]);
  });

describe("an alarm takes missing data as the table of CloudWatch's guide has it", () => {
  it.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'keeps', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'keeps', 'ALARM', 'OK']],
  ])('3 of 3: %s', (row, states) => {
    expect(statesOf(row, 3)).toEqual(states);
  });

  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'keeps', 'ALARM', 'OK']],
  ])('2 of 3: %s', (row, states) => {
    expect(statesOf(row, 2)).toEqual(states);
  });

  it('waits with a single breach that is too young: - - - - X', () => {
    expect(statesOf('- - - - X', 3)[0]).toBe('keeps');
  });

  it('looks back 2 datapoints beyond its 3 periods and no further', () => {
    expect(alarmState(alarm(3, 'breaching'), pointsOf('0 0 0 - - - - -'), 'OK')).toBe('ALARM');
  });

  it.each([
    ['GreaterThanThreshold', [false, true]],
    ['GreaterThanOrEqualToThreshold', [true, true]],
    ['LessThanThreshold', [false, false]],
    ['LessThanOrEqualToThreshold', [true, false]],
  ])('%s of 1 at 1 and at 2', (comparison, alarmed) => {
    const at = (value: number) =>
      alarmState({ ...alarm(1, 'missing'), evaluationPeriods: 1, comparison }, [value], 'OK') === 'ALARM';
    expect([at(1), at(2)]).toEqual(alarmed);
  });
});

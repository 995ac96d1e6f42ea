import { describe, expect, it } from 'vitest';
import type { Load } from '../../support/oracle/load.ts';
import { type Simulation, simulate } from '../../support/oracle/simulate.ts';
import { ASYNCHRONOUS, COMPONENTS, changed, changedIn, LOAD, REAL_TIME, without } from './templates.ts';

const load = (stated: Partial<Load>): Load => ({ ...LOAD, ...stated });

const queue = (template = ASYNCHRONOUS, stated: Partial<Load> = {}): Simulation => simulate(template, load(stated));
const component = (template = COMPONENTS, stated: Partial<Load> = {}): Simulation =>
  simulate(template, load({ secondsPerRequest: 0.5, requestsPerSecond: 3, ...stated }));
/** 50 requests per second of 200 ms; an instance has 4 in work, so it takes 3. */
const calls = (template = REAL_TIME, stated: Partial<Load> = {}): Simulation =>
  simulate(template, load({ secondsPerRequest: 0.2, atOnce: 4, requestsPerSecond: 50, ...stated }));

describe('figures worked out by hand', () => {
  it('answers the first request of a queue at zero after 570 s', () => {
    // 2 datapoints of 60 s, 60 s until the alarm has them, 300 s to start, 90 s in work.
    expect(queue().behaviour.firstAnswerAfterIdleSeconds).toBe(2 * 60 + 60 + 300 + 90);
  });

  it('answers the retry of a request to a component at zero after 420.5 s', () => {
    // 1 datapoint of 60 s, 60 s until the alarm has it, 300 s to start, 0.5 s in work.
    expect(component().behaviour.firstAnswerAfterIdleSeconds).toBe(60 + 60 + 300 + 0.5);
  });

  it('has a component without instances 1,559.5 s after the answer to a single request', () => {
    // 15 datapoints of 60 s under the target, the first with the answer after 0.5 s; 60 s until the alarm has them; 10 idle
    // minutes until the instances end.
    expect(component().behaviour.zeroAfterSeconds).toBe(15 * 60 - 0.5 + 60 + 600);
  });

  it('holds a peak of three times what an instance takes after 540 s', () => {
    // 3 datapoints of 60 s over the target, 60 s until the alarm has them, 300 s to start: 50 x 60 / 840 is 4 at once.
    expect(calls().behaviour.peakReachedAfterSeconds).toBe(3 * 60 + 60 + 300);
  });

  it('ends the instance of a queue 150 s after the answer to a single request', () => {
    // Answered after 570 s; the first whole minute without a request is over after 660 s, and known 60 s later.
    expect(queue().behaviour.zeroAfterSeconds).toBe(660 + 60 - 570);
  });

  it('holds the busiest hour of a queue from its start where its longest wait of 580 s is allowed', () => {
    const held = (responseTimeSeconds: number) =>
      queue(ASYNCHRONOUS, { responseTimeSeconds }).behaviour.peakReachedAfterSeconds;
    expect(held(580 + 90)).toBe(0);
    expect(held(570 + 90)).toBeGreaterThan(0);
  });

  it('takes at most 4 instances x 4 requests / 200 ms = 80 requests per second', () => {
    expect(calls().behaviour.maxRequestsPerSecond).toBe(80);
  });

  it('answers at once where an instance stays on', () => {
    expect(calls().behaviour.firstAnswerAfterIdleSeconds).toBe(0.2);
    expect(calls().behaviour.zeroAfterSeconds).toBeNull();
  });
});

describe('what is changed in the template changes the figure', () => {
  it.each([
    ['a period of 120 s adds 120 s', changedIn(ASYNCHRONOUS, 'WakeAlarm', 'Period: 60', 'Period: 120'), 690],
    ['3 datapoints add 60 s', changedIn(ASYNCHRONOUS, 'WakeAlarm', ': 2', ': 3'), 630],
    ['a minimum of 1 answers in 90 s', changed(ASYNCHRONOUS, 'MinCapacity: 0', 'MinCapacity: 1'), 90],
  ])('first answer: %s', (_, template, seconds) => {
    expect(queue(template).behaviour.firstAnswerAfterIdleSeconds).toBe(seconds);
  });

  it.each([
    ['a target of 1,200 starts 3 instances, which is just enough', '1200', 540],
    ['a target of 2,000 starts 2 instances, which never hold it', '2000', null],
  ])('peak: %s', (_, target, seconds) => {
    const { behaviour } = calls(changed(REAL_TIME, 'TargetValue: 840', `TargetValue: ${target}`));
    expect(behaviour.peakReachedAfterSeconds).toBe(seconds);
  });

  it('peak: the high-resolution metric is 150 s quicker, by 3 datapoints of 10 s', () => {
    const quick = changed(REAL_TIME, 'InvocationsPerInstance', 'ConcurrentRequestsPerModelHighResolution');
    const { behaviour } = calls(changed(quick, 'TargetValue: 840', 'TargetValue: 2.8'));
    expect(behaviour.peakReachedAfterSeconds).toBe(3 * 10 + 60 + 300);
  });

  it('peak: a wake-up cooldown of 1,800 s keeps what follows the load from adding one that it takes at once', () => {
    const tight = changed(COMPONENTS, 'TargetValue: 60', 'TargetValue: 110');
    const slow = changedIn(tight, 'Wake', 'Cooldown: 60', 'Cooldown: 1800');
    const [before, after] = [tight, slow].map(
      (template) => component(template, { requestsPerSecond: 2.2 }).behaviour.peakReachedAfterSeconds,
    );
    expect(before).toBe(3 * 60 + 60 + 300);
    expect(after).toBeGreaterThan(540);
  });

  it('zero: a target of 1 waits 15 min for a single request, where a target of 5 has been waiting all along', () => {
    const one = changed(ASYNCHRONOUS, 'TargetValue: 5', 'TargetValue: 1');
    // The first minute under 90 % of the target is the tenth, in which the answer comes after 570 s.
    expect(queue(one).behaviour.zeroAfterSeconds).toBe(540 + 15 * 60 + 60 - 570);
  });

  it.each([
    ['scale-out', 'ScaleOutCooldown: 300', 'ScaleOutCooldown: 1800'],
    ['scale-in', 'ScaleInCooldown: 300', 'ScaleInCooldown: 3600'],
  ])('zero after the peak: a longer %s cooldown changes how a queue gets there', (_, from, to) => {
    const busy = changed(ASYNCHRONOUS, 'Default: 4', 'Default: 12');
    const zero = (template: string) => queue(template, { requestsPerSecond: 0.12 }).observed[0]?.zeroAfterPeak;
    expect(zero(busy)).not.toBe(zero(changed(busy, from, to)));
  });

  it('zero: a consolidation cooldown of 30 min takes the place of the 10 min', () => {
    const policy = 'MaxInstanceCount: 4, ScaleInPolicy: { Strategy: CONSOLIDATION, CooldownInMinutes: 30 }';
    const { behaviour } = component(changed(COMPONENTS, 'MaxInstanceCount: 4', policy));
    expect(behaviour.zeroAfterSeconds).toBe(15 * 60 - 0.5 + 60 + 1800);
  });

  it('zero: instances stay where the variant keeps one', () => {
    const { behaviour } = component(changed(COMPONENTS, 'MinInstanceCount: 0', 'MinInstanceCount: 1'));
    expect(behaviour.zeroAfterSeconds).toBeNull();
  });
});

describe('a fault in the template is seen', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['without the wake-up policy', without(ASYNCHRONOUS, 'Wake')],
    ['without the alarm that runs it', without(ASYNCHRONOUS, 'WakeAlarm')],
    ['with an alarm that runs nothing', changedIn(ASYNCHRONOUS, 'WakeAlarm', '!Ref Wake', '!Ref AlarmTopic')],
    ['with the variant among the alarm’s dimensions',
      changedIn(ASYNCHRONOUS, 'WakeAlarm', 'Dimensions: [', 'Dimensions: [{ Name: VariantName, Value: main }, ')],
    ['with `GreaterThanThreshold` 1',
      changed(ASYNCHRONOUS, 'ComparisonOperator: GreaterThanOrEqualToThreshold\n      TreatMissingData: missing',
        'ComparisonOperator: GreaterThanThreshold')],
    ['with a statistic that isn’t published', changedIn(ASYNCHRONOUS, 'WakeAlarm', 'Average', 'Sum')],
    ['with a misspelt metric', changed(ASYNCHRONOUS, 'HasBacklogWithoutCapacity', 'HasBackLogWithoutCapacity')],
  ])('no first answer from a queue at zero %s', (_, template) => {
    const { behaviour } = queue(template);
    expect(behaviour.firstAnswerAfterIdleSeconds).toBeNull();
    expect(behaviour.basis).toContain('Nothing wakes it from zero for a single request.');
  });

  it('without a wake-up policy a queue still wakes once the backlog passes the target', () => {
    expect(queue(without(ASYNCHRONOUS, 'Wake')).behaviour.peakReachedAfterSeconds).not.toBeNull();
  });

  // biome-ignore format: one case a line.
  it.each([
    ['without the wake-up policy', without(COMPONENTS, 'Wake')],
    ['without the alarm that runs it', without(COMPONENTS, 'WakeAlarm')],
    ['with `GreaterThanThreshold` 1, as the guide has it', changed(COMPONENTS, 'GreaterThanOrEqualToThreshold', 'GreaterThanThreshold')],
    ['with the endpoint as dimension',
      changed(COMPONENTS, "{ Name: InferenceComponentName, Value: !Sub '${AWS::StackName}-model' }",
        '{ Name: EndpointName, Value: !GetAtt Endpoint.EndpointName }')],
    ['with another component’s name', changedIn(COMPONENTS, 'WakeAlarm', '-model', '-other')],
  ])('no first answer from a component at zero %s', (_, template) => {
    expect(component(template).behaviour.firstAnswerAfterIdleSeconds).toBeNull();
  });

  it('a queue scaled on InvocationsPerInstance, which it never publishes, neither reaches the peak nor zero', () => {
    const template = changed(
      changed(ASYNCHRONOUS, 'ApproximateBacklogSizePerInstance', 'InvocationsPerInstance'),
      'Statistic: Average\n  Wake:',
      'Statistic: Sum\n  Wake:',
    );
    const { behaviour } = queue(template);
    expect(behaviour.peakReachedAfterSeconds).toBeNull();
    expect(behaviour.zeroAfterSeconds).toBeNull();
  });

  it('a queue tracked on CPUUtilization never reaches zero', () => {
    const { behaviour } = queue(changed(ASYNCHRONOUS, 'ApproximateBacklogSizePerInstance', 'CPUUtilization'));
    expect(behaviour.zeroAfterSeconds).toBeNull();
  });

  it('a wake-up alarm that takes missing data for a breach keeps a component up for good', () => {
    const { behaviour, observed } = component(changed(COMPONENTS, 'notBreaching', 'breaching'));
    expect(behaviour.zeroAfterSeconds).toBeNull();
    expect(observed[0]?.countWhenIdle).toBe(4);
  });

  it('an error alarm that says nothing of missing data has no state while the endpoint is idle', () => {
    const idle = (template: string) => queue(template).observed[0]?.alarms.map((alarm) => alarm.idle);
    expect(idle(ASYNCHRONOUS)).toEqual(['OK']);
    expect(idle(changed(ASYNCHRONOUS, 'TreatMissingData: notBreaching', 'Unit: Count'))).toEqual(['INSUFFICIENT_DATA']);
    expect(idle(changed(ASYNCHRONOUS, 'TreatMissingData: notBreaching', 'TreatMissingData: breaching'))).toEqual([
      'ALARM',
    ]);
  });

  it('a latency alarm under the model’s own latency goes off at the peak', () => {
    const peak = (template: string) => calls(template).observed[0]?.alarms.map((alarm) => alarm.peak);
    expect(peak(REAL_TIME)).toEqual(['OK']);
    expect(peak(changed(REAL_TIME, 'Threshold: 400000', 'Threshold: 100000'))).toEqual(['ALARM']);
  });

  it('a target for a variant of another name scales nothing', () => {
    const { behaviour } = calls(changed(REAL_TIME, 'VariantName: main, Inst', 'VariantName: blue, Inst'));
    expect(behaviour.peakReachedAfterSeconds).toBeNull();
  });
});

describe('what isn’t known stays open', () => {
  it('gives no peak without a rate', () => {
    const { behaviour } = calls(REAL_TIME, { requestsPerSecond: undefined });
    expect(behaviour.peakReachedAfterSeconds).toBeNull();
    expect(behaviour.basis).toContain("The peak isn't stated.");
  });

  it('leaves the model’s latency out of the first answer where nobody stated it', () => {
    const { behaviour } = queue(ASYNCHRONOUS, { secondsPerRequest: undefined });
    expect(behaviour.firstAnswerAfterIdleSeconds).toBe(480);
    expect(behaviour.maxRequestsPerSecond).toBeNull();
    expect(behaviour.basis).toContain("Model latency isn't stated, and the first answer takes that much longer.");
  });

  it('gives the same figures twice', () => expect(queue()).toEqual(queue()));

  it('refuses a text that is no template', () => {
    expect(() => queue('a: [')).toThrow("The template isn't YAML");
    expect(() => queue('a: 1')).toThrow('The template has no resources.');
  });
});

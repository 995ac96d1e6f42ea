import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../../src/deploy/deployment.ts';
import { named, servingOf } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { loadOf } from '../../support/oracle/load.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { CHOICES } from '../cases.ts';
import { changedIn, without } from './templates.ts';

const workload = CHOICES['inference-components'] ?? named('any');
const deployment = deploymentOf(answerTo(workload));
const serving = servingOf(workload, 'real-time');
if (!deployment.ok || serving === null) throw new Error('inference components have a template');
const text = toYaml(deployment.template, deployment.header);
const load = loadOf(serving, workload);

describe('an endpoint of three components', () => {
  it('shares the peak of 6 requests per second evenly, and has alarms for each', () => {
    const { observed } = simulate(text, load);
    expect(observed.map(({ most }) => most)).toEqual([5, 5, 5]);
    expect(observed.map(({ alarms }) => alarms[0]?.id)).toEqual(['Model1Errors', 'Model2Errors', 'Model3Errors']);
  });

  it('holds the peak only if each of the three does', () => {
    expect(simulate(text, load).behaviour.peakReachedAfterSeconds).toBe(540);
    expect(simulate(without(text, 'Model3LoadPolicy'), load).behaviour.peakReachedAfterSeconds).toBeNull();
  });

  it('never holds it where the target of one, 152.5 requests per minute, is more than a copy serves in 0.8 s each', () => {
    const slow = changedIn(text, 'Model2LoadPolicy', 'TargetValue: ', 'TargetValue: 1');
    expect(simulate(slow, load).behaviour.peakReachedAfterSeconds).toBeNull();
  });
});

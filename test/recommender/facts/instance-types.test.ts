import { describe, expect, it } from 'vitest';
import { instanceTypeOf, nearestSize } from '../../../src/recommender/facts/instance-types.ts';

const cpu = { gpuCount: 0, gpuMemoryGiB: 0, acceleratorCount: 0 };

describe('instance types', () => {
  it.each([
    ['ml.m5.xlarge', { vcpu: 4, memoryGiB: 16, ...cpu, hasLocalDisk: false, validForTransform: true }],
    ['ml.m5d.24xlarge', { vcpu: 96, memoryGiB: 384, ...cpu, hasLocalDisk: true, validForTransform: false }],
    ['ml.c5.large', { vcpu: 2, memoryGiB: 4, ...cpu, hasLocalDisk: false, validForTransform: false }],
    ['ml.c5.xlarge', { vcpu: 4, memoryGiB: 8, ...cpu, hasLocalDisk: false, validForTransform: true }],
    ['ml.c4.8xlarge', { vcpu: 36, memoryGiB: 60, ...cpu, hasLocalDisk: false, validForTransform: true }],
    ['ml.c8g.medium', { vcpu: 1, memoryGiB: 2, ...cpu, hasLocalDisk: false, validForTransform: false }],
    ['ml.t2.medium', { vcpu: 2, memoryGiB: 4, ...cpu, hasLocalDisk: false, validForTransform: false }],
    [
      'ml.g5.12xlarge',
      { vcpu: 48, memoryGiB: 192, gpuCount: 4, acceleratorCount: 4, hasLocalDisk: true, validForTransform: true },
    ],
    ['ml.p5.48xlarge', { vcpu: 192, memoryGiB: 2048, gpuCount: 8, gpuMemoryGiB: 640, validForTransform: false }],
    ['ml.inf2.24xlarge', { vcpu: 96, gpuCount: 0, gpuMemoryGiB: 0, acceleratorCount: 6, hasLocalDisk: false }],
    ['ml.trn1.2xlarge', { vcpu: 8, memoryGiB: 32, acceleratorCount: 1, hasLocalDisk: true, validForTransform: true }],
  ])('has %s as EC2 and the API describe it', (name, expected) => {
    expect(instanceTypeOf(name)).toMatchObject({ name, ...expected });
  });

  it('adds up the memory of all GPUs: four of 22.35 GiB', () => {
    expect(instanceTypeOf('ml.g5.12xlarge')?.gpuMemoryGiB).toBeCloseTo(89.4, 6);
  });

  it.each(['ml.m5.3xlarge', 'ml.t3.medium', 'm5.xlarge', ''])('does not know %j', (name) => {
    expect(instanceTypeOf(name)).toBeUndefined();
  });

  it.each([
    ['ml.g7.12xlarge', { gpuCount: 2, gpuMemoryGiB: 64, computesFp8: true }],
    ['ml.g7e.48xlarge', { gpuCount: 8, gpuMemoryGiB: 768, computesFp8: true, memoryGiB: 2048 }],
    ['ml.g4dn.12xlarge', { gpuCount: 4, gpuMemoryGiB: 64, computesFp8: false }],
    ['ml.p4d.24xlarge', { gpuCount: 8, gpuMemoryGiB: 320, computesFp8: false }],
    ['ml.p3.8xlarge', { gpuCount: 4, gpuMemoryGiB: 64, memoryGiB: 244, vcpu: 32 }],
    ['ml.p6e-gb200.36xlarge', { gpuCount: 4, gpuMemoryGiB: 740, vcpu: 144, memoryGiB: 960 }],
    ['ml.c7g.xlarge', { isArm: true }],
    ['ml.g5.xlarge', { isArm: false }],
  ])('has %s with its GPUs', (name, expected) => expect(instanceTypeOf(name)).toMatchObject(expected));

  it.each([
    ['ml.g5.3xlarge', 'ml.g5.2xlarge'],
    ['ml.m5.8xlarge', 'ml.m5.4xlarge'],
    ['ml.m5.medium', 'ml.m5.large'],
    ['ml.p5.24xlarge', 'ml.p5.4xlarge'],
    ['ml.t3.medium', undefined],
    ['', undefined],
  ])('has for %s the nearest size, %s', (name, nearest) => expect(nearestSize(name)).toBe(nearest));
});

import { type Spoil, type Spoiled, variant } from './spoil.ts';

const POOLED = 'asynchronous-to-zero';

const poolsOf = (resources: Spoiled): Spoiled => variant(resources).InstancePools['Fn::If'][1];

/** For each rule of `pools-rules.ts`, templates that break it and are good otherwise. */
// biome-ignore format: one case a line.
export const SPOILED_POOLS: Readonly<Record<string, readonly Spoil[]>> = {
  'A variant on instances has one type, or pools in its place': [
    ['real-time', (r) => Object.assign(variant(r), { InstancePools: [{ InstanceType: 'ml.g5.xlarge', Priority: 1 }] })],
    ['real-time', (r) => Object.assign(variant(r), { InstanceType: undefined })],
    [POOLED, (r) => Object.assign(variant(r), { InstanceType: 'ml.g4dn.xlarge' })],
    [POOLED, (r) => variant(r).InstanceType['Fn::If'].splice(1, 1, 'ml.g4dn.xlarge')],
    [POOLED, (r) => variant(r).InstanceType['Fn::If'].splice(0, 1, 'RollsBack')],
  ],
  'Pools are 2 to 5 types, each once, by priority from 1': [
    [POOLED, (r) => poolsOf(r).splice(1)],
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { InstanceType: poolsOf(r)[0].InstanceType })],
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { Priority: 1 })],
  ],
  'What serves as one type does for another: all types of a pool have as many GPUs, disks or none': [
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { InstanceType: 'ml.g5.12xlarge' })],
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { InstanceType: 'ml.p3.2xlarge' })],
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { InstanceType: 'ml.m7g.xlarge' })],
  ],
  'The host image of a pool may be set on each of its types': [
    [POOLED, (r) => Object.assign(poolsOf(r)[1], { InstanceType: 'ml.g7.2xlarge' })],
  ],
  'Pools are tried for 300 to 3,600 s, and requests go to the least busy instance': [
    [POOLED, (r) => Object.assign(variant(r), { VariantInstanceProvisionTimeoutInSeconds: 60 })],
    ['inference-components', (r) => Object.assign(variant(r), { RoutingConfig: { RoutingStrategy: 'RANDOM' } })],
  ],
  'Pools are for one model or for components': [
    [POOLED, (r) => Object.assign(r.Model.Properties.PrimaryContainer, { Mode: 'MultiModel' })],
  ],
  'A training plan is of one variant with one type, and who enters it is told that it ends': [
    ['real-time-language-model+', (_, t) => Object.assign(t.Parameters.TrainingPlanArn, { Description: 'A training plan for endpoints.' })],
    ['real-time-language-model+', (r) => r.EndpointConfig.Properties.ProductionVariants.push({ ...variant(r), VariantName: 'candidate' })],
    ['real-time-language-model+', (r) => Reflect.deleteProperty(variant(r), 'CapacityReservationConfig')],
    ['real-time-language-model+', (r) => Object.assign(variant(r), { InstancePools: [{ InstanceType: 'ml.p5.4xlarge', Priority: 1 }] })],
  ],
};

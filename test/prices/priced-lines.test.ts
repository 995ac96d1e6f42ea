import { describe, expect, it } from 'vitest';
import { pricedLineOf } from '../../src/prices/aws/priced-lines.ts';

describe('pricedLineOf', () => {
  it.each([
    ['USE1-Host:ml.m5.xlarge', { component: 'hosting', instanceType: 'ml.m5.xlarge' }],
    ['Host:ml.m5.xlarge', { component: 'hosting', instanceType: 'ml.m5.xlarge' }],
    ['EUW1-Host:ml.p6e-gb200.36xlarge', { component: 'hosting', instanceType: 'ml.p6e-gb200.36xlarge' }],
    ['APN1-AsyncInf:ml.g6.xlarge', { component: 'asynchronous', instanceType: 'ml.g6.xlarge' }],
    ['EUW3-Tsform:ml.g4dn.xlarge', { component: 'batch', instanceType: 'ml.g4dn.xlarge' }],
    ['EU-ServerlessInf:Mem-4GB', { component: 'serverless', memorySizeInMB: 4096 }],
    ['USE1-ProvisionedConcurrency:Usage-1GB', { component: 'provisioned-warm', memorySizeInMB: 1024 }],
    ['USE1-ProvisionedConcurrency:Mem-6GB', { component: 'provisioned-inference', memorySizeInMB: 6144 }],
    ['USE1-Hst:Data-Bytes-In', { component: 'data' }],
    ['Hst:Data-Bytes-Out', { component: 'data' }],
    ['UGW1-Host:VolumeUsage.gp2', { component: 'storage' }],
  ])('reads %s whatever Region is in front', (usageType, of) => {
    expect(pricedLineOf(usageType)?.of).toEqual(of);
  });

  it.each([
    'USE1-Train:ml.m5.xlarge',
    'USE1-Notebk:ml.t3.medium',
    'USE1-Studio:VolumeUsage.gp3',
    'USE1-Host:ml.m.xlarge-HostingParent',
    'USE1-Shadow-Host:ml.m5.xlarge',
    'USE1-Processing:ml.m5.xlarge',
    'USE1-ServerlessInf:Mem-0GB',
    'USE1-ServerlessInf:Mem-4GB-Free',
    'USE1-USW2-AWS-Out-Bytes',
    '',
  ])('takes "%s" for nothing that endpoints and jobs are billed by', (usageType) => {
    expect(pricedLineOf(usageType)).toBeUndefined();
  });
});

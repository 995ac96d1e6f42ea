import { family, type InstanceFamily } from './instance-family.ts';

const TO_16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const TO_32 = `${TO_16} 24xlarge 32xlarge`;
const TO_48 = `${TO_16} 24xlarge 48xlarge`;
const FIFTH = 'large xlarge 2xlarge 4xlarge 12xlarge 24xlarge';
const FIFTH_COMPUTE = 'large xlarge 2xlarge 4xlarge 9xlarge 18xlarge';

const JOBS = { transform: true } as const;
const DISK = { localDisk: true } as const;

/**
 * The families without accelerators that endpoints take (`ProductionVariantInstanceType`, @aws-sdk/client-sagemaker
 * 3.1142.0) and those that transform jobs take (`TransformInstanceType`); vCPUs and memory as EC2 describes them.
 */
export const CPU_FAMILIES: readonly InstanceFamily[] = [
  family('c4', 1.875, 'large xlarge 2xlarge 4xlarge 8xlarge', {
    irregular: { '8xlarge': [36, 60] },
    transform: { except: 'large' },
  }),
  family('c5', 2, FIFTH_COMPUTE, { transform: { except: 'large' } }),
  family('c5d', 2, FIFTH_COMPUTE, DISK),
  family('c6g', 2, TO_16),
  family('c6gd', 2, TO_16, DISK),
  family('c6gn', 2, TO_16),
  family('c6i', 2, TO_32, JOBS),
  family('c6in', 2, TO_32),
  family('c7g', 2, TO_16),
  family('c7i', 2, TO_48, JOBS),
  family('c8g', 2, `medium ${TO_48}`),
  family('m4', 4, 'xlarge 2xlarge 4xlarge 10xlarge 16xlarge', JOBS),
  family('m5', 4, FIFTH, JOBS),
  family('m5d', 4, FIFTH, DISK),
  family('m6g', 4, TO_16),
  family('m6gd', 4, TO_16, DISK),
  family('m6i', 4, TO_32, JOBS),
  family('m7i', 4, TO_48, JOBS),
  family('m8g', 4, `medium ${TO_48}`),
  family('r5', 8, FIFTH),
  family('r5d', 8, FIFTH, DISK),
  family('r6g', 8, TO_16),
  family('r6gd', 8, TO_16, DISK),
  family('r6i', 8, TO_32, JOBS),
  family('r7gd', 8, `medium ${TO_16}`, DISK),
  family('r7i', 8, TO_48, JOBS),
  family('r8g', 8, `medium ${TO_48}`),
  family('t2', 4, 'medium large xlarge 2xlarge', { irregular: { medium: [2, 4] } }),
];

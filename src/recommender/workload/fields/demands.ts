import * as z from 'zod/mini';
import { INSTANCE_TYPE_NAMES, instanceTypeOf, nearestSize } from '../../facts/instance-types.ts';
import { AWS_REGIONS } from '../../facts/regions.ts';
import { formatWhole } from '../measures.ts';
import { nearest } from '../nearest.ts';
import { atLeastZero, counted, type Row, yesOrNo } from './row.ts';

/** What it must have, what it may cost, and where it runs. */
export const DEMANDS = {
  /** The model needs a GPU. */
  requiresGpu: {
    schema: yesOrNo,
    label: 'GPU',
    question: 'Does the model need a GPU?',
    change: { true: 'a GPU is needed', false: 'no GPU is needed' },
  },
  /** The container must reach private resources in a VPC. Callers inside a VPC don't need it. */
  requiresVpc: {
    schema: yesOrNo,
    label: 'VPC',
    question: 'Does the container need VPC access?',
    change: { true: 'VPC access is needed', false: 'no VPC access is needed' },
  },
  /** The container can make no outbound calls, not even to AWS services. */
  requiresNetworkIsolation: {
    schema: yesOrNo,
    label: 'network isolation',
    question: 'Is network isolation required?',
    change: { true: 'network isolation is needed', false: 'no network isolation is needed' },
  },
  /** Requests and answers must be captured; Model Monitor needs it. */
  requiresDataCapture: {
    schema: yesOrNo,
    label: 'data capture',
    question: 'Is data capture required?',
    change: { true: 'data capture is needed', false: 'no data capture is needed' },
  },
  /** Several production variants must run side by side. */
  requiresMultipleVariants: {
    schema: yesOrNo,
    label: 'multiple variants',
    question: 'Are multiple production variants required?',
    change: { true: 'multiple production variants are needed', false: 'one production variant is enough' },
  },
  /** Production variants that run side by side, where there are several: 2 to 10. */
  variantCount: {
    schema: z.int().check(z.minimum(2), z.maximum(10)),
    expects: 'a whole number from 2 to 10',
    unit: 'count',
    label: 'production variants',
    sample: 2,
    question: 'How many production variants run side by side?',
    about: 'requests',
    noted: true,
    change: { clause: (count) => `there are ${counted(count, 'production variant')}`, write: formatWhole },
    span: { from: 2, to: 10, whole: true },
    form: { id: 'variant-count', about: ['stated-elsewhere'], label: 'Production variants', example: '2' },
  },
  /** The model is from AWS Marketplace. */
  requiresMarketplaceModel: {
    schema: yesOrNo,
    label: 'Marketplace model',
    question: 'Is it a model from AWS Marketplace?',
    change: {
      true: 'the model is from AWS Marketplace',
      false: "the model isn't from AWS Marketplace",
    },
  },
  /** It must scale to zero while idle: options that can't are ruled out. */
  requiresScaleToZero: {
    schema: yesOrNo,
    label: 'scale to zero',
    question: 'Is scale to zero required?',
    change: { true: 'scale to zero is needed', false: "scale to zero isn't needed" },
    form: {
      id: 'scale-to-zero',
      about: ['mostly-requests'],
      label: 'Is scale to zero required?',
      yes: "Options that can't scale to zero are ruled out",
      no: 'Instances may run while idle',
    },
  },
  /** `none`: the answer comes as a whole. `response`: token by token, or in parts. `bidirectional`: request and answer at once, as with live audio. */
  requiresStreaming: {
    schema: z.enum(['none', 'response', 'bidirectional']),
    label: 'streaming',
    question: 'Is the response streamed?',
    values: { none: 'whole answers', response: 'streamed answers', bidirectional: 'bidirectional streaming' },
    change: {
      none: "answers aren't streamed",
      response: 'answers are streamed',
      bidirectional: 'bidirectional streaming is needed',
    },
    form: {
      id: 'streaming',
      about: ['mostly-requests'],
      label: 'Streaming',
      choices: {
        none: ['None', 'The response arrives as a whole'],
        response: ['Response', 'Token by token, or in parts'],
        bidirectional: ['Bidirectional', 'Request and response at once, as with live audio'],
      },
    },
  },
  /** `lowest-cost`: slower is fine if the needs are met. `balanced`, if not stated: slightly more for a simpler or faster option. `performance`: fast and always ready, even at a higher cost. */
  costPriority: {
    schema: z.enum(['lowest-cost', 'balanced', 'performance']),
    label: 'cost priority',
    question: 'Cost or performance?',
    values: { 'lowest-cost': 'lowest cost', balanced: 'balanced', performance: 'performance' },
    change: {
      'lowest-cost': 'the lowest cost comes first',
      balanced: 'cost and performance matter equally',
      performance: 'performance comes first',
    },
    form: {
      id: 'cost-priority',
      label: 'Cost or performance?',
      choices: {
        'lowest-cost': ['Lowest cost', 'Slower is fine if the needs are met'],
        balanced: ['Balanced', 'Slightly more for a simpler or faster option'],
        performance: ['Performance', 'Fast and always ready, even at a higher cost'],
      },
    },
  },
  /** What it may cost per month in US dollars; more is a warning, never a silent change of the choice. */
  monthlyBudgetUsd: {
    schema: atLeastZero,
    unit: 'usd',
    label: 'budget per month',
    sample: 500,
    question: 'What is the monthly budget?',
    form: {
      id: 'budget',
      label: 'Monthly budget',
      example: '$500',
      hint: "In USD. A higher estimate adds a warning; it doesn't change the choice.",
    },
  },
  /** `single-instance`: one instance is enough, and a failed one is replaced within minutes. `multi-az`: at least two, in different Availability Zones. `multi-region`: it survives the loss of a Region. */
  availability: {
    schema: z.enum(['single-instance', 'multi-az', 'multi-region']),
    label: 'availability',
    question: 'Is one instance enough, or do you need two Availability Zones or two Regions?',
    values: { 'single-instance': 'single instance', 'multi-az': 'Multi-AZ', 'multi-region': 'Multi-Region' },
    about: 'requests',
    change: {
      'single-instance': 'one instance is enough',
      'multi-az': 'two Availability Zones are needed',
      'multi-region': 'two Regions are needed',
    },
    form: {
      id: 'availability',
      about: ['mostly-requests'],
      label: 'Availability',
      choices: {
        'multi-az': ['Multi-AZ', 'At least two instances, in different Availability Zones'],
        'single-instance': ['Single instance', 'A failed instance is replaced within minutes'],
        'multi-region': ['Multi-Region', 'A second Region can take the whole load'],
      },
    },
  },
  /** An AWS Region, such as `eu-west-1`; `us-east-1` if not stated. */
  region: {
    schema: z.string().check(
      z.regex(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/),
      z.refine((code) => AWS_REGIONS.includes(code)),
    ),
    expects: 'an AWS Region such as eu-west-1',
    meant: (typed) => nearest(typed, AWS_REGIONS),
    label: 'Region',
    sample: 'eu-west-1',
    question: 'Which AWS Region?',
    change: 'the Region is',
  },
  /** Further Regions that serve it too: 1 to 4, such as `["eu-west-1"]`. Each may have to take what another one serves. */
  otherRegions: {
    schema: z.array(z.string()).check(
      z.minLength(1),
      z.maxLength(4),
      z.refine((codes) => areOtherRegions(codes)),
    ),
    expects: 'a list of 1 to 4 AWS Regions such as ["eu-west-1"]',
    faults: otherRegionFaults,
    label: 'other Regions',
    question: 'Which other Regions?',
    noted: true,
    form: { id: 'other-regions', about: ['stated-elsewhere'], label: 'Other Regions', example: 'us-west-2' },
  },
  /** The instance to price, such as `ml.m5.xlarge`; if not stated, one that fits is chosen. */
  instanceType: {
    schema: z.string().check(z.refine((name) => instanceTypeOf(name) !== undefined)),
    expects: 'an instance type that endpoints take, such as ml.m5.xlarge',
    meant: (typed) => nearestSize(typed) ?? nearest(typed, INSTANCE_TYPE_NAMES),
    label: 'instance type',
    sample: 'ml.m5.xlarge',
    question: 'Which instance type?',
    change: 'the instance type is',
    form: {
      id: 'instance-type',
      label: 'Instance type',
      example: 'ml.m5.xlarge',
      hint: 'Left empty, one that fits is chosen.',
      lowerCase: true,
    },
  },
} as const satisfies Record<string, Row>;

function otherRegionFaults(codes: unknown): readonly string[] {
  return (Array.isArray(codes) ? codes : []).flatMap((code, at, all) => {
    const meant = nearest(String(code), AWS_REGIONS);
    const hint = meant === undefined ? '.' : `: did you mean ${meant}?`;
    if (!AWS_REGIONS.includes(code)) return `AWS has no Region ${JSON.stringify(code)}${hint}`;
    return all.indexOf(code) < at ? `${code} stands twice.` : [];
  });
}

const areOtherRegions = (codes: unknown): boolean => otherRegionFaults(codes).length === 0;

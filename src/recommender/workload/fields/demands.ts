import * as z from 'zod';
import { atLeastZero, type Row, yesOrNo } from './row.ts';

/** What it must have, what it may cost, and where it runs. */
export const DEMANDS = {
  requiresGpu: {
    schema: yesOrNo,
    label: 'GPU',
    question: 'Does the model need a GPU?',
    change: { true: 'a GPU is required', false: 'no GPU is required' },
  },
  /** The container must reach private resources in a VPC. */
  requiresVpc: {
    schema: yesOrNo,
    label: 'VPC',
    question: 'Must the container reach private resources in a VPC?',
    change: { true: 'the container must reach a VPC', false: 'the container need not reach a VPC' },
  },
  requiresNetworkIsolation: {
    schema: yesOrNo,
    label: 'network isolation',
    question: 'Must the container be cut off from the network?',
    change: { true: 'network isolation is required', false: 'network isolation is not required' },
  },
  /** Captured requests and answers; Model Monitor needs it. */
  requiresDataCapture: {
    schema: yesOrNo,
    label: 'data capture',
    question: 'Are requests and answers to be captured and monitored?',
    change: { true: 'data capture is required', false: 'data capture is not required' },
  },
  /** Several production variants side by side. */
  requiresMultipleVariants: {
    schema: yesOrNo,
    label: 'several variants',
    question: 'Are several variants to run side by side?',
    change: { true: 'several variants are required', false: 'one variant is enough' },
  },
  requiresMarketplaceModel: {
    schema: yesOrNo,
    label: 'Marketplace model',
    question: 'Is it a model from AWS Marketplace?',
    change: {
      true: 'the model comes from AWS Marketplace',
      false: 'the model does not come from AWS Marketplace',
    },
  },
  requiresScaleToZero: {
    schema: yesOrNo,
    label: 'scale to zero',
    question: 'Must it cost nothing while nobody calls?',
    change: { true: 'it must scale to zero', false: 'it need not scale to zero' },
  },
  /** Token or audio streaming. */
  requiresStreaming: {
    schema: z.enum(['none', 'response', 'bidirectional']),
    label: 'streaming',
    question: 'Is the answer streamed?',
    values: { none: 'none', response: 'the answer', bidirectional: 'both ways' },
    change: {
      none: 'nothing is streamed',
      response: 'the answer is streamed',
      bidirectional: 'both directions are streamed',
    },
  },
  /** The team's cost tolerance; `balanced` if not stated. */
  costPriority: {
    schema: z.enum(['lowest-cost', 'balanced', 'performance']),
    label: 'cost or speed',
    question: 'What weighs more, cost or speed?',
    values: { 'lowest-cost': 'lowest cost', balanced: 'balanced', performance: 'speed' },
    change: {
      'lowest-cost': 'the lowest cost comes first',
      balanced: 'cost and performance balance',
      performance: 'performance comes first',
    },
  },
  /** What it may cost a month; more is a warning, never a silent change of the choice. */
  monthlyBudgetUsd: {
    schema: atLeastZero,
    unit: 'usd',
    label: 'budget a month',
    question: 'What may it cost a month?',
  },
  /** Whether one instance is enough; `multi-az` means at least two. */
  availability: {
    schema: z.enum(['single-instance', 'multi-az']),
    label: 'availability',
    question: 'Is one instance enough, or must it survive the loss of one?',
    values: { 'single-instance': 'one instance', 'multi-az': 'several Availability Zones' },
    about: 'requests',
    change: { 'single-instance': 'one instance is enough', 'multi-az': 'at least two instances are required' },
  },
  /** An AWS Region, such as `eu-west-1`; `us-east-1` if not stated. */
  region: {
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/),
    expects: 'must be an AWS Region such as eu-west-1',
    label: 'Region',
    question: 'In which AWS Region?',
    change: 'the Region is',
  },
  /** The instance to price, such as `ml.m5.xlarge`. */
  instanceType: {
    schema: z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/),
    expects: 'must be an instance type such as ml.m5.xlarge',
    label: 'instance type',
    question: 'On which instance type?',
    change: 'the instance type is',
  },
} as const satisfies Record<string, Row>;

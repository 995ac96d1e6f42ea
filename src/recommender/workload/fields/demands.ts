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
    form: {
      id: 'vpc',
      page: 'more',
      label: 'Must the container reach private resources?',
      hint: 'A database or a service inside your VPC (your private network on AWS), called by the container while it answers. Callers inside a VPC do not need this.',
      yes: 'The container runs with a connection into the VPC',
      no: 'The container needs nothing private',
    },
  },
  requiresNetworkIsolation: {
    schema: yesOrNo,
    label: 'network isolation',
    question: 'Must the container be cut off from the network?',
    change: { true: 'network isolation is required', false: 'network isolation is not required' },
    form: {
      id: 'network-isolation',
      page: 'more',
      label: 'Must the container be cut off from every network?',
      hint: 'Network isolation: the container can call nothing, not even other AWS services.',
    },
  },
  /** Captured requests and answers; Model Monitor needs it. */
  requiresDataCapture: {
    schema: yesOrNo,
    label: 'data capture',
    question: 'Are requests and answers to be captured and monitored?',
    change: { true: 'data capture is required', false: 'data capture is not required' },
    form: {
      id: 'data-capture',
      page: 'more',
      about: ['mostly-requests'],
      label: 'Are requests and answers to be captured?',
      hint: 'A copy of them goes to S3. Model Monitor, which watches for drift, needs it.',
    },
  },
  /** Several production variants side by side. */
  requiresMultipleVariants: {
    schema: yesOrNo,
    label: 'several variants',
    question: 'Are several variants to run side by side?',
    change: { true: 'several variants are required', false: 'one variant is enough' },
    form: {
      id: 'variants',
      page: 'more',
      about: ['mostly-requests'],
      label: 'Are several variants to run side by side?',
      hint: 'Production variants: two versions of a model behind one endpoint, each with a share of the traffic, for A/B or shadow tests.',
    },
  },
  requiresMarketplaceModel: {
    schema: yesOrNo,
    label: 'Marketplace model',
    question: 'Is it a model from AWS Marketplace?',
    change: {
      true: 'the model comes from AWS Marketplace',
      false: 'the model does not come from AWS Marketplace',
    },
    form: {
      id: 'marketplace',
      page: 'more',
      label: 'Is it a model from AWS Marketplace?',
      hint: 'A bought model package that runs under its own licence.',
    },
  },
  requiresScaleToZero: {
    schema: yesOrNo,
    label: 'scale to zero',
    question: 'Must it cost nothing while nobody calls?',
    change: { true: 'it must scale to zero', false: 'it need not scale to zero' },
    form: {
      id: 'scale-to-zero',
      page: 'more',
      about: ['mostly-requests'],
      label: 'Must it cost nothing while nobody calls?',
      hint: 'Scale to zero: no instance runs in idle times.',
      yes: 'A must: what cannot do it is ruled out',
      no: 'Something may run all the time',
    },
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
    form: {
      id: 'streaming',
      page: 'more',
      about: ['mostly-requests'],
      label: 'Is the answer streamed?',
      choices: {
        none: ['No', 'It arrives as a whole'],
        response: ['Yes, the answer', 'Token by token, or in parts, while it is being made'],
        bidirectional: ['Yes, both ways', 'Request and answer flow at once, as with live audio'],
      },
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
    form: {
      id: 'cost-priority',
      page: 'more',
      label: 'What weighs more, cost or speed?',
      choices: {
        'lowest-cost': ['The lowest cost', 'Slower is fine, as long as the needs are met'],
        balanced: ['A balance', 'A little more money for a simpler or quicker way'],
        performance: ['Speed', 'Quick and always ready, even where it costs more'],
      },
    },
  },
  /** What it may cost a month; more is a warning, never a silent change of the choice. */
  monthlyBudgetUsd: {
    schema: atLeastZero,
    unit: 'usd',
    label: 'budget a month',
    sample: 500,
    question: 'What may it cost a month?',
    form: {
      id: 'budget',
      page: 'more',
      label: 'What may it cost a month?',
      example: '$500',
      hint: 'In US dollars. More than that becomes a warning; it does not change the choice.',
    },
  },
  /** Whether one instance is enough; `multi-az` means at least two. */
  availability: {
    schema: z.enum(['single-instance', 'multi-az']),
    label: 'availability',
    question: 'Is one instance enough, or must it survive the loss of one?',
    values: { 'single-instance': 'one instance', 'multi-az': 'several Availability Zones' },
    about: 'requests',
    change: { 'single-instance': 'one instance is enough', 'multi-az': 'at least two instances are required' },
    form: {
      id: 'availability',
      page: 'more',
      about: ['mostly-requests'],
      label: 'Must it survive the loss of a data centre?',
      choices: {
        'multi-az': ['Yes, at least two instances', 'In different Availability Zones (separate AWS data centres)'],
        'single-instance': ['No, one instance is enough', 'A failed instance is replaced within minutes'],
      },
    },
  },
  /** An AWS Region, such as `eu-west-1`; `us-east-1` if not stated. */
  region: {
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/),
    expects: 'an AWS Region such as eu-west-1',
    label: 'Region',
    sample: 'eu-west-1',
    question: 'In which AWS Region?',
    change: 'the Region is',
    form: {
      id: 'region',
      page: 'more',
      label: 'In which AWS Region?',
      example: 'eu-west-1',
      lowerCase: true,
    },
  },
  /** The instance to price, such as `ml.m5.xlarge`. */
  instanceType: {
    schema: z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/),
    expects: 'an instance type such as ml.m5.xlarge',
    label: 'instance type',
    sample: 'ml.m5.xlarge',
    question: 'On which instance type?',
    change: 'the instance type is',
    form: {
      id: 'instance-type',
      page: 'more',
      label: 'On which instance type?',
      example: 'ml.m5.xlarge',
      hint: 'Left empty, one that fits is assumed and named.',
      lowerCase: true,
    },
  },
} as const satisfies Record<string, Row>;

import { choiceQuestion, type YesNoQuestion, yesNoQuestion } from '../choice-question.ts';
import { type Question, rareForStoredData } from '../question.ts';

/** What an endpoint may have to do, and what matters most. */

export const streaming = choiceQuestion({
  id: 'streaming',
  fields: ['requiresStreaming'],
  place: rareForStoredData,
  label: 'Is the answer streamed?',
  look: 'menu',
  choices: [
    {
      value: 'none',
      text: 'No',
      description: 'It arrives as a whole',
      states: { requiresStreaming: 'none' },
    },
    {
      value: 'response',
      text: 'Yes, the answer',
      description: 'Token by token, or in parts, while it is being made',
      states: { requiresStreaming: 'response' },
    },
    {
      value: 'bidirectional',
      text: 'Yes, both ways',
      description: 'Request and answer flow at once, as with live audio',
      states: { requiresStreaming: 'bidirectional' },
    },
  ],
});

/** What an endpoint may have to do; each rules some options out, so each is asked for itself. */
const NEEDS: readonly YesNoQuestion[] = [
  {
    id: 'vpc',
    field: 'requiresVpc',
    place: () => 'more',
    label: 'Must the container reach private resources?',
    hint: 'A database or a service inside your VPC (your private network on AWS), called by the container while it answers. Callers inside a VPC do not need this.',
    yes: 'The container runs with a connection into the VPC',
    no: 'The container needs nothing private',
  },
  {
    id: 'network-isolation',
    field: 'requiresNetworkIsolation',
    place: () => 'more',
    label: 'Must the container be cut off from every network?',
    hint: 'Network isolation: the container can call nothing, not even other AWS services.',
  },
  {
    id: 'data-capture',
    field: 'requiresDataCapture',
    place: rareForStoredData,
    label: 'Are requests and answers to be captured?',
    hint: 'A copy of them goes to S3. Model Monitor, which watches for drift, needs it.',
  },
  {
    id: 'variants',
    field: 'requiresMultipleVariants',
    place: rareForStoredData,
    label: 'Are several variants to run side by side?',
    hint: 'Production variants: two versions of a model behind one endpoint, each with a share of the traffic, for A/B or shadow tests.',
  },
  {
    id: 'marketplace',
    field: 'requiresMarketplaceModel',
    place: () => 'more',
    label: 'Is it a model from AWS Marketplace?',
    hint: 'A bought model package that runs under its own licence.',
  },
  {
    id: 'scale-to-zero',
    field: 'requiresScaleToZero',
    place: rareForStoredData,
    label: 'Must it cost nothing while nobody calls?',
    hint: 'Scale to zero: no instance runs in idle times.',
    yes: 'A must: what cannot do it is ruled out',
    no: 'Something may run all the time',
  },
];

export const needs: readonly Question[] = NEEDS.map(yesNoQuestion);

export const costPriority = choiceQuestion({
  id: 'cost-priority',
  fields: ['costPriority'],
  place: () => 'more',
  label: 'What weighs more, cost or speed?',
  look: 'menu',
  choices: [
    {
      value: 'lowest-cost',
      text: 'The lowest cost',
      description: 'Slower is fine, as long as the needs are met',
      states: { costPriority: 'lowest-cost' },
    },
    {
      value: 'balanced',
      text: 'A balance',
      description: 'A little more money for a simpler or quicker way',
      states: { costPriority: 'balanced' },
    },
    {
      value: 'performance',
      text: 'Speed',
      description: 'Quick and always ready, even where it costs more',
      states: { costPriority: 'performance' },
    },
  ],
});

export const availability = choiceQuestion({
  id: 'availability',
  fields: ['availability'],
  place: rareForStoredData,
  label: 'Must it survive the loss of a data centre?',
  look: 'menu',
  choices: [
    {
      value: 'multi-az',
      text: 'Yes, at least two instances',
      description: 'In different Availability Zones (separate AWS data centres)',
      states: { availability: 'multi-az' },
    },
    {
      value: 'single-instance',
      text: 'No, one instance is enough',
      description: 'A failed instance is replaced within minutes',
      states: { availability: 'single-instance' },
    },
  ],
});

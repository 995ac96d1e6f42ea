import { STEPS } from './ids.ts';

/** A parameter of a step, as app settings take it (docs.slack.dev/tools/bolt-js/concepts/custom-steps, 2026-11). */
interface Parameter {
  type: 'string' | 'number';
  title: string;
  description: string;
  hint?: string;
  is_required: boolean;
}

const RECOMMEND = {
  title: 'Recommend an endpoint',
  description: 'Recommends how to serve a model on Amazon SageMaker AI',
  inputs: {
    workload: {
      type: 'string',
      title: 'Workload',
      description: 'A model and its traffic in plain words, or a workload as JSON',
      hint: '500 MB within 15 min, sporadic, gpu',
      is_required: true,
    },
  },
  outputs: {
    answer: {
      type: 'string',
      title: 'Answer',
      description: 'The option with instances, monthly cost and confidence, on one line',
      is_required: true,
    },
    option: {
      type: 'string',
      title: 'Option',
      description: 'real-time, serverless, asynchronous, batch-transform or none',
      is_required: true,
    },
    confidence: {
      type: 'string',
      title: 'Confidence',
      description: 'firm, likely, needs-facts or none',
      is_required: true,
    },
    monthly_usd: {
      type: 'number',
      title: 'Cost per month',
      description: "In US dollars. Left out where a price or the traffic isn't known",
      is_required: false,
    },
    to_confirm: {
      type: 'string',
      title: 'To confirm',
      description: 'What was assumed and decides, a sentence per line, or that there is nothing to confirm',
      is_required: true,
    },
    understood: {
      type: 'string',
      title: 'Understood',
      description: 'What was understood of the words, not used, and unclear',
      is_required: true,
    },
    command: {
      type: 'string',
      title: 'Command',
      description: "The command that opens the form with these words, for the team's review",
      is_required: true,
    },
  },
} as const satisfies { title: string; description: string; inputs: Parameters; outputs: Parameters };

type Parameters = Readonly<Record<string, Parameter>>;

type Output = typeof RECOMMEND.outputs;
type ValueOf<Name extends keyof Output> = Output[Name]['type'] extends 'number' ? number : string;
type Required = { [Name in keyof Output]: Output[Name]['is_required'] extends true ? Name : never }[keyof Output];

/** What the step *Recommend an endpoint* gives back: every required output, and the others where they are known. */
export type RecommendOutputs = { [Name in Required]: ValueOf<Name> } & {
  [Name in Exclude<keyof Output, Required>]?: ValueOf<Name>;
};

/** The part of a manifest that declares the steps: `functions`. */
export function declareSteps() {
  const { title, description, inputs, outputs } = RECOMMEND;
  const named = (parameters: Parameters) =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, { type, title: label, ...rest }]) => [
        name,
        { type, title: label, name, ...rest },
      ]),
    );
  return {
    [STEPS.recommend]: { title, description, input_parameters: named(inputs), output_parameters: named(outputs) },
  };
}

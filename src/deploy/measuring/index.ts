import type { Recommendation } from '../../recommender/index.ts';
import { aiperf, urlOf } from './load-testers.ts';
import { type MeasuringPlan, measuringOf } from './plan.ts';
import { scriptOf } from './script.ts';

/** How the chosen type of an answer is measured, or one sentence that says why there is nothing to measure. */
export type MeasureIt =
  | {
      readonly ok: true;
      /** The type of which one instance is measured. */
      readonly instanceType: string;
      /** The size rests on a model, or isn't known, so that measuring may change it. */
      readonly isAdvised: boolean;
      /** Of a model that writes tokens: what measures it at the planned load, on one line. It takes a token from `TOKEN`. Else null. */
      readonly command: string | null;
      /** A shell script with every way, and the requests of AWS's jobs filled in. */
      readonly script: { readonly path: string; readonly content: string };
      /** What the script measures with, as a sentence names it: "GuideLLM", "an AI recommendation job". */
      readonly ways: readonly string[];
    }
  | { readonly ok: false; readonly text: string };

/** What measures the chosen type at its planned load, so that the result can be added to the workload. Pure. Never throws. */
export function measureIt(recommendation: Recommendation): MeasureIt {
  const measuring = measuringOf(recommendation);
  if (!measuring.ok) return measuring;
  const { plan } = measuring;
  const { ways, content } = scriptOf(plan);
  const basis = recommendation.choice?.sizing?.basis;
  return {
    ok: true,
    instanceType: plan.instanceType,
    isAdvised: basis === 'modelled' || basis === 'unknown',
    command: commandOf(plan),
    script: { path: `measure-${plan.slug}.sh`, content },
    ways,
  };
}

function commandOf(plan: MeasuringPlan): string | null {
  const { tokens } = plan;
  if (tokens === null) return null;
  const model = tokens.modelId ?? 'MODEL';
  const url = tokens.address === 'other' ? 'URL' : urlOf(plan, 'ENDPOINT', 'COMPONENT');
  const given = { model, tokenizer: model, url, key: '--api-key "$TOKEN"' };
  return aiperf(tokens, { level: String(tokens.planned), given }).join(' ');
}

import { type Fault, parseWorkload, type Recommendation, recommend } from '../recommender/index.ts';
import { inert } from './lines.ts';
import type { WorkloadEntry } from './read-workloads.ts';
import { writeRecommendation } from './write-recommendation.ts';

/** What is printed for one workload, and whether it was answered. */
export interface Answer {
  answered: boolean;
  stdout: string;
  stderr: string;
}

/** `place` says where the workload stands: "examples/x.json, workload 2". */
export function answerWorkload(entry: WorkloadEntry, place: string, format: 'json' | 'text'): Answer {
  const parsed = entry.ok
    ? parseWorkload(entry.input)
    : { ok: false as const, faults: [{ field: '', text: entry.text }] };
  if (!parsed.ok) return refuse(parsed.faults, place, format);
  const recommendation: Recommendation = recommend(parsed.workload);
  const stdout = format === 'json' ? `${JSON.stringify(recommendation)}\n` : writeRecommendation(recommendation);
  return { answered: true, stdout, stderr: '' };
}

function refuse(faults: readonly Fault[], place: string, format: 'json' | 'text'): Answer {
  return {
    answered: false,
    stdout: format === 'json' ? `${JSON.stringify({ kind: 'invalid', faults })}\n` : '',
    stderr: faults.map(({ text }) => `${inert(place)}: ${inert(text)}\n`).join(''),
  };
}

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
  const stdout = format === 'json' ? jsonLine(recommendation) : writeRecommendation(recommendation);
  return { answered: true, stdout, stderr: '' };
}

function refuse(faults: readonly Fault[], place: string, format: 'json' | 'text'): Answer {
  return {
    answered: false,
    stdout: format === 'json' ? jsonLine({ kind: 'invalid', faults }) : '',
    stderr: faults.map(({ text }) => `${inert(place)}: ${inert(text)}\n`).join(''),
  };
}

/** JSON on one line for everyone: what some readers take for a line break, and what a terminal may obey, is escaped. */
function jsonLine(value: unknown): string {
  const escaped = JSON.stringify(value).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `${escaped}\n`;
}

import type { Finding, Obstacle } from '../finding.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { Judgement, Verdict } from '../judge.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import type { Workload } from '../workload.ts';
import { fixesOf } from './finding-fixes.ts';

type Changes = Partial<Workload>;

/** Candidates for the next change towards an option, the most direct first. Each is tried on the kernel by the caller. */
export function fixesFor(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  judgement: Judgement,
): Changes[] {
  // There is a verdict on every option.
  const own = judgement.verdicts.find((candidate) => candidate.option.id === option) as Verdict;
  const blocking = [...own.findings, ...own.pairs.flatMap((pair) => pair.findings)].filter(isInTheWay);
  const fixes = blocking.flatMap((finding) => fixesOf(finding, judgement.needs));
  if (own.best === null && own.pairs.length === 0) fixes.push(...hostingFixes(own, judgement));
  if (own.best === null && blocking.length === 0) fixes.push(ONE_MODEL);
  if (verdict === 'outranked') fixes.push(...rankFixes(option, judgement));
  return fixes;
}

const isInTheWay = (finding: Finding): finding is Obstacle => finding.effect !== 'conditional';

const ONE_MODEL: Changes = { modelCount: 1, containerCount: 1, modelAdapters: false };

/** No pattern of the option serves the workload: an arrangement that it does serve. */
function hostingFixes({ option }: Verdict, { weighings, needs }: Judgement): Changes[] {
  const served = HOSTING_PATTERNS.some(
    (pattern, index) => weighings[index]?.serves && option.hostings.includes(pattern.id),
  );
  if (served) return [];
  if (needs.arrangement === 'chain') return [{ containerCount: 1 }];
  return [{ modelsShareEndpoint: false }, ONE_MODEL];
}

/** It fits, and loses: the traffic and the tolerance under which it would be preferred. */
function rankFixes(option: InferenceOptionId, { needs }: Judgement): Changes[] {
  switch (option) {
    case 'real-time':
      return [{ trafficPattern: 'steady' }, { costPriority: 'performance' }, { monthlyRequests: 1e9 }];
    case 'serverless':
      return [{ trafficPattern: 'intermittent' }, { costPriority: 'balanced' }, { monthlyRequests: 1000 }];
    case 'asynchronous':
      return [
        { responseTimeSeconds: 900 },
        { trafficPattern: needs.traffic === 'dataset' ? 'variable' : needs.traffic },
        { trafficPattern: 'variable' },
        { costPriority: 'balanced' },
      ];
    case 'batch-transform':
      return [{ trafficPattern: 'dataset' }, { datasetRunsPerMonth: 30 }];
  }
}

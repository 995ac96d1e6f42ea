import type { Runs } from '../../account/runs.ts';
import type { Reason, Source } from '../../recommender/index.ts';
import type { Priced } from '../costs.ts';
import type { ServedEndpoint } from '../endpoints.ts';
import type { ResourceIndex } from '../resource-index.ts';

/** `error`: the deployment fails, or what it makes can't work. `warning`: it may. `note`: it could be better. */
export type Severity = 'error' | 'warning' | 'note';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

export interface Finding {
  readonly code: string;
  /** One or two sentences. */
  readonly text: string;
  readonly severity: Severity;
  /** Absent where the rule is our judgement. */
  readonly source?: Source;
}

export interface Seen {
  readonly served: ServedEndpoint;
  readonly runs: Runs;
  readonly index: ResourceIndex;
  readonly priced: Priced;
}

export interface TemplateRule {
  readonly code: string;
  readonly severity: Severity;
  readonly source?: Source;
  find(seen: Seen): readonly string[];
}

export const findingsBy = (rules: readonly TemplateRule[], seen: Seen): Finding[] =>
  rules.flatMap(({ code, severity, source, find }) =>
    find(seen).map((text) => ({ code, text, severity, ...(source && { source }) })),
  );

export const findingOf = ({ code, text, source }: Reason, severity: Severity): Finding => ({
  code,
  text,
  severity,
  ...(source && { source }),
});

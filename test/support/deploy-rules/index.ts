import type { Template } from '../../../src/deploy/template.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { METRIC_RULES } from './metric-rules.ts';
import { POOL_RULES } from './pools-rules.ts';
import type { Rule } from './rule.ts';
import { SAFETY_RULES } from './safety-rules.ts';
import { SCALING_RULES } from './scaling-rules.ts';
import { SERVING_RULES } from './serving-rules.ts';
import { START_RULES } from './start-rules.ts';

/** Our own rules for templates. Add one to the file of its subject. */
export const DEPLOY_RULES: readonly Rule[] = [
  ...SERVING_RULES,
  ...METRIC_RULES,
  ...ACCESS_RULES,
  ...POOL_RULES,
  ...SAFETY_RULES,
  ...SCALING_RULES,
  ...START_RULES,
];

/** What a template does against a rule, as "A minimum is …: Target: 3 to 2"; empty where nothing. */
export const ruleFaults = (template: Template): string[] =>
  DEPLOY_RULES.flatMap((rule) => rule.faults(template).map((fault) => `${rule.says}: ${fault}`));

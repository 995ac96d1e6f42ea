import { checkTool } from './check.ts';
import { explainTool } from './explain-option.ts';
import { recommendTool } from './recommend.ts';
import { templateTool } from './render-template.ts';
import { searchTool } from './search-reviews.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order in which an assistant sees them. */
export const TOOLS: readonly Tool[] = [recommendTool, explainTool, templateTool, checkTool, searchTool];

/** What to call instead of the tools of earlier versions, which assistants may remember. */
export const FORMER_TOOLS: ReadonlyMap<string, string> = new Map([
  ['what_if', 'Call recommend with `workload` and `changes`.'],
  ['find_savings', 'Call recommend with `workload` and `cheaper: true`.'],
  [
    'size_model',
    'Call recommend with `instances: true` and a `workload` that states the model as `modelId`, its peak and its tokens.',
  ],
  ['check_template', 'Call check with the content as `template`.'],
  ['review_endpoint', 'Call check with `described`.'],
  ['import_measurement', 'Call recommend with the file in `workload.measurements`.'],
]);

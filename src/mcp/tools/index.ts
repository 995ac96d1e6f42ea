import { checkTool } from './check-template.ts';
import { explainTool } from './explain-option.ts';
import { savingsTool } from './find-savings.ts';
import { measurementTool } from './import-measurement.ts';
import { recommendTool } from './recommend.ts';
import { templateTool } from './render-template.ts';
import { endpointTool } from './review-endpoint.ts';
import { searchTool } from './search-reviews.ts';
import { sizeTool } from './size-model.ts';
import type { Tool } from './tool.ts';
import { whatIfTool } from './what-if.ts';

/** Every tool, in the order in which an assistant sees them. */
export const TOOLS: readonly Tool[] = [
  recommendTool,
  sizeTool,
  whatIfTool,
  savingsTool,
  explainTool,
  templateTool,
  checkTool,
  endpointTool,
  measurementTool,
  searchTool,
];

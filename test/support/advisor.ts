import { createAdvisor } from '../../src/advice/advisor.ts';

/** By the prices that ship, without a policy. */
export const ADVISOR = createAdvisor();

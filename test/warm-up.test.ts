import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../src/advice/advisor.ts';
import { createLogger } from '../src/logger.ts';
import { warmUp } from '../src/warm-up.ts';

const advisor = createAdvisor();

/** Warms up with an advisor of which something differs. Returns the level of each log line. */
async function warm(changed: Partial<typeof advisor>): Promise<string[]> {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  await warmUp({ ...advisor, ...changed }, logger);
  return lines.map((line) => (JSON.parse(line) as { level: string }).level);
}

describe('the warm-up', () => {
  it('has answers of 3 options, so that little is left to compile', async () => {
    const options: (string | null)[] = [];
    const levels = await warm({
      advise(workload) {
        const recommendation = advisor.advise(workload);
        options.push(recommendation.choice?.option ?? null);
        return recommendation;
      },
    });
    expect(options).toEqual(['real-time', 'serverless', 'asynchronous']);
    expect(levels).toEqual(['debug']);
  });

  it('that fails is one warning, and the start goes on', async () => {
    const advise = () => {
      throw new Error('a bug');
    };
    expect(await warm({ advise })).toEqual(['warn']);
  });
});

/** What is run now and then, by name: `npm run tool -- phrases`. Each file says what it does. */
export const TOOLS: Readonly<Record<string, string>> = {
  patterns: 'tools/check-patterns.ts',
  models: 'tools/check-models.ts',
  rooms: 'tools/check-rooms.ts',
  mutants: 'tools/mutants/run-mutants.ts',
  packages: 'tools/packages/write-page.ts',
  throughput: 'tools/throughput/run-throughput.ts',
  phrases: 'test/wording/score-phrases.ts',
  confidence: 'test/recommender/check-confidence.ts',
  estimates: 'test/recommender/costs/check-estimates.ts',
  screenshots: 'test/browser/write-screenshots.ts',
};

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { scripts, devDependencies } = z
  .object({ scripts: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(read('package.json'));
const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
  .parse(read('package-lock.json'));

describe('a production install', () => {
  it('has nothing of the page, of what compiles it, or of what tries it', () => {
    const ofThePage = ['react', 'react-dom', 'slack-blocks-to-jsx', 'tsx', 'playwright-core', '@axe-core/playwright'];
    for (const name of ofThePage) {
      expect(devDependencies, name).toHaveProperty([name]);
      // Not even by way of something else that is installed.
      expect(packages[`node_modules/${name}`]?.dev, name).toBe(true);
    }
  });

  it('starts what was built from src, which may import nothing from here', () => {
    expect(scripts['start']).toBe(
      'node --enable-source-maps --import ./dist/stop-with-parent.js dist/endpoint-reviewer.js start',
    );
    const built = z
      .object({ compilerOptions: z.object({ rootDir: z.string() }), include: z.array(z.string()) })
      .parse(read('tsconfig.build.json'));
    expect([built.compilerOptions.rootDir, built.include]).toEqual(['src', ['src']]);
  });
});

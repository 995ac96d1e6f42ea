import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pages, ROOT, read } from './support/documents.ts';

const { version, scripts, engines } = JSON.parse(read('package.json')) as {
  version: string;
  scripts: Record<string, string>;
  engines: { node: string };
};
const CHANGELOG = read('CHANGELOG.md');

interface Workflow {
  jobs: Record<string, { strategy?: { matrix: { node: number[] } }; steps: { run?: string }[] }>;
}
const workflow: Workflow = parse(read('.github/workflows/check.yml'));

describe('package-lock.json', () => {
  it('has the version of the package, in both places', () => {
    const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: { '': { version: string } } };
    expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
  });
});

describe('CHANGELOG.md', () => {
  const headings = [...CHANGELOG.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

  it('has a dated heading for the version of the package, right below the unreleased changes', () => {
    expect(headings[0]).toBe('Unreleased');
    expect(headings[1]).toMatch(new RegExp(`^${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`));
  });

  it('names the tag of the version first', () => {
    const section = CHANGELOG.split(/^## /m).find((text) => text.startsWith(`${version} (`)) ?? '';
    expect(section.split('\n').find((line, at) => at > 0 && line !== '')).toBe(`Tag: \`v${version}\`.`);
  });

  it('says something about every release', () => {
    const sections = CHANGELOG.split(/^## /m).slice(2);
    expect(sections.filter((section) => !/^- /m.test(section))).toEqual([]);
  });
});

describe('the recipe for a release', () => {
  it('names one version in every command, with its tag', () => {
    const recipe = read('CONTRIBUTING.md').split('\n## Releasing\n')[1]?.split('\n## ')[0] ?? '';
    expect(recipe).toContain('git tag -a "v');
    expect(new Set(recipe.match(/\d+\.\d+\.\d+/g))).toEqual(new Set([version]));
  });
});

describe('the workflow', () => {
  it('runs everything once on Node 24, and the quick tests on Node 20 and 22', () => {
    const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const named = commands.flatMap((command) => /^npm run ([\w:-]+)$/.exec(command)?.[1] ?? []);
    expect(named).toEqual(['check:merge']);
    expect(Object.keys(scripts)).toContain('check:merge');
    expect(workflow.jobs['check']?.steps.at(-1)?.run).toBe('npm test');
    expect(workflow.jobs['check']?.strategy?.matrix.node).toEqual([20, 22]);
    expect(read('.nvmrc').trim()).toBe('24');
  });
});

describe('an action of others', () => {
  const inside = (folder: string) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
  const workflows = [...inside('.github'), ...inside('examples'), 'action.yml'].filter((name) => /\.ya?ml$/.test(name));
  const named = [...workflows, ...pages()].flatMap((path) =>
    [...read(path).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, action = '']) => ({ path, action })),
  );

  it('is named by its commit, with its version behind it, since a tag can be moved', () => {
    const others = named.filter(({ action }) => !action.startsWith('OWNER/endpoint-reviewer@COMMIT'));
    expect(others.filter(({ action }) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
    expect(new Set(others.map(({ path }) => path))).toEqual(
      new Set(['.github/workflows/check.yml', 'examples/webhook/pull-request.yml', 'docs/check.md']),
    );
  });

  it('has one version everywhere, which Dependabot keeps current', () => {
    const actions = new Set(named.map(({ action }) => action));
    expect(new Set([...actions].map((action) => action.split('@')[0])).size).toBe(actions.size);
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: { 'package-ecosystem': string }[] };
    expect(updates.map((update) => update['package-ecosystem'])).toContain('github-actions');
  });
});

describe('.nvmrc', () => {
  it('names a Node that the package takes', () => {
    const least = /^>=(\d+)\.(\d+)$/.exec(engines.node)?.slice(1).map(Number) ?? [];
    const [major = 0, minor = 0] = read('.nvmrc').trim().split('.').map(Number);
    expect(major * 100 + minor).toBeGreaterThanOrEqual((least[0] ?? 0) * 100 + (least[1] ?? 0));
  });
});

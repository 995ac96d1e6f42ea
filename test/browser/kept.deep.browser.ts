import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, startTry, useTries } from './support/try-process.ts';
import { ask, CT_SCANS, dialog, field, posted, useVisit, write } from './support/visit.ts';

describe('what was there', () => {
  const visit = useVisit();

  it('is there again after npm run try is started anew, to read and to go on with', async () => {
    await ask(visit.page);
    const message = await posted(visit.page);
    await message.getByRole('button', { name: 'More actions' }).click();
    await message.getByRole('menuitem', { name: 'Export decision record' }).click();
    await message.locator('.thread-link', { hasText: '2 replies' }).click();
    await visit.page.locator('.thread .file').waitFor();
    await write(visit.page, '/sagemaker-endpoint help');
    await visit.page.locator('.message.private', { hasText: 'fraud-scoring' }).waitFor();

    const page = await visit.restart('/?as=ben&in=architecture-review');
    const kept = await posted(page);
    expect(await page.getByText('Things to try').count()).toBe(0);
    expect(await page.locator('.message.private').count()).toBe(0);
    await kept.locator('.thread-link', { hasText: '2 replies' }).click();
    const file = page.locator('.thread .file');
    await file.getByText('Show the text').click();
    expect(await file.locator('pre').textContent()).toContain('ct-scans');

    await kept.getByRole('button', { name: 'Change answers' }).click();
    await field(page, 'Largest payload').fill('900 MB');
    await dialog(page).getByRole('button', { name: 'Save as revision' }).click();
    await kept.getByText('(edited)').waitFor();
    expect(await kept.textContent()).toContain('900 MB');
    await page.getByRole('link', { name: 'App Home' }).click();
    await page.locator('.home').getByRole('link', { name: 'ct-scans' }).waitFor();

    const ada = await visit.open('/?as=ada&in=architecture-review');
    await ada.locator('.message.private', { hasText: 'fraud-scoring' }).waitFor();
  });

  it('is there with the form that was open, and what was typed into it', async () => {
    await write(visit.page, CT_SCANS);
    await field(visit.page, 'Workload name').fill('ct-scan-triage');
    const typed = () => JSON.stringify(visit.trial.workspace.state.views.all()).includes('ct-scan-triage');
    await expect.poll(typed).toBe(true);
    const page = await visit.restart();
    expect(await field(page, 'Workload name').inputValue()).toBe('ct-scan-triage');
    await dialog(page).getByRole('button', { name: 'Get recommendation' }).click();
    await posted(page, 'ct-scan-triage');
  });
});

const HINT = 'Things to try';

describe('npm run try', () => {
  const { run, folder, atEnd } = useTries();
  const kept = () => readFileSync(join(folder(), 'workspace.kept'), 'utf8');

  it('takes the next port where one is taken and says so, answers on loopback, and Ctrl-C ends all of it', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    atEnd(() => other.close());
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const running = await run({ port: taken });
    const port = Number(new URL(running.address()).port);
    expect(port).toBeGreaterThan(taken);
    expect(running.output()).toContain(`Port ${taken} is taken, so this runs on ${port}.`);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(200);
    const children = running.children();
    expect(children.length).toBeGreaterThan(0);

    expect(await running.interrupt()).toBe(0);
    // The compiler beside each of them notices a moment later that it's no longer needed.
    await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
    await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow();
  });

  it('says in one line what it does not know', async () => {
    const running = startTry({ port: 3300, folder: folder(), flags: ['--rest'] });
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain("Unknown option '--rest'");
  });

  it('keeps what was there for the next start, also where it was killed', async () => {
    const first = await run();
    expect(await first.shown()).toContain(HINT);
    await first.write('Remember this');
    expect(await first.interrupt()).toBe(0);

    const second = await run();
    expect(second.output()).toContain('What was there is there again');
    expect(await second.shown()).toContain('Remember this');
    // What is written is kept at once, also where there is no time to stop.
    await second.write('And this');
    await expect.poll(kept).toContain('And this');
    const children = second.children();
    second.kill();
    await second.ended;
    await expect.poll(() => children.filter(isRunning)).toEqual([]);

    const third = await run();
    expect(await third.shown()).toMatch(/Remember this.*And this/s);
  });

  it('starts clean beside one that runs, and does not write over what that one keeps', async () => {
    const first = await run();
    await first.write('Remember this');
    await expect.poll(kept).toContain('Remember this');
    const beside = await run();
    expect(beside.output()).toContain('starts clean and keeps nothing');
    expect(await beside.shown()).not.toContain('Remember this');
    await beside.write('Forget this');
    expect(await beside.interrupt()).toBe(0);
    await first.write('And this');
    expect(await first.interrupt()).toBe(0);
    expect(kept()).toMatch(/Remember this.*And this/s);
    expect(kept()).not.toContain('Forget this');
  });

  it('starts clean with --reset', async () => {
    const first = await run();
    await first.write('Remember this');
    expect(await first.interrupt()).toBe(0);
    const clean = await run({ flags: ['--reset'] });
    expect(clean.output()).not.toContain('there again');
    const shown = await clean.shown();
    expect(shown).toContain(HINT);
    expect(shown).not.toContain('Remember this');
  });
});

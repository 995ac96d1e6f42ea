import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { CT_SCANS, startJourney } from '../support/journey.ts';

const journey = forEachTest(() => startJourney('http', 'postgres'));

describe('a form that meets a lock on the reviews in PostgreSQL', () => {
  it('stays open after 2 s, says so with a reference that is in the log, and is posted once when sent again', async () => {
    const { workspace, ada, channel, config, logLines } = journey;
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    const other = await openDatabase(config.databaseUrl);
    if (!other.ok) throw new Error(other.text);
    await other.db.transaction().execute(async (trx) => {
      await sql`lock table reviews in access exclusive mode`.execute(trx);
      const outcome = await ada.submit(form.id);
      const [text = ''] = outcome.kind === 'errors' ? Object.values(outcome.errors) : [];
      expect(text).toContain("couldn't save");
      const reference = /Reference: ([0-9a-f]{10})/.exec(text)?.[1] ?? 'none';
      const logged = logLines.find((line) => line.includes(`"reference":"${reference}"`) && line.includes('"err"'));
      // Whichever ends first: the wait for the lock, or the deadline of the interaction.
      expect(logged).toMatch(/canceling statement due to lock timeout|The deadline of the interaction has passed/);
    });
    await other.close();

    expect((await ada.submit(form.id)).kind).toBe('closed');
    await workspace.waitFor(() => workspace.messages(channel)[0]);
    expect(workspace.messages(channel)).toHaveLength(1);
  });
});

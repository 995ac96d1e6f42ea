import { describe, expect, it } from 'vitest';
import { named, recommend } from '../../src/recommender/index.ts';
import { type Correction, countCorrectionsOf, listCorrections, saveCorrection } from '../../src/reviews/corrections.ts';
import { deleteReview, deleteReviewsBefore } from '../../src/reviews/retention.ts';
import { writeCorrections } from '../../src/reviews-command/run-command.ts';
import { findTraces, forgetMember } from '../../src/slack/erasure/forget-member.ts';
import { deleteTeam } from '../../src/slack/erasure/uninstalls.ts';
import { findDraft, saveDraft } from '../../src/slack/form/draft-store.ts';
import { submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { databases, openTestDatabase } from '../database/support/open-test-database.ts';
import { collect } from '../support/collect.ts';
import { readReviews } from '../support/command-lines.ts';
import { forEachTest } from '../support/for-each-test.ts';

const NOW = 1_800_000_000_000;
const ADA = 'U0ADA00001';
const BEN = 'U0BEN00002';
const EVE = 'U0EVE00003';

describe.each(databases())('in the %s database, a correction', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  async function correct(given: Partial<Correction> = {}): Promise<string> {
    const { db } = database;
    const workload = { ...named('scans'), description: 'of a clinic', payloadSizeMB: 500, requiresGpu: true };
    const { teamId = 'T1', submitterId = ADA } = given;
    const asked = { teamId, requesterId: submitterId, channelId: 'C1', workload, recommendation: recommend(workload) };
    const { review } = await submitNewReview(db, asked, NOW);
    const heard = {
      words: 'scans, 4 GB\u0000 of 5 MB',
      authorId: submitterId,
      read: { payloadSizeMB: 4000, modelSizeGB: 2 },
    };
    await saveCorrection(db, {
      reviewId: review.id,
      teamId,
      submitterId,
      ...heard,
      submitted: workload,
      at: NOW,
      ...given,
    });
    return review.id;
  }
  const kept = () => collect(listCorrections(database.db));
  const ids = async () => (await kept()).map(({ reviewId }) => reviewId);
  async function printed(line: string): Promise<{ id: string }[]> {
    const command = await readReviews(line.split(' '));
    if (command.kind !== 'corrections') throw new Error('not the command');
    const written: string[] = [];
    await writeCorrections({ db: database.db, write: async (text) => void written.push(text) }, command);
    return JSON.parse(written.join(''));
  }

  it('is kept with the facts, without name and description', async () => {
    const reviewId = await correct();
    expect(await kept()).toEqual([
      {
        reviewId,
        teamId: 'T1',
        words: 'scans, 4 GB\u0000 of 5 MB',
        authorId: ADA,
        submitterId: ADA,
        read: { payloadSizeMB: 4000, modelSizeGB: 2 },
        submitted: { payloadSizeMB: 500, requiresGpu: true },
        at: NOW,
      },
    ]);
  });

  it('is not kept where what was read was submitted, and the first one stays', async () => {
    await correct({ read: { payloadSizeMB: 500, requiresGpu: true } });
    expect(await kept()).toEqual([]);
    const reviewId = await correct();
    const again = { reviewId, teamId: 'T1', words: 'later', authorId: ADA, submitterId: ADA, read: {}, at: NOW };
    await saveCorrection(database.db, { ...again, submitted: { payloadSizeMB: 1 } });
    expect(await kept()).toMatchObject([{ words: 'scans, 4 GB\u0000 of 5 MB' }]);
  });

  it('is printed as a case for the reader, of one team or of all', async () => {
    const first = await correct();
    const second = await correct({ teamId: 'T2' });
    const all = await printed('corrections');
    expect(all.map(({ id }) => id)).toEqual([first, second].toSorted());
    expect(await printed('corrections --team T2')).toEqual([
      {
        id: second,
        words: 'scans, 4 GB\u0000 of 5 MB',
        says: { payloadSizeMB: 500, requiresGpu: true },
        mustNotSay: ['modelSizeGB'],
        unclear: [],
        accept: [],
        note: 'payloadSizeMB: read 4000, submitted 500; modelSizeGB: read 2, emptied; requiresGpu: added true',
      },
    ]);
    expect(await printed('corrections --team T3')).toEqual([]);
  });

  it('goes with its review: deleted, too old, or of a team that is deleted', async () => {
    await deleteReview(database.db, await correct());
    expect(await ids()).toEqual([]);
    await correct();
    await deleteReviewsBefore(database.db, NOW + 1);
    expect(await ids()).toEqual([]);
    await correct();
    const other = await correct({ teamId: 'T2' });
    await deleteTeam(database.db, 'T1');
    expect(await ids()).toEqual([other]);
  });

  it('goes with the person who submitted it or wrote the words, and others are no longer named in it', async () => {
    await correct({ submitterId: EVE });
    await correct({ authorId: EVE });
    const stays = await correct({ submitterId: BEN, authorId: BEN, words: `ask <@${EVE}> about the scans` });
    expect(await countCorrectionsOf(database.db, EVE)).toBe(2);
    expect(await findTraces(database.db, EVE)).toMatchObject({ corrections: 2 });
    await forgetMember(database.db, { userId: EVE, removeTexts: false, actor: 'cli:ops' }, NOW);
    expect(await kept()).toMatchObject([{ reviewId: stays, words: 'ask a former member about the scans' }]);
  });

  it('is not made of words of a person who was forgotten while the form was open', async () => {
    const key = { id: 'd', teamId: 'T1', userId: BEN };
    await saveDraft(database.db, key, { answers: { name: 'x' }, words: { words: '5 MB', authorId: EVE } }, NOW);
    expect(await findDraft(database.db, key, NOW)).toHaveProperty('words');
    await forgetMember(database.db, { userId: EVE, removeTexts: false, actor: 'cli:ops' }, NOW);
    expect(await findDraft(database.db, key, NOW)).toEqual({ answers: { name: 'x' } });
  });
});

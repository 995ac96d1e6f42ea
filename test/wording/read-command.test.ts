import { describe, expect, it } from 'vitest';
import { type ReadCommand, readReviewCommand } from '../../src/wording/read-command.ts';

type Command = Exclude<ReadCommand, 'home'>['command'];
const sure = (command: Command): ReadCommand => ({ command, isSure: true });
const doubtful = (command: Command): ReadCommand => ({ command, isSure: false });

describe('the words after the slash command', () => {
  it.each([
    ['status fraud-scoring', sure({ kind: 'status', name: 'fraud-scoring' })],
    ['status of the "fraud scoring" review?', sure({ kind: 'status', name: 'fraud scoring' })],
    ['status resnet-50', sure({ kind: 'status', name: 'resnet-50' })],
    ['search scans', sure({ kind: 'search', words: 'scans' })],
    ['search for reviews named ct scans', sure({ kind: 'search', words: 'ct scans' })],
    ['search ranking model', sure({ kind: 'search', words: 'ranking model' })],
  ])('ask about reviews: "%s"', (typed, read) => expect(readReviewCommand(typed)).toEqual(read));

  it.each([
    ['search llama 3 8b', doubtful({ kind: 'search', words: 'llama 3 8b' })],
    ['search gpu', doubtful({ kind: 'search', words: 'gpu' })],
    ['status batch scoring', doubtful({ kind: 'status', name: 'batch scoring' })],
    ['status realtime', doubtful({ kind: 'status', name: 'realtime' })],
  ])('leave in doubt: "%s"', (typed, read) => expect(readReviewCommand(typed)).toEqual(read));

  it.each([
    ...['list', ' LIST ', 'list!', 'list my open reviews', 'list all', 'stats', 'stats.', 'statistics please'],
    ...['status', 'search', 'search for reviews'],
  ])('ask about all reviews: "%s"', (typed) => expect(readReviewCommand(typed)).toBe('home'));

  it.each([
    '',
    'list of products reranker',
    'stats dashboard',
    'fraud-scoring',
    'search ranking model, 200 rps',
    'list of products reranker, 50 rps',
    'status page summarizer 3 MB within 2 s',
    'search engine, steady traffic, gpu',
    'stats model 4 GB, every night',
    'list-of-models 3 MB',
    'search-ranking',
    'listing 20 GB',
    `status ${'x'.repeat(81)}`,
    'help',
    'endpoint fraud',
    'the list of products',
  ])('describe a workload: "%s"', (typed) => expect(readReviewCommand(typed)).toBeUndefined());
});

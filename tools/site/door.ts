/** What the page takes of the recommender: the library's names, and those that only the page needs. */
export { exampleOf, wordingOf } from '../../src/recommender/index.ts';
export * from '../library/index.ts';

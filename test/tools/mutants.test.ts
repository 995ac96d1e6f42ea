import { expect, it } from 'vitest';
import { MUTANTS } from '../../tools/mutants/mutants.ts';
import { read } from '../support/documents.ts';

it.each(MUTANTS)('the fault "$rule" can be planted in one place of $file', ({ file, before }) => {
  expect(read(file).split(before)).toHaveLength(2);
});

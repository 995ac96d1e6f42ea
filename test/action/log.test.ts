import { describe, expect, it } from 'vitest';
import { escaped, withoutCommands } from '../../src/action/log.ts';

describe('the log of a check', () => {
  it('stands between two lines that stop commands, by a word that nobody can guess', () => {
    const text = 'checks::stop\n::add-mask::e\n::error::Sound';
    const [first = '', ...rest] = withoutCommands(text).split('\n');
    const [, end = ''] = /^::stop-commands::([\da-f-]{36})$/.exec(first) ?? [];
    expect(rest).toEqual([...text.split('\n'), `::${end}::`, '']);
    expect(withoutCommands(text)).not.toContain(end);
  });

  it('says a fault as one command, whatever its lines', () => {
    expect(escaped('100%\r\n::error::x')).toBe('100%25%0D%0A::error::x');
  });
});

import { describe, expect, it } from 'vitest';
import { faultsOf, linesByRoom } from '../../tools/rooms.ts';

describe('the budget of a room', () => {
  it('counts the lines of every file below a folder of src, and of those beside the folders together', () => {
    const files = [
      { path: 'check/check.ts', text: 'a\nb\n' },
      { path: 'check/findings/index.ts', text: 'a\n' },
      { path: 'app.ts', text: 'a\n' },
      { path: 'main.ts', text: 'a\nb\nc\n' },
    ];
    expect(linesByRoom(files)).toEqual({ '.': 4, check: 3 });
  });

  it('holds at its last line, and fails at the next with what to do', () => {
    expect(faultsOf({ check: 100 }, { check: 100 })).toEqual([]);
    expect(faultsOf({ check: 103 }, { check: 100 })).toEqual([
      'src/check: 103 lines, 3 over budget. Take something away, or raise it with a reason in docs/decisions.md: set it in tools/rooms.json.',
    ]);
  });

  it('is asked for where a room is new', () => {
    expect(faultsOf({ '.': 1, garden: 7 }, { '.': 1 })).toEqual([
      expect.stringContaining('src/garden: 7 lines and no'),
    ]);
  });
});

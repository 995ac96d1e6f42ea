import type { Person } from '../../local-workspace/people/person.ts';
import type { Workspace } from '../../local-workspace/start-workspace.ts';
import type { JournalEntry } from '../../local-workspace/state/journal.ts';

/** A person who does one thing after the other, in a separate channel. */
export interface Member {
  person: Person;
  channel: string;
}

export function gatherCrew(workspace: Workspace, size: number): Member[] {
  return Array.from({ length: size }, (_, index) => {
    const person = workspace.addUser(`person-${index}`);
    const members = [person.id];
    return {
      person,
      channel: workspace.addChannel({ name: `ml-${index}`, kind: 'public', botIsMember: true, members }),
    };
  });
}

/** The workspace remembers everything, which would only measure its memory. */
export function forgetPast({ eventLog }: Workspace): void {
  (eventLog as JournalEntry[]).length = 0;
}

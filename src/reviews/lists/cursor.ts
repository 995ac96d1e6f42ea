/** A place in a list that is sorted by time, and by id where times are the same. */
export interface Place {
  at: number;
  id: string;
}

/** As it may stand in a button. */
export function encodeCursor({ at, id }: Place): string {
  return `${at} ${id}`;
}

/** The place; nothing, and so the beginning, where there is none or it makes no sense. */
export function decodeCursor(text: string | undefined): Place | undefined {
  const groups = /^(?<at>\d{1,15}) (?<id>\S{1,255})$/.exec(text ?? '')?.groups;
  return groups && { at: Number(groups['at']), id: groups['id'] ?? '' };
}

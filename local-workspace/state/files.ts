import type { Names } from './names.ts';

/** A file that the app uploaded, or has said that it will. */
export interface StoredFile {
  id: string;
  name: string;
  /** In bytes, as announced. */
  length: number;
  title: string;
  /** Undefined until it is uploaded. */
  content: Buffer | undefined;
  /** It was completed, and stands where it was shared. */
  isShared: boolean;
}

export interface Files {
  announce(name: string, length: number): StoredFile;
  find(id: string): StoredFile | undefined;
  all(): StoredFile[];
}

export function createFiles(names: Names, kept: readonly StoredFile[] = []): Files {
  const files = new Map(kept.map((file) => [file.id, file]));
  return {
    announce(name, length) {
      const file: StoredFile = {
        id: names.id('F'),
        name,
        length,
        title: name,
        content: undefined,
        isShared: false,
      };
      files.set(file.id, file);
      return file;
    },
    find: (id) => files.get(id),
    all: () => [...files.values()],
  };
}

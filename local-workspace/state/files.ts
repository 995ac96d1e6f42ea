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
}

export function createFiles(names: Names): Files {
  const files = new Map<string, StoredFile>();
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
  };
}

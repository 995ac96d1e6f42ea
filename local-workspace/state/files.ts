import type { Names } from './names.ts';

/** A file that the app uploaded, or has said that it will, or that a person shared. */
export interface StoredFile {
  id: string;
  name: string;
  /** In bytes, as announced. */
  length: number;
  title: string;
  /** Undefined until it is uploaded. */
  content: Buffer | undefined;
  /** The upload was completed and shared. */
  isShared: boolean;
  /** A person shared it: the app reads it with its token and `files:read` only. */
  isByPerson?: true;
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/** The content type of a picture, by its name; undefined for anything else, and for SVG, which may hold scripts. */
export function imageTypeOf({ name }: Pick<StoredFile, 'name'>): string | undefined {
  return IMAGE_TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''];
}

/** A file as a person has it. */
export interface SharedFile {
  name: string;
  content: string | Buffer;
}

export interface Files {
  announce(name: string, length: number): StoredFile;
  /** A person uploads it. */
  share(file: SharedFile): StoredFile;
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
    share({ name, content: given }) {
      const content = Buffer.from(given);
      const id = names.id('F');
      const file: StoredFile = {
        id,
        name,
        length: content.length,
        title: name,
        content,
        isShared: true,
        isByPerson: true,
      };
      files.set(id, file);
      return file;
    },
    find: (id) => files.get(id),
    all: () => [...files.values()],
  };
}

import { readdirSync } from 'node:fs';
import { pages, ROOT, read } from './documents.ts';

/** A command that a page tells people to run. */
export interface DocumentedCommand {
  page: string;
  text: string;
  /** In a block, so to be typed as it stands. Otherwise within a sentence or a table. */
  isBlock: boolean;
  /** Its paragraph, and of a block the one before it, too. */
  around: string;
}

/** What people read who run the bot: not how it is developed, and not what was. */
const NOT_FOR_USERS = /^(?:src|test|tools|bench|page|local-workspace|\.github)\/|^(?:CONTRIBUTING|CHANGELOG)\.md$/;

export const userPages = (): string[] => [
  ...pages().filter((page) => !NOT_FOR_USERS.test(page)),
  ...['operating', 'webhook', 'deploy'].flatMap((folder) =>
    readdirSync(`${ROOT}/examples/${folder}`).map((name) => `examples/${folder}/${name}`),
  ),
];

/** Every command of a page: lines of its `sh` blocks, and what stands in `backticks`. */
export function commandsOf(page: string): DocumentedCommand[] {
  const text = read(page).replace(/<!--[\s\S]*?-->/g, '');
  const paragraphs = text.split(/\n\s*\n(?=\S| *```| *[-*\d])/);
  return paragraphs.flatMap((paragraph, at) => {
    const [, block] = /^ *```sh\n([\s\S]*?)^ *```/m.exec(paragraph) ?? [];
    const spans = [...paragraph.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)];
    const inside = { page, around: `${paragraphs[at - 1] ?? ''}\n${paragraph}` };
    return [
      ...linesIn(block ?? '').map((line) => ({ ...inside, text: line, isBlock: true })),
      ...spans.map(([, code = '']) => ({ ...inside, text: code, isBlock: false, around: paragraph })),
    ];
  });
}

/** Lines of a shell, joined where a backslash continues one. Without what a here-document holds. */
function linesIn(block: string): string[] {
  return block
    .replace(/<<'(\w+)'[\s\S]*?^ *\1$/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => line.split(' && '))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The arguments of a call of the program, however it is called; undefined of any other command. */
export function argumentsOf(text: string): string[] | undefined {
  const call =
    /^(?:(?:npx (?:-\S+ )*)?endpoint-reviewer|(?:docker exec \S+ )?node (?:--\S+ )*(?:\S*\/)?dist\/endpoint-reviewer\.js) (.+)$/.exec(
      text,
    );
  const [words = ''] = (call?.[1] ?? '').split(/ [|>] ?/);
  return call === null
    ? undefined
    : [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

/** What npm runs in a checkout alone: the package has no scripts and no development packages. */
export const isOfCheckout = (text: string): boolean =>
  /^npm (?:--\S+ \S+ )?(?:run|test|start|pack|version|sbom)\b|^npx (?:vitest|tsx|knip|biome)\b/.test(text);

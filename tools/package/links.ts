import { posix } from 'node:path';

/** A link or an image of Markdown: `[text](target#part)`. */
const LINK = /(!?)\[([^\]]*)\]\(([^()\s#]*)(#[^()\s]*)?\)/g;

/**
 * A page of the package. What it links to in the repository alone stands there as its path, as code. `page` and `files`: paths from the
 * top.
 */
export function withLinksInside(page: string, markdown: string, files: readonly string[]): string {
  return markdown.replace(LINK, (link: string, image: string, text: string, target: string) => {
    if (target === '' || /^[a-z]+:/i.test(target)) return link;
    const path = posix.join(posix.dirname(page), target).replace(/\/$/, '');
    const isInside = files.some((file) => file === path || file.startsWith(`${path}/`));
    if (isInside || image !== '') return link;
    const last = path.split('/').at(-1) ?? '';
    return text.replaceAll('`', '') === last ? `\`${path}\`` : `${text} (\`${path}\`)`;
  });
}

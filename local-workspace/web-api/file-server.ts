import type { WorkspaceState } from '../state/workspace-state.ts';

/**
 * The addresses of files: `/upload/<id>` takes one, `/files/<id>` gives one that was shared. What a person shared takes the app's
 * token and its right to read files: others are sent to the sign-in page, not refused (docs.slack.dev/reference/objects/file-object).
 */
export async function answerFileRequest(
  state: WorkspaceState,
  request: { method: string; path: string; contentType: string; body: Buffer; mayRead: boolean },
): Promise<{ status: number; type: string; body: Buffer | string } | undefined> {
  const [, kind, id = ''] = /^\/(upload|files)\/(\w+)$/.exec(request.path) ?? [];
  if (kind === undefined) return undefined;
  const file = state.files.find(id);
  const notFound = { status: 404, type: 'text/plain', body: 'no such file' };
  if (file === undefined) return notFound;
  if (kind === 'files') {
    if (file.isByPerson && !request.mayRead) return { status: 302, type: 'text/html', body: '<!DOCTYPE html>' };
    const { content, isShared } = file;
    if (content === undefined || !isShared) return notFound;
    return { status: 200, type: 'text/plain; charset=utf-8', body: content };
  }
  if (request.method !== 'POST') return { status: 405, type: 'text/plain', body: 'upload with POST' };
  const content = await contentOf(request.contentType, request.body);
  if (content.length !== file.length) {
    const text = `has ${content.length} bytes and was announced with ${file.length}`;
    state.journal.add({ kind: 'breach', where: 'upload', path: file.name, text });
    return { status: 400, type: 'text/plain', body: 'wrong length' };
  }
  file.content = content;
  return { status: 200, type: 'text/plain', body: `OK - ${content.length}` };
}

/** As a form with one file, or the bytes themselves. */
async function contentOf(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  for (const value of form.values()) if (value instanceof Blob) return Buffer.from(await value.arrayBuffer());
  return Buffer.alloc(0);
}

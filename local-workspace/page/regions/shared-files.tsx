import { imageTypeOf, type StoredFile } from '../../state/files.ts';
import { Icon } from '../blocks/icon.tsx';

/** More than this is for the downloaded file, in characters. */
const PREVIEW_MAX = 6000;

/** Files that were shared with a message: what each is, its text, and a way to keep it. */
export function SharedFiles({ files }: { files: StoredFile[] }) {
  return files.map((file) => <SharedFile key={file.id} file={file} />);
}

function SharedFile({ file }: { file: StoredFile }) {
  const { id, name, title, length, content } = file;
  const text = content?.toString('utf8') ?? '';
  return (
    <div className="file">
      <p className="file-head">
        <Icon name="file" />
        <b>{title}</b>
        <span className="time">
          {name}, {sizeOf(length)}
        </span>
        <a href={`/files/${id}`} download={name}>
          Download
        </a>
      </p>
      {imageTypeOf(file) === undefined ? (
        <details>
          <summary>Show the text</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>{text.length > PREVIEW_MAX ? `${text.slice(0, PREVIEW_MAX)}…` : text}</pre>
        </details>
      ) : (
        // Lazy, because React writes a preload link in front of any other, and a fragment is one element.
        <img className="file-image" src={`/files/${id}`} alt={title} loading="lazy" />
      )}
    </div>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`;
}

import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface MenuItem {
  text: string;
  /** Shown under the text. */
  description?: string;
  attributes: Record<string, string>;
}

interface MenuProps {
  id: string;
  label: string;
  items: MenuItem[];
  /** What the button shows; three dots if nothing. */
  face?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/** A button that opens a menu. The page's script opens and closes it, and moves in it with the arrow keys. */
export function Menu({ id, label, items, face, className = '', children }: MenuProps) {
  return (
    <div className={`menu ${className}`.trim()} data-menu="">
      <button
        type="button"
        className="icon-button"
        id={id}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-controls={`${id}/menu`}
      >
        {face ?? <Icon name="dots" />}
      </button>
      <div role="menu" id={`${id}/menu`} aria-labelledby={id} hidden>
        {items.map(({ text, description, attributes }) => (
          <button type="button" role="menuitem" tabIndex={-1} key={text} {...attributes}>
            {text}
            {description === undefined ? null : <small>{description}</small>}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}

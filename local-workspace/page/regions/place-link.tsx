import type { ReactNode } from 'react';

interface PlaceLinkProps {
  id: string;
  href: string;
  isCurrent: boolean;
  isUnread?: boolean;
  sign: ReactNode;
  label: string;
  hidden?: string | undefined;
}

/** A place to go to, in the sidebar. */
export function PlaceLink({ id, href, isCurrent, isUnread = false, sign, label, hidden }: PlaceLinkProps) {
  return (
    <a
      id={id}
      href={href}
      data-go=""
      aria-current={isCurrent ? 'page' : undefined}
      className={isUnread ? 'place unread' : 'place'}
    >
      <span className="sign" aria-hidden="true">
        {sign}
      </span>
      <span className="place-label">{label}</span>
      {hidden === undefined ? null : <span className="sr-only"> ({hidden})</span>}
      {isUnread ? (
        <>
          <span className="sr-only"> (new messages)</span>
          <span className="dot" aria-hidden="true" />
        </>
      ) : null}
    </a>
  );
}

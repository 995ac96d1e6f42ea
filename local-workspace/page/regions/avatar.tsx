/** A square with the first letter. Decorative: the name is beside it. */
export function Avatar({ name, isBot }: { name: string; isBot: boolean }) {
  const letter = [...name][0] ?? '?';
  return (
    <span className={isBot ? 'avatar bot' : `avatar person-${letter.charCodeAt(0) % 4}`} aria-hidden="true">
      {letter}
    </span>
  );
}

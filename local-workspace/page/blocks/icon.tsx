/** Paths of 16 by 16 pixels, drawn with the colour of the text. */
const PATHS = {
  bell: 'M3.5 11.5h9l-1-1.5V7a3.5 3.5 0 0 0-7 0v3zM7 13.5h2',
  bolt: 'M9 1 3 9h4l-1 6 6-8H8z',
  close: 'm3.5 3.5 9 9m0-9-9 9',
  dots: 'M3 8h.01M8 8h.01M13 8h.01',
  file: 'M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13',
  home: 'M2 8l6-6 6 6M4 7v7h8V7',
  lock: 'M4 7h8v7H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  reply: 'M2 3h12v8H7l-3 3v-3H2z',
} as const;

const FILLED = new Set(['bolt']);

/** A picture beside words, or in a button that has a label: it says nothing by itself. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  const isFilled = FILLED.has(name);
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke={isFilled ? 'none' : 'currentColor'}
        strokeWidth={name === 'dots' ? 2.4 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

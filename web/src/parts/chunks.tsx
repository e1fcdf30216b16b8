import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows that are made at once: they fill a screen. */
const size = 15;
/** How high a row is until it is made, px. */
const rowHeight = 40;
/** How near to what is seen rows are made, px. */
const margin = 800;

/** The rows of a long list, made a screen at a time as they come near to what is seen; once made they stay. */
export function Chunks<T>({ rows, children }: { rows: T[]; children: (row: T) => ReactNode }) {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => (
    <Chunk key={index} rows={rows.slice(index * size, (index + 1) * size)} first={index === 0}>
      {children}
    </Chunk>
  ));
}

interface ChunkProps<T> {
  rows: T[];
  first: boolean;
  children: (row: T) => ReactNode;
}

function Chunk<T>({ rows, first, children }: ChunkProps<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [made, setMade] = useState(first);
  useEffect(() => {
    if (made || body.current === null) return undefined;
    const near = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && setMade(true), {
      rootMargin: `${margin}px`,
    });
    near.observe(body.current);
    return () => near.disconnect();
  }, [made]);
  return (
    <tbody ref={body}>
      {made ? (
        rows.map(children)
      ) : (
        <tr aria-hidden style={{ height: rows.length * rowHeight }}>
          <td />
        </tr>
      )}
    </tbody>
  );
}

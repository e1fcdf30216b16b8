import { Stack, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';

type Figures = (number | null)[];

interface Props {
  title: string;
  /** Seconds since 1970. */
  times: number[];
  /** What is drawn, by its name; null: a gap. */
  lines: Record<string, Figures>;
  /** A figure in words. */
  said: (value: number) => string;
}

const height = 180;
/** Of the axis with figures, px: wide enough for "1023.9 MiB/s". */
const axis = 90;
/** One is full and the other dashed, so that no colour tells them apart alone. */
const strokes = [{ stroke: '#1c7ed6' }, { stroke: '#e8590c', dash: [6, 4] }];

/** Figures over time; who cannot see it hears the last ones. */
export function Graph({ title, times, lines, said }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const names = Object.keys(lines).join();
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    const drawn = new uPlot(optionsOf(names.split(','), said, getComputedStyle(box).color), undefined, box);
    const fitting = new ResizeObserver(() => drawn.setSize({ width: box.clientWidth, height }));
    fitting.observe(box);
    plot.current = drawn;
    return () => {
      fitting.disconnect();
      drawn.destroy();
    };
  }, [names, said]);
  useEffect(() => {
    plot.current?.setData([times, ...Object.values(lines)]);
  }, [times, lines]);
  return (
    <Stack gap={4} miw={0}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <div ref={place} role="img" aria-label={`${title}: ${lastOf(lines, said)}`} style={{ minHeight: height }} />
    </Stack>
  );
}

function lastOf(lines: Props['lines'], said: Props['said']): string {
  const words = Object.entries(lines).map(([name, figures]) => {
    const last = figures.findLast((value) => value !== null);
    return `${name} ${last == null ? 'not measured' : said(last)}`;
  });
  return words.join(', ');
}

function optionsOf(names: string[], said: Props['said'], color: string): uPlot.Options {
  const grid = { stroke: '#8884' };
  return {
    width: 300,
    height,
    cursor: { y: false },
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high ?? 1)] } },
    axes: [
      { stroke: color, grid },
      { stroke: color, grid, size: axis, values: (_plot, marks) => marks.map(said) },
    ],
    series: [
      {},
      ...names.map((label, index) => ({
        label,
        width: 1.5,
        ...strokes[index],
        value: (_plot: uPlot, value: number | null) => (value === null ? '–' : said(value)),
      })),
    ],
  };
}

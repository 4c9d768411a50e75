import type { Figure } from './figure.ts';

const HEAD = ['figure', 'measured', 'limit', 'ratio', 'what it is'] as const;

/** An aligned table, a line for each figure under a line of headings. */
export function buildTable(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const toLine = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(toLine).join('\n');
}

/** One JSON object. */
export function buildJsonLine({ name, value, unit, limit, ratio, note }: Figure): string {
  return JSON.stringify({ name, value: round(value), unit, limit: round(limit), ratio: round(ratio), note });
}

function isNumber(column: number): boolean {
  return column >= 1 && column <= 3;
}

function toCells({ name, value, unit, limit, ratio, note }: Figure): readonly string[] {
  return [
    name,
    `${format(value)} ${unit}`,
    `${format(limit)} ${unit}`,
    Number.isFinite(ratio) ? ratio.toFixed(2) : '∞',
    note,
  ];
}

function format(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}

/** Four digits say more than such a measurement knows. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}

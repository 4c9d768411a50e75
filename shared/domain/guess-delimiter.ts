/** What stands between the columns of a CSV file, by its first line: comma, semicolon or tab. */
export function guessDelimiter(firstLine: string): string {
  const count = (mark: string) => firstLine.split(mark).length;
  const best = [',', ';', '\t'].sort((one, other) => count(other) - count(one))[0];
  return best ?? ',';
}

import { release } from 'node:os';

/** What runs here, by number: the app, its runtime, the system. */
export function describeVersions(app: string): Readonly<Record<string, string>> {
  const { electron, chrome, node } = process.versions;
  const system = `${process.platform} ${process.arch} ${release()}`;
  return { app, electron, chrome, node, system, locale: Intl.DateTimeFormat().resolvedOptions().locale };
}

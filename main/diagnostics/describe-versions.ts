import { release } from 'node:os';

/** What runs here, by number: the app, its runtime, the system. */
export function describeVersions(app: string): Readonly<Record<string, string>> {
  const { electron, chrome, node } = process.versions;
  const system = `${process.platform} ${process.arch} ${release()}`;
  return { app, electron, chrome, node, system, locale: Intl.DateTimeFormat().resolvedOptions().locale };
}

/** As people name it: `Windows 11`, `macOS 15.1`, `Linux 6.1`. */
export function describePlatform(version: string): string {
  return `${PLATFORMS[process.platform] ?? process.platform} ${version}`;
}

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
};

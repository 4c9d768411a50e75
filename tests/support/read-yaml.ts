import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A YAML file of the project, as electron-builder's own parser reads it. The caller says what it expects to be there. */
export function readYaml<Content>(path: string): Content {
  // The package brings no types.
  const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };
  return load(readFileSync(path, 'utf8')) as Content;
}

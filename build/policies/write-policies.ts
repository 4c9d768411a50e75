import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAdml, buildAdmx } from './build-admx.ts';
import { buildProfile } from './build-profile.ts';

/** Where each file is, from the root, and what it has to say. */
export const POLICY_FILES = {
  'build/policies/windows/colleague-messaging.admx': buildAdmx,
  'build/policies/windows/en-US/colleague-messaging.adml': buildAdml,
  'build/policies/macos/colleague-messaging.mobileconfig': buildProfile,
} as const;

// `npm run docs:policies`: a test fails when a file is not what the schema says.
if (import.meta.main) {
  for (const [name, build] of Object.entries(POLICY_FILES)) {
    const file = path.resolve(import.meta.dirname, '../..', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, build());
  }
}

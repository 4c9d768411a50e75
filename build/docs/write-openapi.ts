import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildOpenApi } from '../../relay/http/api/build-openapi.ts';

const root = path.resolve(import.meta.dirname, '../..');
const file = path.join(root, 'docs/openapi.json');

// `npm run docs:openapi`: a test fails when the file is not what the relay serves.
writeFileSync(file, JSON.stringify(buildOpenApi(), null, 2));
execFileSync(path.join(root, 'node_modules/.bin/oxfmt'), [file]);

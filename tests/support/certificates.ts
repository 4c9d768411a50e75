import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and the certificate that it signed itself, in PEM. */
export type Certificate = { readonly key: string; readonly cert: string };

const CONFIG = `
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
`;

/** Made by openssl, valid between two days from now (negative: in the past). */
export function makeCertificate(options: {
  /** As in `subjectAltName`: `DNS:localhost`, `IP:127.0.0.1`. */
  readonly name: string;
  readonly fromDay: number;
  readonly toDay: number;
}): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const run = (command: string) =>
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  try {
    writeFileSync(join(folder, 'ca.cnf'), CONFIG);
    writeFileSync(join(folder, 'index.txt'), '');
    writeFileSync(join(folder, 'serial'), '1000');
    run(
      `req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out request.pem -subj /CN=relay -addext subjectAltName=${options.name}`,
    );
    const span = `-startdate ${formatDay(options.fromDay)} -enddate ${formatDay(options.toDay)}`;
    run(`ca -batch -config ca.cnf -selfsign -keyfile key.pem -in request.pem -out cert.pem -notext ${span}`);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { key: read('key.pem'), cert: read('cert.pem') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As openssl wants it: `20261122120000Z`. */
function formatDay(offset: number): string {
  const at = new Date(Date.now() + offset * 24 * 60 * 60 * 1_000);
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/gu, '')}Z`;
}

import { AppError } from '../shared/domain/app-error.ts';
import { startRelay } from './build-relay.ts';
import { USAGE, runCommand } from './cli/run-command.ts';
import { parseConfig } from './config.ts';
import { createLogger } from './logger.ts';

/** Below the ten seconds that Docker waits before it kills. */
const LONGEST_STOP_MS = 9_000;
const words = process.argv.slice(2);

try {
  if (words.includes('--help') || words.includes('-h') || words[0] === 'help') console.log(USAGE);
  else if (words.length === 0 || words[0] === 'serve') await serve();
  else console.log((await runCommand(words, process.env)).join('\n'));
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(error.message);
  process.exitCode = error.code === 'invalid-input' ? 2 : 1;
}

async function serve(): Promise<void> {
  const config = parseConfig(process.env);
  const logger = createLogger((line) => process.stdout.write(line));
  const relay = await startRelay(config, { logger }).catch(explainPort);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    // A second signal does not wait for the first.
    if (stopping !== undefined) process.exit(1);
    logger.info('relay is stopping');
    // Everything acknowledged is on the disk: whatever still hangs then may be cut off.
    setTimeout(() => {
      logger.warn('relay did not stop in time and ends now');
      process.exit(0);
    }, LONGEST_STOP_MS).unref();
    stopping = relay.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Not before: whoever reads this may tell us to stop at once.
  logger.info({ port: relay.port, hasCompanyNumber: relay.hasCompanyNumber }, 'relay is ready');
}

function explainPort(error: NodeJS.ErrnoException): never {
  if (error.code === 'EADDRINUSE') {
    throw new AppError('invalid-input', 'RELAY_PORT is in use by another program. Choose another port.', {
      cause: error,
    });
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    throw new AppError('invalid-input', 'RELAY_HOST and RELAY_PORT are not available to this program.', {
      cause: error,
    });
  }
  throw error;
}

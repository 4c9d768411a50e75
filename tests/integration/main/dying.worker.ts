import { parentPort } from 'node:worker_threads';
import '../../../main/db/db.worker.ts';

/* The database's own thread, which dies when it is asked to: no other way leads to a real end in the middle of its work. */

parentPort?.on('message', (request: { readonly verb?: string }) => {
  if (request.verb === 'dieNow') process.exit(1);
});

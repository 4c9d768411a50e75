import { parentPort } from 'node:worker_threads';

/* Stands for a thread that dies in the middle of a call. */

parentPort?.on('message', () => process.exit(1));
parentPort?.postMessage({ kind: 'opened' }, []);

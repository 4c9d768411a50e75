import type { DoctorReport } from '../../shared/ipc/number-views.ts';
import { THIS_COMPUTER } from './run-doctor.ts';

const FIRST_LOOK_MS = 60_000;
const EVERY_MS = 6 * 60 * 60 * 1000;

/** What the user has to hear of without having asked. */
export type Finding = 'doctor-failed' | 'token-ends';

/**
 * Looks by itself, a minute after the start and every six hours while somebody is signed in, so that a token that ends
 * or a callback that was taken over is told before a consultant notices. Answers how to stop it.
 */
export function startDoctorWatch(options: {
  readonly isSignedIn: () => boolean;
  readonly run: () => Promise<DoctorReport>;
  /** The findings of this look; those of earlier ones that are absent are over. */
  readonly onFindings: (findings: ReadonlySet<Finding>) => void;
  readonly onError: (error: unknown) => void;
}): () => void {
  const look = () => {
    timer = setTimeout(look, EVERY_MS);
    if (!options.isSignedIn()) return;
    options.run().then((report) => options.onFindings(findingsOf(report)), options.onError);
  };
  let timer = setTimeout(look, FIRST_LOOK_MS);
  return () => clearTimeout(timer);
}

/** A computer that is offline says so already; what counts here is what waits for somebody to act. */
export function findingsOf({ sections }: DoctorReport): ReadonlySet<Finding> {
  const findings = new Set<Finding>();
  for (const { title, steps } of sections) {
    if (title === THIS_COMPUTER) continue;
    for (const { label, verdict, detail } of steps) {
      if (verdict === 'failed' && label !== 'Relay') findings.add('doctor-failed');
      if (label === 'Token' && verdict === 'warning' && detail.startsWith('Expires'))
        findings.add('token-ends');
    }
  }
  return findings;
}

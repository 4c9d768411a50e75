import type { GraphAnswer } from '../graph/answer.ts';
import { errorCatalogue } from '../graph/error-catalogue.ts';
import { metaError } from '../graph/meta-error.ts';
import type { Fault } from './faults.ts';

/** What a caller sees of a call that a fault has hit; `undefined` leaves the answer as it is. */
export function decideFaultyAnswer(fault: Fault): GraphAnswer | undefined {
  switch (fault.kind) {
    case 'error': {
      const code = fault.code ?? 131000;
      const status = fault.status ?? errorCatalogue[code]?.status ?? 500;
      const details = fault.details === undefined ? {} : { details: fault.details };
      const transient = fault.isTransient === undefined ? {} : { isTransient: fault.isTransient };
      return { kind: 'error', error: metaError(code, { status, ...details, ...transient }) };
    }
    case 'html':
      return {
        kind: 'text',
        status: fault.status ?? 502,
        contentType: 'text/html; charset=utf-8',
        text: errorPage,
      };
    case 'reset':
      return { kind: 'reset' };
    default:
      return undefined;
  }
}

/** The same refusal as a caller with another language sees it: a German `details` was seen in the wild (reference section 0). */
export function localiseAnswer(answer: GraphAnswer): GraphAnswer {
  if (answer.kind !== 'error') return answer;
  return {
    kind: 'error',
    error: {
      ...answer.error,
      details: 'Die Nachricht konnte nicht gesendet werden. Bitte prüfe die Parameter.',
    },
  };
}

const errorPage = `<!DOCTYPE html>
<html lang="en" id="facebook"><head><title>Error</title></head>
<body><h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>
`;

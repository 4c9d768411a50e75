import type { Simulation } from '../simulation.ts';
import { findNode, ownerOf } from './find-node.ts';
import type { GraphAnswer } from './answer.ts';
import type { GraphRequest } from './graph-request.ts';

/** Response headers as seen in real traces (reference section 1.2). */
export function buildHeaders(
  simulation: Simulation,
  request: GraphRequest,
  version: string | undefined,
  traceId: string,
  answer: GraphAnswer,
): Record<string, string> {
  const usage = buildUsage(simulation, request);
  const isOAuthError = answer.kind === 'error' && answer.error.type === 'OAuthException';
  return {
    ...(version === undefined ? {} : { 'facebook-api-version': version }),
    'x-fb-request-id': traceId,
    'x-fb-trace-id': traceId,
    'x-fb-rev': '1030000000',
    'cache-control': 'no-store',
    ...(usage === undefined ? {} : { 'x-business-use-case-usage': usage }),
    ...(isOAuthError
      ? {
          'www-authenticate': `OAuth "Facebook Platform" "invalid_request" "${headerSafe(answer.error.message)}"`,
        }
      : {}),
  };
}

function buildUsage(simulation: Simulation, request: GraphRequest): string | undefined {
  const found = findNode(simulation.world, request.segments[0] ?? '', simulation.clock.now());
  const wabaId = found === undefined ? undefined : ownerOf(simulation.world, found).wabaId;
  if (wabaId === undefined) return undefined;
  const { percent, regainMinutes } = simulation.budget.usage(wabaId, simulation.clock.elapsed());
  return JSON.stringify({
    [wabaId]: [
      {
        type: 'whatsapp',
        call_count: percent,
        total_cputime: 1,
        total_time: 1,
        estimated_time_to_regain_access: regainMinutes,
      },
    ],
  });
}

// A header takes printable ASCII only, and the message may quote what the caller sent.
function headerSafe(text: string): string {
  return text.replaceAll('"', "'").replaceAll(/[^\x20-\x7e]/g, '?');
}

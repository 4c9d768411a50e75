/** What may be known of anything that was thrown. */
export type ErrorLike = {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
};

/** The error, its causes, and the parts of an aggregate (one for each address that was tried), outermost first. */
export function listCauses(error: unknown, depth = 0): readonly ErrorLike[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const like: ErrorLike = error;
  const parts = Array.isArray(like.errors) ? like.errors : [];
  return [like, ...[like.cause, ...parts].flatMap((cause) => listCauses(cause, depth + 1))];
}

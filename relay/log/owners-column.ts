import type { UserId } from '../../shared/domain/ids.ts';

/** Owners in a column: a JSON list, where null is nobody. The empty list is NULL, which most conversations have. */
export function readOwners(column: string | null): readonly (UserId | undefined)[] {
  if (column === null) return [];
  // Only our writers stored it.
  const owners = JSON.parse(column) as readonly (UserId | null)[];
  return owners.map((owner) => owner ?? undefined);
}

export function writeOwners(owners: readonly (UserId | undefined)[]): string | null {
  return owners.length === 0 ? null : JSON.stringify(owners.map((owner) => owner ?? null));
}

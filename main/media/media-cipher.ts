import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** So much of a file is encrypted as one piece: small enough to begin a video anywhere, large enough to cost little. */
export const CHUNK_BYTES = 64 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What a piece costs more on disk. */
const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;
export const SEALED_BYTES = CHUNK_BYTES + OVERHEAD_BYTES;

/** A key for one file: 32 bytes in hex. */
export function createFileKey(): string {
  return randomBytes(32).toString('hex');
}

/**
 * One piece as it lies on disk: nonce, ciphertext, tag (AES-256-GCM). The nonce is random, because a piece that a crash
 * tore is written again with the same key. Its place in the file is authenticated with it, so that pieces cannot be moved.
 */
export function sealChunk(fileKey: string, position: number, chunk: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(fileKey, 'hex'), nonce);
  cipher.setAAD(encodePosition(position));
  return Buffer.concat([nonce, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the piece is not the one that was written at this position with this key. */
export function openChunk(fileKey: string, position: number, sealed: Uint8Array): Buffer {
  if (sealed.length < OVERHEAD_BYTES) throw new Error('The piece is too short.');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(fileKey, 'hex'),
    sealed.subarray(0, NONCE_BYTES),
  );
  decipher.setAAD(encodePosition(position));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

function encodePosition(position: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(position));
  return bytes;
}

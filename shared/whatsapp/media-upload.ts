import { z } from 'zod';
import { describeMetaError } from './errors.ts';
import { readMetaError } from './read-meta-error.ts';

/** The form that Meta takes a file in: what stands before its bytes and behind them. */
export type UploadForm = {
  readonly contentType: string;
  readonly head: string;
  readonly tail: string;
};

/**
 * `boundary`: something that does not occur in the file, ASCII letters and digits. Meta demands a name and a type of the part;
 * which name is of no account, a document's real one goes with its message. Source: Meta, media, upload.
 */
export function buildUploadForm(mimeType: string, boundary: string): UploadForm {
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: [
      field('messaging_product', 'whatsapp'),
      field('type', mimeType),
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: ${mimeType}\r\n\r\n`,
    ].join(''),
    tail: `\r\n--${boundary}--\r\n`,
  };
}

/** What became of an upload. Nothing is sent by it, so it may always be tried again where that can help. */
export type Uploaded =
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'later'; readonly problem: string };

const uploadedSchema = z.object({ id: z.union([z.string().min(1), z.number().transform(String)]) });

/** Meta's answer to an upload. `body` is its JSON, parsed. */
export function judgeUpload(status: number, body: unknown): Uploaded {
  const parsed = uploadedSchema.safeParse(body);
  if (status >= 200 && status < 300 && parsed.success) return { kind: 'uploaded', mediaId: parsed.data.id };
  const error = readMetaError(body);
  if (error === undefined || error.isTransient || status >= 500) {
    return { kind: 'later', problem: 'Meta did not take the file now.' };
  }
  const { cause, advice } = describeMetaError(error);
  return { kind: 'refused', problem: `Meta did not take the file: ${cause}. ${advice}` };
}

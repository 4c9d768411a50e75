import { AppError } from '../../shared/domain/app-error.ts';
import type { MessageId, RecordId } from '../../shared/domain/ids.ts';
import { nameMediaFile } from '../../shared/domain/media-file-name.ts';
import type { Context } from '../context.ts';
import type { HandlersOf } from '../ipc/handlers.ts';
import { copyOut } from '../media/copy-out.ts';
import { watchSilence } from '../media/watch-silence.ts';

type Place = { readonly recordId: RecordId; readonly messageId: MessageId };

/** Files on records: what the user says waits here until the relay has heard it. */
export function createRecordFileHandlers(context: Context): HandlersOf<'filing'> {
  return {
    'filing:list': (input) => context.desk().db.listRecordFiles(input),
    'filing:list-choices': (input) => context.desk().db.listFilingChoices(input),
    async 'filing:file'(input) {
      const { db, wakeFiler } = context.desk();
      context.changes.publish(await db.queueFiling({ ...input, now: context.now() }));
      wakeFiler();
      return {};
    },
    async 'filing:take-off'(input) {
      const { db, wakeFiler } = context.desk();
      context.changes.publish(await db.queueRemoval(input));
      wakeFiler();
      return {};
    },
    async 'filing:open'(place) {
      const fileName = await getName(context, place);
      const path = await useBytes(context, place, (bytes) =>
        context.desk().media.copyBytesToOpen({ fileName, folder: place.messageId, bytes }),
      );
      if ((await context.system.openFile(path)) === '') return {};
      throw new AppError('internal', 'This computer has no program for files of this kind. Save it instead.');
    },
    async 'filing:save'(place) {
      const path = await context.system.chooseSavePath(await getName(context, place));
      if (path === undefined) return { isSaved: false };
      await useBytes(context, place, (bytes) => copyOut(bytes, path, process.platform));
      return { isSaved: true };
    },
  };
}

/** Made safe for every file system: a colleague may have typed anything. */
async function getName(context: Context, place: Place): Promise<string> {
  const file = await context.desk().db.findRecordFile(place);
  if (file === undefined) throw new AppError('not-found', 'This file is not on the record any more.');
  return nameMediaFile('document', { mimeType: file.mimeType, fileName: file.name }, file.filedAt);
}

/** From this computer if it is here, else from the relay, straight to where it is wanted. */
async function useBytes<Result>(
  context: Context,
  { recordId, messageId }: Place,
  use: (bytes: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> {
  const { media, relay } = context.desk();
  const here = await media.find(messageId);
  if (here !== undefined) return use(here.body);
  const silence = watchSilence(NEVER);
  try {
    const path = `/v1/record-files/${encodeURIComponent(recordId)}/${encodeURIComponent(messageId)}`;
    const { body } = await relay.download({ path, headers: {}, signal: silence.signal });
    return await use(hear(body, silence.heard));
  } finally {
    silence.stop();
  }
}

async function* hear(body: AsyncIterable<Uint8Array>, heard: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    heard();
    yield chunk;
  }
}

const NEVER = new AbortController().signal;

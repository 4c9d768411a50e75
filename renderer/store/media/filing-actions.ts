import type { MessageId, RecordId } from '../../../shared/domain/ids.ts';
import type { FilingChoice } from '../../../shared/ipc/record-file-views.ts';
import { callMain } from '../../api.ts';
import { updateApp } from '../app-store.ts';
import { tell, tellError } from '../feedback/actions.ts';
import { ask } from './reduce.ts';

type Place = { readonly recordId: RecordId; readonly messageId: MessageId };

/** Puts a file on the record of its person: at once where there is nothing to ask, else after the dialog. */
export async function fileOnRecord(messageId: MessageId): Promise<void> {
  try {
    const { name, choices } = await callMain('filing:list-choices', { messageId });
    const [only, ...others] = choices;
    if (only === undefined) {
      tell('This person is on no record yet. Link the conversation to a record first, then file it.');
    } else if (others.length === 0 && only.already === undefined) {
      await putOnRecord(messageId, only);
    } else updateApp('media', (state) => ask(state, { messageId, name, choices }));
  } catch (error) {
    tellError(error);
  }
}

export function closeFiling(): void {
  updateApp('media', (state) => ask(state, undefined));
}

/** Under its own name, or under another; offline when the relay can be reached again. Answers whether it is accepted. */
export async function putOnRecord(
  messageId: MessageId,
  choice: FilingChoice,
  name?: string,
): Promise<boolean> {
  const place = { recordId: choice.recordId, messageId };
  try {
    await callMain('filing:file', { ...place, ...(name === undefined ? {} : { name }) });
    if (choice.already?.isThisMessage === true) tell('The file has its new name.');
    else tell(`Filed on the record of ${choice.recordName}.`, () => void takeOff(place));
    return true;
  } catch (error) {
    tellError(error);
    return false;
  }
}

export async function takeOff(place: Place): Promise<void> {
  await callMain('filing:take-off', place).catch(tellError);
}

/** Opens a file of a record with the system's program for it. */
export async function openRecordFile(place: Place): Promise<void> {
  await callMain('filing:open', place).catch(tellError);
}

export async function saveRecordFile(place: Place): Promise<void> {
  try {
    if ((await callMain('filing:save', place)).isSaved) tell('File saved.');
  } catch (error) {
    tellError(error);
  }
}

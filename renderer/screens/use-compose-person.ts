import { useEffect, useState } from 'react';
import type { ChannelId } from '../../shared/domain/ids.ts';
import type { RecordPhone } from '../../shared/domain/record.ts';
import { callMain, explainError } from '../api.ts';
import type { ComposeTarget } from '../store/navigation/state.ts';
import { explainNoPhone } from '../words/person-words.ts';

type ComposePerson = {
  readonly name: string;
  readonly phones: readonly RecordPhone[];
  /** Set where the thread is already on a number. */
  readonly channelId: ChannelId | undefined;
  /** Why no template can go to this person; undefined when one can. */
  readonly obstacle: string | undefined;
};

/** Who gets the template: read fresh, so that an opt-out of a minute ago is known. */
export function useComposePerson(target: ComposeTarget): ComposePerson | undefined {
  const [person, setPerson] = useState<ComposePerson | undefined>(undefined);
  useEffect(() => {
    let isStale = false;
    readPerson(target)
      .catch((error: unknown) => ({ ...NOBODY, obstacle: explainError(error) }))
      .then((answer) => (isStale ? undefined : setPerson(answer)))
      .catch(() => undefined);
    return () => {
      isStale = true;
    };
  }, [target]);
  return person;
}

const NOBODY: ComposePerson = { name: 'This person', phones: [], channelId: undefined, obstacle: undefined };

async function readPerson(target: ComposeTarget): Promise<ComposePerson> {
  if (target.kind === 'conversation') {
    const details = await callMain('conversations:get', { conversationId: target.conversationId });
    return {
      name: details.personName,
      phones: [],
      channelId: details.channel.id,
      obstacle: details.hasOptedOut ? OPTED_OUT : details.canSend ? undefined : details.cannotSendReason,
    };
  }
  const { record, name, people } = await callMain('records:get', { recordId: target.recordId });
  const hasOptedOut = people.length > 0 && people.every((person) => person.hasOptedOut);
  return {
    name,
    phones: record.phones.filter(
      (phone) => !people.some((person) => person.e164 === phone.e164 && person.hasOptedOut),
    ),
    channelId: undefined,
    obstacle: hasOptedOut ? OPTED_OUT : explainNoPhone(record.phones),
  };
}

const OPTED_OUT =
  'They asked not to be messaged. No template can be sent until the opt-out is lifted on the record.';

import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react';
import { CompletionList, type CompletionOption, optionId } from '../components/completion-list.tsx';
import type { Completion } from '../components/composer.tsx';
import type { NamedEmoji } from '../components/emoji-data.ts';
import { insertAtCaret } from '../components/insert-at-caret.ts';
import type { ConversationId } from '../../shared/domain/ids.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import { fillReply, findReplies, listGaps } from '../../shared/domain/canned-reply.ts';
import { callMain } from '../api.ts';
import { tellError } from '../store/feedback/actions.ts';
import { type CompletionQuery, findCompletion, matchEmoji } from '../words/find-completion.ts';

const MAX_OPTIONS = 8;

/** Completes the word at the caret of a box: arrows choose, Enter or Tab inserts, Escape closes. */
export function useCompletion(
  inputRef: RefObject<HTMLTextAreaElement | null>,
  text: string,
  conversationId: ConversationId,
): Completion {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState({ name: '', index: 0 });
  const [dismissed, setDismissed] = useState<string | undefined>(undefined);
  const found = useMemo(() => findCompletion(text, caret), [text, caret]);
  const name = found === undefined ? undefined : `${found.kind} ${found.from} ${found.query}`;
  const emoji = useEmojiOptions(inputRef, found);
  const replies = useReplyOptions(inputRef, found, conversationId);
  const options = name === dismissed ? [] : [...emoji, ...replies];
  const activeIndex = Math.min(chosen.name === name ? chosen.index : 0, options.length - 1);
  const active = options[activeIndex];
  const setIndex = (index: number) => setChosen({ name: name ?? '', index });
  return {
    listId,
    noteCaret: setCaret,
    activeId: active === undefined ? undefined : optionId(listId, active),
    list:
      active === undefined ? null : (
        <CompletionList
          id={listId}
          label={found?.kind === 'emoji' ? 'Emoji' : 'Canned replies'}
          options={options}
          activeIndex={activeIndex}
        />
      ),
    takeKey(event: KeyboardEvent) {
      if (active === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
        return false;
      if (event.key === 'ArrowDown') setIndex((activeIndex + 1) % options.length);
      else if (event.key === 'ArrowUp') setIndex((activeIndex + options.length - 1) % options.length);
      else if (event.key === 'Enter' || event.key === 'Tab') active.choose();
      else if (event.key === 'Escape') setDismissed(name);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

/** The list of emoji is loaded when somebody first asks for one. */
function useEmojiOptions(
  inputRef: RefObject<HTMLTextAreaElement | null>,
  found: CompletionQuery | undefined,
): readonly CompletionOption[] {
  const [named, setNamed] = useState<readonly NamedEmoji[]>([]);
  const isAsked = found?.kind === 'emoji';
  useEffect(() => {
    if (!isAsked) return;
    import('../components/emoji-data.ts')
      .then(({ loadEmoji }) => loadEmoji())
      .then((loaded) => setNamed(loaded.named))
      .catch(tellError);
  }, [isAsked]);
  return useMemo(() => {
    if (found?.kind !== 'emoji') return [];
    return matchEmoji(named, found.query, MAX_OPTIONS).map(({ emoji, code }) => ({
      key: code,
      lead: emoji,
      title: `:${code}:`,
      choose: () => {
        if (inputRef.current !== null) insertAtCaret(inputRef.current, `${emoji} `, found.from);
      },
    }));
  }, [found, named, inputRef]);
}

/** The replies are asked for anew each time that a slash begins one: somebody may have changed them. */
function useReplyOptions(
  inputRef: RefObject<HTMLTextAreaElement | null>,
  found: CompletionQuery | undefined,
  conversationId: ConversationId,
): readonly CompletionOption[] {
  const [known, setKnown] = useState<CallOutput<'replies:list'>>({ replies: [], values: {} });
  const isAsked = found?.kind === 'canned-reply';
  useEffect(() => {
    if (!isAsked) return;
    callMain('replies:list', { conversationId }).then(setKnown).catch(tellError);
  }, [isAsked, conversationId]);
  return useMemo(() => {
    if (found?.kind !== 'canned-reply') return [];
    return findReplies(known.replies, found.query)
      .slice(0, MAX_OPTIONS)
      .map((reply) => {
        const filled = fillReply(reply.text, known.values);
        const gaps = listGaps(filled);
        return {
          key: `${reply.scope}-${reply.id}`,
          lead: '/',
          title: reply.name,
          detail: gaps.length === 0 ? filled : `Not on the record: ${gaps.join(', ')} · ${filled}`,
          choose: () => {
            if (inputRef.current !== null) insertAtCaret(inputRef.current, filled, found.from);
          },
        };
      });
  }, [found, known, inputRef]);
}

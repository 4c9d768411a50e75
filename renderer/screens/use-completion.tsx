import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useState } from 'react';
import { CompletionList, type CompletionOption, optionId } from '../components/completion-list.tsx';
import type { Completion } from '../components/composer.tsx';
import type { NamedEmoji } from '../components/emoji-data.ts';
import { insertAtCaret } from '../components/insert-at-caret.ts';
import { tellError } from '../store/feedback/actions.ts';
import { type CompletionQuery, findCompletion, matchEmoji } from '../words/find-completion.ts';

const MAX_OPTIONS = 8;

/** Completes the word at the caret of a box: arrows choose, Enter or Tab inserts, Escape closes. */
export function useCompletion(inputRef: RefObject<HTMLTextAreaElement | null>, text: string): Completion {
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState({ name: '', index: 0 });
  const [dismissed, setDismissed] = useState<string | undefined>(undefined);
  const found = useMemo(() => findCompletion(text, caret), [text, caret]);
  const name = found === undefined ? undefined : `${found.kind} ${found.from} ${found.query}`;
  const emoji = useEmojiOptions(inputRef, found);
  const options = name === dismissed ? [] : emoji;
  const activeIndex = Math.min(chosen.name === name ? chosen.index : 0, options.length - 1);
  const active = options[activeIndex];
  const setIndex = (index: number) => setChosen({ name: name ?? '', index });
  return {
    listId,
    noteCaret: setCaret,
    activeId: active === undefined ? undefined : optionId(listId, active),
    list:
      active === undefined ? null : (
        <CompletionList id={listId} label="Emoji" options={options} activeIndex={activeIndex} />
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
